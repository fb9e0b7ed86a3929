#include "libcoverage/routing/nearest_labels.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/routing/batch_sweep.h"
#include "libcoverage/routing/hierarchy_sweep.h"
#include "libcoverage/routing/route_lengths.h"

namespace coverage {
namespace {

using LabelSets = std::vector<std::vector<Label>>;
using Answers = MultiSourceDijkstra::Answers;

SearchTask task_of(const SearchNetwork& network, std::span<const std::vector<SearchSource>> sets,
                   Seconds bound, bool with_lengths) {
  std::size_t sources = 0;
  for (const auto& set : sets) sources += set.size();
  return {.sets = sets.size(),
          .sources_of_a_set = sources / std::max<std::size_t>(sets.size(), 1),
          .bound = bound,
          .has_hierarchy = network.hierarchy != nullptr,
          .with_lengths = with_lengths};
}

/// Searches each set and hands its answers to `keep(set, answers)`.
template <class Keep>
void search_sets(const SearchGraph& graph, std::span<const std::vector<SearchSource>> sets,
                 Seconds bound, const Execution& execution, Keep&& keep) {
  parallel_for(sets.size(), execution.threads, 1,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 MultiSourceDijkstra search(graph);
                 for (std::size_t set = begin; set < end; ++set) {
                   execution.check_interrupted();
                   search.run(sets[set], bound);
                   keep(set, search.take());
                 }
               });
}

LabelSets by_sweeps(const SearchNetwork& network, std::span<const std::vector<SearchSource>> sets,
                    Seconds bound, const Execution& execution) {
  LabelSets labels(sets.size());
  const std::vector<std::span<const SearchSource>> views(sets.begin(), sets.end());
  const auto sweep_sets = [&](std::size_t begin, std::size_t end, unsigned) {
    execution.check_interrupted();
    if (end - begin >= sharing_sets) {
      BatchSweep sweep(*network.hierarchy);
      sweep.run(std::span(views).subspan(begin, end - begin), network.travel, bound);
      std::ranges::move(sweep.labels_by_set(), labels.begin() + static_cast<std::ptrdiff_t>(begin));
      return;
    }
    HierarchySweep sweep(*network.hierarchy);
    for (std::size_t set = begin; set < end; ++set) {
      sweep.run(views[set], network.travel, bound);
      labels[set] = sweep.take();
    }
  };
  const std::size_t threads = std::max(execution.threads, 1u);
  const std::size_t share = (sets.size() + threads - 1) / threads;
  parallel_for(sets.size(), execution.threads, std::min(share, BatchSweep::most_sets), sweep_sets);
  return labels;
}

std::vector<Answers> with_lengths(const SearchGraph& graph,
                                  std::span<const std::vector<SearchSource>> sets, LabelSets labels,
                                  const Execution& execution) {
  std::vector<Answers> answers(sets.size());
  std::vector<std::optional<RouteLengths>> workspaces(std::max(execution.threads, 1u));
  parallel_for(sets.size(), execution.threads, 1,
               [&](std::size_t begin, std::size_t end, unsigned thread) {
                 if (!workspaces[thread]) workspaces[thread].emplace(graph);
                 for (std::size_t set = begin; set < end; ++set) {
                   execution.check_interrupted();
                   workspaces[thread]->run(sets[set], labels[set]);
                   answers[set] = {std::move(labels[set]), workspaces[thread]->take()};
                 }
               });
  return answers;
}

}  // namespace

LabelSets nearest_labels(const SearchNetwork& network,
                         std::span<const std::vector<SearchSource>> sets,
                         const NearestOptions& options, const Execution& execution) {
  const SearchTask task = task_of(network, sets, options.bound, false);
  if (choose_kernel(network.graph, task, options.kernel) == SearchKernel::hierarchy) {
    return by_sweeps(network, sets, options.bound, execution);
  }
  LabelSets labels(sets.size());
  search_sets(network.graph, sets, options.bound, execution,
              [&](std::size_t set, Answers answers) { labels[set] = std::move(answers.labels); });
  return labels;
}

std::vector<Answers> nearest_routes(const SearchNetwork& network,
                                    std::span<const std::vector<SearchSource>> sets,
                                    const NearestOptions& options, const Execution& execution) {
  const SearchTask task = task_of(network, sets, options.bound, true);
  if (choose_kernel(network.graph, task, options.kernel) == SearchKernel::hierarchy) {
    return with_lengths(network.graph, sets, by_sweeps(network, sets, options.bound, execution),
                        execution);
  }
  std::vector<Answers> answers(sets.size());
  search_sets(network.graph, sets, options.bound, execution,
              [&](std::size_t set, Answers found) { answers[set] = std::move(found); });
  return answers;
}

}  // namespace coverage
