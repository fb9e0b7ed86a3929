#include "libcoverage/input/facility_rows.h"

#include <filesystem>
#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/osm_features.h"
#include "libcoverage/input/osm_reader.h"

namespace coverage {

namespace {

Crs declared_crs(const FacilitiesInput& source) {
  if (!source.crs) return Crs::wgs84();
  return within(verbatim("crs"), [&] { return Crs::from_text(*source.crs); });
}

void add_position(const Feature& feature, FacilityRows& rows) {
  const Geometry geometry = feature.geometry();
  std::optional<Point> position;
  bool is_shape = false;
  if (const Point* point = std::get_if<Point>(&geometry)) {
    position = *point;
  } else if (const MultiPolygon* shape = std::get_if<MultiPolygon>(&geometry)) {
    is_shape = true;
    const MultiPolygon valid = invalid_reason(*shape) ? make_valid(*shape) : *shape;
    if (!valid.empty()) position = point_on_surface(valid);
  } else if (!std::holds_alternative<std::monostate>(geometry)) {
    throw InputError(message("a line is no place of a facility", "une ligne n’est pas un lieu"),
                     message("Give a layer of points or polygons.",
                             "Donnez une couche de points ou de polygones."));
  }
  rows.positions.push_back(position);
  rows.is_shape.push_back(is_shape);
  rows.is_multipoint.push_back(position && feature.is_multipoint());
}

FacilityRows read_layer_rows(const FacilitiesInput& source, const std::string& path) {
  const VectorLayer layer = VectorLayer::open(path, source.layer);
  // Coordinates that the study maps are meant, even where the layer has a geometry.
  const bool from_geometry = layer.has_geometry() && !source.columns.contains("lon");
  FacilityRows rows(from_geometry ? layer.crs(source.crs) : declared_crs(source));
  rows.has_positions = from_geometry;
  rows.table.path = path;
  rows.table.is_text = false;
  rows.table.columns = layer.columns();
  layer.for_each([&](const Feature& feature) {
    std::vector<std::string> cells;
    cells.reserve(rows.table.columns.size());
    for (std::size_t column = 0; column < rows.table.columns.size(); ++column) {
      cells.push_back(feature.text(column).value_or(""));
    }
    if (from_geometry) add_position(feature, rows);
    rows.table.rows.push_back(std::move(cells));
    rows.table.lines.push_back(static_cast<std::size_t>(feature.fid()));
  });
  return rows;
}

FacilityRows read_osm_rows(const FacilitiesInput& source, const std::string& path,
                           const std::set<std::string>& tags, const Execution& execution) {
  if (!source.tags) {
    throw InputError(
        message("{}: an OSM file needs a tag filter", "{} : un fichier OSM demande un filtre",
                path),
        message("Add to this [[facilities]] block, for instance, tags = \"amenity=townhall\".",
                "Ajoutez à ce bloc [[facilities]], par exemple, tags = \"amenity=townhall\"."));
  }
  OsmFeatures read = read_osm_features(path, TagFilter::parse(*source.tags), tags, execution);
  FacilityRows rows(Crs::wgs84());
  rows.has_positions = true;
  rows.table.path = path;
  rows.table.is_text = false;
  rows.table.columns.assign(tags.begin(), tags.end());
  for (OsmFeature& feature : read.features) {
    std::vector<std::string> cells;
    cells.reserve(tags.size());
    for (const std::string& tag : tags) cells.push_back(std::move(feature.tags[tag]));
    rows.positions.emplace_back(Point{feature.position.lon, feature.position.lat});
    rows.is_shape.push_back(false);
    rows.is_multipoint.push_back(false);
    rows.ids.push_back(std::move(feature.id));
    rows.table.rows.push_back(std::move(cells));
    rows.table.lines.push_back(rows.table.rows.size());
  }
  rows.left_out = std::move(read.left_out);
  return rows;
}

FacilityRows read_rows(const FacilitiesInput& source, const std::string& path,
                       const std::set<std::string>& tags, const Execution& execution) {
  if (source.tags || is_osm_path(path)) return read_osm_rows(source, path, tags, execution);
  if (!is_delimited_text(path)) return read_layer_rows(source, path);
  FacilityRows rows(declared_crs(source));
  rows.table = load_table(path, source.layer, source.encoding);
  return rows;
}

}  // namespace

std::string FacilityRows::place_of(std::size_t row) const {
  const std::string number = ids.empty() ? std::to_string(table.lines[row]) : ids[row];
  return file_name + ":" + number;
}

FacilityRows read_facility_rows(const FacilitiesInput& source, const std::string& path,
                                const std::set<std::string>& tags, const Execution& execution) {
  FacilityRows rows = read_rows(source, path, tags, execution);
  rows.file_name = std::filesystem::path(path).filename().string();
  return rows;
}

}  // namespace coverage
