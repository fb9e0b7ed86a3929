#include "libcoverage/geo/sqlite_file.h"

#include <sqlite3.h>

#include "libcoverage/base/error.h"
#include "libcoverage/geo/disk_remedy.h"

namespace coverage {

SqliteFile::SqliteFile(const std::filesystem::path& path) : path_(path) {
  if (sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
    return;
  }
  const std::string reason = sqlite3_errmsg(database_);
  sqlite3_close(database_);
  throw OutputError(
      message("cannot write {} ({})", "impossible d’écrire {} ({})", path.string(), reason),
      disk_remedy());
}

SqliteFile::~SqliteFile() {
  sqlite3_close(database_);
}

void SqliteFile::fail() {
  throw OutputError(message("cannot write {} ({})", "impossible d’écrire {} ({})", path_.string(),
                            std::string(sqlite3_errmsg(database_))),
                    disk_remedy());
}

void SqliteFile::execute(const std::string& sql) {
  if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::string SqliteFile::read(const std::string& sql) {
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(database_, sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK) fail();
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> owner(prepared, &sqlite3_finalize);
  if (sqlite3_step(prepared) != SQLITE_ROW) return {};
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
  return text ? text : "";
}

SqliteInsert::SqliteInsert(SqliteFile& file, const std::string& sql) : file_(file) {
  if (sqlite3_prepare_v2(file.database_, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) {
    file.fail();
  }
}

SqliteInsert::~SqliteInsert() {
  sqlite3_finalize(statement_);
}

void SqliteInsert::run(const std::vector<Value>& values) {
  int place = 0;
  for (const Value& value : values) {
    ++place;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
      sqlite3_bind_int64(statement_, place, *whole);
    } else {
      const std::string_view bytes = std::get<std::string_view>(value);
      sqlite3_bind_blob64(statement_, place, bytes.data(), bytes.size(), nullptr);
    }
  }
  if (sqlite3_step(statement_) != SQLITE_DONE) file_.fail();
  sqlite3_reset(statement_);
}

std::string sql_quoted(const std::string& text, char mark) {
  std::string result(1, mark);
  for (const char c : text) {
    if (c == mark) result += c;
    result += c;
  }
  return result + mark;
}

}  // namespace coverage
