#pragma once

#include <span>
#include <vector>

#include "libcoverage/siting/capacity/capacitated_model.h"

namespace coverage {

/// How a site serves rows that pay for it: those who gain most first, until it is full (a
/// continuous knapsack).
struct Filling {
  double profit = 0;
  double least_gain = 0;  ///< of a weight that is served; at this gain only `left` of them are
  double left = 0;
};

/// Fills sites, one at a time; has room for what it looks at.
class SiteFiller {
 public:
  /// Gains are prices less costs of the model, or less values.
  enum class Measure { costs, values };
  explicit SiteFiller(const CapacitatedModel& model, Measure measure = Measure::costs)
      : model_(&model), counts_values_(measure == Measure::values || !model.covers) {}

  /// The most that a site can gain from rows that pay `prices` for a weight, of which they have
  /// `weight`, both by row. `guess`: the least gain of an answer that is near this one.
  Filling fill(CandidateIndex site, std::span<const double> prices, std::span<const double> weight,
               double guess = 0);

 private:
  struct Item {
    double gain = 0;
    double weight = 0;
  };
  Filling take_best(double room, double guess);

  const CapacitatedModel* model_;
  bool counts_values_;
  std::vector<Item> items_;
};

/// Calls `use(row, weight)` for what a site serves in a filling with these prices and weights.
template <class Use>
void for_each_served(const CapacitatedModel& model, CandidateIndex site,
                     std::span<const double> prices, std::span<const double> weight,
                     const Filling& filling, const Use& use) {
  double left = filling.left;
  for (const ReachEntry& entry : model.instance.row(site)) {
    if (entry.time_ms > model.largest || !(weight[entry.target] > 0)) continue;
    const double gain = prices[entry.target] - model.cost(entry.time_ms);
    if (!(gain > 0) || gain < filling.least_gain) continue;
    double part = weight[entry.target];
    if (gain == filling.least_gain) {
      part = std::min(part, left);
      left -= part;
    }
    if (part > 0) use(entry.target, part);
  }
}

}  // namespace coverage
