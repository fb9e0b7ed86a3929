#include "libcoverage/base/apportion.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>

namespace coverage {

namespace {

// A total of 63 bits times a share of 63 bits.
using Wide = unsigned __int128;

struct Remainder {
  Wide value;
  std::size_t index;
};

bool comes_first(const Remainder& a, const Remainder& b) {
  return a.value != b.value ? a.value > b.value : a.index < b.index;
}

Wide checked_sum(Weight total, std::span<const std::int64_t> shares) {
  Wide sum = 0;
  for (const std::int64_t share : shares) {
    if (share < 0) throw std::invalid_argument("apportion: a share is negative");
    sum += static_cast<Wide>(share);
  }
  if (total < Weight()) throw std::invalid_argument("apportion: the total is negative");
  if (sum == 0 && total > Weight()) throw std::invalid_argument("apportion: all shares are zero");
  return sum;
}

}  // namespace

std::vector<Weight> apportion(Weight total, std::span<const std::int64_t> shares) {
  std::vector<Weight> parts(shares.size());
  const Wide sum = checked_sum(total, shares);
  if (total == Weight() || sum == 0) return parts;
  std::vector<Remainder> remainders(shares.size());
  Weight given;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const Wide product = static_cast<Wide>(total.millionths()) * static_cast<Wide>(shares[i]);
    parts[i] = Weight::from_millionths(static_cast<Weight::rep>(product / sum));
    given += parts[i];
    remainders[i] = {product % sum, i};
  }
  // Fewer than there are shares with a remainder, for the remainders sum to `left × sum`.
  const auto left = static_cast<std::size_t>((total - given).millionths());
  if (left == 0) return parts;
  const auto last = remainders.begin() + static_cast<std::ptrdiff_t>(left - 1);
  std::nth_element(remainders.begin(), last, remainders.end(), comes_first);
  for (std::size_t i = 0; i < left; ++i) {
    parts[remainders[i].index] += Weight::from_millionths(1);
  }
  return parts;
}

std::vector<Weight> apportion(Weight total, std::span<const double> shares) {
  double largest = 0;
  for (const double share : shares) {
    if (!std::isfinite(share) || share < 0) {
      throw std::invalid_argument("apportion: a share is negative or not finite");
    }
    largest = std::max(largest, share);
  }
  // A power of two moves no bit of the mantissa: the largest shares stay exact.
  constexpr int mantissa_bits = 53;
  const int shift = largest > 0 ? mantissa_bits - 1 - std::ilogb(largest) : 0;
  std::vector<std::int64_t> whole(shares.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    whole[i] = std::llround(std::ldexp(shares[i], shift));
  }
  return apportion(total, whole);
}

}  // namespace coverage
