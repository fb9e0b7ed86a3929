#include "libcoverage/network/delay_kind.h"

#include <array>
#include <cstddef>
#include <string>

namespace coverage {

namespace {

struct Words {
  std::string_view code;
  const char *name_en, *name_fr;
  const char *one_en, *many_en;
  const char *one_fr, *many_fr;
};

/// In the order of DelayKind.
constexpr std::array<Words, 13> all_words = {{
    {"none", "", "", "a place on the road", "places on the road", "un point de la route",
     "points de la route"},
    {"traffic_signals", "traffic signals", "feux de circulation", "traffic signals",
     "sets of traffic signals", "un feu de circulation", "feux de circulation"},
    {"stop", "stop sign", "stop", "a stop sign", "stop signs", "un stop", "stops"},
    {"give_way", "give-way sign", "cédez-le-passage", "a give-way sign", "give-way signs",
     "un cédez-le-passage", "cédez-le-passage"},
    {"crossing", "pedestrian crossing", "passage piéton", "a pedestrian crossing",
     "pedestrian crossings", "un passage piéton", "passages piétons"},
    {"mini_roundabout", "mini-roundabout", "mini-giratoire", "a mini-roundabout",
     "mini-roundabouts", "un mini-giratoire", "mini-giratoires"},
    {"level_crossing", "level crossing", "passage à niveau", "a level crossing", "level crossings",
     "un passage à niveau", "passages à niveau"},
    {"barrier", "barrier", "barrière", "a barrier", "barriers", "une barrière", "barrières"},
    {"traffic_calming", "traffic calming", "ralentisseur", "traffic calming",
     "places of traffic calming", "un ralentisseur", "ralentisseurs"},
    {"roundabout", "roundabout", "giratoire", "a roundabout", "roundabouts", "un giratoire",
     "giratoires"},
    {"junction", "junction", "carrefour", "a junction", "junctions", "un carrefour", "carrefours"},
    {"larger_road", "junction with a larger road", "carrefour avec une route plus importante",
     "a junction with a larger road", "junctions with larger roads",
     "un carrefour avec une route plus importante", "carrefours avec des routes plus importantes"},
    {"ferry", "ferry", "bac", "a ferry", "ferries", "un bac", "bacs"},
}};
static_assert(all_words.size() == static_cast<std::size_t>(last_delay_kind) + 1);

/// A damaged file may hold a number that is no kind.
const Words& words_of(DelayKind kind) {
  const auto place = static_cast<std::size_t>(kind);
  return all_words[place < all_words.size() ? place : 0];
}

}  // namespace

Message name_of(DelayKind kind) {
  return {words_of(kind).name_en, words_of(kind).name_fr};
}

Message places_text(DelayKind kind, std::uint32_t places) {
  const Words& words = words_of(kind);
  if (places == 1) return {words.one_en, words.one_fr};
  return {std::to_string(places) + " " + words.many_en,
          std::to_string(places) + " " + words.many_fr};
}

std::string_view code_of(DelayKind kind) {
  return words_of(kind).code;
}

}  // namespace coverage
