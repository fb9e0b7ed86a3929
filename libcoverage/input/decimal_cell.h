#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coverage {

/// A decimal number that is not negative: `digits` × 10^−`decimals`, without trailing zeros, exact
/// where it was written with at most 18 digits.
struct DecimalNumber {
  std::int64_t digits = 0;
  int decimals = 0;         ///< less than 0 for round numbers: 1500 is 15 × 10²
  bool is_rounded = false;  ///< it had more digits: rounded half up

  double value() const;
  /// In units of 10^−`at` decimals, rounded half up or down. 10³⁶ for what is as large or larger.
  enum class Rounding { half_up, down };
  __extension__ __int128 units(int at, Rounding rounding = Rounding::half_up) const;
  bool is_above(const DecimalNumber& other) const;
};

/// A number as programs and people write it: with a decimal point or comma, an exponent perhaps
/// (`12`, `12.5`, `12,5`, `.5`, `1.25e+01`). Nothing for anything else: a sign (save `+`, and `-`
/// before zero), thousands separators, infinities, or nothing at all.
std::optional<DecimalNumber> parse_decimal_number(std::string_view text);

/// The decimals in which the numbers of a table are held as whole numbers.
class TableDecimals {
 public:
  void add(const DecimalNumber& number);
  /// As many as the numbers have, where that keeps `greatest` within `most_exact` and is no more
  /// than six; else as many as keep it within `most_rounded`, at least none.
  int choose(double greatest, double most_exact, double most_rounded) const;
  /// Of the numbers that were added.
  double largest() const { return largest_; }
  double sum() const { return sum_; }

 private:
  int needed_ = 0;
  double largest_ = 0;
  double sum_ = 0;
};

/// A number of millionths, exact where the cell has at most six decimals.
struct DecimalCell {
  std::int64_t millionths = 0;
  bool is_rounded = false;  ///< it had more decimals: rounded half up
};

/// `parse_decimal_number` in millionths; nothing from 10¹² on.
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
