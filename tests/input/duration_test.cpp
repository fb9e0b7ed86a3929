#include "libcoverage/input/duration.h"

#include <catch2/catch.hpp>

#include "error_text.h"

namespace coverage {
namespace {

TEST_CASE("durations as people write them") {
  const std::vector<std::pair<const char*, double>> rows{
      {"10 min", 600},      {"90 s", 90},         {"1 h", 3600},
      {"1 h 30 min", 5400}, {"1h30", 5400},       {"1h30min", 5400},
      {"7.5 min", 450},     {"7,5 min", 450},     {" 10  min ", 600},
      {"10min", 600},       {"2 heures", 7200},   {"15 minutes", 900},
      {"10\u00a0min", 600}, {"10\u202fmin", 600}, {"1 h 2 min 3.5 s", 3723.5}};
  for (const auto& [text, seconds] : rows) {
    INFO(text);
    const Threshold threshold = parse_threshold(text);
    REQUIRE(threshold.time);
    CHECK(threshold.time->seconds() == seconds);
    CHECK_FALSE(threshold.distance);
  }
}

TEST_CASE("what is not a duration") {
  for (const char* text : {"", "10", "min", "10 min 1 h", "10 min 5", "-5 min", "1..5 min",
                           "10 min 10 min", "ten min", "1,500 s"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_threshold(text), InputError);
  }
  CHECK(french_error_text([] { parse_threshold("10"); }) ==
        "« 10 » n’est pas un seuil. Écrivez une durée, une distance ou les deux : \"10 min\", "
        "\"5 km\", \"20 min et 5 km\"");
  CHECK(error_text([] { parse_threshold("0 min"); }) ==
        "the duration '0 min' is not between 0 and 24 hours. Write for example \"10 min\"");
  CHECK_THROWS_AS(parse_threshold("24 h"), InputError);
}

TEST_CASE("thresholds are a time, a distance or both, in either order") {
  CHECK(parse_threshold("5 km").column_suffix() == "5000m");
  CHECK(parse_threshold("800 m").column_suffix() == "800m");
  CHECK(parse_threshold("0,8 km").column_suffix() == "800m");
  CHECK(parse_threshold("20 min and 5 km").column_suffix() == "1200s_5000m");
  CHECK(parse_threshold("20 min et 5 km").column_suffix() == "1200s_5000m");
  CHECK(parse_threshold("5 km and 20 min").column_suffix() == "1200s_5000m");
  CHECK(error_text([] { parse_threshold("20 min and 5 min"); }) ==
        "'20 min and 5 min' is not a threshold. Write a duration, a distance or both: \"10 min\", "
        "\"5 km\", \"20 min and 5 km\"");
  CHECK(error_text([] { parse_threshold("0 km"); }) ==
        "the distance '0 km' is not between 0 and 10,000 km. Write for example \"5 km\"");
  CHECK_THROWS_AS(parse_threshold("5 miles"), InputError);
  CHECK_THROWS_AS(parse_threshold("1,500 m"), InputError);
}

TEST_CASE("thresholds are sorted and each is kept once") {
  const auto sorted = sorted_thresholds({parse_threshold("30 min"), parse_threshold("600 s"),
                                         parse_threshold("20 min and 5 km"),
                                         parse_threshold("10 min"), parse_threshold("20 min")});
  std::vector<std::string> labels;
  for (const Threshold& threshold : sorted) labels.push_back(threshold.label(false));
  CHECK(labels == std::vector<std::string>{"10 min", "20 min", "20 min and 5 km", "30 min"});
  CHECK(sorted_thresholds({}).empty());
}

}  // namespace
}  // namespace coverage
