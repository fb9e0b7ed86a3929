#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// One target within reach of a candidate.
struct ReachEntry {
  std::uint32_t target = 0;
  std::uint32_t time_ms = 0;
  friend auto operator<=>(const ReachEntry&, const ReachEntry&) = default;
};
static_assert(sizeof(ReachEntry) <= 12, "a country's matrix has 10⁹ entries");

/// Places that may be in reach, by the vertices where their trips enter the network.
class ReachTargets {
 public:
  struct Departure {
    VertexId vertex;
    std::uint32_t target = 0;
    Seconds time;  ///< from the target to the vertex
  };
  /// Targets are numbered from 0 to `count` − 1; one may depart from any number of vertices. Throws
  /// InputError for a vertex outside the graph, std::out_of_range for a target beyond the count.
  ReachTargets(const SearchGraph& graph, std::uint32_t count,
               std::span<const Departure> departures);

  std::uint32_t count() const { return count_; }
  /// The targets that depart from a vertex, with the time to it.
  std::span<const ReachEntry> at(VertexId vertex) const {
    const std::uint32_t begin = first_[vertex.value()];
    return std::span(entries_).subspan(begin, first_[vertex.value() + 1] - begin);
  }

 private:
  std::uint32_t count_;
  std::vector<std::uint32_t> first_;
  std::vector<ReachEntry> entries_;
};

/// Where searches from a candidate begin, and what it reaches without the network.
struct ReachCandidate {
  std::vector<SearchSource> sources;
  std::vector<ReachEntry> direct;
};

/// Times that are reached anyway, by vertex and by target: only what is sooner matters. Nothing of
/// it is lost where searches do not go on from vertices that they do not reach sooner, provided
/// that no limit is later than that of a vertex that can be gone to (or departed from), plus the
/// time to it: so it is for the times to the nearest of some places, for these plus the same amount
/// everywhere, and for the larger of these and any one time.
struct ReachLimits {
  std::vector<std::uint32_t> vertex_ms;  ///< by vertex
  std::vector<std::uint32_t> target_ms;  ///< by target
};

/// What is asked: for each candidate every target within a time.
struct ReachProblem {
  SearchGraph graph;
  const ReachTargets& targets;
  std::size_t candidates = 0;
  /// Fills in a candidate, which comes empty. Called from any thread.
  std::function<void(std::size_t candidate, ReachCandidate&)> describe;
  Seconds bound;  ///< inclusive
  /// Where there are some, rows have only what is below them.
  const ReachLimits* limits = nullptr;
  std::size_t block_rows = 512;  ///< candidates whose rows are in memory at once
};

/// The targets within reach of a candidate, by number; each has its least time.
struct ReachRow {
  std::size_t candidate = 0;
  std::span<const ReachEntry> entries;
};

/// Gives every row once to `take`, in the order of candidates, a block at a time. Rows are valid
/// during the call, which is made from the calling thread. The same for any number of threads.
///
/// One bounded search a candidate, several at once; between blocks threads wait for each other.
/// Without targets, or candidates, rows are empty, or none. Throws InputError where the graph is
/// broken or a source lies outside it, std::invalid_argument for limits of another size.
void stream_reach(const ReachProblem& problem, const Execution& execution,
                  const std::function<void(std::span<const ReachRow>)>& take);

/// All rows in memory: row c is `entries[first[c] …first[c + 1])`. 8 bytes an entry, 8 a row.
struct ReachMatrix {
  std::vector<std::uint64_t> first = {0};
  std::vector<ReachEntry> entries;

  std::size_t rows() const { return first.size() - 1; }
  std::span<const ReachEntry> row(std::size_t candidate) const {
    return std::span(entries).subspan(first[candidate], first[candidate + 1] - first[candidate]);
  }
};
ReachMatrix reach_matrix(const ReachProblem& problem, const Execution& execution);

}  // namespace coverage
