#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "stage_clock.h"

namespace coverage {

/// Stages as a Markdown table, with their sum and the highest peak.
inline void print_stage_table(const std::string& title,
                              const std::vector<StageClock::Stage>& stages) {
  fmt::print("\n| {} | seconds | of processors | peak MiB |\n|---|---:|---:|---:|\n", title);
  double total = 0;
  double busy = 0;
  double peak = 0;
  for (const StageClock::Stage& stage : stages) {
    fmt::print("| {} | {:.2f} | {:.2f} | {:.0f} |\n", stage.name, stage.seconds,
               stage.processor_seconds, stage.peak_mib);
    total += stage.seconds;
    busy += stage.processor_seconds;
    peak = std::max(peak, stage.peak_mib);
  }
  fmt::print("| **total** | **{:.2f}** | **{:.2f}** | **{:.0f}** |\n", total, busy, peak);
}

}  // namespace coverage
