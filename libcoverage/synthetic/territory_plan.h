#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage::synthetic {

/// The size of a settlement, largest first.
enum class Rank : std::uint8_t { city, town, bourg, village };

/// Classes of ways, by importance; `name_of` gives OSM's value of `highway`.
enum class RoadClass : std::uint8_t {
  motorway,
  motorway_link,
  trunk,
  primary,
  secondary,
  tertiary,
  unclassified,
  residential,
  living_street,
  service,
  track,
  ferry,
  none,
};
const char* name_of(RoadClass road_class);

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
constexpr double infinity = std::numeric_limits<double>::infinity();

/// A commune of the generated territory. Positions are in metres of EPSG:2154.
struct Place {
  std::string code, name, departement;
  std::uint32_t epci = nobody;  ///< in `TerritoryPlan::epcis`
  std::int64_t population = 0;
  Rank rank = Rank::village;
  bool in_study = true;
  bool on_river = false;
  bool main_roads_only = false;  ///< far from what is studied
  Point seat;
  double area = 0;              ///< square metres
  double built_up_radius = 0;   ///< metres from the seat
  std::uint32_t junctions = 0;  ///< how many the commune's roads shall have

  struct Side {
    std::uint32_t border = 0;
    bool reversed = false;
  };
  std::vector<Side> sides;               ///< outline, counter-clockwise
  std::vector<std::uint32_t> crossings;  ///< roads that leave over the border
  std::vector<std::uint32_t> motorways;  ///< stretches of motorway through this commune
};

/// The line between two communes, drawn once for both: neighbours share every point.
struct Border {
  std::uint32_t left = nobody, right = nobody;  ///< places; `nobody` is the end of the world
  Polyline line;
  bool is_river = false;
};

/// Where a road goes from one commune into the next: a node that both draw to.
struct Crossing {
  std::uint32_t from = nobody, to = nobody;
  Point where;
  Point ahead;  ///< unit vector from `from` into `to`
  RoadClass road_class = RoadClass::unclassified;
  std::uint32_t road = nobody;  ///< in `TerritoryPlan::road_numbers`
  bool is_bridge = false;
  bool is_lane = false;  ///< a by-road, drawn after the main ones
};

/// A motorway's way through one commune, both carriageways; ends are shared with the next.
struct MotorwayStretch {
  std::uint32_t place = nobody;
  std::uint32_t entry = 0, exit = 0;  ///< in `TerritoryPlan::motorway_points`
  bool has_interchange = false;
};
struct MotorwayPoint {
  Point where;
  Point ahead;  ///< unit vector along the motorway
};

struct Intercommunality {
  std::string code, name;
};

/// A lake with an inhabited island that no road reaches.
struct Lake {
  std::uint32_t place = nobody;
  Point centre;
  Polyline shore, island;  ///< closed
};

/// Everything about the territory that is not inside a single commune. Its size grows with the
/// number of communes, not of junctions.
struct TerritoryPlan {
  std::uint64_t seed = 0;
  std::vector<Place> places;
  std::vector<Border> borders;
  std::vector<Crossing> crossings;
  std::vector<std::string> road_numbers;  ///< `D 945`
  std::vector<MotorwayStretch> motorway_stretches;
  std::vector<MotorwayPoint> motorway_points;
  std::vector<Intercommunality> epcis;
  std::string river_name;
  Polyline river;
  std::vector<Lake> lakes;

  /// The outline of a place, closed, counter-clockwise.
  Polyline outline(const Place& place) const;
};

/// What to plan.
struct PlanOptions {
  std::uint64_t seed = 1;
  std::uint64_t junctions = 60000;
  std::uint32_t communes = 300;  ///< of the study area
};

TerritoryPlan plan_territory(const PlanOptions& options);

/// Whether a position lies in an existing commune.
using IsCommune = std::function<bool(Point)>;

/// A plan over existing communes: their codes, names, seats and populations are kept, all else
/// (borders between roads' responsibility, ranks, roads) is drawn. No river, no lake.
TerritoryPlan plan_territory_at(const PlanOptions& options, std::vector<Place> places,
                                const IsCommune& is_commune);

}  // namespace coverage::synthetic
