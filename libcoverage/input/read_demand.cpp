#include "libcoverage/input/read_demand.h"

#include <filesystem>
#include <functional>
#include <set>
#include <variant>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/osm_features.h"
#include "libcoverage/input/osm_reader.h"
#include "libcoverage/input/table.h"

namespace coverage {

namespace {

using NoteKind = SourceNote::Kind;

/// More than any feature holds; also keeps sums far from overflow.
constexpr double largest_weight = 1e9;

/// What a feature says: nothing for an absent value, text where it is no number.
using RawWeight = std::variant<std::monostate, double, std::string>;

struct DemandFeature {
  std::string id;
  std::string place;              ///< for reports: "carreaux.gpkg, feature 12"
  std::optional<Point> position;  ///< study CRS
  std::vector<RawWeight> weights;
};

class DemandReader {
 public:
  DemandReader(const DemandInput& demand, const Crs& study_crs, const Execution& execution,
               SourceReport& report, DemandTally& tally)
      : demand_(demand),
        crs_(study_crs),
        execution_(execution),
        report_(report),
        tally_(tally),
        weights_(weights_of(demand)) {
    table_.weights.resize(weights_.columns.size());
  }

  DemandTable all() {
    for (const std::string& path : demand_.paths) {
      ++file_number_;
      file_name_ = std::filesystem::path(path).filename().string();
      execution_.progress.stage(
          message("Reading demand: {}", "Lecture de la demande : {}", file_name_));
      if (demand_.tags) {
        read_osm(path);
      } else if (is_delimited_text(path)) {
        read_text(path);
      } else {
        read_layer(path);
      }
    }
    return std::move(table_);
  }

 private:
  void read_layer(const std::string& path);
  void read_text(const std::string& path);
  void read_osm(const std::string& path);
  void add(const DemandFeature& feature);
  std::optional<Weight> checked_weight(const RawWeight& raw, std::size_t index,
                                       const std::string& place);
  std::optional<Point> position_of(const Feature& feature, const std::string& place);
  Point inside(const MultiPolygon& shape) const;
  std::vector<std::optional<std::size_t>> columns_in(
      const std::function<std::size_t(const std::string&)>& find) const;
  std::string id_of(const std::string& own) const {
    return demand_.paths.size() == 1 ? own : std::to_string(file_number_) + ":" + own;
  }

