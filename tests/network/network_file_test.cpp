#include "libcoverage/network/network_file.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>

#include "error_text.h"
#include "libcoverage/network/network_columns.h"
#include "libcoverage/network/section_file.h"
#include "network_fixture.h"

namespace coverage {

namespace {

/// A one-way street, a two-way road with a name, and a corner.
RoadNetwork small_network() {
  return network_from_osm(osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(3, 1000, 800) +
                          osm_way(10, "1 2", "highway=primary ref=D945 name=Rue") +
                          osm_way(11, "2 3", "highway=residential oneway=yes") +
                          osm_way(12, "3 1", "highway=residential"));
}

SourceReport small_report() {
  SourceReport report{"roads", {"roads.osm"}, "2026", 4, 3, 1, 0, {}};
  report.note(SourceNote::Kind::rejected, "way_without_nodes", {"ways", "chemins « é »"}, "99");
  return report;
}

std::string content(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Bytes of header and table, by the file's own count of sections (at byte 24).
std::size_t header_size(const std::string& bytes) {
  std::uint32_t sections = 0;
  std::memcpy(&sections, bytes.data() + 24, sizeof sections);
  return 96 + sections * std::size_t{120};
}

}  // namespace

TEST_CASE("a network that is written and opened again is the same in every column") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.network").string();
  RoadNetwork network = small_network();
  network.fingerprint = "abc";
  write_network(path, network, small_report());
  const StoredNetwork stored = open_network(path);
  std::vector<std::pair<const void*, std::size_t>> before, after;
  for_each_column(network, [&](const char*, const auto& column) {
    before.emplace_back(column.span().data(), column.span().size_bytes());
  });
  for_each_column(stored.network, [&](const char*, const auto& column) {
    after.emplace_back(column.span().data(), column.span().size_bytes());
  });
  for (std::size_t c = 0; c < before.size(); ++c) {
    CAPTURE(c);
    REQUIRE(before[c].second == after[c].second);
    const bool same =
        before[c].second == 0 || std::memcmp(before[c].first, after[c].first, after[c].second) == 0;
    CHECK(same);
  }
  CHECK(stored.network.names[stored.network.segment_name[0]] == "D945 Rue");
  CHECK(stored.network.class_names == network.class_names);
  CHECK(stored.network.class_demand_factor == network.class_demand_factor);
  CHECK(stored.network.profile == "car");
  CHECK(stored.network.profile_label.french == network.profile_label.french);
  CHECK(stored.network.profile_label.english == "By car, off-peak");
  CHECK(stored.network.traffic == "free_flow");
  CHECK(stored.network.connector_speed_m_s == network.connector_speed_m_s);
  CHECK(stored.network.terminal_time == network.terminal_time);
  CHECK(stored.network.fingerprint == "abc");
  CHECK_FALSE(find_defect(stored.network));
  CHECK(stored.report.read == 4);
  REQUIRE(stored.report.notes.size() == 1);
  CHECK(stored.report.notes[0].text.french == "chemins « é »");
  CHECK(stored.report.notes[0].examples == std::vector<std::string>{"99"});
}

TEST_CASE("the columns of an opened network outlive the object that opened it") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.network").string();
  write_network(path, small_network(), {});
  Column<std::uint32_t> times = open_network(path).network.arc_time_ms;
  std::filesystem::remove(path);
  CHECK(times[0] > 0);
}

TEST_CASE("the same network gives the same file") {
  const TemporaryFolder folder;
  const std::string one = (folder.path() / "one").string(), two = (folder.path() / "two").string();
  write_network(one, small_network(), small_report());
  write_network(two, small_network(), small_report());
  CHECK(content(one) == content(two));
}

