#include "libcoverage/routing/triangles.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/quantities.h"
#include "libcoverage/routing/tree_parts.h"

namespace coverage {
namespace {

constexpr std::uint32_t no_way = Seconds::unreachable().milliseconds();
/// With fewer triangles than these a part takes less time than threads take to begin.
constexpr std::uint64_t worth_threads = 1u << 18;

class Passes {
 public:
  Passes(const TrianglePass& pass, std::span<ArcTime> times)
      : pass_(pass),
        topology_(pass.lists.topology()),
        times_(times),
        parts_(cut_tree(topology_, suitable_cut(topology_))),
        independent_end_(
            std::stable_partition(parts_.begin(), parts_.end(),
                                  [](const TreePart& part) { return part.is_independent; })),
        rows_(std::max(pass.execution.threads, 1u), std::vector<ArcTime>(depth_count(topology_))) {}

  void lower();
  void upper();

 private:
  using Parts = std::vector<TreePart>;

  template <class Work>
  void for_each_independent_part(Work&& work);
  void load(std::uint32_t rank, unsigned thread);
  void improve_rank(std::uint32_t rank, std::uint32_t begin, std::uint32_t end, unsigned thread);
  void improve_ends(std::uint32_t rank, std::uint32_t begin, std::uint32_t end, unsigned thread);
  void lower_part(const TreePart& part);
  void upper_part(const TreePart& part, unsigned threads, unsigned thread);
  std::vector<std::uint32_t> ancestors_of(const TreePart& part) const;
  /// Those with their lowest vertex in a part.
  std::uint64_t triangles_of(const TreePart& part) const {
    std::uint64_t sum = 0;
    for (std::uint32_t r = part.begin; r < part.end; ++r) sum += triangles_over(topology_, r);
    return sum;
  }
  unsigned threads_for(std::uint64_t triangles) const {
    return triangles < worth_threads ? 1 : pass_.execution.threads;
  }

