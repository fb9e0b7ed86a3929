#include "libcoverage/routing/hierarchy_file.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>
#include <numeric>

#include "error_text.h"
#include "libcoverage/base/error.h"
#include "libcoverage/network/network_file.h"
#include "libcoverage/network/network_record.h"
#include "libcoverage/network/section_file.h"
#include "libcoverage/routing/hierarchy_sweep.h"
#include "libcoverage/routing/reverse_graph.h"
#include "libcoverage/routing/travel_matrix.h"
#include "listener.h"
#include "network_fixture.h"
#include "random_town.h"
#include "routing/plain_labels.h"
#include "temporary_folder.h"

namespace coverage {
namespace {

namespace fs = std::filesystem;

RoadNetwork town(std::uint32_t seed) {
  RandomTown random(seed, 6);
  RoadNetwork network = HandNetwork(random.places, random.streets).build();
  network.fingerprint = "town " + std::to_string(seed);
  return network;
}

Hierarchy hierarchy_of(const RoadNetwork& network) {
  return build_hierarchy(forward_graph(network).view());
}

std::vector<std::vector<SearchSource>> every_vertex(const Hierarchy& hierarchy) {
  std::vector<std::vector<SearchSource>> places;
  for (std::uint32_t v = 0; v < hierarchy.vertex_count(); ++v) {
    places.push_back({{VertexId(v), {}, {}, 0}});
  }
  return places;
}

std::string content(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// A network file with its hierarchy.
struct StoredTown {
  explicit StoredTown(std::uint32_t seed = 1)
      : network(town(seed)), hierarchy(hierarchy_of(network)) {
    write_network(file(), network, {});
    store_hierarchy(file(), hierarchy);
  }
  fs::path file() const { return folder.path() / "a.network"; }
  std::optional<Hierarchy> load() {
    return load_hierarchy(file(), network, {listener, 1, nullptr});
  }

  TemporaryFolder folder;
  RoadNetwork network;
  Hierarchy hierarchy;
  Listener listener;
};

/// Writes the sections of a file again, one of them changed, with sound checksums throughout.
void rewrite(const fs::path& from, const fs::path& to, std::string_view changed,
             std::span<const std::byte> bytes) {
  const SectionFile file = SectionFile::open(from);
  SectionWriter writer;
  writer.keep(file, [&](std::string_view name) { return name != changed; });
  if (file.find(changed)->element_size == 2) {
    writer.add(std::string(changed),
               std::span(reinterpret_cast<const std::uint16_t*>(bytes.data()), bytes.size() / 2));
  } else {
    writer.add(std::string(changed),
               std::span(reinterpret_cast<const std::uint32_t*>(bytes.data()), bytes.size() / 4));
  }
  writer.write(to);
}

template <class T>
bool same(const Column<T>& a, const Column<T>& b) {
  return std::ranges::equal(a, b);
}

bool same(const TreeArcs& a, const TreeArcs& b) {
  return same(a.first, b.first) && same(a.depth, b.depth) && same(a.time_ms, b.time_ms);
}

bool same(const Hierarchy& a, const Hierarchy& b) {
  return same(a.topology.vertex, b.topology.vertex) && same(a.topology.parent, b.topology.parent) &&
         same(a.topology.depth, b.topology.depth) &&
         same(a.topology.first_descendant, b.topology.first_descendant) &&
         same(a.topology.first_up, b.topology.first_up) && same(a.topology.up, b.topology.up) &&
         same(a.up, b.up) && same(a.down, b.down);
}

}  // namespace

TEST_CASE("a stored hierarchy is the one that was built, and the network beside it is untouched") {
  StoredTown town;
  const auto opened = open_hierarchy(town.file());
  REQUIRE(opened);
  CHECK(same(*opened, town.hierarchy));
  CHECK_NOTHROW(verify_hierarchy(town.file()));
  CHECK_NOTHROW(verify_network(town.file()));
  const RoadNetwork network = open_network(town.file()).network;
  CHECK(network.fingerprint == town.network.fingerprint);
  CHECK(std::ranges::equal(network.arc_time_ms, town.network.arc_time_ms));
  CHECK(hierarchy_bytes(*opened) > 0);
  REQUIRE(town.load());
  CHECK(same(*town.load(), town.hierarchy));
  CHECK(town.listener.warnings.empty());
}

TEST_CASE("storing a hierarchy again replaces it: the file is the same to the byte") {
  StoredTown town;
  const std::string once = content(town.file());
  store_hierarchy(town.file(), town.hierarchy, 3);
  CHECK(content(town.file()) == once);
  CHECK(std::ranges::distance(fs::directory_iterator(town.folder.path())) == 1);
}

TEST_CASE("a network file without a hierarchy has none, one built again has lost it") {
  StoredTown town;
  write_network(town.file(), town.network, {});
  CHECK_FALSE(open_hierarchy(town.file()));
  CHECK_NOTHROW(verify_hierarchy(town.file()));
  CHECK_FALSE(town.load());
  CHECK(town.listener.warnings.empty());
}

TEST_CASE("without a network file there is no hierarchy to load, and opening says so") {
  StoredTown town;
  fs::remove(town.file());
  CHECK_FALSE(town.load());
  CHECK(town.listener.warnings.empty());
  CHECK_THROWS_AS(open_hierarchy(town.file()), InputError);
}

TEST_CASE("a hierarchy of another network is refused, when it is stored and when it is opened") {
  StoredTown town;
  const RoadNetwork smaller = HandNetwork({{0, 0}, {9, 0}}, {{0, 1, 1, 1, 1, 1, 0}}).build();
  CHECK_THAT(error_text([&] { store_hierarchy(town.file(), hierarchy_of(smaller)); }),
             Catch::Contains("it is that of another network"));

  // Sections carried over from a network with as many vertices and other times.
  StoredTown other(2);
  REQUIRE(other.network.vertex_count() == town.network.vertex_count());
  const SectionFile mine = SectionFile::open(town.file());
  const SectionFile theirs = SectionFile::open(other.file());
  const auto of_hierarchy = [](std::string_view name) { return name.starts_with("hierarchy_"); };
  SectionWriter writer;
  writer.keep(mine, [&](std::string_view name) { return !of_hierarchy(name); });
  writer.keep(theirs, of_hierarchy);
  writer.write(town.file());
  CHECK_THAT(error_text([&] { open_hierarchy(town.file()); }),
             Catch::Contains("its hierarchy cannot be used: it is that of another network") &&
                 Catch::Contains("coverage-network build STUDY --hierarchy"));
  CHECK_FALSE(town.load());
  REQUIRE(town.listener.warnings.size() == 1);
  CHECK_THAT(town.listener.warnings[0], Catch::Contains("that of another network"));
  CHECK_NOTHROW(verify_network(town.file()));
}

TEST_CASE("a network read before its file was replaced does not take the other one's hierarchy") {
  StoredTown town;
  StoredTown other(2);
  fs::copy_file(other.file(), town.file(), fs::copy_options::overwrite_existing);
  CHECK_FALSE(town.load());
}

TEST_CASE("any changed byte of the hierarchy is found, and the network stays sound") {
  StoredTown town;
  const std::string bytes = content(town.file());
  const SectionFile file = SectionFile::open(town.file());
  const auto* start = file.find("vertex_junction")->bytes.data();
  const std::size_t start_at = bytes.find(std::string(reinterpret_cast<const char*>(start),
                                                      file.find("vertex_junction")->bytes.size()));
  REQUIRE(start_at != std::string::npos);
  std::size_t tried = 0;
  for (const FileSection& section : file.sections()) {
    if (!section.name.starts_with("hierarchy_")) continue;
    for (std::size_t at = 0; at < section.bytes.size(); at += 1 + section.bytes.size() / 9) {
      CAPTURE(section.name, at);
      std::string damaged = bytes;
      // Where the section stands in the file, by its place in the same mapping.
      const auto place = static_cast<std::size_t>(section.bytes.data() - start) + start_at + at;
      damaged[place] = static_cast<char>(damaged[place] ^ 0x41);
      town.folder.write("damaged", damaged);
      CHECK_THAT(error_text([&] { verify_hierarchy(town.folder.path() / "damaged"); }),
                 Catch::Contains("its hierarchy cannot be used"));
      CHECK_NOTHROW(verify_network(town.folder.path() / "damaged"));
      ++tried;
    }
  }
  CHECK(tried > 100);
}

TEST_CASE("a file cut short anywhere has no hierarchy, and says so") {
  StoredTown town;
  const std::string bytes = content(town.file());
  for (std::size_t size = 0; size < bytes.size(); size += 211) {
    town.folder.write("a.network", bytes.substr(0, size));
    CAPTURE(size);
    CHECK_THROWS_AS(open_hierarchy(town.file()), InputError);
    town.listener.warnings.clear();
    CHECK_FALSE(town.load());
    CHECK(town.listener.warnings.size() == 1);
  }
}

TEST_CASE("sections that stand in each other's place are refused, though every checksum is sound") {
  StoredTown town;
  const SectionFile file = SectionFile::open(town.file());
  std::vector<std::string> names;
  for (const FileSection& section : file.sections()) {
    if (section.name.starts_with("hierarchy_") && section.element_size > 1)
      names.push_back(section.name);
  }
  REQUIRE(names.size() == 12);
  const fs::path swapped = town.folder.path() / "swapped";
  for (const std::string& a : names) {
    for (const std::string& b : names) {
      const auto there = file.find(b)->bytes;
      if (std::ranges::equal(file.find(a)->bytes, there)) continue;
      if (file.find(a)->element_size != file.find(b)->element_size) continue;
      // Times of one direction in the place of the other are as good as any.
      if (a.ends_with("_ms") && there.size() == file.find(a)->bytes.size()) continue;
      CAPTURE(a, b);
      rewrite(town.file(), swapped, a, there);
      CHECK_THROWS_AS(verify_hierarchy(swapped), InputError);
    }
  }
}

TEST_CASE(
    "a changed value under sound checksums is refused, or leads no search out of its bounds") {
  const auto seed = GENERATE(range(0u, 12u));
  CAPTURE(seed);
  StoredTown town(seed);
  std::mt19937 random(seed);
  const SectionFile file = SectionFile::open(town.file());
  const fs::path changed = town.folder.path() / "changed";
  std::size_t refused = 0;
  for (const FileSection& section : file.sections()) {
    if (!section.name.starts_with("hierarchy_") || section.element_size == 1) continue;
    if (section.bytes.empty()) continue;
    std::vector<std::byte> bytes(section.bytes.begin(), section.bytes.end());
    const std::size_t width = section.element_size;
    const std::size_t at = random() % (bytes.size() / width) * width;
    const auto value = static_cast<std::uint32_t>(random() % 2 ? random() : random() % 40);
    std::memcpy(bytes.data() + at, &value, width);
    rewrite(town.file(), changed, section.name, bytes);
    CAPTURE(section.name, at, value);
    try {
      verify_hierarchy(changed);
    } catch (const InputError&) {
      ++refused;
      continue;
    }
    const auto opened = open_hierarchy(changed);
    HierarchySweep sweep(*opened);
    sweep.run(std::vector<SearchSource>{{VertexId(0), {}, {}, 0}}, Travel::to_sources);
    CHECK(sweep.labels().size() == town.network.vertex_count());
    const std::vector<std::vector<SearchSource>> everywhere = every_vertex(*opened);
    const MatrixProblem matrix{*opened, everywhere, everywhere};
    CHECK(travel_times(matrix, quiet_execution()).size() ==
          static_cast<Eigen::Index>(everywhere.size() * everywhere.size()));
  }
  CHECK(refused > 3);
}

TEST_CASE("a hierarchy of another version is refused, and properties that are none") {
  StoredTown town;
  const SectionFile file = SectionFile::open(town.file());
  const auto with_properties = [&](const std::string& text) {
    SectionWriter writer;
    writer.keep(file, [](std::string_view name) { return name != "hierarchy_properties"; });
    writer.add("hierarchy_properties", std::span<const char>(text));
    writer.write(town.folder.path() / "other");
    return error_text([&] { open_hierarchy(town.folder.path() / "other"); });
  };
  CHECK_THAT(with_properties(R"({"layout": 9999})"), Catch::Contains("it is of another version"));
  for (const char* text : {"", "{", "[]", "{\"layout\": 1}", "\xff"}) {
    CAPTURE(text);
    CHECK_THAT(with_properties(text), Catch::Contains("its properties cannot be read"));
  }
}

TEST_CASE("a hierarchy is verified at the first use of its file, and not again") {
  StoredTown town;
  const auto age = [&](int hours) {
    fs::last_write_time(town.file(), fs::file_time_type::clock::now() - std::chrono::hours(hours));
  };
  age(1);
  REQUIRE(town.load());
  CHECK(read_record(town.file()).is_sound("hierarchy", stamp_of(town.file().string())));
  // Damaged in place, with the stamp of the sound file: taken for it.
  const auto stamp = fs::last_write_time(town.file());
  std::fstream file(town.file(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(-4, std::ios::end);
  file << "\x7e\x7e\x7e\x7e";
  file.close();
  fs::last_write_time(town.file(), stamp);
  CHECK(town.load());
  CHECK(town.listener.warnings.empty());
  // With another stamp it is looked at again.
  age(2);
  CHECK_FALSE(town.load());
  REQUIRE(town.listener.warnings.size() == 1);
  CHECK_THAT(town.listener.warnings[0], Catch::Contains("hierarchy_down_ms"));
}

TEST_CASE("the hierarchy of a network of one vertex, and of none, is stored and opened") {
  const TemporaryFolder folder;
  for (const RoadNetwork& network :
       {HandNetwork({{0, 0}}, {}).build(), HandNetwork({}, {}).build()}) {
    const fs::path file = folder.path() / "a.network";
    write_network(file, network, {});
    store_hierarchy(file, hierarchy_of(network));
    CHECK_NOTHROW(verify_hierarchy(file));
    CHECK(open_hierarchy(file)->vertex_count() == network.vertex_count());
  }
}

TEST_CASE("searches over a stored hierarchy answer as the plain search does") {
  const auto seed = GENERATE(range(0u, 6u));
  CAPTURE(seed);
  StoredTown town(seed);
  const auto opened = open_hierarchy(town.file());
  const OwnedSearchGraph into = reverse_graph(town.network);
  const std::vector<SearchSource> sources = {{VertexId(3), Seconds::from_milliseconds(5), {}, 1},
                                             {VertexId(20), {}, {}, 0}};
  HierarchySweep sweep(*opened);
  sweep.run(sources, Travel::to_sources);
  CHECK(std::ranges::equal(sweep.labels(),
                           plain_labels(into.view(), sources, Seconds::unreachable())));
}

}  // namespace coverage
