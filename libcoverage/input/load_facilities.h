#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/base/message.h"
#include "libcoverage/base/strong_id.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/model/facility.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"
#include "libcoverage/model/territory.h"

namespace coverage {

struct LoadedFacilities {
  IdVector<FacilityIndex, Facility> facilities;  ///< in facility order
  /// Administrative addresses (buses, itinerant rows, rows without hours of the France services
  /// list), in facility order, each with its `set_aside_reason`. Listed, never counted as a place.
  std::vector<Facility> set_aside;
  std::vector<Message> hypotheses;  ///< the study's rules, with the facilities that they changed
  /// By source: the attributes that its columns or rules give, besides `id`, `name`, `kind`,
  /// `source`, `status` and `mobile`, which every facility has.
  std::map<std::string, std::set<std::string>> attributes_of_source;
};

/// Reads all `[[facilities]]` of a study: any delimited text, table, point or polygon layer, or OSM
/// file with a tag filter.
///
/// Each row is kept, set aside or rejected with a reason; a report a source is appended to
/// `reports`, whose kept rows include those set aside. Rejected are rows without a usable position
/// (see `place_in_study`), id or kind, and with a tier, status or capacity that cannot be read. A
/// row repeated word for word counts as rejected once, but not against `max_rejected`; the same
/// goes for rows away from the study where the source says `elsewhere = "leave_out"`.
///
/// Throws InputError, with the first rows and their reasons, where more rows are rejected than
/// `max_rejected` allows (none, and no correction either, under `study.strict`), where an id stands
/// in different rows, where a rule reads an attribute that the source lacks, and where a source
/// gives no facility.
LoadedFacilities load_facilities(const Study& study, const Territory& territory,
                                 const Crs& study_crs, const Execution& execution,
                                 std::vector<SourceReport>& reports);

/// Unknown is not false: throws InputError where a query reads an attribute that no source has
/// (suggesting the nearest name), or that a source lacks whose facilities the query might select.
void check_query_attributes(const std::vector<Query>& queries, const LoadedFacilities& loaded);

}  // namespace coverage
