#pragma once

#include <string>
#include <vector>

#include "libcoverage/model/study.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// A file as outputs name it: relative to the study's folder where it is below it, else its name
/// alone, so that results do not depend on where a study lies.
std::string shown_path(const std::string& path, const Study& study);

/// All files that a study reads (its own and its bases first, each once), absolute.
std::vector<std::string> input_paths(const Study& study);

/// Their identity for the manifest, named by `shown_path`.
std::vector<InputFile> input_files(const Study& study);

}  // namespace coverage
