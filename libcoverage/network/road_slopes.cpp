#include "libcoverage/network/road_slopes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

std::span<const std::uint32_t> nodes_of(const RawRoads& roads, const RawRoads::Way& way) {
  return std::span(roads.way_nodes).subspan(way.first_node, way.node_count);
}

/// A bridge or a tunnel, of OSM or by the level of a layer.
bool is_structure(const RawRoads& roads, const RawRoads::Way& way) {
  for (const char* key : {"bridge", "tunnel"}) {
    const std::string_view value = roads.tag(way, key);
    if (!value.empty() && value != "no") return true;
  }
  return parse_number(roads.tag(way, "level")).value_or(0) != 0;
}

/// Nodes that only bridges and tunnels pass: how high they are, their neighbours tell.
class HangingNodes {
 public:
  HangingNodes(const RawRoads& roads, const RoadUses& uses) : roads_(roads) {
    std::vector<std::uint8_t> on_ground(roads.node_positions.size());
    for_each_way(uses, false, [&](auto nodes) {
      for (const std::uint32_t node : nodes) on_ground[node] = 1;
    });
    for_each_way(uses, true, [&](auto nodes) {
      for (std::size_t k = 1; k < nodes.size(); ++k) join(nodes[k - 1], nodes[k], on_ground);
    });
  }

  /// The weighted mean of the neighbours, until nothing moves: a string drawn tight between the
  /// abutments. Where no abutment is known, the raster's heights stay.
  void level(std::vector<float>& heights) const {
    if (nodes_.empty()) return;
    constexpr int most_rounds = 20'000;
    constexpr double still = 0.005;  // metres
    for (int round = 0; round < most_rounds; ++round) {
      double moved = 0;
      for (const std::uint32_t node : nodes_) {
        const float before = heights[node];
        heights[node] = mean_of_neighbours(node, heights);
        const double change = std::abs(double{heights[node]} - before);
        moved = std::max(moved, std::isnan(change) ? 1.0 : change);
      }
      if (moved < still) return;
    }
  }

 private:
  struct Neighbour {
    std::uint32_t node;
    double weight;
  };

  template <class Use>
  void for_each_way(const RoadUses& uses, bool structures, const Use& use) const {
    for (std::size_t w = 0; w < roads_.ways.size(); ++w) {
      if (!uses[w] || is_structure(roads_, roads_.ways[w]) != structures) continue;
      const auto nodes = nodes_of(roads_, roads_.ways[w]);
      use(nodes);
    }
  }

  void join(std::uint32_t a, std::uint32_t b, const std::vector<std::uint8_t>& on_ground) {
    const double metres = ellipsoidal_length(roads_.node_positions[a], roads_.node_positions[b]);
    const double weight = 1 / std::max(metres, 0.1);
    for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
      if (on_ground[from] != 0) continue;
      auto& neighbours = neighbours_[from];
      if (neighbours.empty()) nodes_.push_back(from);
      neighbours.push_back({to, weight});
    }
  }

  float mean_of_neighbours(std::uint32_t node, const std::vector<float>& heights) const {
    double sum = 0, weight = 0;
    const auto& neighbours = neighbours_.at(node);
    // The free end of a bridge that the data cut off says nothing.
    if (neighbours.size() < 2) return heights[node];
    for (const Neighbour& neighbour : neighbours) {
      if (std::isnan(heights[neighbour.node])) continue;
      sum += neighbour.weight * heights[neighbour.node];
      weight += neighbour.weight;
    }
    return weight > 0 ? static_cast<float>(sum / weight) : unknown;
  }

  const RawRoads& roads_;
  std::vector<std::uint32_t> nodes_;  ///< in the order of ways
  std::unordered_map<std::uint32_t, std::vector<Neighbour>> neighbours_;
};

}  // namespace

RoadSlopes::RoadSlopes(const RawRoads& roads, const RoadUses& uses,
                       std::span<const std::string> rasters, const Execution& execution,
                       SourceReport& report)
    : roads_(roads) {
  for (const std::string& path : rasters) {
    rasters_.push_back(ElevationRaster::open(path));
    least_piece_m_ = std::max(least_piece_m_, rasters_.back().cell_size_m());
  }
  if (rasters_.empty()) return;
  read_heights(uses, execution);
  level_structures(uses);
  note_unknown(uses, report);
}

