#include "libcoverage/base/data_table.h"

#include <catch2/catch.hpp>
#include <limits>

using namespace coverage;

TEST_CASE("a value's text is exact, with a decimal point and no needless zeros") {
  CHECK(data_text({}) == "");
  CHECK(data_text(Seconds::from_milliseconds(618250)) == "618.25");
  CHECK(data_text(Seconds::from_milliseconds(600000)) == "600");
  CHECK(data_text(Seconds::from_milliseconds(1)) == "0.001");
  CHECK(data_text(Metres::from_millimetres(-1500)) == "-1.5");
  CHECK(data_text(Weight::from_millionths(20500000)) == "20.5");
  CHECK(data_text(Weight::from_millionths(9007199254740993)) == "9007199254.740993");
  CHECK(data_text(0.1) == "0.1");
  CHECK(data_text(std::int64_t{-3}) == "-3");
  CHECK(data_text(true) == "true");
  CHECK(data_text(std::string("03185")) == "03185");
}

TEST_CASE("the smallest whole number has a text too") {
  CHECK(fixed_point_text(std::numeric_limits<std::int64_t>::min(), 6) == "-9223372036854.775808");
  CHECK(fixed_point_text(0, 3) == "0");
}

TEST_CASE("a value as a number is in the unit of its column, and nothing for text or NULL") {
  CHECK(data_number(Seconds::from_milliseconds(1500)) == 1.5);
  CHECK(data_number(Weight::from_count(2)) == 2.0);
  CHECK(data_number(false) == 0.0);
  CHECK_FALSE(data_number(std::string("7")));
  CHECK_FALSE(data_number({}));
}

TEST_CASE("an absent value is NULL, a tier is a whole number") {
  CHECK(std::holds_alternative<std::monostate>(data_value(std::optional<double>())));
  CHECK(std::get<std::int64_t>(data_value(std::optional<int>(3))) == 3);
}

TEST_CASE("columns never share a name, nor take those that GeoPackages keep") {
  DataTable table;
  for (const char* name : {"id", "ID", "id", "fid", "Geom"})
    table.add(name, DataType::text, {}, {});
  std::string names;
  for (const DataColumn& column : table.columns) names += column.name + " ";
  CHECK(names == "id ID_2 id_3 fid_2 Geom_2 ");
}
