#include "libcoverage/input/load_points.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/csv_table.h"
#include "libcoverage/input/table.h"

namespace coverage {

namespace {

std::optional<double> coordinate(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  return parse_number(text);
}

bool is_on_earth(LonLat where) {
  return std::abs(where.lon) <= 180 && std::abs(where.lat) <= 90;
}

PointRow row_of_cells(std::string id, const std::string& lon, const std::string& lat) {
  PointRow row{std::move(id), {}, {}};
  const auto x = coordinate(lon);
  const auto y = coordinate(lat);
  if (!x || !y) {
    row.problem =
        message("'{}', '{}' is not a position", "« {} », « {} » n’est pas une position", lon, lat);
  } else if (!is_on_earth({*x, *y})) {
    row.problem = message("{}, {} is not on Earth; longitude comes first",
                          "{}, {} n’est pas sur Terre ; la longitude vient d’abord", *x, *y);
  } else {
    row.where = LonLat{*x, *y};
  }
  return row;
}

std::vector<PointRow> rows_of_table(const Table& table) {
  const auto full_lon = table.find_column("longitude");
  const auto full_lat = table.find_column("latitude");
  const std::size_t lon = full_lon ? *full_lon : table.column("lon");
  const std::size_t lat = full_lat ? *full_lat : table.column("lat");
  const auto id = table.find_column("id");
  std::vector<PointRow> rows;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const auto& cells = table.rows[r];
    rows.push_back(row_of_cells(id ? cells[*id] : std::to_string(r + 1), cells[lon], cells[lat]));
  }
  return rows;
}

std::vector<PointRow> rows_of_layer(const std::string& path) {
  const VectorLayer layer = VectorLayer::open(path);
  const auto id = layer.find_column("id");
  const Transformer to_degrees(layer.crs(), Crs::wgs84());
  std::vector<PointRow> rows;
  layer.for_each([&](const Feature& feature) {
    PointRow row{id ? feature.text(*id).value_or("") : std::to_string(feature.fid()), {}, {}};
    const Geometry geometry = feature.geometry();
    const auto* point = std::get_if<Point>(&geometry);
    const auto degrees = point ? to_degrees(*point) : std::nullopt;
    if (degrees) row.where = LonLat{degrees->x, degrees->y};
    if (!degrees) row.problem = {"is not a point", "n’est pas un point"};
    rows.push_back(std::move(row));
  });
  return rows;
}

bool is_bare(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  const auto cells = split(trim(first), ',');
  return cells.size() == 2 && parse_number(cells[0]) && parse_number(cells[1]);
}

}  // namespace

std::vector<PointRow> parse_points(std::string_view text, const std::string& name) {
  const std::string with_header = (is_bare(text) ? "lon,lat\n" : "") + std::string(text);
  return rows_of_table(parse_csv_table(with_header, name));
}

std::vector<PointRow> load_points(const std::string& path) {
  return is_delimited_text(path) ? rows_of_table(load_table(path)) : rows_of_layer(path);
}

}  // namespace coverage
