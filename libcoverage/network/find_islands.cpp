#include "libcoverage/network/find_islands.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace coverage {

namespace {

using Kind = Island::Kind;

/// Runs that are one (union by the lowest number, paths halved).
class RunSets {
 public:
  explicit RunSets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }
  std::uint32_t root(std::uint32_t run) {
    while (parent_[run] != run) run = parent_[run] = parent_[parent_[run]];
    return run;
  }
  void unite(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

class IslandFinder {
 public:
  IslandFinder(const RoadNetwork& network, const RoadEnds& ends)
      : network_(network),
        ends_(ends),
        reach_(find_run_reach(network)),
        sets_(network.run_count()),
        is_cut_(network.junction_count()) {
    for (const VertexId vertex : network.cut_vertices) {
      is_cut_[network.vertex_junction[vertex.value()].value()] = true;
    }
  }

  std::vector<Island> find() {
    for (std::size_t j = 0; j < network_.junction_count(); ++j) join_at(JunctionId::from_size(j));
    std::map<std::uint32_t, std::vector<std::uint32_t>> runs_of_island;
    for (std::uint32_t r = 0; r < network_.run_count(); ++r) {
      if (!is_main(r)) runs_of_island[sets_.root(r)].push_back(r);
    }
    std::vector<Island> islands;
    islands.reserve(runs_of_island.size());
    for (const auto& [root, runs] : runs_of_island) islands.push_back(island_of(runs));
    std::sort(islands.begin(), islands.end(), [](const Island& a, const Island& b) {
      if (a.length_mm != b.length_mm) return a.length_mm > b.length_mm;
      return a.segments.front() < b.segments.front();
    });
    return islands;
  }

 private:
  bool is_main(std::uint32_t run) const { return reach_.entered[run] && reach_.left[run]; }
  Kind kind_of(std::uint32_t run) const {
    if (reach_.entered[run]) return Kind::only_entered;
    return reach_.left[run] ? Kind::only_left : Kind::separate;
  }

  void join_at(JunctionId junction) {
    const auto meetings = ends_.at(junction);
    for (const auto& meeting : meetings) {
      if (is_main(meeting.run.value())) return;
    }
    for (std::size_t a = 0; a < meetings.size(); ++a) {
      for (std::size_t b = a + 1; b < meetings.size(); ++b) {
        const std::uint32_t first = meetings[a].run.value(), second = meetings[b].run.value();
        if (kind_of(first) == kind_of(second)) sets_.unite(first, second);
      }
    }
  }

  Island island_of(const std::vector<std::uint32_t>& runs) const {
    Island island;
    island.kind = kind_of(runs.front());
    for (const std::uint32_t run : runs) {
      for (const JunctionId end : {ends_.from[run], ends_.to[run]}) {
        island.at_data_end = island.at_data_end || (end.valid() && is_cut_[end.value()]);
      }
      for (std::uint32_t k = network_.first_run_segment[run];
           k < network_.first_run_segment[run + 1]; ++k) {
        island.segments.push_back(network_.run_segments[k]);
      }
    }
    std::sort(island.segments.begin(), island.segments.end());
    count_vertices(runs, island);
    measure(island);
    return island;
  }

  void count_vertices(const std::vector<std::uint32_t>& runs, Island& island) const {
    std::vector<VertexId> vertices;
    const auto add = [&](VertexId vertex) {
      if (vertex.valid() && network_.vertex_component[vertex.value()] != 0) {
        vertices.push_back(vertex);
      }
    };
    for (const std::uint32_t run : runs) {
      add(network_.run_forward_head[run]);
      add(network_.run_backward_head[run]);
      for (std::uint32_t k = network_.first_run_forward_arc[run];
           k < network_.first_run_forward_arc[run + 1]; ++k) {
        add(network_.arc_tail[network_.run_forward_arcs[k].value()]);
      }
      for (std::uint32_t k = network_.first_run_backward_arc[run];
           k < network_.first_run_backward_arc[run + 1]; ++k) {
        add(network_.arc_tail[network_.run_backward_arcs[k].value()]);
      }
    }
    std::sort(vertices.begin(), vertices.end());
    vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
    island.vertices = static_cast<std::uint32_t>(vertices.size());
    for (const VertexId vertex : vertices) {
      const std::uint32_t component = network_.vertex_component[vertex.value()];
      // Components are numbered from the largest down.
      island.component = island.component == 0 ? component : std::min(island.component, component);
    }
  }

  void measure(Island& island) const {
    std::map<std::int64_t, std::uint64_t> length_of_way;
    SegmentId longest = island.segments.front();
    for (const SegmentId segment : island.segments) {
      const std::uint32_t length = network_.segment_length_mm[segment.value()];
      island.length_mm += length;
      length_of_way[network_.segment_way_id[segment.value()]] += length;
      if (length > network_.segment_length_mm[longest.value()]) longest = segment;
    }
    island.ways = static_cast<std::uint32_t>(length_of_way.size());
    island.longest_way =
        std::max_element(length_of_way.begin(), length_of_way.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; })
            ->first;
    const auto shape = network_.shape(longest);
    island.place = interpolate(shape[(shape.size() - 1) / 2], shape[shape.size() / 2], 0.5);
  }

  const RoadNetwork& network_;
  const RoadEnds& ends_;
  const RunReach reach_;
  RunSets sets_;
  std::vector<bool> is_cut_;  ///< by junction
};

}  // namespace

std::vector<Island> find_islands(const RoadNetwork& network, const RoadEnds& ends) {
  return IslandFinder(network, ends).find();
}

const char* name_of(Island::Kind kind) {
  switch (kind) {
    case Kind::separate:
      return "separate";
    case Kind::only_entered:
      return "only_entered";
    case Kind::only_left:
      return "only_left";
  }
  return "";
}

Message text_of(Island::Kind kind) {
  switch (kind) {
    case Kind::separate:
      return {"cut off: neither entered nor left",
              "isolées : on ne peut ni y entrer, ni en sortir"};
    case Kind::only_entered:
      return {"one-way dead end: entered, not left",
              "impasse à sens unique : on peut y entrer, pas en sortir"};
    case Kind::only_left:
      return {"no way in: left, not entered", "sans entrée : on peut en sortir, pas y entrer"};
  }
  return {};
}

}  // namespace coverage
