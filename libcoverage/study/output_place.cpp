#include "libcoverage/study/output_place.h"

#include <algorithm>
#include <filesystem>

#include "libcoverage/base/error.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/output/write_results.h"
#include "libcoverage/study/input_files.h"

namespace coverage {

namespace fs = std::filesystem;

namespace {

/// Every file that a run of the study might write.
std::vector<std::string> possible_names(const Study& study) {
  PlannedResults planned{.groupings = {"epci"}, .csv_excel_fr = study.output.csv_excel_fr};
  for (const TerritoryInput& territory : study.territories) {
    planned.groupings.push_back(territory.name);
  }
  return result_file_names(planned);
}

bool lies_in(const fs::path& file, const fs::path& folder) {
  std::error_code absent;
  return fs::equivalent(file.parent_path(), folder, absent);
}

}  // namespace

void require_free_output(const Study& study, Overwrite overwrite) {
  const fs::path folder = study.output.directory;
  require_replaceable(folder, overwrite);
  const std::vector<std::string> names = possible_names(study);
  for (const std::string& path : input_paths(study)) {
    const fs::path file = fs::absolute(underlying_file(path));
    const bool same_name =
        std::find(names.begin(), names.end(), file.filename().string()) != names.end();
    if (!same_name || !lies_in(file, folder)) continue;
    throw OutputError(
        message("{}: a result would take the place of this file, which the study "
                "reads",
                "{} : un résultat prendrait la place de ce fichier, que l’étude lit",
                file.string()),
        {"Choose another folder with --out", "Choisissez un autre dossier avec --out"});
  }
}

}  // namespace coverage
