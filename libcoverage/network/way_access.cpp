#include "libcoverage/network/way_access.h"

#include <algorithm>
#include <array>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

template <class List>
bool contains(const List& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

struct AccessTag {
  std::string_view key;  ///< without direction; empty where there is none
  std::string_view value;
};

AccessTag deciding_tag(const Profile& profile, const TagReader& tag, std::string_view direction) {
  for (const std::string& key : profile.access_keys) {
    if (!direction.empty()) {
      const std::string_view directed = tag(key + std::string(direction));
      if (!directed.empty()) return {key, directed};
    }
    const std::string_view value = tag(key);
    if (!value.empty()) return {key, value};
  }
  return {};
}

Access access_of(const Profile& profile, std::string_view value) {
  if (contains(profile.refused_access, value)) return Access::refused;
  if (contains(profile.destination_access, value)) return Access::destination;
  if (contains(profile.dismount_access, value)) return Access::dismount;
  return Access::allowed;
}

}  // namespace

Access mapped_access(const Profile& profile, const TagReader& tag, std::string_view direction) {
  const AccessTag found = deciding_tag(profile, tag, direction);
  if (found.key.empty()) return Access::unmapped;
  Access most_open = Access::refused;
  for (const std::string_view part : split(found.value, ';')) {
    if (trim(part).empty()) continue;
    most_open = std::min(most_open, access_of(profile, trim(part)));
  }
  return most_open;
}

bool is_allowed_by_name(const Profile& profile, const TagReader& tag, std::string_view direction) {
  constexpr auto allowing =
      std::to_array<std::string_view>({"yes", "permissive", "designated", "official", "destination",
                                       "customers", "residents", "permit"});
  const AccessTag found = deciding_tag(profile, tag, direction);
  if (found.key.empty() || found.key == "access") return false;
  const auto parts = split(found.value, ';');
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return contains(allowing, trim(part)) || contains(profile.dismount_access, trim(part));
  });
}

}  // namespace coverage
