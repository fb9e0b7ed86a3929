#include "libcoverage/geo/input_gate.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "libcoverage/base/error.h"
#include "libcoverage/base/sha256.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/compressed_input.h"
#include "libcoverage/geo/virtual_path.h"

namespace coverage {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void throw_remote(const std::string& path) {
  throw InputError(
      message("{}: only files on this machine are read, never addresses on a network",
              "{} : seuls les fichiers de cette machine sont lus, jamais une adresse sur le réseau",
              path),
      message("Download the file first and give its path. /vsizip/ and /vsigzip/ forms of a local "
              "file are read too",
              "Téléchargez d’abord le fichier et donnez son chemin. Les formes /vsizip/ et "
              "/vsigzip/ d’un fichier local sont lues aussi"));
}

[[noreturn]] void throw_missing(const std::string& file) {
  const fs::path path(file);
  std::error_code ignored;
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(path.parent_path(), ignored)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  const auto nearest = closest_word(path.filename().string(), names);
  throw InputError(
      message("{}: no such file", "{} : fichier introuvable", file),
      nearest
          ? message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *nearest)
          : message(
                "Check the path; relative paths start from the folder of the file that names them",
                "Vérifiez le chemin ; un chemin relatif part du dossier du fichier qui l’écrit"));
}

// A regular file that this user may read, or a .gdb folder.
void require_readable(const std::string& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (file.empty() || status.type() == fs::file_type::not_found) throw_missing(file);
  const bool geodatabase = fs::is_directory(status) && lower_ascii(file).ends_with(".gdb");
  if (fs::is_directory(status) && !geodatabase) {
    throw InputError(message("{}: a folder, not a file", "{} : un dossier, pas un fichier", file),
                     message("Name the file in it", "Nommez le fichier à y lire"));
  }
  if (status.type() != fs::file_type::none && !fs::is_regular_file(status) && !geodatabase) {
    throw InputError(
        message("{}: not a regular file (a device, a pipe or a socket)",
                "{} : ce n’est pas un fichier ordinaire (périphérique, tube ou socket)", file),
        message("Save the data to a file and give that",
                "Enregistrez les données dans un fichier"));
  }
  if (access(file.c_str(), R_OK) != 0) {
    throw InputError(message("{}: not readable (permission denied)",
                             "{} : lecture interdite (droits insuffisants)", file),
                     message("Ask for the right to read it", "Demandez le droit de le lire"));
  }
  if (!geodatabase && fs::file_size(file, error) == 0) {
    throw InputError(message("{}: empty file", "{} : fichier vide", file),
                     message("Fetch or write it again", "Téléchargez ou produisez-le de nouveau"));
  }
}

std::string absolute(const std::string& file) {
  return file.empty() ? file : fs::absolute(file).lexically_normal().string();
}

const ArchiveEntry& find_entry(const VirtualPath& path, const std::vector<ArchiveEntry>& entries) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const ArchiveEntry& entry) {
    return entry.name == path.inner;
  });
  if (found != entries.end()) return *found;
  throw InputError(
      message("{}: the archive {} holds no '{}'", "{} : l’archive {} ne contient pas « {} »",
              path.text(), path.file, path.inner),
      message("It holds: {}", "Elle contient : {}", archive_contents(entries)));
}

void check_archive(const VirtualPath& path) {
  const std::vector<ArchiveEntry> entries = list_archive(path.file);
  if (path.inner.empty()) return;
  const std::string folder = path.inner + "/";
  const bool is_folder = std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
    return entry.name.starts_with(folder);
  });
  if (!is_folder) find_entry(path, entries);
}

}  // namespace

std::string checked_input_path(const std::string& path) {
  initialize_gdal();
  VirtualPath parts = parse_virtual_path(path);
  if (parts.kind == VirtualPath::Kind::remote) throw_remote(path);
  parts.file = absolute(parts.file);
  require_readable(parts.file);
  if (parts.kind == VirtualPath::Kind::zip) check_archive(parts);
  return parts.text();
}

std::string resolve_path(const std::string& path, const fs::path& written_in) {
  VirtualPath parts = parse_virtual_path(path);
  if (parts.kind == VirtualPath::Kind::remote || parts.file.empty()) return path;
  const fs::path folder = fs::absolute(written_in).parent_path();
  if (parts.kind == VirtualPath::Kind::zip && path.find('{') == std::string::npos) {
    // Where a relative archive's name ends is only known from its own folder.
    const std::string whole = parts.inner.empty() ? parts.file : parts.file + "/" + parts.inner;
    return parse_virtual_path("/vsizip/" + (folder / whole).lexically_normal().string()).text();
  }
  parts.file = (folder / parts.file).lexically_normal().string();
  return parts.text();
}

std::string underlying_file(const std::string& path) {
  return parse_virtual_path(path).file;
}

std::string read_file(const std::string& path, std::uint64_t limit) {
  const VirtualPath parts = parse_virtual_path(checked_input_path(path));
  std::string bytes;
  const auto append = [&](std::string_view more) { bytes += more; };
  if (parts.kind == VirtualPath::Kind::zip) {
    decompress_entry(parts.file, find_entry(parts, list_archive(parts.file)), limit, append);
  } else if (parts.kind == VirtualPath::Kind::gzip || lower_ascii(parts.file).ends_with(".gz")) {
    decompress_gzip(parts.file, limit, append);
  } else {
    std::error_code error;
    const std::uint64_t size = fs::file_size(parts.file, error);
    if (!error && size > limit) {
      throw InputError(message("{}: larger than {} bytes", "{} : plus de {} octets", path, limit),
                       message("Split the file", "Découpez le fichier"));
    }
    bytes.resize(error ? 0 : size);
    std::ifstream stream(parts.file, std::ios::binary);
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (error || !stream) {
      throw InputError(message("{}: reading failed", "{} : échec de la lecture", path),
                       message("Check the disk", "Vérifiez le disque"));
    }
  }
  return bytes;
}

namespace {

void add_file(Sha256& hash, const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(std::size_t{1} << 20, '\0');
  while (stream) {
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    hash.update(bytes.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (!stream.eof()) {
    throw InputError(message("{}: reading failed", "{} : échec de la lecture", file.string()),
                     message("Check the disk", "Vérifiez le disque"));
  }
}

}  // namespace

std::string file_sha256(const std::string& path) {
  const VirtualPath named = parse_virtual_path(path);
  if (named.kind == VirtualPath::Kind::remote) throw_remote(path);
  const std::string file = absolute(named.file);
  require_readable(file);
  Sha256 hash;
  if (!fs::is_directory(file)) {
    add_file(hash, file);
    return hash.finish();
  }
  std::vector<fs::path> parts;
  for (const auto& entry : fs::directory_iterator(file)) {
    if (entry.is_regular_file()) parts.push_back(entry.path());
  }
  std::sort(parts.begin(), parts.end());
  for (const fs::path& part : parts) {
    hash.update(part.filename().string() + '\0');
    add_file(hash, part);
  }
  return hash.finish();
}

}  // namespace coverage
