#include "libcoverage/siting/capacity/whole_allocation.h"

#include <catch2/catch.hpp>

#include "siting/capacity/capacitated_world.h"

namespace coverage {
namespace {

const std::vector<CandidateIndex> both = {CandidateIndex(0), CandidateIndex(1)};
constexpr std::uint32_t nobody = SplitAllocation::nobody;

std::vector<std::uint32_t> sites_of(const WholeAllocation& whole) {
  std::vector<std::uint32_t> sites;
  for (const FixedRow& row : whole.rows) sites.push_back(row.site);
  return sites;
}

WholeAllocation rounded(const SitingInstance& instance, const SitingProblem& problem) {
  const auto model = capacitated_model(instance, problem);
  return round_to_whole(model, both, *split_allocation(model, both, {}, never));
}

const SitingProblem mean{.goal = SitingGoal::least_mean, .assignment = Assignment::single};

/// Whether rows keep capacities, and cost what is said.
bool is_right(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
              const WholeAllocation& whole) {
  SitingPlan plan{.sites = {sites.begin(), sites.end()}};
  std::vector<std::int64_t> load(sites.size(), 0);
  Amount unserved = 0, value = 0;
  for (const FixedRow& row : whole.rows) {
    const std::int64_t weight = model.instance.weight[row.row];
    if (row.site == nobody) {
      unserved += weight;
      continue;
    }
    load[row.site] += weight;
    for (const ReachEntry& entry : model.instance.row(sites[row.site])) {
      if (entry.target == row.row) value += Amount{weight} * entry.time_ms;
    }
  }
  for (std::size_t s = 0; s < sites.size(); ++s) {
    if (static_cast<double>(load[s]) > model.room(sites[s])) return false;
  }
  return unserved == whole.unserved && value == whole.weighted_value;
}

}  // namespace

TEST_CASE("a row that was split goes whole where there is room") {
  // Split, row 1 would have two parts; whole, it leaves the first site.
  CHECK(sites_of(rounded(two_sites(6, 9), mean)) == std::vector<std::uint32_t>{0, 1, 0});
  CHECK(sites_of(rounded(two_sites(9, 0), mean)) == std::vector<std::uint32_t>{0, 0, 0});
}

TEST_CASE("a row for which no site has room moves another one out of its way") {
  // The first two rows would fill the first site; the third reaches no other.
  SitingInstance instance = two_sites(7, 4);
  instance.values = {{0, 3, 5}, {{0, 1}, {1, 1}, {2, 1}, {0, 9}, {1, 2}}};
  instance.weight = {4, 3, 3};
  CHECK(sites_of(rounded(instance, mean)) == std::vector<std::uint32_t>{0, 1, 0});
}

TEST_CASE("who fits nowhere whole is served by nobody") {
  const auto whole = rounded(two_sites(3, 3), mean);
  CHECK(whole.unserved == 4);
  CHECK(whole.rows.size() == 3);
  CHECK(whole.rows[0].site == nobody);
}

TEST_CASE("a search of whole rows finds the best that trying all finds") {
  unsigned found = 0, none = 0;
  for (unsigned seed = 0; seed < 800; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const SitingInstance instance = with_capacities(random);
    SitingProblem problem{.threshold = 60};
    problem.goal = seed % 2 ? SitingGoal::most_covered : SitingGoal::least_mean;
    problem.assignment = Assignment::single;
    const auto model = capacitated_model(instance, problem);
    std::vector<CandidateIndex> sites;
    for (std::uint32_t c = 0; c < 5; ++c) {
      if (random() % 2) sites.emplace_back(c);
    }
    const auto answer =
        search_whole(model, sites, {.best = {}, .most_nodes = 10'000, .stop = never});
    CHECK(answer.is_complete);
    const auto expected = best_allocation(instance, problem, sites);
    REQUIRE(answer.best.has_value() == expected.has_value());
    expected ? ++found : ++none;
    if (!expected) continue;
    CHECK(is_right(model, sites, *answer.best));
    CHECK((model.covers ? model.total - answer.best->unserved : answer.best->weighted_value) ==
          *expected);
    // What is known already is not found again.
    const auto again =
        search_whole(model, sites, {.best = answer.best, .most_nodes = 10'000, .stop = never});
    CHECK(again.is_complete);
    CHECK(again.best->weighted_value == answer.best->weighted_value);
  }
  CHECK(found > 300);
  CHECK(none > 50);
}

TEST_CASE("a search of whole rows that may look at nothing, or is stopped, is not complete") {
  const auto instance = two_sites(6, 9);
  const auto model = capacitated_model(instance, mean);
  CHECK_FALSE(search_whole(model, both, {.best = {}, .most_nodes = 0, .stop = never}).is_complete);
  CHECK_FALSE(search_whole(model, both, {.best = {}, .stop = [] { return true; }}).is_complete);
  const auto once = search_whole(model, both, {.best = {}, .most_nodes = 1, .stop = never});
  CHECK_FALSE(once.is_complete);
  CHECK(once.best);
}

}  // namespace coverage
