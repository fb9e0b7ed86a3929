#include "libcoverage/output/write_siting.h"

#include "libcoverage/base/error.h"
#include "libcoverage/output/proposal_package.h"
#include "libcoverage/output/proposal_report.h"
#include "libcoverage/output/proposal_tables.h"
#include "libcoverage/output/siting_json.h"

namespace coverage {

namespace fs = std::filesystem;

void require_own_folder(const fs::path& folder, Overwrite overwrite) {
  require_replaceable(folder, overwrite);
  const bool of_other = fs::exists(folder / "manifest.json") && !fs::exists(folder / "sites.json");
  if (!of_other || overwrite == Overwrite::yes) return;
  throw OutputError(message("{} holds the results of another command",
                            "{} contient les résultats d’une autre commande", folder.string()),
                    {"Choose another folder with --out, or replace it with --overwrite",
                     "Choisissez un autre dossier avec --out, ou remplacez-le avec --overwrite"});
}

void write_siting(const SitingResults& siting, const OutputOptions& options,
                  const Execution& execution) {
  require_own_folder(options.directory, options.overwrite);
  std::vector<PlannedFile> files;
  files.push_back({"proposals.gpkg",
                   [&](const fs::path& path) { write_proposal_package(siting, path, execution); }});
  const bool excel = options.csv_excel_fr;
  plan_table(
      "proposals", [&] { return proposal_table(siting); }, excel, files);
  plan_table(
      "existing_sites", [&] { return existing_table(siting); }, excel, files);
  plan_table(
      "curve", [&] { return curve_table(siting); }, excel, files);
  if (siting.alternatives_asked) {
    plan_table(
        "alternatives", [&] { return alternatives_table(siting); }, excel, files);
  }
  if (siting.limits.assignment != Assignment::nearest) {
    plan_table(
        "assignment", [&] { return assignment_table(siting); }, excel, files);
  }
  files.push_back(text_file("sites.json", [&] { return siting_json(siting); }));
  files.push_back(text_file(
      "proposals.html", [&] { return render_proposals(siting, siting.results.study.language); }));
  write_files(
      files, options,
      [&](const std::vector<OutputFile>& written) {
        return manifest_json(siting.results, written);
      },
      execution);
}

}  // namespace coverage
