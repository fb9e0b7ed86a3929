#include "libcoverage/input/administrative_address.h"

#include <catch2/catch.hpp>

namespace coverage {
namespace {

/// The reason for a row of the list that states hours; empty for a fixed place.
std::string reason(const std::string& name, const std::string& type, const std::string& format) {
  const auto found = administrative_address_reason({name, type, format, true, true});
  return found ? found->english : "";
}

TEST_CASE("a bus is an administrative address, however the list spells it") {
  const std::string bus = "a bus: the position is its administrative address";
  CHECK(reason("La Bourbon'NET", "Principal", "Bus_équivalent") == bus);
  CHECK(reason("La Bourbon'NET", "Principal", "bus") == bus);
  CHECK(reason("La Bourbon'NET", "Bus", "") == bus);
  CHECK(reason("La Bourbon'NET", "Principal", "Minibus") == bus);
}

TEST_CASE("an itinerant service is an administrative address") {
  const std::string itinerant = "itinerant: the position is its administrative address";
  CHECK(reason("Pays fort", "Principal", "Itinérante") == itinerant);
  CHECK(reason("Pays fort", "Itinerant", "Fixe") == itinerant);
}

TEST_CASE("a row whose name contradicts its format is believed by its name") {
  CHECK(reason("France services Ebreuil - Antenne itinérante", "Antenne", "Fixe_antenne(s)") ==
        "itinerant by its name, though its format is 'Fixe_antenne(s)'");
  CHECK(reason("Bus France services", "Principal", "Fixe") ==
        "itinerant by its name, though its format is 'Fixe'");
}

TEST_CASE("fixed places, their antennas and several sites are places") {
  CHECK(reason("France services Le Donjon", "Principal", "Fixe").empty());
  CHECK(reason("Antenne de Couches", "Antenne", "Fixe_antenne(s)").empty());
  CHECK(reason("Roanne - Site du Parc", "Antenne", "Multisites").empty());
  CHECK(reason("France services du Busseau", "Principal", "Fixe").empty());
  CHECK(reason("France services", "", "").empty());
}

TEST_CASE("a row without hours is an administrative address where the list has hours at all") {
  PlaceFormat place{"France services Moulins communauté", "Principal", "Fixe", true, false};
  CHECK(administrative_address_reason(place)->english ==
        "no opening hours: an administrative address");
  CHECK(administrative_address_reason(place)->french ==
        "pas d’horaires : une adresse administrative");
  place.has_hours_columns = false;
  CHECK_FALSE(administrative_address_reason(place).has_value());
}

TEST_CASE("several sites in one row and unknown formats are doubts") {
  const auto doubt = [](const std::string& format) {
    return format_doubt({"France services", "Principal", format, true, true});
  };
  CHECK(doubt("Multisites") == FormatDoubt::several_sites);
  CHECK(doubt("Conteneur") == FormatDoubt::unknown_format);
  CHECK(doubt("Fixe_antenne(s)") == FormatDoubt::none);
  CHECK(doubt("") == FormatDoubt::none);
}

}  // namespace
}  // namespace coverage
