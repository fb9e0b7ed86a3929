#include "libcoverage/base/large_pages.h"

#include <sys/mman.h>

#include <memory>

namespace coverage {

void advise_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  // Where rows are few, the last large page would be mostly empty.
  constexpr std::size_t least = std::size_t{16} << 20;
  constexpr std::size_t page = std::size_t{2} << 20;
  if (bytes < least) return;
  std::size_t left = bytes;
  void* first = begin;
  std::align(page, page, first, left);
  // It is advice: where it is not taken, memory is as it was.
  (void)::madvise(first, left / page * page, MADV_HUGEPAGE);
#endif
}

}  // namespace coverage
