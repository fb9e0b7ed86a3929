#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_map>

#include "libcoverage/base/text.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/layer_road_tags.h"
#include "libcoverage/input/layer_turns.h"
#include "libcoverage/input/line_ends.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/input/road_columns.h"
#include "libcoverage/input/road_mapping.h"
#include "libcoverage/input/string_pool.h"

namespace coverage {

namespace {

/// One layer with what leads out of its CRS.
struct RoadLayer {
  VectorLayer layer;
  Crs crs;
};

/// Where lines of layers in several CRSs meet: places in one of them, to the centimetre.
class CommonPlaces {
 public:
  CommonPlaces(const Crs& from, const Crs& common)
      : transformer_(from, common), step_(common.is_projected() ? 0.01 : 1e-7) {}

  Point operator()(Point written) const {
    const auto place = transformer_(written);
    if (!place) return written;
    return {std::round(place->x / step_) * step_, std::round(place->y / step_) * step_};
  }

 private:
  Transformer transformer_;
  double step_;
};

class LayerRoadReader {
 public:
  LayerRoadReader(const RoadsInput& roads, const Execution& execution, SourceReport& report)
      : roads_(roads),
        execution_(execution),
        report_(report),
        mapping_(mapping_of(roads)),
        tags_(mapping_, report) {}

  RawRoads read() {
    for (const std::string& path : roads_.paths) open(path);
    const std::optional<Crs> common = common_crs();
    for (const RoadLayer& layer : layers_) read_layer(layer, common);
    tags_.finish();
    const auto joined = ends_.join(result_.node_positions.size());
    for (std::uint32_t& node : result_.way_nodes) node = joined[node];
    for (std::size_t n = 0; n < result_.node_positions.size(); ++n) {
      result_.node_ids.push_back(static_cast<std::int64_t>(n));
    }
    read_layer_turns(roads_, mapping_, execution_, pool_, result_, report_);
    result_.strings = pool_.take();
    return std::move(result_);
  }

 private:
  void open(const std::string& path) {
    VectorLayer layer = open_layer(path);
    Crs crs = layer.crs(roads_.crs);
    layers_.push_back({std::move(layer), std::move(crs)});
  }

  VectorLayer open_layer(const std::string& path) const {
    if (!roads_.layer) {
      if (auto named = VectorLayer::open_named(path, mapping_.layers)) return std::move(*named);
    }
    return VectorLayer::open(path, roads_.layer);
  }

  /// Nothing where all layers have one CRS; else the first that is in metres, or the first.
  std::optional<Crs> common_crs() {
    const Crs& first = layers_.front().crs;
    const auto other = std::find_if(layers_.begin(), layers_.end(), [&](const RoadLayer& layer) {
      return !layer.crs.same_as(first);
    });
    if (other == layers_.end()) return {};
    for (const RoadLayer& layer : layers_) {
      report_.note(SourceNote::Kind::doubtful, "mixed_crs",
                   {"layers in several coordinate systems: their roads join to the centimetre",
                    "couches en plusieurs systèmes de coordonnées : leurs routes se raccordent au "
                    "centimètre"},
                   layer.layer.path() + " (" + layer.crs.label() + ")");
    }
    const auto projected = std::find_if(layers_.begin(), layers_.end(), [](const RoadLayer& layer) {
      return layer.crs.is_projected();
    });
    return projected == layers_.end() ? first : projected->crs;
  }

  void read_layer(const RoadLayer& source, const std::optional<Crs>& common) {
    const VectorLayer& layer = source.layer;
    execution_.progress.stage({"Reading roads", "Lecture des routes"}, layer.size());
    const RoadColumns columns(layer, mapping_);
    note_missing(layer, columns);
    const Transformer to_degrees(source.crs, Crs::wgs84());
    std::optional<CommonPlaces> places;
    if (common) places.emplace(source.crs, *common);
    ++file_;
    layer.for_each([&](const Feature& feature) {
      execution_.check_interrupted();
      execution_.progress.advance(1);
      add_feature(feature, columns, to_degrees, places ? &*places : nullptr);
    });
  }

