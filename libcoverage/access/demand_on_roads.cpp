#include "libcoverage/access/demand_on_roads.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

#include "libcoverage/access/road_points.h"
#include "libcoverage/base/apportion.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/network/snapper.h"

namespace coverage {
namespace {

constexpr double sliver_m = 25;
/// How far a commune without a habitable road may look for one: farther than any commune is wide.
constexpr double far_m = 200000;

/// A point with its commune and its share of what is spread there.
struct Place {
  DemandPoint point;
  double share = 0;
  double metres = 0;
};

std::vector<CommuneIndex> communes_of(const std::vector<RoadPoint>& points,
                                      const Territory& territory, const Execution& execution) {
  std::vector<MultiPolygon> shapes;
  shapes.reserve(territory.communes.size());
  for (const Commune& commune : territory.communes) shapes.push_back(commune.shape);
  const PolygonIndex index(shapes);
  std::vector<CommuneIndex> communes(points.size());
  parallel_for(points.size(), execution.threads, 4096,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 for (std::size_t i = begin; i < end; ++i) {
                   const auto commune = index.find_near(points[i].position, sliver_m);
                   if (commune) communes[i] = CommuneIndex::from_size(*commune);
                 }
               });
  return communes;
}

/// The first points are noted one by one, as examples; millions more only count.
void note_outside(const std::vector<std::string>& first_ids, std::uint64_t count,
                  SourceReport& report) {
  const std::string code = "outside_study_area";
  for (const std::string& id : first_ids) {
    report.note(SourceNote::Kind::information, code,
                message("points along roads outside the study area are left out",
                        "les points le long des routes hors du territoire étudié sont écartés"),
                id);
  }
  for (SourceNote& note : report.notes) {
    if (note.code == code) note.count += count - first_ids.size();
  }
}

/// The road points of the study area, with ids.
std::vector<Place> places_in_study_area(const std::vector<RoadPoint>& points,
                                        const Territory& territory, const Execution& execution,
                                        SourceReport& report) {
  const bool everywhere = territory.communes.empty();
  std::vector<CommuneIndex> communes(points.size());
  if (!everywhere) communes = communes_of(points, territory, execution);
  std::vector<Place> places;
  std::vector<std::string> outside;
  std::uint64_t outside_count = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const RoadPoint& road = points[i];
    const CommuneIndex commune = communes[i];
    std::string id = fmt::format("{}:{}", road.way_id, road.index);
    if (!everywhere && !(commune.valid() && territory.communes[commune].in_study_area)) {
      if (++outside_count <= 10) outside.push_back(id);
      continue;
    }
    if (!everywhere) id = territory.communes[commune].code + ":" + id;
    places.push_back(
        {{std::move(id), road.position, commune}, road.metres * road.factor, road.metres});
  }
  // Nothing of the roads' own is lost there: the points are ours, and the population is elsewhere.
  report.read += places.size();
  if (outside_count > 0) note_outside(outside, outside_count, report);
  return places;
}

/// One place for each commune of the study area that has none.
void add_communes_without_road(const RoadNetwork& network, const Territory& territory,
                               std::vector<Place>& places, SourceReport& report) {
  std::vector<std::uint8_t> has_place(territory.communes.size(), 0);
  for (const Place& place : places) {
    if (place.point.commune.valid()) has_place[place.point.commune.value()] = 1;
  }
  std::optional<Snapper> snapper;
  for (std::size_t i = 0; i < territory.communes.size(); ++i) {
    const CommuneIndex index = CommuneIndex::from_size(i);
    const Commune& commune = territory.communes[index];
    if (has_place[i] || !commune.in_study_area || commune.shape.empty()) continue;
    if (!snapper) snapper.emplace(network, far_m);
    const Point inside = commune.seat ? *commune.seat : point_on_surface(commune.shape);
    const std::optional<Snap> snap = snapper->snap(inside);
    const std::string way =
        snap ? fmt::format("{}", network.segment_way_id[snap->segment.value()]) : "none";
    places.push_back(
        {{fmt::format("{}:{}:0", commune.code, way), snap ? snap->foot : inside, index}, 1, 0});
    report.note(SourceNote::Kind::doubtful, "commune_without_road",
                message("communes without a road where people may live keep one point, on the "
                        "nearest segment",
                        "les communes sans route habitable gardent un seul point, sur le tronçon "
                        "le plus proche"),
                fmt::format("{} ({})", commune.name, commune.code));
    ++report.read;
  }
}

