#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "libcoverage/siting/covering/covering_model.h"

namespace coverage {

/// Tries all ways to open the last one, two or three sites of a plan, apart from those that what
/// pairs of candidates share rules out. No relaxation does this well: where rows need two sites, a
/// relaxation opens halves of a pair, for which a plan has no room.
class LastSites {
 public:
  /// How many last sites are worth it with so many candidates to choose from.
  static std::size_t most_sites_of(std::size_t candidates) { return candidates <= 600 ? 3 : 2; }

  /// Keeps references. The model maximises weight.
  LastSites(const CoveringModel& model, const CoveringColumns& columns);

  /// Whether tables of all pairs are small enough.
  static bool can_hold(const CoveringModel& model);

  struct Task {
    std::span<const std::uint32_t> open;    ///< candidates in all plans
    std::span<const std::uint32_t> closed;  ///< in none
    std::size_t sites = 0;                  ///< how many more may open; at most 3
    Amount objective = 0;                   ///< only what is better matters
    /// Called with each plan within all limits that covers more; gives what has to be beaten from
    /// now on.
    std::function<Amount(std::span<const std::uint32_t> plan)> on_plan;
    std::function<bool()> stop;
  };
  /// False where it was stopped.
  bool search(const Task& task);

 private:
  void begin();
  void open_row(std::uint32_t row);
  void try_none();
  void try_one();
  void try_two();
  bool try_three();
  void try_third(std::size_t a, std::size_t b);
  void rows_of_both(std::size_t a, std::size_t b);
  std::int64_t beyond_pairs(std::size_t c) const;
  void offer(std::initializer_list<std::size_t> last);

  const CoveringModel& model_;
  const CoveringColumns& columns_;
  const Task* task_ = nullptr;
  std::vector<std::uint64_t> is_covering_;  ///< bits by candidate and row
  std::size_t words_ = 0;

  std::vector<std::uint32_t> free_;   ///< candidates neither open nor closed
  std::vector<std::uint32_t> place_;  ///< by candidate: where it is in that list
  std::vector<std::uint8_t> lacks_;   ///< by row: how many sites, 0 to 2
  std::int64_t weight_ = 0;           ///< that is covered
  std::int64_t needed_ = 0;           ///< to be exceeded
  std::vector<std::int64_t> gain_;    ///< by free candidate: of rows that lack one site
  std::vector<std::int64_t>
      twice_;  ///< by pair a < b of free ones: rows of both that lack one site
  std::vector<std::int64_t> bonus_;  ///< by pair a < b: what both gain beyond the gains of each
  std::vector<std::uint32_t> both_;  ///< rows of two candidates that lack any
  std::vector<std::size_t> free_of_row_;
};

}  // namespace coverage
