#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/bucket_queue.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// Memory that a search will read is asked for while it works on the entries before: first where a
/// vertex's arcs begin and what is known of it, then, when that has arrived, its arcs. Eight
/// entries are about the time that main memory takes.
inline constexpr std::size_t entries_ahead = 8;

/// Calls `expand(vertex)` for the entries of the open bucket, those that it pushes there included,
/// where `is_current(entry)`: a vertex that was improved since stands elsewhere in the queue too.
/// `state_of(vertex)` points to what the search knows of a vertex.
template <class StateOf, class IsCurrent, class Expand>
void settle_open_bucket(BucketQueue& queue, const SearchGraph& graph, StateOf&& state_of,
                        IsCurrent&& is_current, Expand&& expand) {
  const std::uint32_t* const first = graph.first.data();
  const SearchArc* const arcs = graph.arcs.data();
  const std::vector<BucketQueue::Entry>& bucket = queue.open_bucket();
  for (std::size_t next = 0; next < bucket.size();) {
    // What is pushed meanwhile waits for the next round, so that the end stands still in this one.
    for (const std::size_t end = bucket.size(); next < end; ++next) {
      if (next + 2 * entries_ahead < end) {
        const std::uint32_t far = bucket[next + 2 * entries_ahead].vertex.value();
        __builtin_prefetch(first + far);
        __builtin_prefetch(state_of(VertexId(far)));
        __builtin_prefetch(arcs + first[bucket[next + entries_ahead].vertex.value()]);
      }
      const BucketQueue::Entry entry = bucket[next];
      if (is_current(entry)) expand(entry.vertex);
    }
  }
  queue.close_bucket();
}

/// Steps a search until the labels of all targets are final, or nothing is left to search. No
/// target, no step. `search` has `step()`, which settles the vertices of some span of time and
/// returns false where none is left, and `is_settled(vertex)`.
///
/// One target is looked at until it is settled, then the next: that costs one look a step and one a
/// target, and nothing at the vertices between.
template <class Search>
void run_until_settled(Search& search, std::span<const VertexId> targets) {
  for (const VertexId target : targets) {
    while (!search.is_settled(target)) {
      if (!search.step()) return;
    }
  }
}

}  // namespace coverage
