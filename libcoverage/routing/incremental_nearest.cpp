#include "libcoverage/routing/incremental_nearest.h"

#include <tuple>

#include "libcoverage/base/error.h"
#include "libcoverage/routing/check_search.h"

namespace coverage {

IncrementalNearest::IncrementalNearest(const EditableGraph& graph,
                                       std::span<const SearchSource> sources)
    : graph_(graph),
      sources_(graph.view().vertex_count()),
      search_(graph.view()),
      is_taken_back_(graph.view().vertex_count(), false) {
  search_.run(sources);
  for (const SearchSource& source : sources) sources_.add(source);
  changed_.assign(search_.expanded().begin(), search_.expanded().end());
}

void IncrementalNearest::open(std::span<const SearchSource> sources) {
  check_sources(graph_.view().vertex_count(), sources);
  begin();
  for (const SearchSource& source : sources) {
    sources_.add(source);
    offer(source);
  }
  finish();
}

void IncrementalNearest::close(std::uint32_t order) {
  move(order, {});
}

void IncrementalNearest::move(std::uint32_t order, std::span<const SearchSource> sources) {
  check_sources(graph_.view().vertex_count(), sources);
  if (!sources_.has(order)) {
    throw InputError(message("no facility of order {} is open",
                             "aucun lieu d’accueil de rang {} n’est ouvert", order),
                     message("Name one that was opened and not closed since.",
                             "Nommez-en un qui a été ouvert et pas fermé depuis."));
  }
  begin();
  take_back_cell(order, sources_.remove(order));
  for (const SearchSource& source : sources) sources_.add(source);
  for (const VertexId vertex : changed_) offer_from_border(vertex);
  for (const SearchSource& source : sources) offer(source);
  finish();
}

void IncrementalNearest::follow(std::span<const ArcChange> changes) {
  begin();
  take_back_unsupported(changes);
  for (const VertexId vertex : changed_) {
    search_.withdraw(vertex);
    is_taken_back_[vertex.value()] = false;
  }
  for (const VertexId vertex : changed_) offer_from_border(vertex);
  const SearchGraph graph = graph_.view();
  for (const ArcChange& change : changes) {
    const Label here = label(change.tail);
    const SearchArc& arc = graph.arcs[change.arc];
    if (!here.reached()) continue;
    search_.offer(arc.to, here.after(arc.time_ms),
                  length(change.tail).millimetres() + graph.length_mm[change.arc]);
  }
  finish();
}

void IncrementalNearest::begin() {
  changed_.clear();
  search_.resume();
}

void IncrementalNearest::finish() {
  while (search_.step()) {
  }
  changed_.insert(changed_.end(), search_.expanded().begin(), search_.expanded().end());
}

void IncrementalNearest::offer(const SearchSource& source) {
  search_.offer(source.vertex, Label(source.time, source.order), source.length.millimetres());
}

/// All that lead to the facility are one piece, hanging together by arcs between them: whoever has
/// its order and is next to one of them is one of them.
void IncrementalNearest::take_back_cell(std::uint32_t order,
                                        std::span<const SearchSource> sources) {
  const SearchGraph graph = graph_.view();
  const auto visit = [&](VertexId vertex) {
    const Label known = label(vertex);
    if (known.order() != order || !known.reached()) return;
    search_.withdraw(vertex);
    changed_.push_back(vertex);
  };
  for (const SearchSource& source : sources) visit(source.vertex);
  for (std::size_t next = 0; next < changed_.size(); ++next) {
    const std::uint32_t vertex = changed_[next].value();
    for (std::uint32_t arc = graph.first[vertex]; arc < graph.first[vertex + 1]; ++arc) {
      visit(graph.arcs[arc].to);
    }
  }
}

/// Whether the answer at the head can come over this arc, or is even worse than that (then it will
/// be improved, and what follows from it too).
bool IncrementalNearest::fits(VertexId tail, std::uint32_t arc, VertexId head) const {
  const Label here = label(tail);
  if (!here.reached()) return false;
  const SearchGraph graph = graph_.view();
  const Label through = here.after(graph.arcs[arc].time_ms);
  const Metres length_through = length(tail) + Metres::from_millimetres(graph.length_mm[arc]);
  const Label there = label(head);
  return std::tie(through, length_through) <= std::make_tuple(there, length(head));
}

/// Whether an answer has a reason that stands: a source, or an arc from a vertex that was not taken
/// back. Arcs without time and length do not count, for they may lead in a circle: what hangs on
/// them alone is taken back, and found again.
bool IncrementalNearest::is_supported(VertexId vertex) const {
  for (const SearchSource& source : sources_.at(vertex)) {
    if (Label(source.time, source.order) == label(vertex) && source.length == length(vertex)) {
      return true;
    }
  }
  const SearchGraph graph = graph_.view();
  for (const EditableGraph::InArc& in : graph_.arcs_into(vertex)) {
    const bool leads_on = graph.arcs[in.arc].time_ms > 0 || graph.length_mm[in.arc] > 0;
    if (leads_on && !is_taken_back_[in.tail.value()] && fits(in.tail, in.arc, vertex)) return true;
  }
  return false;
}

/// Takes back, in `changed_`, all answers whose every reason went over an arc as it was before.
void IncrementalNearest::take_back_unsupported(std::span<const ArcChange> changes) {
  const SearchGraph graph = graph_.view();
  doubtful_.clear();
  for (const ArcChange& change : changes) {
    const VertexId head = graph.arcs[change.arc].to;
    const Label here = label(change.tail);
    if (!here.reached() || here.after(change.old_ms) != label(head)) continue;
    doubtful_.push_back(head);
  }
  while (!doubtful_.empty()) {
    const VertexId vertex = doubtful_.back();
    doubtful_.pop_back();
    if (is_taken_back_[vertex.value()] || is_supported(vertex)) continue;
    is_taken_back_[vertex.value()] = true;
    changed_.push_back(vertex);
    for (std::uint32_t arc = graph.first[vertex.value()]; arc < graph.first[vertex.value() + 1];
         ++arc) {
      const VertexId head = graph.arcs[arc].to;
      if (!is_taken_back_[head.value()] && fits(vertex, arc, head)) doubtful_.push_back(head);
    }
  }
}

/// Offers a vertex that was taken back what its sources and its neighbours know.
void IncrementalNearest::offer_from_border(VertexId vertex) {
  for (const SearchSource& source : sources_.at(vertex)) offer(source);
  const SearchGraph graph = graph_.view();
  for (const EditableGraph::InArc& in : graph_.arcs_into(vertex)) {
    const Label there = label(in.tail);
    if (!there.reached()) continue;
    search_.offer(vertex, there.after(graph.arcs[in.arc].time_ms),
                  length(in.tail).millimetres() + graph.length_mm[in.arc]);
  }
}

}  // namespace coverage
