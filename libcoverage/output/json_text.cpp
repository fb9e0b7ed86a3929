#include "libcoverage/output/json_text.h"

#include <nlohmann/json.hpp>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

using Json = nlohmann::ordered_json;

Json number(std::int64_t value, std::int64_t scale) {
  if (value % scale == 0) return value / scale;
  return static_cast<double>(value) / static_cast<double>(scale);
}

std::string safe_in_html(const std::string& text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    if (c == '<') {
      result += "\\u003c";
    } else {
      result += c;
    }
  }
  return result;
}

std::string dumped(const Json& value, int indent) {
  return safe_in_html(value.dump(indent, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

Json json_value(const DataValue& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* time = std::get_if<Seconds>(&value)) return number(time->milliseconds(), 1000);
  if (const auto* length = std::get_if<Metres>(&value)) return number(length->millimetres(), 1000);
  if (const auto* weight = std::get_if<Weight>(&value)) {
    return number(weight->millionths(), 1'000'000);
  }
  return nullptr;
}

std::string json_value_text(const DataValue& value) {
  if (std::holds_alternative<std::string>(value)) return dumped(json_value(value), -1);
  if (std::holds_alternative<std::monostate>(value)) return "null";
  return data_text(value);
}

std::string json_document(const Json& document) {
  return dumped(document, 2) + "\n";
}

std::string json_line(const Json& document) {
  return dumped(document, -1);
}

}  // namespace coverage
