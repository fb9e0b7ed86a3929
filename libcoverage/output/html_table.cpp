#include "libcoverage/output/html_table.h"

namespace coverage {

std::string HtmlTable::html() const {
  std::string result = "<div class=\"scroll\"><table class=\"sortable\">\n";
  if (!caption_.empty()) result += "<caption>" + caption_ + "</caption>\n";
  result += "<thead><tr>";
  for (const Column& column : columns_) {
    if (column.heading.empty()) continue;
    result += column.is_number ? "<th class=\"number\" scope=\"col\">" : "<th scope=\"col\">";
    result += column.heading + "</th>";
  }
  result += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows_) {
    result += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (columns_[c].heading.empty()) continue;
      result += columns_[c].is_number ? "<td class=\"number\"" : "<td";
      if (!row[c].sort_value.empty()) result += " data-value=\"" + row[c].sort_value + "\"";
      result += ">" + row[c].html + "</td>";
    }
    result += "</tr>\n";
  }
  return result + "</tbody>\n</table></div>\n";
}

}  // namespace coverage
