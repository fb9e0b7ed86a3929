#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "libcoverage/model/facility.h"

namespace coverage {

/// A facility with what tells whether its row is a repetition.
struct FacilityOfRow {
  Facility facility;
  std::vector<std::string> cells;  ///< the row as read
  std::string place;               ///< `france-services.csv:12`
};

/// Sorts by id and drops rows that repeat another word for word; returns the places of those
/// dropped, each with the place of the row that stays. Throws InputError that lists the rows where
/// different rows share an id.
std::vector<std::string> drop_repeated_rows(std::vector<FacilityOfRow>& rows);

/// Pairs (by place in `rows`) of the same name within 50 m of each other, under different ids:
/// likely one place entered twice.
std::vector<std::pair<std::size_t, std::size_t>> likely_twins(
    const std::vector<FacilityOfRow>& rows);

}  // namespace coverage
