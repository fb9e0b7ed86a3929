#include "libcoverage/routing/choose_kernel.h"

#include <algorithm>

#include "libcoverage/base/error.h"

namespace coverage {
namespace {

/// A sweep's cost a vertex, where a search's is 1: for one set, and for each of many that share it.
/// Measured on perturbed grids, whose separators are the worst there are: 0.27 and 0.035 on 90,000
/// vertices, 0.22 and 0.11 on a million.
constexpr double lone_sweep = 0.3;
constexpr double shared_sweep = 0.1;
constexpr std::size_t sharing_sets = 8;

double mean_arc_ms(const SearchGraph& graph) {
  double sum = 0;
  for (const SearchArc& arc : graph.arcs) sum += arc.time_ms;
  return sum / static_cast<double>(std::max<std::size_t>(graph.arcs.size(), 1));
}

}  // namespace

double expected_reach(const SearchGraph& graph, Seconds bound) {
  const auto all = static_cast<double>(graph.vertex_count());
  if (!bound.is_reachable()) return all;
  const double arcs = bound.milliseconds() / std::max(mean_arc_ms(graph), 1.0);
  return std::min(all, 1 + 2 * arcs * arcs);
}

SearchKernel choose_kernel(const SearchGraph& graph, const SearchTask& task,
                           KernelSetting setting) {
  if (setting == KernelSetting::search) return SearchKernel::search;
  if (setting == KernelSetting::hierarchy && !task.has_hierarchy) {
    throw InputError(
        message("a search over the hierarchy is asked for, but the network has none",
                "une recherche sur la hiérarchie est demandée, mais le réseau n’en a pas"),
        message("Build the network with its hierarchy, or let the kernel be chosen.",
                "Construisez le réseau avec sa hiérarchie, ou laissez choisir le noyau."));
  }
  if (setting == KernelSetting::hierarchy) return SearchKernel::hierarchy;
  if (!task.has_hierarchy) return SearchKernel::search;
  const auto all = static_cast<double>(graph.vertex_count());
  const double searched =
      std::min(all, expected_reach(graph, task.bound) * static_cast<double>(task.sources_of_a_set));
  const double swept = all * (task.sets < sharing_sets ? lone_sweep : shared_sweep);
  return swept < searched ? SearchKernel::hierarchy : SearchKernel::search;
}

}  // namespace coverage
