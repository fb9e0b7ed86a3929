#include "libcoverage/geo/geojson_crs.h"

#include <cpl_vsi.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/gdal_errors.h"

namespace coverage {

void JsonMemberFinder::take(std::string_view bytes) {
  for (const char c : bytes) take(c);
}

void JsonMemberFinder::take(char c) {
  if (in_string_) {
    take_in_string(c);
  } else {
    take_structure(c);
  }
}

void JsonMemberFinder::take_in_string(char c) {
  constexpr std::size_t longest_key = 64;
  if (capturing_) piece_ += c;
  if (escaped_) {
    escaped_ = false;
  } else if (c == '\\') {
    escaped_ = true;
  } else if (c == '"') {
    in_string_ = false;
    return;
  }
  if (depth_ == 1 && !capturing_ && key_.size() < longest_key) key_ += c;
}

void JsonMemberFinder::take_structure(char c) {
  const bool ends_value = depth_ == 1 && (c == ',' || c == '}');
  if (capturing_ && ends_value) {
    value_ = piece_;
    capturing_ = false;
  }
  if (capturing_) piece_ += c;
  switch (c) {
    case '"':
      in_string_ = true;
      if (depth_ == 1 && !capturing_) key_.clear();
      break;
    case '{':
    case '[':
      ++depth_;
      break;
    case '}':
    case ']':
      --depth_;
      break;
    case ':':
      if (depth_ == 1 && !capturing_ && key_ == member_) {
        capturing_ = true;
        piece_.clear();
      }
      break;
    default:
      break;
  }
}

namespace {

bool is_understood(const nlohmann::json& crs) {
  if (!crs.is_object()) return false;
  const auto type = crs.value("type", nlohmann::json());
  const auto properties = crs.value("properties", nlohmann::json());
  if (!type.is_string() || !properties.is_object()) return false;
  if (type == "EPSG") return properties.contains("code");
  const auto name = properties.value("name", nlohmann::json());
  if (type != "name" || !name.is_string()) return false;
  try {
    Crs::from_text(name.get<std::string>());
    return true;
  } catch (const GeometryError&) {
    return false;
  }
}

}  // namespace

GeoJsonCrsMember read_geojson_crs(const std::string& path) {
  const GdalErrors quiet;
  JsonMemberFinder finder("crs");
  const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> file(VSIFOpenL(path.c_str(), "rb"),
                                                              &VSIFCloseL);
  std::string bytes(std::size_t{1} << 18, '\0');
  while (file) {
    const std::size_t count = VSIFReadL(bytes.data(), 1, bytes.size(), file.get());
    if (count == 0) break;
    finder.take(std::string_view(bytes.data(), count));
  }
  if (!finder.value()) return {};
  const nlohmann::json crs = nlohmann::json::parse(*finder.value(), nullptr, false);
  if (crs.is_null()) return {};
  constexpr std::size_t shown = 200;
  std::string written(trim(*finder.value()).substr(0, shown));
  while (!is_valid_utf8(written)) written.pop_back();  // cut within a character
  return {is_understood(crs) ? GeoJsonCrs::understood : GeoJsonCrs::not_understood,
          std::move(written)};
}

}  // namespace coverage
