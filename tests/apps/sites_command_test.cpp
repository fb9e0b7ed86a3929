#include "apps/shared/sites_command.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/base/error.h"

namespace coverage {
namespace {

SitesOptions parsed(std::vector<const char*> arguments) {
  SitesOptions options;
  arguments.insert(arguments.begin(), "coverage-sites");
  const auto parser = make_sites_parser(options);
  parse_arguments(*parser, options.common, static_cast<int>(arguments.size()), arguments.data());
  return options;
}

void check(const SitesOptions& options) {
  check_sites_input(options);
  check_sites_problem(options);
}

std::string complaint(std::vector<const char*> arguments) {
  return error_text([&] { check(parsed(arguments)); });
}

bool says(const std::string& text, const char* words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("coverage-sites reads a problem over tables made elsewhere") {
  const SitesOptions options = parsed({"--times",
                                       "t.csv",
                                       "--weights",
                                       "w.csv",
                                       "--candidates",
                                       "c.csv",
                                       "--problem",
                                       "mclp",
                                       "--p",
                                       "3",
                                       "--threshold",
                                       "12.5",
                                       "--budget",
                                       "40",
                                       "--nobody-beyond",
                                       "30",
                                       "--group-limit",
                                       "Moulins=1..3",
                                       "--group-limit",
                                       "Vichy=..2",
                                       "--time-limit",
                                       "5",
                                       "--gap",
                                       "0.5",
                                       "--curve",
                                       "--json"});
  CHECK(options.goal == SitingGoal::most_covered);
  CHECK(options.most_sites == 3u);
  CHECK(options.threshold == "12.5");
  CHECK(options.group_limits == std::vector<std::string>{"Moulins=1..3", "Vichy=..2"});
  CHECK(options.seconds == 5);
  CHECK(options.curve);
  CHECK_NOTHROW(check(options));
}

TEST_CASE("each problem of coverage-sites has its goal") {
  const auto goal = [](const char* problem) { return parsed({"--problem", problem}).goal; };
  CHECK(goal("lscp") == SitingGoal::fewest_sites);
  CHECK(goal("mclp") == SitingGoal::most_covered);
  CHECK(goal("backup") == SitingGoal::twice_covered);
  CHECK(goal("p-median") == SitingGoal::least_mean);
  CHECK(goal("p-center") == SitingGoal::least_worst);
}

TEST_CASE("options that do not go together are refused, with what to write instead") {
  const char* t = "--times";
  const char* w = "--weights";
  CHECK(says(complaint({"--problem", "lscp"}), "nothing to read"));
  CHECK(says(complaint({t, "t.csv", "--problem", "lscp"}), "--weights FILE.csv"));
  CHECK(says(complaint({t, "t", w, "w", "--p", "2"}), "no problem to solve"));
  CHECK(says(complaint({t, "t", w, "w", "--problem", "mclp", "--threshold", "9"}), "Give --p N"));
  CHECK(says(complaint({t, "t", w, "w", "--problem", "mclp", "--p", "2"}), "--threshold VALUE"));
  CHECK(says(complaint({t, "t", w, "w", "--problem", "p-center", "--p", "2", "--share", "90"}),
             "--share goes with lscp"));
  CHECK(says(complaint({t, "t", w, "w", "--problem", "lscp", "--threshold", "9", "--curve"}),
             "--curve needs"));
  CHECK(says(complaint({t, "t", w, "w", "--problem", "p-median", "--p", "0", "--curve"}),
             "--curve needs"));
  CHECK(says(
      complaint({t, "t", w, "w", "--problem", "lscp", "--threshold", "9", "--assignment", "split"}),
      "--assignment goes with"));
  CHECK(says(complaint({t, "t", w, "w", "--problem", "p-median", "--p", "2", "--then-mean"}),
             "--then-mean goes with"));
  CHECK(says(complaint({t, "t", w, "w", "--problem", "mclp", "--p", "2", "--threshold", "9",
                        "--then-mean", "--alternatives", "3"}),
             "--alternatives does not go with --then-mean"));
  CHECK(says(complaint({t, "t", w, "w", "--problem", "p-median", "--p", "2", "--within", "5"}),
             "Give --alternatives N too"));
  const SitesOptions listed = parsed({"--problem", "mclp", "--alternatives", "3", "--within", "5"});
  CHECK(listed.alternatives == 3);
  CHECK(listed.within_percent == 5);
  CHECK(parsed({"--problem", "mclp", "--assignment", "split"}).assignment == Assignment::split);
  CHECK(says(error_text([] { parsed({"--problem", "p-hub"}); }), "p-hub"));
}

TEST_CASE("a threshold may stand beside problems that it does not change") {
  CHECK_NOTHROW(check(parsed({"--times", "t", "--weights", "w", "--problem", "p-median", "--p", "2",
                              "--threshold", "9"})));
  CHECK_NOTHROW(
      check(parsed({"a.toml", "--problem", "p-center", "--p", "2", "--threshold", "10 min"})));
}

TEST_CASE("limits of groups are written as ranges") {
  const auto limit = [](const char* text) { return parse_group_limit(text); };
  CHECK(limit("Moulins=1..3").least == 1);
  CHECK(limit("Moulins=1..3").most == 3u);
  CHECK(limit("Vichy=..2").least == 0);
  CHECK(limit("Vichy=2..").most == std::nullopt);
  CHECK(limit("a=b=2").group == "a=b");
  CHECK(limit("a=b=2").most == 2u);
  for (const char* bad : {"Moulins", "Moulins=", "Moulins=x..2", "Moulins=3..1", "Moulins=-1..2"}) {
    CAPTURE(bad);
    CHECK(says(error_text([&] { parse_group_limit(bad); }), "Moulins=1..3"));
  }
}

TEST_CASE("coverage-sites reads a question on a study") {
  const SitesOptions options =
      parsed({"a.toml", "--query", "caf", "--weight", "pop_75_plus", "--problem", "p-median",
              "--move", "2", "--candidates", "grid:500", "--set", "target=\"5 min\""});
  CHECK(options.study == "a.toml");
  CHECK(options.query == "caf");
  CHECK(options.weight == "pop_75_plus");
  CHECK(options.most_moved == 2u);
  CHECK(options.candidates == "grid:500");
  check(options);
}

TEST_CASE("options of a study do not go with tables, nor a curve with closing") {
  CHECK(says(complaint({"--times", "t", "--weights", "w", "--problem", "p-median", "--p", "1",
                        "--allow-closing"}),
             "go with a study"));
  CHECK(says(complaint({"a.toml", "--problem", "mclp", "--p", "2", "--curve", "--move", "1"}),
             "--curve does not go with"));
  CHECK(says(complaint({"a.toml", "--problem", "mclp"}), "mclp needs a number of sites"));
}

}  // namespace coverage
