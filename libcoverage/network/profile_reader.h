#pragma once

#include <map>
#include <string>
#include <vector>

#include "libcoverage/network/profile.h"

namespace coverage {

class TomlFields;

/// The keys of a profile, by table; the top level is "". Tables that are absent here take any key:
/// values of tags and words.
const std::map<std::string, std::vector<std::string>>& profile_keys();

/// Throws InputError with the line.
Profile read_profile(const TomlFields& fields);
SlopeModel read_slope(const TomlFields& fields);

/// The names of the profiles in `data/profiles/`, in order.
std::vector<std::string> known_profiles();

}  // namespace coverage
