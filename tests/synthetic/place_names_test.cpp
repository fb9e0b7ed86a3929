#include "libcoverage/synthetic/place_names.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "libcoverage/base/text.h"

using namespace coverage;
using namespace coverage::synthetic;

TEST_CASE("thousands of names are distinct, well-formed UTF-8 and without commas or quotes") {
  PlaceNames names(1);
  std::set<std::string> seen;
  for (int i = 0; i < 20000; ++i) {
    const std::string name = names.next(i % 7 == 0 ? "Veyre" : "");
    INFO(name);
    CHECK(seen.insert(name).second);
    CHECK(is_valid_utf8(name));
    CHECK(name.size() > 2);
    CHECK(name.find_first_of(",;\"\n") == std::string::npos);
  }
}

TEST_CASE("names come in many shapes") {
  PlaceNames names(2);
  std::size_t saints = 0, articles = 0, composed = 0, plain = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::string name = names.next("");
    saints += name.starts_with("Saint") ? 1 : 0;
    articles += name.starts_with("L") && name.find(' ') != std::string::npos ? 1 : 0;
    composed += name.find('-') != std::string::npos ? 1 : 0;
    plain += name.find_first_of("- ") == std::string::npos ? 1 : 0;
  }
  CHECK(saints > 80);
  CHECK(articles > 20);
  CHECK(composed > 200);
  CHECK(plain > 300);
}

TEST_CASE("only places on a river are named after it") {
  PlaceNames names(3);
  std::size_t on_river = 0;
  for (int i = 0; i < 200; ++i) {
    on_river += names.next("Loyre").ends_with("-sur-Loyre") ? 1 : 0;
    CHECK(names.next("").find("-sur-") == std::string::npos);
  }
  CHECK(on_river > 50);
  CHECK(on_river < 150);
}

TEST_CASE("another seed gives other names") {
  PlaceNames one(1), two(2);
  CHECK(one.next("") + one.next("") != two.next("") + two.next(""));
}

TEST_CASE("of a place: articles contract, vowels elide") {
  const std::pair<const char*, const char*> table[] = {
      {"Cressy", "de Cressy"},         {"Arzat", "d'Arzat"},      {"Éloux", "d'Éloux"},
      {"Huriel", "d'Huriel"},          {"Le Theil", "du Theil"},  {"Les Brosses", "des Brosses"},
      {"La Ferté", "de la Ferté"},     {"L'Étang", "de l'Étang"}, {"Lerné", "de Lerné"},
      {"Saint-Loup", "de Saint-Loup"},
  };
  for (const auto& [name, expected] : table) CHECK(of_place(name) == expected);
}

TEST_CASE("streets have the usual names") {
  Random random(1, Purpose::streets);
  std::set<std::string> names;
  for (int i = 0; i < 300; ++i) names.insert(street_name(random));
  CHECK(names.size() > 20);
  CHECK(names.contains("Rue de l'Église"));
}
