#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coverage {

/// What a one-way column of a road layer says, in OSM's words: `yes` (as drawn), `-1` (against it)
/// or `no`. Understands OSM (`yes`, `-1`), Geofabrik (`F`, `T`, `B`), IGN (`Sens direct`, `Sens
/// inverse`, `Double sens`, `Sans objet`), GDF (`FT`, `TF`, `B`), `forward`, `backward`, `both`,
/// and true or false; nothing for anything else. Empty is `no`.
std::optional<std::string> standard_oneway(std::string_view text);

/// What a column of truth says: `true`, `1`, `oui`, `vrai`, `yes`…, or `false`, `0`, `non`, `faux`,
/// `no`…, in any case; nothing for anything else.
std::optional<bool> standard_truth(std::string_view text);

/// The digits that an id ends with, as a number: `TRONROUT0000000012345678` is 12345678; nothing
/// where there is none.
std::optional<std::int64_t> way_id_of(std::string_view text);

}  // namespace coverage
