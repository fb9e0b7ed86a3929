#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/network/profile.h"

namespace coverage {

/// What a tag that holds at certain hours or under certain conditions only (`access:conditional =
/// no @ (Sa,Su)`) would change for a mode. Such tags are not applied, for they do not stand for a
/// whole day, but counted.
enum class ConditionalTag : std::uint8_t {
  none,  ///< the key is not conditional, or is of no concern to this mode
  access,
  direction,
  limit,
};

ConditionalTag conditional_tag(const Profile& profile, std::string_view key);

/// `access`, `direction`, `limit`: part of a note's code.
std::string_view code_of(ConditionalTag tag);
/// What a note says of such ways.
Message note_text(ConditionalTag tag);

/// Finds the conditional tags of ways, in time proportional to the ways' tags.
class ConditionalTags {
 public:
  ConditionalTags(const RawRoads& roads, const Profile& profile);

  /// Those of a way, each kind once, in the order of ConditionalTag.
  std::vector<ConditionalTag> of(const RawRoads::Way& way) const;

 private:
  const RawRoads& roads_;
  std::vector<ConditionalTag> of_string_;  ///< empty where no way has any
};

}  // namespace coverage
