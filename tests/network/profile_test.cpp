#include "libcoverage/network/profile.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/embedded_files.h"
#include "libcoverage/base/error.h"
#include "temporary_folder.h"

namespace coverage {

namespace {

/// A whole profile, with lines of one's own.
std::string profile_text(const std::string& lines, const std::string& classes) {
  return "name = \"mine\"\ntraffic = \"peak\"\n" + lines + "\n[classes]\n" + classes + "\n";
}

std::string error_of(const std::string& text) {
  try {
    parse_profile(text, "mine.toml");
  } catch (const InputError& error) {
    return error.text(Language::english);
  }
  return "none";
}

}  // namespace

TEST_CASE("a short profile takes its defaults") {
  const Profile profile =
      parse_profile(profile_text("", "road = { speed_km_h = 40 }"), "mine.toml");
  CHECK(profile.name == "mine");
  CHECK(profile.traffic == "peak");
  CHECK(profile.label.french == "mine");
  CHECK(profile.obeys_oneway);
  CHECK(profile.uses_limits);
  REQUIRE(profile.classes.size() == 1);
  CHECK(profile.classes[0].limit_share == 1);
  CHECK(profile.classes[0].stoppable);
  CHECK(profile.classes[0].demand_factor == 0);
  CHECK_FALSE(profile.classes[0].only_where_allowed);
}

TEST_CASE(
    "classes are found by name, and take the profile's share of the limit unless they have one") {
  const Profile profile = parse_profile(
      profile_text("limit_share = 0.8",
                   "b = { speed_km_h = 1, limit_share = 0.5 }\na = { speed_km_h = 2 }"),
      "mine.toml");
  REQUIRE(profile.find_class("a"));
  CHECK(profile.classes[*profile.find_class("a")].limit_share == 0.8);
  CHECK(profile.classes[*profile.find_class("b")].limit_share == 0.5);
  CHECK_FALSE(profile.find_class("c"));
  CHECK_FALSE(profile.find_class(""));
}

TEST_CASE("a misspelt key of a profile is an error with its line and the nearest key") {
  CHECK(error_of(profile_text("obey_oneway = true", "a = { speed_km_h = 1 }")) ==
        "mine.toml: line 3: unknown key 'obey_oneway'. Did you mean 'obeys_oneway'?");
  CHECK(error_of(profile_text("", "a = { speed = 1 }")) ==
        "mine.toml: line 5: unknown key 'speed'. The keys are: demand_factor, limit_share, "
        "only_where_allowed, oneway, priority, speed_km_h, stoppable, urban_speed_km_h, "
        "uses_outlines");
}

TEST_CASE("values of the wrong type or out of range are errors") {
  CHECK_THAT(error_of(profile_text("obeys_oneway = 1", "a = { speed_km_h = 1 }")),
             Catch::Contains("line 3: 'obeys_oneway' is not true or false"));
  CHECK_THAT(error_of(profile_text("access_keys = \"access\"", "a = { speed_km_h = 1 }")),
             Catch::Contains("line 3: 'access_keys' is not a list"));
  CHECK_THAT(error_of(profile_text("access_keys = [1]", "a = { speed_km_h = 1 }")),
             Catch::Contains("holds something else than text"));
  CHECK_THAT(error_of(profile_text("", "a = { speed_km_h = 0 }")),
             Catch::Contains("'speed_km_h' is not a number from 0.5 to 400"));
  CHECK_THAT(error_of(profile_text("", "a = { stoppable = true }")),
             Catch::Contains("class 'a' has no speed_km_h"));
  CHECK_THAT(error_of(profile_text("label = \"x\"", "a = { speed_km_h = 1 }")),
             Catch::Contains("label is not a table"));
  CHECK_THAT(error_of(profile_text("", "")), Catch::Contains("[classes] is missing or empty"));
  CHECK_THAT(error_of("traffic = \"peak\""), Catch::Contains("the key 'name' is missing"));
  CHECK_THAT(error_of("name = \"a\"\ntraffic = \"rush\""),
             Catch::Contains("line 2: traffic is 'rush'. Write free_flow or peak"));
  CHECK_THAT(error_of("name = "), Catch::Contains("mine.toml: line 1: is not TOML"));
}

TEST_CASE("an unknown profile suggests the nearest; a path is read as a file") {
  CHECK_THROWS_WITH(load_profile("carr"), Catch::Contains("unknown profile 'carr'") &&
                                              Catch::Contains("bicycle, car, foot") &&
                                              Catch::Contains("(car?)"));
  const TemporaryFolder folder;
  const std::string path =
      folder.write("mine.toml", profile_text("", "road = { speed_km_h = 40 }"));
  CHECK(load_profile(path).name == "mine");
  CHECK_THROWS_AS(load_profile((folder.path() / "absent.toml").string()), InputError);
}

TEST_CASE("every embedded profile reads, has no terminal time, and car documents every key") {
  const std::string_view documented = embedded_files().at("profiles/car.toml");
  for (const char* name : {"bicycle", "car", "foot"}) {
    CAPTURE(name);
    const Profile profile = load_profile(name);
    CHECK(profile.name == name);
    CHECK(profile.terminal_time == Seconds());
    CHECK(profile.connector_speed_km_h == 4.5);
  }
  for (const char* key : {"name",
                          "label",
                          "traffic",
                          "access_keys",
                          "refused_access",
                          "refused_tags",
                          "unstoppable_tags",
                          "obeys_oneway",
                          "oneway_keys",
                          "uses_limits",
                          "limit_share",
                          "max_speed_km_h",
                          "blocking_barriers",
                          "connector_speed_km_h",
                          "terminal_time_s",
                          "[limits]",
                          "[classes]",
                          "speed_km_h",
                          "stoppable",
                          "demand_factor",
                          "only_where_allowed"}) {
    CAPTURE(key);
    CHECK(documented.find(key) != std::string_view::npos);
  }
}

}  // namespace coverage