double RoadSlopes::height_at(LonLat where) {
  for (ElevationRaster& raster : rasters_) {
    if (const auto height = raster.height(where)) return *height;
  }
  return unknown;
}

void RoadSlopes::read_heights(const RoadUses& uses, const Execution& execution) {
  execution.progress.stage({"Reading elevations", "Lecture des altitudes"}, roads_.ways.size());
  heights_.assign(roads_.node_positions.size(), unknown);
  std::vector<bool> known(heights_.size());
  for (std::size_t w = 0; w < roads_.ways.size(); ++w) {
    execution.check_interrupted();
    execution.progress.advance(1);
    if (!uses[w]) continue;
    for (const std::uint32_t node : nodes_of(roads_, roads_.ways[w])) {
      if (known[node]) continue;
      known[node] = true;
      heights_[node] = static_cast<float>(height_at(roads_.node_positions[node]));
    }
  }
}

void RoadSlopes::level_structures(const RoadUses& uses) {
  HangingNodes(roads_, uses).level(heights_);
}

void RoadSlopes::note_unknown(const RoadUses& uses, SourceReport& report) const {
  for (std::size_t w = 0; w < roads_.ways.size(); ++w) {
    if (!uses[w]) continue;
    const auto nodes = nodes_of(roads_, roads_.ways[w]);
    const bool any = std::any_of(nodes.begin(), nodes.end(),
                                 [&](std::uint32_t node) { return std::isnan(heights_[node]); });
    if (!any) continue;
    report.note(SourceNote::Kind::doubtful, "no_height",
                {"ways that the elevation rasters do not cover whole: taken as flat where they do "
                 "not",
                 "voies que les rasters d’altitude ne couvrent pas entièrement : planes là où ils "
                 "manquent"},
                std::to_string(roads_.ways[w].id));
  }
}

std::vector<RoadSlopes::Sample> RoadSlopes::samples_along(std::span<const std::uint32_t> nodes,
                                                          bool structure) {
  std::vector<Sample> samples{{0, heights_[nodes.front()]}};
  for (std::size_t k = 1; k < nodes.size(); ++k) {
    const LonLat a = roads_.node_positions[nodes[k - 1]];
    const LonLat b = roads_.node_positions[nodes[k]];
    const double metres = ellipsoidal_length(a, b);
    const auto parts = structure ? 1 : std::max(1, static_cast<int>(metres / least_piece_m_));
    for (int part = 1; part < parts; ++part) {
      const double t = static_cast<double>(part) / parts;
      const LonLat between{a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
      samples.push_back({metres / parts, height_at(between)});
    }
    samples.push_back({metres / parts, heights_[nodes[k]]});
  }
  return samples;
}

RoadSlope RoadSlopes::slope_of(std::span<const Sample> samples, const SlopeModel& model) const {
  RoadSlope result;
  double whole = 0, forward = 0, backward = 0;
  const auto add_piece = [&](double metres, double rise) {
    whole += metres;
    if (std::isnan(rise)) rise = 0;
    (rise > 0 ? result.climb_m : result.descent_m) += std::abs(rise);
    forward += metres / model.speed_factor(rise / metres);
    backward += metres / model.speed_factor(-rise / metres);
  };
  double left = 0;
  for (const Sample& sample : samples) left += sample.metres;
  double piece = 0;
  double from = samples.front().height;
  for (std::size_t k = 1; k < samples.size(); ++k) {
    piece += samples[k].metres;
    left -= samples[k].metres;
    // What is left must be long enough for a piece too, unless this is the end.
    const bool is_last = k + 1 == samples.size();
    const bool is_long = piece >= least_piece_m_ && left >= least_piece_m_;
    if (piece <= 0 || !(is_last || is_long)) continue;
    add_piece(piece, samples[k].height - from);
    piece = 0;
    from = samples[k].height;
  }
  if (whole <= 0) return result;
  result.forward_factor = forward / whole;
  result.backward_factor = backward / whole;
  return result;
}

RoadSlope RoadSlopes::along(const RawRoads::Way& way, std::span<const std::uint32_t> nodes,
                            const SlopeModel& model) {
  if (!known() || nodes.size() < 2) return {};
  return slope_of(samples_along(nodes, is_structure(roads_, way)), model);
}

}  // namespace coverage
