#include <algorithm>
#include <optional>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/load_facilities.h"
#include "libcoverage/model/query.h"

namespace coverage {

namespace {

const std::set<std::string>& attributes_of_every_facility() {
  static const std::set<std::string> names{"id", "name", "kind", "source", "status", "mobile"};
  return names;
}

/// The source of a facility whose answer to the query depends on an attribute that the source
/// lacks. A source that the query excludes by what is known (its kind, say) may lack it.
std::optional<std::string> source_that_lacks(const std::string& attribute, const Query& query,
                                             const LoadedFacilities& loaded) {
  for (const Facility& facility : loaded.facilities) {
    const auto provided = loaded.attributes_of_source.find(facility.source);
    if (provided == loaded.attributes_of_source.end() || provided->second.contains(attribute)) {
      continue;
    }
    if (query.condition.holds(facility) == Condition::Truth::unknown) return facility.source;
  }
  return {};
}

void require_known_name(const std::string& attribute, const Query& query,
                        const LoadedFacilities& loaded) {
  std::set<std::string> known = built_in_attributes();
  for (const auto& [source, provided] : loaded.attributes_of_source) {
    known.insert(provided.begin(), provided.end());
  }
  if (known.contains(attribute)) return;
  const std::vector<std::string> words(known.begin(), known.end());
  const auto nearest = closest_word(attribute, words);
  throw InputError(message("query '{}': no source of facilities has an attribute '{}'",
                           "offre « {} » : aucune source de lieux d’accueil n’a d’attribut « {} »",
                           query.name, attribute),
                   nearest
                       ? message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *nearest)
                       : message("Map a column: columns = {{ {} = \"…\" }}.",
                                 "Indiquez une colonne : columns = {{ {} = \"…\" }}.", attribute));
}

}  // namespace

void check_query_attributes(const std::vector<Query>& queries, const LoadedFacilities& loaded) {
  for (const Query& query : queries) {
    for (const std::string& attribute : query.condition.attributes()) {
      if (attributes_of_every_facility().contains(attribute)) continue;
      require_known_name(attribute, query, loaded);
      const auto source = source_that_lacks(attribute, query, loaded);
      if (!source) continue;
      throw InputError(
          message("query '{}' reads '{}', which facilities '{}' do not have: unknown is not false",
                  "l’offre « {} » lit « {} », que les lieux d’accueil « {} » n’ont pas : inconnu "
                  "n’est pas faux",
                  query.name, attribute, *source),
          message("Map its column (columns = {{ {} = \"…\" }}), declare a rule (rules = [\"{} = … "
                  "when …\"]), or name the kind or the source in the query.",
                  "Indiquez sa colonne (columns = {{ {} = \"…\" }}), déclarez une règle (rules = "
                  "[\"{} = … when …\"]), ou nommez le type (kind) ou la source dans l’offre.",
                  attribute, attribute));
    }
  }
}

}  // namespace coverage
