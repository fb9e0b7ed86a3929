#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace coverage {

/// The one gate through which every input file passes.
///
/// Allowed: regular files, and `/vsizip/` and `/vsigzip/` forms of them. Refused with an InputError
/// before anything is opened: missing files, directories (save `.gdb`), sockets, pipes and devices,
/// `http://`, `/vsicurl/` and other remote names. GDAL's HTTP is switched off and PROJ's network
/// too; formats are those of an allow-list (no VRT, no web services), whatever the file's name ends
/// with.

/// Switches GDAL's and PROJ's network access off, registers drivers, silences GDAL on standard
/// error. Called by everything here; cheap; safe from any thread.
void initialize_gdal();

/// Returns the absolute path as GDAL is to open it. Throws InputError; where an archive lacks the
/// file asked for, it lists what the archive holds.
std::string checked_input_path(const std::string& path);

/// `path` as written in the file `written_in`: absolute, `/vsizip/` and `/vsigzip/` prefixes kept.
/// Remote names are returned as they are, for the gate to refuse.
std::string resolve_path(const std::string& path, const std::filesystem::path& written_in);

/// The file on disk behind a path: the archive of a `/vsizip/` path, the path itself elsewhere.
std::string underlying_file(const std::string& path);

/// The most that one compressed input may unfold to.
constexpr std::uint64_t decompression_limit = std::uint64_t{8} << 30;

/// All bytes of a file (decompressed for `/vsizip/`, `/vsigzip/` and names in `.gz`). Throws
/// InputError, also beyond `limit` bytes and where compressed data is damaged or cut short.
std::string read_file(const std::string& path, std::uint64_t limit = std::uint64_t{1} << 31);

/// SHA-256 of the underlying file; of a folder (`.gdb`), of its files by name.
std::string file_sha256(const std::string& path);

}  // namespace coverage
