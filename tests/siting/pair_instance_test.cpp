#include "libcoverage/siting/pair_instance.h"

#include <catch2/catch.hpp>

#include "error_text.h"

namespace coverage {
namespace {

PairTables two_pairs() {
  PairTables tables;
  tables.candidates = {"x", "y"};
  tables.demand = {"a", "b"};
  tables.pairs = {{0, 1, 7}, {1, 0, 9}};
  tables.weights = {{5, 1}, {6, 1}};
  return tables;
}

}  // namespace

TEST_CASE("without rows of their own candidates are optional and cost one") {
  const PairInstance result = pair_instance(two_pairs(), {});
  REQUIRE(result.instance.sites.size() == 2);
  for (const CandidateSite& site : result.instance.sites) {
    CHECK(site.rule == SiteRule::optional);
    CHECK(site.counts);
    CHECK(site.cost == 1);
  }
  CHECK(result.instance.row(CandidateIndex(0)).front() == ReachEntry{1, 7});
  CHECK(result.instance.row(CandidateIndex(1)).front() == ReachEntry{0, 9});
}

TEST_CASE("rows say what exists, what it costs, what it holds and whose it is") {
  using Rule = CandidateRow::Rule;
  const std::vector<CandidateRow> rows = {{"y", Rule::existing, {1, 0}, {{1, 0}}, "Vichy"},
                                          {"z", Rule::optional, {25, 1}, {}, "Moulins"}};
  const PairInstance result = pair_instance(two_pairs(), rows);
  REQUIRE(result.instance.sites.size() == 3);
  const auto& sites = result.instance.sites.rows();
  CHECK(result.instance.units.cost_decimals == 1);
  CHECK(sites[0].cost == 10);
  CHECK(sites[1].rule == SiteRule::mandatory);
  CHECK_FALSE(sites[1].counts);
  CHECK(sites[1].capacity == 10);
  CHECK(sites[2].id == "z");
  CHECK(sites[2].cost == 25);
  CHECK(result.instance.row(CandidateIndex(2)).empty());
  CHECK(find_group(result, "Moulins") == sites[2].group);
  CHECK(error_text([&] { find_group(result, "Montluçon"); }).find("Vichy, Moulins") !=
        std::string::npos);
}

TEST_CASE("capacities have their decimals though weights have none") {
  PairTables tables = two_pairs();
  tables.weights = {{20, 0}, {30, 0}};
  const std::vector<CandidateRow> rows = {
      {.id = "x", .capacity = DecimalNumber{105, 1}, .group = {}}};
  const PairInstance result = pair_instance(std::move(tables), rows);
  CHECK(result.instance.units.weight_decimals == 1);
  CHECK(result.instance.weight == std::vector<std::int64_t>{200, 300});
  CHECK(result.instance.sites.rows()[0].capacity == 105);
  CHECK_FALSE(result.rounds_weights);
}

TEST_CASE("shares of one keep twelve decimals") {
  PairTables tables = two_pairs();
  tables.weights = {*parse_decimal_number("0.3333333333333333"),
                    *parse_decimal_number("0.6666666666666667")};
  const PairInstance result = pair_instance(std::move(tables), {});
  CHECK(result.instance.units.weight_decimals == 12);
  CHECK(result.instance.weight == std::vector<std::int64_t>{333'333'333'333, 666'666'666'667});
  CHECK(result.rounds_weights);
}

TEST_CASE("a capacity above all weight is as good as all of it") {
  const std::vector<CandidateRow> rows = {
      {.id = "x", .capacity = parse_decimal_number("1e200"), .group = {}}};
  const PairInstance result = pair_instance(two_pairs(), rows);
  CHECK(result.instance.sites.rows()[0].capacity == 11);
}

TEST_CASE("weights and costs that are too large are refused by name") {
  PairTables tables = two_pairs();
  tables.weights = {{9, -17}, {2, -17}};
  CHECK(error_text([&] { pair_instance(tables, {}); }).find("add up to more than 10¹⁸") !=
        std::string::npos);
  const std::vector<CandidateRow> rows = {
      {.id = "dear", .cost = *parse_decimal_number("2e12"), .capacity = {}, .group = {}}};
  CHECK(error_text([&] { pair_instance(two_pairs(), rows); }).find("'dear': its cost is above") !=
        std::string::npos);
}

}  // namespace coverage
