#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/geo/geometry.h"
#include "libcoverage/model/facility.h"

namespace coverage {

/// What a cell of a facility source says: a value, nothing (an empty cell is unknown), or the
/// reason why it cannot be read.
template <class Value>
using CellReading = std::variant<std::optional<Value>, Message>;

/// A number with a decimal point or a decimal comma, whatever the locale.
std::optional<double> parse_decimal(std::string_view text);

/// A pair of coordinates as written, `x` east (longitude). Empty, not a number, and (0, 0), which
/// stands for "unknown" in many lists, are reasons.
std::variant<Point, Message> read_coordinates(std::string_view x, std::string_view y);

/// 1, 2 or 3.
CellReading<int> read_tier(std::string_view cell);
/// `open`, `planned`, `closed` and their French and usual English words, in any case.
CellReading<FacilityStatus> read_status(std::string_view cell);
/// A number of zero or more.
CellReading<double> read_capacity(std::string_view cell);
/// `yes`, `no`, `oui`, `non`, `true`, `false`, `1`, `0`, …
CellReading<bool> read_truth(std::string_view cell);
/// The parts between `;`, `,` or `|`, without spaces around.
std::vector<std::string> read_services(std::string_view cell);

}  // namespace coverage
