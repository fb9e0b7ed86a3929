#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace coverage {

/// Finds the value of one member of the outermost object of a JSON text that comes in pieces,
/// without keeping the rest: `"crs"` may stand after gigabytes of features.
class JsonMemberFinder {
 public:
  explicit JsonMemberFinder(std::string member) : member_(std::move(member)) {}

  void take(std::string_view bytes);
  /// The value as written; nothing where the object has no such member. The last one counts where
  /// a member is repeated.
  const std::optional<std::string>& value() const { return value_; }

 private:
  void take(char c);
  void take_in_string(char c);
  void take_structure(char c);

  std::string member_;
  std::string key_;    ///< the last string seen at the outermost object's level
  std::string piece_;  ///< of the value being captured
  std::optional<std::string> value_;
  int depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool capturing_ = false;
};

/// How a GeoJSON file (opened through the gate) names its CRS. GDAL takes longitude and latitude
/// for granted where it does not understand the name: this tells the difference.
enum class GeoJsonCrs { absent, understood, not_understood };
struct GeoJsonCrsMember {
  GeoJsonCrs kind = GeoJsonCrs::absent;
  std::string written;  ///< the member, shortened for messages
};
GeoJsonCrsMember read_geojson_crs(const std::string& path);

}  // namespace coverage
