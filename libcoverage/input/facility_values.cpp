#include "libcoverage/input/facility_values.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "libcoverage/base/text.h"
#include "libcoverage/model/query.h"

namespace coverage {

std::optional<double> parse_decimal(std::string_view text) {
  std::string number(trim(text));
  if (number.find('.') == std::string::npos) {
    const auto comma = number.find(',');
    // Two commas are thousands, or two values: not one number.
    if (comma != std::string::npos) number[comma] = '.';
  }
  return parse_number(number);
}

std::variant<Point, Message> read_coordinates(std::string_view x, std::string_view y) {
  x = trim(x);
  y = trim(y);
  if (x.empty() && y.empty()) return message("no position", "pas de position");
  if (x.empty()) return message("no longitude (or x)", "pas de longitude (ou x)");
  if (y.empty()) return message("no latitude (or y)", "pas de latitude (ou y)");
  const auto east = parse_decimal(x);
  if (!east) {
    return message("longitude (or x) '{}' is not a number",
                   "la longitude (ou x) « {} » n’est pas un nombre", x);
  }
  const auto north = parse_decimal(y);
  if (!north) {
    return message("latitude (or y) '{}' is not a number",
                   "la latitude (ou y) « {} » n’est pas un nombre", y);
  }
  if (*east == 0 && *north == 0) {
    return message("the position (0, 0) stands for an unknown one",
                   "la position (0, 0) tient lieu de position inconnue");
  }
  return Point{*east, *north};
}

CellReading<int> read_tier(std::string_view cell) {
  cell = trim(cell);
  if (cell.empty()) return std::optional<int>();
  const auto number = parse_decimal(cell);
  for (const int tier : {1, 2, 3}) {
    if (number && *number == tier) return std::optional<int>(tier);
  }
  return message("tier '{}' is not 1, 2 or 3", "le niveau « {} » n’est ni 1, ni 2, ni 3", cell);
}

CellReading<FacilityStatus> read_status(std::string_view cell) {
  constexpr std::pair<std::string_view, FacilityStatus> words[] = {
      {"open", FacilityStatus::open},       {"ouvert", FacilityStatus::open},
      {"ouverte", FacilityStatus::open},    {"en service", FacilityStatus::open},
      {"planned", FacilityStatus::planned}, {"en projet", FacilityStatus::planned},
      {"projet", FacilityStatus::planned},  {"prévu", FacilityStatus::planned},
      {"prévue", FacilityStatus::planned},  {"closed", FacilityStatus::closed},
      {"fermé", FacilityStatus::closed},    {"fermée", FacilityStatus::closed},
      {"ferme", FacilityStatus::closed},    {"fermee", FacilityStatus::closed}};
  const std::string word = lower_ascii(trim(cell));
  if (word.empty()) return std::optional<FacilityStatus>();
  const auto found = std::find_if(std::begin(words), std::end(words),
                                  [&](const auto& entry) { return entry.first == word; });
  if (found != std::end(words)) return std::optional<FacilityStatus>(found->second);
  return message("status '{}' is none of open, planned, closed",
                 "le statut « {} » n’est ni ouvert, ni en projet, ni fermé", trim(cell));
}

CellReading<double> read_capacity(std::string_view cell) {
  cell = trim(cell);
  if (cell.empty()) return std::optional<double>();
  const auto number = parse_decimal(cell);
  if (number && *number >= 0) return number;
  return message("capacity '{}' is not a number of zero or more",
                 "la capacité « {} » n’est pas un nombre positif ou nul", cell);
}

CellReading<bool> read_truth(std::string_view cell) {
  cell = trim(cell);
  if (cell.empty()) return std::optional<bool>();
  if (const auto truth = parse_truth_word(cell)) return truth;
  return message("'{}' is neither yes nor no", "« {} » n’est ni oui ni non", cell);
}

std::vector<std::string> read_services(std::string_view cell) {
  std::string list(cell);
  std::replace(list.begin(), list.end(), ',', ';');
  std::replace(list.begin(), list.end(), '|', ';');
  std::vector<std::string> services;
  for (const std::string_view part : split(list, ';')) {
    if (!trim(part).empty()) services.emplace_back(trim(part));
  }
  return services;
}

}  // namespace coverage
