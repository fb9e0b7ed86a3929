#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace coverage {

/// A part of the plans, of a search that branches over places: those that open some places and
/// close others.
struct BranchNode {
  double bound = -std::numeric_limits<double>::infinity();  ///< no plan of it costs less
  std::size_t number = 0;                                   ///< order of making
  std::vector<std::uint32_t> open = {}, closed = {};
  std::shared_ptr<const std::vector<double>> prices = {};
};

/// For a queue: the least bound comes first; of equals the latest, which is the deepest.
struct IsLater {
  bool operator()(const BranchNode& a, const BranchNode& b) const {
    return a.bound != b.bound ? a.bound > b.bound : a.number < b.number;
  }
};

/// The place to branch on: the one that steps opened neither always nor never. `share`: by place,
/// of the steps that opened it. Nothing where all are among `opened` or `closed`.
std::optional<std::uint32_t> branching_place(std::span<const double> share,
                                             std::span<const std::uint32_t> opened,
                                             std::span<const std::uint32_t> closed);

}  // namespace coverage
