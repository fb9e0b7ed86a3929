#include <cmath>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/siting/choose_by_score.h"
#include "libcoverage/siting/covering_bound.h"

namespace coverage {
namespace {

/// What the relaxed problem takes at some prices, and how far it breaks the constraints lifted.
struct Relaxed {
  double value = 0;            ///< as if more were better; without `opened`
  std::vector<double> excess;  ///< by row: covers beyond need; below 0 where it lacks some
  double weight_excess = 0;
  double budget_left = 0;
  double norm = 0;  ///< of all excesses, squared
  std::vector<std::uint32_t> chosen = {};
};

class Subgradient {
 public:
  Subgradient(const CoveringModel& model, const Execution& execution)
      : model_(model), execution_(execution), score_(model.candidate_count()) {
    for (const std::int64_t weight : model.weight) {
      unit_weight_ = std::max(unit_weight_, static_cast<double>(weight));
    }
    for (const std::int64_t cost : model.cost) {
      unit_cost_ = std::max(unit_cost_, static_cast<double>(cost));
    }
  }

  Relaxed relax(const CoveringPrices& prices) {
    Relaxed relaxed{.excess = std::vector<double>(model_.row_count(), 0)};
    take_candidates(prices, relaxed);
    take_rows(prices, relaxed);
    for (std::size_t r = 0; r < model_.row_count(); ++r) {
      // What has no price and is covered more than it needs asks for no change.
      if (prices.row[r] > 0 || relaxed.excess[r] < 0) relaxed.norm += square(relaxed.excess[r]);
    }
    relaxed.norm += square(relaxed.weight_excess / unit_weight_);
    relaxed.norm += square(relaxed.budget_left / unit_cost_);
    return relaxed;
  }

  void step(CoveringPrices& prices, const Relaxed& relaxed, double length) const {
    for (std::size_t r = 0; r < model_.row_count(); ++r) {
      prices.row[r] = std::max(prices.row[r] - length * relaxed.excess[r], 0.0);
    }
    const double weight = length * relaxed.weight_excess / square(unit_weight_);
    const double budget = length * relaxed.budget_left / square(unit_cost_);
    if (model_.minimises_cost) prices.weight = std::max(prices.weight - weight, 0.0);
    if (model_.budget) prices.budget = std::max(prices.budget - budget, 0.0);
  }

 private:
  static double square(double x) { return x * x; }

  void take_candidates(const CoveringPrices& prices, Relaxed& relaxed) {
    const double cost = (model_.minimises_cost ? 1.0 : 0.0) + prices.budget;
    parallel_for(score_.size(), execution_.threads, 256, [&](std::size_t c, std::size_t end, auto) {
      for (; c < end; ++c) {
        double score = -cost * static_cast<double>(model_.cost[c]);
        for (const std::uint32_t r : model_.row(c)) score += prices.row[r];
        score_[c] = score;
      }
    });
    if (model_.budget) relaxed.budget_left = static_cast<double>(*model_.budget);
    relaxed.chosen = choose_by_score(model_, score_);
    for (const std::uint32_t c : relaxed.chosen) {
      relaxed.value += score_[c];
      if (model_.budget) relaxed.budget_left -= static_cast<double>(model_.cost[c]);
      for (const std::uint32_t r : model_.row(c)) relaxed.excess[r] += 1;
    }
    if (model_.budget) relaxed.value += prices.budget * static_cast<double>(*model_.budget);
  }

  void take_rows(const CoveringPrices& prices, Relaxed& relaxed) const {
    if (model_.minimises_cost) {
      relaxed.weight_excess = -static_cast<double>(model_.weight_needed);
      relaxed.value -= prices.weight * static_cast<double>(model_.weight_needed);
    }
    for (std::size_t r = 0; r < model_.row_count(); ++r) {
      if (r >= model_.soft_count()) {
        relaxed.value -= prices.row[r];
        relaxed.excess[r] -= 1;
        continue;
      }
      const auto weight = static_cast<double>(model_.weight[r]);
      const double worth = model_.minimises_cost ? weight * prices.weight : weight;
      const double left = worth - prices.row[r] * model_.need[r];
      if (left <= 0) continue;
      relaxed.value += left;
      relaxed.excess[r] -= model_.need[r];
      if (model_.minimises_cost) relaxed.weight_excess += weight;
    }
  }

  const CoveringModel& model_;
  const Execution& execution_;
  std::vector<double> score_;
  double unit_weight_ = 1;
  double unit_cost_ = 1;
};

/// The objective as the relaxed problem has it, to be reached from above.
double target_of(const CoveringModel& model, std::optional<Amount> known, double value) {
  if (!known) return value - 0.05 * std::abs(value);
  const double objective = static_cast<double>(*known);
  return model.minimises_cost ? static_cast<double>(model.opened_cost) - objective
                              : objective - static_cast<double>(model.opened_weight);
}

}  // namespace

CoveringPrices first_prices(const CoveringModel& model, std::span<const std::uint32_t> plan) {
  CoveringPrices prices{.row = std::vector<double>(model.row_count(), 0)};
  if (model.minimises_cost) {
    std::vector<double> share(model.row_count(), HUGE_VAL);
    for (std::size_t c = 0; c < model.candidate_count(); ++c) {
      const auto rows = model.row(c);
      const double each = static_cast<double>(model.cost[c]) / static_cast<double>(rows.size());
      for (const std::uint32_t r : rows) share[r] = std::min(share[r], each);
    }
    for (std::size_t r = 0; r < share.size(); ++r) {
      if (std::isfinite(share[r])) prices.row[r] = share[r];
    }
    return prices;
  }
  std::vector<std::uint8_t> covers(model.row_count(), 0);
  for (const std::uint32_t c : plan) {
    for (const std::uint32_t r : model.row(c)) {
      covers[r] = static_cast<std::uint8_t>(std::min(covers[r] + 1, 2));
    }
  }
  for (std::size_t r = 0; r < model.soft_count(); ++r) {
    if (covers[r] < model.need[r]) {
      prices.row[r] = static_cast<double>(model.weight[r]) / model.need[r];
    }
  }
  return prices;
}

CoveringPrices improve_prices(const CoveringModel& model, CoveringPrices prices,
                              const PriceSearch& search, const TimeLimit& limit,
                              const Execution& execution) {
  constexpr int patience = 20;
  Subgradient subgradient(model, execution);
  std::optional<Amount> objective = search.objective;
  CoveringPrices best = prices;
  double best_value = HUGE_VAL, factor = 1.5;
  int idle = 0;
  for (int round = 0; round < search.rounds && !limit.is_over() && factor > 1e-3; ++round) {
    execution.check_interrupted();
    const Relaxed relaxed = subgradient.relax(prices);
    if (search.on_choice) objective = search.on_choice(relaxed.chosen);
    const bool is_better = relaxed.value < best_value;
    idle = is_better ? 0 : idle + 1;
    if (is_better) {
      best_value = relaxed.value;
      best = prices;
    }
    if (round % 25 == 24 && !search.on_better(best)) return best;
    if (idle >= patience) {
      factor /= 2;
      idle = 0;
      prices = best;
      continue;
    }
    const double distance = relaxed.value - target_of(model, objective, relaxed.value);
    if (relaxed.norm <= 0 || distance <= 0) break;
    subgradient.step(prices, relaxed, factor * distance / relaxed.norm);
  }
  search.on_better(best);
  return best;
}

}  // namespace coverage
