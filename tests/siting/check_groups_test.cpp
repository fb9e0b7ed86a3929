#include "libcoverage/siting/check_groups.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/base/error.h"

namespace coverage {
namespace {

/// Two candidates in CC A, one of them decided; one in CC B, ruled out.
PairInstance two_groups() {
  PairInstance tables;
  tables.groups.push_back("CC A");
  tables.groups.push_back("CC B");
  tables.instance.sites.push_back({.id = "a", .rule = SiteRule::mandatory, .group = GroupIndex(0)});
  tables.instance.sites.push_back({.id = "b", .group = GroupIndex(0)});
  tables.instance.sites.push_back({.id = "c", .rule = SiteRule::forbidden, .group = GroupIndex(1)});
  return tables;
}

std::string refusal(const std::vector<GroupLimit>& limits) {
  SitingProblem problem;
  problem.group_limits = limits;
  return error_text([&] { check_groups(two_groups(), problem); });
}

}  // namespace

TEST_CASE("a group is refused by its name, with the closest limit that can be kept") {
  const GroupIndex a(0), b(1);
  CHECK(refusal({{a, 3, {}}}) ==
        "'CC A' must have at least 3 new sites, but has 2 candidates. Ask for at most 2, or give "
        "it more candidates.");
  CHECK(refusal({{b, 1, {}}}).find("'CC B' must have at least 1 new site, but has 0 candidates") ==
        0);
  CHECK(refusal({{a, 0, 0}}) ==
        "'CC A' may have at most 0 new sites, but 1 must open there. Allow it at least 1.");
}

TEST_CASE("limits on one group hold together") {
  const GroupIndex a(0);
  CHECK(refusal({{a, 2, {}}, {a, 0, 1}}) ==
        "'CC A' must have at least 2 new sites and at most 1. Allow it 2, or ask for 1.");
}

TEST_CASE("limits that can be kept are accepted") {
  PairInstance tables = two_groups();
  SitingProblem problem;
  CHECK_NOTHROW(check_groups(tables, problem));
  problem.group_limits = {{GroupIndex(0), 1, 2}, {GroupIndex(1), 0, 0}};
  CHECK_NOTHROW(check_groups(tables, problem));
}

}  // namespace coverage
