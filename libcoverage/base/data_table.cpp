#include "libcoverage/base/data_table.h"

#include <algorithm>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

}  // namespace

void DataTable::add(const std::string& column, DataType type, Message alias,
                    std::function<DataValue(std::size_t)> value) {
  const auto is_taken = [&](const std::string& wanted) {
    const std::string lower = lower_ascii(wanted);
    if (lower == "fid" || lower == "geom") return true;
    return std::any_of(columns.begin(), columns.end(),
                       [&](const DataColumn& one) { return lower_ascii(one.name) == lower; });
  };
  std::string free = column;
  for (int n = 2; is_taken(free); ++n) free = column + "_" + std::to_string(n);
  columns.push_back({std::move(free), type, std::move(alias), std::move(value)});
}

std::string fixed_point_text(std::int64_t value, int decimals) {
  const bool negative = value < 0;
  const std::uint64_t magnitude =
      negative ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
  std::string digits = std::to_string(magnitude);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  std::string fraction = digits.substr(digits.size() - places);
  digits.resize(digits.size() - places);
  while (fraction.ends_with('0')) fraction.pop_back();
  if (!fraction.empty()) digits += "." + fraction;
  return negative ? "-" + digits : digits;
}

std::string data_text(const DataValue& value) {
  return std::visit(Overloaded{
                        [](std::monostate) { return std::string(); },
                        [](bool truth) { return std::string(truth ? "true" : "false"); },
                        [](std::int64_t whole) { return std::to_string(whole); },
                        [](double number) { return format_number(number); },
                        [](const std::string& text) { return text; },
                        [](Seconds time) { return fixed_point_text(time.milliseconds(), 3); },
                        [](Metres length) { return fixed_point_text(length.millimetres(), 3); },
                        [](Weight weight) { return fixed_point_text(weight.millionths(), 6); },
                    },
                    value);
}

std::optional<double> data_number(const DataValue& value) {
  using Number = std::optional<double>;
  return std::visit(Overloaded{
                        [](std::monostate) { return Number(); },
                        [](bool truth) { return Number(truth ? 1.0 : 0.0); },
                        [](std::int64_t whole) { return Number(static_cast<double>(whole)); },
                        [](double number) { return Number(number); },
                        [](const std::string&) { return Number(); },
                        [](Seconds time) { return Number(time.seconds()); },
                        [](Metres length) { return Number(length.metres()); },
                        [](Weight weight) { return Number(weight.count()); },
                    },
                    value);
}

}  // namespace coverage
