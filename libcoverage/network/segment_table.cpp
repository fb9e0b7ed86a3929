#include "libcoverage/network/segment_table.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>

#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/release.h"
#include "libcoverage/input/string_pool.h"
#include "libcoverage/network/built_up.h"
#include "libcoverage/network/judge_nodes.h"
#include "libcoverage/network/judge_roads.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/network/road_slopes.h"
#include "libcoverage/network/segment_delays.h"

namespace coverage {

namespace {

constexpr std::uint32_t unused = std::numeric_limits<std::uint32_t>::max();

/// At least 1 ms, so that no cycle is free; rounded up once, here.
std::uint32_t moving_time_ms(std::uint32_t length_mm, double km_h) {
  if (km_h <= 0) return RoadNetwork::no_way_through;
  const double milliseconds = std::ceil(length_mm * 3.6 / km_h - 1e-9);
  return static_cast<std::uint32_t>(std::clamp(milliseconds, 1.0, 2.0e9));
}

class SegmentMaker {
 public:
  SegmentMaker(const RawRoads& roads, const Profile& profile, const Crs& study_crs,
               const Execution& execution, SourceReport& report)
      : roads_(roads),
        profile_(profile),
        execution_(execution),
        report_(report),
        study_crs_(study_crs),
        built_up_(roads, profile, execution),
        elevation_(roads.elevation_rasters),
        are_by_id_(std::is_sorted(roads.ways.begin(), roads.ways.end(),
                                  [](const auto& a, const auto& b) { return a.id < b.id; })) {
    names_.intern("");
  }

  SegmentTable make() {
    uses_ = judge_roads(roads_, profile_, execution_, report_);
    slopes_.emplace(roads_, uses_, elevation_, execution_, report_);
    count_nodes();
    find_outside();
    cut_ways();
    if (place_segments() > 0) {
      // A node without a place in the study's CRS ends its way: very rare, so that nothing is
      // projected before it is known that a segment needs it.
      find_lost_nodes();
      forget_segments();
      cut_ways();
      place_segments();
    }
    measure_segments();
    add_delays(table_, profile_, execution_);
    table_.names = names_.take();
    return std::move(table_);
  }

 private:
  /// Of a way, or of a piece of one.
  template <class Part>
  std::span<const std::uint32_t> nodes_of(const Part& part) const {
    return std::span(roads_.way_nodes).subspan(part.first_node, part.node_count);
  }

  /// A node where kept ways meet, or one meets itself, is used twice or more.
  void count_nodes() {
    node_uses_.assign(roads_.node_positions.size(), 0);
    for (std::size_t w = 0; w < roads_.ways.size(); ++w) {
      if (!uses_[w]) continue;
      const bool is_lone = roads_.ways[w].node_count == 1;
      for (const std::uint32_t node : nodes_of(roads_.ways[w])) {
        if (node_uses_[node] < 2) ++node_uses_[node];
        if (is_lone) node_uses_[node] = 2;
      }
    }
    judge_nodes();
  }

  void judge_nodes() {
    JudgedNodes nodes = coverage::judge_nodes(roads_, profile_, uses_, node_uses_, report_);
    blocked_ = std::move(nodes.blocked);
    delayed_.assign(roads_.node_positions.size(), false);
    for (const auto& entry : nodes.delaying) delayed_[entry.first] = true;
    table_.delaying_nodes = std::move(nodes.delaying);
  }

  /// Beyond the bounds that an extract declares only ways that cross them are there: the data end
  /// at the first node outside. Bounds that leave much of the roads outside are wrong, and not
  /// used.
  void find_outside() {
    if (roads_.declared_bounds.empty()) return;
    outside_.assign(roads_.node_positions.size(), false);
    std::size_t used = 0, outside = 0;
    for (std::size_t n = 0; n < outside_.size(); ++n) {
      if (node_uses_[n] == 0) continue;
      const Point where{roads_.node_positions[n].lon, roads_.node_positions[n].lat};
      outside_[n] = std::none_of(roads_.declared_bounds.begin(), roads_.declared_bounds.end(),
                                 [&](const Box& box) { return box.contains(where); });
      ++used;
      outside += outside_[n];
    }
    constexpr std::size_t too_many = 5;  // one node in five
    if (outside * too_many <= used) return;
    outside_.clear();
    report_.note(SourceNote::Kind::doubtful, "declared_bounds_ignored",
                 {"the bounds that the file declares leave much of its roads outside: they are not "
                  "used to tell where the data end",
                  "l’emprise que le fichier déclare laisse dehors une bonne part de ses routes : "
                  "elle ne sert pas à dire où s’arrêtent les données"},
                 fmt::format("{} / {}", outside, used));
  }

