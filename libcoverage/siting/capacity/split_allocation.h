#pragma once

#include <functional>
#include <span>
#include <vector>

#include "libcoverage/siting/capacity/capacitated_model.h"

namespace coverage {

/// The best that open sites can do where rows may be split: as little weight unserved as possible,
/// then the least sum of weight × value.
struct SplitAllocation {
  static constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
  struct Part {
    std::uint32_t row = 0;
    std::uint32_t site = nobody;  ///< position among the open ones
    std::int64_t weight = 0;
  };
  std::vector<Part> parts;  ///< by row, all of its weight, `nobody` serving the rest
  Amount unserved = 0;
  Amount weighted_value = 0;  ///< of what is served
  /// By open site what a place in it is worth, in values: each row is served where its value and
  /// this are least in sum (strong duality). 0 where there is room left.
  std::vector<double> price;
  /// Above any sum of values and prices of rows that are served.
  double price_of_nobody = 0;
};

/// A row that is served whole by one site, or by nobody.
struct FixedRow {
  std::uint32_t row = 0;
  std::uint32_t site = SplitAllocation::nobody;  ///< position among the open ones
};

/// Exact, in whole numbers: everybody goes to the nearest site first, then overfull sites pass on
/// weight along the shortest paths to sites with room (successive shortest paths; Ahuja, Magnanti &
/// Orlin 1993, 9.7). Nothing where fixed rows break a capacity or cannot be served so, or where
/// `stop` ended it.
std::optional<SplitAllocation> split_allocation(const CapacitatedModel& model,
                                                std::span<const CandidateIndex> sites,
                                                std::span<const FixedRow> fixed,
                                                const std::function<bool()>& stop);

}  // namespace coverage
