#pragma once

#include <span>
#include <vector>

#include "libcoverage/siting/covering/covering_model.h"

namespace coverage {

/// What a part of the soft rows can gain at most: twice the weight is no more than `constant` and
/// the factors of the candidates that are open. In whole numbers, hence exact.
struct CoveringCut {
  std::uint32_t part = 0;
  std::int64_t constant = 0;
  std::vector<std::uint32_t> candidates = {};  ///< ascending
  std::vector<std::int64_t> factors = {};      ///< by those candidates
};

/// The weight that soft rows gain as a concave function of how far candidates are open, and the
/// cuts that touch it: Benders' cuts of covering (Cordeau, Furini & Ljubić 2019), also for rows
/// that two sites must cover. Such a row gains at most the least of 1, half the sum over its
/// candidates and the sum without any one of them, and no other function of whole choices is
/// tighter row by row: it is the largest share that pairs of its candidates can pack.
///
/// Rows are in parts, those of one hub candidate each, so that cuts stay short.
class CoveringCuts {
 public:
  /// Keeps references. The model maximises weight.
  CoveringCuts(const CoveringModel& model, const CoveringColumns& columns);

  std::size_t part_count() const { return most_.size(); }
  /// Twice the weight of a part's rows.
  std::int64_t most_of(std::size_t part) const { return most_[part]; }
  /// By part, the cut that touches the function at `open`, by candidate from 0 to 1.
  std::vector<CoveringCut> touching(std::span<const double> open) const;

 private:
  const CoveringModel& model_;
  const CoveringColumns& columns_;
  std::vector<std::uint32_t> order_;  ///< soft rows, those of a part together
  std::vector<std::size_t> first_;    ///< of each part in that order
  std::vector<std::int64_t> most_;
};

/// What a cut allows at `open`.
double value_of(const CoveringCut& cut, std::span<const double> open);

}  // namespace coverage
