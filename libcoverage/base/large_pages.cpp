#include "libcoverage/base/large_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace coverage {

void advise_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  // Where rows are few, the last large page would be mostly empty.
  constexpr std::size_t least = std::size_t{16} << 20;
  constexpr std::uintptr_t page = std::uintptr_t{2} << 20;
  if (bytes < least) return;
  const auto address = reinterpret_cast<std::uintptr_t>(begin);
  const std::uintptr_t first = (address + page - 1) / page * page;
  const std::uintptr_t end = (address + bytes) / page * page;
  // It is advice: where it is not taken, memory is as it was.
  (void)::madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
#endif
}

}  // namespace coverage
