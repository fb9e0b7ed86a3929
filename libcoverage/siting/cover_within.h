#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "libcoverage/siting/assignment_problem.h"

namespace coverage {

/// Whether some choice of places serves every row within a value.
struct CoverAnswer {
  enum class Status { served, impossible, stopped };
  Status status = Status::stopped;
  std::vector<std::uint32_t> places = {};  ///< where served
  std::uint32_t worst = 0;                 ///< the largest value that these places leave
};

/// Answers that question for several values, or several rules, of one problem. A few rows are asked
/// first; those that the answer leaves out are added, and stay (Contardo, Iori & Kramer 2019).
class CoverSearch {
 public:
  /// `median` must outlive the search. Values are in its unit.
  CoverSearch(const MedianProblem& median, std::function<bool()> stop);
  CoverAnswer within(std::uint32_t value, const OpeningRules& rules);
  /// The largest value that a choice of places leaves; nothing where a row is not served.
  std::optional<std::uint32_t> worst_of(std::span<const std::uint32_t> places) const;

 private:
  AssignmentProblem asked(std::uint32_t value, const OpeningRules& rules) const;
  CoverAnswer solve(const AssignmentProblem& problem) const;
  std::vector<std::int64_t> served_at(std::span<const std::uint32_t> places,
                                      std::vector<std::uint32_t>& by) const;
  bool ask_more(std::span<const std::uint32_t> places, std::uint32_t value);

  const MedianProblem& median_;
  std::function<bool()> stop_;
  std::vector<bool> is_asked_;
};

}  // namespace coverage
