#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/geometry.h"
#include "libcoverage/input/road_mapping.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// A row of a table of forbidden turns: from one road, not on to another one, or not along a chain
/// of others.
struct TurnRow {
  std::int64_t id = 0;
  std::int64_t from = 0;         ///< id of the road
  std::vector<std::int64_t> to;  ///< at least one
  std::optional<LonLat> place;   ///< where they meet, in tables that say it
  std::string example;           ///< the row, for reports
};

/// The ids in a text, with `/`, `;`, `,`, `|` or blanks between them; nothing where there is none,
/// or where one has no number.
std::optional<std::vector<std::int64_t>> road_ids_in(std::string text);

/// The rows of `[roads] turn_table`, else of the layers in the roads' own files that the mapping
/// names, by id. Rows without readable ids, and those that bind some vehicles only, are counted in
/// `report`; so is the absence of any table. Throws InputError where a table lacks the columns.
std::vector<TurnRow> read_turn_rows(const RoadsInput& input, const RoadMapping& mapping,
                                    const Execution& execution, SourceReport& report);

}  // namespace coverage
