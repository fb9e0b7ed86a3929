#pragma once

#include <string>

#include "libcoverage/access/access_time.h"
#include "libcoverage/base/message.h"
#include "libcoverage/base/text.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/model/facility.h"
#include "libcoverage/model/kind_label.h"

namespace coverage {

/// The project's words for people, the same in every output. `zone blanche`, `requête`, `lacune`
/// and a bare `accessibilité` are not among them. Those for kinds of facilities, which query labels
/// need too, are in model/kind_label.h.
enum class Word {
  facility,
  query,
  tier,
  access_time,
  coverage,
  gap,
  unsnapped,
  unreachable,
  seat,
  ledger,
  basket,
  scenario,
  candidate,
  proposal,
  commune,
  inhabitants,
  demand_point,
  snap,
  yes,
  no,
};
/// In lower case, without an article: "lieu d’accueil".
const Message& word(Word which);

Message status_label(AccessStatus status);
Message status_label(FacilityStatus status);
/// "heures creuses" for `free_flow`, "heures pleines" for `peak`, else the text itself.
Message traffic_label(const std::string& traffic);
/// "by car", "en voiture"; another profile is named.
Message profile_label(const std::string& profile);
/// How one moves, and in which traffic where that matters: "en voiture, heures creuses". `label` is
/// what the profile calls itself; without one it is named by `profile_label`.
Message travel_label(const std::string& profile, const Message& label, const std::string& traffic);
/// The engine's own names of sources in people's words: "routes" for `roads`; a study's own names
/// are themselves.
Message source_label(const std::string& source);
/// How demand is placed: "carreaux de population", "le long des routes habitées"…
Message method_label(DemandMethod method);
/// "rue résidentielle" for `residential`; a class of a user's own is its name, `_` as spaces.
Message road_class_label(const std::string& road_class);
/// "inhabitants" / "habitants" and the like; an unknown unit is itself.
Message unit_label(const std::string& unit);

}  // namespace coverage
