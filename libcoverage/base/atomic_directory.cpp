#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "libcoverage/base/atomic_output.h"
#include "libcoverage/base/error.h"

namespace coverage {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void throw_unwritable(const fs::path& path, const std::error_code& error) {
  const Message reason = system_reason(error.value());
  throw OutputError(
      {fmt::format("{}: the results cannot be written ({})", path.string(), reason.english),
       fmt::format("{} : les résultats ne peuvent être écrits ({})", path.string(), reason.french)},
      system_remedy(error.value()));
}

void check(const fs::path& path, const std::error_code& error) {
  if (error) throw_unwritable(path, error);
}

std::error_code last_error() {
  return {errno, std::generic_category()};
}

void move(const fs::path& from, const fs::path& to, const fs::path& shown) {
  if (::rename(from.c_str(), to.c_str()) != 0) throw_unwritable(shown, last_error());
}

// What an earlier run of this engine wrote into a folder; nothing where none did.
std::optional<std::set<std::string>> earlier_outputs(const fs::path& folder) {
  std::ifstream stream(folder / "manifest.json", std::ios::binary);
  if (!stream) return {};
  const nlohmann::json manifest = nlohmann::json::parse(stream, nullptr, false);
  if (!manifest.is_object() || manifest.value("engine", nlohmann::json()) != "libcoverage")
    return {};
  std::set<std::string> names{"manifest.json"};
  const auto outputs = manifest.find("outputs");
  if (outputs == manifest.end()) return names;
  for (const auto& [key, value] : outputs->items()) {
    if (outputs->is_object()) names.insert(key);
    if (outputs->is_array() && value.is_string()) names.insert(value.get<std::string>());
  }
  return names;
}

// A manifest may be anybody's: names that lead out of the folder are nobody's outputs.
bool is_inside(const std::string& name) {
  const fs::path path = fs::path(name).lexically_normal();
  return !path.empty() && path.is_relative() && path != "." && *path.begin() != "..";
}

// A folder that cannot be exchanged for another: the current one (a shell would be left in a
// deleted folder), one above it, or the root of a file system.
bool must_stay(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return false;
  const fs::path here = fs::current_path(error);
  const auto [end, unused] = std::mismatch(path.begin(), path.end(), here.begin(), here.end());
  if (!error && end == path.end()) return true;
  struct stat own {
  }, parent{};
  const bool known = ::stat(path.c_str(), &own) == 0 && ::stat((path / "..").c_str(), &parent) == 0;
  return known && (own.st_dev != parent.st_dev || ::access((path / "..").c_str(), W_OK) != 0);
}

constexpr std::string_view old_suffix = "-old";

// Removes what killed runs left: folders whose lock nobody holds. Earlier results that a killed run
// had put aside are never removed.
void remove_abandoned(const fs::path& parent, const std::string& prefix) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(parent, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix)) continue;
    if (name.ends_with(old_suffix)) {
      throw OutputError(
          message(
              "an earlier run was killed while it replaced results; those it replaced are in {}",
              "un calcul antérieur a été tué pendant qu’il remplaçait des résultats ; ceux "
              "d’avant sont dans {}",
              entry.path().string()),
          message("Move them back, or remove that folder",
                  "Remettez-les en place, ou supprimez ce dossier"));
    }
    const int fd = ::open(entry.path().c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) continue;
    std::error_code ignored;
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) fs::remove_all(entry.path(), ignored);
    ::close(fd);
  }
}

// Files of others appear in `staging` too (same file where the file system has links), before the
// two folders change places.
void keep_others(const fs::path& folder, const fs::path& staging,
                 const std::set<std::string>& outputs) {
  std::error_code error;
  for (auto it = fs::recursive_directory_iterator(folder, error);
       !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const fs::path relative = it->path().lexically_relative(folder);
    const fs::path place = staging / relative;
    const bool full_folder =
        !it->is_symlink() && it->is_directory() && !fs::is_empty(it->path(), error);
    const bool written_now = fs::exists(fs::symlink_status(place, error));
    if (full_folder || written_now || outputs.contains(relative.generic_string())) continue;
    error.clear();
    fs::create_directories(place.parent_path(), error);
    check(folder, error);
    if (it->is_symlink()) {
      fs::copy_symlink(it->path(), place, error);
    } else if (it->is_directory()) {
      fs::create_directory(place, error);
    } else {
      fs::create_hard_link(it->path(), place, error);
      if (error) fs::copy_file(it->path(), place, error);
    }
    check(folder, error);
  }
  check(folder, error);
}

void exchange(const fs::path& staging, const fs::path& path) {
  if (::renameat2(AT_FDCWD, staging.c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE) == 0) return;
  if (errno != EINVAL && errno != ENOSYS) throw_unwritable(path, last_error());
  // The file system knows no exchange: two renames, undone where the second fails.
  const fs::path aside = staging.string() + std::string(old_suffix);
  move(path, aside, path);
  if (::rename(staging.c_str(), path.c_str()) != 0) {
    const std::error_code error = last_error();
    ::rename(aside.c_str(), path.c_str());
    throw_unwritable(path, error);
  }
  move(aside, staging, path);
}

// Renames made one by one, and all undone unless kept.
class Moves {
 public:
  ~Moves() {
    for (auto it = made_.rbegin(); !kept_ && it != made_.rend(); ++it) {
      ::rename(it->second.c_str(), it->first.c_str());
    }
  }
  void make(const fs::path& from, const fs::path& to, const fs::path& shown) {
    move(from, to, shown);
    made_.emplace_back(from, to);
  }
  void keep() { kept_ = true; }

