#include "libcoverage/routing/choose_matrix.h"

#include <catch2/catch.hpp>

namespace coverage {

TEST_CASE("plain searches of a matrix go from the side that has fewer places") {
  const auto plain = [](std::size_t origins, std::size_t destinations, std::size_t blocks) {
    return choose_matrix_method({.vertices = 1000,
                                 .origins = origins,
                                 .destinations = destinations,
                                 .blocks = blocks,
                                 .has_hierarchy = true},
                                KernelSetting::search);
  };
  CHECK(plain(3, 30, 1) == MatrixMethod::from_origins);
  CHECK(plain(30, 3, 1) == MatrixMethod::from_destinations);
  CHECK(plain(30, 30, 1) == MatrixMethod::from_origins);
  // From destinations each block of rows takes all searches again.
  CHECK(plain(30, 3, 20) == MatrixMethod::from_origins);
}

TEST_CASE("a stored hierarchy is used for more than a few places, one is built for many rows") {
  const auto choice = [](std::size_t origins, std::size_t destinations, bool stored) {
    return choose_matrix_method({.vertices = 1000,
                                 .origins = origins,
                                 .destinations = destinations,
                                 .has_hierarchy = stored});
  };
  CHECK(choice(1, 1, true) == MatrixMethod::stored_hierarchy);
  CHECK(choice(100'000, 1, true) == MatrixMethod::from_destinations);
  CHECK(choice(1000, 1000, true) == MatrixMethod::stored_hierarchy);
  CHECK(choice(20, 20, false) == MatrixMethod::from_origins);
  CHECK(choice(1000, 1000, false) == MatrixMethod::new_hierarchy);
  CHECK(choice(1000, 10, false) == MatrixMethod::from_destinations);
}

TEST_CASE("a hierarchy that has no room for the destinations is not chosen") {
  MatrixTask task{.vertices = 1000, .origins = 1000, .destinations = 1000, .has_hierarchy = true};
  CHECK(choose_matrix_method(task) == MatrixMethod::stored_hierarchy);
  task.hierarchy_fits = false;
  CHECK(choose_matrix_method(task) == MatrixMethod::from_origins);
}

TEST_CASE("a setting alone decides on the hierarchy, which is built where none is stored") {
  const MatrixTask small{.vertices = 1000, .origins = 1, .destinations = 1};
  const MatrixTask large{
      .vertices = 1000, .origins = 5000, .destinations = 5000, .has_hierarchy = true};
  CHECK(choose_matrix_method(small, KernelSetting::hierarchy) == MatrixMethod::new_hierarchy);
  CHECK(choose_matrix_method(large, KernelSetting::hierarchy) == MatrixMethod::stored_hierarchy);
  CHECK(choose_matrix_method(large, KernelSetting::search) == MatrixMethod::from_origins);
}

}  // namespace coverage