  void note_missing(const VectorLayer& layer, const RoadColumns& columns) {
    if (!columns.has("class")) {
      report_.note(SourceNote::Kind::doubtful, "no_class_column",
                   {"without a column mapped to class, all roads are taken as unclassified",
                    "sans colonne donnée pour class, toutes les routes sont prises comme "
                    "unclassified"},
                   layer.path());
    }
    for (const std::string& missing : columns.missing()) {
      report_.note(SourceNote::Kind::doubtful, "missing_columns",
                   {"attributes of the mapping for which a layer has no column",
                    "attributs de la correspondance pour lesquels une couche n’a pas de colonne"},
                   layer.name() + ": " + missing);
    }
  }

  void add_feature(const Feature& feature, const RoadColumns& columns,
                   const Transformer& to_degrees, const CommonPlaces* places) {
    ++report_.read;
    const Geometry geometry = feature.geometry();
    const auto* lines = std::get_if<std::vector<Polyline>>(&geometry);
    if (!lines || lines->empty()) {
      ++report_.rejected;
      report_.note(SourceNote::Kind::rejected, "not_a_line",
                   {"features that are not lines", "entités qui ne sont pas des lignes"},
                   fmt::format("fid {}", feature.fid()));
      return;
    }
    ++report_.kept;
    const LayerRoadTags::Road road = tags_.read(feature, columns);
    if (columns.has("id") && is_repeated(road.id, lines->front())) return;
    const std::uint32_t first_tag = add_tags(road);
    const std::uint32_t tag_count = static_cast<std::uint32_t>(result_.tags.size()) - first_tag;
    for (const Polyline& line : *lines) {
      add_line(line, {road.id, 0, 0, first_tag, tag_count, false, false}, road.level, to_degrees,
               places);
    }
  }

  /// Neighbouring départements each deliver the roads that cross their border.
  bool is_repeated(std::int64_t id, const Polyline& line) {
    if (layers_.size() < 2) return false;
    const auto [known, is_new] = known_.try_emplace(id, Known{file_, line.size()});
    if (is_new || known->second.file == file_ || known->second.points != line.size()) return false;
    report_.note(SourceNote::Kind::information, "way_in_several_files",
                 {"roads that stand in several files, read once",
                  "tronçons présents dans plusieurs fichiers, lus une fois"},
                 std::to_string(id));
    return true;
  }

  std::uint32_t add_tags(const LayerRoadTags::Road& road) {
    const auto first = static_cast<std::uint32_t>(result_.tags.size());
    for (const auto& [key, value] : road.tags) {
      result_.tags.emplace_back(pool_.intern(key), pool_.intern(value));
    }
    return first;
  }

  void add_line(const Polyline& line, RawRoads::Way way, std::int32_t level,
                const Transformer& to_degrees, const CommonPlaces* places) {
    std::vector<Point> degrees = line;
    if (line.size() < 2 || to_degrees.transform(degrees) > 0) {
      report_.note(SourceNote::Kind::rejected, "line_without_place",
                   {"lines with fewer than two points, or outside the CRS's domain",
                    "lignes de moins de deux points, ou hors du domaine du système de coordonnées"},
                   fmt::format("fid {}", way.id));
      return;
    }
    way.first_node = static_cast<std::uint32_t>(result_.way_nodes.size());
    for (std::size_t k = 0; k < line.size(); ++k) {
      const auto node = static_cast<std::uint32_t>(result_.node_positions.size());
      if (k == 0 || k + 1 == line.size()) {
        ends_.add(places ? (*places)(line[k]) : line[k], level, node);
      } else if (line[k] == line[k - 1]) {
        continue;
      }
      result_.node_positions.push_back({degrees[k].x, degrees[k].y});
      result_.way_nodes.push_back(node);
    }
    way.node_count = static_cast<std::uint32_t>(result_.way_nodes.size()) - way.first_node;
    result_.ways.push_back(way);
  }

  struct Known {
    int file = 0;
    std::size_t points = 0;
  };

  const RoadsInput& roads_;
  const Execution& execution_;
  SourceReport& report_;
  const RoadMapping mapping_;
  LayerRoadTags tags_;
  std::vector<RoadLayer> layers_;
  int file_ = 0;                                   ///< the layer at hand, counted from 1
  std::unordered_map<std::int64_t, Known> known_;  ///< by id, where several layers are read
  RawRoads result_;
  StringPool pool_;
  LineEnds ends_;
};

}  // namespace

RawRoads load_layer_roads(const RoadsInput& roads, const Execution& execution,
                          SourceReport& report) {
  return LayerRoadReader(roads, execution, report).read();
}

}  // namespace coverage