TEST_CASE("any changed byte of the header or the table is refused at opening") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.network").string();
  write_network(path, small_network(), {});
  const std::string bytes = content(path);
  // In place: writing the whole file again for each byte would take minutes on a slow disk.
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  std::size_t accepted = 0;
  for (std::size_t place = 0; place < header_size(bytes); ++place) {
    const auto put = [&](char value) {
      file.seekp(static_cast<std::streamoff>(place));
      file.put(value);
      file.flush();
    };
    put(static_cast<char>(bytes[place] ^ (place % 2 == 0 ? 0x01 : 0xff)));
    try {
      open_network(path);
      ++accepted;
    } catch (const InputError&) {
      put(bytes[place]);
    }
  }
  CHECK(accepted == 0);
  CHECK_NOTHROW(open_network(path));
}

TEST_CASE("any changed byte of a section is found by verifying") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.network").string();
  const RoadNetwork network = small_network();
  write_network(path, network, {});
  CHECK_NOTHROW(verify_network(path));
  const std::string bytes = content(path);
  std::size_t refused = 0, tried = 0;
  for (std::size_t place = header_size(bytes); place < bytes.size(); place += 7) {
    std::string damaged = bytes;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x20);
    folder.write("damaged", damaged);
    ++tried;
    try {
      verify_network(folder.path() / "damaged");
    } catch (const InputError&) {
      ++refused;
    }
  }
  // What is not refused is the padding between sections, at most 63 bytes each.
  CHECK(tried - refused <= 38 * 63 / 7);
  CHECK(refused > tried / 3);
}

TEST_CASE("a file cut short anywhere is refused") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.network").string();
  write_network(path, small_network(), {});
  const std::string bytes = content(path);
  for (std::size_t size = 0; size < bytes.size(); size += size < 200 ? 1 : 97) {
    folder.write("short", bytes.substr(0, size));
    CAPTURE(size);
    CHECK_THROWS_AS(open_network(folder.path() / "short"), InputError);
  }
  folder.write("long", bytes + "x");
  CHECK_THROWS_AS(open_network(folder.path() / "long"), InputError);
}

TEST_CASE("a sound file of a broken network is refused by verifying, which names the invariant") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.network").string();
  RoadNetwork network = small_network();
  std::vector<VertexId> heads(network.arc_head.begin(), network.arc_head.end());
  heads[1] = VertexId(70000);
  network.arc_head = std::move(heads);
  write_network(path, network, {});
  CHECK_NOTHROW(open_network(path));
  CHECK_THROWS_WITH(verify_network(path), Catch::Contains("arc_head[1] is 70000"));
}

TEST_CASE("a file that is no network, a folder and a missing file are said so") {
  const TemporaryFolder folder;
  const auto message_of = [](const std::filesystem::path& path) {
    try {
      open_network(path);
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const std::string text = folder.write("notes.txt", std::string(500, 'x'));
  CHECK(message_of(text) ==
        text +
            ": cannot be used as a built network: it is not a built network. Remove it: the "
            "next run builds it again from the roads");
  CHECK_THAT(message_of(folder.path()), Catch::Contains("cannot be used as a built network"));
  CHECK_THAT(message_of(folder.path() / "absent"), Catch::Contains("cannot be used"));
  CHECK_THAT(message_of(folder.write("empty", "")), Catch::Contains("it is empty"));
}

TEST_CASE("a network of a layout that this program does not know is refused") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "other").string();
  const std::string properties = R"({"layout": 9999})";
  SectionWriter writer;
  writer.add("properties", std::span<const char>(properties));
  writer.write(path);
  CHECK_THROWS_WITH(open_network(path), Catch::Contains("of another version"));
}

TEST_CASE("a section asked for with another element size is refused") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "sections").string();
  const std::vector<std::uint32_t> numbers = {1, 2, 3};
  SectionWriter writer;
  writer.add("numbers", std::span<const std::uint32_t>(numbers));
  writer.add("nothing", std::span<const double>());
  writer.write(path);
  const SectionFile file = SectionFile::open(path);
  CHECK(file.section<std::uint32_t>("numbers")[2] == 3);
  CHECK(file.section<double>("nothing").empty());
  CHECK_THROWS_AS(file.section<std::uint64_t>("numbers"), InputError);
  CHECK_THROWS_AS(file.section<std::uint32_t>("absent"), InputError);
}

}  // namespace coverage
