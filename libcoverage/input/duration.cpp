#include "libcoverage/input/duration.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t';
}

/// With the no-break spaces that word processors put before units as plain ones.
std::string with_plain_spaces(std::string_view text) {
  std::string plain(text);
  for (const std::string_view space : {"\u00a0", "\u202f"}) {
    for (auto at = plain.find(space); at != std::string::npos; at = plain.find(space)) {
      plain.replace(at, space.size(), " ");
    }
  }
  return std::string(trim(plain));
}

/// A number with a decimal point or comma; nothing for "1,500", which people mean in two ways.
std::optional<double> number_in(std::string number) {
  const auto comma = number.find(',');
  if (comma != std::string::npos) {
    if (number.size() - comma == 4) return {};
    number[comma] = '.';
  }
  return parse_number(number);
}

struct Measure {
  double number = 0;
  std::string unit;
};

/// "1 h 30 min" → (1, h), (30, min); nothing where the text is not a list of numbers and units.
std::optional<std::vector<Measure>> measures_of(std::string_view text) {
  std::vector<Measure> measures;
  std::size_t at = 0;
  const auto skip_spaces = [&] {
    while (at < text.size() && is_space(text[at])) ++at;
  };
  const auto take = [&](auto belongs) {
    const std::size_t begin = at;
    while (at < text.size() && belongs(text[at])) ++at;
    return std::string(text.substr(begin, at - begin));
  };
  for (skip_spaces(); at < text.size(); skip_spaces()) {
    const std::string number =
        take([](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; });
    skip_spaces();
    const std::string unit =
        take([](char c) { return std::isalpha(static_cast<unsigned char>(c)); });
    const auto value = number_in(number);
    if (!value) return {};
    measures.push_back({*value, lower_ascii(unit)});
  }
  if (measures.empty()) return {};
  return measures;
}

/// Seconds a unit and its rank, from the largest; nothing for an unknown unit.
std::optional<std::pair<double, int>> time_unit(const std::string& unit) {
  if (unit == "h" || unit == "hour" || unit == "hours" || unit == "heure" || unit == "heures") {
    return std::pair{3600.0, 3};
  }
  if (unit == "min" || unit == "mn" || unit == "minute" || unit == "minutes") {
    return std::pair{60.0, 2};
  }
  if (unit == "s" || unit == "sec" || unit == "second" || unit == "seconds" || unit == "seconde" ||
      unit == "secondes") {
    return std::pair{1.0, 1};
  }
  return {};
}

/// Nothing where the text is no duration.
std::optional<double> seconds_in(std::string_view text) {
  auto measures = measures_of(text);
  if (!measures) return {};
  // "1h30": the unit below hours is understood.
  if (measures->size() == 2 && measures->back().unit.empty()) {
    const auto first = time_unit(measures->front().unit);
    if (first && first->second == 3) measures->back().unit = "min";
  }
  double seconds = 0;
  int rank = 4;
  for (const Measure& measure : *measures) {
    const auto unit = time_unit(measure.unit);
    if (!unit || unit->second >= rank) return {};
    rank = unit->second;
    seconds += measure.number * unit->first;
  }
  return seconds;
}

std::optional<double> metres_in(std::string_view text) {
  const auto measures = measures_of(text);
  if (!measures || measures->size() != 1) return {};
  const Measure& measure = measures->front();
  if (measure.unit == "m") return measure.number;
  if (measure.unit == "km") return measure.number * 1000;
  return {};
}

Seconds checked_duration(std::string_view text, double seconds) {
  constexpr double day = 86400;
  if (seconds <= 0 || seconds >= day) {
    throw InputError(message("the duration '{}' is not between 0 and 24 hours",
                             "la durée « {} » n’est pas entre 0 et 24 heures", text),
                     message("Write for example \"10 min\"", "Écrivez par exemple \"10 min\""));
  }
  return Seconds::from_seconds(seconds);
}

Metres checked_distance(std::string_view text, double metres) {
  constexpr double farthest = 1e7;
  if (metres <= 0 || metres > farthest) {
    throw InputError(message("the distance '{}' is not between 0 and 10,000 km",
                             "la distance « {} » n’est pas entre 0 et 10 000 km", text),
                     message("Write for example \"5 km\"", "Écrivez par exemple \"5 km\""));
  }
  return Metres::from_metres(metres);
}

/// Reads one part of a threshold into it; false where it is neither or the threshold has it.
bool read_part(std::string_view part, Threshold& threshold) {
  if (const auto seconds = seconds_in(part); seconds && !threshold.time) {
    threshold.time = checked_duration(part, *seconds);
    return true;
  }
  if (const auto metres = metres_in(part); metres && !threshold.distance) {
    threshold.distance = checked_distance(part, *metres);
    return true;
  }
  return false;
}

/// The parts around "and" or "et".
std::vector<std::string_view> parts_of(std::string_view text) {
  for (const std::string_view word : {" and ", " et ", " AND ", " ET "}) {
    const auto at = text.find(word);
    if (at != std::string_view::npos) {
      return {trim(text.substr(0, at)), trim(text.substr(at + word.size()))};
    }
  }
  return {text};
}

}  // namespace

Threshold parse_threshold(std::string_view text) {
  Threshold threshold;
  const std::string plain = with_plain_spaces(text);
  for (const std::string_view part : parts_of(plain)) {
    if (read_part(part, threshold)) continue;
    throw InputError(
        message("'{}' is not a threshold", "« {} » n’est pas un seuil", text),
        message("Write a duration, a distance or both: \"10 min\", \"5 km\", \"20 min and 5 km\"",
                "Écrivez une durée, une distance ou les deux : \"10 min\", \"5 km\", \"20 min et 5 "
                "km\""));
  }
  return threshold;
}

std::vector<Threshold> sorted_thresholds(std::vector<Threshold> thresholds) {
  std::sort(thresholds.begin(), thresholds.end());
  thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
  return thresholds;
}

}  // namespace coverage
