#include "libcoverage/network/vehicle_size.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

constexpr double foot_m = 0.3048, inch_m = 0.0254;

/// Digits and a decimal mark alone: no sign, no exponent.
std::optional<double> plain_number(std::string_view text) {
  std::string number(trim(text));
  std::replace(number.begin(), number.end(), ',', '.');
  if (number.empty() || number.find_first_not_of("0123456789.") != std::string::npos) return {};
  return parse_number(number);
}

std::optional<double> feet_and_inches(std::string_view text, std::size_t mark) {
  const auto feet = plain_number(text.substr(0, mark));
  std::string_view rest = trim(text.substr(mark + 1));
  if (rest.ends_with('"')) rest.remove_suffix(1);
  const auto inches = rest.empty() ? std::optional(0.0) : plain_number(rest);
  if (!feet || !inches) return {};
  return *feet * foot_m + *inches * inch_m;
}

bool is_below(const TagReader& tag, std::initializer_list<std::string_view> keys, double size) {
  if (size <= 0) return false;
  return std::any_of(keys.begin(), keys.end(), [&](std::string_view key) {
    const auto limit = parse_metres(tag(key));
    return limit && *limit < size;
  });
}

}  // namespace

std::optional<double> parse_metres(std::string_view text) {
  const std::string value = lower_ascii(trim(text));
  if (const auto mark = value.find('\''); mark != std::string::npos) {
    return feet_and_inches(value, mark);
  }
  constexpr double centimetre_m = 0.01;
  std::string_view number = value;
  double unit = 1;
  if (number.ends_with("cm")) {
    unit = centimetre_m;
    number.remove_suffix(2);
  } else if (number.ends_with('m')) {
    number.remove_suffix(1);
  }
  const auto metres = plain_number(number);
  // Nothing is 0 m wide: a layer's or a mapper's word for "not known".
  if (!metres || *metres <= 0) return {};
  return *metres * unit;
}

bool is_too_small(const Profile& profile, const TagReader& tag) {
  return is_below(tag, {"maxwidth:physical", "maxwidth", "width", "est_width"}, profile.width_m) ||
         is_below(tag, {"maxheight:physical", "maxheight"}, profile.height_m);
}

}  // namespace coverage
