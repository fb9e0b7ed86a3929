#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "catchment_fixture.h"
#include "libcoverage/output/catchment_columns.h"
#include "libcoverage/output/demand_table.h"
#include "libcoverage/output/facility_table.h"
#include "libcoverage/output/geopackage.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/report.h"
#include "libcoverage/output/result_tables.h"
#include "libcoverage/output/score_classes.h"
#include "libcoverage/output/summary_json.h"
#include "sqlite_query.h"
#include "temporary_folder.h"

namespace coverage {
namespace {

using Json = nlohmann::ordered_json;

/// The cell of a column in the row whose first columns hold `keys`, as text.
std::string cell(const DataTable& table,
                 const std::vector<std::pair<std::string, std::string>>& keys,
                 const std::string& column) {
  const auto text = [&](const std::string& name, std::size_t row) -> std::string {
    for (const DataColumn& candidate : table.columns) {
      if (candidate.name == name) return data_text(candidate.value(row));
    }
    return "no column " + name;
  };
  for (std::size_t row = 0; row < table.size; ++row) {
    bool found = true;
    for (const auto& [name, value] : keys) found = found && text(name, row) == value;
    if (found) return text(column, row);
  }
  return "no row";
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::string section(const std::string& page) {
  const auto from = page.find("<section id=\"catchments\">");
  return page.substr(from, page.find("</section>", from) - from);
}

}  // namespace

TEST_CASE("communes.csv gives the scores in the rows of their query, and NULL in those of others") {
  const Results results = make_catchment_fixture();
  const DataTable table = commune_rows(results);
  const auto of = [&](const char* code, const char* query, const char* column) {
    return cell(table, {{"code", code}, {"query", query}}, column);
  };
  // (100 × 1 + 50 × 2 + 30 × 3 + 20.5 × 4) ÷ 200.5 thousandths.
  CHECK(of("03001", "france_services", "hours_score") == "0.0018553616");
  CHECK(of("03001", "france_services", "hours_share_served") == "1");
  CHECK(of("03003", "france_services", "hours_score") == "0");
  CHECK(of("03003", "france_services", "hours_share_served") == "0");
  CHECK(of("03003", "france_services", "hours_score_gini") == "");
  CHECK(of("03006", "france_services", "hours_score") == "");
  CHECK(of("03001", "third_place", "hours_score") == "");
}

TEST_CASE(
    "an EPCI's score is over its inhabitants with a score, nothing in reach counting as zero") {
  const Results results = make_catchment_fixture();
  const auto of = [&](const DataTable& table, const char* column) {
    return cell(table, {{"code", "200000002"}}, column);
  };
  // 03003 has none, 03005 as 03001: half the commune's score.
  CHECK(of(unit_rows(results, 0), "hours_score") == "0.000927680798");
  CHECK(of(unit_wide(results, 0), "hours_score") == "0.000927680798");
  CHECK(of(unit_wide(results, 0), "hours_share_served") == "0.5");
}

TEST_CASE("the empty table of EPCIs has the columns of catchments too") {
  const Results results = make_catchment_fixture();
  const auto has_score = [](const DataTable& table) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [](const DataColumn& column) { return column.name == "hours_score"; });
  };
  CHECK(has_score(empty_unit_rows(results)));
  CHECK(has_score(empty_unit_wide(results)));
}

TEST_CASE("demand points have their score, those off the network none") {
  const Results results = make_catchment_fixture();
  const DataTable table = demand_table(results);
  CHECK(cell(table, {{"id", "03001-3"}}, "hours_score") == "0.003");
  CHECK(cell(table, {{"id", "03003-3"}}, "hours_score") == "0");
  CHECK(cell(table, {{"id", "03002-1"}}, "hours_score") == "");
}