  const TrianglePass& pass_;
  const ChordalTopology& topology_;
  std::span<ArcTime> times_;
  Parts parts_;  ///< the independent ones in front, all ascending
  Parts::iterator independent_end_;
  /// By thread: times between the vertex that all triangles of the moment have in common and its
  /// ancestors, by height.
  std::vector<std::vector<ArcTime>> rows_;
};

template <class Work>
void Passes::for_each_independent_part(Work&& work) {
  const auto count = static_cast<std::size_t>(independent_end_ - parts_.begin());
  std::uint64_t triangles = 0;
  for (std::size_t p = 0; p < count; ++p) triangles += triangles_of(parts_[p]);
  parallel_for(count, threads_for(triangles), 1,
               [&](std::size_t begin, std::size_t end, unsigned thread) {
                 for (std::size_t p = begin; p < end; ++p) {
                   pass_.execution.check_interrupted();
                   work(parts_[p], thread);
                 }
               });
}

void Passes::load(std::uint32_t rank, unsigned thread) {
  const auto height = pass_.lists.height();
  for (std::uint32_t arc = topology_.first_up[rank]; arc < topology_.first_up[rank + 1]; ++arc) {
    rows_[thread][height[arc]] = times_[arc];
  }
}

/// Improves the arcs of a rank by the ways over lower ends in `[begin, end)`.
void Passes::improve_rank(std::uint32_t rank, std::uint32_t begin, std::uint32_t end,
                          unsigned thread) {
  const auto lower = pass_.lists.lower(rank, begin, end);
  if (lower.empty()) return;
  const auto height = pass_.lists.height();
  load(rank, thread);
  improve_row({times_.data(), height.data(), rows_[thread].data()}, lower, pass_.simd);
  for (std::uint32_t arc = topology_.first_up[rank]; arc < topology_.first_up[rank + 1]; ++arc) {
    times_[arc] = rows_[thread][height[arc]];
  }
}

/// Improves the arcs of lower ends in `[begin, end)` by those of a rank.
void Passes::improve_ends(std::uint32_t rank, std::uint32_t begin, std::uint32_t end,
                          unsigned thread) {
  const auto lower = pass_.lists.lower(rank, begin, end);
  if (lower.empty()) return;
  load(rank, thread);
  improve_below({times_.data(), pass_.lists.height().data(), rows_[thread].data()}, lower,
                pass_.simd);
}

void Passes::lower() {
  for_each_independent_part([&](const TreePart& part, unsigned thread) {
    for (std::uint32_t r = part.begin; r < part.end; ++r) improve_rank(r, part.begin, r, thread);
  });
  for (auto part = independent_end_; part != parts_.end(); ++part) lower_part(*part);
}

// All ranks below the part are final: each of its own takes them for itself, and then, one after
// the other, those within the part.
void Passes::lower_part(const TreePart& part) {
  pass_.execution.check_interrupted();
  std::uint64_t triangles = 0;
  for (std::uint32_t r = part.begin; r < part.end; ++r) {
    triangles += std::uint64_t{pass_.lists.lower_count(r)} *
                 (topology_.first_up[r + 1] - topology_.first_up[r]);
  }
  parallel_for(part.end - part.begin, threads_for(triangles), 1,
               [&](std::size_t begin, std::size_t, unsigned thread) {
                 improve_rank(part.begin + static_cast<std::uint32_t>(begin), 0, part.begin,
                              thread);
               });
  for (std::uint32_t r = part.begin; r < part.end; ++r) improve_rank(r, part.begin, r, 0);
}

void Passes::upper() {
  for (auto part = parts_.end(); part != independent_end_;) {
    --part;
    pass_.execution.check_interrupted();
    upper_part(*part, threads_for(triangles_of(*part)), 0);
  }
  for_each_independent_part(
      [&](const TreePart& part, unsigned thread) { upper_part(part, 1, thread); });
}

// All ranks above the part are final.
void Passes::upper_part(const TreePart& part, unsigned threads, unsigned thread) {
  const std::vector<std::uint32_t> ancestors = ancestors_of(part);
  const std::uint32_t ranks = part.end - part.begin;
  parallel_for(ranks, threads, (ranks + threads - 1) / threads,
               [&](std::size_t begin, std::size_t end, unsigned worker) {
                 for (const std::uint32_t r : ancestors) {
                   improve_ends(r, part.begin + static_cast<std::uint32_t>(begin),
                                part.begin + static_cast<std::uint32_t>(end), thread + worker);
                 }
               });
  for (std::uint32_t r = part.end; r-- > part.begin;) improve_ends(r, part.begin, r, thread);
}

/// The ancestors beyond a part that its ranks have arcs to, from the highest down. The arcs of the
/// others lead no farther than those of ranks whose parent lies beyond.
std::vector<std::uint32_t> Passes::ancestors_of(const TreePart& part) const {
  std::vector<std::uint32_t> ancestors;
  for (std::uint32_t r = part.begin; r < part.end; ++r) {
    if (topology_.parent[r] == ChordalTopology::no_rank || topology_.parent[r] < part.end) continue;
    const auto heads = topology_.up.span().subspan(
        topology_.first_up[r], topology_.first_up[r + 1] - topology_.first_up[r]);
    ancestors.insert(ancestors.end(), heads.begin(), heads.end());
  }
  std::ranges::sort(ancestors, std::greater<>());
  ancestors.erase(std::unique(ancestors.begin(), ancestors.end()), ancestors.end());
  return ancestors;
}

}  // namespace

TriangleLists::TriangleLists(const ChordalTopology& topology)
    : topology_(topology),
      first_lower_(topology.vertex_count() + 1, 0),
      lower_(topology.arc_count()),
      height_(topology.arc_count()) {
  for (const std::uint32_t head : topology.up) ++first_lower_[head + 1];
  for (std::size_t r = 0; r < topology.vertex_count(); ++r) {
    first_lower_[r + 1] += first_lower_[r];
  }
  const std::size_t depths = depth_count(topology);
  std::vector<std::uint32_t> next(first_lower_.begin(), first_lower_.end() - 1);
  for (std::size_t r = 0; r < topology.vertex_count(); ++r) {
    const std::uint32_t end = topology.first_up[r + 1];
    for (std::uint32_t arc = topology.first_up[r]; arc < end; ++arc) {
      lower_[next[topology.up[arc]]++] = {arc, end};
      height_[arc] = static_cast<std::uint16_t>(depths - 1 - topology.depth[topology.up[arc]]);
    }
  }
}

std::span<const LowerArc> TriangleLists::lower(std::uint32_t rank, std::uint32_t begin,
                                               std::uint32_t end) const {
  const auto all = std::span(lower_).subspan(first_lower_[rank], lower_count(rank));
  const auto at = [&](std::uint32_t lowest) {
    return std::ranges::lower_bound(all, topology_.first_up[lowest], {}, &LowerArc::arc);
  };
  return {at(begin), at(end)};
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

// Each direction of an arc has arcs of one tail alone, and thus of one thread.
std::vector<ArcTime> respect(const ChordalTopology& topology, const SearchGraph& graph,
                             const Execution& execution) {
  constexpr std::size_t block = 1u << 14;
  const std::vector<std::uint32_t> rank = ranks_of(topology);
  std::vector<ArcTime> times(topology.arc_count(), {no_way, no_way});
  parallel_for(graph.vertex_count(), execution.threads, block,
               [&](std::size_t begin, std::size_t vertices_end, unsigned) {
                 execution.check_interrupted();
                 for (std::size_t v = begin; v < vertices_end; ++v) {
                   for (std::uint32_t a = graph.first[v]; a < graph.first[v + 1]; ++a) {
                     const std::uint32_t tail = rank[v];
                     const std::uint32_t head = rank[graph.arcs[a].to.value()];
                     if (tail == head) continue;
                     ArcTime& arc =
                         times[find_arc(topology, std::min(tail, head), std::max(tail, head))];
                     std::uint32_t& time_ms = tail < head ? arc.up_ms : arc.down_ms;
                     time_ms = std::min(time_ms, graph.arcs[a].time_ms);
                   }
                 }
               });
  return times;
}

void lower_triangles(const TrianglePass& pass, std::span<ArcTime> times) {
  Passes(pass, times).lower();
}

void upper_triangles(const TrianglePass& pass, std::span<ArcTime> times) {
  Passes(pass, times).upper();
}

}  // namespace coverage