 private:
  std::vector<std::pair<fs::path, fs::path>> made_;
  bool kept_ = false;
};

// Never more than folders: what cannot be moved back stays.
void remove_empty_folders(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (!entry.is_symlink() && entry.is_directory()) remove_empty_folders(entry.path());
  }
  fs::remove(folder, ignored);
}

// Earlier outputs, and whatever bears the name of a new one, go aside; the new ones come in.
void move_all(const fs::path& staging, const fs::path& path, const fs::path& aside,
              std::set<std::string> leaving) {
  Moves moves;
  std::vector<std::string> arriving;
  for (const auto& entry : fs::directory_iterator(staging)) {
    arriving.push_back(entry.path().filename().string());
  }
  leaving.insert(arriving.begin(), arriving.end());
  for (const std::string& name : leaving) {
    if (!is_inside(name) || !fs::exists(fs::symlink_status(path / name))) continue;
    fs::create_directories((aside / name).parent_path());
    moves.make(path / name, aside / name, path);
  }
  for (const std::string& name : arriving) moves.make(staging / name, path / name, path);
  flush_names(path);
  moves.keep();
}

// Into a folder that must stay.
void move_in(const fs::path& staging, const fs::path& path, const std::set<std::string>& outputs) {
  const fs::path aside = staging.string() + std::string(old_suffix);
  fs::create_directory(aside);
  try {
    move_all(staging, path, aside, outputs);
  } catch (...) {
    remove_empty_folders(aside);
    throw;
  }
  const fs::path done = staging.string() + "-done";
  move(aside, done, path);
  std::error_code ignored;
  fs::remove_all(done, ignored);
}

}  // namespace

void require_replaceable(const fs::path& path, Overwrite overwrite) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status) || overwrite == Overwrite::yes) return;
  const bool folder = fs::is_directory(status);
  if (folder && (fs::is_empty(path, error) || earlier_outputs(path))) return;
  check(path, folder ? error : std::error_code());
  throw OutputError(
      folder ? message("{}: the folder is not empty and holds no earlier results",
                       "{} : le dossier n’est pas vide et ne contient pas de résultats antérieurs",
                       path.string())
             : message("{}: a file of that name exists", "{} : un fichier de ce nom existe",
                       path.string()),
      message(
          "Choose another folder, or say --overwrite: files that are not results stay",
          "Choisissez un autre dossier, ou précisez --overwrite : les fichiers qui ne sont pas des "
          "résultats restent"));
}

AtomicDirectory::AtomicDirectory(const fs::path& path, Overwrite overwrite) {
  try {
    path_ = fs::weakly_canonical(fs::absolute(path));
    if (!path_.has_filename()) path_ = path_.parent_path();
    require_replaceable(path_, overwrite);
    for (fs::path parent = path_.parent_path(); !fs::exists(parent);
         parent = parent.parent_path()) {
      made_parents_.insert(made_parents_.begin(), parent);
    }
    fs::create_directories(path_.parent_path());
    inside_ = must_stay(path_);
    make_staging(inside_ ? path_ : path_.parent_path(),
                 inside_ ? ".coverage" : "." + path_.filename().string() + ".coverage");
  } catch (const fs::filesystem_error& error) {
    remove_staging();
    throw_unwritable(path, error.code());
  } catch (...) {
    remove_staging();
    throw;
  }
}

void AtomicDirectory::make_staging(const fs::path& parent, const std::string& name) {
  remove_abandoned(parent, name + "-partial-");
  // Locked before it bears the name that other runs clean up.
  static std::atomic<unsigned> number{0};
  const std::string unique = fmt::format("{}-{}", ::getpid(), number++);
  const fs::path starting = parent / (name + "-starting-" + unique);
  if (::mkdir(starting.c_str(), 0777) != 0) throw_unwritable(path_, last_error());
  staging_ = starting;
  lock_ = ::open(staging_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock_ >= 0) ::flock(lock_, LOCK_EX | LOCK_NB);
  const fs::path partial = parent / (name + "-partial-" + unique);
  move(starting, partial, path_);
  staging_ = partial;
}

AtomicDirectory::~AtomicDirectory() {
  remove_staging();
}

void AtomicDirectory::remove_staging() noexcept {
  std::error_code ignored;
  if (!staging_.empty()) fs::remove_all(staging_, ignored);
  if (lock_ >= 0) ::close(lock_);
  lock_ = -1;
  staging_.clear();
  for (auto it = made_parents_.rbegin(); it != made_parents_.rend(); ++it) {
    fs::remove(*it, ignored);  // only where empty
  }
}

void AtomicDirectory::commit() {
  try {
    put_in_place();
  } catch (const fs::filesystem_error& error) {
    throw_unwritable(path_, error.code());
  }
  made_parents_.clear();
  remove_staging();
}

void AtomicDirectory::put_in_place() {
  const std::set<std::string> outputs = earlier_outputs(path_).value_or(std::set<std::string>());
  const bool replaces = fs::exists(fs::symlink_status(path_));
  if (fs::is_directory(path_)) {
    if (!inside_) keep_others(path_, staging_, outputs);
    fs::permissions(staging_, fs::status(path_).permissions());
  }
  flush_to_disk(staging_);
  if (inside_) {
    move_in(staging_, path_, outputs);
    return;
  }
  const auto swap = [&] { replaces ? exchange(staging_, path_) : move(staging_, path_, path_); };
  const auto swap_back = [&] {
    replaces ? exchange(staging_, path_) : move(path_, staging_, path_);
  };
  swap();
  try {
    flush_names(path_.parent_path());
  } catch (const OutputError&) {
    swap_back();
    throw;
  }
}

}  // namespace coverage
