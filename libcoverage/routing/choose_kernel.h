#pragma once

#include <cstddef>

#include "libcoverage/base/quantities.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// The ways to the same labels.
enum class SearchKernel {
  search,     ///< `MultiSourceDijkstra` or `ReachSearch`, one set of sources after the other
  hierarchy,  ///< sweeps over a hierarchy: all vertices, several sets of sources at once
};

/// What a setting may ask for.
enum class KernelSetting { automatic, search, hierarchy };

/// What is asked of a network.
struct SearchTask {
  std::size_t sets = 1;              ///< searches, each with sources of its own
  std::size_t sources_of_a_set = 1;  ///< roughly
  Seconds bound = Seconds::unreachable();
  bool has_hierarchy = false;
  bool with_lengths = false;  ///< of the routes too
};

/// From so many sets on it is quicker to sweep them at once than one after the other.
inline constexpr std::size_t sharing_sets = 5;

/// How many vertices a search from one place settles within a time: a disc of a road network whose
/// junctions have three or four arms, as many arcs wide as the time holds of mean arcs; at most
/// all. On the perturbed grid within ten minutes 12,800, where 12,600 are counted.
double expected_reach(const SearchGraph& graph, Seconds bound);

/// The faster kernel for a task, by the vertices that it passes: a search those within the bound,
/// a sweep all of them, at a fraction of the cost each. A setting other than automatic decides
/// alone. Throws InputError where it asks for a hierarchy that is not there.
SearchKernel choose_kernel(const SearchGraph& graph, const SearchTask& task,
                           KernelSetting setting = KernelSetting::automatic);

}  // namespace coverage
