#include "libcoverage/geo/geopackage_writer.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <set>

#include "libcoverage/base/error.h"
#include "libcoverage/geo/crs_handle.h"
#include "libcoverage/geo/gdal_errors.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/geo/thread_option.h"

namespace coverage {

namespace {

Message disk_remedy() {
  return {"Check the free space and the permissions there",
          "Vérifiez la place libre et les droits à cet endroit"};
}

/// Throws where GDAL has complained, also where it returned success all the same.
void require_written(const GdalErrors& said, const std::filesystem::path& path) {
  if (!said.failed()) return;
  throw OutputError(
      said.problem(message("cannot write {}", "impossible d’écrire {}", path.string())),
      disk_remedy());
}

std::string sql_quoted(const std::string& text, char mark) {
  std::string result(1, mark);
  for (const char c : text) {
    if (c == mark) result += c;
    result += c;
  }
  return result + mark;
}

OGRwkbGeometryType geometry_type(LayerShape shape) {
  switch (shape) {
    case LayerShape::none:
      return wkbNone;
    case LayerShape::point:
      return wkbPoint;
    case LayerShape::line:
      return wkbMultiLineString;
    case LayerShape::polygon:
      return wkbMultiPolygon;
  }
  return wkbNone;
}

std::unique_ptr<OGRGeometry> ogr_shape(std::monostate) {
  return nullptr;
}
std::unique_ptr<OGRGeometry> ogr_shape(const Point& point) {
  return std::make_unique<OGRPoint>(point.x, point.y);
}
void append_points(OGRSimpleCurve& curve, const Polyline& line) {
  curve.setNumPoints(static_cast<int>(line.size()), FALSE);
  for (int i = 0; i < static_cast<int>(line.size()); ++i) {
    curve.setPoint(i, line[static_cast<std::size_t>(i)].x, line[static_cast<std::size_t>(i)].y);
  }
}
std::unique_ptr<OGRGeometry> ogr_shape(const std::vector<Polyline>& lines) {
  auto result = std::make_unique<OGRMultiLineString>();
  for (const Polyline& line : lines) {
    auto part = std::make_unique<OGRLineString>();
    append_points(*part, line);
    result->addGeometryDirectly(part.release());
  }
  return result;
}
std::unique_ptr<OGRGeometry> ogr_shape(const MultiPolygon& shape) {
  if (shape.empty()) return nullptr;
  auto result = std::make_unique<OGRMultiPolygon>();
  for (const Polygon& polygon : shape.polygons) {
    auto part = std::make_unique<OGRPolygon>();
    for (const Polyline& line : polygon.rings) {
      auto ring = std::make_unique<OGRLinearRing>();
      append_points(*ring, line);
      part->addRingDirectly(ring.release());
    }
    result->addGeometryDirectly(part.release());
  }
  return result;
}

OGRFieldType field_type(DataType type) {
  switch (type) {
    case DataType::text:
      return OFTString;
    case DataType::integer:
      return OFTInteger64;
    case DataType::real:
      return OFTReal;
    case DataType::boolean:
      return OFTInteger;
  }
  return OFTString;
}

void set_field(OGRFeature& feature, int field, DataType type, const DataValue& value) {
  if (type == DataType::text) {
    if (std::holds_alternative<std::monostate>(value)) return feature.SetFieldNull(field);
    return feature.SetField(field, data_text(value).c_str());
  }
  const std::optional<double> number = data_number(value);
  if (!number) return feature.SetFieldNull(field);
  if (type == DataType::real) return feature.SetField(field, *number);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    return feature.SetField(field, static_cast<GIntBig>(*whole));
  }
  feature.SetField(field, static_cast<int>(*number));
}

}  // namespace

struct GeoPackageWriter::State {
  std::filesystem::path path;
  OGRSpatialReference reference;
  Language language;
  // GDAL writes "now" into several tables, unless told what now is. The staging folder is what
  // protects readers, so SQLite's own journal and flushes would only cost time.
  ThreadOption date{"OGR_CURRENT_DATE", fixed_file_date};
  ThreadOption synchronous{"OGR_SQLITE_SYNCHRONOUS", "OFF"};
  ThreadOption journal{"OGR_SQLITE_JOURNAL", "MEMORY"};
  GDALDatasetUniquePtr dataset;
  std::vector<std::string> after_layers;  ///< SQL for when all tables exist

  State(std::filesystem::path where, const Crs& crs, Language spoken)
      : path(std::move(where)), reference(crs.handle().reference), language(spoken) {}

  void execute(const std::string& sql) {
    GdalErrors said;
    OGRLayer* rows = dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr);
    if (rows) dataset->ReleaseResultSet(rows);
    require_written(said, path);
  }
  OGRLayer& create_layer(const GeoPackageLayer& layer);
  void write_rows(const GeoPackageLayer& layer, OGRLayer& target, const Execution& execution);
  void note_aliases(const DataTable& table);
};

OGRLayer& GeoPackageWriter::State::create_layer(const GeoPackageLayer& layer) {
  GdalErrors said;
  CPLStringList options;
  options.SetNameValue("FID", layer.fid_column.c_str());
  options.SetNameValue("IDENTIFIER", layer.table.title.in(language).c_str());
  options.SetNameValue("DESCRIPTION", layer.description.c_str());
  if (layer.shape != LayerShape::none) options.SetNameValue("GEOMETRY_NAME", "geom");
  OGRLayer* target = dataset->CreateLayer(layer.table.name.c_str(),
                                          layer.shape == LayerShape::none ? nullptr : &reference,
                                          geometry_type(layer.shape), options.List());
  require_written(said, path);
  for (const DataColumn& column : layer.table.columns) {
    OGRFieldDefn field(column.name.c_str(), field_type(column.type));
    if (column.type == DataType::boolean) field.SetSubType(OFSTBoolean);
    target->CreateField(&field);
    require_written(said, path);
  }
  return *target;
}

