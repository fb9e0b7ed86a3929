#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/road_mapping.h"

namespace coverage {

/// The indices of the columns among `names` that a layer has: ignoring case, and where a name is
/// longer than ten letters also cut to these, as Shapefile cuts it.
std::vector<std::size_t> find_columns(const VectorLayer& layer,
                                      const std::vector<std::string>& names);

/// The first value that is not blank, without blanks around it.
std::optional<std::string> first_text(const Feature& feature,
                                      const std::vector<std::size_t>& columns);

/// Where one layer holds the attributes of a mapping.
class RoadColumns {
 public:
  /// Throws InputError where a required attribute has no column; it names the layer's.
  RoadColumns(const VectorLayer& layer, const RoadMapping& mapping);

  bool has(const std::string& attribute) const { return columns_.contains(attribute); }
  /// The value of an attribute; nothing where it is NULL or blank, or has no column.
  std::optional<std::string> text(const Feature& feature, const std::string& attribute) const;
  /// Attributes of the mapping that the layer lacks, with the names that were looked for.
  const std::vector<std::string>& missing() const { return missing_; }

 private:
  std::map<std::string, std::vector<std::size_t>> columns_;
  std::vector<std::string> missing_;
};

}  // namespace coverage
