#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// What a run would take, told before it starts. Communes and facilities are read and checked;
/// roads and demand are judged by the size of their files.
struct RunEstimate {
  std::vector<std::pair<std::string, std::uint64_t>> inputs;  ///< file, bytes
  std::uint64_t communes = 0;
  std::uint64_t facilities = 0;
  std::uint64_t queries = 0;
  std::uint64_t raster_cells = 0;  ///< 0 where the extent is known only once the roads are read
  std::uint64_t memory_bytes = 0;  ///< at the peak, about
  double seconds = 0;              ///< on one thread, about
  std::vector<std::string> files;  ///< to be written
};

RunEstimate estimate_run(const Study& study, const Execution& execution);

}  // namespace coverage
