#include "libcoverage/network/network_issues.h"

#include "libcoverage/base/text.h"
#include "libcoverage/network/find_islands.h"
#include "libcoverage/network/find_missing_junctions.h"
#include "libcoverage/network/road_ends.h"

namespace coverage {

namespace {

const char* issue_kind(Island::Kind kind) {
  switch (kind) {
    case Island::Kind::separate:
      return "island";
    case Island::Kind::only_entered:
      return "one_way_dead_end";
    case Island::Kind::only_left:
      return "no_way_in";
  }
  return "";
}

NetworkIssue issue_at(const RoadNetwork& network, SegmentId segment, const char* kind, Point place,
                      Message text) {
  return {kind, network.segment_way_id[segment.value()],
          std::string(network.names[network.segment_name[segment.value()]]), std::move(text),
          place};
}

NetworkIssue island_issue(const RoadNetwork& network, const Island& island) {
  const Message kind = text_of(island.kind);
  const std::string km = format_decimals(static_cast<double>(island.length_mm) / 1e6, 2);
  NetworkIssue issue{issue_kind(island.kind),
                     island.longest_way,
                     {},
                     {fmt::format("{} km of road; {}", km, kind.english),
                      fmt::format("{} km de routes ; {}", km, kind.french)},
                     island.place};
  if (island.at_data_end) {
    issue.text.english += "; the data end there";
    issue.text.french += " ; les données s’arrêtent là";
  }
  for (const SegmentId segment : island.segments) {
    if (network.segment_way_id[segment.value()] != island.longest_way) continue;
    issue.name = network.names[network.segment_name[segment.value()]];
    break;
  }
  return issue;
}

}  // namespace

std::vector<NetworkIssue> find_network_issues(const RoadNetwork& network,
                                              const Execution& execution) {
  const RoadEnds ends = find_road_ends(network);
  std::vector<NetworkIssue> issues;
  constexpr std::uint64_t short_mm = 500'000;
  for (const Island& island : find_islands(network, ends)) {
    if (island.kind == Island::Kind::separate && island.length_mm <= short_mm) continue;
    issues.push_back(island_issue(network, island));
  }
  MissingJunctionSearch search;
  search.levels = ground_levels(network);
  for (const MissingJunction& found : find_missing_junctions(network, ends, search, execution)) {
    issues.push_back(issue_at(network, found.dead_end, "missing_junction", found.place,
                              message("ends {} m from way {} without being joined to it",
                                      "finit à {} m de la voie {} sans y être reliée",
                                      format_decimals(found.distance_m, 1),
                                      network.segment_way_id[found.other.value()])));
  }
  return issues;
}

}  // namespace coverage
