#pragma once

#include <string>

#include "libcoverage/base/execution.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/network/build_network.h"
#include "temporary_folder.h"

namespace coverage {

/// An execution that says nothing.
inline Execution quiet_execution(unsigned threads = 1) {
  static Progress silent;
  return {silent, threads, nullptr};
}

/// Builds a network from OSM XML without its outer element: `<node id="1" lat="46" lon="3"/>…`.
inline RoadNetwork network_from_osm(const std::string& objects, const std::string& profile = "car",
                                    const std::string& crs = "EPSG:2154") {
  const TemporaryFolder folder;
  RoadsInput input;
  input.paths = {
      folder.write("roads.osm", "<?xml version='1.0'?><osm version='0.6'>" + objects + "</osm>")};
  SourceReport report;
  const RawRoads roads = load_roads(input, quiet_execution(), report);
  return build_network(roads, load_profile(profile), Crs::from_text(crs), quiet_execution(),
                       report);
}

/// A node of the fixture, `east` and `north` metres (about) from 3° E, 46° N.
inline std::string osm_node(int id, double east, double north, const std::string& tags = "") {
  return "<node id='" + std::to_string(id) + "' lat='" + std::to_string(46 + north / 111000) +
         "' lon='" + std::to_string(3 + east / 77500) + "'>" + tags + "</node>";
}

/// A way through nodes: `osm_way(10, "1 2 3", "highway=residential oneway=yes")`.
inline std::string osm_way(int id, const std::string& nodes, const std::string& tags) {
  std::string xml = "<way id='" + std::to_string(id) + "'>";
  const auto each_word = [](const std::string& text, auto use) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      if (end > at) use(text.substr(at, end - at));
      at = end + 1;
    }
  };
  each_word(nodes, [&](const std::string& node) { xml += "<nd ref='" + node + "'/>"; });
  each_word(tags, [&](const std::string& tag) {
    const auto equals = tag.find('=');
    xml += "<tag k='" + tag.substr(0, equals) + "' v='" + tag.substr(equals + 1) + "'/>";
  });
  return xml + "</way>";
}

}  // namespace coverage
