#include "libcoverage/input/mergers.h"

#include <catch2/catch.hpp>

#include "input/territory_fixture.h"

namespace coverage {
namespace {

using Steps = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("an old code leads to today's, through every step") {
  const Mergers mergers(Steps{{"A", "B"}, {"B", "C"}, {"C", "C"}, {"X", "Y"}});
  CHECK(mergers.current("A") == "C");
  CHECK(mergers.current("B") == "C");
  CHECK(mergers.current("C") == "C");
  CHECK(mergers.current("Q") == "Q");
}

TEST_CASE("a code that was split, and codes that go in a circle, are refused") {
  CHECK(error_text([] {
          Mergers(Steps{{"A", "B"}, {"A", "C"}});
        }) ==
        "code 'A' goes to two communes, 'B' and 'C'. A commune that was split cannot be followed: "
        "leave its row out and give polygons of the later edition");
  CHECK(error_text([] {
          Mergers(Steps{{"A", "B"}, {"B", "A"}});
        }).starts_with("the codes after 'A' go in a circle. "));
}

TEST_CASE("a sum with an unknown part is unknown") {
  PopulationRow a{"A", {"", "", "", {{"population", Weight::from_count(2)}}}, "row 1", 0};
  PopulationRow b{"B", {}, "row 2", 0};
  std::vector<PopulationRow> rows{a, b};
  SourceReport report;
  merge_populations(rows, Mergers(Steps{{"A", "B"}}), report);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].code == "B");
  CHECK(rows[0].facts.weights.empty());
  CHECK(note_of(report, "merged").examples == Examples{"B ← A"});
}

}  // namespace
}  // namespace coverage
