#include "libcoverage/routing/travel_matrix.h"

#include <unistd.h>

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/common_ancestors.h"
#include "libcoverage/routing/matrix_rows.h"
#include "libcoverage/routing/place_chains.h"

namespace coverage {
namespace {

/// Chains that are climbed, then combined with one tile of destinations after another: that tile is
/// read from memory once for all of them.
constexpr std::size_t chains_of_a_task = 4 * matrix_lanes;

/// Cuts chains into tasks between places, so that a row of the matrix belongs to one task.
std::vector<std::size_t> cut_tasks(std::span<const PlaceChains::Chain> chains) {
  std::vector<std::size_t> cuts = {0};
  for (std::size_t c = 1; c < chains.size(); ++c) {
    if (c - cuts.back() >= chains_of_a_task && chains[c].place != chains[c - 1].place) {
      cuts.push_back(c);
    }
  }
  if (!chains.empty()) cuts.push_back(chains.size());
  return cuts;
}

std::vector<std::uint32_t> bottoms_of(const PlaceChains& chains) {
  std::vector<std::uint32_t> bottoms;
  for (const auto& chain : chains.chains()) bottoms.push_back(chain.bottom);
  return bottoms;
}

std::size_t tile_count(std::size_t chains) {
  return (chains + matrix_lanes - 1) / matrix_lanes;
}

/// A fastest route meets an ancestor that both its ends have in common. So each end is climbed
/// once, and pairs are combined over their common ancestors: on a perturbed grid a third of the
/// work of sweeping down to the destinations from every batch of origins (RPHAST), for the arcs
/// above a destination are walked once and not once a batch.
class MatrixSearch {
 public:
  MatrixSearch(const MatrixProblem& problem, const Execution& execution)
      : problem_(problem),
        rank_(ranks_of(problem.hierarchy.topology)),
        destinations_(problem.hierarchy.topology, rank_, problem.destinations),
        bottoms_(bottoms_of(destinations_)),
        tiles_(tile_count(bottoms_.size())) {
    parallel_for(
        tiles_.size(), execution.threads, 8, [&](std::size_t begin, std::size_t end, unsigned) {
          execution.check_interrupted();
          AncestorTables tables(destinations_, problem_.hierarchy.topology,
                                problem_.hierarchy.climbed(Travel::to_sources), problem_.simd);
          for (std::size_t t = begin; t < end; ++t) tables.fill(t * matrix_lanes, tiles_[t]);
        });
  }

  /// The rows of some origins, from `first` on.
  void fill(std::size_t first, TravelTimes& rows, const Execution& execution) const {
    rows.setConstant(TimeRow::unreached);
    if (tiles_.empty()) return;
    const PlaceChains origins(
        problem_.hierarchy.topology, rank_,
        problem_.origins.subspan(first, static_cast<std::size_t>(rows.rows())));
    const CommonAncestors common(problem_.hierarchy.topology, bottoms_of(origins), bottoms_);
    const std::vector<std::size_t> cuts = cut_tasks(origins.chains());
    parallel_for(cuts.size() - 1, execution.threads, 1,
                 [&](std::size_t begin, std::size_t end, unsigned) {
                   for (std::size_t t = begin; t < end; ++t) {
                     execution.check_interrupted();
                     MatrixRows(problem_, origins, common, {destinations_, tiles_})
                         .fill(cuts[t], cuts[t + 1], rows);
                   }
                 });
  }

 private:
  const MatrixProblem& problem_;
  std::vector<std::uint32_t> rank_;
  PlaceChains destinations_;
  std::vector<std::uint32_t> bottoms_;  ///< of the destinations' chains
  std::vector<AncestorTimes> tiles_;    ///< of the destinations, sixteen chains each
};

void require_places(const MatrixProblem& problem) {
  check_matrix_sides(problem.origins.size(), problem.destinations.size());
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
  MatrixSearch(problem, execution).fill(0, times, execution);
  return times;
}

void stream_travel_times(const MatrixProblem& problem, std::size_t block_rows,
                         const Execution& execution,
                         const std::function<void(std::size_t, const TravelTimes&)>& take) {
  require_places(problem);
  block_rows = std::max<std::size_t>(block_rows, 1);
  require_room(problem, std::min(block_rows, problem.origins.size()));
  const MatrixSearch search(problem, execution);
  for (std::size_t first = 0; first < problem.origins.size(); first += block_rows) {
    const std::size_t rows = std::min(block_rows, problem.origins.size() - first);
    TravelTimes times(static_cast<Eigen::Index>(rows),
                      static_cast<Eigen::Index>(problem.destinations.size()));
    search.fill(first, times, execution);
    take(first, times);
  }
}

}  // namespace coverage
