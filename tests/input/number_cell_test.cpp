#include "libcoverage/input/number_cell.h"

#include <catch2/catch.hpp>

#include "input/territory_fixture.h"

namespace coverage {
namespace {

TEST_CASE("numbers of tables are read as people write them") {
  CHECK(parse_number_cell("2915") == 2915);
  CHECK(parse_number_cell(" 2915.5 ") == 2915.5);
  CHECK(parse_number_cell("2915,5") == 2915.5);
  CHECK(parse_number_cell("0,125") == 0.125);
  CHECK(parse_number_cell("-0,125") == -0.125);
  CHECK(parse_number_cell("2 915") == 2915);
  CHECK(parse_number_cell("12\u00a0345\u202f678,25") == 12345678.25);
  CHECK(parse_number_cell("-1 000") == -1000);
}

TEST_CASE("what may be read in two ways, or is no number, is not read") {
  for (const char* text : {"", "2,915", "12,345", "1,2,3", "12 34", "1 2345", "s", "N/A", "0x10",
                           "inf", "nan", "12 hab", "1.2.3", "1234 567"}) {
    INFO(text);
    CHECK_FALSE(parse_number_cell(text));
  }
}

TEST_CASE("a count is a number that is not negative, or unknown") {
  CHECK(parse_weight_cell("2915") == Weight::from_count(2915));
  CHECK(parse_weight_cell("2915,123456") == Weight::from_millionths(2915123456));
  CHECK_FALSE(parse_weight_cell(" \u00a0"));
  CHECK(error_text([] { parse_weight_cell("-3"); }) ==
        "-3 is negative. Correct it, or leave the cell empty where the number is unknown");
  CHECK(error_text([] { parse_weight_cell("2,915"); }) ==
        "'2,915' is not a number. Write digits, with a decimal point or comma and without "
        "thousands separator, or leave the cell empty where the number is unknown");
  CHECK(error_text([] { parse_weight_cell("1e13"); }, Language::french) ==
        "1e13 est trop grand pour compter quoi que ce soit sur Terre. Corrigez-le");
  CHECK(error_text([] { parse_weight_cell("nd"); }, Language::french) ==
        "« nd » n’est pas un nombre. Écrivez des chiffres, avec un point ou une virgule décimale "
        "et sans séparateur de milliers, ou laissez la cellule vide si le nombre est inconnu");
}

}  // namespace
}  // namespace coverage
