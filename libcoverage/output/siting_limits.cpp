#include "libcoverage/output/siting_limits.h"

#include <algorithm>

#include "libcoverage/base/counted.h"
#include "libcoverage/output/people_text.h"

namespace coverage {

namespace {

std::string number_text(std::string number, Language language) {
  if (language == Language::french) std::ranges::replace(number, '.', ',');
  return number;
}

Message number_of_sites(const SitingResults& siting) {
  const std::uint32_t p = *siting.asked_sites;
  const Message sites = counted(p, {"new site", "nouveau lieu"}, {"new sites", "nouveaux lieux"});
  if (!siting.may_close) {
    return {"At most " + sites.english, "Au plus " + sites.french};
  }
  if (p == 0) return {"As many sites as today", "Autant de lieux qu’aujourd’hui"};
  return {"As many sites as today, and at most " + sites.english + " in addition",
          "Autant de lieux qu’aujourd’hui, et au plus " + sites.french + " en plus"};
}

Message epci_limit(const SitingLimits::OfEpci& limit) {
  const Message where = message("New sites in {}: ", "Nouveaux lieux dans {} : ", limit.name);
  Message range;
  if (!limit.most) {
    range = message("at least {}", "au moins {}", limit.least);
  } else if (*limit.most == limit.least) {
    range = message("exactly {}", "{} exactement", limit.least);
  } else if (limit.least == 0) {
    range = message("at most {}", "au plus {}", *limit.most);
  } else {
    range = message("{} to {}", "de {} à {}", limit.least, *limit.most);
  }
  return {where.english + range.english, where.french + range.french};
}

/// The first names; a grid may have thousands.
std::string names_of(const std::vector<SitingLimits::Place>& places, Language language) {
  constexpr std::size_t most = 12;
  std::string names;
  for (std::size_t k = 0; k < std::min(places.size(), most); ++k) {
    names += (names.empty() ? "" : ", ") + places[k].name;
  }
  if (places.size() <= most) return names;
  return names + message(" and {} more", " et {} autres", places.size() - most).in(language);
}

Message assignment_text(Assignment assignment) {
  if (assignment == Assignment::single) {
    return {
        "No site serves more than its capacity, and each place of demand goes to one site: all "
        "figures below follow this assignment, not the nearest site",
        "Aucun lieu ne dépasse sa capacité, et chaque point de demande va à un seul lieu : "
        "tous les chiffres ci-dessous suivent cette affectation, et non le lieu le plus "
        "proche"};
  }
  return {
      "No site serves more than its capacity, and a place of demand may be shared between "
      "sites: all figures below follow this assignment, not the nearest site",
      "Aucun lieu ne dépasse sa capacité, et un point de demande peut se partager entre "
      "plusieurs lieux : tous les chiffres ci-dessous suivent cette affectation, et non le "
      "lieu le plus proche"};
}

}  // namespace

std::vector<std::string> limit_sentences(const SitingResults& siting, Language language) {
  const SitingLimits& limits = siting.limits;
  std::vector<std::string> sentences;
  const auto say = [&](const Message& sentence) { sentences.push_back(sentence.in(language)); };
  if (siting.asked_sites) say(number_of_sites(siting));
  if (!limits.budget.empty()) {
    say(message("New sites cost at most {} in all", "Les nouveaux lieux coûtent au plus {} en tout",
                number_text(limits.budget, language)));
  }
  if (limits.share) {
    say(message("At least {} of the population is covered",
                "Au moins {} de la population est couverte",
                round_share_text(*limits.share, language)));
  }
  if (limits.nobody_beyond) {
    say(message("Nobody is farther than {} from a site", "Personne n’est à plus de {} d’un lieu",
                duration_text(limits.nobody_beyond, language)));
  }
  for (const auto& limit : limits.epcis) say(epci_limit(limit));
  if (limits.most_closed) {
    const Message sites =
        counted(*limits.most_closed, {"existing site closes", "lieu existant ferme"},
                {"existing sites close", "lieux existants ferment"});
    say({"At most " + sites.english, "Au plus " + sites.french});
  }
  if (!limits.mandatory.empty()) {
    say(message("Decided already: {}", "Ouvertures imposées : {}",
                names_of(limits.mandatory, language)));
  }
  if (!limits.forbidden.empty()) {
    say(message("Ruled out: {}", "Emplacements exclus : {}", names_of(limits.forbidden, language)));
  }
  if (limits.assignment != Assignment::nearest) say(assignment_text(limits.assignment));
  if (limits.then_mean) {
    say({"Of plans that cover as many, the one with the least mean time",
         "À couverture égale, le plan au temps moyen le plus court"});
  }
  return sentences;
}

}  // namespace coverage
