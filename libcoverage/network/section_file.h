#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "libcoverage/base/error.h"
#include "libcoverage/network/column.h"

namespace coverage {

class SectionFile;

/// One array of a file of sections.
struct FileSection {
  std::string name;
  std::span<const std::byte> bytes;
  std::uint32_t element_size = 1;
  std::string sha256;                 ///< empty: not known yet
  std::shared_ptr<const void> owner;  ///< of the bytes; null: the caller's
};

/// A file of named sections, each an array of plain values, which later runs map into memory
/// instead of reading it.
///
///     header    magic, format version, byte order, file size, number of sections, SHA-256 of
///               header and table
///     table     per section: name, offset, bytes, size of an element, SHA-256
///     sections  each at a multiple of 64 bytes
///
/// The file is for the machine that wrote it: values stand in its byte order, and another one's
/// file is refused.
class SectionWriter {
 public:
  /// The values must outlive `write`. Precondition: a name of at most 31 characters, used once.
  template <class T>
  void add(const std::string& name, std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    add_bytes(name, std::as_bytes(values), sizeof(T));
  }
  /// The sections of another file that are `wanted`, as they stand there, checksums included: what
  /// is damaged stays so.
  void keep(const SectionFile& file, const std::function<bool(std::string_view)>& wanted);
  /// Writes the whole file or nothing; `path` may be a file that sections were kept from. Throws
  /// OutputError.
  void write(const std::filesystem::path& path, unsigned threads = 1) const;

 private:
  std::vector<std::string> hash_sections(unsigned threads) const;
  void add_bytes(std::string name, std::span<const std::byte> bytes, std::size_t element_size);

  std::vector<FileSection> sections_;
};

/// A file of sections, open for reading. Opening checks the magic, the version, the header's own
/// checksum and that every section lies within the file, in time that does not depend on its size;
/// what sections hold is checked by `find_damage`.
class SectionFile {
 public:
  /// Throws InputError where the file is missing, damaged, cut short, or of another version.
  static SectionFile open(const std::filesystem::path& path);

  /// The values of a section, which keep the file mapped. Throws InputError where the file has no
  /// such section, or one of other elements.
  template <class T>
  Column<T> section(std::string_view name) const {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::span<const std::byte> bytes = bytes_of(name, sizeof(T));
    // Sections are aligned to 64 bytes, and written from arrays of this very type.
    return {{reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)}, mapping_};
  }

  /// Reads the `wanted` sections and names the first that does not match its checksum.
  std::optional<std::string> find_damage(const std::function<bool(std::string_view)>& wanted) const;
  std::span<const FileSection> sections() const { return sections_; }
  /// Null where there is none.
  const FileSection* find(std::string_view name) const;
  const std::filesystem::path& path() const { return path_; }

 private:
  SectionFile() = default;
  std::span<const std::byte> bytes_of(std::string_view name, std::size_t element_size) const;

  std::filesystem::path path_;
  std::shared_ptr<const void> mapping_;
  std::vector<FileSection> sections_;
};

/// The error of a file that cannot be used as a built network: what is wrong with it.
[[noreturn]] void throw_damaged(const std::filesystem::path& path, const Message& reason);

}  // namespace coverage
