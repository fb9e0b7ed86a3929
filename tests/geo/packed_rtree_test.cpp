#include "libcoverage/geo/packed_rtree.h"

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <memory>
#include <random>

using namespace coverage;

namespace {

/// SQLite's own index, filled with a packed tree: what it finds and whether it finds it sound.
class Database {
 public:
  Database() {
    sqlite3_open(":memory:", &database_);
    run("CREATE VIRTUAL TABLE t USING rtree(id, minx, maxx, miny, maxy)");
  }
  ~Database() { sqlite3_close(database_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void fill(const std::vector<RtreeEntry>& entries) {
    const auto bytes = std::stoul(read("SELECT length(data) FROM t_node WHERE nodeno = 1"));
    const PackedRtree tree = pack_rtree(entries, bytes);
    run("DELETE FROM t_node");
    for (const PackedRtree::Node& node : tree.nodes) {
      sqlite3_stmt* insert = nullptr;
      sqlite3_prepare_v2(database_, "INSERT INTO t_node VALUES (?, ?)", -1, &insert, nullptr);
      sqlite3_bind_int64(insert, 1, node.number);
      sqlite3_bind_blob64(insert, 2, node.bytes.data(), node.bytes.size(), nullptr);
      CHECK(sqlite3_step(insert) == SQLITE_DONE);
      sqlite3_finalize(insert);
      if (node.parent != 0) {
        run("INSERT INTO t_parent VALUES (" + std::to_string(node.number) + "," +
            std::to_string(node.parent) + ")");
      }
    }
    for (const PackedRtree::Row& row : tree.rows) {
      run("INSERT INTO t_rowid VALUES (" + std::to_string(row.id) + "," + std::to_string(row.node) +
          ")");
    }
  }
  void run(const std::string& sql) {
    REQUIRE(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  std::string read(const std::string& sql) {
    sqlite3_stmt* rows = nullptr;
    REQUIRE(sqlite3_prepare_v2(database_, sql.c_str(), -1, &rows, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(rows) == SQLITE_ROW);
    const std::string text = reinterpret_cast<const char*>(sqlite3_column_text(rows, 0));
    sqlite3_finalize(rows);
    return text;
  }

 private:
  sqlite3* database_ = nullptr;
};

std::vector<RtreeEntry> random_boxes(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> place(-1e6, 7e6), size(0, 3000);
  std::vector<RtreeEntry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = place(random), y = place(random);
    entries.push_back(
        {static_cast<std::int64_t>(3 * i + 1), {x, y, x + size(random), y + size(random)}});
  }
  return entries;
}

}  // namespace

TEST_CASE("SQLite finds a packed tree sound, whatever its size") {
  for (const std::size_t count : {0, 1, 51, 52, 2601, 2602, 9000}) {
    INFO(count << " entries");
    Database database;
    database.fill(random_boxes(count, 7));
    CHECK(database.read("SELECT rtreecheck('t')") == "ok");
    CHECK(database.read("SELECT count(*) FROM t") == std::to_string(count));
  }
}

TEST_CASE("a packed tree finds every box that a window touches") {
  Database database;
  const auto entries = random_boxes(3000, 11);
  database.fill(entries);
  for (const double edge : {-1e6, 0.0, 2.5e6, 6.9e6}) {
    std::int64_t sum = 0;
    for (const RtreeEntry& entry : entries) {
      const bool touches = entry.box.max_x >= edge && entry.box.min_x <= edge + 4e5 &&
                           entry.box.max_y >= edge && entry.box.min_y <= edge + 9e5;
      if (touches) sum += entry.id;
    }
    const std::string x = std::to_string(edge), far_x = std::to_string(edge + 4e5),
                      far_y = std::to_string(edge + 9e5);
    const auto found = std::stoll(
        database.read("SELECT coalesce(sum(id), 0) FROM t WHERE maxx >= " + x +
                      " AND minx <= " + far_x + " AND maxy >= " + x + " AND miny <= " + far_y));
    CHECK(found == sum);
  }
}

TEST_CASE("boxes are rounded outwards, never inwards") {
  Database database;
  database.fill({{1, {0.1, 6543210.123, 0.1, 6543210.123}}});
  CHECK(database.read("SELECT minx <= 0.1 AND maxx >= 0.1 AND miny <= 6543210.123 AND "
                      "maxy >= 6543210.123 AND maxy - miny < 1 FROM t") == "1");
}

TEST_CASE("a packed tree takes new rows and gives up old ones") {
  Database database;
  database.fill(random_boxes(500, 3));
  database.run("DELETE FROM t WHERE id % 2 = 0");
  database.run("INSERT INTO t VALUES (100000, 1, 2, 3, 4)");
  CHECK(database.read("SELECT rtreecheck('t')") == "ok");
  CHECK(database.read("SELECT count(*) FROM t") == "251");
}

TEST_CASE("the order of entries does not matter") {
  auto entries = random_boxes(400, 5);
  const PackedRtree first = pack_rtree(entries, 1228);
  std::reverse(entries.begin(), entries.end());
  const PackedRtree second = pack_rtree(entries, 1228);
  REQUIRE(first.nodes.size() == second.nodes.size());
  for (std::size_t i = 0; i < first.nodes.size(); ++i) {
    CHECK(first.nodes[i].bytes == second.nodes[i].bytes);
  }
}
