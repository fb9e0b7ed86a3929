#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// SQLite's R*tree (`rtree` virtual table, two dimensions of 32-bit floats) built at once instead
/// of row by row: several times faster, and its pages are full. What is here goes into the shadow
/// tables `_node`, `_parent` and `_rowid`, whose format SQLite keeps stable ("The SQLite R*Tree
/// module", section "Internal storage").
struct PackedRtree {
  struct Node {
    std::int64_t number = 1;  ///< the root is 1
    std::int64_t parent = 0;  ///< 0: the root
    std::string bytes;
  };
  struct Row {
    std::int64_t id = 0;
    std::int64_t node = 0;  ///< the leaf that holds it
  };
  std::vector<Node> nodes;
  std::vector<Row> rows;
};

struct RtreeEntry {
  std::int64_t id = 0;
  Box box;
};

/// Packs entries by Sort-Tile-Recursive (Leutenegger, Lopez & Edgington 1997) into nodes of
/// `node_bytes` each. Boxes are rounded outwards to 32 bits. Same entries, same tree.
PackedRtree pack_rtree(std::vector<RtreeEntry> entries, std::size_t node_bytes);

}  // namespace coverage
