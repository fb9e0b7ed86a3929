#include "libcoverage/network/network_cache.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "libcoverage/base/sha256.h"
#include "libcoverage/base/text.h"
#include "libcoverage/base/version.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/input/road_mapping.h"
#include "libcoverage/network/build_network.h"
#include "libcoverage/network/input_identity.h"
#include "libcoverage/network/network_columns.h"
#include "libcoverage/network/network_file.h"
#include "libcoverage/network/network_record.h"
#include "libcoverage/network/profile.h"

namespace coverage {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* network_part = "network";

/// Everything but the content of files that decides what a network looks like.
std::string settings_of(const RoadsInput& roads, const Profile& profile, const Crs& study_crs) {
  const json settings = {{"version", version()},
                         {"layout", network_layout},
                         {"layer", roads.layer.value_or("")},
                         {"columns", roads.columns},
                         {"classes", roads.classes},
                         {"oneway_values", roads.oneway_values},
                         {"mapping", roads.mapping ? load_road_mapping(*roads.mapping).sha256 : ""},
                         {"layer_crs", roads.crs.value_or("")},
                         {"turn_tables", roads.turn_tables.size()},
                         {"turn_layer", roads.turn_layer.value_or("")},
                         {"turn_restrictions", roads.turn_restrictions},
                         {"profile", profile.sha256},
                         {"crs", study_crs.wkt()}};
  return settings.dump(-1, ' ', false, json::error_handler_t::replace);
}

fs::path cache_path(const Study& study, const Profile& profile, const Crs& study_crs) {
  const fs::path home = study.files.empty() ? study.file : study.files.front();
  Sha256 hash;
  hash.update(settings_of(study.roads, profile, study_crs));
  for (const std::string& path : road_files(study.roads)) hash.update("\n" + path);
  for (const std::string& path : study.roads.elevation_paths) hash.update("\nheight " + path);
  const std::string name = slug(home.stem().string()) + "-" + slug(profile.name) + "-" +
                           hash.finish().substr(0, 12) + ".network";
  return home.parent_path() / ".coverage" / name;
}

std::string fingerprint_of(const std::string& settings, const std::vector<InputIdentity>& inputs) {
  Sha256 hash;
  hash.update(settings);
  for (const InputIdentity& input : inputs) hash.update("\n" + input.sha256);
  return hash.finish();
}

/// The stored network where it is of this fingerprint and sound; nothing where it must be built.
std::optional<StoredNetwork> open_if_fresh(const fs::path& path, const std::string& fingerprint,
                                           NetworkRecord& record, const Execution& execution) {
  std::error_code failed;
  if (!fs::exists(path, failed)) return {};
  try {
    StoredNetwork stored = open_network(path);
    if (stored.network.fingerprint != fingerprint) return {};
    const FileStamp stamp = stamp_of(path.string());
    if (!record.is_sound(network_part, stamp)) verify_network(path);
    record.sound[network_part] = stamp;
    return stored;
  } catch (const InputError& error) {
    execution.progress.warn({error.problem().english + "; it is built again",
                             error.problem().french + " ; il est reconstruit"});
    return {};
  }
}

/// For the next run; where the folder cannot be written, there is none to profit from it.
void store(const fs::path& path, const RoadNetwork& network, const SourceReport& report,
           NetworkRecord& record, unsigned threads) {
  try {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    write_network(path, network, report, threads);
    record.sound.clear();
    write_record(path, record);
  } catch (const OutputError&) {
    return;
  }
}

std::vector<std::string> files_of(const RoadsInput& roads) {
  std::vector<std::string> inputs = road_files(roads);
  inputs.insert(inputs.end(), roads.elevation_paths.begin(), roads.elevation_paths.end());
  return files_behind(inputs);
}

}  // namespace

bool is_network_stored(const Study& study, const std::string& profile, const Crs& study_crs) {
  try {
    const fs::path path = network_cache_path(study, profile, study_crs);
    std::error_code failed;
    if (!fs::exists(path, failed)) return false;
    const std::vector<InputIdentity> known = read_record(path).inputs;
    const std::vector<std::string> files = files_of(study.roads);
    return std::equal(files.begin(), files.end(), known.begin(), known.end(),
                      [](const std::string& file, const InputIdentity& input) {
                        return input.path == file && input.stamp == stamp_of(file);
                      });
  } catch (const Error&) {
    return false;
  }
}

fs::path network_cache_path(const Study& study, const std::string& profile, const Crs& study_crs) {
  return cache_path(study, load_profile(profile), study_crs);
}

RoadNetwork load_or_build_network(const Study& study, const std::string& profile_name,
                                  const Crs& study_crs, const Execution& execution,
                                  SourceReport& report) {
  const Profile profile = load_profile(profile_name);
  const fs::path path = cache_path(study, profile, study_crs);
  NetworkRecord record = read_record(path);
  execution.progress.stage({"Looking for changed road files", "Recherche de routes modifiées"});
  const NetworkRecord known = record;
  record.inputs = identify(files_of(study.roads), known.inputs);
  const std::string fingerprint =
      fingerprint_of(settings_of(study.roads, profile, study_crs), record.inputs);
  if (auto stored = open_if_fresh(path, fingerprint, record, execution)) {
    if (record != known) write_record(path, record);
    report = std::move(stored->report);
    report.edition = study.roads.edition;
    return std::move(stored->network);
  }
  RawRoads roads = load_roads(study.roads, execution, report);
  RoadNetwork network = build_network(std::move(roads), profile, study_crs, execution, report);
  network.fingerprint = fingerprint;
  store(path, network, report, record, execution.threads);
  return network;
}

}  // namespace coverage
