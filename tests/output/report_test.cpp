#include "libcoverage/output/report.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "libcoverage/output/people_text.h"
#include "libcoverage/output/report_map.h"
#include "results_fixture.h"

namespace coverage {

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("a time beyond a threshold never prints equal to it") {
  const Language french = Language::french;
  CHECK(duration_text(Seconds::from_minutes(10), french) == "10\u00a0min");
  CHECK(duration_text(Seconds::from_milliseconds(600001), french) == "10\u00a0min\u00a001\u00a0s");
  CHECK(duration_text(Seconds::from_seconds(59.2), french) == "1\u00a0min");
  CHECK(duration_text(Seconds::from_seconds(3600.5), french) == "1\u00a0h\u00a001\u00a0min");
  CHECK(duration_text(Seconds::from_minutes(60), french) == "1\u00a0h");
  CHECK(duration_text(Seconds::from_minutes(120), french) == "2\u00a0h");
  CHECK(duration_text(Seconds::from_seconds(7), french) == "7\u00a0s");
  CHECK(duration_text(std::nullopt, french) == "—");
}

TEST_CASE("counts of inhabitants are rounded to ten, but nobody becomes none") {
  CHECK(inhabitants_text(Weight::from_count(12344), Language::french) == "12\u202f340");
  CHECK(inhabitants_text(Weight::from_count(12346), Language::english) == "12,350");
  CHECK(inhabitants_text(Weight::from_count(3), Language::french) == "moins de 10");
  CHECK(inhabitants_text(Weight{}, Language::french) == "0");
}

TEST_CASE("only all is a hundred per cent, only none is zero") {
  CHECK(share_text(0.99999, Language::french) == "99,9\u00a0%");
  CHECK(share_text(1.0, Language::french) == "100\u00a0%");
  CHECK(share_text(0.00001, Language::english) == "0.1%");
  CHECK(share_text(0.0, Language::english) == "0%");
  CHECK(share_text(0.4321, Language::french) == "43,2\u00a0%");
  CHECK(share_text(std::nullopt, Language::french) == "—");
}

TEST_CASE("shares that people have chosen have decimals only where they need them") {
  CHECK(round_share_text(0.5, Language::french) == "50\u00a0%");
  CHECK(round_share_text(0.75, Language::english) == "75%");
  CHECK(round_share_text(0.125, Language::french) == "12,5\u00a0%");
}

TEST_CASE("French marks keep their space on the same line, and nothing else changes") {
  CHECK(with_french_spaces("Objectif : 30 min ; « tier = 3 » ?") ==
        "Objectif\u00a0: 30 min\u202f; «\u00a0tier = 3\u00a0»\u202f?");
  CHECK(with_french_spaces("50 % des <b>deux :</b>") == "50\u00a0% des <b>deux\u00a0:</b>");
  CHECK(with_french_spaces("kind != mairie, 10:30, a :b") == "kind != mairie, 10:30, a :b");
  CHECK(with_french_spaces("") == "");
}

TEST_CASE("map colours darken from near to far, so that grey paper tells them apart") {
  const auto classes = time_classes(Seconds::from_minutes(10));
  double lighter = 256;
  for (std::size_t c = 0; c + 1 < classes.size(); ++c) {
    const unsigned long rgb = std::stoul(std::string(classes[c].colour).substr(1), nullptr, 16);
    const double grey =
        0.299 * double(rgb >> 16) + 0.587 * double(rgb >> 8 & 255) + 0.114 * double(rgb & 255);
    CHECK(grey < lighter - 20);
    lighter = grey;
  }
}

TEST_CASE("outlines are written once, however many queries have a map") {
  const Results results = make_results_fixture();
  REQUIRE(results.queries.size() > 1);
  const std::string page = render_report(results, Language::french);
  CHECK(count(page, "<path id=\"c0\"") == 1);
  CHECK(count(page, "<use href=\"#c0\"><title>") == results.queries.size());
  // Each reference finds its outline.
  for (auto at = page.find("href=\"#"); at != std::string::npos;
       at = page.find("href=\"#", at + 1)) {
    const std::string id = page.substr(at + 7, page.find('"', at + 7) - at - 7);
    CHECK(count(page, "id=\"" + id + "\"") == 1);
  }
}

TEST_CASE("a headline names its target, who set it, how one travels and who is counted") {
  Results results = make_results_fixture();
  results.networks.front().profile = "car";
  results.networks.front().traffic = "free_flow";
  results.territory.population_concept = "population municipale";
  results.territory.population_edition = "2023";
  const std::string page = render_report(results, Language::french);
  const auto from = page.find("<div class=\"cards\">");
  const std::string cards = page.substr(from, page.find("<section") - from);
  CHECK(count(cards, "en voiture, heures creuses") > 0);
  CHECK_THAT(page.substr(0, from), Catch::Contains("population municipale (2023)"));
  CHECK_THAT(page.substr(0, from), Catch::Contains("arrondis à la dizaine"));
  CHECK(count(cards, ", 0 commune") == 0);
  CHECK(count(cards, ">0 habitant") == 0);
}

TEST_CASE("what is not inhabitants is never called people on a report") {
  Results results = make_results_fixture();
  results.demand.method = DemandMethod::network;
  for (DemandWeight& weight : results.demand.weights) {
    weight.unit = "road_length";
    weight.concept_name.clear();
  }
  for (const Language language : {Language::french, Language::english}) {
    std::string page = render_report(results, language);
    page = page.substr(page.find("<body>"),
                       page.find("<section id=\"sources\">") - page.find("<body>"));
    for (const char* people : {"habitants", "personne", "opulation", "inhabitants", "of people"}) {
      INFO(people);
      CHECK(count(page, people) == 0);
    }
    CHECK(count(page, language == Language::french ? "mètres de route" : "metres of road") > 3);
  }
}

TEST_CASE("a place without a name shows its kind before its identifier") {
  Results results = make_results_fixture();
  Facility& facility = results.facilities[FacilityIndex(0)];
  facility.kind = "school";
  facility.id = "schools:node/12";
  facility.name = "node/12";
  CHECK_THAT(render_report(results, Language::french), Catch::Contains("<td>École (node/12)</td>"));
}

TEST_CASE("no column of EPCIs where there are none") {
  Results results = make_results_fixture();
  const std::string with = render_report(results, Language::french);
  CHECK(count(with, ">EPCI</th>") > 0);
  results.territory.groupings.clear();
  for (QueryResult& query : results.queries) query.indicators.groupings.clear();
  const std::string without = render_report(results, Language::french);
  CHECK(count(without, ">EPCI</th>") == 0);
  CHECK(count(without, "<td>—</td>") <= count(with, "<td>—</td>"));
}

TEST_CASE("the inequality of access times has a row for the study and one for each EPCI") {
  const Results results = make_results_fixture();
  const std::string page = render_report(results, Language::french);
  CHECK(count(page, "Inégalités de temps d’accès : Gini 0,") == results.queries.size());
  const auto from = page.find("<caption>Inégalités de temps d’accès</caption>");
  const std::string table = page.substr(from, page.find("</table>", from) - from);
  CHECK(count(table, "<tr>") == 1 + 1 + 2);  // its heading, the study, two EPCIs
  CHECK_THAT(table, Catch::Contains("Ensemble de l’étude") && Catch::Contains("CC du Nord") &&
                        Catch::Contains("Dépassement moyen"));
}

TEST_CASE("a target of distance alone has no excess, nobody reached no inequality at all") {
  Results results = make_results_fixture();
  results.queries[0].query.target = {{}, Metres::from_metres(800)};
  results.queries[1].indicators.study.reached = {};
  const std::string page = render_report(results, Language::english);
  CHECK(count(page, "Inequality of access times: Gini") == 1);
  CHECK(count(page, "Mean excess") == 0);
}

TEST_CASE("an index has three decimals, an absent one a dash") {
  CHECK(index_text(0.27149, Language::french) == "0,271");
  CHECK(index_text(4.0, Language::english) == "4.000");
  CHECK(index_text(std::nullopt, Language::english) == "—");
}

TEST_CASE("those without a time are explained, with their communes") {
  const Results results = make_results_fixture();
  const std::string page = render_report(results, Language::french);
  CHECK_THAT(page, Catch::Contains("sans route utilisable à moins de"));
  CHECK_THAT(page, Catch::Contains("aucun itinéraire ne mène"));
  CHECK_THAT(page, Catch::Contains("Bessay ("));
}

TEST_CASE("a query that nobody's facility answers says so in words") {
  Results results = make_results_fixture();
  CHECK(render_report(results, Language::french).find("personne n’en atteint") ==
        std::string::npos);
  QueryResult& query = results.queries.front();
  query.indicators.study.reached = Weight{};
  CHECK(render_report(results, Language::french)
            .find("Aucun de ces lieux d’accueil ne peut être atteint") != std::string::npos);
  query.facilities.clear();
  CHECK(render_report(results, Language::french)
            .find("Aucun lieu d’accueil ne répond à cette offre : personne "
                  "n’en atteint.") != std::string::npos);
}

TEST_CASE("time classes turn at the target, inclusive") {
  const auto classes = time_classes(Seconds::from_minutes(10));
  CHECK(time_class_of(classes, Seconds::from_minutes(5)) == 0);
  CHECK(time_class_of(classes, Seconds::from_minutes(10)) == 1);
  CHECK(time_class_of(classes, Seconds::from_milliseconds(600001)) == 2);
  CHECK(time_class_of(classes, Seconds::from_minutes(90)) == 4);
  CHECK(time_class_of(classes, std::nullopt) == 5);
}

TEST_CASE("the report names each query's own target and who set it") {
  const Results results = make_results_fixture();
  const std::string page = render_report(results, Language::french);
  CHECK(count(page, "<div class=\"card\">") == results.queries.size());
  CHECK(count(page, "<svg class=\"map\"") == results.queries.size());
  CHECK(count(page, "<svg class=\"chart\"") == results.queries.size());
  for (const QueryResult& query : results.queries) {
    CHECK_THAT(page, Catch::Contains(html_escaped(query.query.label)));
    if (!query.query.target_source.empty()) {
      CHECK_THAT(page, Catch::Contains(html_escaped(query.query.target_source)));
    }
  }
}

TEST_CASE("a target of time and distance is named whole, and its share is the headline") {
  Results results = make_results_fixture();
  Query postal = results.queries[0].query;
  postal.target = {Seconds::from_minutes(20), Metres::from_metres(5000)};
  results.queries[0] =
      results_fixture::query_result(results, postal, {FacilityIndex(0), FacilityIndex(1)});
  const Indicators& study = results.queries[0].indicators.study;
  const auto both =
      std::find_if(study.thresholds.begin(), study.thresholds.end(),
                   [&](const ThresholdCount& count) { return count.threshold == postal.target; });
  REQUIRE(both != study.thresholds.end());
  REQUIRE(both->covered < (both - 1)->covered);  // some are in time, but too far
  const std::string share = share_text(both->share(), Language::french);
  const std::string page = render_report(results, Language::french);
  CHECK_THAT(page, Catch::Contains("<p class=\"figure\">" + share + "</p>"));
  CHECK_THAT(page, Catch::Contains("à 20\u00a0min et 5\u00a0km ou moins"));
  CHECK_THAT(page, Catch::Contains(share + " (20\u00a0min et 5\u00a0km)</text>"));
  CHECK_THAT(render_report(results, Language::english),
             Catch::Contains("within 20\u00a0min and 5\u00a0km"));
}

TEST_CASE("a share of some inhabitants is not called one of all") {
  Results results = make_results_fixture();
  DemandWeight old = results.demand.weights[0];
  old.name = "pop_75_plus";
  results.demand.weights.push_back(old);
  results.queries[1].query.weight = "pop_75_plus";
  const std::string page = render_report(results, Language::french);
  CHECK_THAT(page, Catch::Contains("des habitants à 10\u00a0min"));
  CHECK_THAT(page, Catch::Contains("des habitants (pop_75_plus) à 15\u00a0min"));
}

TEST_CASE("a target of distance alone marks no time on the chart") {
  Results results = make_results_fixture();
  Query near = results.queries[1].query;
  near.target = {{}, Metres::from_metres(1500)};
  results.queries[1] = results_fixture::query_result(results, near, {FacilityIndex(2)});
  const std::string page = render_report(results, Language::french);
  CHECK_THAT(page, Catch::Contains("à 1,5\u00a0km ou moins"));
  CHECK(count(page, "<path class=\"target\"") == 1);
  CHECK(count(page, "<circle class=\"mark\"") == 1);
}

TEST_CASE("the report loads nothing from anywhere") {
  const std::string page = render_report(make_results_fixture(), Language::english);
  CHECK(count(page, "http://") == count(page, "http://www.w3.org/2000/svg"));
  CHECK(count(page, "https://") == 0);
  CHECK(count(page, "src=") == 0);
  CHECK(count(page, "<link") == 0);
  CHECK(count(page, "@import") == 0);
}

TEST_CASE("communes in the gap are listed, partial EPCIs say so") {
  const std::string page = render_report(make_results_fixture(), Language::french);
  CHECK_THAT(page, Catch::Contains("<td>Chapelle</td>"));
  CHECK_THAT(page, Catch::Contains("partie de CC &quot;du Sud&quot;"));
}

TEST_CASE("names that hold HTML stay text") {
  Results results = make_results_fixture();
  results.study.title = "<script>alert('x')</script>";
  results.facilities[FacilityIndex(0)].name = "\"><img onerror=x>";
  for (Commune& commune : results.territory.communes) commune.name += "<b>&";
  const std::string page = render_report(results, Language::french);
  CHECK(count(page, "<script>alert") == 0);
  CHECK(count(page, "<img") == 0);
  CHECK(count(page, "<b>") == 0);
  CHECK(count(page, "<script>") == 1);
}

TEST_CASE("a study without communes has a map of its demand and no table of communes") {
  Results results = make_results_fixture();
  results.territory = {};
  for (DemandPoint& point : results.demand.points) point.commune = CommuneIndex::none();
  for (Facility& facility : results.facilities) facility.commune = CommuneIndex::none();
  for (Facility& facility : results.set_aside) facility.commune = CommuneIndex::none();
  for (QueryResult& query : results.queries) {
    query.indicators.communes = {};
    query.indicators.groupings.clear();
  }
  const std::string page = render_report(results, Language::french);
  CHECK(count(page, "class=\"demand\"") > 0);
  CHECK(count(page, "communes au-delà") == 0);
}

TEST_CASE("French pages use the project's words") {
  const std::string page = render_report(make_results_fixture(), Language::french);
  for (const char* banned : {"requête", "lacune", "accessibilité", "zone blanche"}) {
    CHECK(count(page, banned) == 0);
  }
  for (const char* expected : {"Bilan de population", "Sans itinéraire", "Lieux d’accueil"}) {
    CHECK_THAT(page, Catch::Contains(expected));
  }
}

TEST_CASE("sizes are said in the unit that suits them, in each language") {
  CHECK(size_text(350e3, Language::english) == "350\u00a0kB");
  CHECK(size_text(12.4e6, Language::english) == "12\u00a0MB");
  CHECK(size_text(1.54e9, Language::english) == "1.5\u00a0GB");
  CHECK(size_text(350e3, Language::french) == "350\u00a0ko");
  CHECK(size_text(12.4e6, Language::french) == "12\u00a0Mo");
  CHECK(size_text(1.54e9, Language::french) == "1,5\u00a0Go");
}

}  // namespace coverage
