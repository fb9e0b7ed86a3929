#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/base/quantities.h"

namespace coverage {

/// What a mode does with roads: `data/profiles/*.toml`, documented key by key in `car.toml`.
struct Profile {
  struct RoadClass {
    std::string name;  ///< `primary`, `residential`, …
    double speed_km_h = 0;
    bool stoppable = true;
    double demand_factor = 0;
    bool oneway = false;
  };
  std::string name;
  Message label;
  std::string traffic;
  std::vector<RoadClass> classes;  ///< by name
  std::vector<std::string> access_keys;
  std::vector<std::string> refused_access;
  bool obeys_oneway = true;
  std::vector<std::string> oneway_exceptions;
  bool uses_maxspeed = true;
  double limit_share = 1;
  double max_speed_km_h = 130;
  std::map<std::string, double> limits;  ///< in km/h, by the word that stands for them
  std::vector<std::string> blocking_barriers;
  double connector_speed_km_h = 4.5;
  Seconds terminal_time;
  std::string sha256;  ///< of the file, for the network's fingerprint

  std::optional<std::uint16_t> find_class(std::string_view name) const;
};

/// The profile of that name in `data/profiles/`, or in the TOML file at that path. Throws
/// InputError.
Profile load_profile(const std::string& name_or_path);

/// `text` is the TOML, `file` what errors call it. Throws InputError.
Profile parse_profile(std::string_view text, const std::string& file);

/// What a profile makes of a way.
struct RoadUse {
  std::uint16_t road_class = 0;  ///< in `Profile::classes`
  double forward_km_h = 0;       ///< 0: closed this way
  double backward_km_h = 0;
  bool stoppable = true;
  bool habitable = false;
  bool roundabout = false;
};

/// Reads a tag of a way or node by its key; empty where absent.
using TagReader = std::function<std::string_view(std::string_view key)>;

/// How a mode uses a way, or the reason why it does not: `class` (a kind of road this mode does not
/// use), `access`, `ferry`, `area`, `not_built`, `reversible`.
std::variant<RoadUse, std::string> judge_way(const Profile& profile, const TagReader& tag);

/// Whether a node stops this mode: a barrier, unless an access tag opens it, or an access tag.
bool is_blocked(const Profile& profile, const TagReader& tag);

/// A `maxspeed` value in km/h (`50`, `30 mph`, `FR:rural`, `walk`, `none`, the least of `50;30`);
/// nothing where it is not understood.
std::optional<double> parse_maxspeed(const Profile& profile, std::string_view value);

}  // namespace coverage
