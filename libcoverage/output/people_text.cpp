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
    const auto minutes = (seconds + 59) / 60;
    if (minutes % 60 == 0) return fmt::format("{}\u00a0h", minutes / 60);
    return fmt::format("{}\u00a0h\u00a0{:02}\u00a0min", minutes / 60, minutes % 60);
  }
  if (seconds < 60) return fmt::format("{}\u00a0s", seconds);
  if (seconds % 60 == 0) return fmt::format("{}\u00a0min", seconds / 60);
  return fmt::format("{}\u00a0min\u00a0{:02}\u00a0s", seconds / 60, seconds % 60);
}

std::string threshold_text(const Threshold& threshold, Language language) {
  const bool french = language == Language::french;
  std::string text = threshold.time ? duration_text(threshold.time, language) : std::string();
  if (!threshold.distance) return text;
  if (threshold.time) text += french ? " et " : " and ";
  std::string distance = distance_label(*threshold.distance, french);
  distance.replace(distance.find(' '), 1, "\u00a0");
  return text + distance;
}

std::string share_text(std::optional<double> share, Language language) {
  if (!share) return absent;
  double percent = std::round(*share * 1000) / 10;
  if (*share < 1 && percent >= 100) percent = 99.9;
  if (*share > 0 && percent <= 0) percent = 0.1;
  const int decimals = *share <= 0 || *share >= 1 ? 0 : 1;
  return decimal(percent, decimals, language) + (language == Language::french ? "\u00a0%" : "%");
}

std::string round_share_text(double share, Language language) {
  const double percent = std::round(share * 1000) / 10;
  const int decimals = std::abs(percent - std::round(percent)) < 0.05 ? 0 : 1;
  return decimal(percent, decimals, language) + (language == Language::french ? "\u00a0%" : "%");
}

std::string index_text(std::optional<double> index, Language language) {
  return index ? decimal(*index, 3, language) : absent;
}

std::string length_text(Metres length, Language language) {
  if (length < Metres::from_metres(1000)) {
    return fmt::format("{}\u00a0m", (length.millimetres() + 999) / 1000);
  }
  const double km = std::ceil(length.metres() / 100) / 10;
  return decimal(km, km == std::floor(km) ? 0 : 1, language) + "\u00a0km";
}

std::string size_text(double bytes, Language language) {
  const bool french = language == Language::french;
  if (bytes < 1e6) return fmt::format("{:.0f}\u00a0{}", bytes / 1e3, french ? "ko" : "kB");
  if (bytes < 1e9) return fmt::format("{:.0f}\u00a0{}", bytes / 1e6, french ? "Mo" : "MB");
  return decimal(bytes / 1e9, 1, language) + "\u00a0" + (french ? "Go" : "GB");
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
      case '\t':
        result += "&#9;";
        break;
      case '\n':
        result += "&#10;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) result += c;
    }
  }
  return result;
}

std::string with_french_spaces(std::string_view html) {
  std::string result;
  result.reserve(html.size() + html.size() / 64);
  constexpr std::string_view opening = "\u00ab";
  constexpr std::string_view closing = "\u00bb";
  const auto ends_mark = [&](std::size_t at) {
    return at == html.size() || html[at] == ' ' || html[at] == '<' || html[at] == '\n';
  };
  for (std::size_t at = 0; at < html.size(); ++at) {
    const std::string_view rest = html.substr(at);
    if (rest[0] != ' ') {
      result += rest[0];
    } else if (rest.size() > 1 && std::string_view(";!?").find(rest[1]) != std::string_view::npos &&
               ends_mark(at + 2)) {
      result += narrow_space;
    } else if ((rest.size() > 1 && (rest[1] == ':' || rest[1] == '%') && ends_mark(at + 2)) ||
               rest.substr(1, closing.size()) == closing ||
               std::string_view(result).ends_with(opening)) {
      result += "\u00a0";
    } else {
      result += ' ';
    }
  }
  return result;
}

}  // namespace coverage
