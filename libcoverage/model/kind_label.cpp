#include "libcoverage/model/kind_label.h"

#include <algorithm>
#include <map>

#include "libcoverage/base/text.h"

namespace coverage {

Message kind_label(const std::string& kind) {
  static const std::map<std::string, Message> labels = {
      {"france_services", {"France services", "France services"}},
      {"france_services_poste",
       {"France services at a post office", "France services portée par La Poste"}},
      {"msap", {"MSAP", "MSAP"}},
      {"msap_poste", {"MSAP at a post office", "MSAP portée par La Poste"}},
      {"third_place", {"third place", "tiers-lieu"}},
      {"mairie", {"town hall", "mairie"}},
      {"library", {"library", "bibliothèque"}},
      {"school", {"school", "école"}},
      {"post_office", {"post office", "bureau de poste"}},
      {"caf", {"CAF branch", "point d’accueil de la CAF"}},
      {"cpam", {"CPAM branch", "point d’accueil de la CPAM"}},
      {"mission_locale", {"mission locale", "mission locale"}},
  };
  const auto found = labels.find(kind);
  if (found != labels.end()) return found->second;
  std::string spaced = kind;
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return verbatim(spaced);
}

std::string default_label(const std::string& name, Language language) {
  return capitalized(kind_label(name).in(language));
}

}  // namespace coverage
