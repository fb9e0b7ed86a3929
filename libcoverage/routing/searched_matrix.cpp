#include "libcoverage/routing/searched_matrix.h"

#include <algorithm>
#include <memory>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/reach_search.h"
#include "libcoverage/routing/search_loop.h"

namespace coverage {
namespace {

using Places = std::span<const std::vector<SearchSource>>;

std::vector<VertexId> vertices_of(Places places) {
  std::vector<VertexId> vertices;
  for (const auto& place : places) {
    for (const SearchSource& seed : place) vertices.push_back(seed.vertex);
  }
  std::ranges::sort(vertices);
  vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
  return vertices;
}

/// The workspaces of the threads, each made when it is first needed.
class Searches {
 public:
  Searches(const SearchGraph& graph, unsigned threads)
      : graph_(graph), searches_(std::max(threads, 1u)) {}

  /// Calls `found(place, search)` after a search from each place that is on the network, on all
  /// threads.
  template <class Found>
  void run(Places from, std::span<const VertexId> targets, const Execution& execution,
           const Found& found) {
    parallel_for(from.size(), execution.threads, 1,
                 [&](std::size_t begin, std::size_t end, unsigned thread) {
                   if (!searches_[thread])
                     searches_[thread] = std::make_unique<ReachSearch>(graph_);
                   for (std::size_t place = begin; place < end; ++place) {
                     execution.check_interrupted();
                     execution.progress.advance(1);
                     if (from[place].empty()) continue;
                     searches_[thread]->start(from[place]);
                     run_until_settled(*searches_[thread], targets);
                     found(static_cast<Eigen::Index>(place), *searches_[thread]);
                   }
                 });
  }

 private:
  SearchGraph graph_;
  std::vector<std::unique_ptr<ReachSearch>> searches_;
};

std::uint32_t least_ms(const ReachSearch& search, std::span<const SearchSource> place) {
  Seconds least = Seconds::unreachable();
  for (const SearchSource& seed : place) {
    least = std::min(least, search.time(seed.vertex) + seed.time);
  }
  return least.milliseconds();
}

void fill_rows(Searches& searches, Places origins, Places destinations,
               std::span<const VertexId> targets, const Execution& execution, TravelTimes& times) {
  searches.run(origins, targets, execution, [&](Eigen::Index row, const ReachSearch& search) {
    for (std::size_t d = 0; d < destinations.size(); ++d) {
      times(row, static_cast<Eigen::Index>(d)) = least_ms(search, destinations[d]);
    }
  });
}

void fill_columns(Searches& searches, Places origins, Places destinations,
                  const Execution& execution, TravelTimes& times) {
  const std::vector<VertexId> targets = vertices_of(origins);
  searches.run(destinations, targets, execution,
               [&](Eigen::Index column, const ReachSearch& search) {
                 for (std::size_t o = 0; o < origins.size(); ++o) {
                   times(static_cast<Eigen::Index>(o), column) = least_ms(search, origins[o]);
                 }
               });
}

}  // namespace

void stream_searched_times(const SearchedMatrix& problem, std::size_t block_rows,
                           const Execution& execution,
                           const std::function<void(std::size_t, const TravelTimes&)>& take) {
  check_search_graph(problem.graph);
  check_matrix_sides(problem.origins.size(), problem.destinations.size());
  for (const Places& places : {problem.origins, problem.destinations}) {
    for (const auto& place : places) check_sources(problem.graph.vertex_count(), place);
  }
  block_rows = std::max<std::size_t>(block_rows, 1);
  Searches searches(problem.graph, execution.threads);
  std::vector<VertexId> targets;
  if (problem.from == MatrixSide::origins) targets = vertices_of(problem.destinations);
  for (std::size_t first = 0; first < problem.origins.size(); first += block_rows) {
    const Places rows =
        problem.origins.subspan(first, std::min(block_rows, problem.origins.size() - first));
    TravelTimes times =
        TravelTimes::Constant(static_cast<Eigen::Index>(rows.size()),
                              static_cast<Eigen::Index>(problem.destinations.size()),
                              Seconds::unreachable().milliseconds());
    if (problem.from == MatrixSide::origins) {
      fill_rows(searches, rows, problem.destinations, targets, execution, times);
    } else {
      fill_columns(searches, rows, problem.destinations, execution, times);
    }
    take(first, times);
  }
}

}  // namespace coverage
