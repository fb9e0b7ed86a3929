#include "libcoverage/input/load_pairs.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/base/error.h"
#include "libcoverage/input/decimal_cell.h"
#include "temporary_folder.h"

namespace coverage {
namespace {

constexpr const char* good_values = "demand,candidate,value\na,x,0\nb,x,12.5\nb,y,3\n";
constexpr const char* good_weights = "demand,weight\na,100\nb,2.25\nc,7\n";

struct Files {
  TemporaryFolder folder;
  std::string values = folder.write("times.csv", good_values);
  std::string weights = folder.write("weights.csv", good_weights);

  std::string error() const {
    return error_text([&] { load_pairs(values, weights); });
  }
};

}  // namespace

TEST_CASE("decimal cells are exact to six decimals") {
  CHECK(parse_decimal_cell("12")->millionths == 12'000'000);
  CHECK(parse_decimal_cell(" 0,5 ")->millionths == 500'000);
  CHECK(parse_decimal_cell("0.000001")->millionths == 1);
  CHECK(parse_decimal_cell("0.0000005")->millionths == 1);
  CHECK(parse_decimal_cell("0.0000005")->is_rounded);
  CHECK_FALSE(parse_decimal_cell("0.5000000")->is_rounded);
  CHECK(parse_decimal_cell("999999999999")->millionths == 999'999'999'999'000'000);
  for (const char* bad : {"", "-1", "+1", "1e3", "1 000", "inf", "nan", ".5", "5.", "1.2.3",
                          "1000000000000", "0x10"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_decimal_cell(bad));
  }
}

TEST_CASE("pairs and weights are whole numbers of the last decimal that any of them has") {
  const Files files;
  const PairTables tables = load_pairs(files.values, files.weights);
  CHECK(tables.candidates == std::vector<std::string>{"x", "y"});
  CHECK(tables.demand == std::vector<std::string>{"a", "b", "c"});
  CHECK(tables.value_decimals == 1);
  CHECK(tables.weight_decimals == 2);
  CHECK(tables.weights == std::vector<std::int64_t>{10000, 225, 700});
  REQUIRE(tables.pairs.size() == 3);
  CHECK(tables.pairs[1].candidate == 0);
  CHECK(tables.pairs[1].demand == 1);
  CHECK(tables.pairs[1].value == 125);
  CHECK(tables.pairs[2].value == 30);
  CHECK(tables.rounded == 0);
}

TEST_CASE("a matrix from elsewhere that cannot be used says where and why") {
  Files files;
  const auto with_values = [&](const std::string& text) {
    files.values = files.folder.write("times.csv", text);
    return files.error();
  };
  CHECK(with_values("demand,candidate,minutes\na,x,1\n").find("no column 'value'") !=
        std::string::npos);
  CHECK(with_values("demand,candidate,value\na,x,1\na,x,2\n").find("lines 2 and 3") !=
        std::string::npos);
  CHECK(with_values("demand,candidate,value\nz,x,1\n").find("line 2: demand 'z' has no weight") !=
        std::string::npos);
  CHECK(with_values("demand,candidate,value\na,x,-1\n").find("'-1' is not a number") !=
        std::string::npos);
  CHECK(with_values("demand,candidate,value\na,,1\n").find("candidate is empty") !=
        std::string::npos);
  CHECK(with_values("demand,candidate,value\na,x,3000000000\n").find("above 2 × 10⁹") !=
        std::string::npos);
  CHECK(with_values("\n").find("the file is empty") != std::string::npos);
  files.values = files.folder.write("times.csv", good_values);
  files.weights = files.folder.write("weights.csv", "demand,weight\na,1\na,2\n");
  CHECK(files.error().find("line 3: demand 'a' has a second weight") != std::string::npos);
  files.weights = files.folder.write("weights.csv",
                                     "demand,weight\na,999999999999\nb,999999999999\n"
                                     "c,999999999999\n");
  CHECK(files.error().find("add up to more than") != std::string::npos);
}

TEST_CASE("rows of candidates say what may be done with them, and what they cost") {
  const TemporaryFolder folder;
  const auto rows = load_candidate_rows(folder.write(
      "sites.csv", "candidate;rule;cost;capacity;group\nx;existing;;;Moulins\ny;;2,5;300;\n"));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].rule == CandidateRow::Rule::existing);
  CHECK(rows[0].group == "Moulins");
  CHECK(rows[0].cost_millionths == 1'000'000);
  CHECK(rows[1].cost_millionths == 2'500'000);
  CHECK(rows[1].capacity_millionths == 300'000'000);
  const auto error = [&](const std::string& text) {
    return error_text([&] { load_candidate_rows(folder.write("bad.csv", text)); });
  };
  CHECK(error("candidate,rule\nx,open\n").find("line 2: rule: 'open' is no rule") !=
        std::string::npos);
  CHECK(error("candidate\nx\nx\n").find("stands here again") != std::string::npos);
  CHECK(error("site\nx\n").find("no column 'candidate'") != std::string::npos);
}

}  // namespace coverage