TEST_CASE("facilities have supply, demand and level of service; those of other queries nothing") {
  const Results results = make_catchment_fixture();
  const DataTable table = facility_table(results);
  const auto of = [&](const char* id, const char* column) {
    return cell(table, {{"id", id}}, column);
  };
  CHECK(of("france_services:1", "hours_supply") == "30");
  CHECK(of("france_services:1", "hours_allocated_demand") == "900");
  CHECK(of("france_services:1", "hours_level_of_service") == "0.0333333333");
  CHECK(of("france_services:2", "hours_allocated_demand") == "0");
  CHECK(of("france_services:2", "hours_level_of_service") == "");
  CHECK(of("tiers_lieux:a", "hours_supply") == "");
  CHECK(of("france_services:bus", "hours_supply") == "");
  const Results gravity = make_catchment_fixture(CatchmentMethod::gravity);
  CHECK(cell(facility_table(gravity), {{"id", "france_services:1"}}, "hours_level_of_service") ==
        "no column hours_level_of_service");
}

TEST_CASE("summary.json tells both sides of the study's limit apart") {
  const Json all = Json::parse(summary_json(make_catchment_fixture()))["catchments"];
  const Json& hours = all["hours"];
  CHECK(hours["method"] == "E2SFCA");
  CHECK(hours["decay"] == "zones (10 min: 1, 30 min: 0.68)");
  CHECK(hours["limit_s"] == 1800);
  CHECK(hours["total_supply"] == 40);
  CHECK(hours["unreached_supply"] == 10);
  CHECK(hours["inside"]["supply_given"] == 21.5);
  CHECK(hours["surroundings"]["population"] == 800);
  CHECK(hours["surroundings"]["served"] == 400);
  CHECK(hours["score"]["population"] == 1002.5);
  CHECK(hours["score"]["not_scored"] == 100);
  CHECK(hours["score"]["not_served"] == 200.5);
  CHECK(hours["score"]["served"] == 702);
  CHECK(Json::parse(summary_json(make_results_fixture()))["catchments"] == Json::object());
  const Results balanced = make_catchment_fixture(CatchmentMethod::balanced);
  CHECK(Json::parse(summary_json(balanced))["catchments"]["hours"]["inside"]["supply_given"]
            .is_null());
}

TEST_CASE("the report has a section of catchments where the study has some, and only there") {
  CHECK(count(render_report(make_results_fixture(), Language::french), "#catchments") == 0);
  const std::string page = render_report(make_catchment_fixture(), Language::french);
  CHECK(count(page, "<a href=\"#catchments\">") == 1);
  const std::string text = section(page);
  CHECK_THAT(text, Catch::Contains("<h3>Heures &lt;hebdo&gt;</h3>"));
  CHECK_THAT(text, Catch::Contains("zones (10 min\u00a0: 1, 30 min\u00a0: 0,68)"));
  CHECK_THAT(text, Catch::Contains("heures d’ouverture par semaine pour 1\u202f000 habitants"));
  CHECK_THAT(text, Catch::Contains("400 des environs, en concurrence mais hors des chiffres"));
  CHECK_THAT(text, Catch::Contains("Offre que rien n’atteint\u00a0: 10,000 sur 40,000"));
  CHECK_THAT(text, Catch::Contains("1,855"));  // 03001, per thousand
  const std::string table = text.substr(text.find("<details>"));
  CHECK(table.find("Chapelle") < table.find("Aubigny"));  // from the lowest score
}

TEST_CASE("balanced scores are shown against the study's mean, gravity's as they are") {
  const std::string balanced =
      section(render_report(make_catchment_fixture(CatchmentMethod::balanced), Language::english));
  CHECK_THAT(balanced, Catch::Contains("mean of the study = 100") && Catch::Contains(">100.000<"));
  const std::string gravity =
      section(render_report(make_catchment_fixture(CatchmentMethod::gravity), Language::english));
  CHECK_THAT(gravity, Catch::Contains("without competition") && Catch::Contains(">0.002<"));
  CHECK(count(gravity, "per 1,000") == 0);
}

TEST_CASE("without known surroundings the report says that nobody from beyond the border counts") {
  Results results = make_catchment_fixture();
  results.catchments[0].around = {};
  CHECK_THAT(section(render_report(results, Language::english)),
             Catch::Contains("without known surroundings, nobody from beyond the border counts"));
}

