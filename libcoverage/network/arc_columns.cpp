#include "libcoverage/network/arc_columns.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"

namespace coverage {

namespace {

[[noreturn]] void refuse_endless(std::int64_t way, std::uint64_t length_mm) {
  throw InputError(
      message("way {}: the road that it is part of is {} km long, or takes weeks",
              "chemin {} : la route dont il fait partie a {} km, ou prend des semaines", way,
              length_mm / 1'000'000),
      {"Correct its nodes, its speed, or the layer's CRS",
       "Corrigez ses nœuds, sa vitesse, ou le système de coordonnées de la couche"});
}

constexpr std::size_t block = std::size_t{1} << 14;  ///< arcs that a thread takes at once

/// Arcs in groups, each group in the order of arcs: those of g are arcs[first[g]] and on.
struct Groups {
  std::vector<std::uint32_t> first;
  std::vector<ArcId> arcs;
};

/// `group(arc)` is the group of an arc, or `groups` for one that belongs to none.
template <class Group>
Groups group_arcs(const std::vector<VertexTable::Arc>& arcs, std::size_t groups,
                  const Group& group) {
  // Counted two places ahead, so that the sums become first places that filling moves to the ends,
  // which are the first places of the groups that follow.
  Groups result;
  result.first.assign(groups + 3, 0);
  for (const VertexTable::Arc& arc : arcs) ++result.first[group(arc) + 2];
  std::partial_sum(result.first.begin(), result.first.end(), result.first.begin());
  result.arcs.resize(result.first[groups + 1]);
  for (std::size_t a = 0; a < arcs.size(); ++a) {
    const std::size_t own = group(arcs[a]);
    if (own < groups) result.arcs[result.first[own + 1]++] = ArcId::from_size(a);
  }
  result.first.resize(groups + 1);
  return result;
}

class ArcColumns {
 public:
  ArcColumns(const SegmentTable& segments, const RunTable& runs, const VertexTable& vertices,
             const Execution& execution, RoadNetwork& network)
      : table_(segments),
        runs_(runs),
        vertices_(vertices),
        arcs_(vertices.arcs),
        execution_(execution),
        network_(network) {}

  void add() {
    add_ends();
    add_runs();
    add_costs();
    // Each group of columns takes one thread.
    parallel_for(3, execution_.threads, 1, [&](std::size_t group, std::size_t, unsigned) {
      if (group == 0) add_arcs_by_head();
      if (group == 1) add_arcs_of_runs(true);
      if (group == 2) add_arcs_of_runs(false);
    });
  }

 private:
  template <class T, class Get>
  Column<T> column(const Get& get) const {
    std::vector<T> rows(arcs_.size());
    parallel_for(rows.size(), execution_.threads, block,
                 [&](std::size_t begin, std::size_t end, unsigned) {
                   for (std::size_t a = begin; a < end; ++a) rows[a] = get(arcs_[a]);
                 });
    return rows;
  }

  void add_ends() {
    std::vector<std::uint32_t> first(vertices_.junction.size() + 1);
    for (const VertexTable::Arc& arc : arcs_) ++first[arc.tail + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    network_.first_arc = std::move(first);
    network_.arc_tail = column<VertexId>([](const auto& arc) { return VertexId(arc.tail); });
    network_.arc_head = column<VertexId>([](const auto& arc) { return VertexId(arc.head); });
  }

  void add_runs() {
    network_.arc_run = column<RunId>([](const auto& arc) { return RunId(run_of(arc.run)); });
    network_.arc_is_forward = column<std::uint8_t>(
        [](const auto& arc) { return static_cast<std::uint8_t>(is_forward(arc.run) ? 1 : 0); });
  }

  struct Cost {
    std::uint64_t time_ms = 0, length_mm = 0;
    bool is_endless() const {
      return time_ms >= RoadNetwork::no_way_through || length_mm > 0xffffffffu;
    }
  };

  Cost cost_of(DirectedRunId run) const {
    Cost cost;
    for (const RunTable::Member& member : runs_.segments_of(run_of(run))) {
      const SegmentTable::Row& row = table_.rows[member.segment];
      const bool forward = member.along == is_forward(run);
      cost.time_ms += forward ? std::uint64_t{row.forward_ms} + row.forward_delay_ms
                              : std::uint64_t{row.backward_ms} + row.backward_delay_ms;
      cost.length_mm += row.length_mm;
    }
    return cost;
  }

  void add_costs() {
    std::vector<std::uint32_t> times(arcs_.size()), lengths(arcs_.size());
    std::vector<std::uint8_t> is_endless(arcs_.size());
    parallel_for(arcs_.size(), execution_.threads, block,
                 [&](std::size_t begin, std::size_t end, unsigned) {
                   for (std::size_t a = begin; a < end; ++a) {
                     const Cost cost = cost_of(arcs_[a].run);
                     times[a] = static_cast<std::uint32_t>(cost.time_ms) + arcs_[a].turn_ms;
                     lengths[a] = static_cast<std::uint32_t>(cost.length_mm);
                     is_endless[a] = cost.is_endless() ? 1 : 0;
                   }
                 });
    refuse_first(is_endless);
    network_.arc_time_ms = std::move(times);
    network_.arc_length_mm = std::move(lengths);
  }

  /// Here rather than by the thread that finds one, so that the message is always the same.
  void refuse_first(const std::vector<std::uint8_t>& is_endless) const {
    const auto found = std::find(is_endless.begin(), is_endless.end(), 1);
    if (found == is_endless.end()) return;
    const DirectedRunId run = arcs_[static_cast<std::size_t>(found - is_endless.begin())].run;
    const std::uint32_t segment = runs_.segments_of(run_of(run)).front().segment;
    refuse_endless(table_.rows[segment].way_id, cost_of(run).length_mm);
  }

  void add_arcs_by_head() {
    Groups by_head = group_arcs(arcs_, vertices_.junction.size(),
                                [](const VertexTable::Arc& arc) { return arc.head; });
    network_.first_in_arc = std::move(by_head.first);
    network_.in_arcs = std::move(by_head.arcs);
  }

  void add_arcs_of_runs(bool forward) {
    const std::size_t runs = runs_.runs.size();
    Groups by_run = group_arcs(arcs_, runs, [&](const VertexTable::Arc& arc) -> std::size_t {
      return is_forward(arc.run) == forward ? run_of(arc.run) : runs;
    });
    (forward ? network_.first_run_forward_arc : network_.first_run_backward_arc) =
        std::move(by_run.first);
    (forward ? network_.run_forward_arcs : network_.run_backward_arcs) = std::move(by_run.arcs);
  }

  const SegmentTable& table_;
  const RunTable& runs_;
  const VertexTable& vertices_;
  const std::vector<VertexTable::Arc>& arcs_;
  const Execution& execution_;
  RoadNetwork& network_;
};

}  // namespace

void add_arc_columns(const SegmentTable& segments, const RunTable& runs,
                     const VertexTable& vertices, const Execution& execution,
                     RoadNetwork& network) {
  ArcColumns(segments, runs, vertices, execution, network).add();
}

}  // namespace coverage
