#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/base/quantities.h"

namespace coverage {

/// Splits `total` in proportion to `shares` by the method of largest remainders, in millionths: the
/// parts sum to exactly `total`, each is its quota rounded down or up, and a share of zero gets
/// nothing. Equal remainders go to the lowest index. All in integers: the same on every machine.
///
///     apportion(Weight::from_count(10), std::vector<std::int64_t>{1, 1, 1});  // 3.333334 first
///
/// Shares may have any scale; those below 2⁻⁵³ of the largest double may count as zero. Throws
/// std::invalid_argument for a negative total, a share that is negative or not finite, or a total
/// to split among shares that are all zero.
std::vector<Weight> apportion(Weight total, std::span<const std::int64_t> shares);
std::vector<Weight> apportion(Weight total, std::span<const double> shares);

}  // namespace coverage
