#include "libcoverage/geo/geopackage_writer.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <set>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/crs_handle.h"
#include "libcoverage/geo/disk_remedy.h"
#include "libcoverage/geo/gdal_errors.h"
#include "libcoverage/geo/geopackage_indexes.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/geo/sqlite_file.h"
#include "libcoverage/geo/thread_option.h"
#include "libcoverage/geo/to_ogr.h"

namespace coverage {

namespace {

/// Throws where GDAL has complained, also where it returned success all the same.
void require_written(const GdalErrors& said, const std::filesystem::path& path) {
  if (!said.failed()) return;
  throw OutputError(
      said.problem(message("cannot write {}", "impossible d’écrire {}", path.string())),
      disk_remedy());
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

Box box_of(const OGRGeometry& shape) {
  OGREnvelope envelope;
  shape.getEnvelope(&envelope);
  return {envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY};
}

std::string trigger_sql(GDALDataset& dataset, const std::string& trigger) {
  const std::string sql = "SELECT sql FROM sqlite_master WHERE name = " + sql_quoted(trigger, '\'');
  OGRLayer* rows = dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr);
  if (!rows) return {};
  const OGRFeatureUniquePtr first(rows->GetNextFeature());
  std::string text = first ? first->GetFieldAsString(0) : "";
  dataset.ReleaseResultSet(rows);
  return text;
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
  std::vector<LayerIndexes> indexes;  ///< made when GDAL has closed the file
  std::set<std::string> identifiers;  ///< of the layers so far, in small letters

  State(std::filesystem::path where, const Crs& crs, Language spoken)
      : path(std::move(where)), reference(crs.handle().reference), language(spoken) {}

  void execute(const std::string& sql);
  std::string free_identifier(const DataTable& table);
  OGRLayer& create_layer(const GeoPackageLayer& layer);
  /// Lets GDAL make an empty spatial index with its triggers.
  void create_spatial_index(const std::string& layer);
  /// Returns the boxes of the shapes that are there.
  std::vector<RtreeEntry> write_rows(const GeoPackageLayer& layer, OGRLayer& target,
                                     const Execution& execution);
};

void GeoPackageWriter::State::execute(const std::string& sql) {
  GdalErrors said;
  OGRLayer* rows = dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr);
  if (rows) dataset->ReleaseResultSet(rows);
  require_written(said, path);
}

/// GDAL 3.6 fills the index row by row by a trigger, which takes longer than writing the rows: the
/// trigger on new rows goes, and comes back when the index has been packed.
void GeoPackageWriter::State::create_spatial_index(const std::string& layer) {
  execute("SELECT CreateSpatialIndex(" + sql_quoted(layer, '\'') + ", 'geom')");
  indexes.back().insert_trigger = trigger_sql(*dataset, spatial_index_name(layer) + "_insert");
  execute("DROP TRIGGER " + sql_quoted(spatial_index_name(layer) + "_insert", '"'));
}

/// The title, which the format wants to be of one layer only: two groupings of a study may share a
/// label, or have that of a layer of ours.
std::string GeoPackageWriter::State::free_identifier(const DataTable& table) {
  const std::string title =
      table.title.in(language).empty() ? table.name : table.title.in(language);
  std::string free = title;
  for (int n = 1; !identifiers.insert(lower_ascii(free)).second; ++n) {
    free = title + " (" + table.name + (n > 1 ? " " + std::to_string(n) : "") + ")";
  }
  return free;
}

OGRLayer& GeoPackageWriter::State::create_layer(const GeoPackageLayer& layer) {
  GdalErrors said;
  CPLStringList options;
  options.SetNameValue("FID", layer.fid_column.c_str());
  options.SetNameValue("IDENTIFIER", free_identifier(layer.table).c_str());
  options.SetNameValue("DESCRIPTION", layer.description.c_str());
  if (layer.shape != LayerShape::none) options.SetNameValue("GEOMETRY_NAME", "geom");
  options.SetNameValue("SPATIAL_INDEX", "NO");  // made by create_spatial_index
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

std::vector<RtreeEntry> GeoPackageWriter::State::write_rows(const GeoPackageLayer& layer,
                                                            OGRLayer& target,
                                                            const Execution& execution) {
  std::vector<RtreeEntry> boxes;
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
      auto shape = to_ogr(geometry);
      if (shape) boxes.push_back({feature.GetFID(), box_of(*shape)});
      feature.SetGeometryDirectly(shape.release());
    }
    if (target.CreateFeature(&feature) != OGRERR_NONE || said.failed()) {
      require_written(said, path);
      throw OutputError(message("cannot write row {} of layer {} of {}",
                                "impossible d’écrire la ligne {} de la couche {} de {}", row + 1,
                                layer.table.name, path.string()),
                        disk_remedy());
    }
  }
  return boxes;
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
  OGRLayer& target = state_->create_layer(layer);
  LayerIndexes& indexes = state_->indexes.emplace_back();
  indexes.layer = layer.table.name;
  indexes.columns = layer.indexed_columns;
  for (const DataColumn& column : layer.table.columns) {
    indexes.aliases.emplace_back(column.name, column.alias.in(state_->language));
  }
  if (layer.shape != LayerShape::none) state_->create_spatial_index(layer.table.name);
  indexes.boxes = state_->write_rows(layer, target, execution);
}

void GeoPackageWriter::set_metadata(const std::vector<std::pair<std::string, std::string>>& items) {
  GdalErrors said;
  CPLStringList list;
  for (const auto& [key, value] : items) list.SetNameValue(key.c_str(), value.c_str());
  state_->dataset->SetMetadata(list.List());
  require_written(said, state_->path);
}

void GeoPackageWriter::close() {
  GdalErrors said;
  state_->dataset->CommitTransaction();
  require_written(said, state_->path);
  state_->dataset.reset();
  require_written(said, state_->path);
  finish_geopackage(state_->path, std::move(state_->indexes));
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
