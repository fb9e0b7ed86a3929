#include "libcoverage/siting/solver/site_limits.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/evaluate_plan.h"
#include "network_fixture.h"
#include "siting/covering/random_covering.h"

namespace coverage {
namespace {

/// Three candidates of cost 2, 3 and 4, the first two of a group, of which each reaches its own
/// demand row at 10 and the next one at 20.
SitingInstance three_sites() {
  SitingInstance instance;
  instance.weight = {1, 1, 1};
  for (std::uint32_t c = 0; c < 3; ++c) {
    instance.values.entries.push_back({c, 10});
    if (c < 2) instance.values.entries.push_back({c + 1, 20});
    instance.values.first.push_back(instance.values.entries.size());
    instance.sites.push_back({.id = fmt::format("c{}", c), .cost = 2 + c});
  }
  instance.sites.rows()[0].group = instance.sites.rows()[1].group = GroupIndex(0);
  return instance;
}

/// Whether the program lets exactly these candidates be open.
bool allows(const SitingInstance& instance, const SitingProblem& problem, std::uint32_t set) {
  MipModel model;
  const std::vector<int> columns = add_site_columns(model, instance);
  add_site_limits(model, columns, instance, problem);
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const double open = set >> c & 1u ? 1 : 0;
    model.add_row(open, open, std::vector<MipModel::Entry>{{columns[c], 1}});
  }
  const auto status = model.solve_relaxation(60, quiet_execution()).status;
  REQUIRE(status != MipModel::Status::unknown);
  return status == MipModel::Status::optimal;
}

std::vector<std::uint32_t> allowed(const SitingInstance& instance, const SitingProblem& problem) {
  std::vector<std::uint32_t> sets;
  for (std::uint32_t set = 0; set < 1u << instance.sites.size(); ++set) {
    if (allows(instance, problem, set)) sets.push_back(set);
  }
  return sets;
}

using Sets = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("the program's limits let in the plans that keep them, and no others") {
  const auto seed = GENERATE(range(0u, 25u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto instance = random_covering_instance(random, 6, 6);
  auto problem = random_covering(random);
  problem.goal = SitingGoal::most_covered;
  for (std::uint32_t set = 0; set < 1u << 6; ++set) {
    CAPTURE(set);
    std::vector<CandidateIndex> sites;
    for (std::uint32_t c = 0; c < 6; ++c) {
      if (set >> c & 1u) sites.emplace_back(c);
    }
    CHECK(allows(instance, problem, set) == evaluate_plan(instance, problem, sites).has_value());
  }
}

TEST_CASE("without limits every set of optional sites may be open, none included") {
  CHECK(allowed(three_sites(), {}).size() == 8);
}

TEST_CASE("rules bound the columns: what is mandatory is open, what is forbidden closed") {
  auto instance = three_sites();
  instance.sites.rows()[0].rule = SiteRule::mandatory;
  instance.sites.rows()[2].rule = SiteRule::forbidden;
  CHECK(allowed(instance, {}) == Sets{0b001, 0b011});
}

TEST_CASE("the number of sites and the budget hold for sites that count") {
  auto instance = three_sites();
  CHECK(allowed(instance, {.most_sites = 1}) == Sets{0b000, 0b001, 0b010, 0b100});
  CHECK(allowed(instance, {.most_sites = 0}) == Sets{0});
  CHECK(allowed(instance, {.budget = 5}) == Sets{0b000, 0b001, 0b010, 0b011, 0b100});
  instance.sites.rows()[0].counts = false;
  CHECK(allowed(instance, {.most_sites = 0}) == Sets{0b000, 0b001});
  CHECK(allowed(instance, {.budget = 3}) == Sets{0b000, 0b001, 0b010, 0b011});
}

TEST_CASE("groups have their minima and maxima, of sites that count") {
  const GroupIndex west(0);
  auto instance = three_sites();
  CHECK(allowed(instance, {.group_limits = {{west, 1, 1}}}) == Sets{0b001, 0b010, 0b101, 0b110});
  CHECK(allowed(instance, {.group_limits = {{west, 2, {}}}}) == Sets{0b011, 0b111});
  CHECK(allowed(instance, {.group_limits = {{west, 0, 0}}}) == Sets{0b000, 0b100});
  instance.sites.rows()[1].counts = false;
  CHECK(allowed(instance, {.group_limits = {{west, 2, {}}}}).empty());
}

TEST_CASE("everybody with a weight has a site within the value that nobody may exceed") {
  auto instance = three_sites();
  CHECK(allowed(instance, {.nobody_beyond = 10}) == Sets{0b111});
  CHECK(allowed(instance, {.nobody_beyond = 20}) == Sets{0b011, 0b101, 0b111});
  CHECK(allowed(instance, {.nobody_beyond = 9}).empty());
  instance.weight[2] = 0;
  CHECK(allowed(instance, {.nobody_beyond = 10}) == Sets{0b011, 0b111});
}

TEST_CASE("a column a candidate, numbered after those that are there") {
  MipModel model;
  model.add_column({});
  CHECK(add_site_columns(model, three_sites()) == std::vector<int>{1, 2, 3});
  CHECK(add_site_columns(model, SitingInstance{}).empty());
  CHECK(model.add_column({}) == 4);
}

}  // namespace coverage
