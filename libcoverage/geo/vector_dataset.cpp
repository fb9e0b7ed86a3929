#include "libcoverage/geo/vector_dataset.h"

#include <cpl_string.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <set>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/compressed_input.h"
#include "libcoverage/geo/gdal_errors.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/geo/virtual_path.h"

namespace coverage {

namespace {

// Formats that hold their own data. Left out on purpose: VRT and web services (they open other
// files and addresses), databases, SQLite with its virtual tables, GMLAS (fetches schemas), OSM
// (libosmium reads it), CAD and PDF (no attributes worth the risk).
const char* const allowed_formats[] = {
    "GPKG",       "GeoJSON", "GeoJSONSeq",  "TopoJSON",     "ESRIJSON", "ESRI Shapefile",
    "FlatGeobuf", "CSV",     "OpenFileGDB", "MapInfo File", "LIBKML",   "KML",
    "GML",        "GPX",     "XLSX",        "ODS",          nullptr};

constexpr std::array data_suffixes = {".gpkg", ".geojson", ".json", ".geojsonl", ".geojsons",
                                      ".shp",  ".fgb",     ".csv",  ".tab",      ".mif",
                                      ".kml",  ".gml",     ".gpx",  ".ods",      ".xlsx"};

bool has_suffix(const std::string& name, std::string_view suffix) {
  return lower_ascii(name).ends_with(suffix);
}

// The dataset that an entry of an archive belongs to, where it is one: a file of a known suffix, or
// the geodatabase folder around it.
std::optional<std::string> dataset_of(const ArchiveEntry& entry) {
  if (entry.name.starts_with("__MACOSX/")) return {};
  const std::size_t folder = lower_ascii(entry.name).find(".gdb/");
  if (folder != std::string::npos) return entry.name.substr(0, folder + 4);
  for (const char* suffix : data_suffixes) {
    if (has_suffix(entry.name, suffix)) return entry.name;
  }
  return {};
}

// Other programs' archives of OSM data; .osm.gz and the like are no archives.
bool is_osm_entry(const ArchiveEntry& entry) {
  constexpr std::array suffixes = {".pbf", ".osm", ".osm.gz", ".osm.bz2"};
  return std::any_of(suffixes.begin(), suffixes.end(),
                     [&](const char* suffix) { return has_suffix(entry.name, suffix); });
}

// The one dataset of an archive that a user can have meant.
std::string only_dataset(const VirtualPath& path, const std::vector<ArchiveEntry>& entries) {
  std::set<std::string> found;
  for (const ArchiveEntry& entry : entries) {
    if (const auto dataset = dataset_of(entry)) found.insert(*dataset);
  }
  if (found.size() == 1) return *found.begin();
  const Message problem =
      found.empty() ? message("{}: the archive holds no file of a known format",
                              "{} : l’archive ne contient aucun fichier de format connu", path.file)
                    : message("{}: the archive holds several files",
                              "{} : l’archive contient plusieurs fichiers", path.file);
  if (std::any_of(entries.begin(), entries.end(), is_osm_entry)) {
    throw InputError(problem, message("Unpack it: OSM files are read from the disk, as .osm.pbf, "
                                      ".osm, .osm.gz or .osm.bz2. The archive holds: {}",
                                      "Décompressez-la : un fichier OSM se lit sur le disque, en "
                                      ".osm.pbf, .osm, .osm.gz ou .osm.bz2. L’archive contient : "
                                      "{}",
                                      archive_contents(entries)));
  }
  throw InputError(
      problem,
      message("Name the file to read as /vsizip/{}/NAME. The archive holds: {}",
              "Nommez le fichier à lire sous la forme /vsizip/{}/NOM. L’archive contient : {}",
              path.file, archive_contents(entries)));
}

std::string without_suffix(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  const std::size_t slash = name.rfind('/');
  return dot == std::string::npos || (slash != std::string::npos && dot < slash)
             ? name
             : name.substr(0, dot);
}

// Reads the wanted entry and those that go with it (a shapefile's .dbf, a geodatabase's tables).
void verify_archive(VirtualPath& path) {
  const std::vector<ArchiveEntry> entries = list_archive(path.file);
  if (path.inner.empty()) path.inner = only_dataset(path, entries);
  std::uint64_t left = decompression_limit;
  for (const ArchiveEntry& entry : entries) {
    const bool belongs = without_suffix(entry.name) == without_suffix(path.inner) ||
                         entry.name.starts_with(path.inner + "/");
    if (!belongs) continue;
    decompress_entry(path.file, entry, left, [&](std::string_view bytes) { left -= bytes.size(); });
  }
}

VirtualPath verified(const std::string& path) {
  VirtualPath parts = parse_virtual_path(path);
  if (parts.kind == VirtualPath::Kind::plain) {
    if (has_suffix(parts.file, ".zip")) parts.kind = VirtualPath::Kind::zip;
    if (has_suffix(parts.file, ".gz")) parts.kind = VirtualPath::Kind::gzip;
  }
  if (parts.kind == VirtualPath::Kind::zip) verify_archive(parts);
  if (parts.kind == VirtualPath::Kind::gzip) {
    decompress_gzip(parts.file, decompression_limit, [](std::string_view) {});
  }
  return parts;
}

// Spreadsheets and the like are archives themselves.
void limit_inner_archive(const VirtualPath& path) {
  const bool archive = has_suffix(path.file, ".xlsx") || has_suffix(path.file, ".xlsm") ||
                       has_suffix(path.file, ".ods") || has_suffix(path.file, ".kmz");
  if (path.kind != VirtualPath::Kind::plain || !archive) return;
  std::uint64_t left = decompression_limit / 4;
  for (const ArchiveEntry& entry : list_archive(path.file)) {
    decompress_entry(path.file, entry, left, [&](std::string_view bytes) { left -= bytes.size(); });
  }
}

// A GeoPackage with unsaved changes of another program beside it must be read with them; any other
// is opened as immutable, so that nothing appears in its folder.
bool has_pending_changes(const VirtualPath& path) {
  for (const char* suffix : {"-wal", "-journal"}) {
    std::error_code absent;
    const auto size = std::filesystem::file_size(path.file + suffix, absent);
    if (!absent && size > 0) return true;
  }
  return false;
}

}  // namespace

void CloseDataset::operator()(GDALDataset* dataset) const {
  GDALClose(dataset);
}

VectorDataset open_vector_dataset(const std::string& path) {
  const VirtualPath parts = verified(checked_input_path(path));
  limit_inner_archive(parts);
  const GdalErrors said;
  CPLStringList options;
  // '@': formats that do not know the option pass over it.
  options.SetNameValue("@IMMUTABLE", has_pending_changes(parts) ? "NO" : "YES");
  options.SetNameValue("@WRITE_GFS", "NO");
  options.SetNameValue("@DOWNLOAD_SCHEMA", "NO");
  VectorDataset dataset(GDALDataset::Open(parts.text().c_str(),
                                          GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                          allowed_formats, options.List(), nullptr));
  if (dataset) return dataset;
  throw InputError(
      said.problem(message("{}: not a vector file of a known format",
                           "{} : ce n’est pas un fichier vectoriel de format connu", path)),
      message(
          "GeoPackage, GeoJSON, shapefile, FlatGeobuf, file geodatabase, MapInfo, KML, GML, GPX, "
          "CSV, XLSX and ODS are read; VRT and web services are not. The file may also be "
          "damaged or incomplete",
          "GeoPackage, GeoJSON, shapefile, FlatGeobuf, géodatabase fichier, MapInfo, KML, GML, "
          "GPX, CSV, XLSX et ODS sont lus ; VRT et services web ne le sont pas. Le fichier est "
          "peut-être endommagé ou incomplet"));
}

}  // namespace coverage
