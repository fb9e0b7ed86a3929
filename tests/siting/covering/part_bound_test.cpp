#include "libcoverage/siting/covering/part_bound.h"

#include <catch2/catch.hpp>

namespace coverage {
namespace {

CoveringModel three_candidates(std::uint32_t most) {
  CoveringModel model;
  model.candidates = {CandidateIndex(0), CandidateIndex(1), CandidateIndex(2)};
  model.group.assign(3, CoveringModel::no_group);
  model.most_sites = most;
  return model;
}

using Candidates = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("a part reaches its open candidates and the best that fit beside them") {
  const CoveringModel model = three_candidates(2);
  const CoveringPart part{.open = {1}};
  PartBound bound(model, part);
  bound.score() = {5, -3, 7};
  bound.add(100);
  REQUIRE(bound.choose());
  CHECK(bound.sum() == 104);
  CHECK(bound.forced(103).open == Candidates{2});    // 102 with the other one
  CHECK(bound.forced(103).closed == Candidates{0});  // which takes its place
  CHECK(bound.forced(102).open.empty());
  CHECK(bound.forced(102).closed.empty());
}

TEST_CASE("what harms is not opened, and what is closed is not counted") {
  const CoveringModel model = three_candidates(3);
  const CoveringPart part{.closed = {2}};
  PartBound bound(model, part);
  bound.score() = {5, -3, 7};
  REQUIRE(bound.choose());
  CHECK(bound.sum() == 5);
  CHECK(bound.forced(3).open == Candidates{0});
  CHECK(bound.forced(3).closed == Candidates{1});
}

TEST_CASE("where all sites are open, everything else is closed") {
  const CoveringModel model = three_candidates(1);
  const CoveringPart part{.open = {0}};
  PartBound bound(model, part);
  bound.score() = {1, 50, 50};
  REQUIRE(bound.choose());
  CHECK(bound.sum() == 1);
  CHECK(bound.forced(0).closed == Candidates{1, 2});
}

TEST_CASE("a part that opens too many sites, or too few of a group, has no plan") {
  CoveringModel model = three_candidates(1);
  const CoveringPart both{.open = {0, 1}};
  CHECK_FALSE(PartBound(model, both).choose());
  model.group = {0, 0, CoveringModel::no_group};
  model.rooms = {{.least = 1, .most = 1}};
  const CoveringPart none{.closed = {0, 1}};
  CHECK_FALSE(PartBound(model, none).choose());
  model.most_sites = 2;
  CHECK_FALSE(PartBound(model, both).choose());
}

TEST_CASE("a group's minimum is met by its best, whatever that costs") {
  CoveringModel model = three_candidates(2);
  model.group = {0, 0, CoveringModel::no_group};
  model.rooms = {{.least = 1}};
  const CoveringPart part;
  PartBound bound(model, part);
  bound.score() = {-2, -5, 9};
  REQUIRE(bound.choose());
  CHECK(bound.sum() == 7);
}

}  // namespace coverage
