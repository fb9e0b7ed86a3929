#include "libcoverage/routing/triangles.h"

#include <algorithm>
#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/base/quantities.h"

namespace coverage {
namespace {

constexpr std::uint32_t no_way = Seconds::unreachable().milliseconds();
/// The times between one vertex and its ancestors, by depth.
struct Row {
  std::vector<std::uint32_t> up_ms;
  std::vector<std::uint32_t> down_ms;
  Row() : up_ms(ChordalTopology::most_depth + 1u), down_ms(ChordalTopology::most_depth + 1u) {}
};

class Passes {
 public:
  Passes(const TriangleLists& lists, ArcTimes& times)
      : lists_(lists), topology_(lists.topology()), times_(times) {}

  void lower() {
    for (std::uint32_t rank = 0; rank < topology_.vertex_count(); ++rank) {
      load(rank);
      for (const auto& lower : lists_.lower(rank)) improve_row(lower);
      store(rank);
    }
  }
  void upper() {
    for (auto rank = static_cast<std::uint32_t>(topology_.vertex_count()); rank-- > 0;) {
      load(rank);
      for (const auto& lower : lists_.lower(rank)) improve_below(lower);
    }
  }

 private:
  void load(std::uint32_t rank);
  void store(std::uint32_t rank);
  void improve_row(const TriangleLists::LowerArc& lower);
  void improve_below(const TriangleLists::LowerArc& lower);

  const TriangleLists& lists_;
  const ChordalTopology& topology_;
  ArcTimes& times_;
  Row row_;  ///< of the vertex that all triangles of the moment have in common
};

void Passes::load(std::uint32_t rank) {
  for (std::uint32_t arc = topology_.first_up[rank]; arc < topology_.first_up[rank + 1]; ++arc) {
    row_.up_ms[lists_.up_depth(arc)] = times_.up_ms[arc];
    row_.down_ms[lists_.up_depth(arc)] = times_.down_ms[arc];
  }
}

void Passes::store(std::uint32_t rank) {
  for (std::uint32_t arc = topology_.first_up[rank]; arc < topology_.first_up[rank + 1]; ++arc) {
    times_.up_ms[arc] = row_.up_ms[lists_.up_depth(arc)];
    times_.down_ms[arc] = row_.down_ms[lists_.up_depth(arc)];
  }
}

// Two times that are no way each add up to less than 2³², and no minimum with one exceeds it: sums
// neither wrap nor need a test.
void Passes::improve_row(const TriangleLists::LowerArc& lower) {
  const std::uint32_t from_row = times_.down_ms[lower.arc];
  const std::uint32_t to_row = times_.up_ms[lower.arc];
  if (from_row == no_way && to_row == no_way) return;
  for (std::uint32_t arc = lower.arc + 1; arc < lower.end; ++arc) {
    const std::uint16_t depth = lists_.up_depth(arc);
    row_.up_ms[depth] = std::min(row_.up_ms[depth], from_row + times_.up_ms[arc]);
    row_.down_ms[depth] = std::min(row_.down_ms[depth], to_row + times_.down_ms[arc]);
  }
}

void Passes::improve_below(const TriangleLists::LowerArc& lower) {
  std::uint32_t& from_row = times_.down_ms[lower.arc];
  std::uint32_t& to_row = times_.up_ms[lower.arc];
  std::uint32_t from = from_row;
  std::uint32_t to = to_row;
  for (std::uint32_t arc = lower.arc + 1; arc < lower.end; ++arc) {
    const std::uint16_t depth = lists_.up_depth(arc);
    const std::uint32_t up = times_.up_ms[arc];
    const std::uint32_t down = times_.down_ms[arc];
    to = std::min(to, up + row_.down_ms[depth]);
    from = std::min(from, row_.up_ms[depth] + down);
    times_.up_ms[arc] = std::min(up, to_row + row_.up_ms[depth]);
    times_.down_ms[arc] = std::min(down, row_.down_ms[depth] + from_row);
  }
  from_row = from;
  to_row = to;
}

}  // namespace

TriangleLists::TriangleLists(const ChordalTopology& topology)
    : topology_(topology),
      first_lower_(topology.vertex_count() + 1, 0),
      lower_(topology.arc_count()),
      up_depth_(topology.arc_count()) {
  for (const std::uint32_t head : topology.up) ++first_lower_[head + 1];
  for (std::size_t r = 0; r < topology.vertex_count(); ++r) {
    first_lower_[r + 1] += first_lower_[r];
  }
  std::vector<std::uint32_t> next(first_lower_.begin(), first_lower_.end() - 1);
  for (std::size_t r = 0; r < topology.vertex_count(); ++r) {
    const std::uint32_t end = topology.first_up[r + 1];
    for (std::uint32_t arc = topology.first_up[r]; arc < end; ++arc) {
      lower_[next[topology.up[arc]]++] = {arc, end};
      up_depth_[arc] = topology.depth[topology.up[arc]];
    }
  }
}

namespace {

/// The place of the arc between two ranks. Throws InputError where the topology has none.
std::size_t find_arc(const ChordalTopology& topology, std::uint32_t low, std::uint32_t high) {
  const auto heads = topology.up.span();
  const auto end = heads.begin() + topology.first_up[low + 1];
  const auto found = std::lower_bound(heads.begin() + topology.first_up[low], end, high);
  if (found == end || *found != high) {
    throw InputError(
        message("the hierarchy has no arc between vertices {} and {}",
                "la hiérarchie n’a pas d’arc entre les sommets {} et {}",
                topology.vertex[low].value(), topology.vertex[high].value()),
        {"Build the hierarchy of this network.", "Construisez la hiérarchie de ce réseau."});
  }
  return static_cast<std::size_t>(found - heads.begin());
}

}  // namespace

ArcTimes respect(const ChordalTopology& topology, const SearchGraph& graph) {
  const std::vector<std::uint32_t> rank = ranks_of(topology);
  ArcTimes times{std::vector<std::uint32_t>(topology.arc_count(), no_way),
                 std::vector<std::uint32_t>(topology.arc_count(), no_way)};
  for (std::size_t v = 0; v < graph.vertex_count(); ++v) {
    for (std::uint32_t a = graph.first[v]; a < graph.first[v + 1]; ++a) {
      const SearchArc& step = graph.arcs[a];
      const std::uint32_t tail = rank[v];
      const std::uint32_t head = rank[step.to.value()];
      if (tail == head) continue;
      const std::size_t place = find_arc(topology, std::min(tail, head), std::max(tail, head));
      std::uint32_t& time = (tail < head ? times.up_ms : times.down_ms)[place];
      time = std::min(time, step.time_ms);
    }
  }
  return times;
}

void lower_triangles(const TriangleLists& lists, ArcTimes& times) {
  Passes(lists, times).lower();
}

void upper_triangles(const TriangleLists& lists, ArcTimes& times) {
  Passes(lists, times).upper();
}

}  // namespace coverage
