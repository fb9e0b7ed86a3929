#pragma once

#include <cstdint>
#include <span>

#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// What every search relies on: offsets that rise to the number of arcs, heads that are vertices,
/// times below 2³¹ ms, so that two of them cannot wrap, and a length for each arc. Throws
/// InputError that names the first arc or vertex that breaks it.
void check_search_graph(const SearchGraph& graph);

/// Throws InputError that names the first source on a vertex that a graph of so many vertices does
/// not have.
void check_sources(std::size_t vertices, std::span<const SearchSource> sources);

/// Throws InputError where a matrix has no origin or no destination.
void check_matrix_sides(std::size_t origins, std::size_t destinations);

/// Throws InputError that names the target where the graph does not have its vertex.
void check_target(const SearchGraph& graph, std::uint32_t target, VertexId vertex);

}  // namespace coverage
