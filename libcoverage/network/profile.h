#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/base/quantities.h"

namespace coverage {

/// What a mode does with roads: `data/profiles/*.toml`, documented there key by key.
struct Profile {
  struct RoadClass {
    std::string name;          ///< `primary`, `residential`, …
    double speed_km_h = 0;     ///< where no limit is mapped
    bool stoppable = true;     ///< points may snap to it
    double demand_factor = 0;  ///< inhabitants a metre, relative; 0: nobody lives along it
    bool implied_oneway = false;
  };
  std::string name;
  Message label;
  std::string traffic;  ///< `free_flow` or `peak`
  std::vector<RoadClass> classes;
  std::vector<std::string> access_keys;  ///< OSM access hierarchy, the most specific first
  bool obeys_oneway = true;
  std::vector<std::string> oneway_exceptions;  ///< keys such as `oneway:bicycle`
  bool uses_maxspeed = true;
  double limit_share = 1;  ///< share of the limit really driven
  double max_speed_km_h = 130;
  std::map<std::string, double> named_limits_km_h;  ///< `FR:urban` → 50, `walk` → 6
  std::vector<std::string> blocking_barriers;
  double connector_speed_km_h = 4.5;
  Seconds terminal_time;
};

/// The profile of that name in `data/profiles/`, or in the TOML file at that path. Throws
/// InputError.
Profile load_profile(const std::string& name_or_path);

/// What a profile makes of a way.
struct RoadUse {
  std::uint16_t road_class = 0;  ///< in `Profile::classes`
  double forward_km_h = 0;       ///< 0: closed this way
  double backward_km_h = 0;
  bool stoppable = true;
  bool habitable = false;
  bool roundabout = false;
};

/// Reads a tag of a way; empty where absent.
class TagReader {
 public:
  virtual ~TagReader() = default;
  virtual std::string_view operator()(std::string_view key) const = 0;
};

/// How a mode uses a way, or why not: `class`, `access`, `construction`, `area`, `ferry`…
std::variant<RoadUse, std::string> judge_way(const Profile& profile, const TagReader& tags);

/// A `maxspeed` value in km/h (`50`, `30 mph`, `FR:rural`, `walk`, `none`…); nothing where unread.
std::optional<double> parse_maxspeed(const Profile& profile, std::string_view value);

}  // namespace coverage
