#include "libcoverage/access/access_matrix.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/base/error.h"
#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/reverse_graph.h"
#include "libcoverage/routing/searched_matrix.h"
#include "libcoverage/routing/travel_matrix.h"

namespace coverage {
namespace {

std::vector<std::vector<SearchSource>> places_at(
    std::span<const std::optional<Snap>> snaps,
    const std::function<void(const Snap&, std::vector<SearchSource>&)>& append) {
  std::vector<std::vector<SearchSource>> places(snaps.size());
  for (std::size_t p = 0; p < snaps.size(); ++p) {
    if (snaps[p]) append(*snaps[p], places[p]);
  }
  return places;
}

void append_departing(const RoadNetwork& roads, const Snap& home,
                      std::vector<SearchSource>& sources) {
  std::vector<Seed> departures;
  append_departures(roads, home, departures);
  for (const Seed& seed : departures) {
    sources.push_back({seed.vertex, home.connector_time + seed.time, seed.length, 0});
  }
}

Message travel_times_stage() {
  return {"Travel times", "Temps de parcours"};
}

std::size_t rows_that_fit(std::uint64_t bytes, std::size_t columns) {
  const std::uint64_t row = std::max<std::uint64_t>(columns, 1) * sizeof(std::uint32_t);
  return static_cast<std::size_t>(std::max<std::uint64_t>(bytes / row, 1));
}

}  // namespace

AccessMatrix::AccessMatrix(const MatrixQuestion& question)
    : question_(question),
      origins_(places_at(question.origins,
                         [&](const Snap& snap, std::vector<SearchSource>& sources) {
                           append_departing(question.roads, snap, sources);
                         })),
      destinations_(places_at(question.destinations,
                              [&](const Snap& snap, std::vector<SearchSource>& sources) {
                                append_sources(question.roads, {FacilityIndex(0), snap}, sources);
                              })),
      block_rows_(std::min(rows_that_fit(question.block_bytes, question.destinations.size()),
                           std::max<std::size_t>(question.origins.size(), 1))) {
  check_matrix_sides(question.origins.size(), question.destinations.size());
  for (std::uint32_t d = 0; d < question.destinations.size(); ++d) {
    if (question.destinations[d]) by_run_.emplace_back(run_of(*question.destinations[d]), d);
  }
  std::ranges::sort(by_run_);
  method_ = choose();
  if (method_ != MatrixMethod::from_destinations) {
    // No search is done twice: smaller blocks show how far the matrix is, but fill all lanes.
    block_rows_ =
        std::min(block_rows_,
                 std::max(rows_that_fit(question.block_bytes / 16, question.destinations.size()),
                          std::size_t{256}));
  }
}

MatrixMethod AccessMatrix::choose() const {
  const bool fits = table_bytes() <= question_.most_table_bytes;
  if (!fits && question_.search == KernelSetting::hierarchy) {
    throw InputError(
        message("sweeps to {} destinations over the hierarchy take {:.1f} GiB of memory; {:.1f} "
                "GiB may be used",
                "le parcours de la hiérarchie vers {} destinations prend {:.1f} Gio de mémoire ; "
                "{:.1f} Gio sont utilisables",
                destinations_.size(), static_cast<double>(table_bytes()) / (1 << 30),
                static_cast<double>(question_.most_table_bytes) / (1 << 30)),
        {"Take plain searches, or fewer destinations at a time",
         "Prenez des recherches simples, ou moins de destinations à la fois"});
  }
  return choose_matrix_method({.vertices = question_.roads.vertex_count(),
                               .origins = origins_.size(),
                               .destinations = destinations_.size(),
                               .blocks = (origins_.size() + block_rows_ - 1) / block_rows_,
                               .has_hierarchy = question_.hierarchy != nullptr,
                               .hierarchy_fits = fits},
                              question_.search);
}

std::uint64_t AccessMatrix::table_bytes() const {
  // Road networks' trees are about as deep as the square root of their vertices.
  const auto depth = question_.hierarchy
                         ? static_cast<double>(depth_count(question_.hierarchy->topology))
                         : std::sqrt(static_cast<double>(question_.roads.vertex_count()));
  return static_cast<std::uint64_t>(depth * static_cast<double>(destinations_.size()) *
                                    sizeof(std::uint32_t));
}

void AccessMatrix::offer_direct_trips(std::size_t origin, std::span<Seconds> times) const {
  if (!question_.origins[origin]) return;
  const Snap& home = *question_.origins[origin];
  const RunId run = run_of(home);
  auto here = std::ranges::lower_bound(by_run_, run, {}, &std::pair<RunId, std::uint32_t>::first);
  for (; here != by_run_.end() && here->first == run; ++here) {
    const std::uint32_t destination = here->second;
    const Snap& there = *question_.destinations[destination];
    const std::optional<Trip> trip = direct_trip(question_.roads, home, there);
    if (!trip) continue;
    times[destination] =
        std::min(times[destination], home.connector_time + trip->time + there.connector_time +
                                         question_.roads.terminal_time);
  }
}

void AccessMatrix::search(const Execution& execution, const TakeBlock& take) const {
  const bool forwards = method_ == MatrixMethod::from_origins;
  const std::size_t blocks = (origins_.size() + block_rows_ - 1) / block_rows_;
  execution.progress.stage(travel_times_stage(),
                           forwards ? origins_.size() : destinations_.size() * blocks);
  const OwnedSearchGraph graph =
      forwards ? forward_graph(question_.roads) : reverse_graph(question_.roads);
  stream_searched_times({forwards ? MatrixSide::origins : MatrixSide::destinations, graph.view(),
                         origins_, destinations_},
                        block_rows_, execution, take);
}

void AccessMatrix::sweep(const Execution& execution, const TakeBlock& take) const {
  std::optional<Hierarchy> built;
  if (method_ == MatrixMethod::new_hierarchy) {
    execution.progress.stage({"Building a hierarchy", "Construction d’une hiérarchie"});
    built = build_hierarchy(forward_graph(question_.roads).view());
  }
  execution.progress.stage(travel_times_stage(), origins_.size());
  stream_travel_times({built ? *built : *question_.hierarchy, origins_, destinations_}, block_rows_,
                      execution, [&](std::size_t first, const TravelTimes& times) {
                        take(first, times);
                        execution.progress.advance(static_cast<std::uint64_t>(times.rows()));
                      });
}

void AccessMatrix::stream(
    const Execution& execution,
    const std::function<void(std::size_t, std::span<const Seconds>)>& take) const {
  std::vector<Seconds> row(destinations_.size());
  const auto take_block = [&](std::size_t first, const TravelTimes& times) {
    for (Eigen::Index r = 0; r < times.rows(); ++r) {
      const std::size_t origin = first + static_cast<std::size_t>(r);
      const std::uint32_t* from = times.data() + r * times.cols();
      std::transform(from, from + times.cols(), row.begin(), Seconds::from_milliseconds);
      offer_direct_trips(origin, row);
      take(origin, row);
    }
  };
  if (method_ == MatrixMethod::from_origins || method_ == MatrixMethod::from_destinations) {
    search(execution, take_block);
  } else {
    sweep(execution, take_block);
  }
}

std::uint64_t AccessMatrix::memory_bytes() const {
  const std::uint64_t block =
      std::uint64_t{block_rows_} * destinations_.size() * sizeof(std::uint32_t);
  constexpr std::uint64_t place_bytes = 250;  // snap, name and two seeds, mostly
  const std::uint64_t places = (origins_.size() + destinations_.size()) * place_bytes;
  const std::uint64_t vertices = question_.roads.vertex_count();
  const std::uint64_t graph = 12 * std::uint64_t{question_.roads.arc_count()};
  // By vertex: a search's or a sweep's tables 16 bytes; a hierarchy 90, and while it is built four
  // times that (measured on a département's network).
  switch (method_) {
    case MatrixMethod::stored_hierarchy:
      return block + places + 16 * vertices + table_bytes();
    case MatrixMethod::new_hierarchy:
      return block + places + graph + 376 * vertices + table_bytes();
    default:
      return block + places + graph + 16 * vertices;
  }
}

}  // namespace coverage
