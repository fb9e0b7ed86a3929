#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/input/table.h"

namespace coverage {

/// Delimited text as people have it: quotes as in RFC 4180 (doubled inside, line breaks kept),
/// comma, semicolon or tab (found by trying them on the first rows; an Excel line `sep=;` decides),
/// UTF-8 with or without byte order mark or Windows-1252, any line ending. The first row names the
/// columns; spaces around names are dropped, cells are kept as written. Empty lines and rows
/// without any value are left out (counted in `blank_rows`).
///
/// Throws InputError that names file and line: empty file, a column named twice, a row with more or
/// fewer fields than the header, a quote that never closes or is followed by text.
Table parse_csv_table(std::string_view utf8_text, const std::string& path);

/// Where the rows of a text go one after the other, for tables that are too long to be kept.
struct CsvSink {
  /// Called first, once.
  std::function<void(const std::vector<std::string>& columns)> header;
  /// A row and the line on which it begins.
  std::function<void(std::vector<std::string>&& cells, std::size_t line)> row;
};

/// The same text row by row. Returns the number of blank rows.
std::size_t stream_csv_table(std::string_view utf8_text, const std::string& path,
                             const CsvSink& sink);

/// Reads the file through the input gate. `encoding`: see `decoded_text`.
Table read_csv_table(const std::string& path, const std::string& encoding = {});

}  // namespace coverage
