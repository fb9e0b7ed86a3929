#include "libcoverage/output/planned_files.h"

#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/base/sha256.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/output/csv_files.h"

namespace coverage {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void throw_damaged(const fs::path& path) {
  throw OutputError(message("{} is not on the disk as it was written",
                            "{} n’est pas sur le disque tel qu’il a été écrit", path.string()),
                    {"Check the free space and the disk", "Vérifiez la place libre et le disque"});
}

}  // namespace

PlannedFile text_file(std::string name, std::function<std::string()> make) {
  return {std::move(name), [make = std::move(make)](const fs::path& path) {
            const std::string text = make();
            write_file_atomically(path, text);
            if (file_sha256(path.string()) != sha256(text)) throw_damaged(path);
          }};
}

void plan_table(const std::string& stem, const std::function<DataTable()>& table, bool excel,
                std::vector<PlannedFile>& files) {
  files.push_back(
      text_file(stem + ".csv", [table] { return csv_text(table(), CsvDialect::plain); }));
  if (!excel) return;
  files.push_back(
      text_file(stem + ".excel.csv", [table] { return csv_text(table(), CsvDialect::excel_fr); }));
}

void write_files(const std::vector<PlannedFile>& files, const OutputOptions& options,
                 const std::function<std::string(const std::vector<OutputFile>&)>& manifest,
                 const Execution& execution) {
  AtomicDirectory folder(options.directory, options.overwrite);
  execution.progress.stage({"Writing results", "Écriture des résultats"}, files.size() + 1);
  std::vector<OutputFile> written;
  for (const PlannedFile& file : files) {
    execution.check_interrupted();
    const fs::path path = folder.staging() / file.name;
    file.write(path);
    written.push_back({file.name, file_sha256(path.string()), fs::file_size(path)});
    execution.progress.advance(1);
  }
  text_file("manifest.json", [&] {
    return manifest(written);
  }).write(folder.staging() / "manifest.json");
  execution.check_interrupted();
  folder.commit();
  execution.progress.advance(1);
}

}  // namespace coverage
