#include "libcoverage/input/commune_codes.h"

#include <algorithm>
#include <cctype>

#include "libcoverage/model/territory.h"

namespace coverage {

namespace {

/// Four digits, the first not zero: what is left of `03185` in a column of numbers.
bool may_lack_zero(const std::string& code) {
  return code.size() == 4 && code[0] != '0' && std::all_of(code.begin(), code.end(), [](char c) {
           return std::isdigit(static_cast<unsigned char>(c)) != 0;
         });
}

std::string with_zero(const std::string& code) {
  std::string result(1, '0');
  result += code;
  return result;
}

/// `3185.0`: what a program that took codes for decimal numbers wrote.
bool has_decimals(const std::string& code) {
  const auto point = code.find('.');
  return point != std::string::npos && point > 0 && point + 1 < code.size() &&
         code.find_first_not_of("0123456789") == point &&
         code.find_first_not_of('0', point + 1) == std::string::npos;
}

void drop_decimals(const CodeColumn& column, SourceReport& report) {
  for (std::string& code : column.codes) {
    if (!has_decimals(code)) continue;
    report.note(
        SourceNote::Kind::corrected, "decimal_code",
        {"codes were written as decimal numbers", "codes écrits comme des nombres décimaux"},
        column.file + ": " + code);
    ++report.corrected;
    code.erase(code.find('.'));
  }
}

}  // namespace

LostZeros judge_lost_zeros(const std::vector<std::string>& codes,
                           const std::set<std::string>& known) {
  bool any_short = false, proven = false;
  for (const std::string& code : codes) {
    if (code.empty()) continue;
    if (may_lack_zero(code)) {
      any_short = true;
      const std::string whole = with_zero(code);
      proven = proven || known.contains(whole) || known.contains(departement_of(whole));
    } else if (departement_of(code).empty()) {
      return LostZeros::none;
    } else {
      proven = true;
    }
  }
  if (!any_short) return LostZeros::none;
  return proven ? LostZeros::certain : LostZeros::possible;
}

void repair_codes(CodeColumn column, const std::set<std::string>& known, SourceReport& report) {
  drop_decimals(column, report);
  const std::vector<std::string> codes(column.codes.begin(), column.codes.end());
  const LostZeros judgement = judge_lost_zeros(codes, known);
  if (judgement == LostZeros::none) return;
  for (std::string& code : column.codes) {
    if (!may_lack_zero(code)) continue;
    if (judgement == LostZeros::certain) {
      report.note(SourceNote::Kind::corrected, "leading_zero",
                  {"codes had lost their leading zero, which was put back",
                   "codes qui avaient perdu leur zéro initial, rétabli"},
                  column.file + ": " + code + " → " + with_zero(code));
      ++report.corrected;
      code = with_zero(code);
    } else {
      report.note(SourceNote::Kind::doubtful, "four_digit_codes",
                  {"codes have four digits and are kept so; if they are INSEE codes, their leading "
                   "zero is lost: format the column as text",
                   "codes à quatre chiffres, gardés tels quels ; si ce sont des codes INSEE, leur "
                   "zéro initial est perdu : donnez à la colonne le format texte"},
                  column.file + ": " + code);
    }
  }
}

}  // namespace coverage
