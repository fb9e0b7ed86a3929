#include "libcoverage/output/access_rows.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "libcoverage/base/error.h"

using namespace coverage;

namespace {

AccessRow reached() {
  AccessRow row{"Moulins, gare", LonLat{3.3345, 46.5668}, "mairie", {}, "mairie:8", {}};
  row.access.status = AccessStatus::ok;
  row.access.time = Seconds::from_milliseconds(618250);
  row.access.distance = Metres::from_millimetres(7342500);
  row.snap_distance = Metres::from_metres(12);
  return row;
}
AccessRow lost(AccessStatus status) {
  AccessRow row{"2", LonLat{-1.5, 0}, "mairie", {}, "", {}};
  row.access.status = status;
  if (status == AccessStatus::unreachable) row.snap_distance = Metres::from_metres(5);
  return row;
}

std::string written(AccessRowFormat format, const std::vector<AccessRow>& rows) {
  std::ostringstream out;
  AccessRowWriter writer(out, format);
  for (const AccessRow& row : rows) writer.write(row);
  writer.finish();
  return out.str();
}

}  // namespace

TEST_CASE("a row without a position has empty cells and null, never zero") {
  const AccessRow row{
      .id = "a", .where = {}, .query = "any", .access = {}, .facility_id = {}, .snap_distance = {}};
  std::ostringstream csv, json;
  AccessRowWriter(csv, AccessRowFormat::csv).write(row);
  AccessRowWriter(json, AccessRowFormat::json).write(row);
  CHECK_THAT(csv.str(), Catch::Contains("\na,,,any,"));
  CHECK_THAT(json.str(), Catch::Contains(R"("lon": null, "lat": null)"));
}

TEST_CASE("access rows as CSV: exact values, absent ones empty beside their status") {
  CHECK(written(AccessRowFormat::csv,
                {reached(), lost(AccessStatus::unreachable), lost(AccessStatus::unsnapped)}) ==
        "id,lon,lat,query,access_time_s,access_distance_m,facility_id,snap_distance_m,status\n"
        "\"Moulins, gare\",3.3345,46.5668,mairie,618.25,7342.5,mairie:8,12,ok\n"
        "2,-1.5,0,mairie,,,,5,unreachable\n"
        "2,-1.5,0,mairie,,,,,unsnapped\n");
}

TEST_CASE("access rows as JSON: one object a line, absent values null") {
  const std::string text =
      written(AccessRowFormat::json, {reached(), lost(AccessStatus::unsnapped)});
  CHECK(text ==
        "[\n"
        "  {\"id\": \"Moulins, gare\", \"lon\": 3.3345, \"lat\": 46.5668, \"query\": \"mairie\", "
        "\"access_time_s\": 618.25, \"access_distance_m\": 7342.5, \"facility_id\": \"mairie:8\", "
        "\"snap_distance_m\": 12, \"status\": \"ok\"},\n"
        "  {\"id\": \"2\", \"lon\": -1.5, \"lat\": 0, \"query\": \"mairie\", "
        "\"access_time_s\": null, \"access_distance_m\": null, \"facility_id\": null, "
        "\"snap_distance_m\": null, \"status\": \"unsnapped\"}\n"
        "]\n");
  CHECK(nlohmann::json::parse(text).size() == 2);
}

TEST_CASE("no rows are still a header, or an empty array") {
  CHECK(written(AccessRowFormat::csv, {}) ==
        "id,lon,lat,query,access_time_s,access_distance_m,facility_id,snap_distance_m,status\n");
  CHECK(written(AccessRowFormat::json, {}) == "[]\n");
}

TEST_CASE("rows that a full disk does not take are an error") {
  std::ofstream full("/dev/full");
  AccessRowWriter writer(full, AccessRowFormat::csv);
  CHECK_THROWS_AS(
      [&] {
        for (int i = 0; i < 100000; ++i) writer.write(reached());
        writer.finish();
      }(),
      OutputError);
}

TEST_CASE("a few rows that a full disk does not take are an error at the end") {
  std::ofstream full("/dev/full");
  AccessRowWriter writer(full, AccessRowFormat::csv);
  writer.write(reached());
  CHECK_THROWS_AS(writer.finish(), OutputError);
}
