#include "libcoverage/output/write_results.h"

#include <algorithm>
#include <functional>

#include "libcoverage/base/sha256.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/output/csv_files.h"
#include "libcoverage/output/facility_table.h"
#include "libcoverage/output/geopackage.h"
#include "libcoverage/output/geotiff.h"
#include "libcoverage/output/manifest.h"
#include "libcoverage/output/report.h"
#include "libcoverage/output/result_styles.h"
#include "libcoverage/output/result_tables.h"
#include "libcoverage/output/summary_json.h"

namespace coverage {

namespace fs = std::filesystem;

namespace {

using FileWriter = std::function<void(const fs::path&)>;
/// A file to write: its name and how.
struct PlannedFile {
  std::string name;
  FileWriter write;
};

[[noreturn]] void throw_damaged(const fs::path& path) {
  throw OutputError(message("{} is not on the disk as it was written",
                            "{} n’est pas sur le disque tel qu’il a été écrit", path.string()),
                    {"Check the free space and the disk", "Vérifiez la place libre et le disque"});
}

/// Writes text and reads it back.
FileWriter text_file(std::function<std::string()> make) {
  return [make = std::move(make)](const fs::path& path) {
    const std::string text = make();
    write_file_atomically(path, text);
    if (file_sha256(path.string()) != sha256(text)) throw_damaged(path);
  };
}

void plan_table(const std::string& stem, const std::function<DataTable()>& table, bool excel,
                std::vector<PlannedFile>& files) {
  files.push_back(
      {stem + ".csv", text_file([table] { return csv_text(table(), CsvDialect::plain); })});
  if (!excel) return;
  files.push_back({stem + ".excel.csv",
                   text_file([table] { return csv_text(table(), CsvDialect::excel_fr); })});
}

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
        {"access_time.qml", text_file([&results] { return access_raster_qml(results); })});
  }
  plan_tables(results, excel, files);
  files.push_back({"summary.json", text_file([&results] { return summary_json(results); })});
  files.push_back({"report.html", text_file([&results] {
                     return render_report(results, results.study.language);
                   })});
  return files;
}

}  // namespace

void write_results(const Results& results, const OutputOptions& options,
                   const Execution& execution) {
  AtomicDirectory folder(options.directory, options.overwrite);
  const auto files = plan_files(results, options.csv_excel_fr, execution);
  execution.progress.stage({"Writing results", "Écriture des résultats"}, files.size() + 1);
  std::vector<OutputFile> written;
  for (const PlannedFile& file : files) {
    execution.check_interrupted();
    const fs::path path = folder.staging() / file.name;
    file.write(path);
    written.push_back({file.name, file_sha256(path.string()), fs::file_size(path)});
    execution.progress.advance(1);
  }
  text_file([&] { return manifest_json(results, written); })(folder.staging() / "manifest.json");
  execution.check_interrupted();
  folder.commit();
  execution.progress.advance(1);
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
