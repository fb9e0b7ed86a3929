#include "libcoverage/network/build_network.h"

#include <algorithm>
#include <numeric>

#include "libcoverage/base/error.h"
#include "libcoverage/network/junction_order.h"
#include "libcoverage/network/main_roads.h"
#include "libcoverage/network/run_table.h"
#include "libcoverage/network/segment_table.h"
#include "libcoverage/network/strong_components.h"
#include "libcoverage/network/turn_restrictions.h"
#include "libcoverage/network/vertex_table.h"

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

/// Assembles the columns of a network from its segments and runs.
class NetworkAssembler {
 public:
  NetworkAssembler(SegmentTable segments, const RunTable& runs, const TurnRules& rules,
                   const Profile& profile)
      : table_(std::move(segments)), runs_(runs), rules_(rules), profile_(profile) {}

  RoadNetwork assemble() {
    add_junctions();
    add_arcs();
    add_runs();
    add_components();
    add_segments();
    add_cut_vertices();
    add_profile();
    return std::move(network_);
  }

 private:
  void add_junctions() {
    const std::vector<std::uint32_t> nodes = order_junctions(table_, runs_);
    junction_of_node_.assign(table_.nodes.size(), JunctionId::none().value());
    std::vector<Point> positions;
    std::vector<LonLat> lon_lats;
    for (const std::uint32_t n : nodes) {
      junction_of_node_[n] = static_cast<std::uint32_t>(positions.size());
      positions.push_back(table_.nodes[n].position);
      lon_lats.push_back(table_.nodes[n].lon_lat);
    }
    network_.junction_position = std::move(positions);
    network_.junction_lon_lat = std::move(lon_lats);
    vertices_ = make_vertices(table_, runs_, rules_, junction_of_node_);
    std::vector<JunctionId> vertex_junction;
    vertex_junction.reserve(vertices_.junction.size());
    for (const std::uint32_t junction : vertices_.junction) {
      vertex_junction.push_back(JunctionId(junction));
      stable_keys_.push_back(nodes[junction]);
    }
    network_.vertex_junction = std::move(vertex_junction);
  }

  struct Cost {
    std::uint32_t time_ms = 0, length_mm = 0;
  };

  Cost cost_of(DirectedRunId run) const {
    std::uint64_t time_ms = 0, length_mm = 0;
    for (const RunTable::Member& member : runs_.segments_of(run_of(run))) {
      const SegmentTable::Row& row = table_.rows[member.segment];
      const bool forward = member.along == is_forward(run);
      time_ms += forward ? std::uint64_t{row.forward_ms} + row.forward_delay_ms
                         : std::uint64_t{row.backward_ms} + row.backward_delay_ms;
      length_mm += row.length_mm;
    }
    if (time_ms >= RoadNetwork::no_way_through || length_mm > 0xffffffffu) {
      refuse_endless(table_.rows[runs_.segments_of(run_of(run)).front().segment].way_id, length_mm);
    }
    return {static_cast<std::uint32_t>(time_ms), static_cast<std::uint32_t>(length_mm)};
  }

