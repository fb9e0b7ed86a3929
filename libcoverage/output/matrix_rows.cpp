#include "libcoverage/output/matrix_rows.h"

#include <numeric>
#include <utility>

#include "libcoverage/access/access_time.h"
#include "libcoverage/base/data_table.h"
#include "libcoverage/output/csv_files.h"

namespace coverage {
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 16;
constexpr std::string_view long_header = "origin,destination,time_s,status\n";

std::string field(const std::string& id) {
  return csv_field(id, CsvDialect::plain);
}

std::uint64_t field_bytes(const MatrixSideNames& names) {
  return std::accumulate(
      names.ids.begin(), names.ids.end(), std::uint64_t{0},
      [](std::uint64_t sum, const std::string& id) { return sum + field(id).size(); });
}

}  // namespace

MatrixRowWriter::MatrixRowWriter(const MatrixSideNames& origins,
                                 const MatrixSideNames& destinations, MatrixFormat format, Put put)
    : origins_(origins), destinations_(destinations), format_(format), put_(std::move(put)) {
  for (const std::string& id : destinations.ids) destination_fields_.push_back(field(id));
  if (format == MatrixFormat::long_rows) {
    text_ = long_header;
    return;
  }
  text_ = "origin";
  for (const std::string& id : destination_fields_) text_ += "," + id;
  text_ += "\n";
}

void MatrixRowWriter::append_status(std::size_t origin, std::size_t destination, bool reached) {
  const bool snapped = origins_.snapped[origin] && destinations_.snapped[destination];
  const AccessStatus status = reached   ? AccessStatus::ok
                              : snapped ? AccessStatus::unreachable
                                        : AccessStatus::unsnapped;
  ++(reached ? counts_.ok : snapped ? counts_.unreachable : counts_.unsnapped);
  if (format_ != MatrixFormat::long_rows) return;
  text_ += ',';
  text_ += name_of(status);
  text_ += '\n';
}

void MatrixRowWriter::write(std::size_t origin, std::span<const Seconds> times) {
  const std::string id = field(origins_.ids[origin]);
  if (format_ == MatrixFormat::wide) text_ += id;
  for (std::size_t d = 0; d < times.size(); ++d) {
    if (format_ == MatrixFormat::long_rows) {
      text_ += id;
      text_ += ',';
      text_ += destination_fields_[d];
    }
    text_ += ',';
    if (times[d].is_reachable()) text_ += fixed_point_text(times[d].milliseconds(), 3);
    append_status(origin, d, times[d].is_reachable());
    flush_beyond(piece_bytes);
  }
  if (format_ == MatrixFormat::wide) text_ += '\n';
}

void MatrixRowWriter::finish() {
  flush_beyond(0);
}

void MatrixRowWriter::flush_beyond(std::size_t bytes) {
  if (text_.size() <= bytes) return;
  put_(text_);
  text_.clear();
}

std::uint64_t matrix_csv_bytes(const MatrixSideNames& origins, const MatrixSideNames& destinations,
                               MatrixFormat format, std::size_t time_characters) {
  const std::uint64_t rows = origins.ids.size();
  const std::uint64_t columns = destinations.ids.size();
  if (format == MatrixFormat::wide) {
    const std::uint64_t header = std::string_view("origin\n").size() + field_bytes(destinations);
    return header + columns + field_bytes(origins) + rows * (columns * (1 + time_characters) + 1);
  }
  const std::uint64_t rest = std::string_view(",,,ok\n").size() + time_characters;
  return long_header.size() + columns * field_bytes(origins) + rows * field_bytes(destinations) +
         rows * columns * rest;
}

}  // namespace coverage
