#include "libcoverage/siting/covering/covering_cuts.h"

#include <algorithm>
#include <numeric>

namespace coverage {
namespace {

constexpr std::size_t most_parts = 10;

/// By soft row the number of its part: each row goes to the hub that reaches it first, and hubs are
/// the candidates with the most weight that is in no part yet.
class Parting {
 public:
  Parting(const CoveringModel& model, const CoveringColumns& columns)
      : model_(model),
        columns_(columns),
        part_(model.soft_count(), none),
        weight_(model.candidate_count(), 0) {
    for (std::size_t c = 0; c < weight_.size(); ++c) {
      for (const std::uint32_t row : model.row(c)) {
        if (row < model.soft_count()) weight_[c] += model.weight[row];
      }
    }
    while (parts_ + 1 < most_parts && take_hub()) {
    }
    for (std::uint32_t& part : part_) {
      if (part == none) part = parts_;
    }
  }
  const std::vector<std::uint32_t>& part() const { return part_; }

 private:
  static constexpr auto none = std::numeric_limits<std::uint32_t>::max();

  bool take_hub() {
    const auto hub = std::ranges::max_element(weight_);
    if (hub == weight_.end() || *hub <= 0) return false;
    for (const std::uint32_t row : model_.row(static_cast<std::size_t>(hub - weight_.begin()))) {
      if (row >= model_.soft_count() || part_[row] != none) continue;
      part_[row] = parts_;
      for (const std::uint32_t c : columns_.of(row)) weight_[c] -= model_.weight[row];
    }
    ++parts_;
    return true;
  }

  const CoveringModel& model_;
  const CoveringColumns& columns_;
  std::vector<std::uint32_t> part_;
  std::vector<std::int64_t> weight_;  ///< by candidate, of rows in no part
  std::uint32_t parts_ = 0;
};

/// A cut while it is summed up.
class CutSum {
 public:
  explicit CutSum(std::size_t candidates) : factor_(candidates, 0), is_in_(candidates, false) {}

  void add_constant(std::int64_t amount) { constant_ += amount; }
  void add(std::uint32_t candidate, std::int64_t amount) {
    factor_[candidate] += amount;
    if (is_in_[candidate]) return;
    is_in_[candidate] = true;
    touched_.push_back(candidate);
  }
  /// The sum, which begins anew.
  CoveringCut take(std::uint32_t part) {
    CoveringCut cut{.part = part, .constant = constant_};
    std::ranges::sort(touched_);
    for (const std::uint32_t c : touched_) {
      if (factor_[c] != 0) {
        cut.candidates.push_back(c);
        cut.factors.push_back(factor_[c]);
      }
      factor_[c] = 0;
      is_in_[c] = false;
    }
    touched_.clear();
    constant_ = 0;
    return cut;
  }

 private:
  std::int64_t constant_ = 0;
  std::vector<std::int64_t> factor_;
  std::vector<char> is_in_;
  std::vector<std::uint32_t> touched_;
};

/// What is open of a row's candidates.
struct OpenOf {
  double sum = 0;
  double most = 0;
  std::uint32_t leader = 0;  ///< the candidate that is open most
};

OpenOf open_of(std::span<const std::uint32_t> candidates, std::span<const double> open) {
  OpenOf result;
  for (const std::uint32_t c : candidates) {
    result.sum += open[c];
    if (open[c] <= result.most) continue;
    result.most = open[c];
    result.leader = c;
  }
  return result;
}

}  // namespace

CoveringCuts::CoveringCuts(const CoveringModel& model, const CoveringColumns& columns)
    : model_(model), columns_(columns) {
  const Parting parting(model, columns_);
  const auto& part = parting.part();
  order_.resize(part.size());
  std::iota(order_.begin(), order_.end(), 0u);
  std::ranges::stable_sort(order_, {}, [&](std::uint32_t row) { return part[row]; });
  for (std::size_t at = 0; at < order_.size(); ++at) {
    if (at == 0 || part[order_[at]] != part[order_[at - 1]]) {
      first_.push_back(at);
      most_.push_back(0);
    }
    most_.back() += 2 * model.weight[order_[at]];
  }
  first_.push_back(order_.size());
}

std::vector<CoveringCut> CoveringCuts::touching(std::span<const double> open) const {
  constexpr double little = 1e-9;  // of equals the smoother one
  std::vector<CoveringCut> cuts;
  CutSum sum(model_.candidate_count());
  for (std::uint32_t part = 0; part < part_count(); ++part) {
    for (std::size_t at = first_[part]; at < first_[part + 1]; ++at) {
      const std::uint32_t row = order_[at];
      const std::int64_t weight = model_.weight[row];
      const OpenOf is = open_of(columns_.of(row), open);
      const bool is_twice = model_.need[row] == 2;
      const double half = is_twice ? is.sum / 2 : is.sum;
      const bool has_leader = is_twice && is.sum - is.most < half - little;
      if (std::min(half, has_leader ? is.sum - is.most : half) >= 1 - little) {
        sum.add_constant(2 * weight);
        continue;
      }
      const std::int64_t each = is_twice && !has_leader ? weight : 2 * weight;
      for (const std::uint32_t c : columns_.of(row)) {
        if (!has_leader || c != is.leader) sum.add(c, each);
      }
    }
    cuts.push_back(sum.take(part));
  }
  return cuts;
}

double value_of(const CoveringCut& cut, std::span<const double> open) {
  double value = static_cast<double>(cut.constant);
  for (std::size_t i = 0; i < cut.candidates.size(); ++i) {
    value += static_cast<double>(cut.factors[i]) * open[cut.candidates[i]];
  }
  return value;
}

}  // namespace coverage
