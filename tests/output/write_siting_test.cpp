#include "libcoverage/output/write_siting.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "error_text.h"
#include "libcoverage/base/sha256.h"
#include "libcoverage/geo/geopackage_writer.h"
#include "libcoverage/output/csv_files.h"
#include "libcoverage/output/proposal_catchments.h"
#include "libcoverage/output/proposal_chart.h"
#include "libcoverage/output/proposal_map.h"
#include "libcoverage/output/proposal_report.h"
#include "libcoverage/output/proposal_tables.h"
#include "libcoverage/output/siting_json.h"
#include "libcoverage/study/siting_outcome.h"
#include "study/siting_study.h"

namespace coverage {
namespace {

namespace fs = std::filesystem;

/// One plan with the centre, which covers all, and one with the western place too; or, where sites
/// may close, the centre instead of fs:2.
SitingResults results_of(SitingWorld& world, bool closing = false) {
  SitingStudy study = world.siting({.threshold = Seconds::from_minutes(5),
                                    .new_sites = closing ? 0u : 2u,
                                    .allow_closing = closing});
  const auto site = [](std::uint32_t index) { return CandidateIndex(index); };
  SolvedPlans solved{.problem_name = "mclp", .plans = {}, .greedy = {}};
  if (closing) {
    const Amount covered = Amount{3000} * 1'000'000;
    solved.plans.push_back({{site(0), site(2)}, covered, covered});
  } else {
    const Amount covered = Amount{3500} * 1'000'000;
    solved.plans.push_back({{site(0), site(1), site(2)}, covered, covered});
    solved.plans.push_back({{site(0), site(1), site(2), site(3)}, covered, covered + 1'000'000});
    solved.greedy = {covered, covered};
  }
  return siting_outcome(std::move(study), solved, {world.listener, 1, nullptr});
}

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("the curve is a row a plan, with bound, greedy and what changes") {
  SitingWorld world;
  const SitingResults siting = results_of(world);
  const std::string csv = csv_text(curve_table(siting), CsvDialect::plain);
  CHECK(says(csv,
             "new_sites,objective,bound,gap,optimal,greedy,gained,beyond_target,mean_s,max_s,"
             "communes_in_gap,unserved,sites\n1,3500,3500,0,true,3500,2000,0,"));
  CHECK(says(csv, "\n2,3500,3501,"));
  CHECK(says(csv, ",0,,candidate:centre candidate:west\n"));
}

TEST_CASE("proposals are a row a plan and site that opens or closes") {
  SitingWorld world;
  const std::string csv = csv_text(proposal_table(results_of(world, true)), CsvDialect::plain);
  INFO(csv);
  // Those of fs:2 come too, without being covered.
  CHECK(says(csv,
             "\n1,plan,1,proposed,candidate:centre,Centre,03002,Commune 2,CC A,3.15,46.35,4.5,2000,"
             "2000,2500,2000,0,"));
  CHECK(
      says(csv,
           ",Commune 2\n1,plan,1,closed,fs:2,Deux,03003,Commune 3,CC B,3.25,46.35,,0,500,500,500,0,"
           ",,\"\"\n"));
  const SitingResults siting = results_of(world);
  CHECK(proposal_table(siting).size == 3);
}

TEST_CASE("existing sites come with what is lost if one closes") {
  SitingWorld world;
  const SitingResults siting = results_of(world);
  CHECK(csv_text(existing_table(siting), CsvDialect::plain) ==
        "rank,id,name,commune_code,commune_name,epci_name,lon,lat,catchment,lost,enter_gap\n"
        "1,fs:1,Un,03001,Commune 1,CC A,3.05,46.35,3000,1000,Commune 1\n"
        "2,fs:2,Deux,03003,Commune 3,CC B,3.25,46.35,500,500,Commune 3\n");
}

TEST_CASE("sites.json has the question, each plan with its proof, and what is lost") {
  SitingWorld world;
  const auto json = nlohmann::json::parse(siting_json(results_of(world)));
  CHECK(json["problem"] == "mclp");
  CHECK(json["threshold_s"] == 300);
  CHECK(json["today"]["beyond_target"] == 2000);
  REQUIRE(json["plans"].size() == 2);
  CHECK(json["plans"][0]["optimal"] == true);
  CHECK(json["plans"][1]["optimal"] == false);
  CHECK(json["plans"][0]["leave_gap"] == nlohmann::json{"03002"});
  CHECK(json["plans"][0]["sites"][0]["id"] == "candidate:centre");
  CHECK(json["plans"][0]["sites"][0]["gained"] == 2000);
  CHECK(json["existing_sites"][0]["lost"] == 1000);
}

TEST_CASE("a catchment is the inhabited squares that are nearest to the site") {
  SitingWorld world;
  const SitingResults siting = results_of(world);
  const FacilityIndex centre = siting.plans[1].sites[0].facility;
  const FacilityIndex west = siting.plans[1].sites[1].facility;
  const auto shapes = proposal_catchments(siting, siting.plans[1], {centre, west});
  REQUIRE(shapes.size() == 2);
  REQUIRE(shapes[0].polygons.size() == 1);
  CHECK(shapes[0].polygons[0].rings[0].size() == 5);
  CHECK(shapes[1].empty());  // home b is at the centre, the others have theirs
}

TEST_CASE("the report tells the question, the proof and the change, in both languages") {
  SitingWorld world;
  const SitingResults siting = results_of(world);
  const std::string english = render_proposals(siting, Language::english);
  for (const char* words :
       {"Where should the next sites open?", "proven optimal", "at most 0.0286% from the optimum",
        "id=\"curve\"", "class=\"gained\"", "Communes that leave the gap: Commune 2",
        "Existing sites: what would be lost?", "Sources and hypotheses"}) {
    CAPTURE(words);
    CHECK(says(english, words));
  }
  const std::string french = render_proposals(siting, Language::french);
  for (const char* words :
       {"Où ouvrir les prochains lieux d’accueil", "optimum prouvé",
        "à 0,0286\u00a0% au plus de l’optimum", "emplacements possibles", "proposition",
        "Communes qui repassent sous le seuil\u00a0: Commune 2"}) {
    CAPTURE(words);
    CHECK(says(french, words));
  }
  for (const char* never : {"requête", "lacune", "zone blanche"}) CHECK_FALSE(says(french, never));
}

namespace {

/// The centre, and the western place almost as good.
SitingResults with_alternative(SitingWorld& world, bool complete = true) {
  SitingStudy study = world.siting({.threshold = Seconds::from_minutes(5),
                                    .nobody_beyond = Seconds::from_minutes(20),
                                    .new_sites = 1});
  const auto site = [](std::uint32_t index) { return CandidateIndex(index); };
  SolvedPlans solved{.problem_name = "mclp", .plans = {}, .greedy = {}};
  const Amount covered = Amount{3500} * 1'000'000;
  solved.plans.push_back({{site(0), site(1), site(2)}, covered, covered});
  solved.alternatives.push_back({{site(0), site(1), site(3)}, covered - 35'000'000, covered});
  solved.alternatives_asked = true;
  solved.alternatives_complete = complete;
  solved.stopped = complete ? "" : "interrupted";
  return siting_outcome(std::move(study), solved, {world.listener, 1, nullptr});
}

}  // namespace

TEST_CASE("alternatives are rows of proposals and a table of their own") {
  SitingWorld world;
  const SitingResults siting = with_alternative(world);
  const std::string proposals = csv_text(proposal_table(siting), CsvDialect::plain);
  CHECK(proposals.rfind("plan,kind,plan_sites,status,id,", 0) == 0);
  CHECK(says(proposals, "\n1,plan,1,proposed,candidate:centre,"));
  CHECK(says(proposals, "\n2,alternative,1,proposed,candidate:west,"));
  const std::string table = csv_text(alternatives_table(siting), CsvDialect::plain);
  CHECK(says(table, "plan,new_sites,objective,bound,gap,optimal,"));
  CHECK(says(table, "\n2,1,3465,3500,0.01,false,,2000,0,"));
  const auto json = nlohmann::json::parse(siting_json(siting));
  CHECK(json["alternatives"][0]["plan"] == 2);
  CHECK(json["alternatives"][0]["objective"] == 3465);
  CHECK(json["alternatives_complete"] == true);
  CHECK(json["stopped"] == nullptr);
  CHECK(json["limits"]["nobody_beyond_s"] == 1200);
  CHECK(json["limits"]["in_words"].size() == 2);
}

TEST_CASE("the report has alternatives by the names of their sites, with the difference") {
  SitingWorld world;
  const std::string french = render_proposals(with_alternative(world), Language::french);
  for (const char* words : {"id=\"alternatives\"", "<strong>Ouest</strong>", "−40", "(−1\u00a0%)",
                            "Personne n’est à plus de 20\u00a0min"}) {
    CAPTURE(words);
    CHECK(says(french, words));
  }
  CHECK_FALSE(says(french, "interrompue"));
  const std::string cut = render_proposals(with_alternative(world, false), Language::french);
  CHECK(says(cut, "La recherche a été interrompue"));
  CHECK(says(cut, "il peut y en avoir de meilleurs"));
}

TEST_CASE("without alternatives the report and the folder have none") {
  SitingWorld world;
  const SitingResults siting = results_of(world);
  CHECK_FALSE(says(render_proposals(siting, Language::english), "id=\"alternatives\""));
  CHECK(nlohmann::json::parse(siting_json(siting))["alternatives"] == nullptr);
}

TEST_CASE("who is served where is a table where capacities hold") {
  SitingWorld world;
  SitingStudy study = world.siting(
      {.threshold = Seconds::from_minutes(5), .new_sites = 1, .assignment = Assignment::split});
  const auto site = [](std::uint32_t index) { return CandidateIndex(index); };
  SolvedPlans solved{.problem_name = "mclp", .plans = {}, .greedy = {}};
  const std::int64_t people = 1'000'000;
  solved.plans.push_back(
      {{site(0), site(1), site(2)},
       Amount{2600} * people,
       Amount{2600} * people,
       {{0, site(0), 600 * people}, {1, site(2), 1500 * people}, {2, site(1), 500 * people}}});
  const SitingResults siting =
      siting_outcome(std::move(study), solved, {world.listener, 1, nullptr});
  const std::string csv = csv_text(assignment_table(siting), CsvDialect::plain);
  CHECK(csv.rfind("plan,demand,site,weight,time_s\n1,a,fs:1,600,", 0) == 0);
  CHECK(says(csv, "\n1,b,candidate:centre,1500,"));
  const TemporaryFolder folder;
  write_siting(siting, {.directory = folder.path() / "out"}, {world.listener, 1, nullptr});
  CHECK(fs::exists(folder.path() / "out" / "assignment.csv"));
  CHECK_FALSE(fs::exists(folder.path() / "out" / "alternatives.csv"));
  CHECK(says(render_proposals(siting, Language::french), "sans place"));
}

TEST_CASE("the curve begins today, and sources stand below each map") {
  SitingWorld world;
  const SitingResults siting = results_of(world);
  const std::string chart = proposal_chart(siting, Language::french);
  CHECK(says(chart, "aujourd’hui"));
  CHECK(says(chart, "42,9\u00a0%"));  // 1500 of 3500 have a site within 5 min
  CHECK(says(map_sources(siting.results, Language::french), "Sources : "));
  CHECK(map_sources({}, Language::french).empty());
}

TEST_CASE("names of places are text in the report, never markup") {
  SitingWorld world;
  world.write("places.csv",
              "id,nom,lon,lat,cout,regle\nwest,Ouest,3.12,46.35,3,\n"
              "centre,<script>alert(1)</script>,3.15,46.35,4.5,\n");
  CHECK_FALSE(says(render_proposals(results_of(world), Language::french), "<script>alert"));
}

TEST_CASE("one plan has no curve, and a site that closes is told as such") {
  SitingWorld world;
  const SitingResults siting = results_of(world, true);
  CHECK(proposal_chart(siting, Language::english).empty());
  const std::string html = render_proposals(siting, Language::english);
  CHECK(says(html, "Communes that fall into the gap: Commune 3"));
  CHECK(says(html, "site that closes"));
  CHECK(says(html, "which may close"));
}

TEST_CASE("everything is written, the same again, and replaced on a second run") {
  SitingWorld world;
  const SitingResults siting = results_of(world);
  const Execution execution{world.listener, 2, nullptr};
  const TemporaryFolder folder;
  const auto write = [&](const char* name) {
    const fs::path out = folder.path() / name;
    write_siting(siting, {.directory = out}, execution);
    return out;
  };
  const fs::path first = write("a"), second = write("b");
  write("a");
  const char* const names[] = {"proposals.gpkg", "proposals.csv", "existing_sites.csv",
                               "curve.csv",      "sites.json",    "proposals.html",
                               "manifest.json"};
  for (const char* name : names) {
    CAPTURE(name);
    CHECK(fs::file_size(first / name) > 0);
    CHECK(bytes_of(first / name) == bytes_of(second / name));
  }
  CHECK(std::distance(fs::directory_iterator(first), fs::directory_iterator()) ==
        std::ptrdiff_t(std::size(names)));
  const auto counts = geopackage_row_counts(first / "proposals.gpkg");
  const auto rows = [&](const std::string& layer) {
    for (const auto& [name, count] : counts) {
      if (name == layer) return static_cast<int>(count);
    }
    return -1;
  };
  CHECK(rows("proposals") == 3);
  CHECK(rows("proposal_catchments") == 3);
  CHECK(rows("existing_sites") == 2);
  CHECK(rows("communes") == 3);
}

TEST_CASE("the results of another command are not replaced") {
  SitingWorld world;
  const SitingResults siting = results_of(world);
  const TemporaryFolder folder;
  folder.write("manifest.json", R"({"engine": "libcoverage", "outputs": {"manifest.json": {}}})");
  const Execution execution{world.listener, 1, nullptr};
  CHECK(error_text([&] { write_siting(siting, {.directory = folder.path()}, execution); }) ==
        folder.path().string() +
            " holds the results of another command. Choose another folder with --out, or replace "
            "it with --overwrite");
}

}  // namespace coverage
