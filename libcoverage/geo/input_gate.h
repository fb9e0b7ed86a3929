#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace coverage {

/// The one gate through which every input file passes.
///
/// Allowed: regular files, and `/vsizip/` and `/vsigzip/` forms of them. Refused with an InputError
/// before anything is opened: missing files, directories (save `.gdb`), sockets and devices,
/// `http://`,
/// `/vsicurl/` and other remote names. GDAL's HTTP is switched off and PROJ's network too; formats
/// are those of an allow-list (no VRT, no web services), whatever the file's name ends with.

/// Switches GDAL's and PROJ's network access off, registers drivers. Called by everything here;
/// cheap.
void initialize_gdal();

/// Returns the path as GDAL is to open it. Throws InputError.
std::string checked_input_path(const std::string& path);

/// `path` as written in the file `written_in`: absolute, `/vsizip/` and `/vsigzip/` prefixes kept.
std::string resolve_path(const std::string& path, const std::filesystem::path& written_in);

/// The file on disk behind a path: the archive of a `/vsizip/` path, the path itself elsewhere.
std::string underlying_file(const std::string& path);

/// All bytes of a file (decompressed for `/vsizip/`, `/vsigzip/`). Throws InputError, also beyond
/// `limit`.
std::string read_file(const std::string& path, std::uint64_t limit = std::uint64_t{1} << 31);

/// SHA-256 of the underlying file.
std::string file_sha256(const std::string& path);

}  // namespace coverage
