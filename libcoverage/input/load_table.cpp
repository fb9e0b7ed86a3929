#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/csv_table.h"
#include "libcoverage/input/table.h"
#include "libcoverage/input/text_encoding.h"

namespace coverage {

bool is_delimited_text(const std::string& path) {
  const std::string name = lower_ascii(path);
  const auto ends = [&](std::string_view suffix) { return name.ends_with(suffix); };
  for (const std::string_view suffix : {".csv", ".tsv", ".tab", ".txt"}) {
    if (ends(suffix) || ends(std::string(suffix) + ".gz")) return true;
  }
  return false;
}

namespace {

Table read_layer_table(const std::string& path, const std::optional<std::string>& layer_name) {
  const VectorLayer layer = VectorLayer::open(path, layer_name);
  Table table;
  table.path = path;
  table.is_text = false;
  table.columns = layer.columns();
  layer.for_each([&](const Feature& feature) {
    std::vector<std::string> row;
    row.reserve(table.columns.size());
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      row.push_back(feature.text(c).value_or(""));
    }
    const bool blank = std::all_of(row.begin(), row.end(),
                                   [](const std::string& cell) { return trim(cell).empty(); });
    if (blank) {
      ++table.blank_rows;
      return;
    }
    table.rows.push_back(std::move(row));
    table.lines.push_back(static_cast<std::size_t>(feature.fid()));
  });
  return table;
}

}  // namespace

Table read_csv_table(const std::string& path, const std::string& encoding) {
  std::string bytes = read_file(path);
  const std::string text =
      within(verbatim(path), [&] { return decoded_text(std::move(bytes), encoding); });
  return parse_csv_table(text, path);
}

Table load_table(const std::string& path, const std::optional<std::string>& layer,
                 const std::string& encoding) {
  if (is_delimited_text(path)) return read_csv_table(path, encoding);
  return read_layer_table(path, layer);
}

}  // namespace coverage
