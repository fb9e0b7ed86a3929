#include <fmt/format.h>

#include "libcoverage/network/road_network.h"

namespace coverage {

namespace {

using Defect = std::optional<std::string>;

Defect bad_offsets(const char* name, const Column<std::uint32_t>& first, std::size_t groups,
                   std::size_t rows) {
  if (first.size() != groups + 1) {
    return fmt::format("{} has {} entries, not {}", name, first.size(), groups + 1);
  }
  if (first[0] != 0 || first[groups] != rows) {
    return fmt::format("{} does not span its {} rows", name, rows);
  }
  for (std::size_t k = 0; k < groups; ++k) {
    if (first[k] > first[k + 1]) return fmt::format("{}[{}] is after the next", name, k);
  }
  return {};
}

template <class Id>
Defect bad_ids(const char* name, const Column<Id>& ids, std::size_t limit) {
  for (std::size_t k = 0; k < ids.size(); ++k) {
    if (ids[k].value() >= limit) {
      return fmt::format("{}[{}] is {}, of {}", name, k, ids[k].value(), limit);
    }
  }
  return {};
}

template <class T>
Defect bad_size(const char* name, const Column<T>& column, std::size_t size) {
  if (column.size() == size) return {};
  return fmt::format("{} has {} rows, not {}", name, column.size(), size);
}

Defect first_of(std::initializer_list<Defect> defects) {
  for (const Defect& defect : defects) {
    if (defect) return defect;
  }
  return {};
}

Defect bad_sizes(const RoadNetwork& n) {
  const std::size_t arcs = n.arc_head.size();
  const std::size_t segments = n.segment_way_id.size();
  return first_of({bad_size("junction_lon_lat", n.junction_lon_lat, n.junction_position.size()),
                   bad_size("vertex_component", n.vertex_component, n.vertex_junction.size()),
                   bad_size("arc_tail", n.arc_tail, arcs),
                   bad_size("arc_time_ms", n.arc_time_ms, arcs),
                   bad_size("arc_length_mm", n.arc_length_mm, arcs),
                   bad_size("arc_run", n.arc_run, arcs),
                   bad_size("arc_is_forward", n.arc_is_forward, arcs),
                   bad_size("in_arcs", n.in_arcs, arcs),
                   bad_size("run_segments", n.run_segments, segments),
                   bad_size("segment_way_index", n.segment_way_index, segments),
                   bad_size("segment_class", n.segment_class, segments),
                   bad_size("segment_name", n.segment_name, segments),
                   bad_size("segment_flags", n.segment_flags, segments),
                   bad_size("segment_length_mm", n.segment_length_mm, segments),
                   bad_size("segment_forward_ms", n.segment_forward_ms, segments),
                   bad_size("segment_backward_ms", n.segment_backward_ms, segments),
                   bad_size("segment_forward_delay_ms", n.segment_forward_delay_ms, segments),
                   bad_size("segment_backward_delay_ms", n.segment_backward_delay_ms, segments),
                   bad_size("segment_delay_kind", n.segment_delay_kind, segments),
                   bad_size("segment_speed_source", n.segment_speed_source, segments),
                   bad_size("segment_climb_mm", n.segment_climb_mm, segments),
                   bad_size("segment_descent_mm", n.segment_descent_mm, segments),
                   bad_size("segment_run", n.segment_run, segments),
                   bad_size("segment_place_in_run", n.segment_place_in_run, segments),
                   bad_size("segment_along_run", n.segment_along_run, segments),
                   bad_size("class_demand_factor", Column<double>(n.class_demand_factor),
                            n.class_names.size())});
}

Defect bad_references(const RoadNetwork& n) {
  const std::size_t vertices = n.vertex_junction.size();
  const std::size_t arcs = n.arc_head.size();
  const std::size_t segments = n.segment_way_id.size();
  const std::size_t runs = n.run_count();
  return first_of(
      {bad_offsets("first_arc", n.first_arc, vertices, arcs),
       bad_offsets("first_in_arc", n.first_in_arc, vertices, arcs),
       bad_offsets("first_run_segment", n.first_run_segment, runs, segments),
       bad_offsets("first_run_forward_arc", n.first_run_forward_arc, runs,
                   n.run_forward_arcs.size()),
       bad_offsets("first_run_backward_arc", n.first_run_backward_arc, runs,
                   n.run_backward_arcs.size()),
       bad_offsets("first_shape_point", n.first_shape_point, segments, n.shape_points.size()),
       bad_ids("vertex_junction", n.vertex_junction, n.junction_position.size()),
       bad_ids("arc_tail", n.arc_tail, vertices), bad_ids("arc_head", n.arc_head, vertices),
       bad_ids("arc_run", n.arc_run, runs), bad_ids("in_arcs", n.in_arcs, arcs),
       bad_ids("run_segments", n.run_segments, segments),
       bad_ids("run_forward_arcs", n.run_forward_arcs, arcs),
       bad_ids("run_backward_arcs", n.run_backward_arcs, arcs),
       bad_ids("segment_run", n.segment_run, runs),
       bad_ids("cut_vertices", n.cut_vertices, vertices)});
}

Defect bad_names(const RoadNetwork& n) {
  if (n.names.first().empty()) return "names have no offsets";
  return bad_offsets("name_first", n.names.first(), n.names.size(), n.names.bytes().size());
}

Defect bad_segments(const RoadNetwork& n) {
  for (std::size_t s = 0; s < n.segment_count(); ++s) {
    if (n.segment_class[s] >= n.class_names.size()) {
      return fmt::format("segment_class[{}] is unknown", s);
    }
    if (n.segment_name[s] >= n.names.size()) return fmt::format("segment_name[{}] is unknown", s);
    if (n.first_shape_point[s + 1] - n.first_shape_point[s] < 2) {
      return fmt::format("segment {} has fewer than two shape points", s);
    }
    const std::uint32_t run = n.segment_run[s].value();
    const std::uint32_t place = n.first_run_segment[run] + n.segment_place_in_run[s];
    if (place >= n.first_run_segment[run + 1] || n.run_segments[place].value() != s) {
      return fmt::format("segment {} is not at its place in run {}", s, run);
    }
  }
  return {};
}

std::uint64_t summed_time(const RoadNetwork& n, std::size_t arc) {
  const bool forward = n.arc_is_forward[arc] != 0;
  const std::uint32_t run = n.arc_run[arc].value();
  std::uint64_t sum = 0;
  for (std::uint32_t k = n.first_run_segment[run]; k < n.first_run_segment[run + 1]; ++k) {
    const std::uint32_t s = n.run_segments[k].value();
    const bool along = (n.segment_along_run[s] != 0) == forward;
    sum += along ? std::uint64_t{n.segment_forward_ms[s]} + n.segment_forward_delay_ms[s]
                 : std::uint64_t{n.segment_backward_ms[s]} + n.segment_backward_delay_ms[s];
  }
  return sum;
}

Defect bad_run_heads(const RoadNetwork& n) {
  for (const auto* heads : {&n.run_forward_head, &n.run_backward_head}) {
    if (heads->size() != n.run_count()) return "run heads are not one a run";
    for (std::size_t r = 0; r < heads->size(); ++r) {
      const VertexId head = (*heads)[r];
      if (head.valid() && head.value() >= n.vertex_count()) {
        return fmt::format("the head of run {} is no vertex", r);
      }
    }
  }
  return {};
}

Defect bad_arcs(const RoadNetwork& n) {
  for (std::uint32_t v = 0; v < n.vertex_count(); ++v) {
    for (std::uint32_t a = n.first_arc[v]; a < n.first_arc[v + 1]; ++a) {
      if (n.arc_tail[a].value() != v) return fmt::format("arc {} is not with its tail", a);
    }
    for (std::uint32_t k = n.first_in_arc[v]; k < n.first_in_arc[v + 1]; ++k) {
      if (n.arc_head[n.in_arcs[k].value()].value() != v) {
        return fmt::format("in_arcs[{}] is not with its head", k);
      }
    }
  }
  for (std::size_t a = 0; a < n.arc_count(); ++a) {
    if (n.arc_time_ms[a] == 0) return fmt::format("arc {} takes no time", a);
    // A turn costs some time too, but no profile makes it cost an hour.
    constexpr std::uint64_t most_turn_ms = 3'600'000;
    const std::uint64_t sum = summed_time(n, a);
    if (n.arc_time_ms[a] < sum || n.arc_time_ms[a] > sum + most_turn_ms) {
      return fmt::format("the time of arc {} is not the sum of its segments'", a);
    }
  }
  return {};
}

}  // namespace

std::optional<std::string> find_defect(const RoadNetwork& network) {
  // Each check relies on those before it.
  for (const auto check :
       {bad_sizes, bad_references, bad_run_heads, bad_names, bad_segments, bad_arcs}) {
    if (Defect defect = check(network)) return defect;
  }
  return {};
}

}  // namespace coverage
