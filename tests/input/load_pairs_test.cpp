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

TEST_CASE("numbers are read as programs and people write them") {
  const auto millionths = [](const char* text) { return parse_decimal_cell(text)->millionths; };
  CHECK(millionths("12") == 12'000'000);
  CHECK(millionths(" 0,5 ") == 500'000);
  CHECK(millionths("0.000001") == 1);
  CHECK(millionths("1.25e+01") == 12'500'000);
  CHECK(millionths("2E-3") == 2'000);
  CHECK(millionths("1.861110339781998491e+01") == 18'611'103);
  CHECK(millionths("+7.") == 7'000'000);
  CHECK(millionths(".5") == 500'000);
  CHECK(millionths("-0.0") == 0);
  CHECK(millionths("007") == 7'000'000);
  CHECK(millionths("999999999999") == 999'999'999'999'000'000);
  for (const char* bad : {"", "-1", "-1e-9", "1 000", "inf", "nan", "NaN", ".", ",", "1.2.3", "1e",
                          "1e2.5", "e5", "--0", "1000000000000", "0x10", "12 min", "1e999"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_decimal_cell(bad));
  }
}

TEST_CASE("millionths are rounded half up, and say so") {
  CHECK(parse_decimal_cell("0.0000005")->millionths == 1);
  CHECK(parse_decimal_cell("0.00000049")->millionths == 0);
  CHECK(parse_decimal_cell("0.0000005")->is_rounded);
  CHECK_FALSE(parse_decimal_cell("0.5000000")->is_rounded);
}

TEST_CASE("numbers are exact to eighteen digits wherever their point stands") {
  const auto exact = parse_decimal_number("0.123456789012345678");
  REQUIRE(exact);
  CHECK(exact->digits == 123'456'789'012'345'678);
  CHECK(exact->decimals == 18);
  CHECK_FALSE(exact->is_rounded);
  const auto longer = parse_decimal_number("1234567890123456789.5");
  CHECK(longer->is_rounded);
  CHECK(longer->digits == 123'456'789'012'345'679);
  CHECK(longer->decimals == -1);
  CHECK(parse_decimal_number("1500")->decimals == -2);
  CHECK(parse_decimal_number("0.000")->decimals == 0);
  CHECK(parse_decimal_number("3.0000000000000004")->is_above(*parse_decimal_number("3")));
  CHECK_FALSE(parse_decimal_number("3")->is_above(*parse_decimal_number("3.00")));
  CHECK_FALSE(parse_decimal_number("2e9")->is_above(*parse_decimal_number("3e9")));
}

TEST_CASE("pairs are whole numbers of the last decimal that any of them has") {
  const Files files;
  const PairTables tables = load_pairs(files.values, files.weights);
  CHECK(tables.candidates == std::vector<std::string>{"x", "y"});
  CHECK(tables.demand == std::vector<std::string>{"a", "b", "c"});
  CHECK(tables.value_decimals == 1);
  REQUIRE(tables.weights.size() == 3);
  CHECK(tables.weights[1].digits == 225);
  CHECK(tables.weights[1].decimals == 2);
  REQUIRE(tables.pairs.size() == 3);
  CHECK(tables.pairs[1].candidate == 0);
  CHECK(tables.pairs[1].demand == 1);
  CHECK(tables.pairs[1].value == 125);
  CHECK(tables.pairs[2].value == 30);
  CHECK(tables.rounded_values == 0);
}

TEST_CASE("long decimals keep as many digits as the largest value leaves room for") {
  Files files;
  files.values = files.folder.write(
      "times.csv", "demand,candidate,value\na,x,14142.135623730951\nb,x,0.30000000000000004\n");
  const PairTables tables = load_pairs(files.values, files.weights);
  CHECK(tables.value_decimals == 5);
  CHECK(tables.pairs[0].value == 1'414'213'562);
  CHECK(tables.pairs[1].value == 30'000);
  CHECK(tables.rounded_values == 2);
}

TEST_CASE("rounding leaves values on their side of a limit") {
  Files files;
  files.values = files.folder.write("times.csv",
                                    "demand,candidate,value\na,x,14142.135623730951\n"
                                    "b,x,0.30000000000000004\nc,x,0.3\n");
  const auto number = [](const char* text) { return *parse_decimal_number(text); };
  const std::vector<DecimalNumber> limits = {number("0.3")};
  const PairTables tables = load_pairs(files.values, files.weights, limits);
  CHECK(tables.pairs[1].value > limit_in(tables, limits[0]));
  CHECK(tables.pairs[2].value <= limit_in(tables, limits[0]));
  const std::vector<DecimalNumber> same = {number("14142.135623730951")};
  const PairTables equal = load_pairs(files.values, files.weights, same);
  CHECK(equal.pairs[0].value <= limit_in(equal, same[0]));
}

TEST_CASE("a limit with more decimals than the values is rounded down to theirs") {
  const Files files;
  const PairTables tables = load_pairs(files.values, files.weights);
  CHECK(limit_in(tables, *parse_decimal_number("12.49999999")) == 124);
  CHECK(limit_in(tables, *parse_decimal_number("12.5")) == 125);
  CHECK(limit_in(tables, *parse_decimal_number("1e30")) == 2'000'000'000);
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
  CHECK(with_values("demand,candidate,value\na,x,3e9\n")
            .find("line 2: value: '3e9' is above 2 × 10⁹") != std::string::npos);
  CHECK(with_values("\n").find("the file is empty") != std::string::npos);
  CHECK(with_values("demand,candidate,value\n").find("times.csv: there is no row below") !=
        std::string::npos);
  files.values = files.folder.write("times.csv", good_values);
  files.weights = files.folder.write("weights.csv", "demand,weight\na,1\na,2\n");
  CHECK(files.error().find("line 3: demand 'a' has a second weight") != std::string::npos);
  files.weights = files.folder.write("weights.csv", "demand,weight\n");
  CHECK(files.error().find("weights.csv: there is no row below") != std::string::npos);
  files.weights = files.folder.write("weights.csv", "demand,weight\na,-1\n");
  CHECK(files.error().ends_with("without spaces or a sign."));
}

TEST_CASE("rows of candidates say what may be done with them, and what they cost") {
  const TemporaryFolder folder;
  const auto rows = load_candidate_rows(folder.write(
      "sites.csv", "candidate;rule;cost;capacity;group\nx;existing;;;Moulins\ny;;2,5;300;\n"));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].rule == CandidateRow::Rule::existing);
  CHECK(rows[0].group == "Moulins");
  CHECK(rows[0].cost.value() == 1);
  CHECK(rows[1].cost.value() == 2.5);
  CHECK(rows[1].capacity->value() == 300);
  const auto error = [&](const std::string& text) {
    return error_text([&] { load_candidate_rows(folder.write("bad.csv", text)); });
  };
  CHECK(error("candidate,rule\nx,open\n").find("line 2: rule: 'open' is no rule") !=
        std::string::npos);
  CHECK(error("candidate\nx\nx\n").find("stands here again") != std::string::npos);
  CHECK(error("site\nx\n").find("no column 'candidate'") != std::string::npos);
}

}  // namespace coverage
