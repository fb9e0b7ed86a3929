#include "libcoverage/model/kind_label.h"

#include <catch2/catch.hpp>

namespace coverage {

TEST_CASE("a name without a label is read as words, and as the project's own where it is a kind") {
  CHECK(default_label("school_on_foot", Language::english) == "School on foot");
  CHECK(default_label("third_place", Language::french) == "Tiers-lieu");
  CHECK(default_label("third_place", Language::english) == "Third place");
  CHECK(default_label("school", Language::french) == "École");
  CHECK(default_label("msap", Language::french) == "MSAP");
  CHECK(default_label("Mairie annexe", Language::french) == "Mairie annexe");
}

}  // namespace coverage
