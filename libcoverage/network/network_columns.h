#pragma once

#include "libcoverage/network/road_network.h"

namespace coverage {

/// Calls `visit(name, column)` with every column of a network, in the order of its file. The names
/// are those of the file's sections: a change needs a new `network_layout`.
template <class Network, class Visit>
void for_each_column(Network& network, const Visit& visit) {
  visit("junction_position", network.junction_position);
  visit("junction_lon_lat", network.junction_lon_lat);
  visit("vertex_junction", network.vertex_junction);
  visit("vertex_component", network.vertex_component);
  visit("first_arc", network.first_arc);
  visit("arc_tail", network.arc_tail);
  visit("arc_head", network.arc_head);
  visit("arc_time_ms", network.arc_time_ms);
  visit("arc_length_mm", network.arc_length_mm);
  visit("arc_run", network.arc_run);
  visit("arc_is_forward", network.arc_is_forward);
  visit("first_in_arc", network.first_in_arc);
  visit("in_arcs", network.in_arcs);
  visit("first_run_segment", network.first_run_segment);
  visit("run_segments", network.run_segments);
  visit("run_forward_head", network.run_forward_head);
  visit("run_backward_head", network.run_backward_head);
  visit("first_run_forward_arc", network.first_run_forward_arc);
  visit("run_forward_arcs", network.run_forward_arcs);
  visit("first_run_backward_arc", network.first_run_backward_arc);
  visit("run_backward_arcs", network.run_backward_arcs);
  visit("segment_way_id", network.segment_way_id);
  visit("segment_way_index", network.segment_way_index);
  visit("segment_class", network.segment_class);
  visit("segment_name", network.segment_name);
  visit("segment_flags", network.segment_flags);
  visit("segment_length_mm", network.segment_length_mm);
  visit("segment_forward_ms", network.segment_forward_ms);
  visit("segment_backward_ms", network.segment_backward_ms);
  visit("segment_forward_delay_ms", network.segment_forward_delay_ms);
  visit("segment_backward_delay_ms", network.segment_backward_delay_ms);
  visit("segment_delay_kind", network.segment_delay_kind);
  visit("segment_speed_source", network.segment_speed_source);
  visit("segment_climb_mm", network.segment_climb_mm);
  visit("segment_descent_mm", network.segment_descent_mm);
  visit("segment_run", network.segment_run);
  visit("segment_place_in_run", network.segment_place_in_run);
  visit("segment_along_run", network.segment_along_run);
  visit("first_shape_point", network.first_shape_point);
  visit("shape_points", network.shape_points);
  visit("cut_vertices", network.cut_vertices);
}

/// Counts up whenever the columns, their meaning or the way they are built change: older files are
/// then built again.
constexpr int network_layout = 5;

}  // namespace coverage
