#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <variant>

#include "libcoverage/base/text.h"
#include "libcoverage/network/judge_node.h"
#include "libcoverage/network/judge_way.h"

namespace coverage {

using Tags = std::map<std::string, std::string, std::less<>>;

/// `highway=primary maxspeed=30~mph`: `~` in a value stands for a blank.
inline Tags tags_of(const std::string& text) {
  Tags tags;
  for (const std::string_view tag : split(text, ' ')) {
    const auto equals = tag.find('=');
    if (equals == std::string_view::npos) continue;
    std::string value(tag.substr(equals + 1));
    std::replace(value.begin(), value.end(), '~', ' ');
    tags[std::string(tag.substr(0, equals))] = value;
  }
  return tags;
}

inline TagReader reader(const Tags& tags) {
  return [&tags](std::string_view key) {
    const auto found = tags.find(key);
    return found == tags.end() ? std::string_view() : std::string_view(found->second);
  };
}

inline std::string speeds(double forward_km_h, double backward_km_h) {
  const auto one = [](double km_h) { return km_h > 0 ? format_decimals(km_h, 2) : "-"; };
  return one(forward_km_h) + "/" + one(backward_km_h);
}

/// The use of a way that the mode uses.
inline RoadUse use_of(const Profile& profile, const std::string& text) {
  const Tags tags = tags_of(text);
  return std::get<RoadUse>(judge_way(profile, reader(tags)));
}

/// What a mode makes of a way, as a word: `42/-` forwards and backwards in km/h outside built-up
/// areas, `42/- 30/-` where it differs inside, or the reason why it is not used.
inline std::string judged(const Profile& profile, const std::string& text) {
  const Tags tags = tags_of(text);
  const auto verdict = judge_way(profile, reader(tags));
  if (const auto* reason = std::get_if<std::string>(&verdict)) return *reason;
  const auto& use = std::get<RoadUse>(verdict);
  const std::string rural = speeds(use.forward_km_h, use.backward_km_h);
  const std::string urban = speeds(use.urban_forward_km_h, use.urban_backward_km_h);
  return rural == urban ? rural : rural + " " + urban;
}

struct Row {
  const char* tags;
  const char* expected;
};

template <std::size_t N>
void check_rows(const Profile& profile, const Row (&rows)[N]) {
  for (const Row& row : rows) {
    CAPTURE(profile.name, row.tags);
    CHECK(judged(profile, row.tags) == row.expected);
  }
}

}  // namespace coverage
