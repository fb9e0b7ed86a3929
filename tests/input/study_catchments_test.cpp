#include <catch2/catch.hpp>

#include "libcoverage/input/catchment_supply.h"
#include "study_fixture.h"

namespace coverage {
namespace {

/// A study with a query `fs` and a catchment of these lines, which begin at line 8.
std::string with_catchment(const std::string& lines, const std::string& name = "x") {
  return minimal_study + "[queries]\nfs = \"kind = france_services\"\n[catchments." + name +
         "]\nquery = \"fs\"\n" + lines;
}

Catchment catchment_of(const std::string& lines) {
  const Study study = study_of(with_catchment(lines));
  REQUIRE(study.catchments.size() == 1);
  return study.catchments.front();
}

std::string catchment_error(const std::string& lines) {
  return study_error(with_catchment(lines));
}

IdVector<FacilityIndex, Facility> three_facilities() {
  IdVector<FacilityIndex, Facility> facilities;
  for (const char* id : {"fs:1", "fs:2", "fs:3"}) {
    Facility facility;
    facility.id = id;
    facility.name = "Maison";
    facility.kind = "fs";
    facilities.push_back(facility);
  }
  return facilities;
}

const std::vector<FacilityIndex> all_three{FacilityIndex(0), FacilityIndex(1), FacilityIndex(2)};

}  // namespace

TEST_CASE("a catchment of a query alone is a 2SFCA of 30 minutes where each facility counts one") {
  const Catchment catchment = catchment_of("");
  CHECK(catchment.name == "x");
  CHECK(catchment.query == "fs");
  CHECK(catchment.label == "X");
  CHECK(catchment.limit == Seconds::from_minutes(30));
  CHECK(catchment.supply.empty());
  CHECK(std::string(name_of(catchment.method, catchment.decay)) == "2SFCA");
  CHECK(std::get<StepDecay>(catchment.decay).limit == Seconds::from_minutes(30));
}

TEST_CASE("every method is read, with its decay and its parameters") {
  struct Row {
    const char* lines;
    const char* method;
    const char* decay;
    double minutes;
    double weight;  ///< at that time
  };
  const std::vector<Row> rows{
      {"limit = \"15 min\"", "2SFCA", "step", 15, 1},
      {"method = \"e2sfca\"\ndecay = \"zones\"\nzones = [\"10 min: 1\", \"20 min: 0.68\"]",
       "E2SFCA", "zones", 11, 0.68},
      {"method = \"3sfca\"\ndecay = \"linear\"", "3SFCA", "linear", 15, 0.5},
      {"method = \"3sfca\"\ndecay = \"linear\"\ndecay_time = \"20 min\"", "3SFCA", "linear", 15,
       0.25},
      {"method = \"bfca\"", "BFCA", "step", 30, 1},
      {"method = \"gravity\"\ndecay = \"power\"\ndecay_exponent = 2", "gravity", "power", 10, 0.01},
      {"method = \"gravity\"\ndecay = \"power\"\ndecay_exponent = 1\ndecay_time = \"5 min\"",
       "gravity", "power", 10, 0.5},
      {"method = \"e2sfca\"\ndecay = \"exponential\"\ndecay_time = \"10 min\"", "E2SFCA",
       "exponential", 10, 0.367879},
      {"method = \"e2sfca\"\ndecay = \"gaussian\"\ndecay_time = \"10 min\"", "E2SFCA", "gaussian",
       10, 0.606531},
      {"method = \"e2sfca\"\ndecay = \"logistic\"\ndecay_time = \"10 min\"\ndecay_scale = \"2 "
       "min\"",
       "E2SFCA", "logistic", 12, 0.268941},
  };
  for (const Row& row : rows) {
    CAPTURE(row.lines);
    const Catchment catchment = catchment_of(row.lines);
    CHECK(std::string(name_of(catchment.method, catchment.decay)) == row.method);
    CHECK(std::string(name_of(catchment.decay)) == row.decay);
    CHECK(weight_at(catchment.decay, Seconds::from_minutes(row.minutes)) ==
          Approx(row.weight).epsilon(1e-5));
  }
}

TEST_CASE("without a limit, zones end at the last one") {
  const std::string zones =
      "method = \"e2sfca\"\ndecay = \"zones\"\nzones = [\"10 min: 1\", \"20 min: 0.5\"]\n";
  CHECK(catchment_of(zones).limit == Seconds::from_minutes(20));
  CHECK(catchment_of(zones + "limit = \"15 min\"").limit == Seconds::from_minutes(15));
  CHECK(catchment_error(zones + "limit = \"10 min\"") ==
        "s.toml:13:9: the limit leaves nothing of the zone '20 min: 0.5'. Raise the limit, or "
        "remove the zone");
}

TEST_CASE("catchments keep the order of the file, their effective settings are listed") {
  const Study study =
      study_of(with_catchment("label = \"Heures\"\n", "zz") + "[catchments.aa]\nquery = \"fs\"\n");
  REQUIRE(study.catchments.size() == 2);
  CHECK(study.catchments[0].name == "zz");
  CHECK(study.catchments[0].label == "Heures");
  const auto& settings = study.settings;
  CHECK(std::find(settings.begin(), settings.end(),
                  std::pair<std::string, std::string>{"catchments.zz.method", "\"2sfca\""}) !=
        settings.end());
}

TEST_CASE("what a catchment cannot mean is refused where it stands") {
  const std::vector<std::pair<const char*, const char*>> rows{
      {"decay = \"linear\"",
       "s.toml:8:1: method = \"2sfca\" has no decay: within the limit all count alike. Write "
       "method = \"e2sfca\", or remove 'decay'"},
      {"method = \"e2sfca\"",
       "s.toml:10:10: method = \"e2sfca\" needs a decay. Add decay = \"zones\" with zones, or "
       "another decay; or write \"2sfca\""},
      {"decay_time = \"5 min\"",
       "s.toml:10:14: 'decay_time' has no use with decay = \"step\". Remove it, or choose another "
       "decay"},
      {"method = \"bfca\"\ndecay = \"gaussian\"",
       "s.toml:11:9: decay = \"gaussian\" needs 'decay_time'. Add decay_time = …"},
      {"method = \"bfca\"\ndecay = \"gaussian\"\ndecay_time = \"5 km\"",
       "s.toml:12:14: 'decay_time' must be a time, not a distance. Write for example decay_time = "
       "\"30 min\""},
      {"method = \"bfca\"\ndecay = \"logistic\"\ndecay_time = \"5 min\"",
       "s.toml:11:9: decay = \"logistic\" needs 'decay_scale'. Add decay_scale = …"},
      {"method = \"bfca\"\ndecay = \"power\"\ndecay_exponent = -1",
       "s.toml:11:9: the exponent -1 of a power decay is not a number above 0. Write for example "
       "1 or 1.5"},
      {"method = \"bfca\"\ndecay = \"zones\"",
       "s.toml:11:9: decay = \"zones\" needs 'zones'. Write zones = [\"10 min: 1\", \"20 min: "
       "0.68\", \"30 min: 0.22\"]"},
      {"method = \"bfca\"\ndecay = \"zones\"\nzones = [\"10 min\"]",
       "s.toml:12:9: '10 min' is not a zone. Write zones = [\"10 min: 1\", \"20 min: 0.68\", \"30 "
       "min: 0.22\"]"},
      {"limit = \"5 km\"",
       "s.toml:10:9: 'limit' must be a time, not a distance. Write for example limit = \"30 min\""},
      {"weight = \"pop\"",
       "s.toml:10:10: the study has no weight 'pop'. Its weights are: road_length"},
      {"method = \"4sfca\"", "s.toml:10:10: 'method' cannot be '4sfca'. Did you mean '2sfca'?"},
      {"radius = \"5 min\"",
       "s.toml:10:1: 'radius' is not a key of [catchments]. The keys there are: query, label, "
       "method, limit, decay, zones, decay_time, decay_scale, decay_exponent, supply, weight"},
  };
  for (const auto& [lines, error] : rows) {
    CAPTURE(lines);
    CHECK(catchment_error(lines) == error);
  }
}

TEST_CASE("a catchment needs a plain name, a table, and a query that the study has") {
  CHECK(study_error(minimal_study + "[catchments.Heures]\nquery = \"fs\"\n") ==
        "s.toml:6:13: 'Heures' cannot name a catchment. Use small letters, digits and _, a letter "
        "first: 'heures'");
  CHECK(study_error(minimal_study + "[catchments]\nx = 1\n") ==
        "s.toml:7:5: the catchment 'x' must be a table. Write [catchments.x] and its keys");
  CHECK(study_error(minimal_study + "[catchments.x]\nlimit = \"5 min\"\n") ==
        "s.toml:6:1: [catchments] lacks the key 'query'. Add query = …");
  CHECK(study_error(minimal_study +
                    "[queries]\nfs = \"tier = 1\"\n[catchments.x]\nquery = \"mairie\"\n") ==
        "s.toml:9:9: the study has no query 'mairie'. Its queries are: fs");
  CHECK(study_of(minimal_study + "[catchments.x]\nquery = \"later\"\n").catchments.size() == 1);
}

TEST_CASE("a facility's supply is its attribute, as number or as text, or one without") {
  IdVector<FacilityIndex, Facility> facilities = three_facilities();
  facilities[FacilityIndex(0)].capacity = 12.5;
  facilities[FacilityIndex(1)].attributes["capacity"] = " 7 ";
  facilities[FacilityIndex(2)].attributes["capacity"] = "0";
  Catchment catchment;
  CHECK(supplies_of(catchment, all_three, facilities) == std::vector<double>{1, 1, 1});
  catchment.supply = "capacity";
  CHECK(supplies_of(catchment, all_three, facilities) == std::vector<double>{12.5, 7, 0});
  CHECK(supplies_of(catchment, {}, facilities).empty());
}

TEST_CASE("a facility without the supply is an error: unknown is not zero") {
  IdVector<FacilityIndex, Facility> facilities = three_facilities();
  facilities[FacilityIndex(0)].capacity = 3;
  facilities[FacilityIndex(2)].attributes["capacity"] = "beaucoup";
  Catchment catchment;
  catchment.name = "desks";
  catchment.query = "fs";
  catchment.supply = "capacity";
  CHECK(error_text([&] { supplies_of(catchment, all_three, facilities); }) ==
        "catchment 'desks': 2 of the 3 facilities of the query 'fs' have no number 'capacity', the "
        "first is fs:2 (Maison): unknown is not zero. Map its column (columns = { capacity = \"…\" "
        "}), declare a rule (rules = [\"capacity = …\"]), or leave those facilities out by the "
        "query");
  catchment.supply = "weekly_hours";
  CHECK_THAT(error_text([&] { supplies_of(catchment, all_three, facilities); }),
             Catch::Contains("3 of the 3") && Catch::Contains("columns of their opening hours"));
  facilities[FacilityIndex(1)].capacity = -2;
  catchment.supply = "capacity";
  CHECK_THAT(error_text([&] { supplies_of(catchment, all_three, facilities); }),
             Catch::Contains("'capacity' of fs:2 is -2. A supply is 0 or more"));
}

TEST_CASE("facilities that do not answer the query need no supply") {
  IdVector<FacilityIndex, Facility> facilities = three_facilities();
  facilities[FacilityIndex(0)].capacity = 3;
  Study study = study_of(minimal_study +
                         "[queries]\nq = \"id = \\\"fs:1\\\"\"\n"
                         "[catchments.c]\nquery = \"q\"\nsupply = \"capacity\"\n");
  CHECK_NOTHROW(check_catchments(study.catchments, study.queries, facilities));
  study.catchments[0].query = "none";
  CHECK(error_text([&] { check_catchments(study.catchments, study.queries, facilities); }) ==
        "catchment 'c': the study has no query 'none'. Its queries are: q");
}

}  // namespace coverage
