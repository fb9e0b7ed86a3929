#include "libcoverage/network/vehicle_size.h"

#include "judge_fixture.h"

namespace coverage {

TEST_CASE("widths and heights are read in metres, centimetres, feet and inches") {
  const struct {
    const char* text;
    double metres;
  } rows[] = {{"1.9", 1.9},   {"1,9 m", 1.9},   {"2m", 2},         {"190 cm", 1.9},
              {"6'", 1.8288}, {"6'3\"", 1.905}, {"6' 3\"", 1.905}, {" 3 ", 3}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    REQUIRE(parse_metres(row.text));
    CHECK(*parse_metres(row.text) == Approx(row.metres));
  }
  for (const char* none : {"", "0", "default", "below_default", "none", "-2", "1e1", "2 t", "'3"}) {
    CAPTURE(none);
    CHECK_FALSE(parse_metres(none));
  }
}

TEST_CASE("a car keeps off what is narrower than 1.9 m or lower than 1.7 m; walkers do not") {
  const Row car[] = {{"highway=residential maxwidth=1.8", "size"},
                     {"highway=residential maxwidth:physical=1.8", "size"},
                     {"highway=residential width=1.5~m", "size"},
                     {"highway=residential est_width=1", "size"},
                     {"highway=residential maxheight=1.6", "size"},
                     {"highway=residential maxheight:physical=1.6", "size"},
                     {"highway=residential maxwidth=2 maxheight=1.9", "26/26"},
                     {"highway=residential maxheight=default", "26/26"},
                     {"highway=residential width=0", "26/26"}};
  check_rows(load_profile("car"), car);
  const Row foot[] = {{"highway=residential maxwidth=1.5", "4.5/4.5"}};
  check_rows(load_profile("foot"), foot);
}

}  // namespace coverage
