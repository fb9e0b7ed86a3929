#include "libcoverage/geo/compressed_input.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/gdal_errors.h"
#include "libcoverage/geo/virtual_path.h"

namespace coverage {

namespace {

constexpr std::size_t piece = std::size_t{1} << 18;

[[noreturn]] void throw_too_large(const std::string& name, std::uint64_t limit) {
  const std::string megabytes = format_decimals(static_cast<double>(limit) / 1e6, 1);
  throw InputError(
      message("{}: unfolds to more than {} MB", "{} : se décompresse en plus de {} Mo", name,
              megabytes),
      message(
          "If the file is to be trusted, decompress it yourself and give the plain file",
          "Si le fichier est digne de confiance, décompressez-le vous-même et donnez le fichier "
          "ainsi obtenu"));
}

[[noreturn]] void throw_damaged(const std::string& name) {
  throw InputError(
      message("{}: the compressed data is damaged or cut short",
              "{} : les données compressées sont endommagées ou incomplètes", name),
      message("Fetch or copy the file again", "Téléchargez ou copiez de nouveau le fichier"));
}

void require_gzip(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 2> magic{};
  stream.read(magic.data(), magic.size());
  if (stream && magic[0] == '\x1f' && magic[1] == '\x8b') return;
  throw InputError(
      message("{}: not a gzip file, whatever its name says",
              "{} : ce n’est pas un fichier gzip, quoi qu’en dise son nom", file),
      message("Give it without /vsigzip/ and without .gz if it is plain, or compress it",
              "Donnez-le sans /vsigzip/ et sans .gz s’il n’est pas compressé, ou "
              "compressez-le"));
}

}  // namespace

std::vector<ArchiveEntry> list_archive(const std::string& archive) {
  const GdalErrors said;
  const std::string root = VirtualPath{VirtualPath::Kind::zip, archive, {}}.text();
  const std::unique_ptr<VSIDIR, decltype(&VSICloseDir)> directory(
      VSIOpenDir(root.c_str(), -1, nullptr), &VSICloseDir);
  std::vector<ArchiveEntry> entries;
  if (directory) {
    while (const VSIDIREntry* entry = VSIGetNextDirEntry(directory.get())) {
      if (VSI_ISDIR(entry->nMode)) continue;
      entries.push_back({entry->pszName, static_cast<std::uint64_t>(entry->nSize)});
    }
  }
  if (entries.empty()) {
    throw InputError(said.problem(message("{}: not a readable zip archive",
                                          "{} : archive zip illisible", archive)),
                     message("Check the file, or fetch it again",
                             "Vérifiez le fichier ou téléchargez-le de nouveau"));
  }
  return entries;
}

std::string archive_contents(const std::vector<ArchiveEntry>& entries) {
  constexpr std::size_t shown = 20;
  std::string list;
  for (std::size_t i = 0; i < std::min(entries.size(), shown); ++i) {
    list += (i == 0 ? "" : ", ") + entries[i].name;
  }
  if (entries.size() > shown) list += fmt::format(", … ({})", entries.size());
  return list;
}

void decompress_gzip(const std::string& file, std::uint64_t limit, const TakeBytes& take) {
  require_gzip(file);
  const std::unique_ptr<gzFile_s, decltype(&gzclose)> stream(gzopen(file.c_str(), "rb"), &gzclose);
  if (!stream) throw_damaged(file);
  gzbuffer(stream.get(), piece);
  std::string bytes(piece, '\0');
  std::uint64_t total = 0;
  for (;;) {
    const int count = gzread(stream.get(), bytes.data(), static_cast<unsigned>(bytes.size()));
    int error = Z_OK;
    gzerror(stream.get(), &error);
    // Z_BUF_ERROR: the file ends within a compressed block.
    if (count < 0 || (error != Z_OK && error != Z_STREAM_END)) throw_damaged(file);
    if (count == 0) return;
    total += static_cast<std::uint64_t>(count);
    if (total > limit) throw_too_large(file, limit);
    take({bytes.data(), static_cast<std::size_t>(count)});
  }
}

void decompress_entry(const std::string& archive, const ArchiveEntry& entry, std::uint64_t limit,
                      const TakeBytes& take) {
  const std::string name = VirtualPath{VirtualPath::Kind::zip, archive, entry.name}.text();
  if (entry.size > limit) throw_too_large(name, limit);
  const GdalErrors said;
  const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> stream(VSIFOpenL(name.c_str(), "rb"),
                                                                &VSIFCloseL);
  if (!stream) throw_damaged(name);
  std::string bytes(piece, '\0');
  std::uint64_t total = 0;
  for (;;) {
    const std::size_t count = VSIFReadL(bytes.data(), 1, bytes.size(), stream.get());
    if (count == 0) break;
    total += count;
    if (total > limit) throw_too_large(name, limit);
    take({bytes.data(), count});
  }
  if (said.failed() || total != entry.size) throw_damaged(name);
}

}  // namespace coverage
