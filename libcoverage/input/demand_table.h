#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/geo/geometry.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// The weights that a study's demand is to have, and where a source holds them.
struct DemandWeights {
  struct Column {
    std::string name;
    std::string column;  ///< empty: each feature counts 1
  };
  std::vector<Column> columns;  ///< the main weight first
  std::string unit;             ///< `inhabitants`, or the study's unit
};
DemandWeights weights_of(const DemandInput& demand);

/// Demand as read: one row a feature, in the study CRS.
struct DemandTable {
  std::vector<std::string> ids;
  std::vector<Point> positions;
  std::vector<std::vector<Weight>> weights;  ///< by weight, then by row
  std::vector<CommuneIndex> communes;        ///< filled when rows are placed

  std::size_t size() const { return ids.size(); }
  /// Keeps the rows `rows`, in that order.
  void keep(const std::vector<std::size_t>& rows);
};

/// Why features were left out, corrected or doubted: how many, and how much they weigh.
class DemandTally {
 public:
  explicit DemandTally(std::string unit) : unit_(std::move(unit)) {}
  /// Counts one case; `weight` is what the main weight loses by it, where that is known.
  void add(SourceNote::Kind kind, const std::string& code, const Message& text,
           const std::string& example, std::optional<Weight> weight = {});
  /// Appends the notes, each with the weight at stake in its sentence.
  void write(SourceReport& report) const;

 private:
  struct Entry {
    SourceNote note;
    std::optional<Weight> weight;
  };
  std::string unit_;
  std::vector<Entry> entries_;
};

/// "12,345.5 inhabitants", "12 345,5 habitants", "830 buildings".
Message amount_text(Weight weight, const std::string& unit);

}  // namespace coverage
