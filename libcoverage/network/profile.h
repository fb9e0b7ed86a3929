#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/base/quantities.h"
#include "libcoverage/network/slope_model.h"

namespace coverage {

/// What a mode does with roads: `data/profiles/*.toml`, documented key by key in `car.toml`.
struct Profile {
  struct RoadClass {
    std::string name;             ///< `primary`, `residential`, `ferry`, …
    double speed_km_h = 0;        ///< outside built-up areas, where no limit is mapped
    double urban_speed_km_h = 0;  ///< in built-up areas, where no limit is mapped
    /// The most where neither surface, smoothness nor tracktype is mapped; 0: no such cap.
    double unmapped_surface_km_h = 0;
    double limit_share = 1;  ///< of a mapped limit really driven
    int priority = 0;        ///< at a junction the lower gives way to the higher
    bool stoppable = true;
    double demand_factor = 0;
    bool oneway = false;
    bool only_where_allowed = false;
    bool of_other_modes = false;  ///< not allowed, it counts as a kind that this mode does not use
    bool has_turn_costs = false;  ///< `turns` apply at junctions that a road of this class meets
    bool uses_outlines = false;   ///< areas of this class are walked along their outlines
  };
  /// A tag; an empty value is any value but `no`.
  using TagPattern = std::pair<std::string, std::string>;
  /// The most that is driven, in km/h, by the tag's value in lower case; 0: refused.
  using SpeedCaps = std::map<std::string, double, std::less<>>;

  /// What is lost at a node, in free flow or at peak hours as `traffic` says.
  struct Delays {
    Seconds traffic_signals;
    Seconds stop;
    Seconds give_way;
    Seconds crossing;          ///< a pedestrian crossing without lights
    Seconds crossing_signals;  ///< a pedestrian crossing with lights
    Seconds mini_roundabout;
    Seconds roundabout;  ///< entering one
    Seconds level_crossing;
    Seconds junction;        ///< passing any junction of three arms or more
    Seconds minor_to_major;  ///< arriving there from a road of lower priority than another's
    Seconds ferry;           ///< waiting and boarding, where no interval is mapped
    Seconds ferry_boarding;  ///< boarding alone: half a mapped interval is waited besides
    Seconds traffic_calming;
  };

  /// What turning costs at junctions that a road of a class with `has_turn_costs` meets.
  struct Turns {
    Seconds left;
    Seconds right;
    Seconds u_turn;
    bool any() const { return left > Seconds() || right > Seconds() || u_turn > Seconds(); }
  };

  /// Restrictions of OSM on turning, as relations carry them.
  struct Restrictions {
    bool are_obeyed = true;
    std::vector<std::string> keys;  ///< most specific first: `restriction:motorcar`, `restriction`
    std::vector<std::string> exempt_as;  ///< values of `except` that free this mode
  };

  /// A place is built up where the roads of some classes are dense around it: see `BuiltUpAreas`.
  struct BuiltUp {
    std::vector<std::string> classes;
    double length_m = 0;  ///< within the square of 375 m around a place; 0: nowhere
  };

  std::string name;
  Message label;
  std::string traffic;             ///< the hours that its times stand for: `free_flow` or `peak`
  double congestion = 1;           ///< factor on moving times on roads
  std::vector<RoadClass> classes;  ///< by name

  std::vector<std::string> access_keys;
  std::vector<std::string> refused_access;
  std::vector<std::string> destination_access;  ///< open to start and end, not to pass through
  std::vector<std::string> dismount_access;     ///< open at `dismount_speed_km_h`
  double dismount_speed_km_h = 4;
  std::vector<TagPattern> refused_tags;
  std::vector<TagPattern> unstoppable_tags;
  /// Of the vehicle, in metres; 0: passes everywhere.
  double width_m = 0, height_m = 0;

  bool obeys_oneway = true;              ///< `oneway` itself, and what classes and junctions imply
  std::vector<std::string> oneway_keys;  ///< of this mode, before `oneway`
  bool pushes_against_oneway = false;    ///< on foot, at `dismount_speed_km_h`
  bool cycle_contraflow = false;         ///< `cycleway = opposite` and the like open the other way

  bool uses_limits = true;
  std::vector<std::string> limit_keys;  ///< of this mode, before `maxspeed`
  double max_speed_km_h = 130;
  /// In km/h, by the word that stands for them in lower case.
  std::map<std::string, double, std::less<>> limits;
  SpeedCaps surfaces, smoothness, tracktypes, services;
  BuiltUp built_up;

  Delays delays;
  std::map<std::string, Seconds, std::less<>> barriers;  ///< delay of a barrier that is passed
  std::vector<std::string> blocking_barriers;
  Turns turns;
  Restrictions restrictions;
  SlopeModel slope;

  double connector_speed_km_h = 4.5;
  Seconds terminal_time;
  std::string sha256;  ///< of the file, for the network's fingerprint

  std::optional<std::uint16_t> find_class(std::string_view name) const;
  /// Whether built-up surroundings change any speed.
  bool has_urban_speeds() const;
};

/// The profile of that name in `data/profiles/`, or in the TOML file at that path. Throws
/// InputError.
Profile load_profile(const std::string& name_or_path);

/// `text` is the TOML, `file` what errors call it. Throws InputError with the line; an unknown key
/// is an error that suggests the nearest one.
Profile parse_profile(std::string_view text, const std::string& file);

}  // namespace coverage
