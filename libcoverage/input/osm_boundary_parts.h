#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/geometry.h"

namespace coverage {

/// A boundary as an OSM file has it.
struct OsmBoundary {
  struct Member {
    std::int64_t way = 0;
    std::string role;
  };
  bool is_relation = true;
  std::int64_t id = 0;
  std::map<std::string, std::string> tags;
  std::vector<Member> members;  ///< ways of the outline, in order; a closed way is its own member

  /// "relation 1155955"
  std::string label() const;
};

/// The boundaries of one level with the ways and nodes of their outlines, as far as the file has
/// them.
struct OsmBoundaryParts {
  std::vector<OsmBoundary> boundaries;  ///< relations, then ways; by id
  std::unordered_map<std::int64_t, std::vector<std::int64_t>> ways;  ///< nodes of each way
  std::unordered_map<std::int64_t, LonLat> nodes;
  std::map<std::string, std::uint64_t> levels;  ///< how many boundaries each admin_level has
  std::uint64_t places_with_population = 0;     ///< `place` nodes that carry a population
};

/// Reads the file in three passes: relations, ways, nodes. Memory follows the boundaries, not the
/// file.
OsmBoundaryParts read_boundary_parts(const std::string& path, int admin_level,
                                     const Execution& execution);

/// What assembling one boundary gives: its rings in degrees, or why there are none.
struct AssembledBoundary {
  MultiPolygon shape;  ///< longitude and latitude; empty where the boundary does not close
  std::vector<std::int64_t> missing_ways;
  std::vector<std::int64_t> open_ends;  ///< nodes where the outline breaks off
};
AssembledBoundary assemble(const OsmBoundary& boundary, const OsmBoundaryParts& parts);

}  // namespace coverage
