#include "libcoverage/siting/covering/covering_sites.h"

#include <bit>
#include <catch2/catch.hpp>

#include "siting/covering/random_model.h"

namespace coverage {
namespace {

using Plan = std::vector<std::uint32_t>;
constexpr std::uint32_t alone = CoveringModel::no_group;

Plan plan_of(std::uint32_t set) {
  Plan plan;
  for (std::uint32_t c = 0; c < 32; ++c) {
    if (set >> c & 1u) plan.push_back(c);
  }
  return plan;
}

/// Whether a choice keeps every limit, counted anew for each.
bool keeps(const CoveringModel& model, std::uint32_t set) {
  std::int64_t cost = 0;
  for (const std::uint32_t c : plan_of(set)) cost += model.cost[c];
  if (cost > model.budget.value_or(cost)) return false;
  if (model.most_sites && std::popcount(set) > static_cast<int>(*model.most_sites)) return false;
  for (std::uint32_t g = 0; g < model.rooms.size(); ++g) {
    const auto members =
        std::ranges::count_if(plan_of(set), [&](std::uint32_t c) { return model.group[c] == g; });
    if (members < model.rooms[g].least || members > model.rooms[g].most) return false;
  }
  return true;
}

/// Whether some plan with these sites and maybe others keeps every limit.
bool can_keep(const CoveringModel& model, std::uint32_t open) {
  for (std::uint32_t set = 0; set < 1u << model.candidate_count(); ++set) {
    if ((set & open) == open && keeps(model, set)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a candidate fits exactly where some plan with all that is open keeps every limit") {
  const auto seed = GENERATE(range(0u, 150u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel model = random_model(random);
  CoveringSites sites(model);
  std::uint32_t open = 0;
  for (int step = 0; step < 4; ++step) {
    for (std::uint32_t c = 0; c < 7; ++c) {
      CAPTURE(open, c);
      if (!(open >> c & 1u)) CHECK(sites.fits(c) == can_keep(model, open | 1u << c));
    }
    const auto next = static_cast<std::uint32_t>(random() % 7);
    if (open >> next & 1u || !sites.fits(next)) continue;
    sites.open(next);
    open |= 1u << next;
  }
  CHECK(sites.open_ones() == plan_of(open));
  for (std::uint32_t set = 0; set < 1u << 7; ++set) {
    CHECK(keeps_limits(model, plan_of(set)) == keeps(model, set));
  }
}

TEST_CASE("whether a candidate fits instead of another one leaves all as it is") {
  auto model = gain_world({{0}, {1}, {2}}, {1, 1, 1});
  model.cost = {4, 4, 5};
  model.most_sites = 1;
  model.budget = 4;
  CoveringSites sites(model);
  sites.open(0);
  CHECK_FALSE(sites.fits(1));
  CHECK(sites.fits_instead(1, 0));
  CHECK_FALSE(sites.fits_instead(2, 0));
  CHECK(sites.open_ones() == Plan{0});
  CHECK(sites.cost() == 4);
}

TEST_CASE("what is closed makes room again") {
  auto model = gain_world({{0}, {1}}, {1, 1});
  model.group = {0, 0};
  model.rooms = {{.most = 1}};
  CoveringSites sites(model);
  sites.open(1);
  CHECK_FALSE(sites.fits(0));
  sites.close(1);
  CHECK(sites.fits(0));
  CHECK(sites.open_ones().empty());
  CHECK(sites.cost() == 0);
}

TEST_CASE("a site of a group may close as long as others meet its minimum") {
  auto model = gain_world({{0}, {1}, {2}}, {1, 1, 1});
  model.group = {0, 0, alone};
  model.rooms = {{.least = 1}};
  CoveringSites sites(model);
  sites.open(0);
  sites.open(2);
  CHECK_FALSE(sites.may_close(0));
  CHECK(sites.may_close(2));
  sites.open(1);
  CHECK(sites.may_close(0));
}

TEST_CASE("plans as dear as a known one do not fit, nor with what minima still ask for") {
  auto model = gain_world({{0}, {1}, {2}}, {1, 1, 1});
  model.cost = {3, 4, 2};
  CoveringSites sites(model);
  sites.set_cost_below(4);
  CHECK(sites.fits(0));
  CHECK_FALSE(sites.fits(1));
  model.group = {alone, alone, 0};
  model.rooms = {{.least = 1}};
  CoveringSites with_minimum(model);
  with_minimum.set_cost_below(5);
  CHECK_FALSE(with_minimum.fits(0));
  with_minimum.set_cost_below(6);
  CHECK(with_minimum.fits(0));
}

TEST_CASE("minima are met group by group, by the cheapest and the first of equals") {
  auto model = gain_world({{}, {}, {}, {}, {}}, {});
  model.cost = {5, 2, 2, 9, 8};
  model.group = {0, 0, 0, 1, 1};
  model.rooms = {{.least = 2}, {.least = 1}};
  CoveringSites sites(model);
  Plan opened;
  while (const auto next = sites.next_for_minima()) {
    opened.push_back(*next);
    sites.open(*next);
  }
  CHECK(opened == Plan{1, 2, 4});
}

TEST_CASE("without candidates nothing is open and nothing is missing") {
  const auto model = gain_world({}, {});
  const CoveringSites sites(model);
  CHECK(sites.open_ones().empty());
  CHECK_FALSE(sites.next_for_minima());
  CHECK(keeps_limits(model, {}));
  CHECK(first_that_fit(model, {}).empty());
}

}  // namespace coverage
