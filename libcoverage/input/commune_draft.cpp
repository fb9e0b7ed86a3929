#include "libcoverage/input/commune_draft.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/number_cell.h"

namespace coverage {

FactColumns FactColumns::find(const std::map<std::string, std::string>& columns,
                              const std::function<std::size_t(const std::string&)>& find_column) {
  FactColumns found;
  for (const auto& [key, column] : columns) {
    const std::size_t index = find_column(column);
    if (key == "name") {
      found.name = index;
    } else if (key == "epci_code") {
      found.epci_code = index;
    } else if (key == "epci_name") {
      found.epci_name = index;
    } else {
      found.weights[key] = index;
    }
  }
  return found;
}

CommuneFacts FactColumns::read(const std::map<std::string, std::string>& columns,
                               const std::function<std::string(std::size_t)>& cell) const {
  const auto text = [&](const std::optional<std::size_t>& column) {
    return column ? std::string(trim(cell(*column))) : std::string();
  };
  CommuneFacts facts{text(name), text(epci_code), text(epci_name), {}};
  // INSEE writes ZZZZZZZZZ for the few communes that belong to no EPCI.
  if (facts.epci_code.starts_with("ZZZZ")) facts.epci_code = facts.epci_name = "";
  if (facts.epci_code.empty()) facts.epci_code = facts.epci_name;
  if (facts.epci_name.empty()) facts.epci_name = facts.epci_code;
  for (const auto& [weight, column] : weights) {
    const auto value = within(message("column '{}'", "colonne « {} »", columns.at(weight)),
                              [&, index = column] { return parse_weight_cell(cell(index)); });
    if (value) facts.weights[weight] = *value;
  }
  return facts;
}

void add_full_note(SourceReport& report, SourceNote::Kind kind, const std::string& code,
                   const Message& text, const std::vector<std::string>& examples) {
  if (examples.empty()) return;
  auto note = std::find_if(report.notes.begin(), report.notes.end(),
                           [&](const SourceNote& n) { return n.code == code && n.kind == kind; });
  if (note == report.notes.end()) {
    note = report.notes.insert(report.notes.end(), SourceNote{kind, code, text, 0, {}});
  }
  note->count += examples.size();
  note->examples.insert(note->examples.end(), examples.begin(), examples.end());
}

std::string file_name_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string code_and_name(const std::string& code, const std::string& name) {
  return name.empty() || name == code ? code : code + " " + name;
}

}  // namespace coverage
