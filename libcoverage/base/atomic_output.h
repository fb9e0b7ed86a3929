#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace coverage {

/// Writes one file beside its place and renames it there, so that a reader sees the old file or the
/// whole new one, also after a crash: the bytes are written, checked, flushed to disk, renamed.
/// Throws OutputError (disk full, no permission), and then leaves the old file as it was.
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

/// A folder of results that appears whole or not at all.
///
/// Files are written into `staging()`, a hidden folder beside the final one; `commit()` flushes
/// them to disk and moves them to their place. A folder that holds results of this engine
/// (recognised by its `manifest.json`) is replaced; a folder or file of anybody else is refused
/// unless `Overwrite::yes`, and files in the folder that are not ours are kept. Destroyed without
/// `commit()`, nothing is left.
enum class Overwrite { no, yes };

class AtomicDirectory {
 public:
  /// Throws OutputError where `path` may not be replaced or cannot be written.
  AtomicDirectory(std::filesystem::path path, Overwrite overwrite);
  ~AtomicDirectory();
  AtomicDirectory(const AtomicDirectory&) = delete;
  AtomicDirectory& operator=(const AtomicDirectory&) = delete;

  const std::filesystem::path& staging() const { return staging_; }
  void commit();

 private:
  std::filesystem::path path_;
  std::filesystem::path staging_;
  bool committed_ = false;
};

/// Flushes a file and its folder to disk. Throws OutputError.
void flush_to_disk(const std::filesystem::path& path);

}  // namespace coverage
