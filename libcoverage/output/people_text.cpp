#include "libcoverage/output/people_text.h"

#include <cmath>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

constexpr const char* narrow_space = "\u202f";
constexpr const char* absent = "—";

std::string grouped(std::string digits, Language language) {
  const char* separator = language == Language::french ? narrow_space : ",";
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), separator);
  }
  return digits;
}

std::string decimal(double value, int decimals, Language language) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  const auto point = text.find('.');
  if (language == Language::french && point != std::string::npos) text[point] = ',';
  return text;
}

}  // namespace

std::string inhabitants_text(Weight count, Language language) {
  if (count > Weight{} && count < Weight::from_count(10)) {
    return language == Language::french ? "moins de 10" : "fewer than 10";
  }
  const auto tens = (count.millionths() + 5'000'000) / 10'000'000;
  return grouped(std::to_string(tens * 10), language);
}

std::string whole_text(std::uint64_t value, Language language) {
  return grouped(std::to_string(value), language);
}

std::string duration_text(std::optional<Seconds> time, Language) {
  if (!time || !time->is_reachable()) return absent;
  const auto seconds = (std::uint64_t{time->milliseconds()} + 999) / 1000;
  if (seconds >= 3600) {
    return fmt::format("{}\u00a0h\u00a0{:02}\u00a0min", (seconds + 59) / 3600,
                       (seconds + 59) / 60 % 60);
  }
  if (seconds < 60) return fmt::format("{}\u00a0s", seconds);
  if (seconds % 60 == 0) return fmt::format("{}\u00a0min", seconds / 60);
  return fmt::format("{}\u00a0min\u00a0{:02}\u00a0s", seconds / 60, seconds % 60);
}

std::string share_text(std::optional<double> share, Language language) {
  if (!share) return absent;
  double percent = std::round(*share * 1000) / 10;
  if (*share < 1 && percent >= 100) percent = 99.9;
  if (*share > 0 && percent <= 0) percent = 0.1;
  const int decimals = *share <= 0 || *share >= 1 ? 0 : 1;
  return decimal(percent, decimals, language) + (language == Language::french ? "\u00a0%" : "%");
}

std::string length_text(Metres length, Language language) {
  if (length < Metres::from_metres(1000)) {
    return fmt::format("{} m", (length.millimetres() + 999) / 1000);
  }
  return decimal(std::ceil(length.metres() / 100) / 10, 1, language) + " km";
}

std::string html_escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

}  // namespace coverage
