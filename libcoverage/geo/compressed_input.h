#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace coverage {

/// One file of an archive.
struct ArchiveEntry {
  std::string name;
  std::uint64_t size = 0;  ///< as the archive declares it
};

/// The files of a zip archive, in its order. Throws InputError where it is no readable archive.
std::vector<ArchiveEntry> list_archive(const std::string& archive);

/// The archive's names for an error message, the first twenty.
std::string archive_contents(const std::vector<ArchiveEntry>& entries);

/// Hands a file's decompressed bytes to `take`, piece by piece. Throws InputError beyond `limit`
/// bytes, and where the data is damaged, cut short or not compressed at all.
using TakeBytes = std::function<void(std::string_view)>;
void decompress_gzip(const std::string& file, std::uint64_t limit, const TakeBytes& take);
void decompress_entry(const std::string& archive, const ArchiveEntry& entry, std::uint64_t limit,
                      const TakeBytes& take);

}  // namespace coverage
