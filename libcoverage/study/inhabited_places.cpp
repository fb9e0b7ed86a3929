#include "libcoverage/study/inhabited_places.h"

#include <algorithm>
#include <cmath>

namespace coverage {

InhabitedPlaces::InhabitedPlaces(const Demand& demand, double near_m) : near_m_(near_m) {
  const auto& weights = demand.weights.front().values;
  for (std::size_t i = 0; i < demand.points.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    if (weights[point] <= Weight()) continue;
    const Point at = demand.points[point].position;
    homes_.push_back({square(at.x), square(at.y), at.x, at.y});
  }
  std::sort(homes_.begin(), homes_.end());
}

std::int64_t InhabitedPlaces::square(double metres) const {
  return static_cast<std::int64_t>(std::floor(metres / near_m_));
}

/// Whoever is near lives in the square of the place or in one of the eight around it.
bool InhabitedPlaces::any_near(Point place) const {
  for (std::int64_t dx = -1; dx <= 1; ++dx) {
    const std::int64_t column = square(place.x) + dx, line = square(place.y);
    const Home first{column, line - 1, -HUGE_VAL, -HUGE_VAL};
    for (auto home = std::lower_bound(homes_.begin(), homes_.end(), first);
         home != homes_.end() && home->column == column && home->line <= line + 1; ++home) {
      if (distance({home->x, home->y}, place) <= near_m_) return true;
    }
  }
  return false;
}

}  // namespace coverage
