#include "libcoverage/output/words.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace coverage;

TEST_CASE("the words are those that the project agreed on") {
  const struct {
    Word word;
    const char* french;
  } rows[] = {{Word::facility, "lieu d’accueil"},
              {Word::query, "offre étudiée"},
              {Word::tier, "niveau de prestation"},
              {Word::access_time, "temps d’accès"},
              {Word::gap, "population au-delà du seuil"},
              {Word::unsnapped, "non rattaché au réseau routier"},
              {Word::unreachable, "sans itinéraire"},
              {Word::seat, "chef-lieu de commune"},
              {Word::ledger, "bilan de population"},
              {Word::basket, "panier de services"},
              {Word::scenario, "scénario"},
              {Word::candidate, "emplacement possible"},
              {Word::proposal, "proposition"}};
  for (const auto& row : rows) CHECK(word(row.word).french == row.french);
}

TEST_CASE("kinds that are distinct stay distinct, unknown ones are their own name") {
  CHECK(kind_label("france_services").french == "France services");
  CHECK(kind_label("france_services_poste").french == "France services portée par La Poste");
  CHECK(kind_label("msap").french == "MSAP");
  CHECK(kind_label("point_info").french == "point info");
}

TEST_CASE("traffic is named as a hypothesis") {
  CHECK(traffic_label("free_flow").french == "heures creuses");
  CHECK(traffic_label("peak").french == "heures pleines");
  CHECK(traffic_label("Friday").french == "Friday");
}

TEST_CASE("how one travels is said with the mode's own label, and with its hours once") {
  const auto french = [](const char* profile, const Message& label) {
    return travel_label(profile, label, "peak").french;
  };
  CHECK(french("car", {"By car, peak hours", "En voiture, heures pleines"}) ==
        "en voiture, heures pleines");
  CHECK(french("mine", {"By electric bicycle", "À vélo électrique"}) ==
        "à vélo électrique, heures pleines");
  CHECK(french("mine", {"VAE", "VAE"}) == "VAE, heures pleines");
  CHECK(french("foot", {"On foot", "À pied"}) == "à pied");
  CHECK(french("car", {}) == "en voiture, heures pleines");
  CHECK(french("mine", verbatim("mine")) == "profil « mine », heures pleines");
  CHECK(travel_label("car", {"By car, peak hours", ""}, "peak").english == "by car, peak hours");
}

TEST_CASE("a capital letter keeps its accent") {
  CHECK(capitalized("état") == "État");
  CHECK(capitalized("lieu") == "Lieu");
  CHECK(capitalized("÷") == "÷");
  CHECK(capitalized("") == "");
}

TEST_CASE("no output speaks with words that mean something else") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(COVERAGE_SOURCE_DIR) / "libcoverage" / "output";
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    INFO(entry.path().filename());
    for (const char* banned : {"requête", "lacune", "zone blanche"}) {
      CHECK(text.str().find(banned) == std::string::npos);
    }
  }
}
