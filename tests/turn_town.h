#pragma once

#include <string>

#include "network_fixture.h"
#include "oracles/turn_oracle.h"

namespace coverage {

/// A restriction: `osm_restriction(1, "no_left_turn", "from=10 via_node=2 to=11")`.
inline std::string osm_restriction(int id, const std::string& kind, const std::string& members,
                                   const std::string& more_tags = "") {
  std::string xml = "<relation id='" + std::to_string(id) + "'>";
  for (std::size_t at = 0; at < members.size();) {
    const std::size_t end = std::min(members.find(' ', at), members.size());
    const std::string word = members.substr(at, end - at);
    const auto equals = word.find('=');
    const bool is_node = word.starts_with("via_node");
    const std::string role = is_node ? "via" : word.substr(0, equals);
    xml += std::string("<member type='") + (is_node ? "node" : "way") + "' ref='" +
           word.substr(equals + 1) + "' role='" + role + "'/>";
    at = end + 1;
  }
  return xml + "<tag k='type' v='restriction'/><tag k='restriction' v='" + kind + "'/>" +
         more_tags + "</relation>";
}

inline std::string osm_tag(const std::string& key, const std::string& value) {
  return "<tag k='" + key + "' v='" + value + "'/>";
}

/// A profile of one class at 36 km/h, 10 m a second, without any delay: times are easy by hand.
inline Profile plain_profile() {
  Profile profile = parse_profile(
      "name = 'plain'\ntraffic = 'free_flow'\n"
      "access_keys = ['motor_vehicle', 'access']\nrefused_access = ['no']\n"
      "[classes]\nresidential = { speed_km_h = 36 }\n",
      "plain.toml");
  profile.uses_limits = false;
  profile.restrictions.keys = {"restriction"};
  profile.restrictions.exempt_as = {"motorcar"};
  profile.destination_access = {"destination"};
  return profile;
}

inline RoadNetwork network_from_osm(const std::string& objects, const Profile& profile,
                                    SourceReport& report, bool turn_restrictions = true) {
  const TemporaryFolder folder;
  RoadsInput input;
  input.turn_restrictions = turn_restrictions;
  input.paths = {
      folder.write("roads.osm", "<?xml version='1.0'?><osm version='0.6'>" + objects + "</osm>")};
  const RawRoads roads = load_roads(input, quiet_execution(), report);
  return build_network(roads, profile, Crs::from_text("EPSG:2154"), quiet_execution(), report);
}

}  // namespace coverage
