#include "apps/shared/asked_in_study.h"

#include <catch2/catch.hpp>

namespace coverage {
namespace {

SitesInput five_curved() {
  SitesInput asked;
  asked.problem = "mclp";
  asked.new_sites = 5;
  asked.budget = 0.1;
  asked.query = "caf";
  asked.weight = "pop_75_plus";
  asked.threshold = "20 min";
  asked.nobody_beyond = "45 min";
  asked.share_percent = 95;
  asked.group_limits = {"Moulins=1..3"};
  asked.assignment = "split";
  asked.most_moved = 2;
  asked.curve = true;
  return asked;
}

}  // namespace

TEST_CASE("what a study asks holds where the options say nothing") {
  const SitesOptions options = with_study({}, five_curved());
  CHECK(options.problem_name == "mclp");
  CHECK(options.goal == SitingGoal::most_covered);
  CHECK(options.most_sites == 5u);
  CHECK(options.budget == "0.100000");
  CHECK(options.query == "caf");
  CHECK(options.weight == "pop_75_plus");
  CHECK(options.threshold == "20 min");
  CHECK(options.nobody_beyond == "45 min");
  CHECK(options.share_percent == 95);
  CHECK(options.group_limits == std::vector<std::string>{"Moulins=1..3"});
  CHECK(options.assignment == Assignment::split);
  CHECK(options.most_moved == 2u);
  CHECK(options.curve);
}

TEST_CASE("options go before what the study asks") {
  SitesOptions given;
  given.most_sites = 1;
  given.query = "library";
  given.threshold = "7 min";
  given.group_limits = {"Vichy=..1"};
  const SitesOptions options = with_study(given, five_curved());
  CHECK(options.most_sites == 1u);
  CHECK(options.query == "library");
  CHECK(options.threshold == "7 min");
  CHECK(options.group_limits == std::vector<std::string>{"Vichy=..1"});
  CHECK(options.weight == "pop_75_plus");
}

TEST_CASE("keys of the study's problem are left where another is asked for") {
  SitesOptions given;
  given.problem_name = "p-center";
  given.goal = SitingGoal::least_worst;
  const SitesOptions options = with_study(given, five_curved());
  CHECK(options.problem_name == "p-center");
  CHECK(options.share_percent == 100);
  CHECK(options.assignment == Assignment::nearest);
  CHECK_FALSE(options.curve);
  CHECK(options.most_sites == 5u);
}

TEST_CASE("the number of sites of the study's problem is no limit of the fewest") {
  SitesOptions given;
  given.problem_name = "lscp";
  given.goal = SitingGoal::fewest_sites;
  CHECK_FALSE(with_study(given, five_curved()).most_sites);
}

TEST_CASE("a study that asks nothing changes no option") {
  SitesOptions given;
  given.problem_name = "lscp";
  given.goal = SitingGoal::fewest_sites;
  const SitesOptions options = with_study(given, {});
  CHECK(options.problem_name == "lscp");
  CHECK_FALSE(options.most_sites);
  CHECK(options.budget.empty());
}

}  // namespace coverage