  bool is_outside(std::uint32_t node) const { return !outside_.empty() && outside_[node]; }

  /// A lone node of a cut way says that the data end there, where another road passes.
  void mark_lone_cuts() {
    for (std::size_t w = 0; w < roads_.ways.size(); ++w) {
      if (!uses_[w] || roads_.ways[w].node_count != 1) continue;
      const std::uint32_t node = table_node_[nodes_of(roads_.ways[w]).front()];
      if (node != unused) table_.nodes[node].is_cut = true;
    }
  }

  void cut_ways() {
    execution_.progress.stage({"Cutting roads into segments", "Découpage des routes en segments"},
                              roads_.ways.size());
    table_node_.assign(roads_.node_positions.size(), unused);
    for (std::uint32_t w = 0; w < roads_.ways.size(); ++w) {
      execution_.progress.advance(1);
      if (uses_[w]) cut_way(w);
    }
    mark_lone_cuts();
    release(table_node_);
  }

  void forget_segments() {
    table_.rows.clear();
    table_.nodes.clear();
    pieces_.clear();
    point_count_ = 0;
    way_index_.clear();
    last_index_ = 0;
  }

  /// Projects nodes, then the points between them; returns how many have no place in the study's
  /// CRS.
  std::size_t place_segments() {
    table_.shape_points.resize(point_count_);
    std::size_t lost = project(table_.nodes.size(), [&](auto begin, auto end, const auto& to_crs) {
      return place_nodes(begin, end, to_crs);
    });
    lost += project(pieces_.size(), [&](auto begin, auto end, const auto& to_crs) {
      return place_shapes(begin, end, to_crs);
    });
    const std::size_t between = point_count_ - 2 * pieces_.size();
    if (lost == table_.nodes.size() + between && lost > 0) {
      throw GeometryError({"no road has a place in the study's CRS",
                           "aucune route n’a de place dans le système de coordonnées de l’étude"},
                          {"Set crs to a projected CRS of the roads' region",
                           "Donnez à crs un système projeté de la région des routes"});
    }
    return lost;
  }

  /// Calls `place(begin, end, to_study_crs)` on blocks, on all threads; returns the sum.
  template <class Place>
  std::size_t project(std::size_t size, const Place& place) const {
    // To find the way between two CRS takes milliseconds: once a thread, not once a block.
    std::vector<std::optional<Transformer>> to_study_crs(std::max(execution_.threads, 1u));
    std::atomic<std::size_t> lost = 0;
    constexpr std::size_t block = 4096;
    parallel_for(size, execution_.threads, block,
                 [&](std::size_t begin, std::size_t end, unsigned thread) {
                   execution_.check_interrupted();
                   auto& transformer = to_study_crs[thread];
                   if (!transformer) transformer.emplace(Crs::wgs84(), study_crs_);
                   lost += place(begin, end, *transformer);
                 });
    return lost;
  }

  std::size_t place_nodes(std::size_t begin, std::size_t end, const Transformer& to_study_crs) {
    std::vector<Point> points;
    points.reserve(end - begin);
    for (std::size_t n = begin; n < end; ++n) {
      points.push_back({table_.nodes[n].lon_lat.lon, table_.nodes[n].lon_lat.lat});
    }
    const std::size_t lost = to_study_crs.transform(points);
    for (std::size_t n = begin; n < end; ++n) table_.nodes[n].position = points[n - begin];
    return lost;
  }

  std::size_t place_shapes(std::size_t begin, std::size_t end, const Transformer& to_study_crs) {
    std::vector<Point> between;
    for (std::size_t s = begin; s < end; ++s) {
      for (const std::uint32_t node : nodes_of(pieces_[s]).subspan(1, pieces_[s].node_count - 2)) {
        between.push_back({roads_.node_positions[node].lon, roads_.node_positions[node].lat});
      }
    }
    const std::size_t lost = to_study_crs.transform(between);
    auto next = between.begin();
    for (std::size_t s = begin; s < end; ++s) {
      const SegmentTable::Row& row = table_.rows[s];
      const std::uint32_t inner = pieces_[s].node_count - 2;
      auto point = table_.shape_points.begin() + row.first_point;
      *point++ = table_.nodes[row.from].position;
      point = std::copy_n(next, inner, point);
      *point = table_.nodes[row.to].position;
      next += inner;
    }
    return lost;
  }

