#pragma once

#include <string>
#include <vector>

#include "libcoverage/access/explain_route.h"
#include "libcoverage/base/message.h"
#include "libcoverage/network/snapper.h"

namespace coverage {

/// What a leg is: "D 945 Rue de Paris, à 53 km/h", "à pied jusqu’à la route".
Message leg_text(const RouteLeg& leg);

/// A route as a table for people, a line a leg and a last one with the sums and `total`:
///
///       1 min 12 s     90 m  à pied jusqu’à la route
///       2 min 05 s  1 840 m  D 945 Rue de Paris, à 53 km/h
///       3 min 17 s  1 930 m  en tout, heures creuses
///
/// Seconds and metres are rounded up on the way from the home, so that the lines still sum to the
/// last one. Every line ends with a line break.
std::string route_table(const ExplainedRoute& route, const Message& total, Language language);

/// "en tout, en voiture, heures creuses"; `travel` is a `travel_label`.
Message route_total_text(const Message& travel);

/// "arrêt impossible (autoroute, bretelle, pont, tunnel)"…
const Message& refusal_text(SnapRefusal refusal);

/// Why a point does not meet the network: its nearest road of all, and why that is refused.
Message nearest_road_text(const RoadNetwork& roads, const RefusedRoad& nearest, double limit_m);
/// Why a point that meets the network has no route.
const Message& unreachable_text();

/// Text from a map or a list, safe on a terminal: without control characters.
std::string printable(std::string_view text);

}  // namespace coverage
