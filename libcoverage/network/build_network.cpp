#include "libcoverage/network/build_network.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "libcoverage/base/error.h"
#include "libcoverage/network/hilbert.h"
#include "libcoverage/network/run_table.h"
#include "libcoverage/network/segment_table.h"
#include "libcoverage/network/strong_components.h"

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
  NetworkAssembler(SegmentTable segments, const RunTable& runs, const Profile& profile)
      : table_(std::move(segments)), runs_(runs), profile_(profile) {}

  RoadNetwork assemble() {
    order_junctions();
    add_arcs();
    add_runs();
    add_components();
    add_segments();
    add_cut_vertices();
    add_profile();
    return std::move(network_);
  }

 private:
  /// Junctions along a Hilbert curve: a search then touches memory that is near.
  void order_junctions() {
    Box box;
    std::vector<std::uint32_t> junctions;
    for (std::uint32_t n = 0; n < table_.nodes.size(); ++n) {
      if (!runs_.is_junction[n]) continue;
      junctions.push_back(n);
      box.include(table_.nodes[n].position);
    }
    const double span = std::max({box.max_x - box.min_x, box.max_y - box.min_y, 1.0});
    const auto cell = [&](double value, double least) {
      return static_cast<std::uint32_t>((value - least) / span * 65535.0);
    };
    std::vector<std::uint32_t> place(table_.nodes.size());
    for (const std::uint32_t n : junctions) {
      const Point p = table_.nodes[n].position;
      place[n] = hilbert_index(cell(p.x, box.min_x), cell(p.y, box.min_y));
    }
    std::sort(junctions.begin(), junctions.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(place[a], a) < std::tie(place[b], b);
    });
    junction_of_node_.assign(table_.nodes.size(), JunctionId::none());
    std::vector<Point> positions;
    std::vector<LonLat> lon_lats;
    std::vector<JunctionId> vertex_junction;
    for (const std::uint32_t n : junctions) {
      junction_of_node_[n] = JunctionId::from_size(positions.size());
      vertex_junction.push_back(junction_of_node_[n]);
      positions.push_back(table_.nodes[n].position);
      lon_lats.push_back(table_.nodes[n].lon_lat);
      stable_keys_.push_back(n);
    }
    network_.junction_position = std::move(positions);
    network_.junction_lon_lat = std::move(lon_lats);
    network_.vertex_junction = std::move(vertex_junction);
  }

  struct Arc {
    VertexId tail, head;
    RunId run;
    bool forward = true;
    std::uint32_t time_ms = 0, length_mm = 0;
  };

  Arc make_arc(RunId id, bool forward) const {
    const RunTable::Run& run = runs_.runs[id.value()];
    // Without turn rules there is one vertex a junction, with the same number.
    const VertexId from(junction_of_node_[run.from].value());
    const VertexId to(junction_of_node_[run.to].value());
    Arc arc{forward ? from : to, forward ? to : from, id, forward, 0, 0};
    std::uint64_t time_ms = 0, length_mm = 0;
    for (std::uint32_t k = run.first; k < run.first + run.count; ++k) {
      const RunTable::Member& member = runs_.segments[k];
      const SegmentTable::Row& row = table_.rows[member.segment];
      time_ms += member.along == forward ? row.forward_ms : row.backward_ms;
      length_mm += row.length_mm;
    }
    if (time_ms >= RoadNetwork::no_way_through || length_mm > 0xffffffffu) {
      refuse_endless(table_.rows[runs_.segments[run.first].segment].way_id, length_mm);
    }
    arc.time_ms = static_cast<std::uint32_t>(time_ms);
    arc.length_mm = static_cast<std::uint32_t>(length_mm);
    return arc;
  }

  void add_arcs() {
    for (std::size_t r = 0; r < runs_.runs.size(); ++r) {
      if (runs_.runs[r].forward) arcs_.push_back(make_arc(RunId::from_size(r), true));
      if (runs_.runs[r].backward) arcs_.push_back(make_arc(RunId::from_size(r), false));
    }
    std::sort(arcs_.begin(), arcs_.end(), [](const Arc& a, const Arc& b) {
      return std::tuple(a.tail, a.run, !a.forward) < std::tuple(b.tail, b.run, !b.forward);
    });
    const std::size_t vertices = network_.vertex_junction.size();
    std::vector<std::uint32_t> first(vertices + 1), first_in(vertices + 1);
    std::vector<VertexId> tails, heads;
    std::vector<std::uint32_t> times, lengths;
    std::vector<RunId> runs;
    std::vector<std::uint8_t> forward;
    for (const Arc& arc : arcs_) {
      ++first[arc.tail.value() + 1];
      ++first_in[arc.head.value() + 1];
      tails.push_back(arc.tail);
      heads.push_back(arc.head);
      times.push_back(arc.time_ms);
      lengths.push_back(arc.length_mm);
      runs.push_back(arc.run);
      forward.push_back(arc.forward ? 1 : 0);
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::partial_sum(first_in.begin(), first_in.end(), first_in.begin());
    std::vector<ArcId> in_arcs(arcs_.size());
    std::vector<std::uint32_t> next(first_in.begin(), first_in.end() - 1);
    for (std::size_t a = 0; a < arcs_.size(); ++a) {
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
    add_arcs_of_runs(true, network_.first_run_forward_arc, network_.run_forward_arcs);
    add_arcs_of_runs(false, network_.first_run_backward_arc, network_.run_backward_arcs);
  }

  void add_arcs_of_runs(bool forward, Column<std::uint32_t>& first_column,
                        Column<ArcId>& arcs_column) const {
    std::vector<std::uint32_t> first(runs_.runs.size() + 1);
    for (const Arc& arc : arcs_) first[arc.run.value() + 1] += arc.forward == forward;
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<ArcId> of_run(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::size_t a = 0; a < arcs_.size(); ++a) {
      if (arcs_[a].forward == forward) of_run[next[arcs_[a].run.value()]++] = ArcId::from_size(a);
    }
    first_column = std::move(first);
    arcs_column = std::move(of_run);
  }

  void add_components() {
    network_.vertex_component = strong_components(network_, stable_keys_);
    main_run_.assign(runs_.runs.size(), false);
    for (const Arc& arc : arcs_) {
      if (network_.vertex_component[arc.tail.value()] == 0 &&
          network_.vertex_component[arc.head.value()] == 0) {
        main_run_[arc.run.value()] = true;
      }
    }
  }

  void add_segments() {
    const std::size_t count = table_.rows.size();
    std::vector<RunId> run_of(count);
    std::vector<std::uint32_t> place(count);
    std::vector<std::uint8_t> along(count);
    for (std::size_t r = 0; r < runs_.runs.size(); ++r) {
      const RunTable::Run& run = runs_.runs[r];
      for (std::uint32_t k = 0; k < run.count; ++k) {
        const RunTable::Member& member = runs_.segments[run.first + k];
        run_of[member.segment] = RunId::from_size(r);
        place[member.segment] = k;
        along[member.segment] = member.along ? 1 : 0;
      }
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
    network_.segment_forward_delay_ms = std::vector<std::uint32_t>(count, 0);
    network_.segment_backward_delay_ms = std::vector<std::uint32_t>(count, 0);
    std::vector<std::uint8_t> flags;
    flags.reserve(count);
    for (std::size_t s = 0; s < count; ++s) {
      const bool main = main_run_[run_of[s].value()];
      flags.push_back(
          static_cast<std::uint8_t>(table_.rows[s].flags | (main ? segment_main_component : 0)));
    }
    network_.segment_flags = std::move(flags);
    network_.segment_run = std::move(run_of);
    network_.segment_place_in_run = std::move(place);
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
    std::vector<VertexId> cut;
    for (std::uint32_t n = 0; n < table_.nodes.size(); ++n) {
      if (table_.nodes[n].is_cut) cut.push_back(VertexId(junction_of_node_[n].value()));
    }
    std::sort(cut.begin(), cut.end());
    network_.cut_vertices = std::move(cut);
  }

  void add_profile() {
    for (const Profile::RoadClass& row : profile_.classes) {
      network_.class_names.push_back(row.name);
      network_.class_demand_factor.push_back(row.demand_factor);
    }
    network_.profile = profile_.name;
    network_.traffic = profile_.traffic;
    network_.connector_speed_m_s = profile_.connector_speed_km_h / 3.6;
    network_.terminal_time = profile_.terminal_time;
  }

  SegmentTable table_;
  const RunTable& runs_;
  const Profile& profile_;
  RoadNetwork network_;
  std::vector<JunctionId> junction_of_node_;
  std::vector<std::uint32_t> stable_keys_;
  std::vector<Arc> arcs_;
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

RoadNetwork build_network(const RawRoads& roads, const Profile& profile, const Crs& study_crs,
                          const Execution& execution, SourceReport& report) {
  SegmentTable segments = make_segments(roads, profile, study_crs, execution, report);
  if (segments.rows.empty()) refuse_unusable(profile, report);
  execution.progress.stage({"Building the network", "Construction du réseau"});
  const RunTable runs = make_runs(segments);
  execution.check_interrupted();
  return NetworkAssembler(std::move(segments), runs, profile).assemble();
}

}  // namespace coverage
