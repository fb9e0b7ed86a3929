#include "libcoverage/siting/median/lagrangian_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "libcoverage/siting/median/pick_places.h"

namespace coverage {
namespace {

using Entry = AssignmentProblem::Entry;

/// One ascent: its prices, its direction, and the best of both.
class Ascent {
 public:
  Ascent(const AssignmentProblem& problem, std::vector<double> prices, const AscentOptions& options)
      : problem_(problem),
        options_(options),
        picker_(problem.rules),
        prices_(std::move(prices)),
        scores_(problem.rules.size()),
        served_(problem.rows()),
        direction_(problem.rows(), 0),
        target_(options.target),
        step_(options.first_step) {
    best_.bound = -std::numeric_limits<double>::infinity();
    best_.share.assign(problem.rules.size(), 0);
  }

  LagrangianBound run() {
    cap();
    for (int i = 0; i < options_.iterations && !options_.stop(); ++i) {
      const double bound = evaluate();
      take(bound);
      if (best_.bound > options_.limit() || step_ < 1e-4) break;
      if (!move(bound)) break;
    }
    fix();
    best_.step = step_;
    return std::move(best_);
  }

 private:
  /// A row pays no more than it costs without any place.
  void cap() {
    if (prices_.empty()) {
      // With p places open about one in p + 1 of those in reach is nearer than the second open one.
      const std::int64_t most = std::max<std::int64_t>(problem_.rules.most, 1);
      for (std::size_t row = 0; row < problem_.rows(); ++row) {
        const auto list = problem_.row(row);
        const std::size_t at = list.size() / static_cast<std::size_t>(most + 1);
        const double near = list.empty() ? 0 : problem_.weight[row] * list[at].value;
        prices_.push_back(list.empty() ? problem_.without[row] : near);
      }
    }
    for (std::size_t row = 0; row < problem_.rows(); ++row) {
      prices_[row] = std::min(prices_[row], problem_.without[row]);
    }
  }

  double evaluate() {
    std::ranges::fill(scores_, 0.0);
    double sum = 0;
    for (std::size_t row = 0; row < problem_.rows(); ++row) {
      const double price = prices_[row], weight = problem_.weight[row];
      sum += price;
      for (const Entry& entry : problem_.row(row)) {
        const double cost = weight * entry.value;
        if (cost >= price) break;
        scores_[entry.place] += cost - price;
      }
    }
    picked_ = &picker_.pick(scores_);
    // Sums of n terms are off by at most n units in the last place of the sum of magnitudes.
    const auto terms = static_cast<double>(problem_.rows() + problem_.rules.size() + 8);
    const double slack = terms * std::numeric_limits<double>::epsilon();
    return sum + picked_->value - slack * (sum + 2 * std::abs(picked_->value));
  }

  void take(double bound) {
    const double keep = first_ ? 0.0 : 0.95;
    for (double& share : best_.share) share *= keep;
    for (const std::uint32_t place : picked_->places) best_.share[place] += 1 - keep;
    first_ = false;
    target_ = options_.on_choice(picked_->places, serve());
    if (bound > best_.bound + 1e-7 * std::abs(best_.bound)) {
      without_gain_ = 0;
    } else if (++without_gain_ >= 12) {
      step_ *= 0.66;
      without_gain_ = 0;
    }
    if (bound > best_.bound) {
      best_.bound = bound;
      best_.prices = prices_;
    }
  }

  /// Counts how often each row is served by the picked places, and what they cost as a plan.
  double serve() {
    is_open_.assign(problem_.rules.size(), 0);
    for (const std::uint32_t place : picked_->places) is_open_[place] = 1;
    double cost = 0;
    for (std::size_t row = 0; row < problem_.rows(); ++row) cost += serve(row);
    return cost;
  }

  double serve(std::size_t row) {
    const double price = prices_[row], weight = problem_.weight[row];
    double nearest = problem_.without[row];
    int times = 0;
    bool is_found = false;
    for (const Entry& entry : problem_.row(row)) {
      const double cost = weight * entry.value;
      const bool is_paid = cost < price;
      if (is_found && !is_paid) break;
      if (!is_open_[entry.place]) continue;
      if (!is_found) nearest = std::min(nearest, cost);
      is_found = true;
      if (!is_paid) break;
      ++times;
    }
    served_[row] = times;
    return nearest;
  }

  /// One step; false where none leads on, so that the bound is the best there is.
  bool move(double bound) {
    double norm = 0;
    for (std::size_t row = 0; row < problem_.rows(); ++row) {
      double slope = 1.0 - served_[row];
      if (slope > 0 && prices_[row] >= problem_.without[row]) slope = 0;
      direction_[row] = slope + 0.3 * direction_[row];
      norm += direction_[row] * direction_[row];
    }
    if (norm < 1e-12) return false;
    const double length = step_ * std::max(target_ * 1.0005 - bound, 1e-9) / norm;
    for (std::size_t row = 0; row < problem_.rows(); ++row) {
      const double moved = prices_[row] + length * direction_[row];
      prices_[row] = std::clamp(moved, 0.0, problem_.without[row]);
    }
    return true;
  }

  /// Which places no plan within the limit opens, or closes, at the best prices.
  void fix() {
    const double limit = options_.limit();
    if (best_.prices.empty() || best_.bound > limit) return;
    prices_ = best_.prices;
    const double bound = evaluate();
    fix_places(picker_.price(), bound, limit, best_.opened, best_.closed);
  }

  const AssignmentProblem& problem_;
  const AscentOptions& options_;
  PlacePicker picker_;
  std::vector<double> prices_;
  std::vector<double> scores_;
  std::vector<int> served_;
  std::vector<double> direction_;
  std::vector<char> is_open_;
  const Picked* picked_ = nullptr;
  double target_;
  double step_;
  int without_gain_ = 0;
  bool first_ = true;
  LagrangianBound best_;
};

}  // namespace

LagrangianBound lagrangian_bound(const AssignmentProblem& problem, std::vector<double> prices,
                                 const AscentOptions& options) {
  return Ascent(problem, std::move(prices), options).run();
}

}  // namespace coverage
