#include "libcoverage/siting/covering/weighted_cover.h"

#include <algorithm>
#include <random>

#include "libcoverage/siting/covering/covering_sites.h"

namespace coverage {
namespace {

class WeightedCover {
 public:
  WeightedCover(const CoveringModel& model, const CoveringColumns& columns)
      : model_(model),
        columns_(columns),
        sites_(model),
        covers_(model.row_count(), 0),
        by_(model.row_count(), 0),
        weight_(model.row_count(), 1),
        place_(model.row_count(), 0),
        score_(model.candidate_count(), 0),
        changed_(model.candidate_count(), 0),
        may_return_(model.candidate_count(), true) {
    for (std::size_t row = model.soft_count(); row < model.row_count(); ++row) {
      leave(static_cast<std::uint32_t>(row));
      for (const std::uint32_t c : columns.of(row)) ++score_[c];
    }
  }

  std::vector<std::uint32_t> run(std::span<const std::uint32_t> plan,
                                 const WeightedCoverOptions& options, const TimeLimit& limit,
                                 const Execution& execution) {
    for (const std::uint32_t c : plan) open(c);
    std::vector<std::uint32_t> best(plan.begin(), plan.end());
    open_for_all();
    while (work_ < options.most_work && !limit.is_over()) {
      execution.check_interrupted();
      ++step_;
      if (left_.empty()) {
        // `fits` has kept room for them.
        while (const auto candidate = sites_.next_for_minima()) open(*candidate);
        best = sites_.open_ones();
        if (sites_.cost() <= options.enough) break;
        sites_.set_cost_below(sites_.cost());
        if (!close_least()) break;
        continue;
      }
      if (!close_least()) break;
      open_for_all();
    }
    return best;
  }

 private:
  bool is_hard(std::uint32_t row) const { return row >= model_.soft_count(); }

  void leave(std::uint32_t row) {
    place_[row] = static_cast<std::uint32_t>(left_.size());
    left_.push_back(row);
  }
  void take(std::uint32_t row) {
    const std::uint32_t last = left_.back();
    left_[place_[row]] = last;
    place_[last] = place_[row];
    left_.pop_back();
  }

  /// All candidates of a row gain, or lose, by its weight; those that it lets come back may.
  void change_scores(std::uint32_t row, std::int64_t by) {
    const auto candidates = columns_.of(row);
    work_ += candidates.size();
    for (const std::uint32_t c : candidates) {
      score_[c] += by;
      may_return_[c] = true;
    }
  }

  void open(std::uint32_t candidate) {
    sites_.open(candidate);
    open_.push_back(candidate);
    changed_[candidate] = step_;
    std::int64_t loss = 0;
    for (const std::uint32_t row : model_.row(candidate)) {
      if (!is_hard(row)) continue;
      if (covers_[row] == 1) score_[by_[row]] -= weight_[row];
      by_[row] ^= candidate;
      if (covers_[row]++ > 0) continue;
      loss += weight_[row];
      take(row);
      change_scores(row, -weight_[row]);
    }
    work_ += model_.row(candidate).size();
    score_[candidate] = loss;
  }

  void close(std::uint32_t candidate) {
    sites_.close(candidate);
    open_.erase(std::ranges::find(open_, candidate));
    changed_[candidate] = step_;
    score_[candidate] = 0;
    for (const std::uint32_t row : model_.row(candidate)) {
      if (!is_hard(row)) continue;
      by_[row] ^= candidate;
      if (--covers_[row] == 1) score_[by_[row]] += weight_[row];
      if (covers_[row] > 0) continue;
      leave(row);
      change_scores(row, weight_[row]);
    }
    work_ += model_.row(candidate).size();
    may_return_[candidate] = false;
  }

  /// Whether a score for a cost is above that of another candidate; of equals the one that has been
  /// as it is for longer.
  bool is_above(std::uint32_t a, std::uint32_t b, bool wants_more) const {
    const Amount of_a = Amount{score_[a]} * model_.cost[b];
    const Amount of_b = Amount{score_[b]} * model_.cost[a];
    if (of_a != of_b) return wants_more == (of_a > of_b);
    if (model_.cost[a] != model_.cost[b]) return (model_.cost[a] < model_.cost[b]) == wants_more;
    return changed_[a] != changed_[b] ? changed_[a] < changed_[b] : a < b;
  }

  bool close_least() {
    std::optional<std::uint32_t> least;
    for (const std::uint32_t c : open_) {
      if (changed_[c] + 1 >= step_ && step_ > 1 && open_.size() > 1) continue;  // it just came
      if (sites_.may_close(c) && (!least || is_above(c, *least, false))) least = c;
    }
    work_ += open_.size();
    if (least) close(*least);
    return least.has_value();
  }

  std::optional<std::uint32_t> best_for(std::uint32_t row, bool all) {
    std::optional<std::uint32_t> best;
    for (const std::uint32_t c : columns_.of(row)) {
      if (!all && !may_return_[c]) continue;
      if ((!best || is_above(c, *best, true)) && sites_.fits(c)) best = c;
    }
    work_ += columns_.of(row).size();
    return best;
  }

  bool open_for(std::uint32_t row) {
    auto best = best_for(row, false);
    // Where nothing near it changes, a row would be left out for good.
    if (!best) best = best_for(row, true);
    if (best) open(*best);
    for (const std::uint32_t other : left_) {
      ++weight_[other];
      change_weight(other);
    }
    return best.has_value();
  }

  void open_for_all() {
    while (!left_.empty() && open_for(left_[random_() % left_.size()])) {
    }
  }

  void change_weight(std::uint32_t row) {
    for (const std::uint32_t c : columns_.of(row)) ++score_[c];
    work_ += columns_.of(row).size();
  }

  const CoveringModel& model_;
  const CoveringColumns& columns_;
  CoveringSites sites_;
  std::vector<std::uint32_t> open_;
  std::vector<std::uint32_t> covers_;  ///< by row
  std::vector<std::uint32_t> by_;      ///< by row: the one open candidate, where there is one
  std::vector<std::int64_t> weight_;   ///< by row
  std::vector<std::uint32_t> left_;    ///< rows that no open candidate covers
  std::vector<std::uint32_t> place_;   ///< by row, in `left_`
  /// By candidate: weight of the rows that it alone covers, or, while closed, would cover.
  std::vector<std::int64_t> score_;
  std::vector<std::uint64_t> changed_;  ///< by candidate: the step that opened or closed it
  std::vector<bool> may_return_;
  std::mt19937 random_{1};
  std::uint64_t step_ = 0;
  std::uint64_t work_ = 0;
};

}  // namespace

std::vector<std::uint32_t> weighted_cover(const CoveringModel& model,
                                          const CoveringColumns& columns,
                                          std::span<const std::uint32_t> plan,
                                          const WeightedCoverOptions& options,
                                          const TimeLimit& limit, const Execution& execution) {
  auto best = WeightedCover(model, columns).run(plan, options, limit, execution);
  std::ranges::sort(best);
  return best;
}

}  // namespace coverage
