// Prints access times of points.

#include <iostream>

#include "apps/shared/access_command.h"
#include "apps/shared/app_main.h"
#include "apps/shared/point_files.h"
#include "apps/shared/run_command.h"
#include "libcoverage/base/error.h"
#include "libcoverage/input/study_file.h"
#include "libcoverage/study/point_access.h"

namespace coverage {

namespace {

std::vector<PointRow> points_of(const AccessOptions& options) {
  std::vector<PointRow> points;
  for (const std::string& text : options.positions) {
    points.push_back({std::to_string(points.size() + 1), parse_lon_lat(text), {}});
  }
  if (!options.points_file.empty()) {
    for (PointRow& row : read_points(options.points_file, options.common.language)) {
      points.push_back(std::move(row));
    }
  }
  if (points.empty()) {
    throw UsageError(
        {"no point is given", "aucun point n’est donné"},
        {"Write LON,LAT, or --points FILE, or --points - for standard input",
         "Écrivez LON,LAT, ou --points FICHIER, ou --points - pour l’entrée standard"});
  }
  return points;
}

/// Writes what `answers` gives for each point.
template <class Writer, class Answers>
void write_rows(const std::vector<PointRow>& points, Writer& rows, const Answers& answers,
                const AccessOptions& options, const Execution& execution) {
  execution.progress.stage({"Points", "Points"}, points.size());
  for (const PointRow& point : points) {
    execution.check_interrupted();
    if (!point.where) {
      execution.progress.warn(message("point {}: {}", "point {} : {}", point.id,
                                      point.problem.in(options.common.language)));
    }
    for (const auto& row : answers(point)) rows.write(row);
    execution.progress.advance(1);
  }
  rows.finish();
}

int run(const AccessOptions& options, const Execution& execution) {
  const std::vector<PointRow> points = points_of(options);
  const Study study = load_study(options.study, parse_settings(options.settings));
  const PointAccess access(study, options.query, execution);
  const bool json = options.common.json;
  if (options.explain) {
    ExplainedRowWriter rows(std::cout, json ? ExplainedRowFormat::json : ExplainedRowFormat::text,
                            options.common.language);
    write_rows(
        points, rows, [&](const PointRow& point) { return access.explain(point); }, options,
        execution);
  } else {
    AccessRowWriter rows(std::cout, json ? AccessRowFormat::json : AccessRowFormat::csv);
    write_rows(
        points, rows, [&](const PointRow& point) { return access.answers(point); }, options,
        execution);
  }
  return 0;
}

}  // namespace

}  // namespace coverage

int main(int argc, char** argv) {
  using namespace coverage;
  return app_main(argc, argv, access_command_text(), make_access_parser, run);
}
