#include "libcoverage/study/input_files.h"

#include <algorithm>
#include <filesystem>

#include "libcoverage/geo/input_gate.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/input/road_mapping.h"

namespace coverage {

std::string shown_path(const std::string& path, const Study& study) {
  const std::filesystem::path folder = std::filesystem::path(study.file).parent_path();
  const std::filesystem::path relative = std::filesystem::path(path).lexically_relative(folder);
  const bool is_below = !relative.empty() && *relative.begin() != "..";
  return is_below ? relative.generic_string() : std::filesystem::path(path).filename().string();
}

std::vector<std::string> input_paths(const Study& study) {
  std::vector<std::string> paths;
  const auto add = [&](const std::string& path) {
    if (path.empty()) return;
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
  };
  for (const std::string& file : study.files) add(file);
  if (study.communes) {
    for (const std::string& path : study.communes->paths) add(path);
    add(study.communes->seats_path);
    add(study.communes->mergers_path.value_or(""));
  }
  if (study.population) {
    for (const std::string& path : study.population->paths) add(path);
  }
  for (const TerritoryInput& territory : study.territories) {
    for (const std::string& path : territory.paths) add(path);
  }
  for (const FacilitiesInput& facilities : study.facilities) {
    for (const std::string& path : facilities.paths) add(path);
  }
  for (const std::string& path : study.demand.paths) add(path);
  if (study.candidates) {
    for (const std::string& path : study.candidates->paths) add(path);
  }
  for (const std::string& path : road_files(study.roads)) add(path);
  if (study.roads.mapping && is_mapping_path(*study.roads.mapping)) add(*study.roads.mapping);
  for (const std::string& path : study.roads.elevation_paths) add(path);
  return paths;
}

std::vector<InputFile> input_files(const Study& study) {
  std::vector<InputFile> files;
  for (const std::string& path : input_paths(study)) {
    const std::string file = underlying_file(path);
    files.push_back({shown_path(file, study), file_sha256(path), std::filesystem::file_size(file)});
  }
  return files;
}

}  // namespace coverage
