#include "libcoverage/network/network_record.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "libcoverage/base/atomic_output.h"
#include "libcoverage/base/error.h"
#include "libcoverage/geo/input_gate.h"

namespace coverage {
namespace {

using nlohmann::json;

json to_json(const FileStamp& stamp) {
  return json::array({stamp.bytes, stamp.modified_ns, stamp.inode});
}

FileStamp stamp_from(const json& stored) {
  return {stored.at(0).get<std::uint64_t>(), stored.at(1).get<std::int64_t>(),
          stored.at(2).get<std::uint64_t>()};
}

std::filesystem::path record_path(const std::filesystem::path& network) {
  return std::filesystem::path(network).replace_extension(".json");
}

}  // namespace

bool NetworkRecord::is_sound(const std::string& part, const FileStamp& stamp) const {
  const auto found = sound.find(part);
  return stamp != FileStamp{} && found != sound.end() && found->second == stamp;
}

NetworkRecord read_record(const std::filesystem::path& network) {
  NetworkRecord record;
  try {
    const json stored = json::parse(read_file(record_path(network).string()));
    for (const json& row : stored.at("inputs")) {
      record.inputs.push_back({row.at("path").get<std::string>(), stamp_from(row.at("stamp")),
                               row.at("sha256").get<std::string>()});
    }
    for (const auto& [part, stamp] : stored.items()) {
      if (part != "inputs") record.sound[part] = stamp_from(stamp);
    }
  } catch (const InputError&) {
    return {};
  } catch (const json::exception&) {
    return {};
  }
  return record;
}

void write_record(const std::filesystem::path& network, const NetworkRecord& record) {
  json stored;
  stored["inputs"] = json::array();
  for (const InputIdentity& input : record.inputs) {
    stored["inputs"].push_back(
        {{"path", input.path}, {"stamp", to_json(input.stamp)}, {"sha256", input.sha256}});
  }
  for (const auto& [part, stamp] : record.sound) stored[part] = to_json(stamp);
  try {
    write_file_atomically(record_path(network),
                          stored.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
  } catch (const OutputError&) {
    return;
  }
}

}  // namespace coverage
