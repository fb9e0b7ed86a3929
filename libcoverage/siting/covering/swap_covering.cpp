#include "libcoverage/siting/covering/swap_covering.h"

#include <algorithm>

#include "libcoverage/siting/covering/greedy_covering.h"

namespace coverage {
namespace {

/// A plan with, for each closed candidate, what opening it would gain, kept up to date.
class SwapSearch {
 public:
  SwapSearch(const CoveringModel& model, const CoveringColumns& columns)
      : model_(model),
        columns_(columns),
        sites_(model),
        covers_(model.row_count(), 0),
        gain_(model.candidate_count()),
        change_(model.candidate_count()) {
    for (std::size_t row = 0; row < model.row_count(); ++row) {
      if (model.need[row] == 1) add_to_gains(row);
    }
  }

  const CoveringScore& score() const { return score_; }
  CoveringSites& sites() { return sites_; }
  bool is_enough() const { return covers_enough(model_, score_); }

  void open(std::size_t candidate) {
    sites_.open(candidate);
    for (const std::uint32_t row : model_.row(candidate)) {
      const std::uint32_t before = covers_[row]++;
      if (before + 1 == model_.need[row]) score_ += worth_of(model_, row);
      move_gains(row, before, before + 1);
    }
  }

  void close(std::size_t candidate) {
    sites_.close(candidate);
    for (const std::uint32_t row : model_.row(candidate)) {
      const std::uint32_t before = covers_[row]--;
      if (before == model_.need[row]) score_ -= worth_of(model_, row);
      move_gains(row, before, before - 1);
    }
  }

  CoveringScore loss_of(std::size_t candidate) const {
    CoveringScore loss;
    for (const std::uint32_t row : model_.row(candidate)) {
      if (covers_[row] == model_.need[row]) loss += worth_of(model_, row);
    }
    return loss;
  }

  /// Exchanges until nothing is gained, or, where `until_enough`, enough is covered.
  /// An exchange may leave a minimum that can be met later.
  void improve(bool until_enough, const TimeLimit& limit, const Execution& execution) {
    exchange_all(until_enough, limit, execution);
    while (const auto candidate = sites_.next_for_minima()) open(*candidate);
  }

 private:
  void exchange_all(bool until_enough, const TimeLimit& limit, const Execution& execution) {
    bool has_improved = true;
    while (has_improved && !limit.is_over()) {
      has_improved = open_best();
      for (const std::uint32_t candidate : sites_.open_ones()) {
        execution.check_interrupted();
        if (limit.is_over() || (until_enough && is_enough())) return;
        has_improved |= exchange(candidate);
      }
    }
  }

  void add_to_gains(std::size_t row) {
    const CoveringScore worth = worth_of(model_, row);
    for (const std::uint32_t c : columns_.of(row)) gain_[c] += worth;
  }
  void take_from_gains(std::size_t row) {
    const CoveringScore worth = worth_of(model_, row);
    for (const std::uint32_t c : columns_.of(row)) gain_[c] -= worth;
  }
  /// A row lacks one site exactly where its covers are one less than its need.
  void move_gains(std::size_t row, std::uint32_t before, std::uint32_t after) {
    const std::uint32_t need = model_.need[row];
    if (before + 1 == need) take_from_gains(row);
    if (after + 1 == need) add_to_gains(row);
  }

  bool open_best() {
    bool has_opened = false;
    for (;;) {
      std::optional<std::size_t> best;
      for (std::size_t c = 0; c < gain_.size(); ++c) {
        if (sites_.is_open(c) || !(gain_[c] > CoveringScore{})) continue;
        if ((!best || gain_[c] > gain_[*best]) && sites_.fits(c)) best = c;
      }
      if (!best) return has_opened;
      open(*best);
      has_opened = true;
    }
  }

  /// By how much gains change for those who take the place of `candidate`.
  void note_changes(std::size_t candidate, int sign) {
    for (const std::uint32_t row : model_.row(candidate)) {
      const std::uint32_t need = model_.need[row];
      const bool hangs = covers_[row] == need;        // newcomers cover it again
      const bool misses = covers_[row] + 1u == need;  // newcomers alone no longer cover it
      if (!hangs && !misses) continue;
      const CoveringScore worth = worth_of(model_, row);
      for (const std::uint32_t c : columns_.of(row)) {
        if (hangs == (sign > 0)) {
          change_[c] += worth;
        } else {
          change_[c] -= worth;
        }
      }
    }
  }

