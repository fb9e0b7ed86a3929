#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/base/quantities.h"

namespace coverage {

/// A cell of a table of results; `monostate` is NULL.
using DataValue =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Seconds, Metres, Weight>;

/// How a column is stored. Seconds, metres and weights are `real` columns whose text is exact.
enum class DataType { text, integer, real, boolean };

struct DataColumn {
  std::string name;  ///< with its unit: `median_s`
  DataType type = DataType::text;
  Message alias;  ///< for people
  std::function<DataValue(std::size_t row)> value;
};

/// A table of results as columns that answer for each row, so that no writer holds it whole. The
/// results that the columns look into must outlive it.
struct DataTable {
  std::string name;
  Message title;
  std::size_t size = 0;
  std::vector<DataColumn> columns;

  /// Names that come from a study may clash with ours, or with `fid` and `geom`, which GeoPackages
  /// keep for themselves: a name that is taken (whatever its case) gets `_2`, `_3`…
  void add(const std::string& column, DataType type, Message alias,
           std::function<DataValue(std::size_t)> value);
};

/// The value, or NULL where there is none.
template <class T>
DataValue data_value(const std::optional<T>& value) {
  if (!value) return {};
  return *value;
}
inline DataValue data_value(const std::optional<int>& value) {
  if (!value) return {};
  return std::int64_t{*value};
}

/// Exact text with a decimal point, as short as it can be: `618.25`, `true`; empty for NULL.
std::string data_text(const DataValue& value);
/// The value as a number in the unit of its column; nothing for NULL and text.
std::optional<double> data_number(const DataValue& value);

/// A whole number of 10^-decimals as decimal text, exact: (1500, 3) is `1.5`.
std::string fixed_point_text(std::int64_t value, int decimals);

}  // namespace coverage
