#include "libcoverage/routing/editable_graph.h"

#include <algorithm>
#include <numeric>

#include "libcoverage/base/error.h"
#include "libcoverage/routing/check_search.h"

namespace coverage {

EditableGraph::EditableGraph(const SearchGraph& graph)
    : first_(graph.first.begin(), graph.first.end()),
      arcs_(graph.arcs.begin(), graph.arcs.end()),
      length_mm_(graph.length_mm.begin(), graph.length_mm.end()) {
  check_search_graph(graph);
  first_in_.assign(graph.vertex_count() + 1, 0);
  for (const SearchArc& arc : arcs_) ++first_in_[arc.to.value() + 1];
  std::partial_sum(first_in_.begin(), first_in_.end(), first_in_.begin());
  std::vector<std::uint32_t> next(first_in_.begin(), first_in_.end() - 1);
  in_arcs_.resize(arcs_.size());
  for (std::uint32_t tail = 0; tail < graph.vertex_count(); ++tail) {
    for (std::uint32_t arc = first_[tail]; arc < first_[tail + 1]; ++arc) {
      in_arcs_[next[arcs_[arc].to.value()]++] = {VertexId(tail), arc};
    }
  }
}

std::vector<ArcChange> EditableGraph::set_times(std::span<const NewTime> times) {
  for (const NewTime& time : times) {
    if (time.arc < arcs_.size()) continue;
    throw InputError(message("there is no arc {}", "l’arc {} n’existe pas", time.arc),
                     message("The network has {} arcs, numbered from 0.",
                             "Le réseau compte {} arcs, numérotés à partir de 0.", arcs_.size()));
  }
  std::vector<ArcChange> changes;
  for (const NewTime& time : times) {
    const auto after = std::upper_bound(first_.begin(), first_.end(), time.arc);
    const VertexId tail = VertexId::from_size(static_cast<std::size_t>(after - first_.begin()) - 1);
    changes.push_back({tail, time.arc, arcs_[time.arc].time_ms});
  }
  // Of an arc that is named twice, the first row has the time of before.
  std::stable_sort(changes.begin(), changes.end(),
                   [](const ArcChange& a, const ArcChange& b) { return a.arc < b.arc; });
  changes.erase(std::unique(changes.begin(), changes.end(),
                            [](const ArcChange& a, const ArcChange& b) { return a.arc == b.arc; }),
                changes.end());
  for (const NewTime& time : times) arcs_[time.arc].time_ms = time.time.milliseconds();
  std::erase_if(changes, [this](const ArcChange& c) { return arcs_[c.arc].time_ms == c.old_ms; });
  return changes;
}

}  // namespace coverage
