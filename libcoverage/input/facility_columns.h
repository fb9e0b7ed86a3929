#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "libcoverage/input/table.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Where each attribute of a facility stands in a table.
///
/// Mapped by the study (`columns = { id = "id_fs", … }`); any name that is not one of the model's
/// is an attribute for queries and rules. Without a mapping these are found by their usual names:
/// `id`, `name` (`nom`), `lon` (`longitude`), `lat` (`latitude`), and of the France services list
/// the hours `h_lundi` … `h_dimanche` and `type_fs`, `format_fs`.
struct FacilityColumns {
  using Column = std::optional<std::size_t>;
  Column id, name, lon, lat, kind, tier, status, capacity, services, mobile, opening_hours;
  std::array<Column, 7> days;  ///< Monday first
  Column type, format;         ///< `type_fs`, `format_fs`
  std::map<std::string, std::size_t> attributes;

  bool has_days() const;
  /// The attributes of queries that this table can answer, by name.
  std::set<std::string> provided() const;
};

/// `wanted`: attributes that queries and rules read; a column of exactly that name serves one that
/// is not mapped. Throws InputError for a mapped column that the table lacks, and, where
/// `needs_position`, for missing coordinates.
FacilityColumns find_facility_columns(const FacilitiesInput& source, const Table& table,
                                      const std::set<std::string>& wanted, bool needs_position);

/// The OSM tags that a source reads: what it maps, `name`, `opening_hours`, and `wanted`.
std::set<std::string> facility_tags(const FacilitiesInput& source,
                                    const std::set<std::string>& wanted);

}  // namespace coverage
