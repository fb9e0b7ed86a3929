#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "libcoverage/base/atomic_output.h"
#include "libcoverage/base/data_table.h"
#include "libcoverage/base/execution.h"
#include "libcoverage/output/manifest.h"

namespace coverage {

struct OutputOptions {
  std::filesystem::path directory;
  Overwrite overwrite = Overwrite::no;
  bool csv_excel_fr = false;  ///< `*.excel.csv` too
};

/// A file to write: its name and how.
struct PlannedFile {
  std::string name;
  std::function<void(const std::filesystem::path&)> write;
};

/// A file of text, read back once it is written.
PlannedFile text_file(std::string name, std::function<std::string()> make);

/// `STEM.csv`, and `STEM.excel.csv` where asked for.
void plan_table(const std::string& stem, const std::function<DataTable()>& table, bool excel,
                std::vector<PlannedFile>& files);

/// Writes the files, then `manifest.json` made from what they became, into a folder that appears
/// whole or not at all. Throws OutputError, or Interrupted; then earlier results are as they were.
void write_files(const std::vector<PlannedFile>& files, const OutputOptions& options,
                 const std::function<std::string(const std::vector<OutputFile>&)>& manifest,
                 const Execution& execution);

}  // namespace coverage
