#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Rows of a source that cannot be used, or had to be corrected, with their reasons: counts all,
/// keeps the first.
class RejectedRows {
 public:
  static constexpr std::size_t listed = 5;

  /// `place`: "france-services.csv:12 (8, Bus France services)".
  void add(const std::string& place, const Message& reason);
  std::uint64_t count() const { return count_; }

  /// Throws InputError with the first rows, their reasons and what to do, where there are more than
  /// `source.max_rejected` (under `strict`: any).
  void require_allowed(const FacilitiesInput& source, bool strict) const;
  /// For rows that had to be corrected, which `strict` does not allow: throws where there are any.
  void require_none(const FacilitiesInput& source) const;

 private:
  Message list() const;
  std::uint64_t count_ = 0;
  std::vector<Message> first_;
};

}  // namespace coverage
