#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/geometry.h"
#include "libcoverage/input/tag_filter.h"

namespace coverage {

/// A node, a closed way or a multipolygon of an OSM file, as one place.
struct OsmFeature {
  std::string id;   ///< `node/1`, `way/2`, `relation/3`: stable as long as OSM keeps the object
  LonLat position;  ///< of an area: inside it (its centroid where that is inside)
  bool is_area = false;
  std::map<std::string, std::string> tags;
};

struct OsmFeatures {
  std::vector<OsmFeature> features;  ///< nodes, then ways, then relations, each by id
  /// Objects that meet the filter but have no position: ways that do not close, areas that the
  /// extract cuts, relations that are no multipolygons. By id, in the same order.
  std::vector<std::string> left_out;
};

/// Reads the objects of an OSM file (PBF or XML, in any compression that libosmium reads) that meet
/// a filter. Only the nodes that these need are held in memory. `tags`: the keys to keep; all where
/// unset. Throws InputError for a file that is missing, damaged, cut short or no OSM file.
OsmFeatures read_osm_features(const std::string& path, const TagFilter& filter,
                              const std::optional<std::set<std::string>>& tags,
                              const Execution& execution);

}  // namespace coverage
