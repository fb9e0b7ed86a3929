#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coverage {

/// Rows of text under named columns, as read; what the cells mean is for others to say.
///
///     const Table table = load_table("communes.csv");
///     const std::size_t code = table.column("insee_com");
///     for (std::size_t row = 0; row < table.rows.size(); ++row) use(table.rows[row][code]);
struct Table {
  std::string path;
  std::vector<std::string> columns;            ///< distinct, save those without a name
  std::vector<std::vector<std::string>> rows;  ///< UTF-8; NULL is the empty text
  /// Where each row stands: its first line in a text file, its feature's number in other formats.
  std::vector<std::size_t> lines;
  bool is_text = true;         ///< `lines` are lines of a text file
  std::size_t blank_rows = 0;  ///< rows with separators but without any value, left out

  /// The column of that name: exactly, else ignoring case.
  std::optional<std::size_t> find_column(const std::string& name) const;
  /// As `find_column`; throws InputError that suggests the nearest name or lists the columns.
  std::size_t column(const std::string& name) const;
  /// "line 12" or "row 12", for error messages.
  std::string place_of(std::size_t row) const;
  std::string french_place_of(std::size_t row) const;
  /// "communes.csv:12", the same in every language: for notes and lists.
  std::string reference(std::size_t row) const;
};

/// Whether a path has the name of delimited text: `.csv`, `.tsv`, `.tab`, `.txt`, also with `.gz`.
bool is_delimited_text(const std::string& path);

/// Reads a table: delimited text (`.csv`, `.tsv`, `.tab`, `.txt`) by `read_csv_table`, any other
/// format (XLSX, ODS, DBF, a layer of a GeoPackage…) through GDAL. Throws InputError.
Table load_table(const std::string& path, const std::optional<std::string>& layer = {},
                 const std::string& encoding = {});

}  // namespace coverage
