#include "libcoverage/base/counted.h"

#include <catch2/catch.hpp>

namespace coverage {

TEST_CASE("English has a plural from none and two on, French from two on") {
  const auto queries = [](std::uint64_t count) {
    return counted(count, {"query", "offre étudiée"}, {"queries", "offres étudiées"});
  };
  CHECK(queries(0).english == "0 queries");
  CHECK(queries(1).english == "1 query");
  CHECK(queries(2).english == "2 queries");
  CHECK(queries(0).french == "0 offre étudiée");
  CHECK(queries(1).french == "1 offre étudiée");
  CHECK(queries(2).french == "2 offres étudiées");
}

}  // namespace coverage
