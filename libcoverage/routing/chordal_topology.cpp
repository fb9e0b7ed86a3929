#include "libcoverage/routing/chordal_topology.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "libcoverage/base/error.h"

namespace coverage {
namespace {

constexpr std::uint32_t no_rank = ChordalTopology::no_rank;

/// Lists of numbers, one list a row.
struct Rows {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> values;
};

/// The lower neighbours of each place of an order, and whatever parallels there are.
Rows lower_neighbours(const SearchGraph& graph, const std::vector<std::uint32_t>& place) {
  const std::size_t vertices = graph.vertex_count();
  Rows rows{std::vector<std::uint32_t>(vertices + 1, 0), {}};
  const auto for_each_edge = [&](const auto& visit) {
    for (std::size_t v = 0; v < vertices; ++v) {
      for (std::uint32_t arc = graph.first[v]; arc < graph.first[v + 1]; ++arc) {
        const std::uint32_t a = place[v];
        const std::uint32_t b = place[graph.arcs[arc].to.value()];
        if (a != b) visit(std::min(a, b), std::max(a, b));
      }
    }
  };
  for_each_edge([&](std::uint32_t, std::uint32_t high) { ++rows.first[high + 1]; });
  for (std::size_t v = 0; v < vertices; ++v) rows.first[v + 1] += rows.first[v];
  rows.values.resize(rows.first.back());
  std::vector<std::uint32_t> next(rows.first.begin(), rows.first.end() - 1);
  for_each_edge([&](std::uint32_t low, std::uint32_t high) { rows.values[next[high]++] = low; });
  return rows;
}

/// The parent of each place in the elimination tree (Liu 1990): the top of every subtree that a
/// vertex touches becomes its child; short cuts to the tops keep the walks short.
std::vector<std::uint32_t> parents_of(const Rows& lower) {
  const auto vertices = static_cast<std::uint32_t>(lower.first.size() - 1);
  std::vector<std::uint32_t> parent(vertices, no_rank);
  std::vector<std::uint32_t> short_cut(vertices, no_rank);
  for (std::uint32_t v = 0; v < vertices; ++v) {
    for (std::uint32_t i = lower.first[v]; i < lower.first[v + 1]; ++i) {
      std::uint32_t walk = lower.values[i];
      while (short_cut[walk] != no_rank && short_cut[walk] != v) {
        walk = std::exchange(short_cut[walk], v);
      }
      if (short_cut[walk] == no_rank && walk != v) {
        short_cut[walk] = v;
        parent[walk] = v;
      }
    }
  }
  return parent;
}

/// By place the rank in a postorder of the tree, children in their order.
std::vector<std::uint32_t> postorder(const std::vector<std::uint32_t>& parent) {
  const auto vertices = static_cast<std::uint32_t>(parent.size());
  std::vector<std::uint32_t> size(vertices, 1);
  for (std::uint32_t v = 0; v < vertices; ++v) {
    if (parent[v] != no_rank) size[parent[v]] += size[v];
  }
  // A subtree ends with its own top, and the next sibling's begins after it.
  std::vector<std::uint32_t> children_end(vertices, 0);
  std::vector<std::uint32_t> rank(vertices);
  std::uint32_t roots_end = vertices;
  for (std::uint32_t v = vertices; v-- > 0;) {
    std::uint32_t& end = parent[v] == no_rank ? roots_end : children_end[parent[v]];
    rank[v] = children_end[v] = end - 1;
    end -= size[v];
  }
  return rank;
}

/// The higher neighbours of every rank, each list ascending.
Rows complete(const Rows& lower, const std::vector<std::uint32_t>& parent) {
  const auto vertices = static_cast<std::uint32_t>(parent.size());
  Rows higher{std::vector<std::uint32_t>(vertices + 1, 0), {}};
  for (const std::uint32_t low : lower.values) ++higher.first[low + 1];
  for (std::uint32_t v = 0; v < vertices; ++v) higher.first[v + 1] += higher.first[v];
  higher.values.resize(lower.values.size());
  std::vector<std::uint32_t> next(higher.first.begin(), higher.first.end() - 1);
  for (std::uint32_t v = 0; v < vertices; ++v) {
    for (std::uint32_t i = lower.first[v]; i < lower.first[v + 1]; ++i) {
      higher.values[next[lower.values[i]]++] = v;
    }
  }

  // Children stand before their parent: their lists, without the parent, flow into its own.
  std::vector<std::uint32_t> last_child(vertices, no_rank);
  std::vector<std::uint32_t> sibling(vertices, no_rank);
  for (std::uint32_t v = 0; v < vertices; ++v) {
    if (parent[v] != no_rank) sibling[v] = std::exchange(last_child[parent[v]], v);
  }
  Rows all{std::vector<std::uint32_t>(1, 0), {}};
  all.first.reserve(std::size_t{vertices} + 1);
  std::vector<std::uint32_t> seen_by(vertices, no_rank);
  const auto take = [&](std::uint32_t v, std::uint32_t neighbour) {
    if (neighbour == v || seen_by[neighbour] == v) return;
    seen_by[neighbour] = v;
    all.values.push_back(neighbour);
  };
  for (std::uint32_t v = 0; v < vertices; ++v) {
    for (std::uint32_t i = higher.first[v]; i < higher.first[v + 1]; ++i) take(v, higher.values[i]);
    for (std::uint32_t child = last_child[v]; child != no_rank; child = sibling[child]) {
      for (std::uint32_t i = all.first[child]; i < all.first[child + 1]; ++i) {
        take(v, all.values[i]);
      }
    }
    std::sort(all.values.begin() + all.first[v], all.values.end());
    if (all.values.size() > std::numeric_limits<std::uint32_t>::max()) {
      throw InputError({"This network's hierarchy would have more than 2³² arcs",
                        "La hiérarchie de ce réseau aurait plus de 2³² arcs"},
                       {"Search it without a hierarchy", "Cherchez sans hiérarchie"});
    }
    all.first.push_back(static_cast<std::uint32_t>(all.values.size()));
  }
  return all;
}

std::vector<std::uint16_t> depths_of(const std::vector<std::uint32_t>& parent) {
  std::vector<std::uint16_t> depth(parent.size(), 0);
  for (std::size_t r = parent.size(); r-- > 0;) {
    if (parent[r] == no_rank) continue;
    if (depth[parent[r]] == ChordalTopology::most_depth) {
      throw InputError(
          message("This network's hierarchy is deeper than {} levels: it is no road network",
                  "La hiérarchie de ce réseau dépasse {} niveaux : ce n’est pas un réseau routier",
                  ChordalTopology::most_depth),
          {"Search it without a hierarchy", "Cherchez sans hiérarchie"});
    }
    depth[r] = static_cast<std::uint16_t>(depth[parent[r]] + 1);
  }
  return depth;
}

std::vector<std::uint32_t> first_descendants(const std::vector<std::uint32_t>& parent) {
  std::vector<std::uint32_t> first(parent.size());
  for (std::uint32_t r = 0; r < parent.size(); ++r) first[r] = r;
  for (std::uint32_t r = 0; r < parent.size(); ++r) {
    if (parent[r] != no_rank) first[parent[r]] = std::min(first[parent[r]], first[r]);
  }
  return first;
}

}  // namespace

ChordalTopology build_topology(const SearchGraph& graph, std::span<const VertexId> order) {
  std::vector<std::uint32_t> place(graph.vertex_count());
  for (std::uint32_t p = 0; p < order.size(); ++p) place[order[p].value()] = p;
  const std::vector<std::uint32_t> rank = postorder(parents_of(lower_neighbours(graph, place)));
  std::vector<VertexId> vertex(order.size());
  for (std::uint32_t p = 0; p < order.size(); ++p) vertex[rank[p]] = order[p];
  for (std::uint32_t& p : place) p = rank[p];

  const Rows lower = lower_neighbours(graph, place);
  std::vector<std::uint32_t> parent = parents_of(lower);
  ChordalTopology topology;
  topology.depth = depths_of(parent);
  topology.first_descendant = first_descendants(parent);
  Rows up = complete(lower, parent);
  topology.vertex = std::move(vertex);
  topology.parent = std::move(parent);
  topology.first_up = std::move(up.first);
  topology.up = std::move(up.values);
  return topology;
}

namespace {

std::optional<std::string> find_tree_defect(const ChordalTopology& t) {
  const auto vertices = static_cast<std::uint32_t>(t.vertex_count());
  std::vector<bool> seen(vertices, false);
  for (std::uint32_t r = 0; r < vertices; ++r) {
    const std::uint32_t v = t.vertex[r].value();
    if (v >= vertices || seen[v]) return fmt::format("rank {} belongs to no vertex of its own", r);
    seen[v] = true;
    const std::uint32_t parent = t.parent[r];
    if (parent != no_rank && (parent <= r || parent >= vertices)) {
      return fmt::format("rank {} has a parent that is not higher", r);
    }
    if (t.depth[r] != (parent == no_rank ? 0 : t.depth[parent] + 1)) {
      return fmt::format("rank {} does not stand below its parent", r);
    }
  }
  // Descending, every subtree must end where the one before it, or its parent's rest, begins.
  std::vector<std::uint32_t> free_end(vertices);
  std::uint32_t roots_end = vertices;
  for (std::uint32_t r = vertices; r-- > 0;) {
    std::uint32_t& end = t.parent[r] == no_rank ? roots_end : free_end[t.parent[r]];
    const std::uint32_t first = t.first_descendant[r];
    const bool fits = t.parent[r] == no_rank || t.first_descendant[t.parent[r]] <= first;
    if (end != r + 1 || first > r || !fits) {
      return fmt::format("the subtree of rank {} is not a range", r);
    }
    end = first;
    free_end[r] = r;
  }
  return {};
}

std::optional<std::string> find_arc_defect(const ChordalTopology& t) {
  const auto vertices = static_cast<std::uint32_t>(t.vertex_count());
  for (std::uint32_t r = 0; r < vertices; ++r) {
    const std::uint32_t begin = t.first_up[r];
    const std::uint32_t end = t.first_up[r + 1];
    if (begin > end || end > t.arc_count()) {
      return fmt::format("the arcs of rank {} are out of order", r);
    }
    const std::uint32_t lowest = begin == end ? no_rank : t.up[begin];
    if (lowest != t.parent[r]) return fmt::format("rank {} has no arc to its parent", r);
    for (std::uint32_t arc = begin; arc < end; ++arc) {
      const bool ascends = t.up[arc] > (arc == begin ? r : t.up[arc - 1]);
      if (!ascends || t.up[arc] >= vertices || !t.is_ancestor_or_self(t.up[arc], r)) {
        return fmt::format("arc {} of rank {} leads to no higher ancestor", arc, r);
      }
    }
  }
  for (std::uint32_t r = 0; r < vertices; ++r) {
    if (t.parent[r] == no_rank) continue;
    const auto heads = t.up.span();
    const auto mine = heads.subspan(t.first_up[r] + 1, t.first_up[r + 1] - t.first_up[r] - 1);
    const std::uint32_t above = t.first_up[t.parent[r]];
    const auto theirs = heads.subspan(above, t.first_up[t.parent[r] + 1] - above);
    if (!std::includes(theirs.begin(), theirs.end(), mine.begin(), mine.end())) {
      return fmt::format("higher neighbours of rank {} are not neighbours of each other", r);
    }
  }
  return {};
}

}  // namespace

std::optional<std::string> find_defect(const ChordalTopology& t) {
  const std::size_t vertices = t.vertex_count();
  if (t.parent.size() != vertices || t.depth.size() != vertices ||
      t.first_descendant.size() != vertices || t.first_up.size() != vertices + 1 ||
      t.first_up[0] != 0 || t.first_up[vertices] != t.arc_count()) {
    return "columns of the hierarchy have different lengths";
  }
  if (auto defect = find_tree_defect(t)) return defect;
  return find_arc_defect(t);
}

std::size_t depth_count(const ChordalTopology& topology) {
  const auto depth = topology.depth.span();
  return depth.empty() ? 0 : *std::max_element(depth.begin(), depth.end()) + std::size_t{1};
}

std::vector<std::uint32_t> ranks_of(const ChordalTopology& topology) {
  std::vector<std::uint32_t> rank(topology.vertex_count());
  for (std::uint32_t r = 0; r < rank.size(); ++r) rank[topology.vertex[r].value()] = r;
  return rank;
}

}  // namespace coverage