  void add_arcs() {
    const std::size_t vertices = vertices_.junction.size();
    std::vector<std::uint32_t> first(vertices + 1), first_in(vertices + 1);
    std::vector<VertexId> tails, heads;
    std::vector<std::uint32_t> times, lengths;
    std::vector<RunId> runs;
    std::vector<std::uint8_t> forward;
    for (const VertexTable::Arc& arc : vertices_.arcs) {
      ++first[arc.tail + 1];
      ++first_in[arc.head + 1];
      tails.push_back(VertexId(arc.tail));
      heads.push_back(VertexId(arc.head));
      const Cost cost = cost_of(arc.run);
      times.push_back(cost.time_ms + arc.turn_ms);
      lengths.push_back(cost.length_mm);
      runs.push_back(RunId(run_of(arc.run)));
      forward.push_back(is_forward(arc.run) ? 1 : 0);
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::partial_sum(first_in.begin(), first_in.end(), first_in.begin());
    std::vector<ArcId> in_arcs(heads.size());
    std::vector<std::uint32_t> next(first_in.begin(), first_in.end() - 1);
    for (std::size_t a = 0; a < heads.size(); ++a) {
      in_arcs[next[heads[a].value()]++] = ArcId::from_size(a);
    }
    network_.first_arc = std::move(first);
    network_.first_in_arc = std::move(first_in);
    network_.in_arcs = std::move(in_arcs);
    network_.arc_tail = std::move(tails);
    network_.arc_head = std::move(heads);
    network_.arc_time_ms = std::move(times);
    network_.arc_length_mm = std::move(lengths);
    network_.arc_run = std::move(runs);
    network_.arc_is_forward = std::move(forward);
  }

  void add_runs() {
    std::vector<std::uint32_t> first{0};
    std::vector<SegmentId> segments;
    for (const RunTable::Run& run : runs_.runs) {
      for (std::uint32_t k = run.first; k < run.first + run.count; ++k) {
        segments.push_back(SegmentId(runs_.segments[k].segment));
      }
      first.push_back(static_cast<std::uint32_t>(segments.size()));
    }
    network_.first_run_segment = std::move(first);
    network_.run_segments = std::move(segments);
    network_.run_forward_head = heads_of_runs(true);
    network_.run_backward_head = heads_of_runs(false);
    add_arcs_of_runs(true, network_.first_run_forward_arc, network_.run_forward_arcs);
    add_arcs_of_runs(false, network_.first_run_backward_arc, network_.run_backward_arcs);
  }

  std::vector<VertexId> heads_of_runs(bool forward) const {
    std::vector<VertexId> heads;
    heads.reserve(runs_.runs.size());
    for (std::uint32_t r = 0; r < runs_.runs.size(); ++r) {
      heads.push_back(VertexId(vertices_.first_vertex[directed_run(r, forward).value()]));
    }
    return heads;
  }

  void add_arcs_of_runs(bool forward, Column<std::uint32_t>& first_column,
                        Column<ArcId>& arcs_column) const {
    std::vector<std::uint32_t> first(runs_.runs.size() + 1);
    for (const VertexTable::Arc& arc : vertices_.arcs) {
      first[run_of(arc.run) + 1] += is_forward(arc.run) == forward;
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<ArcId> of_run(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::size_t a = 0; a < vertices_.arcs.size(); ++a) {
      const DirectedRunId run = vertices_.arcs[a].run;
      if (is_forward(run) == forward) of_run[next[run_of(run)]++] = ArcId::from_size(a);
    }
    first_column = std::move(first);
    arcs_column = std::move(of_run);
  }

  void add_components() {
    network_.vertex_component = strong_components(network_, stable_keys_);
    main_run_ = find_main_runs(network_);
  }

  void add_segments() {
    const std::size_t count = table_.rows.size();
    std::vector<RunId> runs;
    std::vector<std::uint32_t> places;
    std::vector<std::uint8_t> along;
    for (const RunTable::Place& place : runs_.places) {
      runs.push_back(RunId(place.run));
      places.push_back(place.place);
      along.push_back(place.along ? 1 : 0);
    }
    network_.segment_way_id = column<std::int64_t>([](const auto& row) { return row.way_id; });
    network_.segment_way_index =
        column<std::uint32_t>([](const auto& row) { return row.way_index; });
    network_.segment_class = column<std::uint16_t>([](const auto& row) { return row.road_class; });
    network_.segment_name = column<std::uint32_t>([](const auto& row) { return row.name; });
    network_.segment_length_mm =
        column<std::uint32_t>([](const auto& row) { return row.length_mm; });
    network_.segment_forward_ms =
        column<std::uint32_t>([](const auto& row) { return row.forward_ms; });
    network_.segment_backward_ms =
        column<std::uint32_t>([](const auto& row) { return row.backward_ms; });
    network_.segment_forward_delay_ms =
        column<std::uint32_t>([](const auto& row) { return row.forward_delay_ms; });
    network_.segment_backward_delay_ms =
        column<std::uint32_t>([](const auto& row) { return row.backward_delay_ms; });
    network_.segment_climb_mm = column<std::uint32_t>([](const auto& row) { return row.climb_mm; });
    network_.segment_descent_mm =
        column<std::uint32_t>([](const auto& row) { return row.descent_mm; });
    network_.segment_speed_source = column<std::uint8_t>(
        [](const auto& row) { return packed_sources(row.forward_source, row.backward_source); });
    std::vector<std::uint8_t> flags;
    flags.reserve(count);
    for (std::size_t s = 0; s < count; ++s) {
      const bool main = main_run_[runs[s].value()];
      flags.push_back(
          static_cast<std::uint8_t>(table_.rows[s].flags | (main ? segment_main_component : 0)));
    }
    network_.segment_flags = std::move(flags);
    network_.segment_run = std::move(runs);
    network_.segment_place_in_run = std::move(places);
    network_.segment_along_run = std::move(along);
    std::vector<std::uint32_t> first_point =
        column<std::uint32_t>([](const auto& row) { return row.first_point; });
    first_point.push_back(static_cast<std::uint32_t>(table_.shape_points.size()));
    network_.first_shape_point = std::move(first_point);
    network_.shape_points = std::move(table_.shape_points);
    network_.names = std::span<const std::string>(table_.names);
  }

  template <class T, class Get>
  std::vector<T> column(Get get) const {
    std::vector<T> result;
    result.reserve(table_.rows.size() + 1);
    for (const SegmentTable::Row& row : table_.rows) result.push_back(get(row));
    return result;
  }

  void add_cut_vertices() {
    std::vector<bool> is_cut(network_.junction_count());
    for (std::uint32_t n = 0; n < table_.nodes.size(); ++n) {
      if (table_.nodes[n].is_cut) is_cut[junction_of_node_[n]] = true;
    }
    std::vector<VertexId> cut;
    for (std::size_t v = 0; v < vertices_.junction.size(); ++v) {
      if (is_cut[vertices_.junction[v]]) cut.push_back(VertexId::from_size(v));
    }
    network_.cut_vertices = std::move(cut);
  }

  void add_profile() {
    for (const Profile::RoadClass& row : profile_.classes) {
      network_.class_names.push_back(row.name);
      network_.class_demand_factor.push_back(row.demand_factor);
    }
    network_.profile = profile_.name;
    network_.profile_label = profile_.label;
    network_.traffic = profile_.traffic;
    network_.connector_speed_m_s = profile_.connector_speed_km_h / 3.6;
    network_.terminal_time = profile_.terminal_time;
  }

  SegmentTable table_;
  const RunTable& runs_;
  const TurnRules& rules_;
  const Profile& profile_;
  RoadNetwork network_;
  VertexTable vertices_;
  std::vector<std::uint32_t> junction_of_node_;
  std::vector<std::uint32_t> stable_keys_;  ///< by vertex
  std::vector<bool> main_run_;
};

/// The classes that the roads have, where none of them is one that the profile uses.
std::string classes_found(const SourceReport& report) {
  for (const SourceNote& note : report.notes) {
    if (note.code == "unknown_class") return fmt::format("{}", fmt::join(note.examples, ", "));
  }
  return {};
}

[[noreturn]] void refuse_unusable(const Profile& profile, const SourceReport& report) {
  const std::string classes = classes_found(report);
  std::vector<std::string> known;
  for (const Profile::RoadClass& row : profile.classes) known.push_back(row.name);
  throw InputError(
      message("no road may be used by the profile '{}'{}",
              "aucune route n’est ouverte au profil « {} »{}", profile.name,
              classes.empty() ? "" : ": " + classes),
      message("Map the values of the class column to the profile's classes in [roads].classes, or "
              "choose another profile. It knows {}",
              "Faites correspondre les valeurs de la colonne class aux classes du profil dans "
              "[roads].classes, ou changez de profil. Il connaît {}",
              fmt::format("{}", fmt::join(known, ", "))));
}

}  // namespace

RoadNetwork build_network(RawRoads roads, const Profile& profile, const Crs& study_crs,
                          const Execution& execution, SourceReport& report) {
  SegmentTable segments = make_segments(roads, profile, study_crs, execution, report);
  if (segments.rows.empty()) refuse_unusable(profile, report);
  roads.forget_ways();
  execution.progress.stage({"Building the network", "Construction du réseau"});
  const RunTable runs = make_runs(segments, find_restricted_nodes(roads, profile, segments));
  execution.check_interrupted();
  const std::vector<ForbiddenPath> forbidden =
      find_forbidden_paths(roads, profile, segments, runs, report);
  const TurnRules rules = make_turn_rules(forbidden, runs, profile);
  return NetworkAssembler(std::move(segments), runs, rules, profile).assemble();
}

}  // namespace coverage
