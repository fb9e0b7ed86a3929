#include "libcoverage/input/commune_gaps.h"

#include <algorithm>
#include <utility>

#include "libcoverage/base/text.h"
#include "libcoverage/geo/polygon_operations.h"

namespace coverage {

namespace {

MultiPolygon filled(const Polyline& ring) {
  return {{{{ring}}}};
}

/// The communes that border a gap, an overlap or the outside.
std::vector<MultiPolygon> loose_shapes(const std::vector<CommuneDraft>& communes,
                                       const std::vector<Outline>& outlines) {
  std::vector<MultiPolygon> shapes;
  for (std::size_t i = 0; i < communes.size(); ++i) {
    if (!outlines[i].loose_edges.empty()) shapes.push_back(communes[i].shape);
  }
  return shapes;
}

/// Whether a hole in the union of the loose communes is filled by the others.
bool is_filled(const MultiPolygon& hole, const std::vector<CommuneDraft>& communes,
               const std::vector<Outline>& outlines) {
  const Point inside = point_on_surface(hole);
  for (std::size_t i = 0; i < communes.size(); ++i) {
    if (outlines[i].box.contains(inside) && contains(communes[i].shape, inside)) return true;
  }
  return false;
}

std::string place_of(const Polyline& ring) {
  const Point inside = point_on_surface(filled(ring));
  return "(" + format_decimals(inside.x, 0) + ", " + format_decimals(inside.y, 0) +
         "): " + format_decimals(area(filled(ring)) / 10000, 4) + " ha";
}

}  // namespace

std::vector<Polygon> find_gaps(const std::vector<CommuneDraft>& communes,
                               const std::vector<Outline>& outlines, double tolerance) {
  const MultiPolygon whole = unite(loose_shapes(communes, outlines));
  std::vector<Polygon> gaps;
  for (const Polygon& polygon : whole.polygons) {
    for (std::size_t r = 1; r < polygon.rings.size(); ++r) {
      const MultiPolygon hole = filled(polygon.rings[r]);
      if (area(hole) <= tolerance || is_filled(hole, communes, outlines)) continue;
      gaps.push_back(hole.polygons.front());
    }
  }
  return gaps;
}

void note_gaps(const std::vector<CommuneDraft>& communes, const std::vector<Outline>& outlines,
               SourceReport& report) {
  constexpr double tolerance = 1.0;
  constexpr std::size_t listed = 10;
  constexpr std::ptrdiff_t most_loose = 5000;
  const auto loose = std::count_if(outlines.begin(), outlines.end(), [](const Outline& outline) {
    return !outline.loose_edges.empty();
  });
  if (loose > most_loose) {
    report.notes.push_back(
        {SourceNote::Kind::information,
         "gaps_not_measured",
         {"communes have borders that no neighbour shares; gaps between them were not looked for",
          "communes dont des limites ne sont partagées par aucune voisine ; les vides entre elles "
          "n’ont pas été recherchés"},
         static_cast<std::uint64_t>(loose),
         {}});
    return;
  }
  std::vector<std::pair<double, Polyline>> gaps;
  double total = 0;
  for (Polygon& gap : find_gaps(communes, outlines, tolerance)) {
    const double size = area(filled(gap.rings.front()));
    total += size;
    gaps.emplace_back(size, std::move(gap.rings.front()));
  }
  if (gaps.empty()) return;
  std::stable_sort(gaps.begin(), gaps.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  SourceNote note{
      SourceNote::Kind::doubtful,
      "gaps",
      message("gaps between communes belong to none, {} ha in all; a place in one counts "
              "for the nearest commune only where it is close",
              "vides entre communes n’appartiennent à aucune, {} ha au total ; un lieu "
              "qui s’y trouve ne compte pour la commune la plus proche que s’il en est "
              "tout près",
              format_decimals(total / 10000, 2)),
      gaps.size(),
      {}};
  for (std::size_t i = 0; i < std::min(listed, gaps.size()); ++i) {
    note.examples.push_back(place_of(gaps[i].second));
  }
  report.notes.push_back(std::move(note));
}

}  // namespace coverage
