#include "libcoverage/network/profile.h"

#include <algorithm>

#include "libcoverage/base/embedded_files.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/network/profile_reader.h"

namespace coverage {

std::optional<std::uint16_t> Profile::find_class(std::string_view wanted) const {
  const auto found =
      std::lower_bound(classes.begin(), classes.end(), wanted,
                       [](const RoadClass& row, std::string_view w) { return row.name < w; });
  if (found == classes.end() || found->name != wanted) return {};
  return static_cast<std::uint16_t>(found - classes.begin());
}

bool Profile::has_urban_speeds() const {
  return std::any_of(classes.begin(), classes.end(),
                     [](const auto& row) { return row.urban_speed_km_h != row.speed_km_h; });
}

std::vector<std::string> known_profiles() {
  constexpr std::string_view folder = "profiles/", suffix = ".toml";
  std::vector<std::string> known;
  for (const auto& [path, bytes] : embedded_files()) {
    if (!path.starts_with(folder)) continue;
    known.emplace_back(path.substr(folder.size(), path.size() - folder.size() - suffix.size()));
  }
  std::sort(known.begin(), known.end());
  return known;
}

Profile load_profile(const std::string& name_or_path) {
  const std::string embedded = "profiles/" + name_or_path + ".toml";
  const auto found = embedded_files().find(embedded);
  if (found != embedded_files().end()) return parse_profile(found->second, "data/" + embedded);
  const bool is_path =
      name_or_path.find('/') != std::string::npos || name_or_path.ends_with(".toml");
  if (!is_path) {
    const std::vector<std::string> known = known_profiles();
    const auto near = closest_word(name_or_path, known);
    throw InputError(message("unknown profile '{}'", "profil inconnu « {} »", name_or_path),
                     near ? message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *near)
                          : message("Known profiles: {}; or give the path of a .toml file",
                                    "Profils connus : {} ; ou donnez le chemin d’un fichier .toml",
                                    fmt::format("{}", fmt::join(known, ", "))));
  }
  return parse_profile(read_file(name_or_path, 1 << 20), name_or_path);
}

}  // namespace coverage
