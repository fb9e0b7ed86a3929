#include "libcoverage/output/staged_file.h"

#include <system_error>

#include "libcoverage/base/atomic_output.h"
#include "libcoverage/base/error.h"

namespace coverage {

namespace fs = std::filesystem;

StagedFile::StagedFile(fs::path path) : path_(std::move(path)) {
  staged_ = path_;
  staged_.replace_filename(".part-" + path_.filename().string());
  std::error_code ignored;
  if (!path_.parent_path().empty()) fs::create_directories(path_.parent_path(), ignored);
  fs::remove(staged_, ignored);
}

StagedFile::~StagedFile() {
  std::error_code ignored;
  fs::remove(staged_, ignored);
}

void StagedFile::commit() {
  flush_to_disk(staged_);
  std::error_code failed;
  fs::rename(staged_, path_, failed);
  if (failed) {
    throw OutputError(message("cannot write {}: {}", "impossible d’écrire {} : {}", path_.string(),
                              failed.message()),
                      system_remedy(failed.value()));
  }
  flush_names(path_.has_parent_path() ? path_.parent_path() : fs::path("."));
}

}  // namespace coverage
