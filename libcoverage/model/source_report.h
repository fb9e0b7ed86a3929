#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libcoverage/base/message.h"

namespace coverage {

/// Something dropped, repaired or doubtful in a source: what, how often, with the first examples.
struct SourceNote {
  enum class Kind { information, corrected, rejected, doubtful };
  Kind kind = Kind::information;
  std::string code;  ///< stable name for machines: `outside_study_area`
  Message text;      ///< one sentence for people, without the count
  std::uint64_t count = 0;
  std::vector<std::string> examples;  ///< the first ones: "row 12 (france_services:8)"
};

/// What became of the rows of one source. read = kept + rejected; corrected rows are kept.
struct SourceReport {
  std::string
      name;  ///< `communes`, `population`, `roads`, `demand`, or the name of a facility source
  std::vector<std::string> files;
  std::string edition;
  std::uint64_t read = 0;
  std::uint64_t kept = 0;
  std::uint64_t rejected = 0;
  std::uint64_t corrected = 0;
  std::vector<SourceNote> notes;

  /// Counts one more case of `code`; keeps the first ten examples.
  void note(SourceNote::Kind kind, const std::string& code, const Message& text,
            const std::string& example);
};

}  // namespace coverage
