#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libcoverage/input/commune_draft.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// A table de passage: which commune each old code belongs to today. Chains (A → B → C) are
/// followed.
class Mergers {
 public:
  Mergers() = default;
  /// Throws InputError for a code that goes to two communes and for codes that go in a circle.
  explicit Mergers(const std::vector<std::pair<std::string, std::string>>& old_and_new);

  /// Today's code; the code itself where the table does not name it.
  const std::string& current(const std::string& code) const;
  bool empty() const { return current_.empty(); }

 private:
  std::map<std::string, std::string> current_;
};

/// The table that `[communes].mergers` names; none where it is unset. Codes repaired as the
/// communes' own (`known`: see `repair_codes`).
Mergers read_mergers(const CommunesInput& input, const std::set<std::string>& known,
                     SourceReport& report);

/// Unites the polygons of communes that are one today, and adds up their numbers where the layer
/// carries some; notes each. The name and the EPCI are those of the part whose code lives on, else
/// of the largest part. `communes` are sorted by code, before and after.
void merge_polygons(std::vector<CommuneDraft>& communes, const Mergers& mergers,
                    SourceReport& report);

/// The same for rows of the population table.
void merge_populations(std::vector<PopulationRow>& rows, const Mergers& mergers,
                       SourceReport& report);

}  // namespace coverage
