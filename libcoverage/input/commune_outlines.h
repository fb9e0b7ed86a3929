#pragma once

#include <vector>

#include "libcoverage/input/commune_draft.h"

namespace coverage {

/// What the border of a commune tells about its neighbours.
///
/// Where a border is drawn once, both neighbours have the same edge in opposite directions. Any
/// other edge is loose: it lies on the outer limit of the territory, on a gap, or in an overlap.
struct Outline {
  Box box;
  std::vector<Box> loose_edges;
};

/// The outlines of all communes, in one pass over their edges.
std::vector<Outline> outlines_of(const std::vector<CommuneDraft>& communes);

inline bool boxes_meet(const Box& a, const Box& b) {
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

}  // namespace coverage
