#include "libcoverage/siting/median/swap_search.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace coverage {
namespace {

using Entry = AssignmentProblem::Entry;

/// What opening a place, or swapping one for it, saves.
class Moves {
 public:
  explicit Moves(const AssignmentProblem& problem)
      : problem_(problem), open_(problem.rules), gain_(problem.rules.size()) {}

  OpenPlaces& open() { return open_; }

  /// Opens the place that helps most, if any may be opened.
  bool add(bool only_needed) {
    if (static_cast<std::int64_t>(number()) >= problem_.rules.most) return false;
    find_gains();
    std::optional<std::uint32_t> best;
    double most = 0;
    for (std::uint32_t place = 0; place < gain_.size(); ++place) {
      if (!open_.may_open(place)) continue;
      if (only_needed ? !open_.is_needed_by_group(place) : gain_[place] <= 0) continue;
      const double worth = gain_[place] / share_of_budget(place);
      if (best && worth <= most) continue;
      best = place;
      most = worth;
    }
    if (best) open_.open(*best);
    return best.has_value();
  }

  /// Makes the best swap, if any helps.
  bool swap() {
    find_gains();
    find_extras();
    double most = 1e-9 * total_;
    std::optional<std::pair<std::uint32_t, std::uint32_t>> best;
    for (std::uint32_t in = 0; in < gain_.size(); ++in) {
      if (open_.is_open(in) || !is_tried_[in]) continue;
      const auto extra = extra_.begin() + static_cast<std::ptrdiff_t>(slot_[in] * number());
      for (std::size_t out = 0; out < number(); ++out) {
        const double profit = gain_[in] - loss_[out] + extra[static_cast<std::ptrdiff_t>(out)];
        if (profit <= most || !open_.may_swap(open_.list()[out], in)) continue;
        most = profit;
        best = {open_.list()[out], in};
      }
    }
    if (!best) return false;
    open_.close(best->first);
    open_.open(best->second);
    return true;
  }

 private:
  /// The nearest open place of a row, the costs of it and of the second, and where the list ends
  /// that is cheaper than each.
  struct Served {
    std::size_t by = 0;  ///< position in the list of open places; their number: none
    double nearest = 0, second = 0;
  };

  std::size_t number() const { return open_.list().size(); }
  double share_of_budget(std::uint32_t place) const {
    if (!problem_.rules.budget) return 1;
    return static_cast<double>(std::max<std::int64_t>(problem_.rules.cost[place], 1));
  }

  Served served(std::size_t row) const {
    Served result{number(), problem_.without[row], problem_.without[row]};
    for (const Entry& entry : problem_.row(row)) {
      if (!open_.is_open(entry.place)) continue;
      const double cost = problem_.weight[row] * entry.value;
      if (result.by < number()) {
        result.second = std::min(cost, result.second);
        break;
      }
      result.by = position_[entry.place];
      result.nearest = std::min(cost, result.nearest);
    }
    return result;
  }

  void find_gains() {
    position_.assign(gain_.size(), 0);
    for (std::size_t i = 0; i < number(); ++i) position_[open_.list()[i]] = i;
    std::ranges::fill(gain_, 0.0);
    served_.resize(problem_.rows());
    total_ = 0;
    for (std::size_t row = 0; row < problem_.rows(); ++row) {
      const Served now = served_[row] = served(row);
      total_ += now.nearest;
      for (const Entry& entry : problem_.row(row)) {
        const double cost = problem_.weight[row] * entry.value;
        if (cost >= now.nearest) break;
        gain_[entry.place] += now.nearest - cost;
      }
    }
  }

  /// Which places are tried in swaps: all, or the most promising where a table of all would not
  /// fit into the cache.
  void choose_tried() {
    constexpr std::size_t largest_table = 1u << 21;
    const std::size_t most =
        std::max<std::size_t>(largest_table / std::max<std::size_t>(number(), 1), 64);
    std::vector<std::uint32_t> order(gain_.size());
    std::iota(order.begin(), order.end(), 0u);
    if (order.size() > most) {
      std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most),
                       order.end(), [&](std::uint32_t a, std::uint32_t b) {
                         return gain_[a] != gain_[b] ? gain_[a] > gain_[b] : a < b;
                       });
      order.resize(most);
    }
    is_tried_.assign(gain_.size(), false);
    slot_.assign(gain_.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
      is_tried_[order[i]] = true;
      slot_[order[i]] = i;
    }
    extra_.assign(order.size() * number(), 0.0);
  }

  /// By open place what closing it loses, and by pair what of that a new place gives back.
  void find_extras() {
    choose_tried();
    loss_.assign(number(), 0.0);
    for (std::size_t row = 0; row < problem_.rows(); ++row) {
      const Served& now = served_[row];
      if (now.by == number()) continue;
      loss_[now.by] += now.second - now.nearest;
      for (const Entry& entry : problem_.row(row)) {
        const double cost = problem_.weight[row] * entry.value;
        if (cost >= now.second) break;
        if (!is_tried_[entry.place]) continue;
        extra_[slot_[entry.place] * number() + now.by] += now.second - std::max(cost, now.nearest);
      }
    }
  }

  const AssignmentProblem& problem_;
  OpenPlaces open_;
  std::vector<double> gain_;
  std::vector<double> loss_;   ///< by position in the list of open places
  std::vector<double> extra_;  ///< by slot, then by position
  std::vector<bool> is_tried_;
  std::vector<std::size_t> slot_;      ///< by place
  std::vector<std::size_t> position_;  ///< by place
  std::vector<Served> served_;
  double total_ = 0;
};

std::vector<std::uint32_t> places_of(const OpenPlaces& open) {
  std::vector<std::uint32_t> places(open.list().begin(), open.list().end());
  std::ranges::sort(places);
  return places;
}

}  // namespace

std::vector<std::uint32_t> greedy_places(const AssignmentProblem& problem,
                                         const std::function<bool()>& stop) {
  Moves moves(problem);
  while (!moves.open().is_enough() && moves.add(true)) {
  }
  while (!stop() && moves.add(false)) {
  }
  return places_of(moves.open());
}

std::vector<std::uint32_t> improve_by_swaps(const AssignmentProblem& problem,
                                            const std::vector<std::uint32_t>& places,
                                            const std::function<bool()>& stop) {
  Moves moves(problem);
  for (const std::uint32_t place : places) moves.open().open(place);
  // A swap may leave a part of the budget, or of a group, that opens one more.
  while (!stop() && (moves.add(false) || moves.swap())) {
  }
  return places_of(moves.open());
}

}  // namespace coverage
