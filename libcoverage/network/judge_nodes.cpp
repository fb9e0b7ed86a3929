#include "libcoverage/network/judge_nodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace coverage {

namespace {

class NodeJudge {
 public:
  NodeJudge(const RawRoads& roads, const Profile& profile, const RoadUses& uses,
            SourceReport& report)
      : roads_(roads), profile_(profile), uses_(uses), report_(report) {}

  JudgedNodes judge(std::span<const std::uint8_t> node_uses) {
    nodes_.blocked.assign(roads_.node_positions.size(), false);
    for (const auto& entry : roads_.node_tags) {
      if (node_uses[entry.first] > 0) add(entry.first);
    }
    open_gates();
    note_unknown_barriers();
    note_hours();
    return std::move(nodes_);
  }

 private:
  void add(std::uint32_t node) {
    const NodeVerdict verdict =
        judge_node(profile_, [&](std::string_view key) { return roads_.node_tag(node, key); });
    nodes_.blocked[node] = verdict.blocked || verdict.destination_only;
    if (verdict.delay > Seconds()) nodes_.delaying.emplace(node, verdict);
    if (verdict.destination_only) gates_.insert(node);
    if (verdict.is_unknown_barrier) unknown_.push_back(node);
    if (verdict.has_hours) with_hours_.push_back(node);
  }

  /// A gate for those who start or end behind it would let others through, unless a way that is for
  /// its destinations only passes it or begins there: that way stops them.
  void open_gates() {
    if (gates_.empty()) return;
    for (std::size_t w = 0; w < roads_.ways.size(); ++w) {
      if (!uses_[w] || !uses_[w]->destination_only) continue;
      const RawRoads::Way& way = roads_.ways[w];
      for (std::uint32_t k = way.first_node; k < way.first_node + way.node_count; ++k) {
        const std::uint32_t node = roads_.way_nodes[k];
        if (gates_.contains(node)) nodes_.blocked[node] = false;
      }
    }
    for (const std::uint32_t node : gates_) {
      if (nodes_.blocked[node]) nodes_.delaying.erase(node);
    }
  }

  void note_unknown_barriers() {
    std::sort(unknown_.begin(), unknown_.end());
    for (const std::uint32_t node : unknown_) {
      report_.note(SourceNote::Kind::doubtful, "unknown_barrier",
                   {"barriers of kinds that are not known, taken to be passed",
                    "barrières de natures inconnues, prises pour franchissables"},
                   fmt::format("{} ({})", roads_.node_ids[node], roads_.node_tag(node, "barrier")));
    }
  }

  /// A study may have several modes, whose notes stand in one list.
  void note_hours() {
    const Message text{
        profile_.label.english +
            ": barriers and places that also open or close by hours or conditions: these are not "
            "applied",
        profile_.label.french +
            " : barrières et lieux qui s’ouvrent ou se ferment aussi selon des heures ou des "
            "conditions : non appliquées"};
    std::sort(with_hours_.begin(), with_hours_.end());
    for (const std::uint32_t node : with_hours_) {
      report_.note(SourceNote::Kind::doubtful, "conditional_" + profile_.name + "_barrier", text,
                   std::to_string(roads_.node_ids[node]));
    }
  }

  const RawRoads& roads_;
  const Profile& profile_;
  const RoadUses& uses_;
  SourceReport& report_;
  JudgedNodes nodes_;
  std::unordered_set<std::uint32_t> gates_;
  std::vector<std::uint32_t> unknown_, with_hours_;
};

}  // namespace

JudgedNodes judge_nodes(const RawRoads& roads, const Profile& profile, const RoadUses& uses,
                        std::span<const std::uint8_t> node_uses, SourceReport& report) {
  return NodeJudge(roads, profile, uses, report).judge(node_uses);
}

}  // namespace coverage
