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
  tables.weights = {5, 6};
  tables.weight_decimals = 1;
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
  const std::vector<CandidateRow> rows = {{"y", Rule::existing, 1'000'000, 40'000'000, "Vichy"},
                                          {"z", Rule::optional, 2'500'000, {}, "Moulins"}};
  const PairInstance result = pair_instance(two_pairs(), rows);
  REQUIRE(result.instance.sites.size() == 3);
  const auto& sites = result.instance.sites.rows();
  CHECK(result.cost_decimals == 1);
  CHECK(sites[0].cost == 10);
  CHECK(sites[1].rule == SiteRule::mandatory);
  CHECK_FALSE(sites[1].counts);
  CHECK(sites[1].capacity == 400);
  CHECK(sites[2].id == "z");
  CHECK(sites[2].cost == 25);
  CHECK(result.instance.row(CandidateIndex(2)).empty());
  CHECK(find_group(result, "Moulins") == sites[2].group);
  CHECK(error_text([&] { find_group(result, "Montluçon"); }).find("Vichy, Moulins") !=
        std::string::npos);
}

}  // namespace coverage
