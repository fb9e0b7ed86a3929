#include "libcoverage/routing/matrix_kernel.h"

#include <algorithm>

#include "libcoverage/routing/lane_climb.h"

namespace coverage {
namespace {

/// Depths of a tile that matter, in working memory: those that all its pairs have in common in
/// front of those that some have.
struct NeededDepths {
  std::span<const std::uint32_t> of_all;
  std::span<const std::uint32_t> of_some;
};

COVERAGE_ALWAYS_INLINE std::pair<std::uint32_t, std::uint32_t> range_of(
    std::span<const TimeRow, matrix_lanes> rows) {
  TimeRow least = rows[0];
  TimeRow most = rows[0];
  for (const TimeRow& row : rows) {
    for (std::size_t lane = 0; lane < matrix_lanes; ++lane) {
      least.values[lane] = std::min(least.values[lane], row.values[lane]);
      most.values[lane] = std::max(most.values[lane], row.values[lane]);
    }
  }
  return {*std::ranges::min_element(least.values), *std::ranges::max_element(most.values)};
}

COVERAGE_ALWAYS_INLINE NeededDepths needed_depths(const MatrixTile& tile) {
  const auto [all, some] = range_of(tile.common);
  const AncestorTimes& from = tile.origins;
  const AncestorTimes& to = tile.destinations;
  std::uint32_t bound = TimeRow::unreached;
  for (std::uint32_t d = 0; d < all; ++d) bound = std::min(bound, from.most[d] + to.most[d]);
  // The pair that sets the bound must still meet there.
  bound += bound < TimeRow::unreached ? 1 : 0;
  std::uint32_t* depths = tile.depths.data();
  std::size_t count = 0;
  for (std::uint32_t d = 0; d < all; ++d) {
    depths[count] = d;
    count += from.least[d] + to.least[d] < bound ? 1 : 0;
  }
  const std::size_t of_all = count;
  for (std::uint32_t d = all; d < some; ++d) {
    depths[count] = d;
    count += from.least[d] + to.least[d] < bound ? 1 : 0;
  }
  return {{depths, of_all}, {depths + of_all, count - of_all}};
}

/// `origins` rows of the tile at once, as many as fit into registers.
template <int origins, int bytes>
COVERAGE_ALWAYS_INLINE void combine_rows(const MatrixTile& tile, const NeededDepths& needed,
                                         std::size_t first, TimeRow* times) {
  using Here = Lanes<TimeRow, 1, bytes>;
  using Register = typename Here::Register;
  const Here unreached = Here::unreached();
  Here least[origins];
#pragma GCC unroll 16
  for (int o = 0; o < origins; ++o) least[o] = unreached;
  for (const std::uint32_t d : needed.of_all) {
    const std::uint32_t* from = tile.origins.times[d].values + first;
    const Here to = Here::load(&tile.destinations.times[d]);
#pragma GCC unroll 16
    for (int o = 0; o < origins; ++o) {
#pragma GCC unroll 4
      for (int p = 0; p < Here::count; ++p) {
        const Register there = to.part[p] + from[o];
        least[o].part[p] = there < least[o].part[p] ? there : least[o].part[p];
      }
    }
  }
  for (const std::uint32_t d : needed.of_some) {
    const std::uint32_t* from = tile.origins.times[d].values + first;
    const Here to = Here::load(&tile.destinations.times[d]);
#pragma GCC unroll 16
    for (int o = 0; o < origins; ++o) {
      const Here common = Here::load(&tile.common[first + static_cast<std::size_t>(o)]);
#pragma GCC unroll 4
      for (int p = 0; p < Here::count; ++p) {
        const Register there = to.part[p] + from[o];
        const Register met = common.part[p] > d ? there : unreached.part[p];
        least[o].part[p] = met < least[o].part[p] ? met : least[o].part[p];
      }
    }
  }
#pragma GCC unroll 16
  for (int o = 0; o < origins; ++o) least[o].store(times + o);
}

template <int origins, int bytes>
COVERAGE_ALWAYS_INLINE void combine(const MatrixTile& tile, TimeRow* times) {
  const NeededDepths needed = needed_depths(tile);
  for (std::size_t first = 0; first < matrix_lanes; first += origins) {
    combine_rows<origins, bytes>(tile, needed, first, times + first);
  }
}

template <int bytes>
COVERAGE_ALWAYS_INLINE void climb(const AncestorClimb& climb, AncestorTimes& result) {
  climb_lanes<TimeRow, 1, bytes>(TreeView(climb.topology, climb.arcs), climb.closure,
                                 climb.climbed.data(), climb.by_depth.data());
  using Here = Lanes<TimeRow, 1, bytes>;
  for (std::size_t place = 0; place < climb.closure.size(); ++place) {
    // Two vertices at one depth lie on chains of different lanes.
    Here::load(&climb.climbed[place])
        .pass_on(&result.times[climb.topology.depth[climb.closure[place]]], 0);
  }
  for (std::size_t d = 0; d < result.times.size(); ++d) {
    const auto& values = result.times[d].values;
    std::uint32_t least = values[0];
    std::uint32_t most = values[0];
    for (const std::uint32_t value : values) {
      least = std::min(least, value);
      most = std::max(most, value);
    }
    result.least[d] = least;
    result.most[d] = most;
  }
}

// Registers: sixteen rows of 64 bytes, four of 32, or two of 16 leave room for the others.
COVERAGE_TARGET_AVX512 void combine_avx512(const MatrixTile& tile, TimeRow* times) {
  combine<16, 64>(tile, times);
}
COVERAGE_TARGET_AVX2 void combine_avx2(const MatrixTile& tile, TimeRow* times) {
  combine<4, 32>(tile, times);
}
COVERAGE_TARGET_AVX512 void climb_avx512(const AncestorClimb& task, AncestorTimes& result) {
  climb<64>(task, result);
}
COVERAGE_TARGET_AVX2 void climb_avx2(const AncestorClimb& task, AncestorTimes& result) {
  climb<32>(task, result);
}

}  // namespace

void climb_to_ancestors(const AncestorClimb& task, std::size_t depths, AncestorTimes& result,
                        Simd simd) {
  result.times.assign(depths, unreached_row<TimeRow>());
  result.least.resize(depths);
  result.most.resize(depths);
  if (simd == Simd::avx512) {
    climb_avx512(task, result);
  } else if (simd == Simd::avx2) {
    climb_avx2(task, result);
  } else {
    climb<16>(task, result);
  }
}

void combine_ancestors(const MatrixTile& tile, std::span<TimeRow, matrix_lanes> times, Simd simd) {
  if (simd == Simd::avx512) {
    combine_avx512(tile, times.data());
  } else if (simd == Simd::avx2) {
    combine_avx2(tile, times.data());
  } else {
    combine<2, 16>(tile, times.data());
  }
}

}  // namespace coverage
