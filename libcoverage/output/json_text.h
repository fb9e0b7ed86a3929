#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "libcoverage/base/data_table.h"

namespace coverage {

/// A value as JSON: NULL is null; times, lengths and weights are exact, without a fraction where
/// they are whole.
nlohmann::ordered_json json_value(const DataValue& value);
std::string json_value_text(const DataValue& value);

/// Indented text with a final line end; bytes that are not UTF-8 become U+FFFD. With `<` as
/// \u003c, so that it may also stand inside HTML.
std::string json_document(const nlohmann::ordered_json& document);

/// The same in one line, without a line end.
std::string json_line(const nlohmann::ordered_json& document);

}  // namespace coverage
