#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace coverage {

/// A path in GDAL's notation, taken apart: `/vsizip//data/a.zip/inner/b.csv`,
/// `/vsizip/{a.archive}/b.csv`, `/vsigzip/a.csv.gz`, or a plain file.
struct VirtualPath {
  enum class Kind { plain, zip, gzip, remote };
  Kind kind = Kind::plain;
  std::string file;   ///< on disk
  std::string inner;  ///< within a zip archive; empty: none named

  /// Back in GDAL's notation.
  std::string text() const;
};

/// Where the archive's name ends is told by braces, else by the first part of the path that is a
/// regular file, else by `.zip`.
VirtualPath parse_virtual_path(std::string_view path);

/// Whether a name asks for something other than a local file: `http://…`, `/vsicurl/…`, `/vsis3/…`.
bool is_remote_name(std::string_view path);

}  // namespace coverage
