#include "libcoverage/output/audit_results.h"

#include <algorithm>
#include <map>

#include "libcoverage/base/text.h"
#include "libcoverage/network/judge_roads.h"

namespace coverage {

namespace {

constexpr std::size_t most_examples = 5;

class FindingCounter {
 public:
  explicit FindingCounter(const AuditResults& results) : results_(results) {}

  std::vector<AuditCount> count() {
    count_islands();
    count_places();
    count_snaps();
    count_dropped();
    for (const SourceNote& note : results_.report.notes) {
      // Ways that the profile does not use are told above, with their lengths.
      if (note.code.starts_with("not_used_")) continue;
      rows_.push_back({note.code, "", note.text, note.count, {}, note.examples});
      rows_.back().examples.resize(std::min(most_examples, note.examples.size()));
    }
    return std::move(rows_);
  }

 private:
  AuditCount& row(const std::string& kind, const char* layer, const Message& text) {
    for (AuditCount& one : rows_) {
      if (one.kind == kind) return one;
    }
    rows_.push_back({kind, layer, text, 0, {}, {}});
    return rows_.back();
  }
  static void add(AuditCount& row, const std::string& example) {
    ++row.count;
    if (row.examples.size() < most_examples) row.examples.push_back(example);
  }
  std::string way(SegmentId segment) const {
    return std::to_string(results_.network.segment_way_id[segment.value()]);
  }

  void count_islands() {
    using Kind = Island::Kind;
    for (const Kind kind : {Kind::separate, Kind::only_entered, Kind::only_left}) {
      row(std::string("islands_") + name_of(kind), "components", text_of(kind)).km = 0;
    }
    for (const Island& island : results_.audit.islands) {
      AuditCount& one = row(std::string("islands_") + name_of(island.kind), "components", {});
      add(one, std::to_string(island.longest_way));
      *one.km += static_cast<double>(island.length_mm) / 1e6;
    }
  }

  void count_places() {
    AuditCount& missing =
        row("missing_junctions", "missing_junctions",
            message("dead ends within {} m of another road, not joined to it",
                    "impasses à moins de {} m d’une autre route, sans y être reliées",
                    format_number(results_.settings.junction_within_m)));
    for (const auto& one : results_.audit.missing_junctions) add(missing, way(one.dead_end));
    AuditCount& changes =
        row("speed_changes", "speed_changes",
            message("places where the speed changes at once by a factor of {} or more",
                    "endroits où la vitesse change d’un coup d’un facteur {} ou plus",
                    format_number(results_.settings.speed_factor)));
    for (const auto& one : results_.audit.speed_changes) add(changes, way(one.before));
    AuditCount& cuts = row("cut_ends", "cut_ends",
                           {"places where the data end", "endroits où s’arrêtent les données"});
    for (const auto& one : results_.audit.cut_ends) add(cuts, way(one.segment));
  }

  void count_snaps() {
    const std::string limit = format_number(results_.study.roads.snap_limit_m);
    const std::string half = format_number(results_.study.roads.snap_limit_m / 2);
    row("snaps_unsnapped", "snaps",
        message("points without any usable road within {} m",
                "points sans aucune route utilisable à moins de {} m", limit));
    row("snaps_nearer_refused", "snaps",
        {"points whose nearest road is refused",
         "points dont la route la plus proche est refusée"});
    row("snaps_far", "snaps",
        message("points farther than {} m from any usable road",
                "points à plus de {} m de toute route utilisable", half));
    for (const DoubtfulSnap& snap : results_.snaps) {
      add(row(std::string("snaps_") + name_of(snap.kind), "snaps", {}), snap.id);
    }
  }

  void count_dropped() {
    std::map<std::string, AuditCount> by_reason;
    for (const DroppedWay& dropped : results_.audit.dropped_ways) {
      AuditCount& one = by_reason[dropped.reason];
      if (one.count == 0) {
        one = {"dropped_" + dropped.reason, "dropped_ways", refusal_text(dropped.reason), 0, 0, {}};
      }
      add(one, std::to_string(dropped.id));
      *one.km += dropped.length_m / 1000;
    }
    for (auto& entry : by_reason) rows_.push_back(std::move(entry.second));
  }

  const AuditResults& results_;
  std::vector<AuditCount> rows_;
};

}  // namespace

const char* name_of(DoubtfulSnap::Kind kind) {
  switch (kind) {
    case DoubtfulSnap::Kind::unsnapped:
      return "unsnapped";
    case DoubtfulSnap::Kind::nearer_refused:
      return "nearer_refused";
    case DoubtfulSnap::Kind::far:
      return "far";
  }
  return "";
}

std::vector<AuditCount> count_findings(const AuditResults& results) {
  return FindingCounter(results).count();
}

}  // namespace coverage
