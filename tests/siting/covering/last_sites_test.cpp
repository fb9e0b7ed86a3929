#include "libcoverage/siting/covering/last_sites.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/covering/shrink_covering.h"
#include "siting/covering/small_covering.h"

namespace coverage {
namespace {

/// Some candidates are open, some closed, up to three more may open.
struct Situation {
  std::vector<std::uint32_t> open = {}, closed = {};
  std::size_t sites = 0;

  bool allows(const std::vector<std::uint32_t>& plan) const {
    return plan.size() <= open.size() + sites && std::ranges::includes(plan, open) &&
           std::ranges::none_of(
               closed, [&](std::uint32_t c) { return std::ranges::binary_search(plan, c); });
  }
};

Situation random_situation(std::mt19937& random, const CoveringModel& model) {
  Situation situation{.sites = random() % 4};
  for (std::uint32_t c = 0; c < model.candidate_count(); ++c) {
    const auto chance = random() % 6;
    if (chance == 0) situation.open.push_back(c);
    if (chance == 1) situation.closed.push_back(c);
  }
  return situation;
}

std::optional<Amount> best_of(const SmallCovering& one, const Situation& situation) {
  std::optional<Amount> best;
  for (const auto& plan : all_plans(one.model)) {
    const auto covered = situation.allows(plan) ? covered_by(one, plan) : std::nullopt;
    if (covered && (!best || *covered > *best)) best = covered;
  }
  return best;
}

LastSites::Task task_of(const Situation& situation, Amount objective) {
  return {.open = situation.open,
          .closed = situation.closed,
          .sites = situation.sites,
          .objective = objective,
          .on_plan = {},
          .stop = [] { return false; }};
}

}  // namespace

TEST_CASE("the last sites are the best that trying all finds, within all limits") {
  const auto seed = GENERATE(range(0u, 300u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = small_covering(random);
  const CoveringColumns columns = transpose(one.model);
  LastSites last(one.model, columns);
  for (int i = 0; i < 4; ++i) {
    const Situation situation = random_situation(random, one.model);
    const auto best = best_of(one, situation);
    std::optional<Amount> found;
    auto task = task_of(situation, -1);
    task.on_plan = [&](std::span<const std::uint32_t> plan) {
      std::vector<std::uint32_t> sorted(plan.begin(), plan.end());
      std::ranges::sort(sorted);
      CHECK(situation.allows(sorted));
      const auto covered = covered_by(one, sorted);
      REQUIRE(covered);
      CHECK((!found || *covered > *found));
      found = covered;
      return *covered;
    };
    CHECK(last.search(task));
    CHECK(found == best);
  }
}

TEST_CASE("a plan that is no better than what is known is not given") {
  const auto seed = GENERATE(range(0u, 60u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = small_covering(random);
  const CoveringColumns columns = transpose(one.model);
  LastSites last(one.model, columns);
  const Situation situation = random_situation(random, one.model);
  const auto best = best_of(one, situation);
  if (!best) return;
  int given = 0;
  auto task = task_of(situation, *best);
  task.on_plan = [&](std::span<const std::uint32_t>) {
    ++given;
    return *best;
  };
  CHECK(last.search(task));
  CHECK(given == 0);
}

TEST_CASE("a search of three sites that is stopped says so") {
  std::mt19937 random(1);
  auto one = small_covering(random);
  while (one.model.candidate_count() < 4) one = small_covering(random);
  const CoveringColumns columns = transpose(one.model);
  LastSites last(one.model, columns);
  const Situation situation{.sites = 3};
  auto task = task_of(situation, Amount{1} << 60);
  CHECK(last.search(task));
  task.stop = [] { return true; };
  CHECK_FALSE(last.search(task));
}

TEST_CASE("tables of pairs are held where candidates are few") {
  CoveringModel model;
  CHECK(LastSites::can_hold(model));
  model.candidates.resize(100'000);
  CHECK_FALSE(LastSites::can_hold(model));
  CHECK(LastSites::most_sites_of(300) == 3);
  CHECK(LastSites::most_sites_of(1500) == 2);
}

}  // namespace coverage
