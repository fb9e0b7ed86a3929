#include "libcoverage/study/study_matrix.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "libcoverage/base/counted.h"
#include "libcoverage/base/error.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/network/network_cache.h"
#include "libcoverage/network/network_file.h"
#include "libcoverage/network/snapper.h"
#include "libcoverage/routing/hierarchy_file.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {
namespace {

void require_points(const MatrixPoints& points) {
  if (points.rows.empty()) {
    throw InputError(
        message("{}: there is no point in it", "{} : aucun point dedans", points.file),
        {"Give a CSV with the columns id, lon, lat and at least one row, or a layer of "
         "points",
         "Donnez un CSV avec les colonnes id, lon, lat et au moins une ligne, ou une "
         "couche de points"});
  }
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t row = 0; row < points.rows.size(); ++row) {
    const auto [known, is_new] = first.try_emplace(points.rows[row].id, row);
    if (is_new) continue;
    throw InputError(message("{}: points {} and {} have the same id '{}'",
                             "{} : les points {} et {} ont le même id « {} »", points.file,
                             known->second + 1, row + 1, points.rows[row].id),
                     {"Give each point an id of its own", "Donnez à chaque point son propre id"});
  }
}

void warn_of_unusable(const MatrixPoints& points, Progress& progress) {
  for (const PointRow& row : points.rows) {
    if (row.where) continue;
    progress.warn({fmt::format("{}: point {}: {}", points.file, row.id, row.problem.english),
                   fmt::format("{} : point {} : {}", points.file, row.id, row.problem.french)});
  }
}

/// "3 of 40 origins are farther than 1000 m from any road: a…"
void warn_of_unsnapped(const MatrixSideNames& names, double limit_m, const MatrixPoints& points,
                       Progress& progress) {
  const auto lost = std::ranges::count(names.snapped, false);
  if (lost == 0) return;
  const auto place = std::ranges::find(names.snapped, false) - names.snapped.begin();
  const Message number =
      counted(static_cast<std::uint64_t>(lost), {"point", "point"}, {"points", "points"});
  const std::string example = names.ids[static_cast<std::size_t>(place)] + (lost > 1 ? "…" : "");
  progress.warn({fmt::format("{}: {} without a road within {} m, thus without times: {}",
                             points.file, number.english, limit_m, example),
                 fmt::format("{} : {} sans route à moins de {} m, donc sans temps : {}",
                             points.file, number.french, limit_m, example)});
}

}  // namespace

StudyMatrix::StudyMatrix(const Study& study, const MatrixRequest& request,
                         const Execution& execution)
    : study_(study), search_(request.search) {
  require_points(request.origins);
  require_points(request.destinations);
  if (!request.profile.empty()) study_.roads.profile = request.profile;
  // One network alone is asked: queries may name others.
  study_.queries.clear();
  const Crs crs = Crs::from_text(study_.crs);
  std::vector<SourceReport> sources;
  roads_ = std::move(load_road_networks(study_, crs, sources, execution).front());
  hierarchy_ =
      load_hierarchy(network_cache_path(study_, study_.roads.profile, crs), roads_, execution);
  origins_ = place(request.origins, {"origin", "origine"}, execution);
  destinations_ = place(request.destinations, {"destination", "destination"}, execution);
}

StudyMatrix::Side StudyMatrix::place(const MatrixPoints& points, const Message& role,
                                     const Execution& execution) const {
  warn_of_unusable(points, execution.progress);
  Side side;
  side.snaps.resize(points.rows.size());
  const Snapper snapper(roads_, study_.roads.snap_limit_m);
  const Projection projection(Crs::from_text(study_.crs));
  for (std::size_t p = 0; p < points.rows.size(); ++p) {
    execution.check_interrupted();
    const std::optional<LonLat>& where = points.rows[p].where;
    const auto position = where ? projection.project(*where) : std::nullopt;
    if (position) side.snaps[p] = snapper.snap(*position);
    side.names.ids.push_back(points.rows[p].id);
    side.names.snapped.push_back(side.snaps[p].has_value());
  }
  if (std::ranges::count(side.names.snapped, true) == 0) {
    throw NoResultError(
        {fmt::format("{}: no {} is near a road", points.file, role.english),
         fmt::format("{} : aucune {} n’est près d’une route", points.file, role.french)},
        {"Check that the points and the study's roads are of the same place, or raise "
         "roads.snap_limit_m",
         "Vérifiez que les points et les routes de l’étude sont du même endroit, ou augmentez "
         "roads.snap_limit_m"});
  }
  warn_of_unsnapped(side.names, study_.roads.snap_limit_m, points, execution.progress);
  return side;
}

AccessMatrix StudyMatrix::matrix() const {
  return AccessMatrix({.roads = roads_,
                       .origins = origins_.snaps,
                       .destinations = destinations_.snaps,
                       .hierarchy = hierarchy_ ? &*hierarchy_ : nullptr,
                       .search = search_});
}

MatrixPlan StudyMatrix::plan(MatrixFormat format) const {
  // Times of a quarter of an hour or more, to the millisecond, have seven characters and more;
  // those below have fewer.
  constexpr std::size_t usual_characters = 7;
  constexpr std::uint64_t program_bytes = 35'000'000;
  const AccessMatrix planned = matrix();
  const auto unsnapped = [](const Side& side) {
    return static_cast<std::uint64_t>(std::ranges::count(side.names.snapped, false));
  };
  return {
      .profile = roads_.profile,
      .network = roads_.fingerprint,
      .origins = origins_.snaps.size(),
      .destinations = destinations_.snaps.size(),
      .unsnapped_origins = unsnapped(origins_),
      .unsnapped_destinations = unsnapped(destinations_),
      .method = planned.method(),
      .memory_bytes = program_bytes + network_bytes(roads_) + planned.memory_bytes() +
                      (hierarchy_ ? hierarchy_bytes(*hierarchy_) : 0),
      .file_bytes = matrix_csv_bytes(origins_.names, destinations_.names, format, usual_characters),
      .least_file_bytes = matrix_csv_bytes(origins_.names, destinations_.names, format,
                                           format == MatrixFormat::wide ? 0 : 1)};
}

MatrixCounts StudyMatrix::write(MatrixFormat format, const MatrixRowWriter::Put& put,
                                const Execution& execution) const {
  MatrixRowWriter rows(origins_.names, destinations_.names, format, put);
  matrix().stream(execution, [&](std::size_t origin, std::span<const Seconds> times) {
    execution.check_interrupted();
    rows.write(origin, times);
  });
  rows.finish();
  return rows.counts();
}

}  // namespace coverage
