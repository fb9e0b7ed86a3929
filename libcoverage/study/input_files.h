#pragma once

#include <string>
#include <vector>

#include "libcoverage/model/study.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// All files that a study reads (its own and its bases first, each once), absolute.
std::vector<std::string> input_paths(const Study& study);

/// Their identity for the manifest: paths relative to the study's folder where they are below it.
std::vector<InputFile> input_files(const Study& study);

}  // namespace coverage
