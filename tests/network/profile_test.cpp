#include "libcoverage/network/profile.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/embedded_files.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/toml.h"
#include "libcoverage/network/profile_reader.h"
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
        "of_other_modes, "
        "only_where_allowed, oneway, priority, speed_km_h, stoppable, unmapped_surface_km_h, "
        "urban_speed_km_h, uses_outlines");
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
                                              Catch::Contains("Did you mean 'car'?"));
  CHECK_THROWS_WITH(load_profile("rocket"), Catch::Contains("bicycle, car, car-peak, foot"));
  const TemporaryFolder folder;
  const std::string path =
      folder.write("mine.toml", profile_text("", "road = { speed_km_h = 40 }"));
  CHECK(load_profile(path).name == "mine");
  CHECK_THROWS_AS(load_profile((folder.path() / "absent.toml").string()), InputError);
}

TEST_CASE("every embedded profile reads, and has no terminal time") {
  for (const char* name : {"bicycle", "car", "car-peak", "foot"}) {
    CAPTURE(name);
    const Profile profile = load_profile(name);
    CHECK(profile.name == name);
    CHECK(profile.label.french != name);
    CHECK(profile.traffic == (profile.name == "car-peak" ? "peak" : "free_flow"));
    CHECK(profile.terminal_time == Seconds());
    CHECK(profile.connector_speed_km_h == 4.5);
    CHECK(profile.find_class("ferry"));
    CHECK(profile.restrictions.are_obeyed);
    // Only the peak car pays for turns: elsewhere they would split every junction.
    CHECK(profile.turns.any() == (profile.name == "car-peak"));
    for (const Profile::RoadClass& row : profile.classes) {
      CAPTURE(row.name);
      CHECK(row.urban_speed_km_h <= row.speed_km_h);
      if (row.name != "ferry") CHECK(row.speed_km_h <= profile.max_speed_km_h);
    }
  }
}

TEST_CASE("car.toml holds every key that is read, as a key or in a comment's example") {
  const std::string_view documented = embedded_files().at("profiles/car.toml");
  const toml::table car = parse_toml_table(documented);
  for (const auto& [table, keys] : profile_keys()) {
    for (const std::string& key : keys) {
      CAPTURE(table, key);
      const bool is_example = documented.find("#   " + key + " = ") != std::string_view::npos ||
                              documented.find("# " + key + " = ") != std::string_view::npos;
      const toml::table* rows = table.empty() ? &car : car[table].as_table();
      REQUIRE(rows);
      const bool is_in_a_row =
          table == "classes" && std::any_of(rows->begin(), rows->end(), [&](const auto& row) {
            return row.second.as_table()->contains(key);
          });
      CHECK((is_example || rows->contains(key) || is_in_a_row));
      if (table == "classes") {
        CHECK(documented.find("\n#   " + key + " ") != std::string_view::npos);
      }
    }
  }
}

TEST_CASE("a profile may give only what differs from its base") {
  const Profile car = load_profile("car");
  const Profile mine = parse_profile(
      "base = \"car\"\nname = \"car-90\"\n[limits]\nrural = 90\n[classes]\n"
      "secondary = { speed_km_h = 64 }\n",
      "mine.toml");
  CHECK(mine.name == "car-90");
  CHECK(mine.traffic == "free_flow");
  CHECK(mine.limits.at("rural") == 90);
  CHECK(mine.limits.at("urban") == 50);
  CHECK(mine.classes.size() == car.classes.size());
  const auto& secondary = mine.classes[*mine.find_class("secondary")];
  CHECK(secondary.speed_km_h == 64);
  CHECK(secondary.limit_share == 0.82);
  CHECK(mine.delays.stop == car.delays.stop);
  CHECK(mine.sha256 != car.sha256);
  CHECK(error_of("base = \"care\"\nname = \"x\"") ==
        "mine.toml: line 1: the base 'care' is no known profile. Known profiles: bicycle, car, "
        "car-peak, foot");
  // The line is that of the file at hand, not of its base.
  CHECK(error_of("base = \"car\"\nname = \"x\"\n[delays]\nstopp = 4") ==
        "mine.toml: line 4: unknown key 'stopp'. Did you mean 'stop'?");
  CHECK(error_of("base = \"car\"\nname = \"x\"\n\n[classes]\ntrack = { speed_km_h = 0 }") ==
        "mine.toml: line 5: 'speed_km_h' is not a number from 0.5 to 400. Correct the value");
}

