#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/geo/geometry.h"

namespace coverage {

/// One line of an explained route.
struct RouteLeg {
  enum class Kind : std::uint8_t {
    walk_to_road,
    road,   ///< consecutive segments of one name, class and source of speed
    delay,  ///< lost along the road before it, at places of one kind
    turn,
    terminal,  ///< start, park, walk to the door
    walk_to_facility,
  };
  enum class Turn : std::uint8_t { left, right, back };

  Kind kind = Kind::road;
  Seconds time;   ///< moving time of a road
  Metres length;  ///< of roads and walks
  // Roads, and the class of the road whose ends delay:
  std::string name;  ///< "D 945 Rue de Paris"; empty where the map has none
  std::string road_class;
  SpeedSource speed_source = SpeedSource::class_rural;  ///< where its speed comes from
  std::vector<std::int64_t> way_ids;                    ///< as mapped, in the order of travel
  // Delays:
  DelayKind cause = DelayKind::none;
  std::uint32_t delays = 0;  ///< at how many places
  // Turns:
  Turn turn = Turn::left;

  /// Mean speed of a road; nothing where it takes no time.
  std::optional<double> speed_km_h() const;
};

/// The fastest route from a point to the facility that answers it. The times and the lengths of its
/// legs sum exactly to its own.
struct ExplainedRoute {
  FacilityIndex facility;
  Seconds time;
  Metres distance;
  std::vector<RouteLeg> legs;
  Polyline road;  ///< in the study CRS, from where the home meets the network to where the facility
                  ///< does

  /// The whole route, both connectors included.
  Polyline line(Point home, Point facility_position) const;
};

/// The route behind `access.at(home)`, with its time, facility and distance; nothing where that is
/// not `ok`. Of several routes that are equal in all three, the direct piece of road comes first,
/// then the lowest arcs. Throws std::logic_error where the legs do not sum to the answer: an error
/// of the engine.
std::optional<ExplainedRoute> explain_route(const NearestAccess& access, const Snap& home);

}  // namespace coverage
