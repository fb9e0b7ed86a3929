#include "libcoverage/input/facility_duplicates.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"

namespace coverage {
namespace {

FacilityOfRow row(const std::string& id, const std::string& name, Point where, int line) {
  FacilityOfRow result;
  result.facility.id = "msap:" + id;
  result.facility.name = name;
  result.facility.position = where;
  result.facility.lon_lat = {where.x / 1e5, where.y / 1e5};
  result.cells = {id, name};
  result.place = "msap.csv:" + std::to_string(line);
  return result;
}

TEST_CASE("rows are put in the order of their ids as text") {
  std::vector<FacilityOfRow> rows = {row("9", "C", {0, 0}, 2), row("10", "A", {0, 0}, 3),
                                     row("1", "B", {0, 0}, 4)};
  CHECK(drop_repeated_rows(rows).empty());
  CHECK(rows[0].facility.id == "msap:1");
  CHECK(rows[1].facility.id == "msap:10");
  CHECK(rows[2].facility.id == "msap:9");
}

TEST_CASE("a row that repeats another word for word is dropped and named") {
  std::vector<FacilityOfRow> rows = {row("1", "A", {5, 5}, 2), row("2", "B", {9, 9}, 3),
                                     row("1", "A", {5, 5}, 4), row("1", "A", {5, 5}, 5)};
  CHECK(drop_repeated_rows(rows) ==
        std::vector<std::string>{"msap.csv:4 = msap.csv:2", "msap.csv:5 = msap.csv:2"});
  CHECK(rows.size() == 2);
}

TEST_CASE("an id of different rows is an error that lists them") {
  std::vector<FacilityOfRow> rows = {row("1", "A", {5, 5}, 2), row("1", "B", {5, 5}, 3),
                                     row("1", "A", {5, 6}, 4)};
  try {
    drop_repeated_rows(rows);
    FAIL("no error");
  } catch (const InputError& error) {
    CHECK(error.problem().english ==
          "an id stands in several different rows: msap:1 (msap.csv:2, msap.csv:3); msap:1 "
          "(msap.csv:2, msap.csv:4)");
  }
}

TEST_CASE("no rows have no duplicates") {
  std::vector<FacilityOfRow> none;
  CHECK(drop_repeated_rows(none).empty());
  CHECK(likely_twins(none).empty());
}

TEST_CASE("the same name within 50 metres is likely one place, whatever its case") {
  const std::vector<FacilityOfRow> rows = {
      row("1", "Mairie", {0, 0}, 2), row("2", "MAIRIE", {30, 40}, 3),
      row("3", "Mairie", {31, 41}, 4), row("4", "Poste", {0, 0}, 5),
      row("5", "Mairie", {500, 0}, 6)};
  using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
  CHECK(likely_twins(rows) == Pairs{{0, 1}, {1, 2}});
}

}  // namespace
}  // namespace coverage