void GeoPackageWriter::State::write_rows(const GeoPackageLayer& layer, OGRLayer& target,
                                         const Execution& execution) {
  constexpr std::size_t check_every = 4096;
  const std::vector<DataColumn>& columns = layer.table.columns;
  GdalErrors said;
  OGRFeature feature(target.GetLayerDefn());
  for (std::size_t row = 0; row < layer.table.size; ++row) {
    if (row % check_every == 0) execution.check_interrupted();
    feature.SetFID(layer.fid ? layer.fid(row) : static_cast<GIntBig>(row) + 1);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      set_field(feature, static_cast<int>(i), columns[i].type, columns[i].value(row));
    }
    if (layer.shape != LayerShape::none) {
      const Geometry geometry = layer.geometry ? layer.geometry(row) : Geometry();
      feature.SetGeometry(
          std::visit([](const auto& shape) { return ogr_shape(shape); }, geometry).get());
    }
    if (target.CreateFeature(&feature) != OGRERR_NONE || said.failed()) {
      require_written(said, path);
      throw OutputError(message("cannot write row {} of layer {} of {}",
                                "impossible d’écrire la ligne {} de la couche {} de {}", row + 1,
                                layer.table.name, path.string()),
                        disk_remedy());
    }
  }
}

/// The schema extension wants aliases unique in a table: a repeated one is followed by the column.
void GeoPackageWriter::State::note_aliases(const DataTable& table) {
  std::set<std::string> used;
  for (const DataColumn& column : table.columns) {
    std::string alias = column.alias.in(language);
    if (alias.empty()) continue;
    if (!used.insert(alias).second) alias += " (" + column.name + ")";
    used.insert(alias);
    const std::string text = sql_quoted(alias, '\'');
    after_layers.push_back("INSERT INTO gpkg_data_columns VALUES (" + sql_quoted(table.name, '\'') +
                           "," + sql_quoted(column.name, '\'') + "," + text + "," + text +
                           ",NULL,NULL,NULL)");
  }
}

GeoPackageWriter::GeoPackageWriter(const std::filesystem::path& path, const Crs& crs,
                                   Language language)
    : state_(std::make_unique<State>(path, crs, language)) {
  initialize_gdal();
  GdalErrors said;
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (!driver) {
    throw OutputError({"GDAL has no GeoPackage driver here", "GDAL n’a pas de pilote GeoPackage"},
                      {"Run scripts/setup.sh", "Lancez scripts/setup.sh"});
  }
  state_->dataset.reset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  require_written(said, path);
  state_->dataset->StartTransaction();
  require_written(said, path);
}

GeoPackageWriter::~GeoPackageWriter() {
  GdalErrors ignored;  // not closed: the file is given up
  state_.reset();
}

void GeoPackageWriter::add_layer(const GeoPackageLayer& layer, const Execution& execution) {
  state_->write_rows(layer, state_->create_layer(layer), execution);
  for (const std::string& column : layer.indexed_columns) {
    state_->after_layers.push_back(
        "CREATE INDEX " + sql_quoted("idx_" + layer.table.name + "_" + column, '"') + " ON " +
        sql_quoted(layer.table.name, '"') + " (" + sql_quoted(column, '"') + ")");
  }
  state_->note_aliases(layer.table);
}

void GeoPackageWriter::set_metadata(const std::vector<std::pair<std::string, std::string>>& items) {
  GdalErrors said;
  CPLStringList list;
  for (const auto& [key, value] : items) list.SetNameValue(key.c_str(), value.c_str());
  state_->dataset->SetMetadata(list.List());
  require_written(said, state_->path);
}

void GeoPackageWriter::close() {
  for (const char* table : {"gpkg_data_columns", "gpkg_data_column_constraints"}) {
    state_->after_layers.insert(
        state_->after_layers.begin(),
        std::string("INSERT INTO gpkg_extensions VALUES ('") + table +
            "',NULL,'gpkg_schema','http://www.geopackage.org/spec120/#extension_schema',"
            "'read-write')");
  }
  // Requesting the extension table makes GDAL finish the layers that it creates late.
  state_->execute(
      "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, "
      "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT "
      "ge_tce UNIQUE (table_name, column_name, extension_name))");
  state_->execute(
      "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name "
      "TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT "
      "pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))");
  state_->execute(
      "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type "
      "TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, "
      "max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, "
      "constraint_type, value))");
  for (const std::string& sql : state_->after_layers) state_->execute(sql);
  GdalErrors said;
  state_->dataset->CommitTransaction();
  require_written(said, state_->path);
  state_->dataset.reset();
  require_written(said, state_->path);
}

std::vector<std::pair<std::string, std::uint64_t>> geopackage_row_counts(
    const std::filesystem::path& path) {
  GdalErrors said;
  const char* const drivers[] = {"GPKG", nullptr};
  const GDALDatasetUniquePtr dataset(GDALDataset::Open(
      path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers));
  require_written(said, path);
  std::vector<std::pair<std::string, std::uint64_t>> counts;
  for (OGRLayer* layer : dataset->GetLayers()) {
    // Rows are counted in the table itself; GDAL would trust a number that it stored.
    const std::string sql = "SELECT COUNT(*) FROM " + sql_quoted(layer->GetName(), '"');
    OGRLayer* rows = dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr);
    require_written(said, path);
    const std::unique_ptr<OGRFeature> first(rows->GetNextFeature());
    counts.emplace_back(layer->GetName(),
                        static_cast<std::uint64_t>(first ? first->GetFieldAsInteger64(0) : 0));
    dataset->ReleaseResultSet(rows);
  }
  return counts;
}

}  // namespace coverage
