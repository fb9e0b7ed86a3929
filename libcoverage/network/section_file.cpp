#include "libcoverage/network/section_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "libcoverage/base/atomic_output.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/sha256.h"
#include "libcoverage/network/mapped_file.h"

namespace coverage {

namespace {

constexpr std::array<char, 8> file_magic = {'C', 'O', 'V', 'N', 'E', 'T', '\r', '\n'};
constexpr std::uint32_t file_version = 1;
constexpr std::uint32_t native_order = 0x01020304;
constexpr std::uint64_t alignment = 64;
constexpr std::uint32_t most_sections = 1024;

using Digest = std::array<char, 64>;

// Both are written as they stand in memory: no padding in them.
struct Header {
  std::array<char, 8> magic = file_magic;
  std::uint32_t version = file_version;
  std::uint32_t byte_order = native_order;
  std::uint64_t file_size = 0;
  std::uint32_t section_count = 0;
  std::uint32_t reserved = 0;
  Digest sha256{};  ///< of header and table, with this field zero
};
static_assert(sizeof(Header) == 96 && std::is_trivially_copyable_v<Header>);

struct TableRow {
  std::array<char, 32> name{};  ///< zero-terminated
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
  std::uint32_t element_size = 0;
  std::uint32_t reserved = 0;
  Digest sha256{};
};
static_assert(sizeof(TableRow) == 120 && std::is_trivially_copyable_v<TableRow>);

std::uint64_t aligned(std::uint64_t offset) {
  return (offset + alignment - 1) / alignment * alignment;
}

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <class T>
std::string_view as_text(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

Digest to_digest(const std::string& hexadecimal) {
  Digest digest{};
  std::copy_n(hexadecimal.begin(), digest.size(), digest.begin());
  return digest;
}

Digest digest_of(Header header, std::span<const TableRow> table) {
  header.sha256 = {};
  Sha256 hash;
  hash.update(as_text(header));
  hash.update(as_text(std::as_bytes(table)));
  return to_digest(hash.finish());
}

Header checked_header(const std::filesystem::path& path, std::span<const std::byte> file) {
  Header header;
  if (file.size() < sizeof header) {
    throw_damaged(path, {"it is cut short", "il est tronqué"});
  }
  std::memcpy(&header, file.data(), sizeof header);
  if (header.magic != file_magic) {
    throw_damaged(path, {"it is not a built network", "ce n’est pas un réseau construit"});
  }
  if (header.byte_order != native_order) {
    throw_damaged(path, {"it was written by another kind of machine",
                         "il a été écrit par une machine d’un autre type"});
  }
  if (header.version != file_version) {
    throw_damaged(path, message("its format is version {}, this program reads version {}",
                                "son format est la version {}, ce programme lit la version {}",
                                header.version, file_version));
  }
  if (header.file_size != file.size()) {
    throw_damaged(path, message("it has {} bytes instead of {}", "il a {} octets au lieu de {}",
                                file.size(), header.file_size));
  }
  if (header.section_count > most_sections ||
      file.size() - sizeof header < header.section_count * sizeof(TableRow)) {
    throw_damaged(path, {"its table of sections does not fit", "sa table de sections déborde"});
  }
  return header;
}

std::vector<TableRow> checked_table(const std::filesystem::path& path, const Header& header,
                                    std::span<const std::byte> file) {
  std::vector<TableRow> table(header.section_count);
  if (!table.empty()) {
    std::memcpy(table.data(), file.data() + sizeof header, table.size() * sizeof(TableRow));
  }
  if (digest_of(header, table) != header.sha256) {
    throw_damaged(path, {"its header does not match its checksum",
                         "son en-tête ne correspond pas à sa somme de contrôle"});
  }
  std::uint64_t end = sizeof header + table.size() * sizeof(TableRow);
  for (const TableRow& row : table) {
    const bool fits = row.name.back() == 0 && row.offset == aligned(end) &&
                      row.offset <= file.size() && row.bytes <= file.size() - row.offset &&
                      row.element_size > 0 && row.bytes % row.element_size == 0;
    if (!fits) {
      throw_damaged(path, {"a section lies outside the file or over another one",
                           "une section sort du fichier ou en recouvre une autre"});
    }
    end = row.offset + row.bytes;
  }
  return table;
}

}  // namespace

void throw_damaged(const std::filesystem::path& path, const Message& reason) {
  throw InputError(
      {fmt::format("{}: cannot be used as a built network: {}", path.string(), reason.english),
       fmt::format("{} : inutilisable comme réseau construit : {}", path.string(), reason.french)},
      message("Remove it: the next run builds it again from the roads",
              "Supprimez-le : le prochain calcul le reconstruit à partir des routes"));
}

void SectionWriter::add_bytes(std::string name, std::span<const std::byte> bytes,
                              std::size_t element_size) {
  sections_.push_back(
      {std::move(name), bytes, static_cast<std::uint32_t>(element_size), {}, nullptr});
}

void SectionWriter::keep(const SectionFile& file,
                         const std::function<bool(std::string_view)>& wanted) {
  std::ranges::copy_if(file.sections(), std::back_inserter(sections_),
                       [&](const FileSection& section) { return wanted(section.name); });
}

std::vector<std::string> SectionWriter::hash_sections(unsigned threads) const {
  std::vector<std::string> hashes(sections_.size());
  parallel_for(sections_.size(), threads, 1, [&](std::size_t begin, std::size_t end, unsigned) {
    for (std::size_t s = begin; s < end; ++s) {
      const FileSection& section = sections_[s];
      hashes[s] = section.sha256.empty() ? sha256(as_text(section.bytes)) : section.sha256;
    }
  });
  return hashes;
}

void SectionWriter::write(const std::filesystem::path& path, unsigned threads) const {
  const std::vector<std::string> hashes = hash_sections(threads);
  std::vector<TableRow> table;
  std::uint64_t end = sizeof(Header) + sections_.size() * sizeof(TableRow);
  for (const FileSection& section : sections_) {
    TableRow row;
    std::copy_n(section.name.begin(), std::min(section.name.size(), row.name.size() - 1),
                row.name.begin());
    row.offset = aligned(end);
    row.bytes = section.bytes.size();
    row.element_size = section.element_size;
    row.sha256 = to_digest(hashes[table.size()]);
    table.push_back(row);
    end = row.offset + row.bytes;
  }
  Header header;
  header.file_size = end;
  header.section_count = static_cast<std::uint32_t>(table.size());
  header.sha256 = digest_of(header, table);

  AtomicFile file(path);
  file.write(as_text(header));
  file.write(as_text(std::as_bytes(std::span<const TableRow>(table))));
  std::uint64_t written = sizeof(Header) + table.size() * sizeof(TableRow);
  for (std::size_t s = 0; s < table.size(); ++s) {
    file.write(std::string(table[s].offset - written, '\0'));
    file.write(as_text(sections_[s].bytes));
    written = table[s].offset + table[s].bytes;
  }
  file.commit();
}

SectionFile SectionFile::open(const std::filesystem::path& path) {
  const auto mapping = std::make_shared<const MappedFile>(path);
  const std::span<const std::byte> bytes = mapping->bytes();
  const Header header = checked_header(path, bytes);
  SectionFile file;
  file.path_ = path;
  file.mapping_ = mapping;
  for (const TableRow& row : checked_table(path, header, bytes)) {
    file.sections_.push_back({row.name.data(),
                              bytes.subspan(row.offset, row.bytes),
                              row.element_size,
                              {row.sha256.begin(), row.sha256.end()},
                              mapping});
  }
  return file;
}

const FileSection* SectionFile::find(std::string_view name) const {
  const auto found = std::ranges::find(sections_, name, &FileSection::name);
  return found == sections_.end() ? nullptr : &*found;
}

std::span<const std::byte> SectionFile::bytes_of(std::string_view name,
                                                 std::size_t element_size) const {
  const FileSection* found = find(name);
  if (!found || found->element_size != element_size) {
    throw_damaged(path_, message("it lacks a usable section '{}'",
                                 "il lui manque une section « {} » utilisable", name));
  }
  return found->bytes;
}

std::optional<std::string> SectionFile::find_damage(
    const std::function<bool(std::string_view)>& wanted) const {
  for (const FileSection& section : sections_) {
    if (wanted(section.name) && sha256(as_text(section.bytes)) != section.sha256) {
      return section.name;
    }
  }
  return {};
}

}  // namespace coverage
