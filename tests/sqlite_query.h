#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace coverage {

/// The rows of an SQL query as text: columns joined by `|`, rows by line ends, NULL as `NULL`.
inline std::string sqlite_query(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* opened = nullptr;
  sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, &sqlite3_close);
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(opened, sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(opened));
  }
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> rows(prepared, &sqlite3_finalize);
  std::string text;
  while (sqlite3_step(prepared) == SQLITE_ROW) {
    if (!text.empty()) text += "\n";
    for (int column = 0; column < sqlite3_column_count(prepared); ++column) {
      if (column > 0) text += "|";
      const auto* cell = reinterpret_cast<const char*>(sqlite3_column_text(prepared, column));
      text += cell ? cell : "NULL";
    }
  }
  return text;
}

}  // namespace coverage
