#include "libcoverage/geo/geopackage_indexes.h"

#include <set>

#include "libcoverage/geo/sqlite_file.h"

namespace coverage {

namespace {

void fill_spatial_index(SqliteFile& file, LayerIndexes& layer) {
  const std::string index = spatial_index_name(layer.layer);
  const std::string nodes = sql_quoted(index + "_node", '"');
  const std::string node_bytes =
      file.read("SELECT length(data) FROM " + nodes + " WHERE nodeno = 1");
  const PackedRtree tree = pack_rtree(std::move(layer.boxes), std::stoul(node_bytes));
  file.execute("DELETE FROM " + nodes);
  SqliteInsert node_rows(file, "INSERT INTO " + nodes + " VALUES (?, ?)");
  SqliteInsert parents(file,
                       "INSERT INTO " + sql_quoted(index + "_parent", '"') + " VALUES (?, ?)");
  for (const PackedRtree::Node& node : tree.nodes) {
    node_rows.run({node.number, node.bytes});
    if (node.parent != 0) parents.run({node.number, node.parent});
  }
  SqliteInsert rows(file, "INSERT INTO " + sql_quoted(index + "_rowid", '"') + " VALUES (?, ?)");
  for (const PackedRtree::Row& row : tree.rows) rows.run({row.id, row.node});
  file.execute(layer.insert_trigger);
}

void create_schema_tables(SqliteFile& file) {
  file.execute(
      "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, "
      "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT "
      "ge_tce UNIQUE (table_name, column_name, extension_name))");
  for (const char* table : {"gpkg_data_columns", "gpkg_data_column_constraints"}) {
    file.execute(std::string("INSERT INTO gpkg_extensions VALUES ('") + table +
                 "', NULL, 'gpkg_schema', "
                 "'http://www.geopackage.org/spec120/#extension_schema', 'read-write')");
  }
  file.execute(
      "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name "
      "TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT "
      "pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))");
  file.execute(
      "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type "
      "TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, "
      "max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, "
      "constraint_type, value))");
}

/// The extension wants a layer's aliases unique: a repeated one is followed by its column.
void register_aliases(SqliteFile& file, const LayerIndexes& layer) {
  std::set<std::string> used;
  for (const auto& [column, wanted] : layer.aliases) {
    if (wanted.empty()) continue;
    std::string alias = wanted;
    while (!used.insert(alias).second) alias += " (" + column + ")";
    const std::string text = sql_quoted(alias, '\'');
    file.execute("INSERT INTO gpkg_data_columns VALUES (" + sql_quoted(layer.layer, '\'') + ", " +
                 sql_quoted(column, '\'') + ", " + text + ", " + text + ", NULL, NULL, NULL)");
  }
}

}  // namespace

std::string spatial_index_name(const std::string& layer) {
  return "rtree_" + layer + "_geom";
}

void finish_geopackage(const std::filesystem::path& path, std::vector<LayerIndexes> layers) {
  SqliteFile file(path);
  // The file is nobody's yet: what protects readers is the rename, not SQLite's journal.
  file.execute("PRAGMA synchronous = OFF");
  file.execute("PRAGMA journal_mode = MEMORY");
  file.execute("BEGIN");
  create_schema_tables(file);
  for (LayerIndexes& layer : layers) {
    if (!layer.insert_trigger.empty()) fill_spatial_index(file, layer);
    for (const std::string& column : layer.columns) {
      file.execute("CREATE INDEX " + sql_quoted("idx_" + layer.layer + "_" + column, '"') + " ON " +
                   sql_quoted(layer.layer, '"') + " (" + sql_quoted(column, '"') + ")");
    }
    register_aliases(file, layer);
  }
  file.execute("COMMIT");
}

}  // namespace coverage
