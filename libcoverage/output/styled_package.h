#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/geopackage_writer.h"
#include "libcoverage/output/result_styles.h"

namespace coverage {

/// A GeoPackage with the table in which QGIS looks for styles, checked once it is written. All
/// throw OutputError.
///
///     StyledPackage package(path, crs, Language::french, execution);
///     package.add(layer, styles);
///     package.finish();
class StyledPackage {
 public:
  StyledPackage(const std::filesystem::path& path, const Crs& crs, Language language,
                const Execution& execution)
      : path_(path), file_(path, crs, language), execution_(execution) {}

  void add(const GeoPackageLayer& layer, std::vector<NamedStyle> styles = {});
  /// Metadata of the whole file; items without a value are left out.
  void set_metadata(std::vector<std::pair<std::string, std::string>> items);
  /// Adds the styles, closes the file, opens it again and compares the number of rows of each
  /// layer.
  void finish();

 private:
  void add_style_table();

  std::filesystem::path path_;
  GeoPackageWriter file_;
  const Execution& execution_;
  std::vector<NamedStyle> styles_;
  std::vector<std::pair<std::string, std::uint64_t>> counts_;
};

}  // namespace coverage
