#include "libcoverage/routing/hierarchy_file.h"

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "libcoverage/base/error.h"
#include "libcoverage/base/sha256.h"
#include "libcoverage/network/network_file.h"
#include "libcoverage/network/network_record.h"
#include "libcoverage/network/section_file.h"

namespace coverage {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* hierarchy_part = "hierarchy";
constexpr const char* properties_section = "hierarchy_properties";
/// To be raised whenever what the sections mean changes.
constexpr int hierarchy_layout = 1;

bool is_of_hierarchy(std::string_view section) {
  return section.starts_with("hierarchy_");
}

/// Calls `visit(name, column)` with every column of a hierarchy; the names are those of sections.
template <class AnyHierarchy, class Visit>
void for_each_hierarchy_column(AnyHierarchy& hierarchy, const Visit& visit) {
  visit("hierarchy_vertex", hierarchy.topology.vertex);
  visit("hierarchy_parent", hierarchy.topology.parent);
  visit("hierarchy_depth", hierarchy.topology.depth);
  visit("hierarchy_first_descendant", hierarchy.topology.first_descendant);
  visit("hierarchy_first_neighbour", hierarchy.topology.first_up);
  visit("hierarchy_neighbour", hierarchy.topology.up);
  visit("hierarchy_first_up", hierarchy.up.first);
  visit("hierarchy_up_depth", hierarchy.up.depth);
  visit("hierarchy_up_ms", hierarchy.up.time_ms);
  visit("hierarchy_first_down", hierarchy.down.first);
  visit("hierarchy_down_depth", hierarchy.down.depth);
  visit("hierarchy_down_ms", hierarchy.down.time_ms);
}

[[noreturn]] void throw_unusable(const fs::path& path, const Message& reason) {
  throw InputError(
      {fmt::format("{}: its hierarchy cannot be used: {}", path.string(), reason.english),
       fmt::format("{} : sa hiérarchie est inutilisable : {}", path.string(), reason.french)},
      {"Build it again with coverage-network build STUDY --hierarchy",
       "Reconstruisez-la avec coverage-network build ÉTUDE --hierarchy"});
}

/// What a hierarchy is made from, by the checksums that the file has of it.
std::string graph_identity(const SectionFile& file) {
  Sha256 hash;
  for (const char* name : {"first_arc", "arc_head", "arc_time_ms"}) {
    const FileSection* section = file.find(name);
    if (!section) throw_damaged(file.path(), {"it has no arcs", "il n’a pas d’arcs"});
    hash.update(section->sha256);
  }
  return hash.finish();
}

std::size_t vertices_of(const SectionFile& file) {
  return file.section<JunctionId>("vertex_junction").size();
}

void check_properties(const SectionFile& file) {
  json properties;
  try {
    const Column<char> text = file.section<char>(properties_section);
    properties = json::parse(text.begin(), text.end());
    if (properties.at("layout") != hierarchy_layout) {
      throw_unusable(file.path(), {"it is of another version", "elle est d’une autre version"});
    }
    if (properties.at("graph") == graph_identity(file)) return;
  } catch (const json::exception&) {
    throw_unusable(file.path(),
                   {"its properties cannot be read", "ses propriétés sont illisibles"});
  }
  throw_unusable(file.path(), {"it is that of another network", "c’est celle d’un autre réseau"});
}

}  // namespace

void store_hierarchy(const fs::path& network_file, const Hierarchy& hierarchy, unsigned threads) {
  const SectionFile file = SectionFile::open(network_file);
  if (vertices_of(file) != hierarchy.vertex_count()) {
    throw_unusable(network_file,
                   {"it is that of another network", "c’est celle d’un autre réseau"});
  }
  const std::string properties =
      json({{"layout", hierarchy_layout}, {"graph", graph_identity(file)}}).dump();
  SectionWriter writer;
  writer.keep(file, [](std::string_view name) { return !is_of_hierarchy(name); });
  writer.add(properties_section, std::span<const char>(properties));
  for_each_hierarchy_column(
      hierarchy, [&](const char* name, const auto& column) { writer.add(name, column.span()); });
  writer.write(network_file, threads);
}

std::optional<Hierarchy> open_hierarchy(const fs::path& network_file) {
  const SectionFile file = SectionFile::open(network_file);
  if (!file.find(properties_section)) return {};
  check_properties(file);
  Hierarchy hierarchy;
  for_each_hierarchy_column(hierarchy, [&]<class T>(const char* name, Column<T>& column) {
    const FileSection* section = file.find(name);
    if (!section || section->element_size != sizeof(T)) {
      throw_unusable(network_file, message("it lacks a usable section '{}'",
                                           "il lui manque une section « {} » utilisable", name));
    }
    column = file.section<T>(name);
  });
  if (hierarchy.vertex_count() != vertices_of(file)) {
    throw_unusable(network_file,
                   {"it is that of another network", "c’est celle d’un autre réseau"});
  }
  return hierarchy;
}

void verify_hierarchy(const fs::path& network_file) {
  const std::optional<Hierarchy> hierarchy = open_hierarchy(network_file);
  if (!hierarchy) return;
  if (const auto damaged = SectionFile::open(network_file).find_damage(is_of_hierarchy)) {
    throw_unusable(network_file,
                   message("its section '{}' does not match its checksum",
                           "sa section « {} » ne correspond pas à sa somme de contrôle", *damaged));
  }
  if (const auto defect = find_defect(*hierarchy)) {
    throw_unusable(network_file,
                   message("it is not sound: {}", "elle est incohérente : {}", *defect));
  }
}

std::optional<Hierarchy> load_hierarchy(const fs::path& network_file, const RoadNetwork& network,
                                        const Execution& execution) {
  std::error_code failed;
  if (!fs::exists(network_file, failed)) return {};
  try {
    std::optional<Hierarchy> hierarchy = open_hierarchy(network_file);
    // The file may have been replaced since the network was read from it.
    if (!hierarchy || open_network(network_file).network.fingerprint != network.fingerprint) {
      return {};
    }
    NetworkRecord record = read_record(network_file);
    const FileStamp stamp = stamp_of(network_file.string());
    if (!record.is_sound(hierarchy_part, stamp)) {
      verify_hierarchy(network_file);
      record.sound[hierarchy_part] = stamp;
      if (stamp != FileStamp{}) write_record(network_file, record);
    }
    return hierarchy;
  } catch (const InputError& error) {
    execution.progress.warn({error.text(Language::english), error.text(Language::french)});
    return {};
  }
}

std::uint64_t hierarchy_bytes(const Hierarchy& hierarchy) {
  std::uint64_t bytes = 0;
  for_each_hierarchy_column(
      hierarchy, [&](const char*, const auto& column) { bytes += column.span().size_bytes(); });
  return bytes;
}

}  // namespace coverage
