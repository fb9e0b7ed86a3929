#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "libcoverage/output/results.h"

namespace coverage {

/// A small study by hand, for tests of everything that is made from `Results`.
///
///     row of 5 km squares      03001 Aubigny   03002 Bessay   03003 Chapelle     63001 (outside)
///     (north above south)      03004 Dompierre 03005 Ébreuil  03006 L’Étang
///
/// EPCI `200000001` has 03001, 03002, 03004; EPCI `200000002` has 03003, 03005, 03006 and is cut by
/// the limit: 63001 is its part outside. Facilities: `france_services:1` in 03001,
/// `france_services:2` in 03005 (tier unknown), `tiers_lieux:a` in 03002, a bus set aside. Each
/// commune has four demand points of 100, 50, 30 and 20.5 inhabitants, save 03006: none, as nobody
/// lives there. 03003 is beyond every target. Point `03002-1` is unsnapped, `03004-2` is
/// unreachable.
namespace results_fixture {

inline constexpr double west = 720000, south = 6600000, side = 5000;

inline MultiPolygon square(double column, double row) {
  const double x = west + column * side, y = south + row * side;
  return {{Polygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}}};
}

inline Territory territory() {
  Territory territory;
  const struct {
    const char *code, *name, *departement;
    double column, row;
    unsigned unit;
  } rows[] = {{"03001", "Aubigny", "03", 0, 1, 0},  {"03002", "Bessay", "03", 1, 1, 0},
              {"03003", "Chapelle", "03", 2, 1, 1}, {"03004", "Dompierre", "03", 0, 0, 0},
              {"03005", "Ébreuil", "03", 1, 0, 1},  {"03006", "L’Étang", "03", 2, 0, 1},
              {"63001", "Ailleurs", "63", 3, 1, 1}};
  Grouping epci{.name = "epci", .label = "EPCI", .units = {}, .unit_of_commune = {}, .shapes = {}};
  epci.units.push_back({"200000001", "CC du Nord", false, Weight::from_count(601.5), Weight{}});
  epci.units.push_back(
      {"200000002", "CC \"du Sud\"", true, Weight::from_count(401), Weight::from_count(800)});
  for (const auto& row : rows) {
    Commune commune;
    commune.code = row.code;
    commune.name = row.name;
    commune.departement = row.departement;
    commune.in_study_area = std::string(row.departement) == "03";
    commune.shape = square(row.column, row.row);
    commune.weights["population"] = Weight::from_count(commune.code == "03006" ? 0
                                                       : commune.in_study_area ? 200.5
                                                                               : 800);
    territory.communes.push_back(std::move(commune));
    epci.unit_of_commune.push_back(UnitIndex(row.unit));
  }
  territory.groupings.push_back(std::move(epci));
  territory.population_concept = "population municipale";
  territory.population_edition = "2023";
  return territory;
}

inline Facility facility(const std::string& source, const std::string& id, const std::string& name,
                         Point position, CommuneIndex commune) {
  Facility facility;
  facility.id = source + ":" + id;
  facility.source = source;
  facility.name = name;
  facility.kind = source == "tiers_lieux" ? "third_place" : source;
  facility.position = position;
  facility.lon_lat = {3.2 + (position.x - west) / 76000, 46.5 + (position.y - south) / 111000};
  facility.commune = commune;
  return facility;
}

inline Demand demand(const Territory& territory) {
  Demand demand;
  demand.method = DemandMethod::grid;
  demand.calibrated = true;
  DemandWeight weight{"population", "ménages fiscaux", "inhabitants", {}, {}, {}};
  const struct {
    double dx, dy, count;
  } places[] = {{1000, 1000, 100}, {4000, 1200, 50}, {1500, 4100, 30}, {4200, 4300, 20.5}};
  for (std::uint32_t c = 0; c < 5; ++c) {
    const Commune& commune = territory.communes[CommuneIndex(c)];
    const Point corner = commune.shape.polygons[0].rings[0][0];
    for (int i = 0; i < 4; ++i) {
      demand.points.push_back({commune.code + "-" + std::to_string(i + 1),
                               {corner.x + places[i].dx, corner.y + places[i].dy},
                               CommuneIndex(c)});
      weight.values.push_back(Weight::from_count(places[i].count));
      weight.calibrated_total += weight.values.rows().back();
    }
  }
  weight.source_total = Weight::from_count(990);
  demand.weights.push_back(std::move(weight));
  return demand;
}

inline Snap snap_near(Point p) {
  Snap snap;
  snap.segment = SegmentId(7);
  snap.fraction = 0.25;
  snap.foot = {p.x + 30, p.y + 40};
  snap.connector_length = Metres::from_metres(50);
  snap.connector_time = Seconds::from_seconds(40);
  return snap;
}

/// Straight lines at 36 km/h on detours of 1.3; slower by half in 03003 and 63001.
inline AccessTime access(Point p, const std::vector<FacilityIndex>& answering,
                         const IdVector<FacilityIndex, Facility>& facilities) {
  AccessTime best;
  best.status = AccessStatus::ok;
  const double slowness = p.x > west + 2 * side && p.y > south + side ? 2.5 : 1;
  for (const FacilityIndex index : answering) {
    const double metres = distance(p, facilities[index].position) * 1.3;
    const Seconds time = Seconds::from_seconds(60 + metres / 10 * slowness);
    if (best.facility.valid() && best.time <= time) continue;
    best.time = time;
    best.distance = Metres::from_metres(metres);
    best.facility = index;
  }
  best.certain = p.x < west + 2.5 * side;
  return best;
}

/// The figures of the demand points that `member` chooses, by their definitions.
template <class Member>
Indicators indicators(const Results& results, const QueryResult& query, Member&& member) {
  Indicators found;
  std::vector<std::pair<Seconds, Weight>> times;
  std::vector<Threshold> thresholds = results.study.thresholds;
  thresholds.push_back(query.query.target);
  std::sort(thresholds.begin(), thresholds.end());
  thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
  for (const Threshold& threshold : thresholds)
    found.thresholds.push_back({threshold, {}, {}, {}, {}});
  IdVector<FacilityIndex, Weight> nearest(results.facilities.size());
  double weighted = 0;
  for (std::uint32_t i = 0; i < results.demand.points.size(); ++i) {
    const DemandIndex point(i);
    if (!member(results.demand.points[point].commune)) continue;
    const Weight weight = results.demand.weights[0].values[point];
    const AccessTime& access = query.demand[point];
    const bool ok = access.status == AccessStatus::ok;
    found.population += weight;
    (ok                                           ? found.reached
     : access.status == AccessStatus::unreachable ? found.unreachable
                                                  : found.unsnapped) += weight;
    if (ok && !access.certain) found.uncertain += weight;
    times.push_back({ok ? access.time : Seconds::unreachable(), weight});
    for (ThresholdCount& count : found.thresholds) {
      const bool met = ok && (!count.threshold.time || access.time <= *count.threshold.time) &&
                       (!count.threshold.distance || access.distance <= *count.threshold.distance);
      (met                                          ? count.covered
       : ok                                         ? count.uncovered
       : access.status == AccessStatus::unreachable ? count.unreachable
                                                    : count.unsnapped) += weight;
    }
    if (!ok) continue;
    nearest[access.facility] += weight;
    weighted += access.time.seconds() * weight.count();
    found.max = std::max(found.max.value_or(Seconds{}), access.time);
  }
  std::sort(times.begin(), times.end());
  std::vector<SharedValue> reached;
  for (const auto& [time, weight] : times) {
    if (time.is_reachable()) reached.push_back({time.seconds(), weight});
  }
  std::optional<double> line;
  if (query.query.target.time) line = query.query.target.time->seconds();
  found.inequality = inequality_of(reached, found.unreachable + found.unsnapped, line);
  const auto percentile = [&](double q) -> std::optional<Seconds> {
    double sum = 0;
    for (const auto& [time, weight] : times) {
      sum += weight.count();
      if (sum >= q * found.population.count()) {
        return time.is_reachable() ? std::optional(time) : std::nullopt;
      }
    }
    return {};
  };
  found.median = percentile(0.5);
  found.p90 = percentile(0.9);
  if (found.reached > Weight{}) found.mean_s = weighted / found.reached.count();
  for (const ThresholdCount& count : found.thresholds) {
    if (count.threshold == query.query.target) {
      found.beyond_target = found.population - count.covered;
    }
  }
  found.in_gap = found.population > Weight{} &&
                 found.beyond_target.count() >= results.study.gap_share * found.population.count();
  for (std::uint32_t i = 0; i < nearest.size(); ++i) {
    if (nearest[FacilityIndex(i)] > found.facility_inhabitants) {
      found.facility = FacilityIndex(i);
      found.facility_inhabitants = nearest[FacilityIndex(i)];
    }
  }
  return found;
}

inline QueryResult query_result(const Results& results, Query query,
                                std::vector<FacilityIndex> answering) {
  QueryResult result;
  result.query = std::move(query);
  result.facilities = std::move(answering);
  for (const DemandPoint& point : results.demand.points) {
    AccessTime time = access(point.position, result.facilities, results.facilities);
    if (point.id == "03002-1") time = AccessTime{};
    if (point.id == "03004-2") {
      time = AccessTime{};
      time.status = AccessStatus::unreachable;
    }
    result.demand.push_back(time);
  }
  result.indicators.study = indicators(results, result, [](CommuneIndex) { return true; });
  for (std::uint32_t c = 0; c < results.territory.communes.size(); ++c) {
    result.indicators.communes.push_back(
        indicators(results, result, [&](CommuneIndex in) { return in == CommuneIndex(c); }));
  }
  for (const Grouping& grouping : results.territory.groupings) {
    IdVector<UnitIndex, Indicators> units;
    for (std::uint32_t u = 0; u < grouping.units.size(); ++u) {
      units.push_back(indicators(results, result, [&](CommuneIndex in) {
        return grouping.unit_of_commune[in] == UnitIndex(u);
      }));
    }
    result.indicators.groupings.push_back(std::move(units));
  }
  AccessRaster raster;
  for (std::uint32_t row = 0; row < results.grid.rows; ++row) {
    for (std::uint32_t column = 0; column < results.grid.columns; ++column) {
      const AccessTime time =
          access(results.grid.centre(column, row), result.facilities, results.facilities);
      const bool ok = column > 0;  // the westernmost column has no road
      raster.access_time_s.push_back(ok ? static_cast<float>(time.time.seconds()) : raster_nodata);
      raster.facility_fid.push_back(ok ? static_cast<float>(time.facility.value() + 1)
                                       : raster_nodata);
      ++(ok ? raster.cells_ok : raster.cells_unsnapped);
    }
  }
  result.raster = std::move(raster);
  return result;
}

inline Study study() {
  Study study;
  study.file = "/studies/fixture.toml";
  study.title = "Accès aux services, <pays> d’essai & environs";
  study.notice = "Données fictives.";
  study.thresholds = {{Seconds::from_minutes(7), {}},
                      {Seconds::from_minutes(20), {}},
                      {Seconds::from_minutes(20), Metres::from_metres(5000)}};
  study.target_source = "";
  study.communes.emplace();
  study.communes->edition = "2026";
  study.demand.method = DemandMethod::grid;
  study.demand.concept_name = "ménages fiscaux";
  study.roads.notice = "Routes engendrées par le programme.";
  study.output.cell_size_m = 500;
  study.settings = {{"title", study.title}, {"gap_share", "0.5"}, {"roads.profile", "car"}};
  return study;
}

}  // namespace results_fixture

