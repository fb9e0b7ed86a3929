#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/model/source_report.h"

namespace coverage {

/// What a code column of four-digit codes means.
enum class LostZeros {
  none,      ///< no code can be an INSEE code without its leading zero
  certain,   ///< every four-digit code is one, something proves it
  possible,  ///< they may be; nothing proves it (Swiss and Swedish codes have four digits too)
};

/// Judges the codes of one file. Four-digit codes are INSEE codes of the départements 01 to 09 that
/// a spreadsheet took for numbers when every other code of the file is an INSEE code and either
/// the file has such another code, or `known` has the repaired code or its département.
LostZeros judge_lost_zeros(const std::vector<std::string>& codes,
                           const std::set<std::string>& known);

/// Where the codes of one file stand, so that they can be repaired in place.
struct CodeColumn {
  std::vector<std::reference_wrapper<std::string>> codes;
  std::string file;  ///< for the examples of the notes
};

/// Drops the decimals of codes that were taken for numbers (`63001.0`) and puts lost leading zeros
/// back (`3185` → `03185`) where `judge_lost_zeros` is certain; counts both as corrected, and notes
/// doubtful codes.
void repair_codes(CodeColumn column, const std::set<std::string>& known, SourceReport& report);

}  // namespace coverage
