#include "libcoverage/output/access_rows.h"

#include <array>
#include <ostream>

#include "libcoverage/base/error.h"
#include "libcoverage/output/csv_files.h"
#include "libcoverage/output/json_text.h"

namespace coverage {

namespace {

constexpr std::array<const char*, 9> names = {"id",
                                              "lon",
                                              "lat",
                                              "query",
                                              "access_time_s",
                                              "access_distance_m",
                                              "facility_id",
                                              "snap_distance_m",
                                              "status"};

std::array<DataValue, names.size()> values_of(const AccessRow& row) {
  const bool ok = row.access.status == AccessStatus::ok;
  return {row.id,
          row.where ? DataValue(row.where->lon) : DataValue(),
          row.where ? DataValue(row.where->lat) : DataValue(),
          row.query,
          ok ? DataValue(row.access.time) : DataValue(),
          ok ? DataValue(row.access.distance) : DataValue(),
          ok ? DataValue(row.facility_id) : DataValue(),
          data_value(row.snap_distance),
          std::string(name_of(row.access.status))};
}

}  // namespace

AccessRowWriter::AccessRowWriter(std::ostream& out, AccessRowFormat format)
    : out_(out), format_(format) {
  std::string header;
  for (const char* name : names) header += (header.empty() ? "" : ",") + std::string(name);
  put_rows(out_, format_ == AccessRowFormat::json ? "[" : header + "\n");
}

void AccessRowWriter::write(const AccessRow& row) {
  const auto values = values_of(row);
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += format_ == AccessRowFormat::json ? ", " : ",";
    if (format_ == AccessRowFormat::json) {
      text += "\"" + std::string(names[i]) + "\": " + json_value_text(values[i]);
    } else {
      text += csv_field(values[i], CsvDialect::plain);
    }
  }
  if (format_ == AccessRowFormat::json) {
    text = (first_ ? "\n  {" : ",\n  {") + text + "}";
  } else {
    text += "\n";
  }
  first_ = false;
  put_rows(out_, text);
}

void AccessRowWriter::finish() {
  if (format_ == AccessRowFormat::json) put_rows(out_, first_ ? "]\n" : "\n]\n");
  out_.flush();
  put_rows(out_, "");
}

std::vector<std::pair<const char*, DataValue>> access_row_members(const AccessRow& row) {
  const auto values = values_of(row);
  std::vector<std::pair<const char*, DataValue>> members;
  for (std::size_t i = 0; i < names.size(); ++i) members.emplace_back(names[i], values[i]);
  return members;
}

void put_rows(std::ostream& out, std::string_view text) {
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (out) return;
  throw OutputError({"cannot write the rows", "impossible d’écrire les lignes"},
                    {"Check the free space, and that nothing closed the pipe",
                     "Vérifiez la place libre, et que rien n’a fermé le tube"});
}

}  // namespace coverage