/// `population` first, then the communes' other weights by name.
std::vector<std::string> weight_names(const Territory& territory) {
  std::vector<std::string> names;
  for (const Commune& commune : territory.communes) {
    if (!commune.in_study_area) continue;
    for (const auto& [name, weight] : commune.weights) {
      const bool known = std::find(names.begin(), names.end(), name) != names.end();
      if (!known) names.push_back(name);
    }
  }
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return std::pair(a != "population", a) < std::pair(b != "population", b);
  });
  return names;
}

void note_unknown_weight(const Commune& commune, const std::string& name, SourceReport& report) {
  report.note(SourceNote::Kind::doubtful, "no_" + name,
              message("communes whose '{}' is not known: nobody is put there",
                      "communes dont « {} » n’est pas connu : personne n’y est placé", name),
              fmt::format("{} ({})", commune.name, commune.code));
}

/// Splits each commune's total over its places, which stand together.
DemandWeight spread(const std::string& name, const std::vector<Place>& places,
                    const Territory& territory, SourceReport& report) {
  DemandWeight weight;
  weight.name = name;
  weight.concept_name = territory.population_concept;
  weight.unit = "inhabitants";
  weight.values.resize(places.size());
  for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
    const CommuneIndex index = places[begin].point.commune;
    std::vector<double> shares;
    for (; end < places.size() && places[end].point.commune == index; ++end) {
      shares.push_back(places[end].share);
    }
    const Commune& commune = territory.communes[index];
    const auto total = commune.weights.find(name);
    if (total == commune.weights.end()) {
      note_unknown_weight(commune, name, report);
      continue;
    }
    const std::vector<Weight> parts = apportion(total->second, shares);
    std::copy(parts.begin(), parts.end(),
              weight.values.begin() + static_cast<std::ptrdiff_t>(begin));
    weight.source_total += total->second;
  }
  weight.calibrated_total = weight.source_total;
  return weight;
}

DemandWeight road_length(const std::vector<Place>& places) {
  DemandWeight weight;
  weight.name = "road_length";
  weight.unit = "metres of road";
  for (const Place& place : places) {
    weight.values.push_back(Weight::from_count(place.metres));
    weight.source_total += Weight::from_count(place.metres);
  }
  weight.calibrated_total = weight.source_total;
  return weight;
}

void require_places(const std::vector<Place>& places) {
  if (!places.empty()) return;
  throw InputError(
      message("no road of the study area is one along which people may live",
              "aucune route du territoire étudié n’est habitable"),
      message("Check that the roads cover the study area, or give another [demand] method.",
              "Vérifiez que les routes couvrent le territoire, ou choisissez une autre méthode "
              "dans [demand]."));
}

void require_spacing(double spacing_m) {
  if (std::isfinite(spacing_m) && spacing_m >= 1) return;
  throw InputError(message("a spacing of {} m between demand points is not usable",
                           "un espacement de {} m entre les points de demande est inutilisable",
                           format_number(spacing_m)),
                   message("Set demand.spacing_m to 1 or more, for instance 200.",
                           "Donnez à demand.spacing_m une valeur d’au moins 1, par exemple 200."));
}

}  // namespace

Demand spread_on_roads(const RoadNetwork& network, const Study& study, const Territory& territory,
                       const Execution& execution, SourceReport& report) {
  require_spacing(study.demand.spacing_m);
  const std::vector<RoadPoint> points = points_along_roads(network, study.demand.spacing_m);
  std::vector<Place> places = places_in_study_area(points, territory, execution, report);
  add_communes_without_road(network, territory, places, report);
  require_places(places);
  report.kept += places.size();
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.point.commune, a.point.id) < std::tie(b.point.commune, b.point.id);
  });
  Demand demand;
  demand.method = DemandMethod::network;
  if (study.demand.unit != "road_length") {
    for (const std::string& name : weight_names(territory)) {
      demand.weights.push_back(spread(name, places, territory, report));
    }
  }
  if (demand.weights.empty()) demand.weights.push_back(road_length(places));
  for (Place& place : places) demand.points.push_back(std::move(place.point));
  return demand;
}

}  // namespace coverage
