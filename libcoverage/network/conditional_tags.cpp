#include "libcoverage/network/conditional_tags.h"

#include <algorithm>

namespace coverage {

namespace {

bool remove_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

bool contains(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

ConditionalTag conditional_tag(const Profile& profile, std::string_view key) {
  if (!remove_suffix(key, ":conditional")) return ConditionalTag::none;
  if (!remove_suffix(key, ":forward")) remove_suffix(key, ":backward");
  if (contains(profile.access_keys, key)) return ConditionalTag::access;
  const bool is_oneway = key == "oneway" && profile.obeys_oneway;
  if (is_oneway || contains(profile.oneway_keys, key)) return ConditionalTag::direction;
  const bool is_limit = key == "maxspeed" || contains(profile.limit_keys, key);
  return is_limit && profile.uses_limits ? ConditionalTag::limit : ConditionalTag::none;
}

std::string_view code_of(ConditionalTag tag) {
  switch (tag) {
    case ConditionalTag::access:
      return "access";
    case ConditionalTag::direction:
      return "direction";
    case ConditionalTag::limit:
      return "limit";
    case ConditionalTag::none:
      break;
  }
  return "none";
}

Message note_text(ConditionalTag tag) {
  switch (tag) {
    case ConditionalTag::access:
      return {"ways whose access also depends on hours or conditions: these are not applied",
              "voies dont l’accès dépend aussi d’heures ou de conditions : non appliquées"};
    case ConditionalTag::direction:
      return {"ways whose direction also depends on hours or conditions: these are not applied",
              "voies dont le sens dépend aussi d’heures ou de conditions : non appliquées"};
    case ConditionalTag::limit:
      return {
          "ways whose speed limit also depends on hours or conditions: these are not applied",
          "voies dont la vitesse limite dépend aussi d’heures ou de conditions : non appliquées"};
    case ConditionalTag::none:
      break;
  }
  return {};
}

ConditionalTags::ConditionalTags(const RawRoads& roads, const Profile& profile) : roads_(roads) {
  for (std::size_t s = 0; s < roads.strings.size(); ++s) {
    const ConditionalTag tag = conditional_tag(profile, roads.strings[s]);
    if (tag == ConditionalTag::none) continue;
    of_string_.resize(roads.strings.size(), ConditionalTag::none);
    of_string_[s] = tag;
  }
}

std::vector<ConditionalTag> ConditionalTags::of(const RawRoads::Way& way) const {
  std::vector<ConditionalTag> found;
  if (of_string_.empty()) return found;
  for (std::uint32_t t = way.first_tag; t < way.first_tag + way.tag_count; ++t) {
    const ConditionalTag tag = of_string_[roads_.tags[t].first];
    if (tag != ConditionalTag::none) found.push_back(tag);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace coverage
