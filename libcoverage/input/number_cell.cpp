#include "libcoverage/input/number_cell.h"

#include <algorithm>
#include <string>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

/// Every kind of space that groups digits, as a plain one.
std::string with_plain_spaces(std::string_view text) {
  std::string result(text);
  for (const std::string_view space : {"\u00a0", "\u202f", "\u2009"}) {
    for (auto at = result.find(space); at != std::string::npos; at = result.find(space, at)) {
      result.replace(at, space.size(), " ");
    }
  }
  return result;
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `12 345` → `12345`; nothing where the spaces do not cut groups of three digits.
std::optional<std::string> without_grouping(std::string_view whole) {
  const auto groups = split(whole, ' ');
  if (groups.size() == 1) return std::string(whole);
  std::string digits;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::string_view group =
        g == 0 && groups[g].starts_with('-') ? groups[g].substr(1) : groups[g];
    const bool fits = g == 0 ? group.size() <= 3 : group.size() == 3;
    if (!fits || !all_digits(group)) return {};
    digits += groups[g];
  }
  return digits;
}

}  // namespace

std::optional<double> parse_number_cell(std::string_view text) {
  const std::string plain = with_plain_spaces(text);
  const std::string_view value = trim(plain);
  const auto mark = value.find_first_of(".,");
  const auto whole = without_grouping(value.substr(0, mark));
  if (!whole) return {};
  if (mark == std::string_view::npos) return parse_number(*whole);
  const std::string_view decimals = value.substr(mark + 1);
  const bool ambiguous = value[mark] == ',' && decimals.size() == 3 && whole->size() <= 4 &&
                         *whole != "0" && *whole != "-0";
  if (ambiguous) return {};
  return parse_number(*whole + "." + std::string(decimals));
}

std::optional<Weight> parse_weight_cell(std::string_view text) {
  constexpr double largest = 1e12;
  if (trim(with_plain_spaces(text)).empty()) return {};
  const auto value = parse_number_cell(text);
  if (value && *value > largest) {
    throw InputError(
        message("{} is too large to count anything on Earth",
                "{} est trop grand pour compter quoi que ce soit sur Terre", trim(text)),
        {"Correct it", "Corrigez-le"});
  }
  if (!value) {
    throw InputError(
        message("'{}' is not a number", "« {} » n’est pas un nombre", text),
        {"Write digits, with a decimal point or comma and without thousands separator, or leave "
         "the cell empty where the number is unknown",
         "Écrivez des chiffres, avec un point ou une virgule décimale et sans séparateur de "
         "milliers, ou laissez la cellule vide si le nombre est inconnu"});
  }
  if (*value < 0) {
    throw InputError(message("{} is negative", "{} est négatif", trim(text)),
                     {"Correct it, or leave the cell empty where the number is unknown",
                      "Corrigez-le, ou laissez la cellule vide si le nombre est inconnu"});
  }
  return Weight::from_count(*value);
}

}  // namespace coverage
