#include "libcoverage/siting/covering/choose_by_score.h"

#include <bit>
#include <catch2/catch.hpp>

#include "siting/covering/random_model.h"

namespace coverage {
namespace {

using Plan = std::vector<std::uint32_t>;
using Scores = std::vector<int>;
constexpr std::uint32_t alone = CoveringModel::no_group;

/// Candidates of which only groups and their number matter.
CoveringModel choices(std::vector<std::uint32_t> groups, std::vector<CoveringModel::Room> rooms) {
  CoveringModel model = cover_world(std::vector<std::vector<std::uint32_t>>(groups.size()), 0);
  model.group = std::move(groups);
  model.rooms = std::move(rooms);
  return model;
}

/// The sum of a choice; nothing where there are too many sites, of all or of a group, or too few.
std::optional<int> sum_of(const CoveringModel& model, const Scores& score, std::uint32_t set) {
  if (model.most_sites && std::popcount(set) > static_cast<int>(*model.most_sites)) return {};
  std::vector<std::uint32_t> opened(model.rooms.size(), 0);
  int sum = 0;
  for (std::size_t c = 0; c < score.size(); ++c) {
    if (!(set >> c & 1u)) continue;
    sum += score[c];
    if (model.group[c] != alone) ++opened[model.group[c]];
  }
  for (std::size_t g = 0; g < opened.size(); ++g) {
    if (opened[g] < model.rooms[g].least || opened[g] > model.rooms[g].most) return {};
  }
  return sum;
}

std::uint32_t set_of(const Plan& plan) {
  std::uint32_t set = 0;
  for (const std::uint32_t c : plan) set |= 1u << c;
  return set;
}

}  // namespace

TEST_CASE("the choice by score sums to what the best of all choices does, within all its limits") {
  const auto seed = GENERATE(range(0u, 300u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel model = random_model(random);
  Scores score;
  for (int c = 0; c < 7; ++c) score.push_back(static_cast<int>(random() % 9) - 4);
  std::optional<int> best;
  for (std::uint32_t set = 0; set < 1u << 7; ++set) {
    const auto sum = sum_of(model, score, set);
    if (sum) best = std::max(best.value_or(*sum), *sum);
  }
  REQUIRE(best);
  const Plan chosen = choose_by_score(model, score);
  CHECK(std::ranges::is_sorted(chosen));
  CHECK(sum_of(model, score, set_of(chosen)) == best);
}

TEST_CASE("without limits all are chosen that are worth more than nothing") {
  const auto model = choices({alone, alone, alone, alone}, {});
  CHECK(choose_by_score(model, Scores{3, 0, -2, 1}) == Plan{0, 3});
  CHECK(choose_by_score(model, std::vector<double>{1e-9, 0.0, -1e-9, -0.0}) == Plan{0});
  CHECK(choose_by_score(model, Scores{0, 0, 0, 0}).empty());
  CHECK(choose_by_score(model, Scores{-1, -1, -1, -1}).empty());
}

TEST_CASE("with p sites the p best are chosen, the first of equals, in ascending order") {
  auto model = choices({alone, alone, alone, alone}, {});
  model.most_sites = 2;
  CHECK(choose_by_score(model, Scores{1, 5, 2, 9}) == Plan{1, 3});
  CHECK(choose_by_score(model, Scores{4, 7, 4, 4}) == Plan{0, 1});
  CHECK(choose_by_score(model, Scores{0, 0, 6, 0}) == Plan{2});
  model.most_sites = 4;
  CHECK(choose_by_score(model, Scores{1, 1, 1, 1}) == Plan{0, 1, 2, 3});
  model.most_sites = 0;
  CHECK(choose_by_score(model, Scores{1, 5, 2, 9}).empty());
}

TEST_CASE("no candidates, no choice") {
  CHECK(choose_by_score(choices({}, {}), Scores{}).empty());
}

TEST_CASE("a group's minimum takes its best, though they are worth less than nothing") {
  auto model = choices({0, 0, 0, alone}, {{.least = 2}});
  CHECK(choose_by_score(model, Scores{-5, -1, -3, 4}) == Plan{1, 2, 3});
  model.most_sites = 2;
  CHECK(choose_by_score(model, Scores{-5, -1, -3, 4}) == Plan{1, 2});
}

TEST_CASE("a group's maximum leaves its other members out, and room for those of no group") {
  auto model = choices({0, 0, 0, alone}, {{.most = 1}});
  CHECK(choose_by_score(model, Scores{5, 6, 4, 1}) == Plan{1, 3});
  model.most_sites = 2;
  CHECK(choose_by_score(model, Scores{5, 6, 4, 1}) == Plan{1, 3});
  model.rooms = {{.most = 0}};
  CHECK(choose_by_score(model, Scores{5, 6, 4, 1}) == Plan{3});
}

TEST_CASE("budgets are no matter of the choice by score") {
  auto model = choices({alone, alone}, {});
  model.cost = {7, 8};
  model.budget = 0;
  CHECK(choose_by_score(model, Scores{1, 2}) == Plan{0, 1});
}

}  // namespace coverage
