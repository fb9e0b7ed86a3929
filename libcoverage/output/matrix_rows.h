#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/base/quantities.h"

namespace coverage {

/// One side of a matrix of access times.
struct MatrixSideNames {
  std::vector<std::string> ids;
  std::vector<bool> snapped;  ///< whether the place is on the network
};

enum class MatrixFormat {
  long_rows,  ///< `origin,destination,time_s,status`, a row a pair
  wide,       ///< `origin` and a column a destination, a row an origin; NULL without a status
};

/// Pairs by status.
struct MatrixCounts {
  std::uint64_t ok = 0, unreachable = 0, unsnapped = 0;
};

/// Streams a matrix of access times as CSV, times in exact seconds. A pair without a time has NULL
/// and, in long rows, a status: `unsnapped` where either place is off the network, `unreachable`
/// where both are on it.
///
///     MatrixRowWriter rows(origins, destinations, MatrixFormat::long_rows, put);
///     rows.write(0, times);
///     rows.finish();
class MatrixRowWriter {
 public:
  /// Takes text in pieces of some size; may throw.
  using Put = std::function<void(std::string_view)>;

  /// The names must outlive the writer.
  MatrixRowWriter(const MatrixSideNames& origins, const MatrixSideNames& destinations,
                  MatrixFormat format, Put put);
  /// `times` has one a destination, unreachable where there is none.
  void write(std::size_t origin, std::span<const Seconds> times);
  void finish();
  const MatrixCounts& counts() const { return counts_; }

 private:
  void append_status(std::size_t origin, std::size_t destination, bool reached);
  void flush_beyond(std::size_t bytes);

  const MatrixSideNames& origins_;
  const MatrixSideNames& destinations_;
  MatrixFormat format_;
  Put put_;
  std::vector<std::string> destination_fields_;
  std::string text_;
  MatrixCounts counts_;
};

/// The size of the CSV where every pair has a time of so many characters.
std::uint64_t matrix_csv_bytes(const MatrixSideNames& origins, const MatrixSideNames& destinations,
                               MatrixFormat format, std::size_t time_characters);

}  // namespace coverage
