#include "libcoverage/siting/median/distinct_places.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace coverage {
namespace {

using Entry = AssignmentProblem::Entry;
constexpr std::size_t most_compared = 6'000;  // with all others

/// By place the rows that it serves, as bits.
class ServedRows {
 public:
  explicit ServedRows(const AssignmentProblem& problem)
      : words_((problem.rows() + 63) / 64), bits_(words_ * problem.rules.size(), 0) {
    for (std::size_t row = 0; row < problem.rows(); ++row) {
      for (const Entry& entry : problem.row(row)) {
        bits_[words_ * entry.place + row / 64] |= std::uint64_t{1} << row % 64;
      }
    }
  }

  std::span<const std::uint64_t> of(std::uint32_t place) const {
    return std::span(bits_).subspan(words_ * place, words_);
  }
  bool is_within(std::uint32_t part, std::uint32_t whole) const {
    const auto a = of(part), b = of(whole);
    for (std::size_t word = 0; word < words_; ++word) {
      if (a[word] & ~b[word]) return false;
    }
    return true;
  }
  int count(std::uint32_t place) const {
    int rows = 0;
    for (const std::uint64_t word : of(place)) rows += std::popcount(word);
    return rows;
  }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
};

class Distinct {
 public:
  explicit Distinct(const AssignmentProblem& problem) : rules_(problem.rules), served_(problem) {}

  std::vector<std::uint32_t> places() const {
    std::vector<std::uint32_t> left = without_equals();
    if (left.size() <= most_compared) left = without_parts(std::move(left));
    std::ranges::sort(left);
    return left;
  }

 private:
  std::vector<std::uint32_t> without_equals() const {
    std::vector<std::uint32_t> order(rules_.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto compare = [&](std::uint32_t a, std::uint32_t b) {
      if (rules_.group[a] != rules_.group[b]) return rules_.group[a] < rules_.group[b] ? -1 : 1;
      const auto of_a = served_.of(a), of_b = served_.of(b);
      const auto order_of = std::lexicographical_compare_three_way(of_a.begin(), of_a.end(),
                                                                   of_b.begin(), of_b.end());
      return order_of < 0 ? -1 : order_of > 0 ? 1 : 0;
    };
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
      if (const int by_rows = compare(a, b); by_rows != 0) return by_rows < 0;
      return rules_.cost[a] != rules_.cost[b] ? rules_.cost[a] < rules_.cost[b] : a < b;
    });
    const auto same = [&](std::uint32_t a, std::uint32_t b) { return compare(a, b) == 0; };
    order.erase(std::unique(order.begin(), order.end(), same), order.end());
    return order;
  }

  std::vector<std::uint32_t> without_parts(std::vector<std::uint32_t> places) const {
    std::ranges::sort(places);
    std::vector<int> count(rules_.size(), 0);
    for (const std::uint32_t place : places) count[place] = served_.count(place);
    std::ranges::stable_sort(places, std::greater{},
                             [&](std::uint32_t place) { return count[place]; });
    std::vector<std::uint32_t> left;
    for (const std::uint32_t place : places) {
      const bool is_part = std::ranges::any_of(left, [&](std::uint32_t other) {
        return rules_.group[other] == rules_.group[place] &&
               rules_.cost[other] <= rules_.cost[place] && served_.is_within(place, other);
      });
      if (!is_part && count[place] > 0) left.push_back(place);
    }
    return left;
  }

  const OpeningRules& rules_;
  ServedRows served_;
};

}  // namespace

Restricted distinct_places(const AssignmentProblem& problem) {
  const bool has_minimum =
      std::ranges::any_of(problem.rules.groups, [](const auto& range) { return range.least > 0; });
  std::vector<std::uint32_t> closed;
  if (!has_minimum) {
    std::vector<bool> is_left(problem.rules.size(), false);
    for (const std::uint32_t place : Distinct(problem).places()) is_left[place] = true;
    for (std::uint32_t place = 0; place < is_left.size(); ++place) {
      if (!is_left[place]) closed.push_back(place);
    }
  }
  return restricted(problem, {}, closed);
}

}  // namespace coverage
