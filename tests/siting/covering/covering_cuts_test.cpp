#include "libcoverage/siting/covering/covering_cuts.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/covering/shrink_covering.h"
#include "siting/covering/cover_world.h"
#include "siting/covering/small_covering.h"

namespace coverage {
namespace {

/// Candidates by the rows that they cover; every row has weight 1 and needs two sites.
CoveringModel twice(const std::vector<std::vector<std::uint32_t>>& candidates, std::size_t rows) {
  CoveringModel model = gain_world(candidates, std::vector<std::int64_t>(rows, 1));
  model.need.assign(rows, 2);
  return model;
}

double allowed(const std::vector<CoveringCut>& cuts, const std::vector<double>& open) {
  double sum = 0;
  for (const CoveringCut& cut : cuts) sum += value_of(cut, open);
  return sum;
}

/// What all parts allow at `open`, by the cuts that touch there.
double height_at(const CoveringModel& model, const std::vector<double>& open) {
  const CoveringColumns columns = transpose(model);
  return allowed(CoveringCuts(model, columns).touching(open), open);
}

std::vector<double> whole(const CoveringModel& model, const std::vector<std::uint32_t>& plan) {
  std::vector<double> open(model.candidate_count(), 0);
  for (const std::uint32_t c : plan) open[c] = 1;
  return open;
}

}  // namespace

TEST_CASE("a row that two sites must cover gains what pairs of its candidates can pack") {
  const auto model = twice({{0}, {0}, {0}}, 1);
  CHECK(height_at(model, {0, 0, 0}) == 0);
  CHECK(height_at(model, {1, 0, 0}) == 0);                  // there is nobody to pair with
  CHECK(height_at(model, {1, 0.5, 0}) == 1);                // half a pair; cuts count twofold
  CHECK(height_at(model, {0.5, 0.5, 0.5}) == Approx(1.5));  // three quarters
  CHECK(height_at(model, {0.25, 0.25, 0}) == Approx(0.5));
  CHECK(height_at(model, {1, 0.5, 0.5}) == 2);
  CHECK(height_at(model, {1, 1, 1}) == 2);  // never more than all
}

TEST_CASE("a row that one more site covers gains what is open of its candidates") {
  auto model = twice({{0}, {0}}, 1);
  model.need = {1};
  CHECK(height_at(model, {0.25, 0.5}) == Approx(1.5));
  CHECK(height_at(model, {1, 0.5}) == 2);
}

TEST_CASE("cuts allow every plan what it gains, and are exact where they touch one") {
  const auto seed = GENERATE(range(0u, 60u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = small_covering(random);
  const CoveringModel& model = one.model;
  const CoveringColumns columns = transpose(model);
  const CoveringCuts cuts(model, columns);
  std::vector<double> open(model.candidate_count());
  for (double& each : open) each = 0.125 * static_cast<double>(random() % 9);
  const auto anywhere = cuts.touching(open);
  for (const auto& plan : all_plans(model)) {
    const double gain = 2 * static_cast<double>(score_of(model, plan).weight);
    CHECK(allowed(anywhere, whole(model, plan)) >= gain);
    CHECK(height_at(model, whole(model, plan)) == gain);
  }
}

TEST_CASE("parts hold all the weight, each row once") {
  const auto seed = GENERATE(range(0u, 20u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = small_covering(random);
  const CoveringColumns columns = transpose(one.model);
  const CoveringCuts cuts(one.model, columns);
  std::int64_t most = 0, weight = 0;
  for (std::size_t part = 0; part < cuts.part_count(); ++part) most += cuts.most_of(part);
  for (const std::int64_t each : one.model.weight) weight += each;
  CHECK(most == 2 * weight);
  const std::vector<double> all(one.model.candidate_count(), 1.0);
  for (const CoveringCut& cut : cuts.touching(all)) {
    CHECK(cut.constant == cuts.most_of(cut.part));
    CHECK(cut.candidates.empty());
  }
}

TEST_CASE("a model without rows has no parts and no cuts") {
  const CoveringModel model = twice({{}, {}}, 0);
  const CoveringColumns columns = transpose(model);
  const CoveringCuts cuts(model, columns);
  CHECK(cuts.part_count() == 0);
  CHECK(cuts.touching(std::vector<double>{0, 1}).empty());
}

}  // namespace coverage
