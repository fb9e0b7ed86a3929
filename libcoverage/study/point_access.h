#pragma once

#include <functional>
#include <string>
#include <vector>

#include "libcoverage/input/load_points.h"
#include "libcoverage/output/access_rows.h"
#include "libcoverage/study/query_search.h"

namespace coverage {

/// Answers queries of a study at any points: the network is searched once, points are then cheap.
class PointAccess {
 public:
  /// `query` is a query's name, or empty for all. Throws InputError that suggests the nearest name.
  PointAccess(const Study& study, const std::string& query, const Execution& execution);

  /// The answers of every query at one point, in the order of the study. A point that cannot be
  /// used answers `unsnapped`.
  std::vector<AccessRow> answers(const PointRow& point) const;

 private:
  StudyInputs inputs_;
  Projection projection_;
  std::vector<std::size_t> queries_;
  std::vector<QuerySearch> searches_;  ///< as `queries_`
};

}  // namespace coverage
