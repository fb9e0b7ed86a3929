#include "libcoverage/input/decimal_cell.h"

#include <algorithm>

#include "libcoverage/base/text.h"

namespace coverage {
namespace {

constexpr std::size_t most_whole_digits = 12;
constexpr std::size_t kept_decimals = 6;

bool are_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<DecimalCell> parse_decimal_cell(std::string_view text) {
  text = trim(text);
  const std::size_t point = std::min(text.find_first_of(".,"), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = text.substr(std::min(point + 1, text.size()));
  if (whole.empty() || whole.size() > most_whole_digits || !are_digits(whole)) return {};
  if ((point < text.size() && fraction.empty()) || !are_digits(fraction)) return {};
  DecimalCell cell;
  for (const char digit : whole) cell.millionths = cell.millionths * 10 + (digit - '0');
  for (std::size_t i = 0; i < kept_decimals; ++i) {
    cell.millionths = cell.millionths * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  }
  if (fraction.size() > kept_decimals) {
    const std::string_view rest = fraction.substr(kept_decimals);
    cell.is_rounded = rest.find_first_not_of('0') != std::string_view::npos;
    cell.millionths += rest.front() >= '5' ? 1 : 0;
  }
  return cell;
}

void SharedDecimals::add(std::int64_t millionths) {
  while (millionths % step_ != 0) {
    step_ /= 10;
    ++decimals_;
  }
}

}  // namespace coverage
