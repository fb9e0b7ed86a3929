// The raster of a study's first query against what it cannot do without, on one thread: one
// streaming read of the segments (shapes and everything that a trip along them needs) and one write
// of the raster. Medians of alternated repetitions, as Markdown. Build the network first.
//
// Usage: raster_benchmark STUDY.toml [REPETITIONS]

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "libcoverage/access/access_raster.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/study_file.h"
#include "libcoverage/study/edge_times.h"
#include "libcoverage/study/query_search.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

namespace {

template <class T>
double read(const Column<T>& column) {
  double total = 0;
  for (const T& row : column) {
    if constexpr (std::is_same_v<T, Point>) {
      total += row.x + row.y;
    } else if constexpr (std::is_arithmetic_v<T>) {
      total += static_cast<double>(row);
    } else {
      total += static_cast<double>(row.value());
    }
  }
  return total;
}

double read_segments(const RoadNetwork& roads) {
  return read(roads.shape_points) + read(roads.first_shape_point) + read(roads.segment_flags) +
         read(roads.segment_run) + read(roads.segment_place_in_run) +
         read(roads.segment_along_run) + read(roads.segment_forward_ms) +
         read(roads.segment_backward_ms) + read(roads.segment_forward_delay_ms) +
         read(roads.segment_backward_delay_ms) + read(roads.segment_length_mm);
}

class Watch {
 public:
  template <class Work>
  void time(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    seconds_.push_back(spent.count());
  }
  double median() {
    std::sort(seconds_.begin(), seconds_.end());
    return seconds_[seconds_.size() / 2];
  }

 private:
  std::vector<double> seconds_;
};

void measure(const std::string& file, int repetitions) {
  Progress silent;
  const Execution execution{silent, 1, nullptr};
  const StudyInputs inputs = load_study_inputs(load_study(file), execution);
  const StudyNetwork& network = *inputs.networks.front();
  EdgeTimes edges(inputs);
  const QuerySearch search = search_query(inputs, 0, edges, execution);
  const RasterGrid grid =
      grid_over(raster_extent(inputs.territory, network.roads), inputs.study.output.cell_size_m);
  Watch reading, writing, finding, answering;
  double check = 0;
  std::uint64_t ok = 0;
  for (int k = 0; k < repetitions; ++k) {
    reading.time([&] { check += read_segments(network.roads); });
    writing.time([&] {
      const std::vector<float> times(grid.size(), raster_nodata), fids(grid.size(), raster_nodata);
      check += times.back() + fids.back();
    });
    std::optional<RasterCells> cells;
    finding.time([&] { cells.emplace(grid, inputs.territory, *network.snapper, execution); });
    answering.time([&] { ok = cells->answer(search.access, execution).cells_ok; });
  }
  const double least = reading.median() + writing.median();
  const double ours = finding.median() + answering.median();
  fmt::print(
      "| cells | in reach | segments | read, s | write, s | cells found, s | answered, s | "
      "ratio, first query | ratio, each more |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
      "| {} | {} | {} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {:.1f} | {:.2f} |\n",
      grid.size(), ok, network.roads.segment_count(), reading.median(), writing.median(),
      finding.median(), answering.median(), ours / least, answering.median() / least);
  if (check == 0) fmt::print("\n");  // what was read must be read
}

}  // namespace

}  // namespace coverage

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: raster_benchmark STUDY.toml [REPETITIONS]\n", stderr);
    return 2;
  }
  const auto repetitions = argc > 2 ? coverage::parse_integer(argv[2]).value_or(5) : 5;
  try {
    coverage::measure(argv[1], static_cast<int>(std::max<std::int64_t>(1, repetitions)));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "raster_benchmark: {}\n", error.what());
    return 1;
  }
}
