#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/siting/opening_rules.h"

namespace coverage {

/// Each row is served from the open place that costs it least: weight × value, or what it costs
/// without any place. The common form of the median, and of covering everybody within a radius.
struct AssignmentProblem {
  /// A place and its value for a row.
  struct Entry {
    std::uint32_t value = 0;
    std::uint32_t place = 0;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };

  OpeningRules rules;
  std::vector<double> weight;        ///< by row, in units
  std::vector<double> without;       ///< by row: its cost where no place serves it better
  std::vector<std::uint64_t> first;  ///< row r has `entries[first[r] …first[r + 1])`
  std::vector<Entry> entries;        ///< by row, ascending; all cost less than `without`

  std::size_t rows() const { return weight.size(); }
  std::span<const Entry> row(std::size_t row) const {
    return std::span(entries).subspan(first[row], first[row + 1] - first[row]);
  }
};

/// The problem of the median, and which demand each of its rows is.
struct MedianProblem {
  AssignmentProblem problem;
  std::vector<std::uint32_t> demand;     ///< by row
  std::vector<std::int64_t> open_value;  ///< by row: to what is open anyway; −1: none in reach
  std::uint32_t value_unit = 1;          ///< of all values here: the greatest that divides them
  Amount unit = 1;                       ///< of costs, likewise

  bool must_be_served(std::size_t row) const { return open_value[row] < 0; }
};

/// Rows without a weight are left out, and so are values beyond the problem's `nobody_beyond`. A
/// row that must be served costs, without, more than any plan that serves all. Throws NoResultError
/// where a row cannot be served from anywhere. Memory: 8 bytes for each pair that is nearer than
/// what is open anyway.
MedianProblem median_problem(const SitingInstance& instance, const SitingProblem& problem,
                             OpeningRules rules, const Execution& execution);

/// The same for a part of the places: rows that it does not serve are no error.
MedianProblem listed_median(const SitingInstance& instance, const SitingProblem& problem,
                            OpeningRules rules, const Execution& execution);

/// Leaving a row unserved costs `most`, where it must be served: once a plan is known nothing is
/// gained by plans that cost more, so that bounds converge.
void serve_everybody(MedianProblem& median, double most);

/// What is left of a problem when some places are open and others closed for good. `place` says
/// where its places stand in `problem`.
struct Restricted {
  AssignmentProblem problem;
  std::vector<std::uint32_t> place;
};
Restricted restricted(const AssignmentProblem& problem, std::span<const std::uint32_t> open,
                      std::span<const std::uint32_t> closed);

/// What a choice of places costs in all.
double cost_of(const AssignmentProblem& problem, std::span<const std::uint32_t> places);

/// The open sites of a choice of places, ascending.
std::vector<CandidateIndex> sites_of(const OpeningRules& rules,
                                     std::span<const std::uint32_t> places);

/// The places among some sites, which are ascending.
std::vector<std::uint32_t> places_of(const OpeningRules& rules,
                                     std::span<const CandidateIndex> sites);

}  // namespace coverage
