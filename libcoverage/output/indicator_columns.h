#pragma once

#include <functional>
#include <string>
#include <vector>

#include "libcoverage/base/data_table.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// What one row says of one query.
struct IndicatorRow {
  const Indicators* indicators = nullptr;
  const QueryResult* query = nullptr;
  CommuneIndex commune;  ///< the row's commune; none for larger units
};

struct IndicatorColumns {
  std::string prefix;    ///< `mairie_` in wide tables
  Message alias_prefix;  ///< "Mairie · "
  Message unit;          ///< what is counted: "inhabitants"
  std::vector<Threshold> thresholds;
  bool of_communes = false;  ///< adds seat and "in another commune" columns
  std::function<IndicatorRow(std::size_t row)> row;
};

/// Adds the columns of the indicators, the same in long and wide tables: times, nearest facility,
/// shares, ledger at the query's target, gap, inequality.
void add_indicator_columns(const Results& results, const IndicatorColumns& options,
                           DataTable& table);

/// An index without a unit as files write it: six decimals.
std::optional<double> rounded_index(std::optional<double> index);

/// The query's own thresholds, or those of all queries, ascending.
std::vector<Threshold> thresholds_of(const QueryResult& query);
std::vector<Threshold> thresholds_of(const Results& results);

/// The ledger of a threshold, or nullptr where the query has no such threshold.
const ThresholdCount* find_threshold(const Indicators& indicators, const Threshold& threshold);
/// The ledger at the query's own target.
ThresholdCount target_count(const Indicators& indicators, const Query& query);

/// The time around which classes of access time are drawn: the target's; where the target is a
/// distance alone, the longest of the query's thresholds.
Seconds middle_of_time_classes(const QueryResult& query);

/// `ok`; where nobody is reached `no_population`, `unreachable` or `unsnapped`.
const char* indicator_status(const Indicators& indicators);

/// Name of the weight that a query counts, and the weight itself (nullptr without demand).
std::string weight_name(const Results& results, const Query& query);
const DemandWeight* weight_of(const Results& results, const Query& query);
/// What a query counts, for people: "inhabitants", "buildings"; where that is not the main weight,
/// with its name: "inhabitants (pop_75_plus)".
Message counted_unit(const Results& results, const Query& query);

}  // namespace coverage
