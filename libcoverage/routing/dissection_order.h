#pragma once

#include <vector>

#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// The vertices of a graph in an order of nested dissection (George 1973): a small set of vertices
/// that cuts the graph in halves stands last, before it the two halves, each ordered in the same
/// way. Directions and times play no part, so that one order serves all metrics.
///
/// Deterministic. Throws InputError where the graph is too large for the ordering (2³¹ arcs).
std::vector<VertexId> dissection_order(const SearchGraph& graph);

}  // namespace coverage
