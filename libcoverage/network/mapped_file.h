#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace coverage {

/// A file mapped for reading, for as long as anybody looks into it.
class MappedFile {
 public:
  /// Throws InputError where it cannot be read, is empty, or is no file.
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::span<const std::byte> bytes() const {
    return {static_cast<const std::byte*>(start_), size_};
  }

 private:
  void* start_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace coverage
