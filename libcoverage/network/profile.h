#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/base/quantities.h"

namespace coverage {

/// What a mode does with roads: `data/profiles/*.toml`, documented key by key in `car.toml`.
struct Profile {
  struct RoadClass {
    std::string name;  ///< `primary`, `residential`, …
    double speed_km_h = 0;
    double limit_share = 1;  ///< of a mapped limit really driven
    bool stoppable = true;
    double demand_factor = 0;
    bool oneway = false;
    bool only_where_allowed = false;
  };
  /// A tag; an empty value is any value but `no`.
  using TagPattern = std::pair<std::string, std::string>;

  std::string name;
  Message label;
  std::string traffic;
  std::vector<RoadClass> classes;  ///< by name
  std::vector<std::string> access_keys;
  std::vector<std::string> refused_access;
  std::vector<TagPattern> refused_tags;
  std::vector<TagPattern> unstoppable_tags;
  bool obeys_oneway = true;
  std::vector<std::string> oneway_exceptions;
  bool uses_limits = true;
  double max_speed_km_h = 130;
  std::map<std::string, double> limits;  ///< in km/h, by the word that stands for them, lower case
  std::vector<std::string> blocking_barriers;
  double connector_speed_km_h = 4.5;
  Seconds terminal_time;
  std::string sha256;  ///< of the file, for the network's fingerprint

  std::optional<std::uint16_t> find_class(std::string_view name) const;
};

/// The profile of that name in `data/profiles/`, or in the TOML file at that path. Throws
/// InputError.
Profile load_profile(const std::string& name_or_path);

/// `text` is the TOML, `file` what errors call it. Throws InputError with the line; an unknown key
/// is an error that suggests the nearest one.
Profile parse_profile(std::string_view text, const std::string& file);

}  // namespace coverage
