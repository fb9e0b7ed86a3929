#include <algorithm>
#include <cmath>

#include "libcoverage/synthetic/plan_steps.h"
#include "libcoverage/synthetic/road_sketch.h"

namespace coverage::synthetic {

Polyline bent_line(Random& random, Point a, Point leave, Point b, double roughness,
                   double spacing) {
  const double length = distance(a, b);
  const int steps = std::max(1, static_cast<int>(std::lround(length / spacing)));
  const int waves = std::clamp(static_cast<int>(length / 220), 1, 14);
  double size[15], phase[15];
  for (int k = 1; k <= waves; ++k) {
    size[k] = random.bell() * roughness * length / std::pow(k, 1.25);
    phase[k] = random.between(-0.4, 0.4);
  }
  const Point straight = direction(a, b);
  const Point first{a.x + leave.x * length * 0.28, a.y + leave.y * length * 0.28};
  const Point second = interpolate(b, a, 0.3);
  Polyline line;
  for (int i = 1; i < steps; ++i) {
    const double t = (i + random.between(-0.18, 0.18)) / steps;
    const double u = 1 - t;
    double offset = 0;
    for (int k = 1; k <= waves; ++k) {
      offset += size[k] * std::sin(3.14159265 * k * t + phase[k] * 4 * t * u);
    }
    const double b0 = u * u * u, b1 = 3 * u * u * t, b2 = 3 * u * t * t, b3 = t * t * t;
    line.push_back({b0 * a.x + b1 * first.x + b2 * second.x + b3 * b.x - straight.y * offset,
                    b0 * a.y + b1 * first.y + b2 * second.y + b3 * b.y + straight.x * offset});
  }
  line.push_back(b);
  return line;
}

}  // namespace coverage::synthetic
