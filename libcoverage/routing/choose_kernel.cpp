#include "libcoverage/routing/choose_kernel.h"

#include <algorithm>

#include "libcoverage/base/error.h"

namespace coverage {
namespace {

/// Costs a vertex, where a search's is 1, the memory of the answers included: of a sweep for one
/// set, and for each of sixteen that share it, 0.27 and 0.21 on a perturbed grid of a million
/// vertices, 0.18 and 0.19 on generated roads as large, 0.28 and 0.07 on Liechtenstein; of the
/// lengths after it 0.5 to 0.7 on all of them.
constexpr double lone_sweep = 0.3;
constexpr double shared_sweep = 0.2;
constexpr double lengths_pass = 0.6;

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
  const double swept = all * ((task.sets < sharing_sets ? lone_sweep : shared_sweep) +
                              (task.with_lengths ? lengths_pass : 0));
  return swept < searched ? SearchKernel::hierarchy : SearchKernel::search;
}

}  // namespace coverage
