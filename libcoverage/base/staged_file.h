#pragma once

#include <filesystem>

namespace coverage {

/// `AtomicFile` for files that another library writes: hidden beside its place, under a name that
/// ends alike, until it is whole; gone where it is not put there. Makes the folder. A symbolic link
/// is followed; a folder or a device in its place is refused with an OutputError.
///
///     StagedFile file(path);
///     write_somehow(file.staged());
///     file.commit();  // throws OutputError
class StagedFile {
 public:
  explicit StagedFile(std::filesystem::path path);
  ~StagedFile();
  StagedFile(const StagedFile&) = delete;
  StagedFile& operator=(const StagedFile&) = delete;

  const std::filesystem::path& staged() const { return staged_; }
  /// Flushes it to the disk and renames it; an older file is replaced.
  void commit();

 private:
  std::filesystem::path path_;
  std::filesystem::path target_;
  std::filesystem::path staged_;
};

}  // namespace coverage
