#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "libcoverage/siting/siting_problem.h"

namespace coverage {

/// A covering problem reduced to what remains to be decided, all goals in one shape:
///
/// - a **candidate** is an optional site that counts; sites in every plan are open already, and so
///   are optional sites that do not count, for they cost nothing;
/// - a **soft row** stands for demand rows that exactly the same candidates cover; it is covered,
///   and its weight gained, when `need` of them are open;
/// - a **hard row** must be covered in every plan, by one of its candidates.
///
/// Soft rows come first, then hard ones. Candidates and rows are numbered from 0 here.
struct CoveringModel {
  static constexpr std::uint32_t no_group = std::numeric_limits<std::uint32_t>::max();

  /// How many sites of a group may still be opened.
  struct Room {
    std::uint32_t least = 0;
    std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
    friend bool operator==(const Room&, const Room&) = default;
  };

  std::vector<CandidateIndex> candidates;  ///< ascending
  std::vector<CandidateIndex> opened;      ///< in every plan, ascending
  std::vector<std::int64_t> cost;          ///< by candidate
  std::vector<std::uint32_t> group;        ///< by candidate, into `rooms`; or `no_group`

  /// Rows of candidate c, ascending: `rows[first[c] … first[c + 1])`. 4 bytes an entry.
  std::vector<std::uint64_t> first = {0};
  std::vector<std::uint32_t> rows;
  std::vector<std::int64_t> weight;  ///< by soft row
  std::vector<std::uint8_t> need;    ///< by row; 1 or 2, of hard rows 1

  std::optional<std::uint32_t> most_sites;  ///< that may still be opened
  std::optional<std::int64_t> budget;       ///< that is left
  std::vector<Room> rooms;

  bool minimises_cost = false;     ///< rather than maximising the weight gained
  std::int64_t weight_needed = 0;  ///< of soft rows; where cost is minimised
  std::int64_t opened_weight = 0;  ///< what `opened` covers
  std::int64_t opened_cost = 0;    ///< what those of `opened` that count cost

  std::size_t candidate_count() const { return candidates.size(); }
  std::size_t soft_count() const { return weight.size(); }
  std::size_t row_count() const { return need.size(); }
  std::span<const std::uint32_t> row(std::size_t candidate) const {
    return std::span(rows).subspan(first[candidate], first[candidate + 1] - first[candidate]);
  }
};

/// Candidates by row: candidates of row r are `candidates[first[r] … first[r + 1])`, ascending.
struct CoveringColumns {
  std::vector<std::uint64_t> first;
  std::vector<std::uint32_t> candidates;
  std::span<const std::uint32_t> of(std::size_t row) const {
    return std::span(candidates).subspan(first[row], first[row + 1] - first[row]);
  }
};
CoveringColumns transpose(const CoveringModel& model);

}  // namespace coverage
