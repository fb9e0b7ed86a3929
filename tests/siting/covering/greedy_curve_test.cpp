#include "libcoverage/siting/covering/greedy_curve.h"

#include <catch2/catch.hpp>

#include "listener.h"
#include "siting/brute_force.h"
#include "siting/random_instance.h"

namespace coverage {
namespace {

/// Rows are candidates; `-` is out of reach, else the value.
SitingInstance instance_of(const std::vector<std::string>& rows, std::vector<std::int64_t> weight) {
  SitingInstance instance;
  instance.weight = std::move(weight);
  for (const std::string& row : rows) {
    instance.sites.push_back({.id = row});
    for (std::uint32_t d = 0; d < row.size(); ++d) {
      if (row[d] != '-') {
        instance.values.entries.push_back({d, static_cast<std::uint32_t>(row[d] - '0')});
      }
    }
    instance.values.first.push_back(instance.values.entries.size());
  }
  return instance;
}

using Curve = std::vector<std::optional<Amount>>;

Curve greedy(const SitingInstance& instance, const SitingProblem& problem) {
  Listener listener;
  return greedy_curve(instance, problem, {listener, 1, nullptr});
}

}  // namespace

TEST_CASE("greedy takes the middle first and then lacks a site for both ends") {
  // The middle covers 4 of 6, both halves 3 each: two halves cover all.
  const SitingInstance instance = instance_of({"-1111-", "111---", "---111"}, {1, 1, 1, 1, 1, 1});
  SitingProblem problem{.threshold = 1, .most_sites = 3};
  CHECK(greedy(instance, problem) == Curve{4, 5, 6});
  problem.most_sites = 2;
  CHECK(best_by_enumeration(instance, problem)->objective == 6);
}

TEST_CASE("greedy means fall, and are nothing while somebody is out of reach") {
  const SitingInstance instance = instance_of({"15-", "51-", "--3"}, {2, 1, 1});
  const SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 3};
  CHECK(greedy(instance, problem) == Curve{std::nullopt, 10, 6});
}

TEST_CASE("mandatory sites that exist are open, forbidden ones stay closed") {
  SitingInstance instance = instance_of({"1---", "-11-", "---1"}, {5, 4, 4, 1});
  instance.sites[CandidateIndex(0)].rule = SiteRule::mandatory;
  instance.sites[CandidateIndex(0)].counts = false;
  instance.sites[CandidateIndex(1)].rule = SiteRule::forbidden;
  CHECK(greedy(instance, {.threshold = 1, .most_sites = 2}) == Curve{6, 6});
}

TEST_CASE("there is no greedy curve under other limits or for other goals") {
  const SitingInstance instance = instance_of({"1"}, {1});
  CHECK(greedy(instance, {.goal = SitingGoal::least_worst, .most_sites = 1}).empty());
  CHECK(greedy(instance, {.threshold = 1, .most_sites = 1, .budget = 4}).empty());
  CHECK(greedy(instance, {.threshold = 1}).empty());
  CHECK(greedy(instance, {.threshold = 1, .most_sites = 1, .nobody_beyond = 4}).empty());
}

TEST_CASE("no greedy plan passes the best, and one site is the best") {
  std::mt19937 random(20);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    SitingInstance instance = random_instance(random, 7, 9);
    for (CandidateSite& site : instance.sites) {
      if (site.rule == SiteRule::mandatory) site.counts = false;
    }
    const auto goal = random() % 2 ? SitingGoal::most_covered : SitingGoal::least_mean;
    SitingProblem problem{.goal = goal, .threshold = 40, .most_sites = 3};
    const Curve curve = greedy(instance, problem);
    REQUIRE(curve.size() == 3);
    for (std::uint32_t p = 1; p <= 3; ++p) {
      problem.most_sites = p;
      const auto best = best_by_enumeration(instance, problem);
      if (!curve[p - 1]) continue;
      REQUIRE(best);
      const bool maximised = is_maximised(goal);
      CHECK((maximised ? *curve[p - 1] <= best->objective : *curve[p - 1] >= best->objective));
      if (p == 1) CHECK(*curve[0] == best->objective);
    }
  }
}

}  // namespace coverage
