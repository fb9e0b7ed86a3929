#include "libcoverage/network/network_file.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "libcoverage/network/network_columns.h"
#include "libcoverage/network/section_file.h"

namespace coverage {

namespace {

using nlohmann::json;

json to_json(const Message& text) {
  return json::array({text.english, text.french});
}

Message message_from(const json& stored) {
  return {stored.at(0), stored.at(1)};
}

json to_json(const SourceReport& report) {
  json notes = json::array();
  for (const SourceNote& note : report.notes) {
    notes.push_back({{"kind", static_cast<int>(note.kind)},
                     {"code", note.code},
                     {"text", to_json(note.text)},
                     {"count", note.count},
                     {"examples", note.examples}});
  }
  return {{"name", report.name},           {"files", report.files},
          {"edition", report.edition},     {"read", report.read},
          {"kept", report.kept},           {"rejected", report.rejected},
          {"corrected", report.corrected}, {"notes", std::move(notes)}};
}

SourceReport report_from(const json& stored) {
  SourceReport report;
  report.name = stored.at("name");
  report.files = stored.at("files").get<std::vector<std::string>>();
  report.edition = stored.at("edition");
  report.read = stored.at("read");
  report.kept = stored.at("kept");
  report.rejected = stored.at("rejected");
  report.corrected = stored.at("corrected");
  for (const json& row : stored.at("notes")) {
    SourceNote note;
    note.kind = static_cast<SourceNote::Kind>(row.at("kind").get<int>());
    note.code = row.at("code");
    note.text = message_from(row.at("text"));
    note.count = row.at("count");
    note.examples = row.at("examples").get<std::vector<std::string>>();
    report.notes.push_back(std::move(note));
  }
  return report;
}

/// What is not an array: the profile's part, and the report.
std::string properties_of(const RoadNetwork& network, const SourceReport& report) {
  const json properties = {{"layout", network_layout},
                           {"class_names", network.class_names},
                           {"class_demand_factor", network.class_demand_factor},
                           {"profile", network.profile},
                           {"profile_label", to_json(network.profile_label)},
                           {"traffic", network.traffic},
                           {"connector_speed_m_s", network.connector_speed_m_s},
                           {"terminal_time_ms", network.terminal_time.milliseconds()},
                           {"fingerprint", network.fingerprint},
                           {"report", to_json(report)}};
  // File names need not be UTF-8: such bytes become U+FFFD instead of an exception.
  return properties.dump(-1, ' ', false, json::error_handler_t::replace);
}

void read_properties(std::string_view text, StoredNetwork& stored) {
  const json properties = json::parse(text);
  if (properties.at("layout") != network_layout) throw std::invalid_argument("layout");
  RoadNetwork& network = stored.network;
  network.class_names = properties.at("class_names").get<std::vector<std::string>>();
  network.class_demand_factor = properties.at("class_demand_factor").get<std::vector<double>>();
  network.profile = properties.at("profile");
  network.profile_label = message_from(properties.at("profile_label"));
  network.traffic = properties.at("traffic");
  network.connector_speed_m_s = properties.at("connector_speed_m_s");
  network.terminal_time = Seconds::from_milliseconds(properties.at("terminal_time_ms"));
  network.fingerprint = properties.at("fingerprint");
  stored.report = report_from(properties.at("report"));
}

/// Its own sections alone: what others have added to the file is theirs to verify.
bool is_of_network(std::string_view section) {
  bool found = section == "properties" || section == "name_first" || section == "name_bytes";
  const RoadNetwork network;
  for_each_column(network,
                  [&](const char* name, const auto&) { found = found || section == name; });
  return found;
}

}  // namespace

void write_network(const std::filesystem::path& path, const RoadNetwork& network,
                   const SourceReport& report, unsigned threads) {
  const std::string properties = properties_of(network, report);
  SectionWriter writer;
  writer.add("properties", std::span<const char>(properties));
  for_each_column(network,
                  [&](const char* name, const auto& column) { writer.add(name, column.span()); });
  writer.add("name_first", network.names.first().span());
  writer.add("name_bytes", network.names.bytes().span());
  writer.write(path, threads);
}

StoredNetwork open_network(const std::filesystem::path& path) {
  const SectionFile file = SectionFile::open(path);
  StoredNetwork stored;
  const Column<char> properties = file.section<char>("properties");
  try {
    read_properties({properties.span().data(), properties.size()}, stored);
  } catch (const std::exception&) {
    throw_damaged(path, {"its properties cannot be read, or are of another version",
                         "ses propriétés sont illisibles, ou d’une autre version"});
  }
  for_each_column(stored.network, [&]<class T>(const char* name, Column<T>& column) {
    column = file.section<T>(name);
  });
  stored.network.names = {file.section<std::uint32_t>("name_first"),
                          file.section<char>("name_bytes")};
  return stored;
}

void verify_network(const std::filesystem::path& path) {
  if (const auto damaged = SectionFile::open(path).find_damage(is_of_network)) {
    throw_damaged(path,
                  message("its section '{}' does not match its checksum",
                          "sa section « {} » ne correspond pas à sa somme de contrôle", *damaged));
  }
  const StoredNetwork stored = open_network(path);
  if (const auto defect = find_defect(stored.network)) {
    throw_damaged(path, message("it is not sound: {}", "il est incohérent : {}", *defect));
  }
}

std::uint64_t network_bytes(const RoadNetwork& network) {
  std::uint64_t bytes = network.names.first().span().size_bytes() + network.names.bytes().size();
  for_each_column(network,
                  [&](const char*, const auto& column) { bytes += column.span().size_bytes(); });
  return bytes;
}

}  // namespace coverage
