#pragma once

#include <map>
#include <string>
#include <vector>

namespace coverage {

/// The keys of a profile, by table; the top level is "". Tables that are absent here take any key:
/// values of tags and words.
const std::map<std::string, std::vector<std::string>>& profile_keys();

}  // namespace coverage
