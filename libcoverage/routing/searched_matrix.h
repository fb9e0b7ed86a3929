#pragma once

#include <functional>
#include <span>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"
#include "libcoverage/routing/travel_matrix.h"

namespace coverage {

/// From which side of a matrix searches go.
enum class MatrixSide { origins, destinations };

/// The question of `MatrixProblem` for plain searches: no preparation, one search a place of one
/// side, which ends as soon as the places of the other side are settled.
struct SearchedMatrix {
  /// The side that is searched from. From origins `graph` is walked forwards, from destinations it
  /// is the reverse graph.
  MatrixSide from = MatrixSide::origins;
  SearchGraph graph;
  std::span<const std::vector<SearchSource>> origins;
  std::span<const std::vector<SearchSource>> destinations;
};

/// The times of `stream_travel_times`, bit for bit, in the same blocks. From destinations each
/// block of rows takes all searches once more. Progress advances by one a search. Throws InputError
/// where the graph is broken, or a place is outside it.
void stream_searched_times(const SearchedMatrix& problem, std::size_t block_rows,
                           const Execution& execution,
                           const std::function<void(std::size_t, const TravelTimes&)>& take);

}  // namespace coverage
