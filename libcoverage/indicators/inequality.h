#pragma once

#include <optional>
#include <span>

#include "libcoverage/base/quantities.h"

namespace coverage {

/// A value that some inhabitants have: an access time, an access score.
struct SharedValue {
  double value = 0;  ///< ≥ 0
  Weight weight;     ///< ≥ 0; values without inhabitants change nothing
};

// How unequally a quantity is spread over inhabitants. Values come by ascending value: sorting is
// left to callers that need several figures. None of them knows inhabitants without a value: those
// are counted beside (`Inequality`). All throw std::invalid_argument for a value that is negative,
// no number or out of order, or a negative weight, and give nothing where there is nobody.

/// Gini's coefficient: 1 − Σ (p_k − p_{k−1}) (L_k + L_{k−1}), trapezoids under the Lorenz curve of
/// inhabitants p against their share L of the total. 0: all equal. Nothing where all values are 0.
std::optional<double> gini(std::span<const SharedValue> ascending);

/// Theil's T: Σ (w ÷ W) (x ÷ μ) ln(x ÷ μ) with mean μ; values of 0 contribute 0 (Theil 1967).
/// 0: all equal; at most ln of the number of inhabitants. Nothing where all values are 0.
std::optional<double> theil(std::span<const SharedValue> ascending);

/// The mean of the tenth of inhabitants with the highest values ÷ the mean of the four tenths with
/// the lowest: 1 where all are equal. It is 4 × Palma's ratio of the shares of the total (Cobham &
/// Sumner 2013), which means say without a conversion. Inhabitants of a point at a cut are divided.
/// Nothing where the four tenths have a mean of 0.
std::optional<double> tenth_to_four_tenths(std::span<const SharedValue> ascending);

/// Foster, Greer & Thorbecke (1984) upside down, for a line that should not be passed:
/// Σ w ((x − line) ÷ line)^power over x > line, ÷ W. Power 0 is the share beyond the line, 1 its
/// mean excess, 2 weighs long excesses more. Throws std::invalid_argument where the line is not
/// above 0 or the power below 0.
std::optional<double> shortfall(std::span<const SharedValue> ascending, double line, double power);

/// The inequality of one quantity among those who have it. The rule of this library for others:
/// they are in no figure, whose meaning at +∞ would be none, and counted beside all of them.
struct Inequality {
  Weight counted;      ///< inhabitants with a value: all figures are over them
  Weight not_counted;  ///< without: unreachable or unsnapped
  std::optional<double> gini;
  std::optional<double> theil;
  std::optional<double> tenth_to_four_tenths;
  std::optional<double> shortfall;          ///< power 1; nothing without a line
  std::optional<double> squared_shortfall;  ///< power 2
};

/// All figures of values in ascending order; `line`: a target in the values' unit, where there is
/// one.
Inequality inequality_of(std::span<const SharedValue> ascending, Weight not_counted,
                         std::optional<double> line);

}  // namespace coverage
