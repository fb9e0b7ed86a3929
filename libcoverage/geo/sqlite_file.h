#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace coverage {

// Internal to geo/.

/// An SQLite file that exists, opened to be changed. All throw OutputError.
class SqliteFile {
 public:
  explicit SqliteFile(const std::filesystem::path& path);
  ~SqliteFile();
  SqliteFile(const SqliteFile&) = delete;
  SqliteFile& operator=(const SqliteFile&) = delete;

  void execute(const std::string& sql);
  /// The first column of the first row, as text; empty where there is none.
  std::string read(const std::string& sql);

 private:
  friend class SqliteInsert;
  [[noreturn]] void fail();

  std::filesystem::path path_;
  sqlite3* database_ = nullptr;
};

/// A prepared statement that is run for many rows.
class SqliteInsert {
 public:
  /// Bytes are a blob.
  using Value = std::variant<std::int64_t, std::string_view>;

  SqliteInsert(SqliteFile& file, const std::string& sql);
  ~SqliteInsert();
  SqliteInsert(const SqliteInsert&) = delete;
  SqliteInsert& operator=(const SqliteInsert&) = delete;

  void run(const std::vector<Value>& values);

 private:
  SqliteFile& file_;
  sqlite3_stmt* statement_ = nullptr;
};

/// A name (`"`) or a text (`'`) in SQL, whatever is in it.
std::string sql_quoted(const std::string& text, char mark);

}  // namespace coverage
