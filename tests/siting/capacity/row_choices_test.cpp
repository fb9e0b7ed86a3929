#include "libcoverage/siting/capacity/row_choices.h"

#include <catch2/catch.hpp>

#include "siting/capacity/capacitated_world.h"

namespace coverage {
namespace {

const std::vector<CandidateIndex> both = {CandidateIndex(0), CandidateIndex(1)};
const SitingProblem mean{.goal = SitingGoal::least_mean, .assignment = Assignment::split};

std::vector<RowChoice> list_of(const RowChoices& choices, std::uint32_t row) {
  return {choices.of(row).begin(), choices.of(row).end()};
}

}  // namespace

TEST_CASE("a row lists its nearest sites, the nearest first, and others that are asked for") {
  const auto instance = two_sites(1, 1);
  const auto model = capacitated_model(instance, mean);
  const RowChoices all(model, both, 5);
  CHECK(all.are_all());
  CHECK(list_of(all, 1) == std::vector<RowChoice>{{0, 1}, {1, 5}});
  const RowChoices one(model, both, 1);
  CHECK_FALSE(one.are_all());
  CHECK(one.size() == 3);
  CHECK(one.largest_value() == 9);
  const RowPair others[] = {{1, 1}, {1, 1}, {2, 0}};
  const RowChoices more(model, both, 1, others);
  CHECK(list_of(more, 0) == std::vector<RowChoice>{{0, 1}});
  CHECK(list_of(more, 1) == std::vector<RowChoice>{{0, 1}, {1, 5}});
  CHECK(more.first(2) == 3);
}

TEST_CASE("rows without a weight, and pairs beyond what may be served, are not listed") {
  auto instance = two_sites(1, 1);
  instance.weight[0] = 0;
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 3};
  const auto model = capacitated_model(instance, problem);
  const RowChoices choices(model, both, 5);
  CHECK(choices.of(0).empty());
  CHECK(list_of(choices, 1) == std::vector<RowChoice>{{0, 1}});
  CHECK(list_of(choices, 2) == std::vector<RowChoice>{{0, 1}, {1, 3}});
  CHECK(RowChoices(model, {}, 5).size() == 0);
}

TEST_CASE("the nearest are those that sorting finds") {
  for (unsigned seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const SitingInstance instance = random_instance(random, 12, 9);
    const auto model = capacitated_model(instance, mean);
    std::vector<CandidateIndex> sites;
    for (std::uint32_t c = 0; c < 12; ++c) sites.emplace_back(c);
    const RowChoices choices(model, sites, 4);
    for (std::uint32_t row = 0; row < 9; ++row) {
      std::vector<std::pair<std::uint32_t, std::uint32_t>> sorted;
      for (std::uint32_t c = 0; c < 12; ++c) {
        for (const ReachEntry& entry : instance.row(sites[c])) {
          if (entry.target == row && instance.weight[row] > 0)
            sorted.emplace_back(entry.time_ms, c);
        }
      }
      std::ranges::sort(sorted);
      sorted.resize(std::min<std::size_t>(sorted.size(), 4));
      std::vector<std::pair<std::uint32_t, std::uint32_t>> listed;
      for (const RowChoice& choice : choices.of(row))
        listed.emplace_back(choice.value, choice.site);
      CHECK(listed == sorted);
    }
  }
}

}  // namespace coverage
