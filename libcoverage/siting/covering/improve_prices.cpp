#include <cmath>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/siting/covering/choose_by_score.h"
#include "libcoverage/siting/covering/covering_bound.h"

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
    relaxed.norm = norm_at(prices, relaxed);
    return relaxed;
  }

  /// What has no price and is covered more than it needs asks for no change.
  double norm_at(const CoveringPrices& prices, const Relaxed& relaxed) const {
    double norm = square(relaxed.weight_excess / unit_weight_);
    norm += square(relaxed.budget_left / unit_cost_);
    for (std::size_t r = 0; r < model_.row_count(); ++r) {
      if (prices.row[r] > 0 || relaxed.excess[r] < 0) norm += square(relaxed.excess[r]);
    }
    return norm;
  }

  double product(const Relaxed& a, const Relaxed& b) const {
    double sum = a.weight_excess / unit_weight_ * (b.weight_excess / unit_weight_);
    sum += a.budget_left / unit_cost_ * (b.budget_left / unit_cost_);
    for (std::size_t r = 0; r < model_.row_count(); ++r) sum += a.excess[r] * b.excess[r];
    return sum;
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

/// Moves an average towards what was taken last.
void mix(Relaxed& average, const Relaxed& last, double share) {
  const auto towards = [&](double& x, double y) { x += share * (y - x); };
  for (std::size_t r = 0; r < last.excess.size(); ++r) towards(average.excess[r], last.excess[r]);
  towards(average.weight_excess, last.weight_excess);
  towards(average.budget_left, last.budget_left);
}

/// Steps from the best prices, along the average of what was taken.
class Volume {
 public:
  Volume(const CoveringModel& model, CoveringPrices prices, const Execution& execution)
      : subgradient_(model, execution), best_(std::move(prices)) {
    average_ = subgradient_.relax(best_);
    value_ = last_value_ = average_.value;
  }

  const CoveringPrices& best() const { return best_; }

  /// Gives the candidates taken; nothing where prices cannot be better. `target`: the known plan's.
  std::optional<std::vector<std::uint32_t>> step(double target) {
    const double whole = std::isfinite(target) ? value_ - target : std::abs(value_);
    const double distance = std::min(whole, std::max(0.05 * std::abs(value_), 0.01 * whole));
    const double norm = subgradient_.norm_at(best_, average_);
    if (norm <= 0 || distance <= 0) return {};
    CoveringPrices prices = best_;
    subgradient_.step(prices, average_, factor_ * distance / norm);
    Relaxed relaxed = subgradient_.relax(prices);
    const double along = subgradient_.product(average_, relaxed);
    average(relaxed, along);
    if (relaxed.value < value_) {
      value_ = relaxed.value;
      best_ = std::move(prices);
      idle_ = 0;
      if (along >= 0) factor_ = std::min(1.1 * factor_, 2.0);
    } else if (++idle_ >= patience) {
      idle_ = 0;
      factor_ = std::max(0.66 * factor_, 1e-4);
    }
    return std::move(relaxed.chosen);
  }

  /// Asked at whiles, for averages to become slower where progress does; false where it has ended.
  bool goes_on() {
    const double progress = (last_value_ - value_) / std::max(std::abs(value_), 1e-9);
    last_value_ = value_;
    if (progress < 1e-2) most_share_ = std::max(most_share_ / 2, 1e-3);
    stalled_ = progress < 1e-4 ? stalled_ + 1 : 0;
    return stalled_ < 4;
  }

 private:
  static constexpr int patience = 20;

  /// By the share that makes the average least, within bounds.
  void average(const Relaxed& relaxed, double along) {
    const double old = subgradient_.product(average_, average_);
    const double bend = subgradient_.product(relaxed, relaxed) - 2 * along + old;
    const double share = bend > 0 ? (old - along) / bend : most_share_;
    mix(average_, relaxed, std::clamp(share, most_share_ / 10, most_share_));
  }

  Subgradient subgradient_;
  CoveringPrices best_;
  Relaxed average_;
  double value_ = 0, last_value_ = 0;
  double factor_ = 0.1, most_share_ = 0.1;
  int idle_ = 0, stalled_ = 0;
};

}  // namespace

CoveringPrices average_prices(const CoveringModel& model, CoveringPrices prices,
                              const PriceSearch& search, const TimeLimit& limit,
                              const Execution& execution) {
  Volume volume(model, std::move(prices), execution);
  std::optional<Amount> objective = search.objective;
  for (int round = 1; round <= search.rounds && !limit.is_over(); ++round) {
    execution.check_interrupted();
    const auto chosen = volume.step(target_of(model, objective, -HUGE_VAL));
    if (!chosen) break;
    if (search.on_choice) objective = search.on_choice(*chosen);
    if (round % 50 == 0 && !search.on_better(volume.best())) return volume.best();
    if (round % 100 == 0 && !volume.goes_on()) break;
  }
  search.on_better(volume.best());
  return volume.best();
}

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
