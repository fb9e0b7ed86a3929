#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/lanes.h"

namespace coverage {

/// Travel times in milliseconds, a row an origin, a column a destination;
/// `Seconds::unreachable()` where there is no way.
using TravelTimes = Eigen::Matrix<std::uint32_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Times from many places to many, with what each place adds before or behind its vertices. Lengths
/// and orders of the sources are not read. Nothing is known of trips that pass no vertex (two
/// places on one road): those are the caller's.
struct MatrixProblem {
  /// Of the graph walked forwards, from origins.
  const Hierarchy& hierarchy;
  std::span<const std::vector<SearchSource>> origins;
  std::span<const std::vector<SearchSource>> destinations;
  Simd simd = widest_simd();
  /// A larger matrix is refused before anything is allocated.
  std::uint64_t most_bytes = most_matrix_bytes();

  /// Three quarters of the machine's memory.
  static std::uint64_t most_matrix_bytes();
};

/// The whole matrix: 4 bytes a pair, and for each destination 4 bytes for each of its ancestors.
/// Does not depend on threads. Throws InputError where there are no origins or no destinations,
/// where a place is outside the network, or where the matrix does not fit: with the size that it
/// would need.
TravelTimes travel_times(const MatrixProblem& problem, const Execution& execution);

/// Gives the rows to `take` in their order, a block at a time: `take(first_row, rows)`, called from
/// the calling thread; for matrices that do not fit.
void stream_travel_times(const MatrixProblem& problem, std::size_t block_rows,
                         const Execution& execution,
                         const std::function<void(std::size_t, const TravelTimes&)>& take);

}  // namespace coverage