/// The study above with all its results; figures follow from their definitions.
inline Results make_results_fixture() {
  namespace fixture = results_fixture;
  Results results{.study = fixture::study(),
                  .crs = Crs::from_text("EPSG:2154"),
                  .territory = fixture::territory(),
                  .facilities = {},
                  .set_aside = {},
                  .demand = {},
                  .networks = {},
                  .queries = {},
                  .grid = {fixture::west, fixture::south + 2 * fixture::side, 500, 30, 20},
                  .sources = {},
                  .inputs = {},
                  .hypotheses = {}};
  results.demand = fixture::demand(results.territory);
  const auto at = [](double dx, double dy) {
    return Point{fixture::west + dx, fixture::south + dy};
  };
  Facility first = fixture::facility("france_services", "1", "France services d’Aubigny",
                                     at(1200, 7000), CommuneIndex(0));
  first.tier = 3;
  first.opening_hours.emplace();
  first.opening_hours->days[0] = {{540, 720}, {840, 1020}};
  first.services = {"caf", "cpam"};
  first.attributes["numéro"] = "8";
  results.facilities.push_back(first);
  results.facilities.push_back(fixture::facility("france_services", "2", "=HYPERLINK(\"x\")",
                                                 at(7000, 2000), CommuneIndex(4)));
  results.facilities.push_back(
      fixture::facility("tiers_lieux", "a", "Le <Bocal> ; café", at(7500, 7500), CommuneIndex(1)));
  Facility bus = fixture::facility("france_services", "bus", "Bus France services", at(1200, 7000),
                                   CommuneIndex(0));
  bus.mobile = true;
  results.set_aside.push_back(bus);

  NetworkResult network{.profile = "car",
                        .traffic = "free_flow",
                        .fingerprint = std::string(64, 'a'),
                        .junctions = 120,
                        .vertices = 120,
                        .arcs = 300,
                        .segments = 410,
                        .components = 2,
                        .length_km = 84.5,
                        .demand_snaps = {},
                        .facility_snaps = {}};
  for (const DemandPoint& point : results.demand.points) {
    network.demand_snaps.push_back(
        point.id == "03002-1" ? std::nullopt : std::optional(fixture::snap_near(point.position)));
  }
  for (const Facility& facility : results.facilities) {
    network.facility_snaps.push_back(fixture::snap_near(facility.position));
  }
  results.networks.push_back(std::move(network));

  Query any;
  any.name = "france_services";
  any.label = "France services";
  any.where = "kind = france_services";
  any.target = {Seconds::from_minutes(10), {}};
  any.target_source = "l’État";
  Query third_place;
  third_place.name = "third_place";
  third_place.label = "Tiers-lieu";
  third_place.where = "kind = third_place and tier >= 1";
  third_place.target = {Seconds::from_minutes(15), {}};
  results.queries.push_back(
      fixture::query_result(results, any, {FacilityIndex(0), FacilityIndex(1)}));
  results.queries.push_back(fixture::query_result(results, third_place, {FacilityIndex(2)}));
  results.queries.back().unknown = {FacilityIndex(1)};

  SourceReport communes{"communes", {"communes.geojson"}, "2026", 7, 7, 0, 1, {}};
  communes.note(SourceNote::Kind::corrected, "invalid_geometry",
                {"polygon repaired", "polygone réparé"}, "row 3 (03003)");
  SourceReport list{"france_services", {"fs.csv"}, "2024-08-01", 4, 3, 1, 0, {}};
  list.note(SourceNote::Kind::rejected, "no_position", {"no position", "position absente"},
            "row 4 (france_services:9)");
  results.sources = {communes, list};
  results.inputs = {{"communes.geojson", std::string(64, 'b'), 1234},
                    {"fs.csv", std::string(64, 'c'), 567}};
  results.hypotheses = {{"tier = 3 when weekly_hours >= 35", "tier = 3 when weekly_hours >= 35"}};
  return results;
}

}  // namespace coverage
