#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/editable_graph.h"
#include "libcoverage/routing/facility_sources.h"
#include "libcoverage/routing/multi_source_dijkstra.h"

namespace coverage {

/// The nearest facility of every vertex, kept up to date while facilities open, close and move and
/// roads change: after each change equal, label by label and length by length, to a new search
/// (`MultiSourceDijkstra`) over the facilities and times as they are now.
///
///     EditableGraph graph(into.view());
///     IncrementalNearest nearest(graph, sources);
///     nearest.open(sources_of_a_new_site);
///     nearest.follow(graph.set_times(slowed_arcs));
///     for (const VertexId v : nearest.changed()) redraw(v, nearest.label(v));
///
/// A change costs what it changes. Opening searches from the new sources, as far as they improve
/// something. Closing walks the facility's cell from its sources, and searches inward from the
/// cell's border. A road that gets slower takes back what had no other reason than that road
/// (Ramalingam and Reps 1996), then goes on like closing.
class IncrementalNearest {
 public:
  /// Searches once from all sources. The graph must outlive the object. Throws InputError for a
  /// source outside the graph.
  IncrementalNearest(const EditableGraph& graph, std::span<const SearchSource> sources);

  /// More sources, of new facilities or of some that are there. Throws InputError for a source
  /// outside the graph.
  void open(std::span<const SearchSource> sources);
  /// Takes all sources of one facility away. Throws InputError where it has none.
  void close(std::uint32_t order);
  /// Closes a facility and opens these sources, in one search. Throws InputError as both do.
  void move(std::uint32_t order, std::span<const SearchSource> sources);
  /// Takes over what changed in the graph since the last time. Precondition: all changes of the
  /// graph are followed, in order, before anything else is asked.
  void follow(std::span<const ArcChange> changes);

  Label label(VertexId vertex) const { return search_.label(vertex); }
  /// Precondition: the vertex is reached.
  Metres length(VertexId vertex) const { return search_.length(vertex); }
  /// The vertices that the last change may have changed, each at least once; all others have the
  /// answers of before.
  std::span<const VertexId> changed() const { return changed_; }

 private:
  void begin();
  void take_back_cell(std::uint32_t order, std::span<const SearchSource> sources);
  void take_back_unsupported(std::span<const ArcChange> changes);
  bool fits(VertexId tail, std::uint32_t arc, VertexId head) const;
  bool is_supported(VertexId vertex) const;
  void offer(const SearchSource& source);
  void offer_from_border(VertexId vertex);
  void finish();

  const EditableGraph& graph_;
  FacilitySources sources_;
  MultiSourceDijkstra search_;
  std::vector<VertexId> changed_;  ///< while a change runs, first the vertices taken back
  std::vector<bool> is_taken_back_;
  std::vector<VertexId> doubtful_;
};

}  // namespace coverage
