#include "libcoverage/indicators/inequality.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace coverage {
namespace {

struct Totals {
  double weight = 0;
  double amount = 0;  ///< Σ weight × value
};

/// Checks what the header says of values.
Totals totals_of(std::span<const SharedValue> ascending) {
  Totals totals;
  double before = 0;
  for (const SharedValue& row : ascending) {
    const bool in_order = row.value >= before && std::isfinite(row.value);
    if (!in_order || row.weight < Weight()) {
      throw std::invalid_argument("values of an inequality must ascend from 0, weights too");
    }
    before = row.value;
    totals.weight += row.weight.count();
    totals.amount += row.weight.count() * row.value;
  }
  return totals;
}

double power_of(double base, double power) {
  return power == 1 ? base : power == 2 ? base * base : std::pow(base, power);
}

/// The amount that the `share` of inhabitants with the lowest values hold.
double lowest_amount(std::span<const SharedValue> ascending, double share) {
  double weight = 0;
  double amount = 0;
  for (const SharedValue& row : ascending) {
    const double taken = std::min(row.weight.count(), share - weight);
    amount += taken * row.value;
    weight += taken;
    if (weight >= share) break;
  }
  return amount;
}

}  // namespace

std::optional<double> gini(std::span<const SharedValue> ascending) {
  const Totals totals = totals_of(ascending);
  if (!(totals.amount > 0)) return {};
  double below = 0;  // amount of those before
  double area = 0;   // twice the area under the Lorenz curve, × weight × amount
  for (const SharedValue& row : ascending) {
    const double amount = row.weight.count() * row.value;
    area += row.weight.count() * (below + below + amount);
    below += amount;
  }
  return std::max(0.0, 1 - area / (totals.weight * totals.amount));
}

std::optional<double> theil(std::span<const SharedValue> ascending) {
  const Totals totals = totals_of(ascending);
  if (!(totals.amount > 0)) return {};
  const double mean = totals.amount / totals.weight;
  double sum = 0;
  for (const SharedValue& row : ascending) {
    if (row.value <= 0) continue;
    const double relative = row.value / mean;
    sum += row.weight.count() * relative * std::log(relative);
  }
  return std::max(0.0, sum / totals.weight);
}

std::optional<double> tenth_to_four_tenths(std::span<const SharedValue> ascending) {
  const Totals totals = totals_of(ascending);
  const double low = lowest_amount(ascending, 0.4 * totals.weight);
  if (!(low > 0)) return {};
  const double high = totals.amount - lowest_amount(ascending, 0.9 * totals.weight);
  return 4 * high / low;
}

std::optional<double> shortfall(std::span<const SharedValue> ascending, double line, double power) {
  if (!(line > 0) || !(power >= 0)) {
    throw std::invalid_argument("a shortfall needs a line above 0 and a power of 0 or more");
  }
  const Totals totals = totals_of(ascending);
  if (!(totals.weight > 0)) return {};
  double sum = 0;
  for (const SharedValue& row : ascending) {
    if (row.value <= line) continue;
    sum += row.weight.count() * power_of((row.value - line) / line, power);
  }
  return sum / totals.weight;
}

Inequality inequality_of(std::span<const SharedValue> ascending, Weight not_counted,
                         std::optional<double> line) {
  Inequality result;
  for (const SharedValue& row : ascending) result.counted += row.weight;
  result.not_counted = not_counted;
  result.gini = gini(ascending);
  result.theil = theil(ascending);
  result.tenth_to_four_tenths = tenth_to_four_tenths(ascending);
  if (!line) return result;
  result.shortfall = shortfall(ascending, *line, 1);
  result.squared_shortfall = shortfall(ascending, *line, 2);
  return result;
}

}  // namespace coverage
