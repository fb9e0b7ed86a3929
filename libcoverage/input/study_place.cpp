#include "libcoverage/input/study_place.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

std::vector<MultiPolygon> shapes_of(const Territory& territory) {
  std::vector<MultiPolygon> shapes;
  shapes.reserve(territory.communes.size());
  for (const Commune& commune : territory.communes) shapes.push_back(commune.shape);
  return shapes;
}

bool is_on_earth(LonLat where) {
  return std::abs(where.lon) <= 180 && std::abs(where.lat) <= 90;
}

}  // namespace

StudyPlace::StudyPlace(const Territory& territory, const Crs& study_crs)
    : crs_(study_crs),
      projection_(study_crs),
      has_communes_(!territory.communes.empty()),
      index_(shapes_of(territory)) {
  for (const Commune& commune : territory.communes) {
    const Box box = bounds(commune.shape);
    if (box.empty()) continue;
    extent_.include({box.min_x, box.min_y});
    extent_.include({box.max_x, box.max_y});
  }
}

double StudyPlace::distance_from_communes(Point p) const {
  const double dx = std::max({0.0, extent_.min_x - p.x, p.x - extent_.max_x});
  const double dy = std::max({0.0, extent_.min_y - p.y, p.y - extent_.max_y});
  return std::hypot(dx, dy);
}

std::optional<StudyPlace::Spot> StudyPlace::find(LonLat where) const {
  if (!is_on_earth(where)) return {};
  const auto position = projection_.project(where);
  if (!position || !std::isfinite(position->x) || !std::isfinite(position->y)) return {};
  Spot spot;
  spot.position = *position;
  spot.lon_lat = where;
  if (!has_communes()) {
    spot.in_surroundings = spot.is_certain = crs_.area_of_use_contains(where);
    return spot;
  }
  spot.in_surroundings = distance_from_communes(*position) <= surroundings_m;
  if (!spot.in_surroundings) return spot;
  if (const auto commune = index_.find_near(*position, border_tolerance_m)) {
    spot.commune = CommuneIndex::from_size(*commune);
    spot.is_certain = true;
  }
  return spot;
}

namespace {

std::optional<StudyPlace::Spot> spot_of(Point source, const Transformer& to_wgs84,
                                        const StudyPlace& place) {
  const auto where = to_wgs84(source);
  if (!where) return {};
  return place.find({where->x, where->y});
}

Message reason_against(Point written, const Crs& source_crs,
                       const std::optional<StudyPlace::Spot>& spot, const StudyPlace& place) {
  const std::string x = format_number(written.x);
  const std::string y = format_number(written.y);
  const bool degrees = !source_crs.is_projected();
  if (degrees && !is_on_earth({written.x, written.y})) {
    return message("{}, {} are not degrees (projected coordinates need a 'crs')",
                   "{}, {} ne sont pas des degrés (des coordonnées projetées demandent un « crs »)",
                   x, y);
  }
  if (!spot) {
    return message("{}, {} is no position of {}", "{}, {} n’est pas une position de {}", x, y,
                   place.crs().label());
  }
  if (!place.has_communes()) {
    return message("{}, {} is outside the area of use of {}",
                   "{}, {} est hors de la zone d’emploi de {}", x, y, place.crs().label());
  }
  const auto km = std::llround(place.distance_from_communes(spot->position) / 1000);
  return message("{}, {} lies {} km away from the study's communes",
                 "{}, {} se trouve à {} km des communes de l’étude", x, y, km);
}

}  // namespace

std::variant<PlacedSpot, Message> place_in_study(Point written, const Crs& source_crs,
                                                 const Transformer& to_wgs84,
                                                 const StudyPlace& place) {
  const auto spot = spot_of(written, to_wgs84, place);
  if (spot && spot->in_surroundings) return PlacedSpot{*spot, false};
  const auto exchanged = spot_of({written.y, written.x}, to_wgs84, place);
  if (exchanged && exchanged->is_certain) return PlacedSpot{*exchanged, true};
  return reason_against(written, source_crs, spot, place);
}

}  // namespace coverage
