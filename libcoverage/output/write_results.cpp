#include "libcoverage/output/write_results.h"

#include <algorithm>

#include "libcoverage/output/facility_table.h"
#include "libcoverage/output/geopackage.h"
#include "libcoverage/output/geotiff.h"
#include "libcoverage/output/manifest.h"
#include "libcoverage/output/planned_files.h"
#include "libcoverage/output/report.h"
#include "libcoverage/output/result_styles.h"
#include "libcoverage/output/result_tables.h"
#include "libcoverage/output/summary_json.h"

namespace coverage {

namespace fs = std::filesystem;

namespace {

void plan_tables(const Results& results, bool excel, std::vector<PlannedFile>& files) {
  plan_table(
      "communes", [&results] { return commune_rows(results); }, excel, files);
  if (!results.territory.find_grouping("epci")) {
    plan_table(
        "epcis", [&results] { return empty_unit_rows(results); }, excel, files);
  }
  for (std::size_t g = 0; g < results.territory.groupings.size(); ++g) {
    plan_table(
        grouping_table_name(results, g), [&results, g] { return unit_rows(results, g); }, excel,
        files);
  }
  plan_table(
      "facilities", [&results] { return facility_table(results); }, excel, files);
}

/// Every file but the manifest, in the order of writing.
std::vector<PlannedFile> plan_files(const Results& results, bool excel,
                                    const Execution& execution) {
  std::vector<PlannedFile> files;
  files.push_back({"coverage.gpkg", [&results, &execution](const fs::path& path) {
                     write_geopackage(results, path, execution);
                   }});
  if (has_raster(results)) {
    files.push_back({"access_time.tif", [&results, &execution](const fs::path& path) {
                       write_access_raster(results, path, execution);
                     }});
    files.push_back(
        text_file("access_time.qml", [&results] { return access_raster_qml(results); }));
  }
  plan_tables(results, excel, files);
  files.push_back(text_file("summary.json", [&results] { return summary_json(results); }));
  files.push_back(text_file("report.html",
                            [&results] { return render_report(results, results.study.language); }));
  return files;
}

}  // namespace

void write_results(const Results& results, const OutputOptions& options,
                   const Execution& execution) {
  write_files(
      plan_files(results, options.csv_excel_fr, execution), options,
      [&](const std::vector<OutputFile>& written) { return manifest_json(results, written); },
      execution);
}

std::vector<std::string> result_file_names(const PlannedResults& planned) {
  std::vector<std::string> names{"coverage.gpkg"};
  if (planned.raster) names.insert(names.end(), {"access_time.tif", "access_time.qml"});
  std::vector<std::string> tables = grouping_table_names(planned.groupings);
  const auto& groupings = planned.groupings;
  if (std::find(groupings.begin(), groupings.end(), "epci") == groupings.end()) {
    tables.insert(tables.begin(), "epcis");
  }
  tables.insert(tables.begin(), "communes");
  tables.push_back("facilities");
  for (const std::string& table : tables) {
    names.push_back(table + ".csv");
    if (planned.csv_excel_fr) names.push_back(table + ".excel.csv");
  }
  names.insert(names.end(), {"summary.json", "report.html", "manifest.json"});
  return names;
}

}  // namespace coverage
