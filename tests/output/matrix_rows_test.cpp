#include "libcoverage/output/matrix_rows.h"

#include <catch2/catch.hpp>

namespace coverage {
namespace {

Seconds milliseconds(std::uint32_t value) {
  return Seconds::from_milliseconds(value);
}

/// Two origins, three destinations; `far` and `c` are off the network.
const MatrixSideNames origins{{"home", "far"}, {true, false}};
const MatrixSideNames destinations{{"a", "b, at the \"bank\"", "c"}, {true, true, false}};
const std::vector<Seconds> from_home = {milliseconds(618250), Seconds::unreachable(),
                                        Seconds::unreachable()};
const std::vector<Seconds> from_far(3, Seconds::unreachable());

struct Written {
  std::string text;
  MatrixCounts counts;
  explicit Written(MatrixFormat format) {
    MatrixRowWriter rows(origins, destinations, format,
                         [this](std::string_view piece) { text += piece; });
    rows.write(0, from_home);
    rows.write(1, from_far);
    rows.finish();
    counts = rows.counts();
  }
};

}  // namespace

TEST_CASE("long rows have a time or a status, a row a pair, ids quoted where they have to be") {
  const Written written(MatrixFormat::long_rows);
  CHECK(written.text ==
        "origin,destination,time_s,status\n"
        "home,a,618.25,ok\n"
        "home,\"b, at the \"\"bank\"\"\",,unreachable\n"
        "home,c,,unsnapped\n"
        "far,a,,unsnapped\n"
        "far,\"b, at the \"\"bank\"\"\",,unsnapped\n"
        "far,c,,unsnapped\n");
  CHECK(written.counts.ok == 1);
  CHECK(written.counts.unreachable == 1);
  CHECK(written.counts.unsnapped == 4);
}

TEST_CASE("wide rows have a column a destination, empty where there is no time") {
  const Written written(MatrixFormat::wide);
  CHECK(written.text ==
        "origin,a,\"b, at the \"\"bank\"\"\",c\n"
        "home,618.25,,\n"
        "far,,,\n");
  CHECK(written.counts.unsnapped == 4);
}

TEST_CASE("a matrix without rows is its header") {
  for (const MatrixFormat format : {MatrixFormat::long_rows, MatrixFormat::wide}) {
    std::string text;
    MatrixRowWriter rows({}, {}, format, [&](std::string_view piece) { text += piece; });
    rows.finish();
    CHECK(text ==
          (format == MatrixFormat::wide ? "origin\n" : "origin,destination,time_s,status\n"));
  }
}

TEST_CASE("rows leave in pieces, so that a large matrix is never held, and add up to the whole") {
  const MatrixSideNames one{{"o"}, {true}};
  MatrixSideNames many;
  for (int d = 0; d < 50000; ++d) many.ids.push_back(std::to_string(d));
  many.snapped.assign(many.ids.size(), true);
  std::size_t pieces = 0, largest = 0;
  std::string text;
  MatrixRowWriter rows(one, many, MatrixFormat::long_rows, [&](std::string_view piece) {
    ++pieces;
    largest = std::max(largest, piece.size());
    text += piece;
  });
  rows.write(0, std::vector<Seconds>(many.ids.size(), milliseconds(1234)));
  rows.finish();
  CHECK(pieces > 5);
  CHECK(largest < 100000);
  CHECK(std::count(text.begin(), text.end(), '\n') == 50001);
}

TEST_CASE("the size that is foretold is that of a matrix whose times have so many characters") {
  const MatrixSideNames all_origins{{"home", "far"}, {true, true}};
  const MatrixSideNames all_destinations{destinations.ids, {true, true, true}};
  for (const MatrixFormat format : {MatrixFormat::long_rows, MatrixFormat::wide}) {
    std::size_t bytes = 0;
    MatrixRowWriter rows(all_origins, all_destinations, format,
                         [&](std::string_view piece) { bytes += piece.size(); });
    for (const std::size_t origin : {0, 1}) {
      rows.write(origin, std::vector<Seconds>(3, milliseconds(618257)));
    }
    rows.finish();
    CHECK(matrix_csv_bytes(all_origins, all_destinations, format, 7) == bytes);
  }
}

}  // namespace coverage
