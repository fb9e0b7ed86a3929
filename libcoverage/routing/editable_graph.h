#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// An arc of a search graph that got another time.
struct ArcChange {
  VertexId tail;
  std::uint32_t arc = 0;     ///< its place in the graph
  std::uint32_t old_ms = 0;  ///< what it took before
};

/// A search graph whose times change: roads are slowed, closed, opened again. It also knows the
/// arcs into each vertex, which those need who take back what a search has found.
///
/// 20 bytes an arc and 8 a vertex, one copy for all the answers that follow its changes (see
/// `incremental_nearest.h`).
class EditableGraph {
 public:
  struct InArc {
    VertexId tail;
    std::uint32_t arc = 0;
  };

  /// Copies the graph. Throws InputError where it is broken.
  explicit EditableGraph(const SearchGraph& graph);
  EditableGraph(const EditableGraph&) = delete;
  EditableGraph& operator=(const EditableGraph&) = delete;

  SearchGraph view() const { return {first_, arcs_, length_mm_}; }
  std::span<const InArc> arcs_into(VertexId vertex) const {
    const std::uint32_t begin = first_in_[vertex.value()];
    return std::span(in_arcs_).subspan(begin, first_in_[vertex.value() + 1] - begin);
  }

  struct NewTime {
    std::uint32_t arc = 0;  ///< its place in the graph
    Seconds time;           ///< `Seconds::unreachable()` closes it
  };
  /// Sets the times of some arcs, the last one of each, and returns those that changed, each once,
  /// for `IncrementalNearest::follow`. Throws InputError for an arc that does not exist, before
  /// anything has changed.
  std::vector<ArcChange> set_times(std::span<const NewTime> times);

 private:
  std::vector<std::uint32_t> first_;
  std::vector<SearchArc> arcs_;
  std::vector<std::uint32_t> length_mm_;
  std::vector<std::uint32_t> first_in_;
  std::vector<InArc> in_arcs_;
};

}  // namespace coverage