  const DemandInput& demand_;
  const Crs& crs_;
  const Execution& execution_;
  SourceReport& report_;
  DemandTally& tally_;
  DemandWeights weights_;
  DemandTable table_;
  int file_number_ = 0;
  std::string file_name_;
};

std::optional<Weight> DemandReader::checked_weight(const RawWeight& raw, std::size_t index,
                                                   const std::string& place) {
  const std::string& name = weights_.columns[index].name;
  const auto reject = [&](const char* code, const Message& text) {
    // Only the main weight decides whether a feature counts; another one that is unknown is noted.
    const NoteKind kind = index == 0 ? NoteKind::rejected : NoteKind::doubtful;
    const std::string suffix = index == 0 ? "" : "_" + name;
    tally_.add(kind, code + suffix, text, place);
    return std::nullopt;
  };
  if (std::holds_alternative<std::monostate>(raw)) {
    return reject("no_weight", message("no value for the weight '{}'",
                                       "pas de valeur pour la pondération « {} »", name));
  }
  const double* number = std::get_if<double>(&raw);
  if (!number || !std::isfinite(*number)) {
    return reject("weight_not_a_number",
                  message("the weight '{}' is not a number",
                          "la pondération « {} » n’est pas un nombre", name));
  }
  if (*number < 0) {
    return reject("negative_weight", message("the weight '{}' is negative",
                                             "la pondération « {} » est négative", name));
  }
  if (*number > largest_weight) {
    return reject("absurd_weight", message("the weight '{}' is over a thousand million",
                                           "la pondération « {} » dépasse un milliard", name));
  }
  return Weight::from_count(*number);
}

void DemandReader::add(const DemandFeature& feature) {
  if (++report_.read % 4096 == 0) execution_.check_interrupted();
  std::vector<Weight> row;
  Weight largest;
  for (std::size_t i = 0; i < feature.weights.size(); ++i) {
    const auto weight = checked_weight(feature.weights[i], i, feature.place);
    if (!weight && i == 0) {
      ++report_.rejected;
      return;
    }
    row.push_back(weight.value_or(Weight()));
    largest = std::max(largest, row.back());
  }
  if (!feature.position) {
    ++report_.rejected;
    tally_.add(NoteKind::rejected, "no_position",
               message("no usable position", "pas de position utilisable"), feature.place, row[0]);
    return;
  }
  if (largest == Weight()) {
    ++report_.rejected;
    tally_.add(NoteKind::information, "zero_weight", message("weighs nothing", "ne pèse rien"),
               feature.place);
    return;
  }
  table_.ids.push_back(feature.id);
  table_.positions.push_back(*feature.position);
  for (std::size_t i = 0; i < row.size(); ++i) table_.weights[i].push_back(row[i]);
}

/// The column of each weight; none where each feature counts 1.
std::vector<std::optional<std::size_t>> DemandReader::columns_in(
    const std::function<std::size_t(const std::string&)>& find) const {
  std::vector<std::optional<std::size_t>> columns;
  for (const DemandWeights::Column& weight : weights_.columns) {
    columns.push_back(weight.column.empty() ? std::optional<std::size_t>() : find(weight.column));
  }
  return columns;
}

Point DemandReader::inside(const MultiPolygon& shape) const {
  if (demand_.method == DemandMethod::grid) {
    const Box box = bounds(shape);
    const Point centre{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    if (contains(shape, centre)) return centre;
  }
  return point_on_surface(invalid_reason(shape) ? make_valid(shape) : shape);
}

std::optional<Point> DemandReader::position_of(const Feature& feature, const std::string& place) {
  if (feature.is_multipoint()) {
    tally_.add(NoteKind::doubtful, "several_points",
               message("several points, of which the first counts",
                       "plusieurs points, dont le premier compte"),
               place);
  }
  try {
    const Geometry geometry = feature.geometry();
    if (const auto* point = std::get_if<Point>(&geometry)) return *point;
    if (const auto* shape = std::get_if<MultiPolygon>(&geometry)) return inside(*shape);
  } catch (const GeometryError&) {
    return {};
  }
  return {};
}

RawWeight raw_weight(const Feature& feature, std::optional<std::size_t> column) {
  if (!column) return 1.0;
  try {
    const auto number = feature.number(*column);
    if (number) return *number;
    return std::monostate();
  } catch (const InputError&) {
    return feature.text(*column).value_or("");
  }
}

/// A number with a decimal point or comma; text where it is none, nothing where it is blank.
RawWeight raw_weight(std::string_view cell) {
  std::string text(trim(cell));
  if (text.empty()) return std::monostate();
  const auto comma = text.find(',');
  if (comma != std::string::npos) text[comma] = '.';
  if (const auto number = parse_number(text)) return *number;
  return text;
}

void DemandReader::read_layer(const std::string& path) {
  const VectorLayer layer = VectorLayer::open(path, demand_.layer);
  const auto columns = columns_in([&](const std::string& name) { return layer.column(name); });
  const auto id = demand_.id ? std::optional(layer.column(*demand_.id)) : std::nullopt;
  if (!layer.has_geometry()) {
    throw InputError(
        message("{}: the layer '{}' has no geometry", "{} : la couche « {} » n’a pas de géométrie",
                path, layer.name()),
        message("Use a layer of points or polygons, or a CSV file with longitude and "
                "latitude",
                "Utilisez une couche de points ou de polygones, ou un fichier CSV avec "
                "longitude et latitude"));
  }
  const Transformer to_study(layer.crs(demand_.crs), crs_);
  layer.for_each([&](const Feature& feature) {
    DemandFeature row;
    const std::string number = std::to_string(feature.fid());
    row.place = file_name_ + ", fid " + number;
    const auto own = id ? feature.text(*id) : std::optional<std::string>();
    row.id = own && !own->empty() ? *own : id_of(number);
    for (const auto& column : columns) row.weights.push_back(raw_weight(feature, column));
    if (const auto position = position_of(feature, row.place)) row.position = to_study(*position);
    add(row);
  });
}

/// Where a table of text holds positions.
struct TextPositions {
  std::optional<std::size_t> x, y;  ///< longitude and latitude, or coordinates of the declared CRS
  std::optional<std::size_t> cell;  ///< ids of INSEE's grid cells
};

std::optional<std::size_t> first_column(const Table& table,
                                        std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (const auto column = table.find_column(name)) return column;
  }
  return {};
}

TextPositions positions_in(const Table& table, const DemandInput& demand) {
  TextPositions positions;
  positions.x = first_column(table, {"lon", "longitude", "x"});
  positions.y = first_column(table, {"lat", "latitude", "y"});
  if (positions.x && positions.y) return positions;
  if (demand.id) positions.cell = table.column(*demand.id);
  for (std::size_t c = 0; c < table.columns.size() && !positions.cell; ++c) {
    const bool cell = !table.rows.empty() && grid_cell_centre(table.rows.front()[c]);
    if (cell) positions.cell = c;
  }
  if (!positions.cell || table.rows.empty() ||
      !grid_cell_centre(table.rows.front()[*positions.cell])) {
    throw InputError(
        message("{}: no columns tell where its rows are",
                "{} : aucune colonne ne dit où sont ses lignes", table.path),
        message("Name them lon and lat, or give ids of grid cells (CRS3035RES200mN…E…)",
                "Nommez-les lon et lat, ou donnez des identifiants de carreaux "
                "(CRS3035RES200mN…E…)"));
  }
  return positions;
}

std::optional<Point> written_position(const std::vector<std::string>& row,
                                      const TextPositions& positions) {
  if (positions.cell) return grid_cell_centre(trim(row[*positions.cell]));
  const RawWeight x = raw_weight(row[*positions.x]);
  const RawWeight y = raw_weight(row[*positions.y]);
  const bool numbers = std::holds_alternative<double>(x) && std::holds_alternative<double>(y);
  if (!numbers) return {};
  return Point{std::get<double>(x), std::get<double>(y)};
}

void DemandReader::read_text(const std::string& path) {
  const Table table = load_table(path);
  const auto columns = columns_in([&](const std::string& name) { return table.column(name); });
  const TextPositions positions = positions_in(table, demand_);
  const auto id = demand_.id ? std::optional(table.column(*demand_.id)) : positions.cell;
  const Crs written = positions.cell ? Crs::from_text("EPSG:3035")
                                     : (demand_.crs ? Crs::from_text(*demand_.crs) : Crs::wgs84());
  const Transformer to_study(written, crs_);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const std::vector<std::string>& cells = table.rows[r];
    DemandFeature row;
    row.place = table.reference(r);
    const std::string own(id ? trim(cells[*id]) : std::string_view());
    row.id = own.empty() ? id_of(std::to_string(table.lines[r])) : own;
    for (const auto& column : columns) {
      row.weights.push_back(column ? raw_weight(cells[*column]) : RawWeight(1.0));
    }
    if (const auto position = written_position(cells, positions)) {
      row.position = to_study(*position);
    }
    add(row);
  }
}

void DemandReader::read_osm(const std::string& path) {
  std::set<std::string> keys;
  for (const DemandWeights::Column& weight : weights_.columns) keys.insert(weight.column);
  const OsmFeatures features =
      read_osm_features(path, TagFilter::parse(*demand_.tags), keys, execution_);
  const Projection projection(crs_);
  for (const OsmFeature& feature : features.features) {
    DemandFeature row;
    row.id = feature.id;
    row.place = feature.id;
    for (const DemandWeights::Column& weight : weights_.columns) {
      const auto tag = feature.tags.find(weight.column);
      const std::string_view value = tag == feature.tags.end() ? "" : std::string_view(tag->second);
      row.weights.push_back(weight.column.empty() ? RawWeight(1.0) : raw_weight(value));
    }
    row.position = projection.project(feature.position);
    add(row);
  }
  for (const std::string& id : features.left_out) {
    ++report_.read;
    ++report_.rejected;
    tally_.add(NoteKind::rejected, "no_position",
               message("no usable position", "pas de position utilisable"), id);
  }
}

}  // namespace

DemandTable read_demand(const DemandInput& demand, const Crs& study_crs, const Execution& execution,
                        SourceReport& report, DemandTally& tally) {
  return DemandReader(demand, study_crs, execution, report, tally).all();
}

std::optional<Point> grid_cell_centre(std::string_view id) {
  constexpr std::string_view prefix = "CRS3035RES";
  if (!id.starts_with(prefix)) return {};
  id.remove_prefix(prefix.size());
  const auto north = id.find("mN");
  const auto east = id.find('E');
  if (north == std::string_view::npos || east == std::string_view::npos || east < north) return {};
  const auto size = parse_number(id.substr(0, north));
  const auto y = parse_number(id.substr(north + 2, east - north - 2));
  const auto x = parse_number(id.substr(east + 1));
  if (!size || !x || !y || *size <= 0) return {};
  return Point{*x + *size / 2, *y + *size / 2};
}

}  // namespace coverage
