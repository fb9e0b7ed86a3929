#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/ancestor_tables.h"
#include "libcoverage/routing/common_ancestors.h"
#include "libcoverage/routing/matrix_kernel.h"
#include "libcoverage/routing/place_chains.h"
#include "libcoverage/routing/travel_matrix.h"

namespace coverage {

/// What all rows of a matrix share: the destinations, climbed in tiles of sixteen chains.
struct MatrixColumns {
  const PlaceChains& chains;
  std::span<const AncestorTimes> tiles;
};

/// Combines some origins with all destinations.
class MatrixRows {
 public:
  /// `common` counts the ancestors of the origins' chains and of the destinations'. All must
  /// outlive it.
  MatrixRows(const MatrixProblem& problem, const PlaceChains& origins,
             const CommonAncestors& common, const MatrixColumns& columns);

  /// Improves the rows of the origins whose chains are `[begin, end)`: those of a place together.
  void fill(std::size_t begin, std::size_t end, TravelTimes& rows);

 private:
  /// Sixteen of the origins' chains, and what they share with the destinations': by tile and lane.
  struct Batch {
    std::size_t first = 0;
    std::size_t size = 0;
    AncestorTimes times;
    std::vector<TimeRow> common;
  };
  void climb(std::size_t begin, std::size_t end);
  void count_common(Batch& batch) const;
  void write(const Batch& batch, std::size_t tile, std::span<const TimeRow> times,
             TravelTimes& rows) const;

  const PlaceChains& origins_;
  const CommonAncestors& common_;
  MatrixColumns columns_;
  Simd simd_;
  AncestorTables tables_;
  std::vector<Batch> batches_;
  std::vector<std::uint32_t> depths_;  ///< working memory of `combine_ancestors`
};

}  // namespace coverage