  bool exchange(std::size_t candidate) {
    const CoveringScore loss = loss_of(candidate);
    note_changes(candidate, 1);
    CoveringScore best_gain = loss;
    std::optional<std::size_t> best;
    for (std::size_t c = 0; c < gain_.size(); ++c) {
      if (sites_.is_open(c)) continue;
      CoveringScore gain = gain_[c];
      gain += change_[c];
      if (gain > best_gain && sites_.fits_instead(c, candidate)) {
        best_gain = gain;
        best = c;
      }
    }
    note_changes(candidate, -1);
    if (!best) return false;
    close(candidate);
    open(*best);
    return true;
  }

  const CoveringModel& model_;
  const CoveringColumns& columns_;
  CoveringSites sites_;
  std::vector<std::uint32_t> covers_;
  CoveringScore score_;
  std::vector<CoveringScore> gain_;    ///< by candidate; of closed ones
  std::vector<CoveringScore> change_;  ///< zero between exchanges
};

/// The cheapest plan that one site less and exchanges lead to.
std::vector<std::uint32_t> shrink(SwapSearch& search, std::vector<std::uint32_t> best,
                                  const CoveringModel& model, const TimeLimit& limit,
                                  const Execution& execution) {
  while (!best.empty() && !limit.is_over()) {
    std::optional<std::uint32_t> least;
    for (const std::uint32_t c : best) {
      if (!search.sites().may_close(c) || model.cost[c] == 0) continue;
      if (!least || search.loss_of(c) < search.loss_of(*least)) least = c;
    }
    if (!least) break;
    search.sites().set_cost_below(search.sites().cost());
    search.close(*least);
    search.improve(true, limit, execution);
    if (!search.is_enough()) break;
    const auto next = without_idle_sites(model, search.sites().open_ones());
    for (const std::uint32_t c : search.sites().open_ones()) {
      if (!std::ranges::binary_search(next, c)) search.close(c);
    }
    best = next;
  }
  return best;
}

}  // namespace

std::vector<std::uint32_t> swap_covering(const CoveringModel& model, const CoveringColumns& columns,
                                         std::span<const std::uint32_t> plan,
                                         const TimeLimit& limit, const Execution& execution) {
  SwapSearch search(model, columns);
  for (const std::uint32_t c : plan) search.open(c);
  if (!model.minimises_cost) {
    search.improve(false, limit, execution);
    return search.sites().open_ones();
  }
  if (!search.is_enough()) search.improve(true, limit, execution);
  if (!search.is_enough()) return search.sites().open_ones();
  const auto needed = without_idle_sites(model, search.sites().open_ones());
  for (const std::uint32_t c : search.sites().open_ones()) {
    if (!std::ranges::binary_search(needed, c)) search.close(c);
  }
  return shrink(search, needed, model, limit, execution);
}

std::vector<std::uint32_t> without_idle_sites(const CoveringModel& model,
                                              std::span<const std::uint32_t> plan) {
  CoveringSites sites(model);
  std::vector<std::uint32_t> covers(model.row_count(), 0);
  for (const std::uint32_t c : plan) {
    sites.open(c);
    for (const std::uint32_t row : model.row(c)) ++covers[row];
  }
  CoveringScore score = score_of(model, plan);
  std::vector<std::uint32_t> order(plan.begin(), plan.end());
  std::ranges::stable_sort(order, std::greater{}, [&](std::uint32_t c) { return model.cost[c]; });
  for (const std::uint32_t c : order) {
    CoveringScore loss;
    for (const std::uint32_t row : model.row(c)) {
      if (covers[row] == model.need[row]) loss += worth_of(model, row);
    }
    CoveringScore left = score;
    left -= loss;
    const bool is_idle = model.minimises_cost && covers_enough(model, score)
                             ? covers_enough(model, left)
                             : loss == CoveringScore{};
    if (!is_idle || !sites.may_close(c)) continue;
    sites.close(c);
    score = left;
    for (const std::uint32_t row : model.row(c)) --covers[row];
  }
  return sites.open_ones();
}

}  // namespace coverage
