#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <tuple>

#include "libcoverage/base/text.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/layer_road_values.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/input/string_pool.h"

namespace coverage {

namespace {

/// The end of a line: where it is in the layer's own coordinates, and at which level.
struct LineEnd {
  std::uint64_t x_bits = 0, y_bits = 0;
  std::int32_t level = 0;
  std::uint32_t node = 0;  ///< the line's own node, before joining

  auto place() const { return std::tie(x_bits, y_bits); }
};

std::uint64_t exact_bits(double value) {
  const double plain = value == 0 ? 0.0 : value;  // −0 is the same place as 0
  std::uint64_t bits = 0;
  std::memcpy(&bits, &plain, sizeof bits);
  return bits;
}

class LayerRoadReader {
 public:
  LayerRoadReader(const RoadsInput& roads, const Execution& execution, SourceReport& report)
      : roads_(roads), execution_(execution), report_(report) {}

  RawRoads read() {
    for (const std::string& path : roads_.paths) read_file(path);
    join_ends();
    result_.strings = pool_.take();
    for (std::size_t n = 0; n < result_.node_positions.size(); ++n) {
      result_.node_ids.push_back(static_cast<std::int64_t>(n));
    }
    return std::move(result_);
  }

 private:
  using Columns = std::map<std::string, std::size_t>;

  void read_file(const std::string& path) {
    const VectorLayer layer = VectorLayer::open(path, roads_.layer);
    execution_.progress.stage({"Reading roads", "Lecture des routes"}, layer.size());
    Columns columns;
    for (const auto& [key, column] : roads_.columns) columns[key] = layer.column(column);
    if (!columns.contains("class")) {
      report_.note(SourceNote::Kind::doubtful, "no_class_column",
                   {"without a column mapped to class, all roads are taken as unclassified",
                    "sans colonne donnée pour class, toutes les routes sont prises comme "
                    "unclassified"},
                   path);
    }
    const Transformer to_degrees(layer.crs(), Crs::wgs84());
    layer.for_each([&](const Feature& feature) {
      execution_.check_interrupted();
      execution_.progress.advance(1);
      add_feature(feature, columns, to_degrees);
    });
  }

  void add_feature(const Feature& feature, const Columns& columns, const Transformer& to_degrees) {
    ++report_.read;
    const Geometry geometry = feature.geometry();
    const auto* lines = std::get_if<std::vector<Polyline>>(&geometry);
    const std::string example = fmt::format("fid {}", feature.fid());
    if (!lines || lines->empty()) {
      ++report_.rejected;
      report_.note(SourceNote::Kind::rejected, "not_a_line",
                   {"features that are not lines", "entités qui ne sont pas des lignes"}, example);
      return;
    }
    ++report_.kept;
    const std::int32_t level = read_level(feature, columns, example);
    const std::uint32_t first_tag = add_tags(feature, columns, level, example);
    const std::int64_t id = read_id(feature, columns, example);
    for (const Polyline& line : *lines) {
      add_line(line, {id, 0, 0, first_tag, tag_count_from(first_tag), false, false}, level,
               to_degrees);
    }
  }

  std::uint32_t tag_count_from(std::uint32_t first) const {
    return static_cast<std::uint32_t>(result_.tags.size()) - first;
  }

  std::uint32_t add_tags(const Feature& feature, const Columns& columns, std::int32_t level,
                         const std::string& example) {
    const auto first = static_cast<std::uint32_t>(result_.tags.size());
    for (const auto& [key, column] : columns) {
      if (key == "level" || key == "id") continue;
      const std::optional<std::string> value = feature.text(column);
      if (!value) continue;
      if (key == "class") {
        add_tag(key, mapped(roads_.classes, *value));
      } else if (key == "oneway") {
        add_tag(key, read_oneway(*value, example));
      } else {
        add_tag(key, trim(*value));
      }
    }
    if (!columns.contains("class")) add_tag("class", "unclassified");
    if (level != 0) add_tag("level", std::to_string(level));
    return first;
  }

  void add_tag(std::string_view key, std::string_view value) {
    result_.tags.emplace_back(pool_.intern(key), pool_.intern(value));
  }

  static std::string mapped(const std::map<std::string, std::string>& values,
                            const std::string& value) {
    const auto found = values.find(value);
    return found == values.end() ? std::string(trim(value)) : found->second;
  }

