#include "apps/shared/hierarchy_summary.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace coverage {
namespace {

StoredHierarchy stored(double build_seconds) {
  return {{.vertices = 1000,
           .shortcuts = 48100,
           .up_arcs = 7000,
           .down_arcs = 6999,
           .depth = 328,
           .largest_separators = {108, 45},
           .bytes = 1'540'000'000},
          build_seconds};
}

}  // namespace

TEST_CASE("a hierarchy's line says its figures, and how long it took where it was built now") {
  CHECK(hierarchy_text(stored(1.25), Language::english) ==
        "  hierarchy: 48,100 shortcuts; 7,000 arcs up, 6,999 down; depth 328; largest separators, "
        "from the top: 108, 45; 1.5\u00a0GB, built in 1.2 s\n");
  CHECK(
      hierarchy_text(stored(0), Language::french) ==
      "  hiérarchie : 48\u202f100 raccourcis ; 7\u202f000 arcs montants, 6\u202f999 descendants ; "
      "profondeur 328 ; plus grands séparateurs, depuis le sommet : 108, 45 ; 1,5\u00a0Go\n");
  CHECK_THAT(hierarchy_text({}, Language::english), Catch::Contains("no hierarchy"));
  CHECK_THAT(hierarchy_text({}, Language::french), Catch::Contains("pas de hiérarchie"));
}

TEST_CASE(
    "a hierarchy as JSON has its build time only where it was built now, null where none is") {
  const auto built = hierarchy_json(stored(1.25));
  CHECK(built["shortcuts"] == 48100);
  CHECK(built["up_arcs"] == 7000);
  CHECK(built["down_arcs"] == 6999);
  CHECK(built["depth"] == 328);
  CHECK(built["largest_separators"] == std::vector<int>{108, 45});
  CHECK(built["bytes"] == 1'540'000'000);
  CHECK(built["build_s"] == 1.25);
  CHECK_FALSE(hierarchy_json(stored(0)).contains("build_s"));
  CHECK(hierarchy_json({}).is_null());
}

}  // namespace coverage
