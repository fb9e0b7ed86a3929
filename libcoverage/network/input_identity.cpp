#include "libcoverage/network/input_identity.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>

#include "libcoverage/base/text.h"
#include "libcoverage/geo/input_gate.h"

namespace coverage {

namespace {

namespace fs = std::filesystem;

bool has_siblings(const fs::path& file) {
  const std::string ending = lower_ascii(file.extension().string());
  return ending == ".shp" || ending == ".tab" || ending == ".mif";
}

std::vector<std::string> with_companions(const std::string& file) {
  std::vector<std::string> result{file};
  std::error_code failed;
  if (fs::exists(file + "-wal", failed)) result.push_back(file + "-wal");
  if (!has_siblings(file)) return result;
  const fs::path path(file);
  for (const auto& entry : fs::directory_iterator(path.parent_path(), failed)) {
    if (entry.path().stem() == path.stem() && entry.path() != path &&
        entry.is_regular_file(failed)) {
      result.push_back(entry.path().string());
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace

FileStamp stamp_of(const std::string& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  constexpr std::int64_t second_ns = 1'000'000'000;
  const std::int64_t modified = status.st_mtim.tv_sec * second_ns + status.st_mtim.tv_nsec;
  const std::int64_t now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                               std::chrono::system_clock::now().time_since_epoch())
                               .count();
  if (modified > now - 2 * second_ns) return {};
  return {static_cast<std::uint64_t>(status.st_size), modified, status.st_ino};
}

std::vector<std::string> files_behind(const std::vector<std::string>& paths) {
  std::vector<std::string> result;
  for (const std::string& path : paths) {
    const fs::path file = fs::absolute(underlying_file(checked_input_path(path)));
    for (std::string& found : with_companions(file.lexically_normal().string())) {
      if (std::find(result.begin(), result.end(), found) == result.end()) {
        result.push_back(std::move(found));
      }
    }
  }
  return result;
}

std::vector<InputIdentity> identify(const std::vector<std::string>& files,
                                    const std::vector<InputIdentity>& known) {
  std::vector<InputIdentity> result;
  for (const std::string& file : files) {
    // The stamp is taken before the content is read: a change in between is then noticed next time.
    const FileStamp stamp = stamp_of(file);
    const auto found = std::find_if(known.begin(), known.end(), [&](const InputIdentity& input) {
      return input.path == file && input.stamp == stamp && stamp != FileStamp{};
    });
    result.push_back({file, stamp, found != known.end() ? found->sha256 : file_sha256(file)});
  }
  return result;
}

}  // namespace coverage
