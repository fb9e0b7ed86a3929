#pragma once

#include <vector>

namespace coverage {

/// How a slope changes the speed of a mode; the ground's heights are somebody else's business.
/// A slope is climb ÷ length along the direction of travel: 0.05 climbs five metres in a hundred,
/// −0.05 descends as much.
struct SlopeModel {
  enum class Kind {
    none,     ///< slopes change nothing: cars
    tobler,   ///< Tobler's hiking function (1993): 6 × exp(−3.5 × |slope + 0.05|) km/h
    bicycle,  ///< a curve of points, straight between them
  };
  struct CurvePoint {
    double slope = 0;
    double factor = 1;  ///< of the speed on flat ground
  };
  Kind kind = Kind::none;
  /// Steeper slopes, either way, count as this one: errors of the raster, cliffs.
  double steepest = 0.35;
  std::vector<CurvePoint> curve;  ///< by slope; `bicycle` only, at least one

  /// Of the speed on flat ground, where it is 1 (but for a curve that says otherwise); > 0.
  double speed_factor(double slope) const;
};

}  // namespace coverage
