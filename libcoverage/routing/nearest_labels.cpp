#include "libcoverage/routing/nearest_labels.h"

#include <algorithm>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/routing/batch_sweep.h"
#include "libcoverage/routing/hierarchy_sweep.h"
#include "libcoverage/routing/multi_source_dijkstra.h"

namespace coverage {
namespace {

using LabelSets = std::vector<std::vector<Label>>;

SearchTask task_of(const SearchNetwork& network, std::span<const std::vector<SearchSource>> sets,
                   Seconds bound) {
  std::size_t sources = 0;
  for (const auto& set : sets) sources += set.size();
  return {.sets = sets.size(),
          .sources_of_a_set = sources / std::max<std::size_t>(sets.size(), 1),
          .bound = bound,
          .has_hierarchy = network.hierarchy != nullptr};
}

LabelSets by_searches(const SearchGraph& graph, std::span<const std::vector<SearchSource>> sets,
                      Seconds bound, const Execution& execution) {
  LabelSets labels(sets.size());
  parallel_for(sets.size(), execution.threads, 1,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 MultiSourceDijkstra search(graph);
                 for (std::size_t set = begin; set < end; ++set) {
                   execution.check_interrupted();
                   search.run(sets[set], bound);
                   labels[set] = search.take().labels;
                 }
               });
  return labels;
}

LabelSets by_sweeps(const SearchNetwork& network, std::span<const std::vector<SearchSource>> sets,
                    Seconds bound, const Execution& execution) {
  LabelSets labels(sets.size());
  if (sets.size() == 1) {
    HierarchySweep sweep(*network.hierarchy);
    sweep.run(sets.front(), network.travel, bound);
    labels.front() = sweep.take();
    return labels;
  }
  const std::vector<std::span<const SearchSource>> views(sets.begin(), sets.end());
  parallel_for(sets.size(), execution.threads, BatchSweep::most_sets,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 BatchSweep sweep(*network.hierarchy);
                 sweep.run(std::span(views).subspan(begin, end - begin), network.travel, bound);
                 for (std::size_t set = begin; set < end; ++set) {
                   labels[set] = sweep.labels(set - begin);
                 }
               });
  return labels;
}

}  // namespace

LabelSets nearest_labels(const SearchNetwork& network,
                         std::span<const std::vector<SearchSource>> sets,
                         const NearestOptions& options, const Execution& execution) {
  const SearchTask task = task_of(network, sets, options.bound);
  if (choose_kernel(network.graph, task, options.kernel) == SearchKernel::hierarchy) {
    return by_sweeps(network, sets, options.bound, execution);
  }
  return by_searches(network.graph, sets, options.bound, execution);
}

}  // namespace coverage
