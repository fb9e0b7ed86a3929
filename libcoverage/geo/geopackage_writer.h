#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "libcoverage/base/data_table.h"
#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/geometry.h"

namespace coverage {

enum class LayerShape { none, point, line, polygon };

/// A layer to write: a table, and a shape for each of its rows.
struct GeoPackageLayer {
  DataTable table;
  LayerShape shape = LayerShape::none;
  std::function<Geometry(std::size_t row)> geometry;  ///< `monostate` is a NULL shape
  /// The row's stable fid; the row's number + 1 where not given. Ascending.
  std::function<std::int64_t(std::size_t row)> fid;
  std::string fid_column = "fid";
  std::vector<std::string> indexed_columns;  ///< get an SQL index
  std::string description;
};

/// Writes a GeoPackage whose bytes depend on nothing but its content: no clock, no random ids.
/// Aliases go into `gpkg_data_columns`, in one language. A title that an earlier layer bears is
/// followed by the layer's name. All throw OutputError.
///
///     GeoPackageWriter file(path, crs, Language::french);
///     file.add_layer(layer, execution);
///     file.close();  // without it the file is not finished, and a full disk goes unseen
class GeoPackageWriter {
 public:
  GeoPackageWriter(const std::filesystem::path& path, const Crs& crs, Language language);
  ~GeoPackageWriter();
  GeoPackageWriter(const GeoPackageWriter&) = delete;
  GeoPackageWriter& operator=(const GeoPackageWriter&) = delete;

  void add_layer(const GeoPackageLayer& layer, const Execution& execution);
  /// Metadata of the whole file (`gpkg_metadata`), by key.
  void set_metadata(const std::vector<std::pair<std::string, std::string>>& items);
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Rows of each layer and table of a GeoPackage just written, by name, read from the file itself.
std::vector<std::pair<std::string, std::uint64_t>> geopackage_row_counts(
    const std::filesystem::path& path);

/// The moment that stands for "now" in files that require one.
inline constexpr const char* fixed_file_date = "2000-01-01T00:00:00.000Z";

}  // namespace coverage
