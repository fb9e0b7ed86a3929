#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/output/write_results.h"
#include "libcoverage/study/run_study.h"
#include "listener.h"
#include "small_study.h"

namespace coverage {

namespace {

const char* const with_one_unanswered =
    "[queries.fs]\nwhere = \"kind = france_services\"\n"
    "[queries.third]\nwhere = \"kind = france_services and id = 'nowhere'\"\n";

}  // namespace

TEST_CASE(
    "a query that no facility answers leaves everybody unreachable, and others their answers") {
  const SmallStudy small;
  Listener listener;
  const Execution execution{listener, 1, nullptr};
  const Study study = small.load(with_one_unanswered);
  const Results results = run_study(study, execution);
  REQUIRE(results.queries.size() == 2);
  CHECK(results.queries[0].indicators.study.unreachable == Weight());
  CHECK(results.queries[1].indicators.study.unreachable == Weight::from_count(3500));
  CHECK_FALSE(results.queries[1].indicators.study.median);
  REQUIRE(listener.warnings.size() == 1);
  CHECK_THAT(listener.warnings[0], Catch::Contains("no facility answers it near a road"));
  CHECK_NOTHROW(write_results(results, {.directory = small.folder() / "out"}, execution));
}

TEST_CASE("where no query has any facility there is no result") {
  const SmallStudy small;
  Listener listener;
  const Execution execution{listener, 1, nullptr};
  const Study study =
      small.load("[queries.third]\nwhere = \"kind = france_services and id = 'nowhere'\"\n");
  CHECK_THROWS_AS(run_study(study, execution), NoResultError);
}

}  // namespace coverage
