#include "libcoverage/network/crossing_duration.h"

#include <algorithm>
#include <string>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

constexpr double minute_s = 60, hour_s = 3600, day_s = 86400;

/// Digits and a decimal point alone: no sign, no exponent.
std::optional<double> plain_number(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789.") != std::string_view::npos) return {};
  return parse_number(text);
}

/// `HH:MM` or `HH:MM:SS`.
std::optional<double> clock_seconds(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() < 2 || parts.size() > 3) return {};
  double sum = 0, unit = hour_s;
  for (const std::string_view part : parts) {
    const auto value = plain_number(part);
    if (!value) return {};
    sum += *value * unit;
    unit /= 60;
  }
  return sum;
}

/// Of what follows the `P` of ISO 8601: `1DT2H`, `T20M`. Months and years are no duration.
std::optional<double> iso_seconds(std::string_view text) {
  double sum = 0;
  bool in_time = false, any = false;
  while (!text.empty()) {
    if (text.front() == 't' && !in_time) {
      in_time = true;
      text.remove_prefix(1);
      continue;
    }
    const std::size_t end = text.find_first_not_of("0123456789.");
    const auto value =
        end == std::string_view::npos ? std::nullopt : plain_number(text.substr(0, end));
    if (!value) return {};
    const char unit = text[end];
    const double unit_s = unit == 'd' && !in_time  ? day_s
                          : unit == 'h' && in_time ? hour_s
                          : unit == 'm' && in_time ? minute_s
                          : unit == 's' && in_time ? 1
                                                   : 0;
    if (unit_s == 0) return {};
    sum += *value * unit_s;
    any = true;
    text.remove_prefix(end + 1);
  }
  return any ? std::optional(sum) : std::nullopt;
}

std::optional<double> seconds_of(const std::string& text) {
  if (text.starts_with('p')) return iso_seconds(std::string_view(text).substr(1));
  if (text.find(':') != std::string::npos) return clock_seconds(text);
  std::string_view number = text;
  for (const std::string_view unit : {"minutes", "min", "mn"}) {
    if (!number.ends_with(unit)) continue;
    number.remove_suffix(unit.size());
    break;
  }
  const auto minutes = plain_number(trim(number));
  return minutes ? std::optional(*minutes * minute_s) : std::nullopt;
}

}  // namespace

std::optional<Seconds> parse_crossing_duration(std::string_view text) {
  const auto seconds = seconds_of(lower_ascii(trim(text)));
  constexpr double longest_s = 7 * day_s;
  if (!seconds || !(*seconds > 0) || *seconds > longest_s) return {};
  return Seconds::from_seconds(*seconds);
}

}  // namespace coverage
