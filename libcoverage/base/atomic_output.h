#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/base/message.h"

namespace coverage {

/// Writes one file beside its place and renames it there, so that a reader sees the old file or the
/// whole new one, also after a crash: the bytes are written, checked, flushed to disk, renamed. A
/// symbolic link is followed; devices and pipes (`/dev/stdout`) are written to directly.
/// Throws OutputError (disk full, no permission), and then leaves the old file as it was.
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

/// The same for bytes that come in pieces, so that a large file need not fit in memory.
///
///     AtomicFile file("arcs.csv");
///     for (…) file.write(row);
///     file.commit();
///
/// Without `commit()` nothing is left and the old file is as it was.
class AtomicFile {
 public:
  /// Throws OutputError, as `write` and `commit` do.
  explicit AtomicFile(std::filesystem::path path);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view bytes);
  void commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Flushes a file, or a folder with everything in it, to disk. Throws OutputError.
void flush_to_disk(const std::filesystem::path& path);
/// Flushes a folder's list of names alone: what a rename changes. Throws OutputError.
void flush_names(const std::filesystem::path& folder);

/// The system's reason of a failure (`errno`) in words for people: "no space left on the disk".
Message system_reason(int error_number);
/// What people can do about it.
Message system_remedy(int error_number);

enum class Overwrite { no, yes };

/// Throws OutputError where `AtomicDirectory` would not replace `path`. Writes nothing.
void require_replaceable(const std::filesystem::path& path, Overwrite overwrite);

/// A folder of results that appears whole or not at all.
///
///     AtomicDirectory results("out", Overwrite::no);
///     write_everything_into(results.staging());   // any library, any format
///     results.commit();
///
/// Files are written into `staging()`, a hidden folder beside the final one (in it, where it is a
/// mount point or the current folder); `commit()` flushes them to disk and puts them in place in
/// one step. Destroyed without `commit()`, or where `commit()` throws, nothing is left and the
/// earlier results are as they were. What a killed run left behind is removed by the next one;
/// killed within the instant of a replacement that takes several steps, its earlier results stand
/// in a hidden folder whose name ends with `-old`, which the next run names and never removes.
///
/// A folder that holds results of this engine is replaced; any other folder that is not empty, or a
/// file, is refused unless `Overwrite::yes`. Files in the folder that no earlier run wrote and that
/// this one does not write are kept. Results are recognised by their `manifest.json`: an object
/// with `"engine": "libcoverage"` and `"outputs"`, the names of all files written (an array of
/// names, or an object with a member per name).
class AtomicDirectory {
 public:
  /// Throws OutputError where `path` may not be replaced or cannot be written.
  AtomicDirectory(const std::filesystem::path& path, Overwrite overwrite);
  ~AtomicDirectory();
  AtomicDirectory(const AtomicDirectory&) = delete;
  AtomicDirectory& operator=(const AtomicDirectory&) = delete;

  const std::filesystem::path& staging() const { return staging_; }
  /// Throws OutputError (disk full, no permission).
  void commit();

 private:
  void make_staging(const std::filesystem::path& parent, const std::string& name);
  void put_in_place();
  void remove_staging() noexcept;

  std::filesystem::path path_;
  std::filesystem::path staging_;
  std::vector<std::filesystem::path> made_parents_;  ///< outermost first
  int lock_ = -1;  ///< held while this run lives: others leave its staging alone
  bool inside_ = false;
};

}  // namespace coverage