TEST_CASE("delays, turns, caps and barriers are read in seconds and km/h") {
  const Profile profile = parse_profile(
      profile_text("[delays]\nstop = 2.5\n[barriers]\nGate = 20\n[turns]\nleft_s = 6\n"
                   "at = [\"a\"]\n[surfaces]\nMud = 5\nice = \"refused\"",
                   "a = { speed_km_h = 50, urban_speed_km_h = 40, priority = 7 }\n"
                   "b = { speed_km_h = 30 }"),
      "mine.toml");
  CHECK(profile.delays.stop == Seconds::from_seconds(2.5));
  CHECK(profile.delays.give_way == Seconds());
  CHECK(profile.barriers.at("gate") == Seconds::from_seconds(20));
  CHECK(profile.surfaces.at("mud") == 5);
  CHECK(profile.surfaces.at("ice") == 0);
  CHECK(profile.classes[0].urban_speed_km_h == 40);
  CHECK(profile.classes[0].priority == 7);
  CHECK(profile.classes[0].has_turn_costs);
  CHECK(profile.classes[1].urban_speed_km_h == 30);
  CHECK_FALSE(profile.classes[1].has_turn_costs);
  CHECK(profile.has_urban_speeds());
  CHECK(profile.congestion == 1);
}

TEST_CASE("what a profile cannot mean is an error") {
  const std::string a = "a = { speed_km_h = 1 }";
  CHECK_THAT(error_of(profile_text("congestion = 0.5", a)),
             Catch::Contains("'congestion' is not a number from 1 to 10"));
  CHECK_THAT(error_of(profile_text("[delays]\nstop = -1", a)),
             Catch::Contains("line 4: 'stop' is not a number from 0 to 86400"));
  CHECK_THAT(error_of(profile_text("[delays]\nstop = \"refused\"", a)),
             Catch::Contains("'stop' is not a number"));
  CHECK_THAT(error_of(profile_text("[barriers]\ngate = \"refused\"", a)),
             Catch::Contains("'gate' is not a number"));
  CHECK_THAT(error_of(profile_text("[surfaces]\nmud = \"closed\"", a)),
             Catch::Contains("'mud' is not a number from 0.5 to 400"));
  CHECK_THAT(error_of(profile_text("turns = 3", a)), Catch::Contains("'turns' is not a table"));
  CHECK_THAT(error_of(profile_text("[turns]\nat = [\"b\"]", a)),
             Catch::Contains("'b' is no class of this profile"));
  CHECK_THAT(error_of(profile_text("", "a = { speed_km_h = 1, priority = 1.5 }")),
             Catch::Contains("'priority' is not a whole number"));
  CHECK_THAT(error_of(profile_text("[slope]\nmodel = \"steep\"", a)),
             Catch::Contains("line 4: the slope model is 'steep'"));
  CHECK_THAT(error_of(profile_text("[slope]\nmodel = \"bicycle\"", a)),
             Catch::Contains("has no curve"));
  CHECK_THAT(error_of(profile_text("[slope]\nmodel = \"bicycle\"\ncurve = [[0, 1], [0, 2]]", a)),
             Catch::Contains("line 5: the slopes of the curve do not increase"));
  CHECK_THAT(error_of(profile_text("[slope]\nmodel = \"bicycle\"\ncurve = [[0, 0]]", a)),
             Catch::Contains("is not a slope from -1 to 1"));
}

TEST_CASE("a tag that no reader of roads keeps is an error, not a setting without effect") {
  const std::string a = "a = { speed_km_h = 1 }";
  CHECK(error_of(profile_text("access_keys = [\"motorcars\"]", a)) ==
        "mine.toml: line 3: 'motorcars' in access_keys is no tag that is read from roads. Did you "
        "mean 'motorcar'?");
  CHECK_THAT(error_of(profile_text("refused_tags = [\"tunel=yes\"]", a)),
             Catch::Contains("'tunel' in refused_tags") && Catch::Contains("'tunnel'?"));
  CHECK(error_of(profile_text("refused_tags = [\"toll=yes\", \"level\"]", a)) == "none");
}

TEST_CASE("at peak hours a car is slower everywhere") {
  const Profile car = load_profile("car"), peak = load_profile("car-peak");
  CHECK(peak.congestion > car.congestion);
  CHECK(peak.classes.size() == car.classes.size());
  CHECK(peak.delays.junction > car.delays.junction);
  CHECK(peak.delays.minor_to_major > car.delays.minor_to_major);
  CHECK(peak.delays.roundabout > car.delays.roundabout);
}

}  // namespace coverage
