#include "libcoverage/network/build_network.h"

#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/base/release.h"
#include "libcoverage/network/arc_columns.h"
#include "libcoverage/network/junction_order.h"
#include "libcoverage/network/main_roads.h"
#include "libcoverage/network/run_table.h"
#include "libcoverage/network/segment_columns.h"
#include "libcoverage/network/segment_table.h"
#include "libcoverage/network/strong_components.h"
#include "libcoverage/network/turn_restrictions.h"
#include "libcoverage/network/vertex_table.h"

namespace coverage {

namespace {

/// Assembles the columns of a network from its segments and runs, and gives back what it has used
/// as soon as it can: memory is at its peak here.
class NetworkAssembler {
 public:
  NetworkAssembler(SegmentTable segments, RunTable runs, const Profile& profile,
                   const Execution& execution)
      : table_(std::move(segments)),
        runs_(std::move(runs)),
        profile_(profile),
        execution_(execution) {}

  RoadNetwork assemble(const TurnRules& rules) {
    const std::vector<std::uint32_t> nodes = order_junctions(table_, runs_, execution_);
    add_junctions(nodes);
    VertexTable vertices = make_vertices(table_, runs_, rules, junction_of_node_);
    release(runs_.leaving);
    add_vertices(vertices);
    add_arc_columns(table_, runs_, vertices, execution_, network_);
    release(vertices.arcs);
    add_runs(vertices);
    vertices = {};
    network_.vertex_component = strong_components(network_, stable_keys(nodes));
    execution_.check_interrupted();
    add_segment_columns(std::move(table_), runs_.places, find_main_runs(network_), execution_,
                        network_);
    add_profile();
    return std::move(network_);
  }

 private:
  void add_junctions(const std::vector<std::uint32_t>& nodes) {
    junction_of_node_.assign(table_.nodes.size(), JunctionId::none().value());
    std::vector<Point> positions;
    std::vector<LonLat> lon_lats;
    positions.reserve(nodes.size());
    lon_lats.reserve(nodes.size());
    is_cut_.reserve(nodes.size());
    for (const std::uint32_t n : nodes) {
      junction_of_node_[n] = static_cast<std::uint32_t>(positions.size());
      positions.push_back(table_.nodes[n].position);
      lon_lats.push_back(table_.nodes[n].lon_lat);
      is_cut_.push_back(table_.nodes[n].is_cut);
    }
    network_.junction_position = std::move(positions);
    network_.junction_lon_lat = std::move(lon_lats);
    release(table_.nodes);
  }

  void add_vertices(const VertexTable& vertices) {
    release(junction_of_node_);
    std::vector<JunctionId> vertex_junction;
    std::vector<VertexId> cut;
    vertex_junction.reserve(vertices.junction.size());
    for (const std::uint32_t junction : vertices.junction) {
      if (is_cut_[junction]) cut.push_back(VertexId::from_size(vertex_junction.size()));
      vertex_junction.push_back(JunctionId(junction));
    }
    network_.vertex_junction = std::move(vertex_junction);
    network_.cut_vertices = std::move(cut);
  }

  /// By vertex: the node of its junction.
  std::vector<std::uint32_t> stable_keys(const std::vector<std::uint32_t>& nodes) const {
    std::vector<std::uint32_t> keys;
    keys.reserve(network_.vertex_count());
    for (const JunctionId junction : network_.vertex_junction) {
      keys.push_back(nodes[junction.value()]);
    }
    return keys;
  }

  void add_runs(const VertexTable& vertices) {
    std::vector<std::uint32_t> first{0};
    std::vector<SegmentId> segments;
    first.reserve(runs_.runs.size() + 1);
    segments.reserve(runs_.segments.size());
    for (const RunTable::Run& run : runs_.runs) {
      for (std::uint32_t k = run.first; k < run.first + run.count; ++k) {
        segments.push_back(SegmentId(runs_.segments[k].segment));
      }
      first.push_back(static_cast<std::uint32_t>(segments.size()));
    }
    release(runs_.runs);
    release(runs_.segments);
    network_.first_run_segment = std::move(first);
    network_.run_segments = std::move(segments);
    network_.run_forward_head = heads_of_runs(vertices, true);
    network_.run_backward_head = heads_of_runs(vertices, false);
  }

  std::vector<VertexId> heads_of_runs(const VertexTable& vertices, bool forward) const {
    std::vector<VertexId> heads;
    heads.reserve(network_.run_count());
    for (std::uint32_t r = 0; r < network_.run_count(); ++r) {
      heads.push_back(VertexId(vertices.first_vertex[directed_run(r, forward).value()]));
    }
    return heads;
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
  RunTable runs_;
  const Profile& profile_;
  const Execution& execution_;
  RoadNetwork network_;
  std::vector<std::uint32_t> junction_of_node_;
  std::vector<bool> is_cut_;  ///< by junction: the data end there
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
  std::vector<std::string> names;
  for (const Profile::RoadClass& row : profile.classes) names.push_back(row.name);
  const std::string known = fmt::format("{}", fmt::join(names, ", "));
  const Message problem = message("no road may be used by the profile '{}'{}",
                                  "aucune route n’est ouverte au profil « {} »{}", profile.name,
                                  classes.empty() ? "" : ": " + classes);
  if (classes.empty()) {
    throw InputError(problem, message("Choose another profile, or other roads. It knows {}",
                                      "Changez de profil, ou de routes. Il connaît {}", known));
  }
  throw InputError(
      problem,
      message("Map the values of the class column to the profile's classes in [roads].classes, or "
              "choose another profile. It knows {}",
              "Faites correspondre les valeurs de la colonne class aux classes du profil dans "
              "[roads].classes, ou changez de profil. Il connaît {}",
              known));
}

}  // namespace

RoadNetwork build_network(RawRoads roads, const Profile& profile, const Crs& study_crs,
                          const Execution& execution, SourceReport& report) {
  SegmentTable segments = make_segments(roads, profile, study_crs, execution, report);
  if (segments.rows.empty()) refuse_unusable(profile, report);
  roads.forget_ways();
  execution.progress.stage({"Building the network", "Construction du réseau"});
  RunTable runs = make_runs(segments, find_restricted_nodes(roads, profile, segments));
  execution.check_interrupted();
  const std::vector<ForbiddenPath> forbidden =
      find_forbidden_paths(roads, profile, segments, runs, report);
  const TurnRules rules = make_turn_rules(forbidden, runs, profile);
  return NetworkAssembler(std::move(segments), std::move(runs), profile, execution).assemble(rules);
}

}  // namespace coverage
