#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/model/demand.h"

namespace coverage {

/// Where somebody lives (of the demand's first weight): is anybody near a place?
class InhabitedPlaces {
 public:
  /// `near_m`: how near, inclusive, in metres of the plane; more than 0.
  InhabitedPlaces(const Demand& demand, double near_m);

  bool any_near(Point place) const;

 private:
  /// A home, sorted into squares whose side is that distance.
  struct Home {
    std::int64_t column, line;
    double x, y;
    auto operator<=>(const Home&) const = default;
  };
  std::int64_t square(double metres) const;

  double near_m_;
  std::vector<Home> homes_;
};

}  // namespace coverage
