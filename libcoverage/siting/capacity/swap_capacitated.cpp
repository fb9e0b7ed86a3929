#include "libcoverage/siting/capacity/swap_capacitated.h"

#include <algorithm>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/siting/capacity/site_filling.h"

namespace coverage {
namespace {

constexpr std::size_t tries = 3;  // of each place that closes

/// A place that opens, and one that closes for it, if any.
struct Move {
  double estimate = 0;
  std::uint32_t in = 0;
  std::optional<std::uint32_t> out = {};
};

/// The two least sums of value and price that a row finds among the open sites.
struct Offers {
  double first = 0, second = 0;
  std::uint32_t site = SplitAllocation::nobody;  ///< of the first
};

class Swaps {
 public:
  Swaps(const CapacitatedModel& model, CapacitatedPlans& plans,
        const std::vector<std::uint32_t>& places, double seconds, const Execution& execution)
      : model_(model),
        plans_(plans),
        execution_(execution),
        limit_(seconds),
        open_(model.rules),
        fillers_(std::max(execution.threads, 1u), SiteFiller(model, SiteFiller::Measure::values)) {
    for (const std::uint32_t place : places) open_.open(place);
  }

  std::optional<CapacitatedPlans::Measured> run() {
    current_ = plans_.measure(list());
    while (current_ && !is_over() && improve()) {
    }
    return std::move(current_);
  }

 private:
  std::vector<std::uint32_t> list() const { return {open_.list().begin(), open_.list().end()}; }

  bool is_over() const { return limit_.is_over() || plans_.is_over(); }

  bool improve() {
    find_offers();
    std::vector<Move> moves;
    const auto open = list();
    for (std::size_t i = 0; i <= open.size() && !is_over(); ++i) {
      add_moves(i < open.size() ? std::optional(open[i]) : std::nullopt, moves);
    }
    std::ranges::stable_sort(moves, {}, &Move::estimate);
    return std::ranges::any_of(moves, [&](const Move& move) { return try_move(move); });
  }

  void find_offers() {
    offers_.assign(model_.weight.size(),
                   {.first = current_->price_of_nobody, .second = current_->price_of_nobody});
    for (std::uint32_t s = 0; s < current_->sites.size(); ++s) {
      const CandidateIndex site = current_->sites[s];
      for (const ReachEntry& entry : model_.instance.row(site)) {
        if (entry.time_ms > model_.largest) continue;
        Offers& offers = offers_[entry.target];
        const double offer = entry.time_ms + current_->price[s];
        if (offer < offers.first) {
          offers = {offer, offers.first, site.value()};
        } else {
          offers.second = std::min(offers.second, offer);
        }
      }
    }
  }

  /// The best places to open instead of one.
  void add_moves(std::optional<std::uint32_t> out, std::vector<Move>& moves) {
    const std::uint32_t closed = out ? model_.rules.places[*out].value() : SplitAllocation::nobody;
    std::vector<double> best(offers_.size());
    for (std::size_t row = 0; row < best.size(); ++row) {
      best[row] = offers_[row].site == closed ? offers_[row].second : offers_[row].first;
    }
    const double before = cost_without(closed, best);
    std::vector<Move> found;
    for (std::uint32_t in = 0; in < model_.rules.size(); ++in) {
      if (open_.is_open(in)) continue;
      if (out ? open_.may_swap(*out, in) : open_.may_open(in)) found.push_back({0, in, out});
    }
    parallel_for(found.size(), execution_.threads, 4,
                 [&](std::size_t m, std::size_t end, unsigned thread) {
                   for (; m < end; ++m) {
                     const CandidateIndex site = model_.rules.places[found[m].in];
                     const Filling saved = fillers_[thread].fill(site, best, model_.weight);
                     found[m].estimate = before - saved.profit;
                   }
                 });
    std::ranges::stable_sort(found, {}, &Move::estimate);
    found.resize(std::min(found.size(), tries));
    moves.insert(moves.end(), found.begin(), found.end());
  }

  /// What rows pay in all at these prices, less what the sites' places are worth.
  double cost_without(std::uint32_t closed, const std::vector<double>& best) const {
    double cost = 0;
    for (std::size_t row = 0; row < best.size(); ++row) cost += model_.weight[row] * best[row];
    for (std::size_t s = 0; s < current_->sites.size(); ++s) {
      const CandidateIndex site = current_->sites[s];
      if (site.value() == closed || current_->price[s] == 0) continue;
      cost -= model_.room(site) * current_->price[s];
    }
    return cost;
  }

  bool try_move(const Move& move) {
    if (is_over()) return false;
    auto places = list();
    if (move.out) std::erase(places, *move.out);
    places.push_back(move.in);
    auto measured = plans_.measure_new(places);
    if (!measured || !serves_better(*measured, *current_)) return false;
    current_ = std::move(measured);
    if (move.out) open_.close(*move.out);
    open_.open(move.in);
    return true;
  }

  const CapacitatedModel& model_;
  CapacitatedPlans& plans_;
  const Execution& execution_;
  TimeLimit limit_;
  OpenPlaces open_;
  std::optional<CapacitatedPlans::Measured> current_;
  std::vector<Offers> offers_;       ///< by row
  std::vector<SiteFiller> fillers_;  ///< by thread
};

}  // namespace

std::optional<CapacitatedPlans::Measured> improve_by_swaps(const CapacitatedModel& model,
                                                           CapacitatedPlans& plans,
                                                           const std::vector<std::uint32_t>& places,
                                                           double seconds,
                                                           const Execution& execution) {
  return Swaps(model, plans, places, seconds, execution).run();
}

}  // namespace coverage
