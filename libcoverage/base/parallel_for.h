#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace coverage {

/// Calls `work(begin, end, thread)` on blocks of `[0, size)`, blocks handed out in order to
/// `threads` threads. Work must write only to rows of its own block, so that results do not depend
/// on the number of threads. The first exception is rethrown after all threads have ended.
template <class Work>
void parallel_for(std::size_t size, unsigned threads, std::size_t block, Work&& work) {
  block = std::max<std::size_t>(block, 1);
  const std::size_t blocks = (size + block - 1) / block;
  const unsigned workers = static_cast<unsigned>(
      std::min<std::size_t>(std::max(threads, 1u), std::max<std::size_t>(blocks, 1)));
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto run = [&](unsigned thread) {
    try {
      for (std::size_t b = next++; b < blocks; b = next++) {
        work(b * block, std::min(size, (b + 1) * block), thread);
      }
    } catch (...) {
      const std::lock_guard lock(failure_mutex);
      if (!failure) failure = std::current_exception();
      next = blocks;
    }
  };
  std::vector<std::jthread> pool;
  for (unsigned thread = 1; thread < workers; ++thread) pool.emplace_back(run, thread);
  run(0);
  pool.clear();
  if (failure) std::rethrow_exception(failure);
}

/// Runs two pieces of work at the same time. Where both fail, the first one's exception is
/// rethrown, as if they had come one after the other.
template <class First, class Second>
void run_together(First&& first, Second&& second) {
  std::exception_ptr failure;
  {
    const std::jthread other([&] {
      try {
        second();
      } catch (...) {
        failure = std::current_exception();
      }
    });
    first();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace coverage
