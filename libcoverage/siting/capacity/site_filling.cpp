#include "libcoverage/siting/capacity/site_filling.h"

#include <algorithm>

namespace coverage {

Filling SiteFiller::fill(CandidateIndex site, std::span<const double> prices,
                         std::span<const double> weight, double guess) {
  items_.clear();
  Filling all;
  double load = 0;
  for (const ReachEntry& entry : model_->instance.row(site)) {
    if (entry.time_ms > model_->largest) continue;
    const double gain = prices[entry.target] - (counts_values_ ? entry.time_ms : 0.0);
    if (!(gain > 0) || !(weight[entry.target] > 0)) continue;
    items_.push_back({gain, weight[entry.target]});
    all.profit += gain * weight[entry.target];
    load += weight[entry.target];
  }
  const double room = model_->room(site);
  return load <= room ? all : take_best(room, guess);
}

/// Quickselect by weight: each pivot leaves either those above it or those below.
Filling SiteFiller::take_best(double room, double guess) {
  Filling filling{.left = room};
  auto begin = items_.begin(), end = items_.end();
  double pivot = guess;
  while (begin != end) {
    const auto equal = std::partition(begin, end, [&](const Item& i) { return i.gain > pivot; });
    const auto below = std::partition(equal, end, [&](const Item& i) { return i.gain == pivot; });
    double above_weight = 0, above_profit = 0, equal_weight = 0;
    for (auto item = begin; item != equal; ++item) {
      above_weight += item->weight;
      above_profit += item->weight * item->gain;
    }
    for (auto item = equal; item != below; ++item) equal_weight += item->weight;
    if (above_weight > filling.left) {
      end = equal;
    } else {
      filling.left -= above_weight;
      filling.profit += above_profit;
      if (equal_weight >= filling.left) {
        filling.least_gain = pivot;
        filling.profit += filling.left * pivot;
        return filling;
      }
      filling.left -= equal_weight;
      filling.profit += equal_weight * pivot;
      begin = below;
    }
    if (begin == end) break;
    const double a = begin->gain, b = (begin + (end - begin) / 2)->gain, c = (end - 1)->gain;
    pivot = std::max(std::min(a, b), std::min(std::max(a, b), c));
  }
  return filling;
}

}  // namespace coverage
