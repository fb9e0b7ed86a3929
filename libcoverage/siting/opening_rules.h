#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "libcoverage/siting/siting_problem.h"

namespace coverage {

/// The limits of a problem where opening more sites never harms: what is open in every plan, which
/// places are left to choose from, and how many of them may be chosen. Places are numbered from 0.
struct OpeningRules {
  static constexpr std::uint32_t no_group = std::numeric_limits<std::uint32_t>::max();
  struct Range {
    std::int64_t least = 0;
    std::int64_t most = std::numeric_limits<std::int32_t>::max();
  };

  std::vector<CandidateIndex> always;  ///< mandatory ones, and those that no limit counts
  std::vector<CandidateIndex> places;  ///< by place: its candidate
  std::vector<std::uint32_t> group;    ///< by place: index into `groups`, or `no_group`
  std::vector<std::int64_t> cost;      ///< by place
  std::int64_t most = 0;               ///< places that may be opened
  std::optional<std::int64_t> budget;  ///< for their costs
  std::vector<Range> groups;           ///< how many places of each

  std::size_t size() const { return places.size(); }
};

/// The rules of a problem. Limits on one group several times hold together. Throws NoResultError,
/// which names the limit and what would do, where limits contradict each other.
OpeningRules opening_rules(const SitingInstance& instance, const SitingProblem& problem);

/// Whether no choice of places keeps the rules; the budget is held against each group's cheapest.
bool contradict(const OpeningRules& rules);

/// What a choice of places uses up, kept while places come and go.
class OpenPlaces {
 public:
  explicit OpenPlaces(const OpeningRules& rules);
  void open(std::uint32_t place);
  void close(std::uint32_t place);
  bool may_open(std::uint32_t place) const;
  /// Whether `in` may be opened where `out` is closed.
  bool may_swap(std::uint32_t out, std::uint32_t in) const;
  bool is_open(std::uint32_t place) const { return is_open_[place]; }
  /// Whether the groups have the least that they need.
  bool is_enough() const;
  bool is_needed_by_group(std::uint32_t place) const;
  std::span<const std::uint32_t> list() const { return list_; }

 private:
  const OpeningRules* rules_;
  std::vector<bool> is_open_;
  std::vector<std::uint32_t> list_;
  std::vector<std::int64_t> of_group_;
  std::int64_t cost_ = 0;
};

}  // namespace coverage
