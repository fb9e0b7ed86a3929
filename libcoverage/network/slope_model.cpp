#include "libcoverage/network/slope_model.h"

#include <algorithm>
#include <cmath>

namespace coverage {

namespace {

/// Relative to the flat: 5.04 km/h there, at most 6 km/h at a descent of 5 %.
double tobler_factor(double slope) {
  constexpr double steepness = 3.5, fastest_descent = 0.05;
  return std::exp(-steepness * (std::abs(slope + fastest_descent) - fastest_descent));
}

double on_curve(const std::vector<SlopeModel::CurvePoint>& curve, double slope) {
  if (curve.empty()) return 1;
  const auto after =
      std::find_if(curve.begin(), curve.end(), [&](const auto& p) { return p.slope >= slope; });
  if (after == curve.begin()) return curve.front().factor;
  if (after == curve.end()) return curve.back().factor;
  const auto before = std::prev(after);
  const double share = (slope - before->slope) / (after->slope - before->slope);
  return before->factor + share * (after->factor - before->factor);
}

}  // namespace

double SlopeModel::speed_factor(double slope) const {
  const double counted = std::clamp(slope, -steepest, steepest);
  switch (kind) {
    case Kind::tobler:
      return tobler_factor(counted);
    case Kind::bicycle:
      return on_curve(curve, counted);
    case Kind::none:
      break;
  }
  return 1;
}

}  // namespace coverage