TEST_CASE("decays are named with their parameters in both languages") {
  const Seconds time = Seconds::from_minutes(15);
  CHECK(decay_label(StepDecay{time}).french == "seuil");
  CHECK(decay_label(LinearDecay{time}).english == "linear (15 min)");
  CHECK(decay_label(ExponentialDecay{time}).french == "exponentielle (15 min)");
  CHECK(decay_label(PowerDecay{1.5, time}).french == "puissance (15 min ; 1,5)");
  CHECK(decay_label(LogisticDecay{time, Seconds::from_minutes(3)}).english ==
        "logistic (15 min; 3 min)");
  CHECK(decay_label(GaussianDecay{time}).english == "Gaussian (15 min)");
}

TEST_CASE("the GeoPackage's layers hold the scores") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "coverage.gpkg";
  Progress silent;
  write_geopackage(make_catchment_fixture(), path, Execution{silent, 1, nullptr});
  CHECK(sqlite_query(path, "SELECT hours_score FROM demand WHERE id = '03001-2'") == "0.002");
  CHECK(sqlite_query(path, "SELECT hours_share_served FROM communes WHERE code = '03001'") ==
        "1.0");
  CHECK(sqlite_query(path, "SELECT hours_supply FROM facilities WHERE fid = 1") == "30.0");
}

TEST_CASE("scores are classed against the study's mean, nothing in reach apart") {
  const Results results = make_catchment_fixture();
  const CatchmentResult& hours = results.catchments[0];
  const double mean = *hours.indicators.study.mean;
  const auto classes = score_classes(hours);
  REQUIRE(classes.size() == 5);
  CHECK(score_class_of(classes, 0) == 0);
  CHECK(score_class_of(classes, mean / 4) == 1);
  CHECK(score_class_of(classes, *classes[1].up_to) == 1);
  CHECK(score_class_of(classes, mean * 0.9) == 2);
  CHECK(score_class_of(classes, mean * 1.4) == 3);
  CHECK(score_class_of(classes, mean * 9) == 4);
  CHECK(classes[0].label.french == "aucune offre à portée");
  CHECK(classes[2].label.french ==
        "≤ " + index_text(mean * 1000, Language::french) + " (moyenne de l’étude)");
}

TEST_CASE("where nobody has anything in reach, scores have two classes") {
  Results results = make_catchment_fixture();
  results.catchments[0].indicators.study.mean = 0;
  const auto classes = score_classes(results.catchments[0]);
  REQUIRE(classes.size() == 2);
  CHECK(score_class_of(classes, 0) == 0);
  CHECK(score_class_of(classes, 1) == 1);
}

TEST_CASE("layers have a style of each catchment's scores, after those of queries") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "coverage.gpkg";
  Progress silent;
  write_geopackage(make_catchment_fixture(), path, Execution{silent, 1, nullptr});
  const auto styles = [&](const std::string& layer) {
    return sqlite_query(path,
                        "SELECT styleName || ' ' || useAsDefault FROM layer_styles WHERE "
                        "f_table_name = '" +
                            layer + "' AND styleName LIKE 'Heures%'");
  };
  CHECK_THAT(styles("communes"), Catch::Contains("Heures <hebdo> : score d’accès moyen 0"));
  CHECK_THAT(styles("epcis"), Catch::Contains("score d’accès moyen 0"));
  CHECK_THAT(styles("demand"), Catch::Contains("Heures <hebdo> : score d’accès 0"));
  const std::string qml = sqlite_query(path,
                                       "SELECT styleQML FROM layer_styles WHERE f_table_name = "
                                       "'communes' AND styleName LIKE 'Heures%'");
  CHECK_THAT(qml, Catch::Contains("hours_score") && Catch::Contains("aucune offre à portée"));
}

TEST_CASE("the report maps each catchment's scores by commune") {
  const std::string text = section(render_report(make_catchment_fixture(), Language::french));
  CHECK(count(text, "<svg class=\"map\"") == 1);
  CHECK_THAT(text, Catch::Contains("Heures &lt;hebdo&gt;\u00a0: carte des scores d’accès"));
  CHECK_THAT(text, Catch::Contains("(moyenne de l’étude)") && Catch::Contains("sans score"));
  CHECK(count(text, "commune au-delà du seuil") == 0);
}

}  // namespace coverage
