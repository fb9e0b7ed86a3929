#pragma once

#include <string>
#include <vector>

namespace coverage {

/// A sortable HTML table. Cells hold HTML that is already escaped.
class HtmlTable {
 public:
  struct Column {
    std::string heading;  ///< empty: the column is left out, with its cells
    bool is_number = false;
  };
  struct Cell {
    std::string html;
    std::string sort_value;  ///< what sorting compares; empty: the cell's text
  };

  HtmlTable(std::string caption, std::vector<Column> columns)
      : caption_(std::move(caption)), columns_(std::move(columns)) {}

  void add_row(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  std::string html() const;

 private:
  std::string caption_;
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace coverage