  std::string read_oneway(const std::string& value, const std::string& example) {
    if (const auto known = standard_oneway(mapped(roads_.oneway_values, value))) return *known;
    report_.note(SourceNote::Kind::doubtful, "unread_oneway",
                 {"values of the oneway column that are not understood, taken as both ways: map "
                  "them in [roads].oneway_values",
                  "valeurs de sens de circulation non comprises, prises comme double sens : "
                  "indiquez-les dans [roads].oneway_values"},
                 example + ": " + value);
    return "no";
  }

  std::int64_t read_id(const Feature& feature, const Columns& columns, const std::string& example) {
    const auto column = columns.find("id");
    if (column == columns.end()) return feature.fid();
    const std::string text = feature.text(column->second).value_or("");
    if (const auto id = way_id_of(text)) return *id;
    report_.note(SourceNote::Kind::doubtful, "unread_id",
                 {"ids that do not end with a number: the feature's own number is used",
                  "identifiants qui ne finissent pas par un nombre : le numéro de l’entité sert"},
                 example + ": " + text);
    return feature.fid();
  }

  std::int32_t read_level(const Feature& feature, const Columns& columns,
                          const std::string& example) {
    const auto column = columns.find("level");
    if (column == columns.end()) return 0;
    const std::string text = feature.text(column->second).value_or("0");
    const auto level = text.empty() ? 0 : parse_number(trim(text));
    if (!level) {
      report_.note(SourceNote::Kind::doubtful, "unread_level",
                   {"levels that are not numbers, taken as 0",
                    "niveaux qui ne sont pas des nombres, pris pour 0"},
                   example + ": " + text);
    }
    return static_cast<std::int32_t>(level.value_or(0));
  }

  void add_line(const Polyline& line, RawRoads::Way way, std::int32_t level,
                const Transformer& to_degrees) {
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
        ends_.push_back({exact_bits(line[k].x), exact_bits(line[k].y), level, node});
      } else if (line[k] == line[k - 1]) {
        continue;
      }
      result_.node_positions.push_back({degrees[k].x, degrees[k].y});
      result_.way_nodes.push_back(node);
    }
    way.node_count = static_cast<std::uint32_t>(result_.way_nodes.size()) - way.first_node;
    result_.ways.push_back(way);
  }

  /// Gives the ends that meet one node. At one place, each level through which a road passes (two
  /// ends or more) is a node of its own; a level with a single end, where a bridge begins, joins
  /// the nearest of those, and the lower of two equally near.
  void join_ends() {
    std::vector<std::uint32_t> joined(result_.node_positions.size());
    for (std::size_t n = 0; n < joined.size(); ++n) joined[n] = static_cast<std::uint32_t>(n);
    std::sort(ends_.begin(), ends_.end(), [](const LineEnd& a, const LineEnd& b) {
      return std::tie(a.x_bits, a.y_bits, a.level, a.node) <
             std::tie(b.x_bits, b.y_bits, b.level, b.node);
    });
    for (auto first = ends_.begin(); first != ends_.end();) {
      const auto last = std::find_if(
          first, ends_.end(), [&](const LineEnd& end) { return end.place() != first->place(); });
      join_place({first, last}, joined);
      first = last;
    }
    for (std::uint32_t& node : result_.way_nodes) node = joined[node];
  }

  static void join_place(std::span<const LineEnd> ends, std::vector<std::uint32_t>& joined) {
    struct Level {
      std::uint32_t node = 0;
      int ends = 0;
    };
    std::map<std::int32_t, Level> levels;
    for (const LineEnd& end : ends)
      ++levels.try_emplace(end.level, Level{end.node, 0}).first->second.ends;
    const auto node_of = [&](std::int32_t level) {
      if (levels.at(level).ends >= 2) return levels.at(level).node;
      std::optional<std::int32_t> nearest;
      for (const auto& [other, found] : levels) {
        const bool is_nearer = !nearest || std::abs(std::int64_t{other} - level) <
                                               std::abs(std::int64_t{*nearest} - level);
        if (found.ends >= 2 && is_nearer) nearest = other;
      }
      // Single ends alone: nobody else passes here, and they are one road.
      return nearest ? levels.at(*nearest).node : levels.begin()->second.node;
    };
    for (const LineEnd& end : ends) joined[end.node] = node_of(end.level);
  }

  const RoadsInput& roads_;
  const Execution& execution_;
  SourceReport& report_;
  RawRoads result_;
  StringPool pool_;
  std::vector<LineEnd> ends_;
};

}  // namespace

RawRoads load_layer_roads(const RoadsInput& roads, const Execution& execution,
                          SourceReport& report) {
  return LayerRoadReader(roads, execution, report).read();
}

}  // namespace coverage
