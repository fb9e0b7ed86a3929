#include "libcoverage/base/atomic_output.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <optional>
#include <system_error>

#include "libcoverage/base/error.h"
#include "libcoverage/base/staged_file.h"

namespace coverage {

namespace fs = std::filesystem;

Message system_reason(int error_number) {
  switch (error_number) {
    case ENOSPC:
      return message("no space left on the disk", "plus de place sur le disque");
    case EDQUOT:
      return message("disk quota exceeded", "quota de disque dépassé");
    case EACCES:
    case EPERM:
      return message("permission denied", "droits insuffisants");
    case EROFS:
      return message("read-only file system", "système de fichiers en lecture seule");
    case ENOENT:
      return message("no such folder", "dossier introuvable");
    case ENOTDIR:
      return message("part of the path is a file", "une partie du chemin est un fichier");
    case EISDIR:
      return message("it is a folder", "c’est un dossier");
    case EFBIG:
      return message("file too large", "fichier trop grand");
    case ENAMETOOLONG:
      return message("name too long", "nom trop long");
    case EPIPE:
      return message("the reader has gone", "le lecteur s’est arrêté");
    default:
      return verbatim(std::generic_category().message(error_number));
  }
}

Message system_remedy(int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return {"Free some space, or choose another folder",
              "Libérez de la place, ou choisissez un autre dossier"};
    case EACCES:
    case EPERM:
    case EROFS:
      return {"Choose a folder that you may write to",
              "Choisissez un dossier où vous pouvez écrire"};
    default:
      return {"Choose another folder", "Choisissez un autre dossier"};
  }
}

namespace {

[[noreturn]] void throw_unwritable(const fs::path& path, int error_number) {
  const Message reason = system_reason(error_number);
  throw OutputError({fmt::format("{}: cannot be written ({})", path.string(), reason.english),
                     fmt::format("{} : écriture impossible ({})", path.string(), reason.french)},
                    system_remedy(error_number));
}

class Descriptor {
 public:
  /// `shown` is the path that errors name.
  Descriptor(const fs::path& path, int flags, fs::path shown)
      : shown_(std::move(shown)), fd_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {
    if (fd_ < 0) throw_unwritable(shown_, errno);
  }
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void write_all(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::write(fd_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) throw_unwritable(shown_, count < 0 ? errno : ENOSPC);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void flush() {
    // Some file systems cannot flush folders, and say EINVAL: there is nothing to be done.
    if (::fsync(fd_) != 0 && errno != EINVAL) throw_unwritable(shown_, errno);
  }
  // Some file systems report a full disk only here.
  void close() {
    const int fd = fd_;
    fd_ = -1;
    if (::close(fd) != 0 && errno != EINTR) throw_unwritable(shown_, errno);
  }

 private:
  fs::path shown_;
  int fd_;
};

fs::path temporary_beside(const fs::path& target) {
  static std::atomic<unsigned> number{0};
  return target.parent_path() /
         fmt::format(".partial-{}-{}-{}", ::getpid(), number++, target.filename().string());
}

}  // namespace

struct AtomicFile::State {
  fs::path path;
  fs::path target;
  fs::path temporary;  ///< empty where `target` is a device or a pipe, written to directly
  std::optional<Descriptor> file;
  std::string waiting;
  bool committed = false;
};

AtomicFile::AtomicFile(fs::path path) : state_(std::make_unique<State>()) {
  std::error_code absent;
  const fs::path resolved = fs::weakly_canonical(fs::absolute(path), absent);
  state_->target = absent ? fs::absolute(path) : resolved;
  state_->path = std::move(path);
  const fs::file_status status = fs::status(state_->target, absent);
  if (fs::is_directory(status)) throw_unwritable(state_->path, EISDIR);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    state_->file.emplace(state_->target, O_WRONLY, state_->path);
    return;
  }
  const fs::path temporary = temporary_beside(state_->target);
  state_->file.emplace(temporary, O_WRONLY | O_CREAT | O_EXCL, state_->path);
  state_->temporary = temporary;
}

AtomicFile::~AtomicFile() {
  if (state_->committed || state_->temporary.empty()) return;
  std::error_code absent;
  fs::remove(state_->temporary, absent);
}

void AtomicFile::write(std::string_view bytes) {
  constexpr std::size_t block = std::size_t{1} << 18;
  if (state_->waiting.size() + bytes.size() <= block) {
    state_->waiting += bytes;
    return;
  }
  state_->file->write_all(state_->waiting);
  state_->waiting.clear();
  state_->file->write_all(bytes);
}

void AtomicFile::commit() {
  state_->file->write_all(state_->waiting);
  if (state_->temporary.empty()) {
    state_->file->close();
    return;
  }
  state_->file->flush();
  state_->file->close();
  if (::rename(state_->temporary.c_str(), state_->target.c_str()) != 0) {
    throw_unwritable(state_->path, errno);
  }
  state_->committed = true;
  flush_names(state_->target.parent_path());
}

StagedFile::StagedFile(fs::path path) : path_(std::move(path)) {
  std::error_code absent;
  if (!path_.parent_path().empty()) fs::create_directories(path_.parent_path(), absent);
  const fs::path resolved = fs::weakly_canonical(fs::absolute(path_), absent);
  target_ = absent ? fs::absolute(path_) : resolved;
  const fs::file_status status = fs::status(target_, absent);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw_unwritable(path_, fs::is_directory(status) ? EISDIR : EINVAL);
  }
  staged_ = temporary_beside(target_);
}

StagedFile::~StagedFile() {
  std::error_code absent;
  fs::remove(staged_, absent);
}

void StagedFile::commit() {
  flush_to_disk(staged_);
  if (::rename(staged_.c_str(), target_.c_str()) != 0) throw_unwritable(path_, errno);
  flush_names(target_.parent_path());
}

void write_file_atomically(const fs::path& path, std::string_view bytes) {
  AtomicFile file(path);
  file.write(bytes);
  file.commit();
}

void flush_names(const fs::path& folder) {
  Descriptor(folder, O_RDONLY, folder).flush();
}

void flush_to_disk(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(fs::symlink_status(path, error))) {
    for (const auto& entry : fs::directory_iterator(path)) {
      if (!entry.is_symlink()) flush_to_disk(entry.path());
    }
  }
  flush_names(path);
}

}  // namespace coverage
