#pragma once

#include <cstddef>
#include <vector>

namespace coverage {

/// Asks the system to hold a range of memory in large pages (2 MiB on x86), where it has them: a
/// table of a country is then faulted in by hundreds of pages less, and reading it here and there
/// misses the processor's table of pages less. Changes no result; small ranges are left alone.
void advise_large_pages(void* begin, std::size_t bytes);

/// Room for `size` rows, in large pages where the vector had none before.
template <class T>
void reserve_in_large_pages(std::vector<T>& rows, std::size_t size) {
  if (size <= rows.capacity()) return;
  rows.reserve(size);
  advise_large_pages(rows.data(), rows.capacity() * sizeof(T));
}

/// A vector of `size` times `value` in large pages.
template <class T>
std::vector<T> rows_in_large_pages(std::size_t size, const T& value = T()) {
  std::vector<T> rows;
  reserve_in_large_pages(rows, size);
  rows.assign(size, value);
  return rows;
}

}  // namespace coverage
