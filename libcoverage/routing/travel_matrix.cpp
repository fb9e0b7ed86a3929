#include "libcoverage/routing/travel_matrix.h"

#include <unistd.h>

#include <algorithm>
#include <numeric>

#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/matrix_kernel.h"
#include "libcoverage/routing/tree_closure.h"

namespace coverage {
namespace {

constexpr std::size_t lanes = std::size(TimeRow{}.values);

/// What a thread needs for one batch of origins after another.
struct Workspace {
  struct Start {
    std::uint32_t rank;
    std::uint32_t lane;
    std::uint32_t time_ms;
  };
  std::vector<Start> starts;
  std::vector<std::uint32_t> ranks;
  std::vector<std::uint32_t> closure;
  std::vector<TimeRow> climbed;
  std::vector<TimeRow> by_depth;
  std::vector<TimeRow> times;
};

class MatrixSearch {
 public:
  explicit MatrixSearch(const MatrixProblem& problem)
      : problem_(problem),
        rank_(ranks_of(problem.hierarchy.topology)),
        depths_(depth_count(problem.hierarchy.topology)),
        targets_(build_target_tree(problem.hierarchy.topology,
                                   problem.hierarchy.descended(Travel::from_sources), rank_,
                                   problem.destinations)) {}

  /// The rows of some origins, from `first` on.
  void fill(std::size_t first, TravelTimes& rows, const Execution& execution) const {
    const std::vector<std::uint32_t> order = by_place(first, static_cast<std::size_t>(rows.rows()));
    const std::size_t batches = (order.size() + lanes - 1) / lanes;
    std::vector<Workspace> workspaces(std::max(execution.threads, 1u));
    parallel_for(
        batches, execution.threads, 1, [&](std::size_t begin, std::size_t end, unsigned thread) {
          execution.check_interrupted();
          for (std::size_t b = begin; b < end; ++b) {
            const auto batch =
                std::span(order).subspan(b * lanes, std::min(lanes, order.size() - b * lanes));
            run(batch, first, workspaces[thread], rows);
          }
        });
  }

 private:
  /// Origins that lie close together climb the same vertices: they go into one batch.
  std::vector<std::uint32_t> by_place(std::size_t first, std::size_t count) const {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0);
    const auto place = [&](std::uint32_t row) {
      const auto& seeds = problem_.origins[first + row];
      return seeds.empty() ? 0 : rank_[seeds.front().vertex.value()];
    };
    std::ranges::stable_sort(order, {}, place);
    return order;
  }

  void run(std::span<const std::uint32_t> batch, std::size_t first, Workspace& work,
           TravelTimes& rows) const {
    prepare(batch, first, work);
    run_matrix_task({problem_.hierarchy.topology, problem_.hierarchy.climbed(Travel::from_sources),
                     targets_, work.closure, work.climbed, work.by_depth, work.times},
                    problem_.simd);
    for (std::uint32_t lane = 0; lane < batch.size(); ++lane) {
      std::uint32_t* row = rows.data() + std::size_t{batch[lane]} * problem_.destinations.size();
      for (const TimeRow& times : work.times) *row++ = times.values[lane];
    }
  }

  void prepare(std::span<const std::uint32_t> batch, std::size_t first, Workspace& work) const {
    work.by_depth.resize(depths_, unreached_row<TimeRow>());
    work.times.resize(problem_.destinations.size());
    work.starts.clear();
    for (std::uint32_t lane = 0; lane < batch.size(); ++lane) {
      for (const SearchSource& seed : problem_.origins[first + batch[lane]]) {
        work.starts.push_back({rank_[seed.vertex.value()], lane, seed.time.milliseconds()});
      }
    }
    std::ranges::sort(work.starts, {}, &Workspace::Start::rank);
    work.ranks.clear();
    for (const Workspace::Start& start : work.starts) work.ranks.push_back(start.rank);
    find_closure(problem_.hierarchy.topology, work.ranks, work.closure);
    work.climbed.assign(work.closure.size(), unreached_row<TimeRow>());
    auto start = work.starts.begin();
    for (std::size_t place = 0; place < work.closure.size(); ++place) {
      for (; start != work.starts.end() && start->rank == work.closure[place]; ++start) {
        std::uint32_t& time = work.climbed[place].values[start->lane];
        time = std::min(time, start->time_ms);
      }
    }
  }

  const MatrixProblem& problem_;
  std::vector<std::uint32_t> rank_;
  std::size_t depths_;
  TargetTree targets_;
};

void require_places(const MatrixProblem& problem) {
  for (const auto& places : {problem.origins, problem.destinations}) {
    for (const auto& place : places) check_sources(problem.hierarchy.vertex_count(), place);
  }
}

void require_room(const MatrixProblem& problem, std::uint64_t rows) {
  const std::uint64_t columns = problem.destinations.size();
  const double bytes = static_cast<double>(rows) * static_cast<double>(columns) * 4;
  if (bytes <= static_cast<double>(problem.most_bytes)) return;
  throw InputError(
      message("a matrix of {} × {} travel times takes {:.1f} GiB of memory; {:.1f} GiB may be used",
              "une matrice de {} × {} temps de parcours prend {:.1f} Gio de mémoire ; {:.1f} Gio "
              "sont utilisables",
              rows, columns, bytes / (1 << 30),
              static_cast<double>(problem.most_bytes) / (1 << 30)),
      message("Compute it in blocks of at most {} rows (stream_travel_times).",
              "Calculez-la par blocs d’au plus {} lignes (stream_travel_times).",
              std::max<std::uint64_t>(problem.most_bytes / 4 / std::max<std::uint64_t>(columns, 1),
                                      1)));
}

}  // namespace

std::uint64_t MatrixProblem::most_matrix_bytes() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page <= 0) return std::uint64_t{1} << 32;
  return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page) / 4 * 3;
}

TravelTimes travel_times(const MatrixProblem& problem, const Execution& execution) {
  require_places(problem);
  require_room(problem, problem.origins.size());
  TravelTimes times(static_cast<Eigen::Index>(problem.origins.size()),
                    static_cast<Eigen::Index>(problem.destinations.size()));
  MatrixSearch(problem).fill(0, times, execution);
  return times;
}

void stream_travel_times(const MatrixProblem& problem, std::size_t block_rows,
                         const Execution& execution,
                         const std::function<void(std::size_t, const TravelTimes&)>& take) {
  require_places(problem);
  block_rows = std::max<std::size_t>(block_rows, 1);
  require_room(problem, std::min(block_rows, problem.origins.size()));
  const MatrixSearch search(problem);
  for (std::size_t first = 0; first < problem.origins.size(); first += block_rows) {
    const std::size_t rows = std::min(block_rows, problem.origins.size() - first);
    TravelTimes times(static_cast<Eigen::Index>(rows),
                      static_cast<Eigen::Index>(problem.destinations.size()));
    search.fill(first, times, execution);
    take(first, times);
  }
}

}  // namespace coverage
