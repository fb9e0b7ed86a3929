#include "libcoverage/input/study_area.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/model/territory.h"

namespace coverage {

namespace {

/// What was probably meant by an entry that is no code: the code of the commune or EPCI of that
/// name, or a code that is spelt almost so.
Message suggestion(const std::string& entry, std::span<const CommuneDraft> communes,
                   const std::set<std::string>& known) {
  const std::string wanted = lower_ascii(entry);
  for (const CommuneDraft& commune : communes) {
    for (const auto& [code, name] : {std::pair(commune.code, commune.facts.name),
                                     std::pair(commune.facts.epci_code, commune.facts.epci_name)}) {
      if (code.empty() || lower_ascii(name) != wanted) continue;
      return message("Did you mean '{}' ({})?", "Vouliez-vous dire « {} » ({}) ?", code, name);
    }
  }
  if (known.contains(fmt::format("0{}", entry))) {
    return message("Did you mean '0{}'?", "Vouliez-vous dire « 0{} » ?", entry);
  }
  const std::vector<std::string> codes(known.begin(), known.end());
  if (const auto nearest = closest_word(entry, codes)) {
    return message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *nearest);
  }
  return {"Give the codes of départements, EPCIs or communes of the layer",
          "Donnez des codes de départements, d’EPCI ou de communes de la couche"};
}

}  // namespace

bool StudyArea::contains(const std::string& commune_code, const std::string& epci_code) const {
  if (entries_.empty() || entries_.contains(commune_code)) return true;
  if (!epci_code.empty() && entries_.contains(epci_code)) return true;
  const std::string departement = departement_of(commune_code);
  return !departement.empty() && entries_.contains(departement);
}

void StudyArea::refuse_unknown_entries(std::span<const CommuneDraft> communes) const {
  std::set<std::string> known;
  for (const CommuneDraft& commune : communes) {
    known.insert({commune.code, commune.facts.epci_code, departement_of(commune.code)});
  }
  known.erase("");
  for (const std::string& entry : entries_) {
    if (known.contains(entry)) continue;
    throw InputError(
        message("[communes] study_area: no département, EPCI or commune '{}'",
                "[communes] study_area : aucun département, EPCI ni commune « {} »", entry),
        suggestion(entry, communes, known));
  }
}

}  // namespace coverage
