#include "libcoverage/network/judge_way.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "libcoverage/base/text.h"
#include "libcoverage/network/judge_node.h"

namespace coverage {

namespace {

/// `highway=primary maxspeed=30~mph`: `~` in a value stands for a blank.
std::map<std::string, std::string, std::less<>> tags_of(const std::string& text) {
  std::map<std::string, std::string, std::less<>> tags;
  for (const std::string_view tag : split(text, ' ')) {
    const auto equals = tag.find('=');
    if (equals == std::string_view::npos) continue;
    std::string value(tag.substr(equals + 1));
    std::replace(value.begin(), value.end(), '~', ' ');
    tags[std::string(tag.substr(0, equals))] = value;
  }
  return tags;
}

TagReader reader(const std::map<std::string, std::string, std::less<>>& tags) {
  return [&tags](std::string_view key) {
    const auto found = tags.find(key);
    return found == tags.end() ? std::string_view() : std::string_view(found->second);
  };
}

/// What a mode makes of a way, as a word: `42/-` forwards and backwards in km/h, or the reason.
std::string judged(const Profile& profile, const std::string& text) {
  const auto tags = tags_of(text);
  const auto verdict = judge_way(profile, reader(tags));
  if (const auto* reason = std::get_if<std::string>(&verdict)) return *reason;
  const auto& use = std::get<RoadUse>(verdict);
  const auto speed = [](double km_h) { return km_h > 0 ? format_decimals(km_h, 2) : "-"; };
  return speed(use.forward_km_h) + "/" + speed(use.backward_km_h);
}

struct Row {
  const char* tags;
  const char* expected;
};

template <std::size_t N>
void check_rows(const Profile& profile, const Row (&rows)[N]) {
  for (const Row& row : rows) {
    CAPTURE(row.tags);
    CHECK(judged(profile, row.tags) == row.expected);
  }
}

bool stoppable(const Profile& profile, const std::string& text) {
  const auto tags = tags_of(text);
  return std::get<RoadUse>(judge_way(profile, reader(tags))).stoppable;
}

bool habitable(const Profile& profile, const std::string& text) {
  const auto tags = tags_of(text);
  return std::get<RoadUse>(judge_way(profile, reader(tags))).habitable;
}

}  // namespace

TEST_CASE("a car's direction on OSM's one-ways") {
  const Row rows[] = {{"highway=residential", "26/26"},
                      {"highway=residential oneway=yes", "26/-"},
                      {"highway=residential oneway=true", "26/-"},
                      {"highway=residential oneway=1", "26/-"},
                      {"highway=residential oneway=-1", "-/26"},
                      {"highway=residential oneway=reverse", "-/26"},
                      {"highway=residential oneway=no", "26/26"},
                      {"highway=residential oneway=reversible", "reversible"},
                      {"highway=residential oneway=alternating", "reversible"},
                      {"highway=motorway", "115/-"},
                      {"highway=motorway oneway=no", "115/115"},
                      {"highway=motorway oneway=-1", "-/115"},
                      {"highway=motorway_link", "55/-"},
                      {"highway=trunk", "85/85"},
                      {"highway=tertiary junction=roundabout", "52/-"},
                      {"highway=tertiary junction=circular", "52/-"},
                      {"highway=tertiary junction=roundabout oneway=no", "52/52"}};
  check_rows(load_profile("car"), rows);
}

TEST_CASE("a bicycle follows one-ways unless a tag lifts them, a walker never does") {
  const Row bicycle[] = {{"highway=residential oneway=yes", "15/-"},
                         {"highway=residential oneway=yes oneway:bicycle=no", "15/15"},
                         {"highway=residential oneway=yes oneway:bicycle=yes", "15/-"}};
  check_rows(load_profile("bicycle"), bicycle);
  const Row foot[] = {{"highway=residential oneway=yes", "4.5/4.5"},
                      {"highway=steps oneway=-1", "2.5/2.5"}};
  check_rows(load_profile("foot"), foot);
}

TEST_CASE("limits in all their spellings, as the class drives them") {
  // residential drives 0.68 of a limit, primary 0.85, motorway 0.92.
  const Row rows[] = {{"highway=residential maxspeed=50", "34/34"},
                      {"highway=residential maxspeed=30~mph", "32.83/32.83"},
                      {"highway=residential maxspeed=30mph", "32.83/32.83"},
                      {"highway=residential maxspeed=50~km/h", "34/34"},
                      {"highway=residential maxspeed=FR:urban", "34/34"},
                      {"highway=residential maxspeed=FR:zone30", "20.4/20.4"},
                      {"highway=residential maxspeed=DE:zone:30", "20.4/20.4"},
                      {"highway=residential maxspeed=XX:urban", "34/34"},
                      {"highway=residential maxspeed=walk", "4.08/4.08"},
                      {"highway=primary maxspeed=FR:rural", "68/68"},
                      {"highway=primary maxspeed=DE:rural", "85/85"},
                      {"highway=primary source:maxspeed=FR:rural", "68/68"},
                      {"highway=primary maxspeed:type=FR:urban", "42.5/42.5"},
                      {"highway=primary zone:maxspeed=FR:30", "25.5/25.5"},
                      {"highway=primary source:maxspeed=sign", "66/66"},
                      {"highway=primary maxspeed=80;50", "42.5/42.5"},
                      {"highway=primary maxspeed=80|50", "42.5/42.5"},
                      {"highway=primary maxspeed:forward=50", "42.5/66"},
                      {"highway=primary maxspeed=80 maxspeed:backward=50", "68/42.5"},
                      {"highway=primary maxspeed=signals", "66/66"},
                      {"highway=primary maxspeed=500", "66/66"},
                      {"highway=primary maxspeed=0", "66/66"},
                      {"highway=primary maxspeed=-50", "66/66"},
                      {"highway=motorway maxspeed=none", "119.6/-"},
                      {"highway=motorway maxspeed=150", "120/-"}};
  check_rows(load_profile("car"), rows);
  CHECK(judged(load_profile("foot"), "highway=primary maxspeed=50") == "4.5/4.5");
}

TEST_CASE("limits that nothing can be made of are counted, words that are none are not") {
  const Profile car = load_profile("car");
  const auto unread = [&](const std::string& text) {
    const auto tags = tags_of(text);
    return std::get<RoadUse>(judge_way(car, reader(tags))).has_unread_limit;
  };
  CHECK(unread("highway=primary maxspeed=500"));
  CHECK(unread("highway=primary maxspeed=fast"));
  CHECK_FALSE(unread("highway=primary source:maxspeed=sign"));
  CHECK_FALSE(unread("highway=primary"));
  CHECK(unread("class=primary speed=quick"));
  CHECK_FALSE(unread("class=primary speed=0"));
}

TEST_CASE("the most specific access tag decides") {
  const Row car[] = {{"highway=residential access=no", "access"},
                     {"highway=residential access=private", "access"},
                     {"highway=residential access=destination", "26/26"},
                     {"highway=residential access=permissive", "26/26"},
                     {"highway=residential access=no motor_vehicle=yes", "26/26"},
                     {"highway=residential access=yes motorcar=no", "access"},
                     {"highway=residential vehicle=no motorcar=destination", "26/26"},
                     {"highway=residential motor_vehicle=agricultural", "access"},
                     {"highway=residential foot=no", "26/26"},
                     {"highway=service service=emergency access=no", "access"}};
  check_rows(load_profile("car"), car);
  const Row bicycle[] = {{"highway=residential motor_vehicle=no", "15/15"},
                         {"highway=residential vehicle=no bicycle=yes", "15/15"},
                         {"highway=primary bicycle=use_sidepath", "access"},
                         {"highway=trunk motorroad=yes", "tag"}};
  check_rows(load_profile("bicycle"), bicycle);
  CHECK(judged(load_profile("foot"), "highway=residential vehicle=no") == "4.5/4.5");
}

TEST_CASE("tracks and footpaths are a car's only where a tag names cars") {
  const Row rows[] = {{"highway=track", "not_allowed"},
                      {"highway=track access=yes", "not_allowed"},
                      {"highway=track motor_vehicle=yes", "12/12"},
                      {"highway=track motor_vehicle=destination", "12/12"},
                      {"highway=track motor_vehicle=no", "access"},
                      {"highway=track motorcar=unknown motor_vehicle=yes", "not_allowed"},
                      {"highway=pedestrian vehicle=designated", "8/8"},
                      {"highway=footway motor_vehicle=yes", "class"}};
  check_rows(load_profile("car"), rows);
  CHECK(judged(load_profile("bicycle"), "highway=footway") == "not_allowed");
  CHECK(judged(load_profile("bicycle"), "highway=footway bicycle=yes") == "6/6");
}

TEST_CASE("what is no road of this mode says why") {
  const Row rows[] = {{"route=ferry", "ferry"},
                      {"highway=construction construction=primary", "not_built"},
                      {"highway=proposed", "not_built"},
                      {"highway=abandoned", "not_built"},
                      {"highway=residential area=yes", "area"},
                      {"highway=cycleway", "class"},
                      {"highway=platform", "class"},
                      {"highway=corridor indoor=yes", "class"},
                      {"highway=service indoor=yes", "tag"},
                      {"class=Sentier", "unknown_class"},
                      {"class=none", "class"},
                      {"", "unknown_class"}};
  check_rows(load_profile("car"), rows);
}

TEST_CASE("a layer's speed is what is driven, for the modes that heed limits") {
  const Row rows[] = {
      {"class=primary speed=73", "73/73"},      {"class=primary speed=73,5", "73.5/73.5"},
      {"class=primary speed=73~km/h", "73/73"}, {"class=primary speed=0", "66/66"},
      {"class=primary speed=", "66/66"},        {"class=primary speed=135", "120/120"},
      {"class=primary speed=9000", "66/66"},    {"class=primary speed=50 oneway=-1", "-/50"}};
  check_rows(load_profile("car"), rows);
  CHECK(judged(load_profile("foot"), "class=primary speed=73") == "4.5/4.5");
}

TEST_CASE("nobody stops on motorways, ramps, bridges and in tunnels; few live along main roads") {
  const Profile car = load_profile("car");
  CHECK(stoppable(car, "highway=residential"));
  CHECK(stoppable(car, "highway=trunk"));
  CHECK(stoppable(car, "highway=residential bridge=no"));
  CHECK_FALSE(stoppable(car, "highway=trunk motorroad=yes"));
  CHECK_FALSE(stoppable(car, "highway=motorway"));
  CHECK_FALSE(stoppable(car, "highway=residential bridge=viaduct"));
  CHECK_FALSE(stoppable(car, "highway=residential tunnel=yes"));
  CHECK_FALSE(stoppable(car, "class=residential level=1"));
  CHECK(stoppable(car, "class=residential level=0"));
  CHECK(habitable(car, "highway=residential"));
  CHECK_FALSE(habitable(car, "highway=trunk"));
  CHECK_FALSE(habitable(car, "highway=residential bridge=yes"));
  CHECK_FALSE(habitable(car, "highway=track motor_vehicle=yes"));
  for (const char* name : {"car", "bicycle", "foot"}) {
    for (const Profile::RoadClass& row : load_profile(name).classes) {
      CAPTURE(name, row.name);
      const bool is_link = row.name.ends_with("_link");
      CHECK(row.stoppable == !(is_link || row.name == "motorway"));
      if (is_link || row.name == "motorway" || row.name == "trunk" || row.name == "track") {
        CHECK(row.demand_factor == 0);
      }
    }
  }
}

TEST_CASE("barriers stop the modes that cannot pass them") {
  const auto blocked = [](const char* profile, const std::string& text) {
    const auto tags = tags_of(text);
    return is_blocked(load_profile(profile), reader(tags));
  };
  CHECK(blocked("car", "barrier=bollard"));
  CHECK_FALSE(blocked("car", "barrier=bollard motor_vehicle=yes"));
  CHECK_FALSE(blocked("car", "barrier=gate"));
  CHECK(blocked("car", "barrier=gate access=private"));
  CHECK_FALSE(blocked("car", "barrier=gate access=private motorcar=yes"));
  CHECK_FALSE(blocked("car", "barrier=cattle_grid"));
  CHECK_FALSE(blocked("car", "highway=crossing"));
  CHECK_FALSE(blocked("bicycle", "barrier=bollard"));
  CHECK(blocked("bicycle", "barrier=stile"));
  CHECK_FALSE(blocked("foot", "barrier=stile"));
  CHECK(blocked("foot", "barrier=wall"));
}

}  // namespace coverage
