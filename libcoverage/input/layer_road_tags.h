#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/road_columns.h"
#include "libcoverage/input/road_mapping.h"
#include "libcoverage/model/source_report.h"

namespace coverage {

/// The meaning of values by a mapping: exactly as written there, else ignoring case.
class ValueTable {
 public:
  ValueTable() = default;
  explicit ValueTable(const std::map<std::string, std::string>& meanings);

  bool empty() const { return exact_.empty(); }
  const std::string* find(const std::string& value) const;

 private:
  std::map<std::string, std::string> exact_, folded_;
};

/// Reads the attributes of roads as tags: `class`, `speed`, `oneway` (`yes`, `-1`, `no`), `level`,
/// `urban` (`yes`, `no`), `access`, `motor_vehicle`, `motorcar`, `foot`, `bicycle`, `junction`,
/// `name`, `ref`, `lanes`, `surface`, `maxheight`, `maxwidth`, `access:conditional` (a period when
/// the road is closed), or `route = ferry`.
class LayerRoadTags {
 public:
  using Tag = std::pair<std::string, std::string>;
  struct Road {
    std::int64_t id = 0;
    std::int32_t level = 0;
    bool is_ferry = false;
    std::vector<Tag> tags;
  };

  LayerRoadTags(const RoadMapping& mapping, SourceReport& report);

  Road read(const Feature& feature, const RoadColumns& columns);
  /// Notes, by value, what was not understood.
  void finish();

 private:
  const std::string* meaning(const std::string& attribute, const std::string& value) const;
  std::string meant(const std::string& attribute, const std::string& value) const;
  std::int64_t id_of(const Feature& feature, const RoadColumns& columns);
  std::int32_t level_of(const Feature& feature, const RoadColumns& columns);
  std::string class_of(const Feature& feature, const RoadColumns& columns);
  std::string refined_class(const Feature& feature, const RoadColumns& columns,
                            const std::string& value) const;
  std::string part_of_class(const Feature& feature, const RoadColumns& columns,
                            const std::string& attribute) const;
  std::string oneway_of(const Feature& feature, const std::string& value);
  std::optional<std::string> listed(const std::string& attribute, const std::string& value);
  void add_class(const Feature& feature, const RoadColumns& columns, Road& road);
  void add_use(const Feature& feature, const RoadColumns& columns, Road& road);
  void add_plain(const Feature& feature, const RoadColumns& columns, Road& road) const;

  const RoadMapping& mapping_;
  SourceReport& report_;
  ValueTable classes_;
  std::map<std::string, ValueTable> values_;
  /// By attribute and value, how often it was met and not understood.
  std::map<std::string, std::map<std::string, std::uint64_t>> unread_;
};

}  // namespace coverage
