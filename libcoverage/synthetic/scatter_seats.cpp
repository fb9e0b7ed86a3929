#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

constexpr double pi = 3.14159265358979323846;

/// Seats no two of which are nearer than a distance, found through a grid of that size.
class SpacedSeats {
 public:
  SpacedSeats(Box box, double spacing)
      : box_(box), spacing_(spacing), columns_(cells(box.max_x - box.min_x)) {
    grid_.resize(static_cast<std::size_t>(columns_) *
                 static_cast<std::size_t>(cells(box.max_y - box.min_y)));
  }
  bool add(Point p) {
    if (!is_free(p)) return false;
    insert(p);
    return true;
  }
  void insert(Point p) {
    grid_[index(column(p.x), row(p.y))].push_back(static_cast<std::uint32_t>(seats.size()));
    seats.push_back(p);
  }

  std::vector<Point> seats;

 private:
  int cells(double length) const { return static_cast<int>(length / spacing_) + 3; }
  int column(double x) const { return static_cast<int>((x - box_.min_x) / spacing_) + 1; }
  int row(double y) const { return static_cast<int>((y - box_.min_y) / spacing_) + 1; }
  std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
           static_cast<std::size_t>(column);
  }
  bool is_free(Point p) const {
    for (int dy = -1; dy <= 1; ++dy) {
      for (int dx = -1; dx <= 1; ++dx) {
        for (const std::uint32_t other : grid_[index(column(p.x) + dx, row(p.y) + dy)]) {
          if (distance(seats[other], p) < spacing_) return false;
        }
      }
    }
    return true;
  }

  Box box_;
  double spacing_;
  int columns_;
  std::vector<std::vector<std::uint32_t>> grid_;
};

/// The outline of the study area: a circle with five waves on it.
struct Outline {
  double mean_radius;
  std::array<double, 5> sizes{}, phases{};

  double radius(double angle) const {
    double factor = 1;
    for (std::size_t wave = 0; wave < sizes.size(); ++wave) {
      factor += sizes[wave] * std::sin(static_cast<double>(wave + 2) * angle + phases[wave]);
    }
    return mean_radius * factor;
  }
};

Outline outline_of(const PlanOptions& options) {
  Random random(options.seed, Purpose::outline);
  Outline outline{std::sqrt(options.communes * commune_area / pi)};
  for (std::size_t wave = 0; wave < outline.sizes.size(); ++wave) {
    outline.sizes[wave] = random.between(0.4, 1) * 0.16 / static_cast<double>(wave + 1);
    outline.phases[wave] = random.between(0, 2 * pi);
  }
  return outline;
}

// Small territories lie in the Bay of Biscay, where no real commune can be taken for theirs; large
// ones need the whole area for which Lambert-93 is made.
Point centre_for(double radius) {
  return radius < 110000 ? Point{150000, 6560000} : Point{700000, 6650000};
}

Box around(Point centre, double radius) {
  return {centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius};
}

}  // namespace

ScatteredSeats scatter_seats(const PlanOptions& options) {
  const Outline outline = outline_of(options);
  const double spacing = std::sqrt(commune_area);
  double reach = 0;
  for (int step = 0; step < 360; ++step) reach = std::max(reach, outline.radius(step * pi / 180));
  reach = reach * 1.05 + surroundings_width + 3.5 * spacing;
  const Point centre = centre_for(reach);
  const Box box = around(centre, reach);
  SpacedSeats thrown(box, 0.66 * spacing);
  Random random(options.seed, Purpose::seats);
  const auto wanted = static_cast<std::size_t>(4 * reach * reach / commune_area);
  for (std::size_t tries = 0; thrown.seats.size() < wanted && tries < 60 * wanted; ++tries) {
    thrown.add({random.between(box.min_x, box.max_x), random.between(box.min_y, box.max_y)});
  }

  // The study's communes are those deepest inside the outline.
  std::vector<std::pair<double, std::size_t>> depth;
  for (std::size_t i = 0; i < thrown.seats.size(); ++i) {
    const Point p = thrown.seats[i];
    depth.emplace_back(
        distance(p, centre) / outline.radius(std::atan2(p.y - centre.y, p.x - centre.x)), i);
  }
  std::sort(depth.begin(), depth.end());
  const double limit = depth[options.communes].first;
  ScatteredSeats result;
  result.centre = centre;
  result.in_study = options.communes;
  std::vector<Point> closing;
  for (std::size_t rank = 0; rank < depth.size(); ++rank) {
    const Point p = thrown.seats[depth[rank].second];
    const double edge = limit * outline.radius(std::atan2(p.y - centre.y, p.x - centre.x));
    const bool kept = rank < options.communes || distance(p, centre) < edge + surroundings_width;
    (kept ? result.seats : closing).push_back(p);
  }
  result.with_neighbours = result.seats.size();
  result.seats.insert(result.seats.end(), closing.begin(), closing.end());
  return result;
}

std::vector<Point> surround(const std::vector<Point>& seats, const IsCommune& is_commune,
                            std::uint64_t seed) {
  Box box;
  for (const Point& seat : seats) box.include(seat);
  const double spacing = std::sqrt(commune_area);
  const double margin = 4 * spacing;
  box = {box.min_x - margin, box.min_y - margin, box.max_x + margin, box.max_y + margin};
  SpacedSeats closing(box, 0.9 * spacing);
  for (const Point& seat : seats) closing.insert(seat);
  Random random(seed, Purpose::seats);
  const auto tries = static_cast<std::size_t>(20 * (box.max_x - box.min_x) *
                                              (box.max_y - box.min_y) / commune_area);
  for (std::size_t i = 0; i < tries; ++i) {
    const Point p{random.between(box.min_x, box.max_x), random.between(box.min_y, box.max_y)};
    if (!is_commune(p)) closing.add(p);
  }
  return closing.seats;
}

}  // namespace coverage::synthetic
