#pragma once

#include <optional>
#include <string_view>

#include "libcoverage/network/judge_way.h"

namespace coverage {

/// A width or height in metres: `1.9`, `1.9 m`, `190 cm`, `6'3"`; nothing where it is none
/// (`default`, `below_default`, `none`).
std::optional<double> parse_metres(std::string_view text);

/// Whether a way or a barrier is too narrow or too low for the profile's vehicle, by `maxwidth`,
/// `width`, `est_width`, `maxheight` and what is so `:physical`.
bool is_too_small(const Profile& profile, const TagReader& tag);

}  // namespace coverage
