#include "libcoverage/input/decimal_cell.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/base/text.h"

namespace coverage {
namespace {

__extension__ using Whole = __int128;

constexpr int kept_digits = 18;
constexpr int most_shift = 400;  ///< beyond the exponents of any number that programs write

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Reads the digits of a number one after the other, and where its point stands.
class Digits {
 public:
  void take(char digit) {
    has_any_ = true;
    if (count_ == 0 && digit == '0') {
      number_.decimals += after_point_ ? 1 : 0;
    } else if (count_ < kept_digits) {
      number_.digits = number_.digits * 10 + (digit - '0');
      number_.decimals += after_point_ ? 1 : 0;
      ++count_;
    } else {
      drop(digit);
    }
  }
  bool pass_point() {
    const bool is_first = !after_point_;
    after_point_ = true;
    return is_first;
  }
  bool has_any() const { return has_any_; }

  DecimalNumber number(int exponent) const {
    DecimalNumber result = number_;
    result.decimals -= exponent;
    if (first_dropped_ >= '5') ++result.digits;
    while (result.digits != 0 && result.digits % 10 == 0) {
      result.digits /= 10;
      --result.decimals;
    }
    if (result.digits == 0) result.decimals = 0;
    return result;
  }

 private:
  void drop(char digit) {
    if (first_dropped_ == 0) first_dropped_ = digit;
    number_.decimals -= after_point_ ? 0 : 1;
    number_.is_rounded = number_.is_rounded || digit != '0';
  }

  DecimalNumber number_;
  int count_ = 0;
  char first_dropped_ = 0;
  bool after_point_ = false;
  bool has_any_ = false;
};

/// What follows `e`; nothing for anything but a whole number.
std::optional<int> parse_exponent(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto exponent = parse_integer(text);
  if (!exponent || std::abs(*exponent) > most_shift) return {};
  return static_cast<int>(*exponent);
}

Whole power_of_ten(int exponent) {
  Whole power = 1;
  for (int e = 0; e < exponent; ++e) power *= 10;
  return power;
}

constexpr double most_millionths = 1e12;

}  // namespace

double DecimalNumber::value() const {
  // By a power that is exact: 12 ÷ 10 is the double next to 1.2, 12 × 0.1 is not.
  const double power = std::pow(10.0, std::abs(decimals));
  const auto whole = static_cast<double>(digits);
  return decimals > 0 ? whole / power : whole * power;
}

Whole DecimalNumber::units(int at, Rounding rounding) const {
  constexpr int most_power = 36;
  const int shift = at - decimals;
  if (digits == 0 || shift < -most_power) return 0;
  if (shift < 0) {
    const Whole step = power_of_ten(-shift);
    return (digits + (rounding == Rounding::half_up ? step / 2 : 0)) / step;
  }
  const Whole most = power_of_ten(most_power);
  if (shift > most_power || digits > most / power_of_ten(shift)) return most;
  return digits * power_of_ten(shift);
}

bool DecimalNumber::is_above(const DecimalNumber& other) const {
  const int at = std::max(decimals, other.decimals);
  return units(at) > other.units(at);
}

std::optional<DecimalNumber> parse_decimal_number(std::string_view text) {
  text = trim(text);
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  Digits digits;
  int exponent = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      digits.take(text[i]);
    } else if (text[i] == '.' || text[i] == ',') {
      if (!digits.pass_point()) return {};
    } else if (text[i] == 'e' || text[i] == 'E') {
      const auto written = parse_exponent(text.substr(i + 1));
      if (!written) return {};
      exponent = *written;
      break;
    } else {
      return {};
    }
  }
  if (!digits.has_any()) return {};
  const DecimalNumber number = digits.number(exponent);
  if (is_negative && number.digits != 0) return {};
  return number;
}

void TableDecimals::add(const DecimalNumber& number) {
  const double value = number.value();
  needed_ = std::max(needed_, number.decimals);
  largest_ = std::max(largest_, value);
  sum_ += value;
}

int TableDecimals::choose(double greatest, double most_exact, double most_rounded) const {
  constexpr int most_usual = 6;
  if (needed_ <= most_usual && greatest * std::pow(10.0, needed_) <= most_exact) return needed_;
  int decimals = 0;
  for (double next = greatest * 10; decimals < needed_ && next <= most_rounded; next *= 10) {
    ++decimals;
  }
  return decimals;
}

std::optional<DecimalCell> parse_decimal_cell(std::string_view text) {
  const auto number = parse_decimal_number(text);
  if (!number || number->value() >= most_millionths) return {};
  DecimalCell cell;
  cell.millionths = static_cast<std::int64_t>(number->units(6));
  cell.is_rounded = number->is_rounded || number->decimals > 6;
  return cell;
}

void SharedDecimals::add(std::int64_t millionths) {
  while (millionths % step_ != 0) {
    step_ /= 10;
    ++decimals_;
  }
}

}  // namespace coverage
