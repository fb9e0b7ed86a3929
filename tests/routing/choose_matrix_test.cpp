#include "libcoverage/routing/choose_matrix.h"

#include <catch2/catch.hpp>

namespace coverage {

TEST_CASE("plain searches of a matrix go from the side that has fewer places") {
  const auto plain = [](std::size_t origins, std::size_t destinations, std::size_t blocks) {
    return choose_matrix_method({1000, origins, destinations, blocks, true}, KernelSetting::search);
  };
  CHECK(plain(3, 30, 1) == MatrixMethod::from_origins);
  CHECK(plain(30, 3, 1) == MatrixMethod::from_destinations);
  CHECK(plain(30, 30, 1) == MatrixMethod::from_origins);
  // From destinations each block of rows takes all searches again.
  CHECK(plain(30, 3, 20) == MatrixMethod::from_origins);
}

TEST_CASE("a stored hierarchy is used for more than a few places, one is built for many rows") {
  const auto choice = [](std::size_t origins, std::size_t destinations, bool stored) {
    return choose_matrix_method({1000, origins, destinations, 1, stored});
  };
  CHECK(choice(1, 1, true) == MatrixMethod::stored_hierarchy);
  CHECK(choice(100'000, 1, true) == MatrixMethod::from_destinations);
  CHECK(choice(1000, 1000, true) == MatrixMethod::stored_hierarchy);
  CHECK(choice(20, 20, false) == MatrixMethod::from_origins);
  CHECK(choice(1000, 1000, false) == MatrixMethod::new_hierarchy);
  CHECK(choice(1000, 10, false) == MatrixMethod::from_destinations);
}

TEST_CASE("a setting alone decides on the hierarchy, which is built where none is stored") {
  const MatrixTask small{1000, 1, 1, 1, false};
  const MatrixTask large{1000, 5000, 5000, 1, true};
  CHECK(choose_matrix_method(small, KernelSetting::hierarchy) == MatrixMethod::new_hierarchy);
  CHECK(choose_matrix_method(large, KernelSetting::hierarchy) == MatrixMethod::stored_hierarchy);
  CHECK(choose_matrix_method(large, KernelSetting::search) == MatrixMethod::from_origins);
}

TEST_CASE("a matrix without places takes no hierarchy") {
  CHECK(choose_matrix_method({1000, 0, 5, 0, false}) == MatrixMethod::from_origins);
  CHECK(choose_matrix_method({1000, 5, 0, 1, false}) == MatrixMethod::from_destinations);
}

}  // namespace coverage
