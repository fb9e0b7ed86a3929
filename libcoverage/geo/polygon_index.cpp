#include "libcoverage/geo/polygon_index.h"

#include <algorithm>

namespace coverage {

namespace {

// The interval of [begin, begin + count × size) that holds `value`; outside goes to the ends.
std::size_t slot(double value, double begin, double size, std::size_t count) {
  const double position = (value - begin) / size;
  if (!(position > 0)) return 0;
  return std::min(static_cast<std::size_t>(std::min(position, 1e9)), count - 1);
}

// Lays pairs (slot, item), given twice by `visit`, out by slot: begins and items.
template <class Visit>
void lay_out(std::size_t slots, const Visit& visit, std::vector<std::uint32_t>& begins,
             std::vector<std::uint32_t>& items) {
  begins.assign(slots + 1, 0);
  visit([&](std::size_t at, std::uint32_t) { ++begins[at + 1]; });
  for (std::size_t s = 0; s < slots; ++s) begins[s + 1] += begins[s];
  items.resize(begins.back());
  std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
  visit([&](std::size_t at, std::uint32_t item) { items[next[at]++] = item; });
}

/// How many points of a row see the edge `a`–`b` to their east: the first ones. The formula gives a
/// guess, `ray_crosses` the answer.
std::uint32_t points_before(const PointRow& row, Point a, Point b) {
  const double x = a.x + (row.y - a.y) / (b.y - a.y) * (b.x - a.x);
  const double guess = std::ceil((x - row.west) / row.step - 0.5 - row.first);
  auto k =
      static_cast<std::uint32_t>(guess > 0 ? std::min(guess, static_cast<double>(row.count)) : 0.0);
  const auto sees = [&](std::uint32_t point) { return ray_crosses(a, b, {row.x(point), row.y}); };
  while (k > 0 && !sees(k - 1)) --k;
  while (k < row.count && sees(k)) ++k;
  return k;
}

}  // namespace

std::size_t PolygonIndex::Strips::strip(double y) const {
  return slot(y, box.min_y, height, begins.size() - 1);
}

bool PolygonIndex::Strips::contains(Point p) const {
  if (!box.contains(p)) return false;
  const std::size_t at = strip(p.y);
  bool inside = false;
  for (std::uint32_t i = begins[at]; i < begins[at + 1]; ++i) {
    const Point* edge = &points[edges[i]];
    if (ray_crosses(edge[0], edge[1], p)) inside = !inside;
  }
  return inside;
}

void PolygonIndex::Strips::mark_contained(const PointRow& row, std::span<std::uint8_t> inside,
                                          std::vector<std::uint32_t>& crossings) const {
  if (row.y < box.min_y || row.y > box.max_y) return;
  crossings.clear();
  const std::size_t at = strip(row.y);
  for (std::uint32_t i = begins[at]; i < begins[at + 1]; ++i) {
    const Point* edge = &points[edges[i]];
    if ((edge[0].y > row.y) == (edge[1].y > row.y)) continue;
    crossings.push_back(points_before(row, edge[0], edge[1]));
  }
  // A point is inside where an odd number of crossings lies to its east.
  if (crossings.size() % 2 != 0) crossings.push_back(0);
  std::sort(crossings.begin(), crossings.end());
  for (std::size_t k = 0; k < crossings.size(); k += 2) {
    for (std::uint32_t p = crossings[k]; p < crossings[k + 1]; ++p) {
      if (row.x(p) >= box.min_x && row.x(p) <= box.max_x) inside[p] = 1;
    }
  }
}

double PolygonIndex::Strips::border_distance_square(Point p, double tolerance) const {
  const bool far = p.x < box.min_x - tolerance || p.x > box.max_x + tolerance ||
                   p.y < box.min_y - tolerance || p.y > box.max_y + tolerance;
  double best = tolerance * tolerance;
  bool found = false;
  const std::uint32_t end = far ? 0 : begins[strip(p.y + tolerance) + 1];
  for (std::uint32_t i = begins[strip(p.y - tolerance)]; i < end; ++i) {
    const Point* edge = &points[edges[i]];
    const Point foot = interpolate(edge[0], edge[1], nearest_fraction(edge[0], edge[1], p));
    const double dx = foot.x - p.x;
    const double dy = foot.y - p.y;
    const double square = dx * dx + dy * dy;
    if (square <= best) {
      best = square;
      found = true;
    }
  }
  return found ? best : INFINITY;
}

PolygonIndex::Strips PolygonIndex::make_strips(const MultiPolygon& shape) {
  Strips result;
  result.box = bounds(shape);
  std::vector<std::uint32_t> edges;
  double climbed = 0;  // heights of all edges together
  for (const Polygon& polygon : shape.polygons) {
    for (const Polyline& ring : polygon.rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        result.points.push_back(ring[i]);
        if (i + 1 == ring.size()) continue;
        edges.push_back(static_cast<std::uint32_t>(result.points.size() - 1));
        climbed += std::abs(ring[i + 1].y - ring[i].y);
      }
    }
  }
  const double extent = result.box.max_y - result.box.min_y;
  const double per_line = extent > 0 ? climbed / extent : 1;  // edges that a horizontal line meets
  // Two edges a strip, but no more than four entries an edge in all, even for a comb.
  const double size = static_cast<double>(edges.size());
  const double strips = std::max(1.0, std::min(size / 2, 3 * size / std::max(per_line, 1.0)));
  const auto count = static_cast<std::size_t>(strips);
  result.height = extent > 0 ? extent / static_cast<double>(count) : 1;
  result.begins.resize(count + 1);
  const auto visit = [&](const auto& take) {
    for (const std::uint32_t edge : edges) {
      const double a = result.points[edge].y;
      const double b = result.points[edge + 1].y;
      const std::size_t last = result.strip(std::max(a, b));
      for (std::size_t s = result.strip(std::min(a, b)); s <= last; ++s) take(s, edge);
    }
  };
  std::vector<std::uint32_t> begins;
  lay_out(count, visit, begins, result.edges);
  result.begins = std::move(begins);
  return result;
}

