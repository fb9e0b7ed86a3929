#include "libcoverage/routing/matrix_rows.h"

#include <algorithm>
#include <array>

namespace coverage {

MatrixRows::MatrixRows(const MatrixProblem& problem, const PlaceChains& origins,
                       const CommonAncestors& common, const MatrixColumns& columns)
    : origins_(origins),
      common_(common),
      columns_(columns),
      simd_(problem.simd),
      tables_(origins, problem.hierarchy.topology, problem.hierarchy.climbed(Travel::from_sources),
              problem.simd) {}

void MatrixRows::fill(std::size_t begin, std::size_t end, TravelTimes& rows) {
  climb(begin, end);
  std::array<TimeRow, matrix_lanes> times;
  for (std::size_t tile = 0; tile < columns_.tiles.size(); ++tile) {
    for (const Batch& batch : batches_) {
      const auto common = std::span(batch.common).subspan(tile * matrix_lanes);
      combine_ancestors({batch.times, columns_.tiles[tile], common.first<matrix_lanes>(), depths_},
                        times, simd_);
      write(batch, tile, times, rows);
    }
  }
}

void MatrixRows::climb(std::size_t begin, std::size_t end) {
  batches_.resize((end - begin + matrix_lanes - 1) / matrix_lanes);
  for (std::size_t b = 0; b < batches_.size(); ++b) {
    batches_[b].first = begin + b * matrix_lanes;
    batches_[b].size = std::min(matrix_lanes, end - batches_[b].first);
    tables_.fill(batches_[b].first, batches_[b].times);
    count_common(batches_[b]);
    depths_.resize(std::max(depths_.size(), batches_[b].times.depth_count()));
  }
}

void MatrixRows::count_common(Batch& batch) const {
  batch.common.resize(columns_.tiles.size() * matrix_lanes);
  const std::size_t last = columns_.chains.chains().size() - 1;
  for (std::size_t lane = 0; lane < matrix_lanes; ++lane) {
    // Left-over lanes repeat the last chain, as its times do.
    const std::size_t chain = std::min(batch.first + lane, origins_.chains().size() - 1);
    common_.for_each(chain, [&](std::uint32_t column, std::uint32_t number) {
      batch.common[column / matrix_lanes * matrix_lanes + lane].values[column % matrix_lanes] =
          number;
    });
    TimeRow& end = batch.common[(columns_.tiles.size() - 1) * matrix_lanes + lane];
    for (std::size_t c = last % matrix_lanes + 1; c < matrix_lanes; ++c) {
      end.values[c] = end.values[last % matrix_lanes];
    }
  }
}

void MatrixRows::write(const Batch& batch, std::size_t tile, std::span<const TimeRow> times,
                       TravelTimes& rows) const {
  const auto chains = columns_.chains.chains().subspan(tile * matrix_lanes);
  const std::size_t columns = std::min(matrix_lanes, chains.size());
  for (std::size_t o = 0; o < batch.size; ++o) {
    std::uint32_t* row = rows.row(origins_.chains()[batch.first + o].place).data();
    for (std::size_t d = 0; d < columns; ++d) {
      std::uint32_t& time = row[chains[d].place];
      time = std::min(time, times[o].values[d]);
    }
  }
}

}  // namespace coverage
