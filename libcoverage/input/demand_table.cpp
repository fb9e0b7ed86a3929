#include "libcoverage/input/demand_table.h"

#include <algorithm>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

/// Digits of the whole part in groups of three.
std::string grouped(std::string digits, const std::string& separator) {
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), separator);
  }
  return digits;
}

template <class T>
void keep_rows(std::vector<T>& values, const std::vector<std::size_t>& rows) {
  if (values.empty()) return;
  std::vector<T> kept;
  kept.reserve(rows.size());
  for (const std::size_t row : rows) kept.push_back(std::move(values[row]));
  values = std::move(kept);
}

}  // namespace

DemandWeights weights_of(const DemandInput& demand) {
  DemandWeights weights;
  // What is counted in another unit and shared out among inhabitants counts inhabitants.
  const bool inhabitants = demand.unit.empty() || demand.calibrate;
  weights.unit = inhabitants ? "inhabitants" : demand.unit;
  for (const auto& [name, column] : demand.weights) weights.columns.push_back({name, column});
  if (weights.columns.empty()) {
    weights.columns.push_back({inhabitants ? "population" : demand.unit, {}});
  }
  std::stable_partition(
      weights.columns.begin(), weights.columns.end(),
      [](const DemandWeights::Column& column) { return column.name == "population"; });
  return weights;
}

void DemandTable::keep(const std::vector<std::size_t>& rows) {
  keep_rows(ids, rows);
  keep_rows(positions, rows);
  keep_rows(communes, rows);
  for (auto& values : weights) keep_rows(values, rows);
}

void DemandTally::add(SourceNote::Kind kind, const std::string& code, const Message& text,
                      const std::string& example, std::optional<Weight> weight) {
  constexpr std::size_t kept_examples = 10;
  auto found = std::find_if(entries_.begin(), entries_.end(),
                            [&](const Entry& entry) { return entry.note.code == code; });
  if (found == entries_.end()) {
    entries_.push_back({{kind, code, text, 0, {}}, {}});
    found = entries_.end() - 1;
  }
  ++found->note.count;
  if (found->note.examples.size() < kept_examples) found->note.examples.push_back(example);
  if (weight) found->weight = found->weight.value_or(Weight()) + *weight;
}

void DemandTally::write(SourceReport& report) const {
  for (const Entry& entry : entries_) {
    SourceNote note = entry.note;
    if (entry.weight) {
      const Message amount = amount_text(*entry.weight, unit_);
      note.text.english += " (" + amount.english + ")";
      note.text.french += " (" + amount.french + ")";
    }
    report.notes.push_back(std::move(note));
  }
}

Message amount_text(Weight weight, const std::string& unit) {
  const std::string number = format_decimals(weight.count(), 1);
  const auto point = std::min(number.find('.'), number.size());
  const std::string whole = number.substr(0, point);
  const std::string rest = point < number.size() ? number.substr(point + 1) : "";
  std::string english = grouped(whole, ",") + (rest.empty() ? "" : "." + rest);
  std::string french = grouped(whole, "\u202f") + (rest.empty() ? "" : "," + rest);
  const bool inhabitants = unit == "inhabitants";
  return {english + " " + unit, french + " " + (inhabitants ? "habitants" : unit)};
}

}  // namespace coverage
