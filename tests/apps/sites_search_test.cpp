#include "apps/shared/sites_search.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "apps/shared/sites_answer.h"
#include "libcoverage/base/error.h"
#include "listener.h"
#include "network_fixture.h"

namespace coverage {
namespace {

/// Three rows of weight 60, 30 and 9; `a` serves the first, `b` the second, `c` the third, `d` the
/// first and nearly as well.
PairInstance three_rows() {
  PairInstance tables;
  tables.instance.weight = {60, 30, 9};
  tables.instance.demand_id = {"x", "y", "z"};
  tables.instance.values = {{0, 1, 2, 3, 4}, {{0, 1}, {1, 1}, {2, 1}, {0, 2}}};
  for (const char* id : {"a", "b", "c", "d"}) tables.instance.sites.push_back({.id = id});
  return tables;
}

SitesOptions options_for(std::uint32_t p, std::uint32_t alternatives) {
  SitesOptions options;
  options.problem_name = "mclp";
  options.most_sites = p;
  options.alternatives = alternatives;
  return options;
}

const SitingProblem two_sites{.threshold = 5, .most_sites = 2};

nlohmann::json json_of(const SitesOptions& options, const PairInstance& tables,
                       const FoundSites& found) {
  SitesOptions as_json = options;
  as_json.common.json = true;
  return nlohmann::json::parse(SitesAnswer{as_json, {tables, two_sites, "mclp"}}.text(found));
}

}  // namespace

TEST_CASE("alternatives are listed after the best plan, in JSON, CSV and words") {
  PairInstance tables = three_rows();
  const SitesOptions options = options_for(2, 5);
  const FoundSites found = search_sites(tables.instance, two_sites, options, quiet_execution());
  const auto json = json_of(options, tables, found);
  CHECK(json["sites"] == nlohmann::json{"a", "b"});
  CHECK(json["alternatives"].dump() ==
        R"([{"bound":90,"gap":0.0,"objective":90,"sites":["b","d"]}])");
  CHECK(json["alternatives_complete"] == true);
  CHECK(json["alternatives_within_percent"] == 1);
  CHECK_FALSE(json.contains("stopped"));
  const SitesAnswer answer{options, {tables, two_sites, "mclp"}};
  CHECK(answer.text(found) ==
        "plan,kind,site,status,group,cost,weight,covered_weight,lost_weight,mean_value\n"
        "1,best,a,proposed,,1,60,60,60,1\n"
        "1,best,b,proposed,,1,30,30,30,1\n"
        "2,alternative,b,proposed,,1,30,30,30,1\n"
        "2,alternative,d,proposed,,1,60,60,60,2\n");
  CHECK(answer.sentences(found).find("1 other plan within 1 % of it.") != std::string::npos);
}

TEST_CASE("with a curve, alternatives are those of its last plan") {
  PairInstance tables = three_rows();
  SitesOptions options = options_for(2, 5);
  options.curve = true;
  const FoundSites found = search_sites(tables.instance, two_sites, options, quiet_execution());
  const auto json = json_of(options, tables, found);
  REQUIRE(json["curve"].size() == 2);
  CHECK(json["curve"][1]["objective"] == 90);
  CHECK(json["alternatives"].size() == 1);
}

TEST_CASE("without --alternatives the answer is the plan alone") {
  PairInstance tables = three_rows();
  const SitesOptions options = options_for(2, 0);
  const FoundSites found = search_sites(tables.instance, two_sites, options, quiet_execution());
  CHECK_FALSE(json_of(options, tables, found).contains("alternatives"));
  CHECK(SitesAnswer{options, {tables, two_sites, "mclp"}}.text(found).rfind("site,", 0) == 0);
  CHECK(why_stopped(found, options).empty());
}

TEST_CASE("capacities that no site has are missed aloud") {
  PairInstance tables = three_rows();
  SitingProblem problem = two_sites;
  Listener listener;
  const Execution execution{listener, 1, nullptr};
  const auto search = [&] { search_sites(tables.instance, problem, options_for(2, 0), execution); };
  search();
  CHECK(listener.warnings.empty());
  problem.assignment = Assignment::single;
  search();
  REQUIRE(listener.warnings.size() == 1);
  CHECK(listener.warnings[0] == "no site has a capacity: --assignment changes nothing");
  tables.instance.sites[CandidateIndex(3)].capacity = 50;
  search();
  CHECK(listener.warnings.size() == 1);
}

TEST_CASE("a list whose search is cut short says so") {
  PairInstance tables = three_rows();
  SitesOptions options = options_for(2, 5);
  options.seconds = 1e-9;
  const FoundSites found = search_sites(tables.instance, two_sites, options, quiet_execution());
  CHECK(json_of(options, tables, found)["alternatives_complete"] == false);
  options.common.language = Language::french;
  CHECK(SitesAnswer{options, {tables, two_sites, "mclp"}}.sentences(found).find(
            "le temps a manqué") != std::string::npos);
}

TEST_CASE("what was found until a signal is an answer that says that it was interrupted") {
  PairInstance tables = three_rows();
  const SitesOptions options = options_for(2, 0);
  std::atomic<bool> stop = false;
  // The signal comes with the first plan.
  class Stopping : public Progress {
   public:
    explicit Stopping(std::atomic<bool>& stop) : stop_(stop) {}
    void stage(const Message&, std::optional<std::uint64_t>) override { stop_ = true; }

   private:
    std::atomic<bool>& stop_;
  } progress(stop);
  SitingProblem median{.goal = SitingGoal::least_mean, .most_sites = 3};
  const FoundSites found = search_sites(tables.instance, median, options, {progress, 1, &stop});
  CHECK(found.is_interrupted);
  REQUIRE(found.plan);
  CHECK(found.plan->objective >= found.plan->bound);
  CHECK(why_stopped(found, options) == "interrupted");
  CHECK(json_of(options, tables, found)["stopped"] == "interrupted");
  CHECK(SitesAnswer{options, {tables, two_sites, "mclp"}}.sentences(found).find("Interrupted") !=
        std::string::npos);
}

TEST_CASE("a signal before the first plan is told as such") {
  PairInstance tables = three_rows();
  const std::atomic<bool> stop = true;
  Progress silent;
  CHECK_THROWS_AS(search_sites(tables.instance, two_sites, options_for(2, 0), {silent, 1, &stop}),
                  Interrupted);
}

TEST_CASE("plans that a search reports are kept by their number of sites, the best of each") {
  const PairInstance tables = three_rows();
  const Execution execution = quiet_execution();
  PlanKeeper keeper(tables.instance, two_sites, execution);
  const CandidateIndex a(0), b(1), c(2);
  keeper.keep({{a}, 60, 99});
  keeper.keep({{b}, 30, 99});
  keeper.keep({{a, b}, 90, 99});
  keeper.keep({{a}, 60, 60});
  const auto plans = keeper.by_number(3);
  REQUIRE(plans.size() == 3);
  CHECK(plans[0]->objective == 60);
  CHECK(plans[0]->bound == 60);
  CHECK(plans[1]->objective == 90);
  CHECK_FALSE(plans[2]);
  CHECK(keeper.last()->sites == std::vector{a});
}

}  // namespace coverage
