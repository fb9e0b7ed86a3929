#include "libcoverage/siting/capacity/capacitated_bound.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/siting/capacity/site_filling.h"
#include "libcoverage/siting/median/pick_places.h"

namespace coverage {
namespace {

class Ascent {
 public:
  Ascent(const CapacitatedModel& model, const OpeningRules& rules, std::vector<double> prices,
         const CapacitatedAscent& options, const Execution& execution)
      : model_(model),
        rules_(rules),
        options_(options),
        execution_(execution),
        picker_(rules),
        fillers_(std::max(execution.threads, 1u), SiteFiller(model)),
        prices_(std::move(prices)),
        fillings_(rules.size() + rules.always.size()),
        scores_(rules.size()),
        direction_(prices_.size(), 0),
        served_(prices_.size()),
        step_(options.first_step) {
    best_.bound = -std::numeric_limits<double>::infinity();
    best_.share.assign(rules.size(), 0);
    best_.prices = prices_;
  }

  CapacitatedBound run() {
    for (int i = 0; i < options_.iterations && !options_.stop(); ++i) {
      const double bound = evaluate();
      take(bound);
      if (i % 10 == 0) options_.on_choice(picked_->places);
      if (best_.bound > options_.limit() || step_ < 1e-4) break;
      if (!move(bound)) break;
    }
    if (best_.has_bound) fix();
    best_.step = step_;
    return std::move(best_);
  }

 private:
  CandidateIndex site(std::size_t at) const {
    return at < rules_.size() ? rules_.places[at] : rules_.always[at - rules_.size()];
  }

  double evaluate() {
    parallel_for(fillings_.size(), execution_.threads, 4,
                 [&](std::size_t at, std::size_t end, unsigned thread) {
                   for (; at < end; ++at) {
                     fillings_[at] = fillers_[thread].fill(site(at), prices_, model_.weight,
                                                           fillings_[at].least_gain);
                   }
                 });
    for (std::size_t place = 0; place < scores_.size(); ++place) {
      scores_[place] = -fillings_[place].profit;
    }
    double sum = 0, profit = 0;
    for (std::size_t row = 0; row < prices_.size(); ++row) sum += model_.weight[row] * prices_[row];
    for (std::size_t at = rules_.size(); at < fillings_.size(); ++at) {
      profit += fillings_[at].profit;
    }
    picked_ = &picker_.pick(scores_);
    // Sums of n terms are off by at most n units in the last place of the sum of magnitudes.
    const auto terms = static_cast<double>(prices_.size() + fillings_.size() + 8);
    const double slack = 2 * terms * std::numeric_limits<double>::epsilon();
    return sum - profit + picked_->value - slack * (sum + profit + std::abs(picked_->value));
  }

  void take(double bound) {
    const double keep = best_.has_bound ? 0.95 : 0.0;
    for (double& share : best_.share) share *= keep;
    for (const std::uint32_t place : picked_->places) best_.share[place] += 1 - keep;
    if (!best_.has_bound || bound > best_.bound + 1e-7 * std::abs(best_.bound)) {
      without_gain_ = 0;
    } else if (++without_gain_ >= 12) {
      step_ *= 0.66;
      without_gain_ = 0;
    }
    if (!(bound > best_.bound)) return;
    best_.has_bound = true;
    best_.bound = bound;
    best_.prices = prices_;
    options_.on_bound(bound);
  }

  void serve(std::size_t at) {
    for_each_served(
        model_, site(at), prices_, model_.weight, fillings_[at],
        [&](std::uint32_t row, double part) { served_[row] += part / model_.weight[row]; });
  }

  /// One step; false where none leads on, so that the bound is the best there is. Prices are of a
  /// weight, so steps are measured by all the weight that is served too often or not at all.
  bool move(double bound) {
    std::ranges::fill(served_, 0.0);
    for (const std::uint32_t place : picked_->places) serve(place);
    for (std::size_t at = rules_.size(); at < fillings_.size(); ++at) serve(at);
    const double most = model_.cost_without();
    double norm = 0;
    for (std::size_t row = 0; row < prices_.size(); ++row) {
      double slope = 1.0 - served_[row];
      if (slope > 0 && prices_[row] >= most) slope = 0;
      direction_[row] = slope + 0.3 * direction_[row];
      norm += model_.weight[row] * direction_[row] * direction_[row];
    }
    if (norm < 1e-12 * static_cast<double>(model_.total) || !(norm > 0)) return false;
    const double target = options_.limit();
    const double length = step_ * std::max(target - bound, 1e-6 * std::abs(target)) / norm;
    for (std::size_t row = 0; row < prices_.size(); ++row) {
      prices_[row] = std::clamp(prices_[row] + length * direction_[row], 0.0, most);
    }
    return true;
  }

  /// Which places no plan within the limit opens, or closes, at the best prices.
  void fix() {
    const double limit = options_.limit();
    if (best_.bound > limit) return;
    prices_ = best_.prices;
    const double bound = evaluate();
    fix_places(picker_.price(), bound, limit, best_.opened, best_.closed);
  }

  const CapacitatedModel& model_;
  const OpeningRules& rules_;
  const CapacitatedAscent& options_;
  const Execution& execution_;
  PlacePicker picker_;
  std::vector<SiteFiller> fillers_;  ///< by thread
  std::vector<double> prices_;
  std::vector<Filling> fillings_;  ///< by place, then of the sites that are always open
  std::vector<double> scores_;     ///< by place
  std::vector<double> direction_;
  std::vector<double> served_;
  const Picked* picked_ = nullptr;
  double step_;
  int without_gain_ = 0;
  CapacitatedBound best_;
};

}  // namespace

CapacitatedBound capacitated_bound(const CapacitatedModel& model, const OpeningRules& rules,
                                   std::vector<double> prices, const CapacitatedAscent& options,
                                   const Execution& execution) {
  return Ascent(model, rules, std::move(prices), options, execution).run();
}

}  // namespace coverage
