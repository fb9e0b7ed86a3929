#include "libcoverage/input/commune_codes.h"

#include <catch2/catch.hpp>

#include "input/territory_fixture.h"

namespace coverage {
namespace {

TEST_CASE("four digits among INSEE codes have lost their zero") {
  CHECK(judge_lost_zeros({"3185", "63001", "2A004"}, {}) == LostZeros::certain);
  CHECK(judge_lost_zeros({"3185", "03001"}, {}) == LostZeros::certain);
}

TEST_CASE("four-digit codes alone need a witness: a known code or département") {
  CHECK(judge_lost_zeros({"3185", "3001"}, {}) == LostZeros::possible);
  CHECK(judge_lost_zeros({"3185", "3001"}, {"03001"}) == LostZeros::certain);
  CHECK(judge_lost_zeros({"3185", "3001"}, {"03"}) == LostZeros::certain);
  CHECK(judge_lost_zeros({"6601", "6645"}, {"01", "01001"}) == LostZeros::possible);
}

TEST_CASE("codes of other countries are left alone") {
  CHECK(judge_lost_zeros({"0114", "2584"}, {"02"}) == LostZeros::none);      // Sweden
  CHECK(judge_lost_zeros({"1", "261", "6601"}, {"06"}) == LostZeros::none);  // Switzerland
  CHECK(judge_lost_zeros({"09472155", "9472"}, {}) == LostZeros::none);      // Germany
  CHECK(judge_lost_zeros({"osm:1155955", ""}, {}) == LostZeros::none);
}

TEST_CASE("whole INSEE codes need no repair") {
  CHECK(judge_lost_zeros({"03185", "2B033", "97105", ""}, {"03"}) == LostZeros::none);
}

TEST_CASE("lost zeros are put back in place and counted") {
  std::string a = "3185", b = "63001";
  SourceReport report;
  repair_codes({{a, b}, "communes.csv"}, {}, report);
  CHECK(a == "03185");
  CHECK(b == "63001");
  CHECK(report.corrected == 1);
  const SourceNote note = note_of(report, "leading_zero");
  CHECK(note.kind == SourceNote::Kind::corrected);
  CHECK(note.examples == Examples{"communes.csv: 3185 → 03185"});
}

TEST_CASE("codes that were written as decimal numbers are codes again") {
  std::string a = "3185.0", b = "63001.00", c = "1.5", d = ".0";
  SourceReport report;
  repair_codes({{a, b, c, d}, "communes.csv"}, {}, report);
  CHECK(a == "3185");  // c and d are no INSEE codes, so nothing proves what a was
  CHECK(b == "63001");
  CHECK(c == "1.5");
  CHECK(d == ".0");
  CHECK(note_of(report, "decimal_code").count == 2);
}

TEST_CASE("doubtful four-digit codes stay and are noted") {
  std::string a = "3185";
  SourceReport report;
  repair_codes({{a}, "communes.csv"}, {}, report);
  CHECK(a == "3185");
  CHECK(report.corrected == 0);
  CHECK(note_of(report, "four_digit_codes").examples == Examples{"communes.csv: 3185"});
}

}  // namespace
}  // namespace coverage
