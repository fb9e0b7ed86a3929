#include "libcoverage/siting/covering/greedy_covering.h"

#include <algorithm>
#include <queue>

namespace coverage {
namespace {

enum class GreedyOrder { by_gain, by_gain_per_cost };

struct Entry {
  CoveringScore gain;
  std::int64_t cost = 1;  ///< by which the gain is divided
  std::uint32_t candidate = 0;
};

/// Whether `a` comes after `b`. Gains are above zero.
struct IsWorse {
  static std::strong_ordering compare(std::int64_t a, std::int64_t b_cost, std::int64_t b,
                                      std::int64_t a_cost) {
    return Amount{a} * b_cost <=> Amount{b} * a_cost;
  }
  bool operator()(const Entry& a, const Entry& b) const {
    auto order = compare(a.gain.hard_rows, b.cost, b.gain.hard_rows, a.cost);
    if (order == 0) order = compare(a.gain.weight, b.cost, b.gain.weight, a.cost);
    return order != 0 ? order < 0 : a.candidate > b.candidate;
  }
};

class Greedy {
 public:
  Greedy(const CoveringModel& model, GreedyOrder order)
      : model_(model), order_(order), sites_(model), covers_(model.row_count(), 0) {}

  std::vector<std::uint32_t> run(const Execution& execution) {
    std::priority_queue<Entry, std::vector<Entry>, IsWorse> queue;
    for (std::uint32_t c = 0; c < model_.candidate_count(); ++c) offer(queue, c);
    while (!queue.empty() && !is_done()) {
      execution.check_interrupted();
      const Entry top = queue.top();
      queue.pop();
      if (!sites_.fits(top.candidate)) continue;  // nor will it later: room only shrinks
      const CoveringScore gain = gain_of(top.candidate);
      if (gain == top.gain) {
        open(top.candidate);
      } else {
        offer(queue, top.candidate);
      }
    }
    while (const auto candidate = sites_.next_for_minima()) open(*candidate);
    return sites_.open_ones();
  }

 private:
  template <class Queue>
  void offer(Queue& queue, std::uint32_t candidate) const {
    const CoveringScore gain = gain_of(candidate);
    if (gain == CoveringScore{}) return;
    const bool divides = order_ == GreedyOrder::by_gain_per_cost;
    // What costs nothing comes before all that costs.
    queue.push({gain, divides ? model_.cost[candidate] : 1, candidate});
  }

  bool is_done() const { return model_.minimises_cost && covers_enough(model_, score_); }

  CoveringScore gain_of(std::uint32_t candidate) const {
    CoveringScore gain;
    for (const std::uint32_t row : model_.row(candidate)) {
      if (covers_[row] >= model_.need[row]) continue;
      CoveringScore worth = worth_of(model_, row);
      // Twofold, so that half of it is whole.
      gain += worth;
      if (model_.need[row] == 1) gain += worth;
    }
    return gain;
  }

  void open(std::uint32_t candidate) {
    sites_.open(candidate);
    for (const std::uint32_t row : model_.row(candidate)) {
      if (covers_[row] < 2 && ++covers_[row] == model_.need[row]) score_ += worth_of(model_, row);
    }
  }

  const CoveringModel& model_;
  GreedyOrder order_;
  CoveringSites sites_;
  std::vector<std::uint8_t> covers_;
  CoveringScore score_;
};

}  // namespace

bool covers_enough(const CoveringModel& model, const CoveringScore& score) {
  const std::size_t hard_rows = model.row_count() - model.soft_count();
  return score.hard_rows == static_cast<std::int64_t>(hard_rows) &&
         score.weight >= model.weight_needed;
}

CoveringScore score_of(const CoveringModel& model, std::span<const std::uint32_t> candidates) {
  std::vector<std::uint8_t> covers(model.row_count(), 0);
  CoveringScore score;
  for (const std::uint32_t candidate : candidates) {
    for (const std::uint32_t row : model.row(candidate)) {
      if (covers[row] < 2 && ++covers[row] == model.need[row]) score += worth_of(model, row);
    }
  }
  return score;
}

std::vector<std::uint32_t> greedy_covering(const CoveringModel& model, const Execution& execution) {
  if (model.minimises_cost) return Greedy(model, GreedyOrder::by_gain_per_cost).run(execution);
  auto plan = Greedy(model, GreedyOrder::by_gain).run(execution);
  if (!model.budget) return plan;
  auto other = Greedy(model, GreedyOrder::by_gain_per_cost).run(execution);
  return score_of(model, other) > score_of(model, plan) ? other : plan;
}

}  // namespace coverage
