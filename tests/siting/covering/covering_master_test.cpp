#include "libcoverage/siting/covering/covering_master.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/covering/shrink_covering.h"
#include "siting/covering/cover_world.h"
#include "siting/covering/small_covering.h"

namespace coverage {
namespace {

bool holds(const std::vector<std::uint32_t>& plan, std::uint32_t candidate) {
  return std::ranges::binary_search(plan, candidate);
}

bool is_in(const CoveringPart& part, const std::vector<std::uint32_t>& plan) {
  return std::ranges::all_of(part.open, [&](std::uint32_t c) { return holds(plan, c); }) &&
         std::ranges::none_of(part.closed, [&](std::uint32_t c) { return holds(plan, c); });
}

/// The plans of a part that keep all limits, with what they cover.
std::vector<std::pair<std::vector<std::uint32_t>, Amount>> plans_of(const SmallCovering& one,
                                                                    const CoveringPart& part) {
  std::vector<std::pair<std::vector<std::uint32_t>, Amount>> plans;
  for (const auto& plan : all_plans(one.model)) {
    const auto covered = is_in(part, plan) ? covered_by(one, plan) : std::nullopt;
    if (covered) plans.emplace_back(plan, *covered);
  }
  return plans;
}

CoveringPart random_part(std::mt19937& random, const CoveringModel& model) {
  CoveringPart part;
  for (std::uint32_t c = 0; c < model.candidate_count(); ++c) {
    const auto chance = random() % 6;
    if (chance == 0) part.open.push_back(c);
    if (chance == 1) part.closed.push_back(c);
  }
  return part;
}

/// Solves and cuts a few times; nothing where the part has no solution.
bool cut_down(CoveringMaster& master, const CoveringCuts& cuts, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    const auto answer = master.solve(20, quiet_execution());
    if (answer.status == MipModel::Status::infeasible) return false;
    REQUIRE(answer.status == MipModel::Status::optimal);
    master.ask_hard_rows(answer.open);
    for (const CoveringCut& cut : cuts.touching(answer.open)) master.add(cut);
  }
  return master.solve(20, quiet_execution()).status == MipModel::Status::optimal;
}

/// Nothing that a part's plans reach is ruled out.
void check_bound(const SmallCovering& one, const CoveringPart& part, const CoveringMaster& master) {
  const auto plans = plans_of(one, part);
  Amount best = -1;
  for (const auto& [plan, covered] : plans) best = std::max(best, covered);
  const auto proven = master.bound(best - 1);
  if (!proven.is_possible) CHECK(plans.empty());
  if (!plans.empty()) CHECK(proven.bound >= best);
  for (const auto& [plan, covered] : plans) {
    if (covered == best) CHECK(is_in(proven.forced, plan));
  }
}

}  // namespace

TEST_CASE("what cuts prove holds for every plan of a part, and so does what they force") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = small_covering(random);
  const CoveringColumns columns = transpose(one.model);
  const CoveringCuts cuts(one.model, columns);
  CoveringMaster master(one.model, columns, cuts);
  for (int i = 0; i < 3; ++i) {
    const CoveringPart part = random_part(random, one.model);
    master.restrict_to(part);
    if (!cut_down(master, cuts, static_cast<int>(random() % 6))) {
      CHECK(plans_of(one, part).empty());
      continue;
    }
    check_bound(one, part, master);
    master.drop_idle_cuts();
    if (cut_down(master, cuts, 2)) check_bound(one, part, master);
  }
}

TEST_CASE("a part of one plan is proven to cover what that plan covers") {
  const auto seed = GENERATE(range(0u, 60u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = small_covering(random);
  for (const auto& [plan, covered] : plans_of(one, {})) {
    CoveringPart part{.open = plan};
    for (std::uint32_t c = 0; c < one.model.candidate_count(); ++c) {
      if (!holds(plan, c)) part.closed.push_back(c);
    }
    const CoveringColumns columns = transpose(one.model);
    const CoveringCuts cuts(one.model, columns);
    CoveringMaster master(one.model, columns, cuts);
    master.restrict_to(part);
    REQUIRE(cut_down(master, cuts, 1));
    CHECK(master.bound({}).bound == covered);
    break;
  }
}

TEST_CASE("without cuts a part may cover everything") {
  std::mt19937 random(7);
  auto one = small_covering(random);
  one.model.rooms.clear();
  one.model.budget.reset();
  std::ranges::fill(one.model.group, CoveringModel::no_group);
  const CoveringColumns columns = transpose(one.model);
  const CoveringCuts cuts(one.model, columns);
  CoveringMaster master(one.model, columns, cuts);
  REQUIRE(master.solve(20, quiet_execution()).status == MipModel::Status::optimal);
  Amount all = one.model.opened_weight;
  for (const std::int64_t weight : one.model.weight) all += weight;
  CHECK(master.bound({}).bound == all);
  CHECK(master.cut_count() == 0);
}

TEST_CASE("hard rows are asked for once, and only those that are left short") {
  // Two rows that must be covered, each by a candidate of its own.
  const CoveringModel model = gain_world({{0, 1}, {2}}, {5}, 2);
  const CoveringColumns columns = transpose(model);
  const CoveringCuts cuts(model, columns);
  CoveringMaster master(model, columns, cuts);
  CHECK_FALSE(master.ask_hard_rows(std::vector<double>{1, 1}));
  CHECK(master.ask_hard_rows(std::vector<double>{1, 0.5}));
  CHECK_FALSE(master.ask_hard_rows(std::vector<double>{1, 0.5}));
  CHECK(master.ask_hard_rows(std::vector<double>{0, 0}));
  const auto answer = master.solve(60, quiet_execution());
  REQUIRE(answer.status == MipModel::Status::optimal);
  CHECK(answer.open[0] == Approx(1));
  CHECK(answer.open[1] == Approx(1));
}

TEST_CASE("a part that closes the only candidate of a hard row has no solution, others have") {
  const CoveringModel model = gain_world({{0, 1}, {0}}, {5}, 1);
  const CoveringColumns columns = transpose(model);
  const CoveringCuts cuts(model, columns);
  CoveringMaster master(model, columns, cuts);
  master.ask_hard_rows(std::vector<double>{0, 0});
  master.restrict_to({.closed = {0}});
  CHECK(master.solve(60, quiet_execution()).status == MipModel::Status::infeasible);
  master.restrict_to({.closed = {1}});
  CHECK(master.solve(60, quiet_execution()).status == MipModel::Status::optimal);
  master.restrict_to({});
  CHECK(master.solve(60, quiet_execution()).status == MipModel::Status::optimal);
}

TEST_CASE("a program of cuts without time, or that is stopped, has no answer") {
  const CoveringModel model = gain_world({{0}, {1}}, {}, 2);
  const CoveringColumns columns = transpose(model);
  const CoveringCuts cuts(model, columns);
  CoveringMaster master(model, columns, cuts);
  master.ask_hard_rows(std::vector<double>{0, 0});
  CHECK(master.solve(0, quiet_execution()).status == MipModel::Status::unknown);
  const std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  CHECK(master.solve(60, execution).status == MipModel::Status::unknown);
}

}  // namespace coverage
