#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "libcoverage/siting/siting_instance.h"

namespace coverage {

/// What to invent: demand points and candidates in a square, who reach as far as a disc.
struct PlaneInstance {
  std::size_t candidates = 320;
  std::size_t points = 20'000;
  double reach = 0.05;        ///< of the side of the square, within the threshold of 600
  bool has_fractions = true;  ///< weights with six decimals, as calibrated demand has
};

constexpr std::uint32_t plane_threshold = 600;

/// Half of all people live in towns (a point in a town has more), the rest anywhere; candidates lie
/// where demand does. The same for the same numbers.
inline SitingInstance plane_instance(const PlaneInstance& what) {
  struct Place {
    double x, y;
  };
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> unit(0, 1);
  std::normal_distribution<double> spread(0, 0.02);
  std::vector<Place> towns(40);
  for (Place& town : towns) town = {unit(random), unit(random)};
  const auto place = [&]() -> Place {
    if (random() % 2) return {unit(random), unit(random)};
    const Place& town = towns[random() % towns.size()];
    return {std::clamp(town.x + spread(random), 0.0, 0.9999),
            std::clamp(town.y + spread(random), 0.0, 0.9999)};
  };
  SitingInstance instance;
  const auto side = static_cast<std::size_t>(std::max(1.0, std::floor(1 / what.reach)));
  std::vector<std::vector<std::uint32_t>> cells(side * side);
  std::vector<Place> points;
  const auto cell = [&](double at) {
    return static_cast<std::size_t>(std::clamp(at, 0.0, 0.9999) * static_cast<double>(side));
  };
  for (std::uint32_t row = 0; row < what.points; ++row) {
    points.push_back(place());
    cells[cell(points[row].y) * side + cell(points[row].x)].push_back(row);
    const double people = -20 * std::log(1 - unit(random));
    const auto millionths = static_cast<std::int64_t>(people * 1e6) + 1;
    instance.weight.push_back(what.has_fractions ? millionths
                                                 : (millionths / 1'000'000 + 1) * 1'000'000);
  }
  for (std::size_t c = 0; c < what.candidates; ++c) {
    const Place at = place();
    const std::size_t begin = instance.values.entries.size();
    for (std::size_t y = cell(at.y - what.reach); y <= cell(at.y + what.reach); ++y) {
      for (std::size_t x = cell(at.x - what.reach); x <= cell(at.x + what.reach); ++x) {
        for (const std::uint32_t row : cells[y * side + x]) {
          const double distance = std::hypot(points[row].x - at.x, points[row].y - at.y);
          if (distance > what.reach) continue;
          instance.values.entries.push_back(
              {row, static_cast<std::uint32_t>(distance / what.reach * plane_threshold)});
        }
      }
    }
    std::sort(instance.values.entries.begin() + static_cast<std::ptrdiff_t>(begin),
              instance.values.entries.end());
    instance.values.first.push_back(instance.values.entries.size());
    instance.sites.push_back({.id = std::to_string(c)});
  }
  return instance;
}

}  // namespace coverage
