#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coverage {

/// A number of millionths, exact where the cell has at most six decimals.
struct DecimalCell {
  std::int64_t millionths = 0;
  bool is_rounded = false;  ///< it had more decimals: rounded half up
};

/// A number that is not negative, with a decimal point or comma (`12`, `12.5`, `12,5`). Nothing for
/// anything else: no sign, exponent, thousands separator, nor 9 × 10¹² or more.
std::optional<DecimalCell> parse_decimal_cell(std::string_view text);

/// Decimals that numbers of millionths share: the least d ≤ 6 such that all are whole multiples of
/// 10^(6 − d).
class SharedDecimals {
 public:
  void add(std::int64_t millionths);
  int decimals() const { return decimals_; }
  /// Millionths in one unit of the last decimal.
  std::int64_t step() const { return step_; }

 private:
  int decimals_ = 0;
  std::int64_t step_ = 1'000'000;
};

}  // namespace coverage
