#include "libcoverage/siting/decimal_amount.h"

#include <algorithm>

namespace coverage {

std::string decimal_text(Amount amount, int decimals) {
  std::string digits;
  for (; amount > 0; amount /= 10) digits += static_cast<char>('0' + static_cast<int>(amount % 10));
  const auto least = static_cast<std::size_t>(decimals) + 1;
  if (digits.size() < least) digits.append(least - digits.size(), '0');
  std::ranges::reverse(digits);
  std::string fraction = digits.substr(digits.size() - static_cast<std::size_t>(decimals));
  digits.resize(digits.size() - static_cast<std::size_t>(decimals));
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return fraction.empty() ? digits : digits + "." + fraction;
}

}  // namespace coverage
