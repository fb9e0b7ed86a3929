#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace coverage {

/// What tells that a file is still the one that was read: where size and time of change are the
/// same, it is taken to be the same; elsewhere its content is compared.
struct FileStamp {
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;
  std::uint64_t inode = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// The stamp of a regular file; all zero for anything else, and for a file that was changed within
/// the last two seconds: another change in the same tick of the clock would not show.
FileStamp stamp_of(const std::string& path);

struct InputIdentity {
  std::string path;  ///< on disk
  FileStamp stamp;
  std::string sha256;
  friend bool operator==(const InputIdentity&, const InputIdentity&) = default;
};

/// The files on disk behind the paths of a source, companions included: a Shapefile's or MapInfo
/// file's siblings of the same name, a GeoPackage's journal. Absolute, each once, in order.
std::vector<std::string> files_behind(const std::vector<std::string>& paths);

/// Reads only the files whose stamps are not among `known`.
std::vector<InputIdentity> identify(const std::vector<std::string>& files,
                                    const std::vector<InputIdentity>& known);

}  // namespace coverage
