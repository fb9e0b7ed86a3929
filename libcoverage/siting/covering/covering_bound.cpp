#include "libcoverage/siting/covering/covering_bound.h"

#include <bit>
#include <cmath>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/siting/covering/choose_by_score.h"

namespace coverage {
namespace {

/// How many binary places prices may have so that no sum leaves 128 bits; negative where they are
/// too large for any.
int places_of(const CoveringModel& model, const CoveringPrices& prices) {
  double largest = 1;
  for (const double price : prices.row) largest += 2 * price;
  for (const std::int64_t weight : model.weight) {
    largest += static_cast<double>(weight) * std::max(1.0, prices.weight);
  }
  largest += static_cast<double>(model.weight_needed) * prices.weight;
  for (const std::int64_t cost : model.cost) {
    largest += static_cast<double>(cost) * (1 + prices.budget);
  }
  if (model.budget) largest += static_cast<double>(*model.budget) * prices.budget;
  // A candidate's score sums at most all prices, and so many candidates are summed.
  largest *= static_cast<double>(model.candidate_count() + 1);
  if (!std::isfinite(largest)) return -1;
  return std::min(124 - static_cast<int>(std::ceil(std::log2(largest))), 62);
}

/// A price as a whole number of 2⁻ᵖˡᵃᶜᵉˢ; rounding it is no harm: any prices are valid.
Amount whole(double price, int places) {
  return static_cast<Amount>(std::ldexp(std::max(price, 0.0), places));
}

/// Sums of whole numbers in the unit 2⁻ᵖˡᵃᶜᵉˢ, as if more were better: cost counts as negative.
class ExactBound {
 public:
  ExactBound(const CoveringModel& model, const CoveringPrices& prices, const Execution& execution)
      : model_(model), places_(places_of(model, prices)), score_(model.candidate_count()) {
    std::vector<Amount> row(model.row_count());
    for (std::size_t r = 0; r < row.size(); ++r) row[r] = whole(prices.row[r], places_);
    const Amount weight = whole(prices.weight, places_);
    const Amount budget = model.budget ? whole(prices.budget, places_) : Amount{0};
    const Amount cost = (model.minimises_cost ? Amount{1} << places_ : Amount{0}) + budget;
    parallel_for(score_.size(), execution.threads, 256, [&](std::size_t c, std::size_t end, auto) {
      for (; c < end; ++c) {
        score_[c] = -cost * model.cost[c];
        for (const std::uint32_t r : model.row(c)) score_[c] += row[r];
      }
    });
    for (std::size_t r = 0; r < row.size(); ++r) sum_ += worth_left(r, row[r], weight);
    if (model.minimises_cost) sum_ -= weight * model.weight_needed;
    if (model.budget) sum_ += budget * *model.budget;
    chosen_ = choose_by_score(model, score_);
    for (const std::uint32_t c : chosen_) sum_ += score_[c];
  }

  /// Rounded to the objective's whole numbers, as `sum` bounds them.
  Amount bound(Amount sum) const {
    const Amount floor = sum >> places_;  // towards −∞
    return model_.minimises_cost ? model_.opened_cost - floor : model_.opened_weight + floor;
  }
  Amount bound() const { return bound(sum_); }

  /// The same once a candidate that is not chosen must be; only without groups.
  Amount bound_with(std::uint32_t candidate) const {
    const bool is_full = model_.most_sites && chosen_.size() >= *model_.most_sites;
    return bound(sum_ + score_[candidate] - (is_full ? least_chosen() : Amount{0}));
  }
  const std::vector<std::uint32_t>& chosen() const { return chosen_; }

 private:
  Amount worth_left(std::size_t r, Amount price, Amount weight) const {
    if (r >= model_.soft_count()) return -price;
    const Amount worth =
        model_.minimises_cost ? weight * model_.weight[r] : Amount{model_.weight[r]} << places_;
    return std::max(worth - price * model_.need[r], Amount{0});
  }
  Amount least_chosen() const {
    Amount least = score_[chosen_.front()];
    for (const std::uint32_t c : chosen_) least = std::min(least, score_[c]);
    return least;
  }

  const CoveringModel& model_;
  int places_;
  std::vector<Amount> score_;
  std::vector<std::uint32_t> chosen_;
  Amount sum_ = 0;
};

}  // namespace

CoveringBound bound_by(const CoveringModel& model, const CoveringPrices& prices,
                       std::optional<Amount> objective, const Execution& execution) {
  // Prices without limit come from rows that cannot be met; none at all are valid too.
  const CoveringPrices none{.row = std::vector<double>(prices.row.size(), 0.0)};
  const ExactBound exact(model, places_of(model, prices) < 0 ? none : prices, execution);
  CoveringBound result{.bound = exact.bound()};
  const bool has_groups = std::ranges::any_of(
      model.group, [](std::uint32_t group) { return group != CoveringModel::no_group; });
  if (!objective || has_groups) return result;
  for (std::uint32_t c = 0; c < model.candidate_count(); ++c) {
    if (std::ranges::binary_search(exact.chosen(), c)) continue;
    const Amount with = exact.bound_with(c);
    if (model.minimises_cost ? with >= *objective : with <= *objective) {
      result.useless.push_back(c);
    }
  }
  return result;
}

}  // namespace coverage
