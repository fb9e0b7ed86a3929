#include "libcoverage/output/summary_json.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libcoverage/output/json_text.h"
#include "libcoverage/output/manifest.h"
#include "results_fixture.h"

using namespace coverage;
using Json = nlohmann::ordered_json;

TEST_CASE("the summary gives the study, its population and its sources") {
  const Json summary = Json::parse(summary_json(make_results_fixture()));
  CHECK(summary["study"] == "Accès aux services, <pays> d’essai & environs");
  CHECK(summary["population"] == 1002.5);
  CHECK(summary["notice"] == "Données fictives.");
  CHECK(summary["crs"] == "EPSG:2154");
  const Json& list = summary["sources"]["france_services"];
  CHECK(list["edition"] == "2024-08-01");
  CHECK(list["read"] == 4);
  CHECK(list["kept"] == 3);
  CHECK(list["rejected"] == 1);
  CHECK(list["corrected"] == 0);
  CHECK(list["notes"][0]["text"] == "position absente");
  CHECK(summary["facilities"]["set_aside"] == Json({"france_services:bus"}));
}

TEST_CASE("every threshold's four counts sum to the population") {
  const Json summary = Json::parse(summary_json(make_results_fixture()));
  std::size_t thresholds = 0;
  for (const auto& query : summary["queries"]) {
    for (const auto& row : query["thresholds"]) {
      ++thresholds;
      CHECK(row["covered"].get<double>() + row["uncovered"].get<double>() +
                row["unreachable"].get<double>() + row["unsnapped"].get<double>() ==
            summary["population"].get<double>());
      CHECK(row["share"].get<double>() ==
            row["covered"].get<double>() / summary["population"].get<double>());
    }
  }
  CHECK(thresholds == 8);
}

TEST_CASE("queries stand in study order with their target and who set it") {
  const Json summary = Json::parse(summary_json(make_results_fixture()));
  std::string names;
  for (const auto& query : summary["queries"].items()) names += query.key() + " ";
  CHECK(names == "france_services third_place ");
  const Json& query = summary["queries"]["france_services"];
  CHECK(query["target_s"] == 600);
  CHECK(query["target_m"].is_null());
  CHECK(query["target_source"] == "l’État");
  CHECK(query["traffic"] == "free_flow");
  CHECK(query["thresholds"][3]["threshold_s"] == 1200);
  CHECK(query["thresholds"][3]["threshold_m"] == 5000);
  CHECK(query["thresholds"][0]["threshold_m"].is_null());
  CHECK(query["gap"]["commune_codes"] == Json({"03002", "03003", "03004"}));
  CHECK(summary["queries"]["third_place"]["unknown"] == Json({"france_services:2"}));
}

TEST_CASE("a target of time and distance has both, and one of distance alone no time") {
  Results results = make_results_fixture();
  Query postal = results.queries[0].query;
  postal.target = {Seconds::from_minutes(20), Metres::from_metres(5000)};
  results.queries[0] =
      results_fixture::query_result(results, postal, {FacilityIndex(0), FacilityIndex(1)});
  Query near = results.queries[1].query;
  near.target = {{}, Metres::from_metres(800)};
  results.queries[1] = results_fixture::query_result(results, near, {FacilityIndex(2)});
  const Json queries = Json::parse(summary_json(results))["queries"];
  CHECK(queries["france_services"]["target_s"] == 1200);
  CHECK(queries["france_services"]["target_m"] == 5000);
  const Json& ledger = queries["france_services"]["ledger"];
  CHECK(ledger["threshold_m"] == 5000);
  CHECK(ledger["covered"].get<double>() +
            queries["france_services"]["gap"]["beyond_target"].get<double>() ==
        1002.5);
  CHECK(queries["third_place"]["target_s"].is_null());
  CHECK(queries["third_place"]["target_m"] == 800);
}

TEST_CASE("figures without a value are null, never infinite") {
  Results results = make_results_fixture();
  results.queries[0].indicators.study = Indicators{};
  const Json query = Json::parse(summary_json(results))["queries"]["france_services"];
  for (const char* key : {"mean_s", "median_s", "p90_s", "max_s"}) CHECK(query[key].is_null());
  CHECK(query["ledger"]["covered"] == 0);
  CHECK(query["ledger"]["share"].is_null());
  CHECK(query["inequality"]["gini"].is_null());
}

TEST_CASE("the inequality of a query says whom it counts and whom not") {
  const Results results = make_results_fixture();
  const Json query = Json::parse(summary_json(results))["queries"]["france_services"];
  const Json& inequality = query["inequality"];
  CHECK(inequality["counted"] == query["reached"]);
  CHECK(inequality["not_counted"] == 150);  // 100 unsnapped, 50 unreachable
  const Inequality& study = results.queries[0].indicators.study.inequality;
  CHECK(inequality["gini"].get<double>() == Approx(*study.gini).margin(1e-6));
  CHECK(inequality["theil"].get<double>() == Approx(*study.theil).margin(1e-6));
  CHECK(inequality["tenth_ratio"].get<double>() ==
        Approx(*study.tenth_to_four_tenths).margin(1e-6));
  CHECK(inequality["shortfall"].get<double>() == Approx(*study.shortfall).margin(1e-6));
  CHECK(inequality["squared_shortfall"].get<double>() ==
        Approx(*study.squared_shortfall).margin(1e-6));
}

TEST_CASE("two sources of one name keep their counts apart") {
  Results results = make_results_fixture();
  results.sources.push_back(results.sources[0]);
  results.sources.back().read = 99;
  const Json summary = Json::parse(summary_json(results));
  CHECK(summary["sources"]["communes"]["read"] == 7);
  CHECK(summary["sources"]["communes_2"]["read"] == 99);
}

TEST_CASE("a summary of an empty study is whole") {
  Results results = make_results_fixture();
  results.territory = {};
  results.demand = {};
  results.queries.clear();
  results.networks.clear();
  const Json summary = Json::parse(summary_json(results));
  CHECK(summary["population"].is_null());
  CHECK(summary["queries"] == Json::object());
}

TEST_CASE("text in JSON is safe inside HTML, and never invalid") {
  const std::string text = json_document(Json{{"a", "</script>\xff"}});
  CHECK(text.find('<') == std::string::npos);
  CHECK(Json::parse(text)["a"] == "</script>\xef\xbf\xbd");
  CHECK(json_value_text(Seconds::from_milliseconds(1500)) == "1.5");
  CHECK(json_value_text(std::string("a\"b")) == "\"a\\\"b\"");
  CHECK(json_value_text({}) == "null");
}

TEST_CASE("the manifest names inputs, settings, versions and files, and no moment") {
  const std::string text = manifest_json(make_results_fixture(), {{"a.csv", "00ff", 12}});
  const Json manifest = Json::parse(text);
  CHECK(manifest["engine"] == "libcoverage");
  CHECK(manifest["inputs"][0]["sha256"] == std::string(64, 'b'));
  CHECK(manifest["inputs"][1]["bytes"] == 567);
  CHECK(manifest["settings"]["gap_share"] == "0.5");
  CHECK(manifest["editions"]["france_services"] == "2024-08-01");
  CHECK(manifest["networks"][0]["fingerprint"] == std::string(64, 'a'));
  CHECK(manifest["outputs"]["a.csv"]["sha256"] == "00ff");
  for (const char* library : {"libcoverage", "gdal", "geos", "proj"}) {
    CHECK_FALSE(manifest["versions"][library].get<std::string>().empty());
  }
  CHECK(text.find("time") == std::string::npos);
  CHECK(text.find("date") == std::string::npos);
}