  void find_lost_nodes() {
    lost_.assign(roads_.node_positions.size(), false);
    for (std::size_t s = 0; s < pieces_.size(); ++s) {
      std::uint32_t point = table_.rows[s].first_point;
      for (const std::uint32_t node : nodes_of(pieces_[s])) {
        if (std::isnan(table_.shape_points[point++].x)) lost_[node] = true;
      }
    }
  }

  bool is_lost(std::uint32_t node) const { return !lost_.empty() && lost_[node]; }

  /// The table's node for a raw node; a blocked one is not shared, so that nobody passes it.
  std::uint32_t table_node(std::uint32_t raw, bool is_cut) {
    if (table_node_[raw] != unused && !blocked_[raw]) {
      table_.nodes[table_node_[raw]].is_cut |= is_cut;
      return table_node_[raw];
    }
    table_node_[raw] = static_cast<std::uint32_t>(table_.nodes.size());
    table_.nodes.push_back({{}, roads_.node_positions[raw], raw, is_cut || is_outside(raw)});
    return table_node_[raw];
  }

  std::uint32_t name_of(const RawRoads::Way& way) {
    const std::string_view reference = roads_.tag(way, "ref");
    const std::string_view name = roads_.tag(way, "name");
    std::string text(reference);
    if (!text.empty() && !name.empty()) text += ' ';
    return names_.intern(text.append(name));
  }

  void cut_way(std::uint32_t w) {
    const RawRoads::Way& way = roads_.ways[w];
    const auto nodes = nodes_of(way);
    const std::uint32_t name = name_of(way);
    std::uint32_t& index = index_in(way);
    std::uint32_t begin = 0;
    for (std::uint32_t k = 1; k < nodes.size(); ++k) {
      if (is_lost(nodes[k]) || is_lost(nodes[k - 1])) {
        note_outside(way);
        return;
      }
      const bool is_last = k + 1 == nodes.size();
      const bool leaves = is_outside(nodes[k]) && !is_outside(nodes[k - 1]);
      const bool enters = k + 1 < nodes.size() && is_outside(nodes[k]) && !is_outside(nodes[k + 1]);
      const bool is_shared = node_uses_[nodes[k]] >= 2 || blocked_[nodes[k]] || delayed_[nodes[k]];
      if (!is_last && !is_shared && !leaves && !enters) continue;
      add_segment({w, way.first_node + begin, k - begin + 1},
                  {way.cut_at_start && begin == 0, way.cut_at_end && is_last});
      table_.rows.back().name = name;
      table_.rows.back().way_index = index++;
      begin = k;
    }
  }

  /// How many segments its way has so far. Where ways stand in the order of ids, as those of OSM
  /// do, only the last one can go on: no table of millions of ids is needed.
  std::uint32_t& index_in(const RawRoads::Way& way) {
    if (!are_by_id_) return way_index_[way.id];
    if (way.id != last_way_id_) last_index_ = 0;
    last_way_id_ = way.id;
    return last_index_;
  }

  void note_outside(const RawRoads::Way& way) {
    report_.note(SourceNote::Kind::rejected, "outside_crs_domain",
                 {"ways outside the domain of the study's CRS",
                  "voies hors du domaine du système de coordonnées de l’étude"},
                 std::to_string(way.id));
  }

  struct Cut {
    bool at_start, at_end;
  };

  /// Consecutive nodes of a way.
  struct Piece {
    std::uint32_t way = 0;
    std::uint32_t first_node = 0, node_count = 0;  ///< in `RawRoads::way_nodes`
  };

  void add_segment(const Piece& piece, Cut cut) {
    const RoadUse& use = *uses_[piece.way];
    const auto nodes = nodes_of(piece);
    SegmentTable::Row row;
    row.from = table_node(nodes.front(), cut.at_start);
    row.to = table_node(nodes.back(), cut.at_end);
    row.way_id = roads_.ways[piece.way].id;
    row.road_class = use.road_class;
    row.destination_only = use.destination_only;
    row.is_ferry = use.ferry;
    row.boarding_ms = use.boarding.milliseconds();
    row.flags = static_cast<std::uint8_t>((use.stoppable ? segment_stoppable : 0) |
                                          (use.habitable ? segment_habitable : 0) |
                                          (use.roundabout ? segment_roundabout : 0));
    row.first_point = point_count_;
    point_count_ += piece.node_count;
    table_.rows.push_back(row);
    pieces_.push_back(piece);
  }

