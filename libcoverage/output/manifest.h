#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libcoverage/output/results.h"

namespace coverage {

/// A file that this run wrote.
struct OutputFile {
  std::string name;  ///< within the folder of results
  std::string sha256;
  std::uint64_t bytes = 0;
};

/// `manifest.json`: what the results were made from (inputs with SHA-256, CRS, editions, settings,
/// versions, networks) and which files they are. Nothing in it depends on when, where or how fast
/// the run was. `"engine": "libcoverage"` and `"outputs"` are what makes a folder ours.
std::string manifest_json(const Results& results, const std::vector<OutputFile>& outputs);

}  // namespace coverage
