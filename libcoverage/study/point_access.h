#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/input/load_points.h"
#include "libcoverage/output/explained_rows.h"
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

  /// The same with the routes behind them, leg by leg, or why there is none.
  std::vector<ExplainedRow> explain(const PointRow& point) const;

 private:
  /// Where a point stands, and its snap to each network that is asked.
  struct Place {
    std::optional<Point> position;
    std::map<std::size_t, std::optional<Snap>> snaps;  ///< by network
  };
  Place place_of(const PointRow& point) const;
  AccessRow answer(const PointRow& point, const Place& place, std::size_t search) const;
  ExplainedRow explain(const PointRow& point, const Place& place, std::size_t search) const;
  std::size_t network_of(std::size_t search) const {
    return inputs_.network_of_query[queries_[search]];
  }

  StudyInputs inputs_;
  Projection projection_;
  std::vector<std::size_t> queries_;
  std::vector<QuerySearch> searches_;  ///< as `queries_`
};

}  // namespace coverage
