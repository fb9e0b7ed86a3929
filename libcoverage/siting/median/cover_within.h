#pragma once

#include <optional>
#include <vector>

#include "libcoverage/siting/median/assignment_problem.h"
#include "libcoverage/siting/solver/solver_clock.h"

namespace coverage {

/// Whether some choice of places serves every row within a value.
struct CoverAnswer {
  enum class Status { served, impossible, stopped };
  Status status = Status::stopped;
  std::vector<std::uint32_t> places = {};  ///< where served
  std::uint32_t worst = 0;                 ///< the largest value that these places leave
};

/// Answers that question for several values, or several rules, of one problem. A few rows are asked
/// first; those that the answer leaves out are added, and stay (Contardo, Iori & Kramer 2019). What
/// Lagrangian bounds do not decide within a few nodes, CBC does.
class CoverSearch {
 public:
  /// `median` and `clock` must outlive the search. Values are in its unit.
  CoverSearch(const MedianProblem& median, const SolverClock& clock);
  CoverAnswer within(std::uint32_t value, const OpeningRules& rules);
  /// The largest value that a choice of places leaves; nothing where a row is not served.
  std::optional<std::uint32_t> worst_of(std::span<const std::uint32_t> places) const;

 private:
  AssignmentProblem asked(std::uint32_t value, const OpeningRules& rules) const;
  CoverAnswer solve(std::uint32_t value, const OpeningRules& rules);
  CoverAnswer solve_by_program(std::uint32_t value, const OpeningRules& rules);
  bool ask_where_short(std::uint32_t value, std::span<const double> opened);
  std::vector<std::int64_t> served_at(std::span<const std::uint32_t> places,
                                      std::vector<std::uint32_t>& by) const;
  bool ask_more(std::span<const std::uint32_t> places, std::uint32_t value);

  const MedianProblem& median_;
  const SolverClock& clock_;
  std::vector<bool> is_asked_;
};

}  // namespace coverage
