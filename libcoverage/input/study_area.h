#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "libcoverage/input/commune_draft.h"

namespace coverage {

/// The part of the territory that a study is about, as départements, EPCIs or communes by code; the
/// communes outside it are its surroundings. Without entries it is everything.
class StudyArea {
 public:
  explicit StudyArea(const std::vector<std::string>& entries)
      : entries_(entries.begin(), entries.end()) {}

  bool is_limited() const { return !entries_.empty(); }
  bool contains(const std::string& commune_code, const std::string& epci_code) const;
  /// Throws InputError for an entry that names no département, EPCI or commune of `communes`, with
  /// what was probably meant.
  void refuse_unknown_entries(std::span<const CommuneDraft> communes) const;

 private:
  std::set<std::string> entries_;
};

}  // namespace coverage
