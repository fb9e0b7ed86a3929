#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/gdal_errors.h"
#include "libcoverage/geo/layer_state.h"
#include "libcoverage/geo/ogr_geometry.h"

namespace coverage {

namespace {

OGRFeature& feature_of(const void* handle) {
  // GDAL's readers of fields are not const; none of those called here changes the feature.
  return *static_cast<OGRFeature*>(const_cast<void*>(handle));
}

std::string as_utf8(const char* text) {
  std::string result = text ? text : "";
  return is_valid_utf8(result) ? result : latin1_to_utf8(result);
}

// Whole numbers in full (an EPCI's 200000000, not 2e+08), others as short as they read back.
std::string number_text(double value, bool single_precision) {
  constexpr double exact = 1e15;
  if (std::trunc(value) == value && std::abs(value) < exact) {
    return fmt::format("{}", static_cast<std::int64_t>(value));
  }
  if (!single_precision) return format_number(value);
  return fmt::format("{}", static_cast<float>(value));
}

std::string date_text(OGRFeature& feature, int field, OGRFieldType type) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
  std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  std::string time = fmt::format("{:02}:{:02}", hour, minute);
  if (second != 0) time += fmt::format(":{:02}", static_cast<int>(second));
  if (type == OFTDate) return date;
  return type == OFTTime ? time : date + "T" + time;
}

template <class Values, class Write>
std::string joined(const Values& values, int count, const Write& write) {
  std::string text;
  for (int i = 0; i < count; ++i) text += (i == 0 ? "" : ";") + write(values[i]);
  return text;
}

std::string list_text(OGRFeature& feature, int field, OGRFieldType type) {
  int count = 0;
  if (type == OFTIntegerList) {
    const int* values = feature.GetFieldAsIntegerList(field, &count);
    return joined(values, count, [](int value) { return std::to_string(value); });
  }
  if (type == OFTInteger64List) {
    const GIntBig* values = feature.GetFieldAsInteger64List(field, &count);
    return joined(values, count, [](GIntBig value) { return std::to_string(value); });
  }
  if (type == OFTRealList) {
    const double* values = feature.GetFieldAsDoubleList(field, &count);
    return joined(values, count, [](double value) { return number_text(value, false); });
  }
  char** values = feature.GetFieldAsStringList(field);
  return joined(values, CSLCount(values), [](const char* value) { return as_utf8(value); });
}

std::string field_text(OGRFeature& feature, int field) {
  const OGRFieldDefn& definition = *feature.GetFieldDefnRef(field);
  const OGRFieldType type = definition.GetType();
  switch (type) {
    case OFTInteger:
      if (definition.GetSubType() == OFSTBoolean) {
        return feature.GetFieldAsInteger(field) ? "true" : "false";
      }
      return std::to_string(feature.GetFieldAsInteger(field));
    case OFTInteger64:
      return std::to_string(feature.GetFieldAsInteger64(field));
    case OFTReal:
      return number_text(feature.GetFieldAsDouble(field), definition.GetSubType() == OFSTFloat32);
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
      return date_text(feature, field, type);
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList:
      return list_text(feature, field, type);
    default:
      return as_utf8(feature.GetFieldAsString(field));
  }
}

// A French file's 12,5; but 1,234 may be one or one thousand: refused.
std::optional<double> number_with_comma(std::string_view text) {
  const std::size_t comma = text.find(',');
  const bool plain = comma != std::string_view::npos && comma == text.rfind(',') &&
                     text.find('.') == std::string_view::npos;
  if (!plain) return {};
  const std::string_view whole = text.substr(0, comma);
  const bool maybe_thousands = text.size() - comma == 4 && whole != "0" && whole != "-0";
  if (maybe_thousands) return {};
  std::string dotted(text);
  dotted[comma] = '.';
  return parse_number(dotted);
}

}  // namespace

std::int64_t Feature::fid() const {
  return feature_of(handle_).GetFID();
}

std::optional<std::string> Feature::text(std::size_t column) const {
  OGRFeature& feature = feature_of(handle_);
  if (column == layer_.columns().size()) return std::to_string(feature.GetFID());
  const int field = static_cast<int>(column);
  if (!feature.IsFieldSetAndNotNull(field)) return {};
  return field_text(feature, field);
}

std::optional<double> Feature::number(std::size_t column) const {
  OGRFeature& feature = feature_of(handle_);
  if (column == layer_.columns().size()) return static_cast<double>(feature.GetFID());
  const int field = static_cast<int>(column);
  if (!feature.IsFieldSetAndNotNull(field)) return {};
  const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
  if (type == OFTInteger || type == OFTInteger64 || type == OFTReal) {
    const double value = feature.GetFieldAsDouble(field);
    if (std::isfinite(value)) return value;
    return {};
  }
  const std::string written = field_text(feature, field);
  const std::string_view trimmed = trim(written);
  if (trimmed.empty()) return {};
  auto value = parse_number(trimmed);
  if (!value) value = number_with_comma(trimmed);
  if (value) return value;
  throw InputError(
      message("column '{}': '{}' is not a number", "colonne « {} » : « {} » n’est pas un nombre",
              layer_.columns()[column], written),
      message("Write numbers without spaces or units, with a decimal point",
              "Écrivez les nombres sans espace ni unité, avec un point décimal"));
}

Geometry Feature::geometry() const {
  return from_ogr(feature_of(handle_).GetGeometryRef());
}

bool Feature::is_multipoint() const {
  const OGRGeometry* geometry = feature_of(handle_).GetGeometryRef();
  return geometry && wkbFlatten(geometry->getGeometryType()) == wkbMultiPoint &&
         geometry->toMultiPoint()->getNumGeometries() > 1;
}

}  // namespace coverage