  /// What takes most of the time, and for which segments do not depend on each other. Heights come
  /// from rasters that one thread at a time may read.
  void measure_segments() {
    const unsigned threads = slopes_->known() ? 1 : execution_.threads;
    constexpr std::size_t block = 4096;
    parallel_for(pieces_.size(), threads, block, [&](std::size_t begin, std::size_t end, unsigned) {
      execution_.check_interrupted();
      for (std::size_t s = begin; s < end; ++s) {
        measure(pieces_[s], table_.rows[s]);
      }
    });
    release(pieces_);
  }

  void measure(const Piece& piece, SegmentTable::Row& row) {
    const auto nodes = nodes_of(piece);
    constexpr double most_mm = 4.0e9;  // a segment of 4,000 km is none
    row.length_mm =
        static_cast<std::uint32_t>(std::min(std::round(length_of(nodes) * 1000), most_mm));
    set_times(row, *uses_[piece.way], roads_.ways[piece.way], nodes);
  }

  void set_times(SegmentTable::Row& row, const RoadUse& use, const RawRoads::Way& way,
                 std::span<const std::uint32_t> nodes) {
    const bool urban = use.depends_on_place() && built_up_.contains(middle_of(nodes));
    double forward = urban ? use.urban_forward_km_h : use.forward_km_h;
    double backward = urban ? use.urban_backward_km_h : use.backward_km_h;
    if (use.crossing_time) {
      const double km_h = length_of(nodes_of(way)) / use.crossing_time->seconds() * 3.6;
      if (forward > 0) forward = km_h;
      if (backward > 0) backward = km_h;
    }
    const RoadSlope slope = slopes_->along(way, nodes, profile_.slope);
    row.climb_mm = static_cast<std::uint32_t>(std::lround(slope.climb_m * 1000));
    row.descent_mm = static_cast<std::uint32_t>(std::lround(slope.descent_m * 1000));
    row.forward_ms = moving_time_ms(row.length_mm, forward / slope.forward_factor);
    row.backward_ms = moving_time_ms(row.length_mm, backward / slope.backward_factor);
    row.forward_source = urban ? use.urban_forward_source : use.forward_source;
    row.backward_source = urban ? use.urban_backward_source : use.backward_source;
  }

  /// Between the two nodes in the middle, or at the one.
  LonLat middle_of(std::span<const std::uint32_t> nodes) const {
    const LonLat a = roads_.node_positions[nodes[(nodes.size() - 1) / 2]];
    const LonLat b = roads_.node_positions[nodes[nodes.size() / 2]];
    return {(a.lon + b.lon) / 2, (a.lat + b.lat) / 2};
  }

  /// Metres on the ellipsoid.
  double length_of(std::span<const std::uint32_t> nodes) const {
    double length = 0;
    for (std::size_t k = 1; k < nodes.size(); ++k) {
      length +=
          ellipsoidal_length(roads_.node_positions[nodes[k - 1]], roads_.node_positions[nodes[k]]);
    }
    return length;
  }

  const RawRoads& roads_;
  const Profile& profile_;
  const Execution& execution_;
  SourceReport& report_;
  const Crs& study_crs_;
  const BuiltUpAreas built_up_;
  const std::span<const std::string> elevation_;
  RoadUses uses_;
  std::optional<RoadSlopes> slopes_;
  std::vector<std::uint8_t> node_uses_;
  std::vector<bool> blocked_;
  std::vector<bool> delayed_;
  std::vector<bool> outside_;  ///< empty where no bounds are known
  std::vector<std::uint32_t> table_node_;
  std::vector<bool> lost_;  ///< by node: no place in the study's CRS; empty where none is known
  const bool are_by_id_;
  std::int64_t last_way_id_ = 0;
  std::uint32_t last_index_ = 0;
  std::unordered_map<std::int64_t, std::uint32_t> way_index_;  ///< where ways are not by id
  StringPool names_;
  std::vector<Piece> pieces_;  ///< by segment, until they are measured
  std::uint32_t point_count_ = 0;
  SegmentTable table_;
};

}  // namespace

SegmentTable make_segments(const RawRoads& roads, const Profile& profile, const Crs& study_crs,
                           const Execution& execution, SourceReport& report) {
  return SegmentMaker(roads, profile, study_crs, execution, report).make();
}

}  // namespace coverage
