#pragma once

#include <span>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/routing/choose_kernel.h"
#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/multi_source_dijkstra.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// A network as searches see it: the graph that a plain search walks from its sources and, where it
/// was prepared, a hierarchy of the same trips.
struct SearchNetwork {
  SearchGraph graph;
  const Hierarchy* hierarchy = nullptr;
  /// How trips go along the arcs of the graph that the hierarchy was built for: `to_sources` where
  /// that is the forward graph and `graph` its reverse.
  Travel travel = Travel::to_sources;
};

struct NearestOptions {
  Seconds bound = Seconds::unreachable();  ///< vertices farther than this stay unreached
  KernelSetting kernel = KernelSetting::automatic;
};

/// The nearest source of every vertex for each of several sets (queries, tiers, hours): by set,
/// then by vertex. By the kernel that `choose_kernel` picks; all give the same labels, for any
/// number of threads. Throws InputError for a source outside the network, or where the setting asks
/// for a hierarchy that is not there.
std::vector<std::vector<Label>> nearest_labels(const SearchNetwork& network,
                                               std::span<const std::vector<SearchSource>> sets,
                                               const NearestOptions& options,
                                               const Execution& execution);

/// The same with the length of each route, by set. A plain search knows it; after a sweep it takes
/// a pass of `RouteLengths` a set, which `choose_kernel` reckons with.
std::vector<MultiSourceDijkstra::Answers> nearest_routes(
    const SearchNetwork& network, std::span<const std::vector<SearchSource>> sets,
    const NearestOptions& options, const Execution& execution);

}  // namespace coverage