std::size_t PolygonIndex::Grid::column(double x) const {
  return slot(x, box.min_x, cell_width, columns);
}

std::size_t PolygonIndex::Grid::row(double y) const {
  return slot(y, box.min_y, cell_height, rows);
}

std::span<const std::uint32_t> PolygonIndex::Grid::at(Point p) const {
  if (!box.contains(p)) return {};
  const std::size_t cell = row(p.y) * columns + column(p.x);
  return {shapes.data() + begins[cell], shapes.data() + begins[cell + 1]};
}

PolygonIndex::Grid PolygonIndex::make_grid(const std::vector<Strips>& shapes) {
  Grid grid;
  for (const Strips& shape : shapes) {
    if (shape.box.empty()) continue;
    grid.box.include({shape.box.min_x, shape.box.min_y});
    grid.box.include({shape.box.max_x, shape.box.max_y});
  }
  // About sixteen cells a shape, so that most cells meet few boxes.
  const double side = std::clamp(4 * std::sqrt(static_cast<double>(shapes.size())), 1.0, 2048.0);
  grid.columns = grid.rows = static_cast<std::size_t>(side);
  const double width = (grid.box.max_x - grid.box.min_x) / static_cast<double>(grid.columns);
  const double height = (grid.box.max_y - grid.box.min_y) / static_cast<double>(grid.rows);
  grid.cell_width = width > 0 ? width : 1;
  grid.cell_height = height > 0 ? height : 1;
  const auto visit = [&](const auto& take) {
    for (std::uint32_t s = 0; s < shapes.size(); ++s) {
      const Box& box = shapes[s].box;
      if (box.empty()) continue;
      for (std::size_t r = grid.row(box.min_y); r <= grid.row(box.max_y); ++r) {
        for (std::size_t c = grid.column(box.min_x); c <= grid.column(box.max_x); ++c) {
          take(r * grid.columns + c, s);
        }
      }
    }
  };
  lay_out(grid.columns * grid.rows, visit, grid.begins, grid.shapes);
  return grid;
}

PolygonIndex::PolygonIndex(std::span<const MultiPolygon> shapes) {
  shapes_.reserve(shapes.size());
  for (const MultiPolygon& shape : shapes) shapes_.push_back(make_strips(shape));
  grid_ = make_grid(shapes_);
}

std::optional<std::size_t> PolygonIndex::find(Point p) const {
  for (const std::uint32_t shape : grid_.at(p)) {
    if (shapes_[shape].contains(p)) return shape;
  }
  return {};
}

void PolygonIndex::mark_contained(const PointRow& row, std::span<std::uint8_t> inside) const {
  if (row.count == 0 || row.y < grid_.box.min_y || row.y > grid_.box.max_y) return;
  const std::size_t first = grid_.column(row.x(0));
  const std::size_t last = grid_.column(row.x(row.count - 1));
  const std::size_t line = grid_.row(row.y) * grid_.columns;
  std::vector<std::uint32_t> crossings;
  for (std::size_t column = first; column <= last; ++column) {
    for (std::uint32_t k = grid_.begins[line + column]; k < grid_.begins[line + column + 1]; ++k) {
      const Strips& shape = shapes_[grid_.shapes[k]];
      // A shape stands in several cells, and is looked at in the first.
      if (column != std::max(first, grid_.column(shape.box.min_x))) continue;
      shape.mark_contained(row, inside, crossings);
    }
  }
}

std::vector<std::size_t> PolygonIndex::find_all(Point p) const {
  std::vector<std::size_t> found;
  for (const std::uint32_t shape : grid_.at(p)) {
    if (shapes_[shape].contains(p)) found.push_back(shape);
  }
  return found;
}

std::optional<std::size_t> PolygonIndex::find_near(Point p, double tolerance) const {
  if (const auto inside = find(p)) return inside;
  const bool usable = std::isfinite(p.x) && std::isfinite(p.y) && tolerance >= 0;
  if (!usable || grid_.box.empty()) return {};
  std::optional<std::size_t> nearest;
  double best = INFINITY;
  for (std::size_t r = grid_.row(p.y - tolerance); r <= grid_.row(p.y + tolerance); ++r) {
    for (std::size_t c = grid_.column(p.x - tolerance); c <= grid_.column(p.x + tolerance); ++c) {
      const std::size_t cell = r * grid_.columns + c;
      for (std::uint32_t i = grid_.begins[cell]; i < grid_.begins[cell + 1]; ++i) {
        const std::uint32_t shape = grid_.shapes[i];
        const double square = shapes_[shape].border_distance_square(p, tolerance);
        if (square < best || (square == best && nearest && shape < *nearest)) {
          best = square;
          nearest = shape;
        }
      }
    }
  }
  return nearest;
}

}  // namespace coverage
