#include "libcoverage/base/text.h"

#include <catch2/catch.hpp>
#include <vector>

namespace coverage {

TEST_CASE("spaces around a text go, no-break ones and byte-order marks too") {
  CHECK(trim(" \t03185\r\n") == "03185");
  CHECK(trim("\u00a03.05\u00a0") == "3.05");
  CHECK(trim("\ufeff \u202f\u2009 code \u200b") == "code");
  CHECK(trim("Saint\u00a0Pourçain à") == "Saint\u00a0Pourçain à");
  CHECK(trim(" \u00a0 ").empty());
  CHECK(trim("").empty());
  CHECK(parse_number("\u00a03.05\u202f") == 3.05);
}

TEST_CASE("numbers are written without an exponent and read back") {
  CHECK(format_number(600000) == "600000");
  CHECK(format_number(100000) == "100000");
  CHECK(format_number(-2e7) == "-20000000");
  CHECK(format_number(0.00001) == "0.00001");
  CHECK(format_number(-0.0) == "0");
  CHECK(format_number(3.3345) == "3.3345");
  CHECK(format_number(1e22) == "10000000000000000000000");
  for (const double value : {1.7976931348623157e308, 5e-324, 0.1, 123456.789}) {
    CHECK(parse_number(format_number(value)) == value);
  }
}

TEST_CASE("a misspelt word is recognised, another word is not") {
  const std::vector<std::string> columns{"id", "nom", "longitude", "03"};
  CHECK(closest_word("lontitude", columns) == "longitude");
  CHECK(closest_word("Nom ", columns) == "nom");
  CHECK(closest_word("i", columns) == "id");
  CHECK(closest_word("onm", columns) == "nom");
  // Every two words of two or three letters are two changes apart.
  CHECK_FALSE(closest_word("lon", columns));
  CHECK_FALSE(closest_word("99", columns));
  CHECK_FALSE(closest_word("", columns));
  CHECK_FALSE(closest_word("lon", std::vector<std::string>{}));
}

}  // namespace coverage
