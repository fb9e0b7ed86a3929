#include "libcoverage/siting/covering/cut_search.h"

#include <catch2/catch.hpp>

#include "siting/covering/small_covering.h"

namespace coverage {
namespace {

/// Keeps the best plan that a search comes by.
class Listener {
 public:
  Listener(const SmallCovering& one, std::optional<Amount> known) : one_(one), known_(known) {}

  CutSearch search() {
    CutSearch search{.objective = known_};
    search.on_choice = [this](std::span<const std::uint32_t>) { return known_; };
    search.on_plan = [this](std::span<const std::uint32_t> plan) {
      const auto covered = covered_by(one_, {plan.begin(), plan.end()});
      REQUIRE(covered);
      CHECK((!known_ || *covered > *known_));
      return known_ = covered;
    };
    search.on_bound = [this](Amount bound) {
      bounds_.push_back(bound);
      return true;
    };
    return search;
  }
  std::optional<Amount> known() const { return known_; }
  const std::vector<Amount>& bounds() const { return bounds_; }

 private:
  const SmallCovering& one_;
  std::optional<Amount> known_;
  std::vector<Amount> bounds_;
};

Amount best_of(const SmallCovering& one) {
  return best_by_enumeration(one.instance, one.problem)->objective;
}

}  // namespace

TEST_CASE("a search by cuts finds the plan that enumeration finds, with last sites tried or not") {
  const auto seed = GENERATE(range(0u, 250u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = small_covering(random);
  const Amount best = best_of(one);
  for (const bool tries : {true, false}) {
    CAPTURE(tries);
    Listener listener(one, {});
    CutSearch search = listener.search();
    search.tries_last_sites = tries;
    CHECK(search_by_cuts(one.model, search, TimeLimit(20), quiet_execution()));
    CHECK(listener.known() == best);
    for (const Amount bound : listener.bounds()) CHECK(bound >= best);
  }
}

TEST_CASE("a search that knows the best plan proves that there is no better one") {
  const auto seed = GENERATE(range(0u, 100u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = small_covering(random);
  const Amount best = best_of(one);
  for (const Amount less : {0, 1}) {
    Listener listener(one, best - less);
    CutSearch search = listener.search();
    search.tries_last_sites = seed % 2 == 0;
    CHECK(search_by_cuts(one.model, search, TimeLimit(20), quiet_execution()));
    CHECK(listener.known() == best);
  }
}

TEST_CASE("a search without time, or whose listener has heard enough, proves nothing") {
  std::mt19937 random(5);
  const auto one = small_covering(random);
  Listener listener(one, {});
  CutSearch search = listener.search();
  CHECK_FALSE(search_by_cuts(one.model, search, TimeLimit(0), quiet_execution()));
  search.on_bound = [](Amount) { return false; };
  CHECK_FALSE(search_by_cuts(one.model, search, TimeLimit(20), quiet_execution()));
}

TEST_CASE("a search by cuts that is stopped throws Interrupted") {
  std::mt19937 random(5);
  const auto one = small_covering(random);
  Listener listener(one, {});
  std::atomic<bool> stop = false;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  CutSearch search = listener.search();
  search.tries_last_sites = false;
  search.on_bound = [&](Amount) { return stop = true; };
  CHECK_THROWS_AS(search_by_cuts(one.model, search, TimeLimit(20), execution), Interrupted);
}

TEST_CASE("plans keep the number of sites, the budget and the limits of groups") {
  CoveringModel model;
  model.candidates = {CandidateIndex(0), CandidateIndex(1), CandidateIndex(2)};
  model.cost = {2, 3, 4};
  model.group = {0, 0, CoveringModel::no_group};
  model.rooms = {{}};
  using Plan = std::vector<std::uint32_t>;
  CHECK(keeps_limits(model, Plan{0, 1, 2}));
  model.most_sites = 2;
  CHECK_FALSE(keeps_limits(model, Plan{0, 1, 2}));
  CHECK(keeps_limits(model, Plan{1, 2}));
  model.budget = 6;
  CHECK_FALSE(keeps_limits(model, Plan{1, 2}));
  CHECK(keeps_limits(model, Plan{0, 2}));
  model.rooms = {{.least = 1, .most = 1}};
  CHECK(keeps_limits(model, Plan{0, 2}));
  CHECK_FALSE(keeps_limits(model, Plan{2}));
  CHECK_FALSE(keeps_limits(model, Plan{0, 1}));
}

}  // namespace coverage
