#include "libcoverage/output/siting_limits.h"

#include <catch2/catch.hpp>

namespace coverage {
namespace {

using Sentences = std::vector<std::string>;

/// With plain spaces for those that must not break.
Sentences sentences(const SitingResults& siting, Language language) {
  Sentences list = limit_sentences(siting, language);
  for (std::string& text : list) {
    for (const char* space : {"\u00a0", "\u202f"}) {
      for (auto at = text.find(space); at != std::string::npos; at = text.find(space)) {
        text.replace(at, std::string(space).size(), " ");
      }
    }
  }
  return list;
}

}  // namespace

TEST_CASE("a question without limits has no sentence of them") {
  CHECK(limit_sentences({}, Language::english).empty());
}

TEST_CASE("each limit is a sentence, in both languages") {
  SitingResults siting;
  siting.asked_sites = 2;
  siting.limits.budget = "12.5";
  siting.limits.share = 0.95;
  siting.limits.nobody_beyond = Seconds::from_minutes(20);
  siting.limits.epcis = {{"CC A", 1, 3u}, {"CC B", 0, 1u}, {"CC C", 2, {}}, {"CC D", 1, 1u}};
  siting.limits.mandatory = {{"a", "Mairie"}};
  siting.limits.forbidden = {{"b", "Poste"}, {"c", "Gare"}};
  siting.limits.then_mean = true;
  CHECK(sentences(siting, Language::english) ==
        Sentences{"At most 2 new sites", "New sites cost at most 12.5 in all",
                  "At least 95% of the population is covered",
                  "Nobody is farther than 20 min from a site", "New sites in CC A: 1 to 3",
                  "New sites in CC B: at most 1", "New sites in CC C: at least 2",
                  "New sites in CC D: exactly 1", "Decided already: Mairie",
                  "Ruled out: Poste, Gare",
                  "Of plans that cover as many, the one with the least mean time"});
  CHECK(sentences(siting, Language::french) ==
        Sentences{"Au plus 2 nouveaux lieux", "Les nouveaux lieux coûtent au plus 12,5 en tout",
                  "Au moins 95 % de la population est couverte",
                  "Personne n’est à plus de 20 min d’un lieu",
                  "Nouveaux lieux dans CC A : de 1 à 3", "Nouveaux lieux dans CC B : au plus 1",
                  "Nouveaux lieux dans CC C : au moins 2",
                  "Nouveaux lieux dans CC D : 1 exactement", "Ouvertures imposées : Mairie",
                  "Emplacements exclus : Poste, Gare",
                  "À couverture égale, le plan au temps moyen le plus court"});
}

TEST_CASE("moves are told by how many existing sites may close") {
  SitingResults siting;
  siting.asked_sites = 0;
  siting.may_close = true;
  siting.limits.most_closed = 1;
  CHECK(sentences(siting, Language::french) ==
        Sentences{"Autant de lieux qu’aujourd’hui", "Au plus 1 lieu existant ferme"});
  siting.asked_sites = 1;
  siting.limits.most_closed = 2;
  CHECK(sentences(siting, Language::english) ==
        Sentences{"As many sites as today, and at most 1 new site in addition",
                  "At most 2 existing sites close"});
}

TEST_CASE("of many candidates that are ruled out the first are named, the others counted") {
  SitingResults siting;
  for (int k = 0; k < 15; ++k) siting.limits.forbidden.push_back({"x", fmt::format("L{}", k)});
  const auto text = sentences(siting, Language::french).front();
  CHECK(text.find("L11 et 3 autres") != std::string::npos);
  CHECK(text.find("L12") == std::string::npos);
}

TEST_CASE("capacities are told with how demand is shared between sites") {
  SitingResults siting;
  siting.limits.assignment = Assignment::split;
  CHECK(sentences(siting, Language::english).front().find("shared between sites") !=
        std::string::npos);
  siting.limits.assignment = Assignment::single;
  CHECK(sentences(siting, Language::french).front().find("un seul lieu") != std::string::npos);
}

}  // namespace coverage
