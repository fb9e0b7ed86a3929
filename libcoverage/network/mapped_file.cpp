#include "libcoverage/network/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "libcoverage/base/atomic_output.h"
#include "libcoverage/network/section_file.h"

namespace coverage {

MappedFile::MappedFile(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw_damaged(path, system_reason(errno));
  struct stat status = {};
  const bool is_file = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  if (is_file && status.st_size > 0) {
    size_ = static_cast<std::size_t>(status.st_size);
    start_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
  }
  const int failure = errno;
  ::close(descriptor);
  if (start_ == MAP_FAILED) throw_damaged(path, system_reason(failure));
  if (!start_)
    throw_damaged(path, {"it is empty, or not a file", "il est vide, ou n’en est pas un"});
}

MappedFile::~MappedFile() {
  ::munmap(start_, size_);
}

}  // namespace coverage
