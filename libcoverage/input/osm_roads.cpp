#include <algorithm>
#include <array>
#include <limits>
#include <osmium/osm/node.hpp>
#include <osmium/osm/way.hpp>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/release.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/input/osm_reader.h"
#include "libcoverage/input/osm_restrictions.h"
#include "libcoverage/input/road_tags.h"
#include "libcoverage/input/sorted_ids.h"
#include "libcoverage/input/string_pool.h"

namespace coverage {

namespace {

constexpr std::int64_t most_node_id = std::int64_t{1} << 40;

/// Which tags are kept, and the number of each key in the pool: one look at a key tells both.
class KeptKeys {
 public:
  KeptKeys(std::span<const std::string_view> keys, StringPool& pool) : pool_(pool) {
    for (const std::string_view key : keys) numbers_.emplace(key, unused);
  }

  /// Appends what is kept of an object's tags; returns how many.
  std::uint32_t append(const osmium::TagList& tags, std::vector<RawRoads::Tag>& kept) {
    const std::size_t before = kept.size();
    for (const osmium::Tag& tag : tags) {
      const auto found = numbers_.find(tag.key());
      if (found == numbers_.end()) continue;
      if (found->second == unused) found->second = pool_.intern(tag.key());
      kept.emplace_back(found->second, pool_.intern(tag.value()));
    }
    return static_cast<std::uint32_t>(kept.size() - before);
  }

 private:
  static constexpr std::uint32_t unused = std::numeric_limits<std::uint32_t>::max();
  StringPool& pool_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

/// Ways as their file has them: node ids not yet resolved.
struct OsmWay {
  std::int64_t id;
  std::size_t first_ref;
  std::uint32_t ref_count;
  std::uint32_t first_tag;
  std::uint32_t tag_count;
};

/// Reads ways first, then the positions of the nodes that they use.
class OsmRoadReader {
 public:
  OsmRoadReader(const RoadsInput& roads, const Execution& execution, SourceReport& report)
      : roads_(roads), execution_(execution), report_(report) {}

  RawRoads read() {
    for (const std::string& path : roads_.paths) read_ways(path);
    order_ways();
    number_nodes();
    for (const std::string& path : roads_.paths) read_nodes(path);
    resolve_ways();
    restrictions_.move_to(result_, [&](std::int64_t id) { return placed_node(id); });
    result_.node_ids = std::move(nodes_).take();
    result_.strings = pool_.take();
    return std::move(result_);
  }

 private:
  void read_ways(const std::string& path) {
    execution_.progress.stage({"Reading roads", "Lecture des routes"});
    auto kinds = osmium::osm_entity_bits::way;
    if (roads_.turn_restrictions) kinds |= osmium::osm_entity_bits::relation;
    const osmium::Box box = read_osm_file(path, kinds, execution_, [&](const auto& buffer) {
      for (const auto& way : buffer.template select<osmium::Way>()) add_way(path, way);
      for (const auto& relation : buffer.template select<osmium::Relation>()) {
        restrictions_.add(relation);
        note_ferry(relation);
      }
    });
    if (box.valid()) {
      result_.declared_bounds.push_back({box.bottom_left().lon(), box.bottom_left().lat(),
                                         box.top_right().lon(), box.top_right().lat()});
    } else {
      some_file_without_bounds_ = true;
    }
  }

  void add_way(const std::string& path, const osmium::Way& way) {
    const osmium::TagList& tags = way.tags();
    const bool is_ferry = tags.has_tag("route", "ferry");
    // Ferries often end at a pier that is no highway.
    if (!tags.has_key("highway") && !is_ferry && !tags.has_tag("man_made", "pier")) return;
    if (way.id() <= 0) refuse_id(path, "way", way.id());
    OsmWay added{way.id(), refs_.size(), 0, static_cast<std::uint32_t>(result_.tags.size()), 0};
    for (const osmium::NodeRef& node : way.nodes()) {
      if (node.ref() <= 0 || node.ref() > most_node_id) refuse_id(path, "node", node.ref());
      // A node that follows itself adds nothing but a piece without length.
      if (added.ref_count > 0 && refs_.back() == node.ref()) continue;
      refs_.push_back(node.ref());
      ++added.ref_count;
    }
    added.tag_count = way_keys_.append(tags, result_.tags);
    ways_.push_back(added);
  }

  /// What a relation says of a ferry is not read: its ways carry it as a rule.
  void note_ferry(const osmium::Relation& relation) {
    const osmium::TagList& tags = relation.tags();
    const bool is_ferry = std::string_view(tags.get_value_by_key("route", "")) == "ferry";
    if (!is_ferry || (!tags.has_key("interval") && !tags.has_key("duration"))) return;
    if (!ferry_relations_.insert(relation.id()).second) return;
    report_.note(
        SourceNote::Kind::doubtful, "ferry_relation_unread",
        {"relations of ferries with an interval or a duration: these are read on ways only",
         "relations de bacs portant un intervalle ou une durée : seuls ceux des chemins "
         "sont lus"},
        "relation " + std::to_string(relation.id()));
  }

  [[noreturn]] static void refuse_id(const std::string& path, const char* what, std::int64_t id) {
    throw InputError(
        message("{}: {} {}: ids must lie between 1 and 2^40",
                "{} : {} {} : les identifiants doivent être compris entre 1 et 2^40", path, what,
                id),
        {"Negative ids come from an editor before its upload. Renumber the file, for example with "
         "'osmium renumber'",
         "Les identifiants négatifs viennent d’un éditeur avant l’envoi. Renumérotez le fichier, "
         "par exemple par « osmium renumber »"});
  }

  /// By id, so that nothing depends on the order of files; a way that several files hold is read
  /// once, from the first that has most of it.
  void order_ways() {
    const auto comes_before = [](const OsmWay& a, const OsmWay& b) {
      return std::tuple(a.id, -std::int64_t{a.ref_count}) <
             std::tuple(b.id, -std::int64_t{b.ref_count});
    };
    // As files nearly always have them.
    if (!std::is_sorted(ways_.begin(), ways_.end(), comes_before)) {
      std::stable_sort(ways_.begin(), ways_.end(), comes_before);
    }
    const auto repeated = std::unique(
        ways_.begin(), ways_.end(), [](const OsmWay& a, const OsmWay& b) { return a.id == b.id; });
    for (auto way = repeated; way != ways_.end(); ++way) {
      report_.note(SourceNote::Kind::information, "way_in_several_files",
                   {"ways that stand in several files, read once",
                    "chemins présents dans plusieurs fichiers, lus une fois"},
                   std::to_string(way->id));
    }
    ways_.erase(repeated, ways_.end());
    report_.read = ways_.size();
  }

  /// Gives every node that a way refers to a number, in the order of ids, and every reference
  /// that of its node.
  void number_nodes() {
    nodes_ = SortedIds(refs_);
    ref_nodes_.resize(refs_.size());
    constexpr std::size_t block = std::size_t{1} << 16;
    parallel_for(refs_.size(), execution_.threads, block,
                 [&](std::size_t begin, std::size_t end, unsigned) {
                   for (std::size_t k = begin; k < end; ++k) {
                     ref_nodes_[k] = nodes_.place_of(refs_[k]);
                   }
                 });
    release(refs_);
    constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
    result_.node_positions.assign(nodes_.size(), {nowhere, nowhere});
  }

  std::uint32_t placed_node(std::int64_t id) const {
    const std::uint32_t index = nodes_.place_of(id);
    const bool is_known = index < nodes_.size() && nodes_[index] == id && is_placed(index);
    return is_known ? index : RawRoads::missing_node;
  }

  void read_nodes(const std::string& path) {
    execution_.progress.stage({"Reading road nodes", "Lecture des nœuds routiers"});
    std::size_t next = 0;  // OSM files are nearly always in the order of ids
    std::int64_t last_id = 0;
    read_osm_file(path, osmium::osm_entity_bits::node, execution_, [&](const auto& buffer) {
      for (const auto& node : buffer.template select<osmium::Node>()) {
        if (node.id() < last_id) next = nodes_.place_of(node.id());
        last_id = node.id();
        while (next < nodes_.size() && nodes_[next] < node.id()) ++next;
        if (next < nodes_.size() && nodes_[next] == node.id()) {
          place_node(static_cast<std::uint32_t>(next), node);
        }
      }
    });
  }

  void place_node(std::uint32_t index, const osmium::Node& node) {
    if (!node.location().valid() || is_placed(index)) return;
    result_.node_positions[index] = {node.location().lon(), node.location().lat()};
    std::vector<RawRoads::Tag> tags;
    if (node_keys_.append(node.tags(), tags) > 0) result_.node_tags[index] = std::move(tags);
  }

  bool is_placed(std::uint32_t index) const {
    return result_.node_positions[index].lon == result_.node_positions[index].lon;
  }

  /// Cuts each way where its nodes are missing from the extract; a piece needs two nodes.
  void resolve_ways() {
    result_.ways.reserve(ways_.size());
    result_.way_nodes.reserve(ref_nodes_.size());
    for (const OsmWay& way : ways_) {
      const std::size_t pieces = add_pieces(way);
      ++(pieces == 0 ? report_.rejected : report_.kept);
      if (pieces == 0) {
        report_.note(
            SourceNote::Kind::rejected, "way_without_nodes",
            {"ways without two nodes in the extract", "chemins dont l’extrait n’a pas deux nœuds"},
            std::to_string(way.id));
      }
    }
    release(ways_);
    release(ref_nodes_);
    if (some_file_without_bounds_) result_.declared_bounds = {};
  }

  /// Returns the number of pieces with at least two nodes. A lone node between missing ones is kept
  /// too where another road may pass it.
  std::size_t add_pieces(const OsmWay& way) {
    std::size_t pieces = 0;
    bool missing_before = false;
    bool any_missing = false;
    piece_.clear();
    for (std::uint32_t k = 0; k < way.ref_count; ++k) {
      const std::uint32_t node = ref_nodes_[way.first_ref + k];
      if (is_placed(node)) {
        piece_.push_back(node);
        continue;
      }
      pieces += add_piece(way, missing_before, true);
      missing_before = any_missing = true;
    }
    pieces += add_piece(way, missing_before, false);
    if (any_missing && pieces > 0) {
      report_.note(SourceNote::Kind::doubtful, "way_cut_by_extract",
                   {"ways cut by the extract: the network ends there",
                    "chemins coupés par l’extrait : le réseau s’arrête là"},
                   std::to_string(way.id));
    }
    return pieces;
  }

  std::size_t add_piece(const OsmWay& way, bool cut_at_start, bool cut_at_end) {
    const std::size_t nodes = piece_.size();
    if (nodes >= 2 || (nodes == 1 && (cut_at_start || cut_at_end))) {
      result_.ways.push_back({way.id, static_cast<std::uint32_t>(result_.way_nodes.size()),
                              static_cast<std::uint32_t>(nodes), way.first_tag, way.tag_count,
                              cut_at_start, cut_at_end});
      result_.way_nodes.insert(result_.way_nodes.end(), piece_.begin(), piece_.end());
    }
    piece_.clear();
    return nodes >= 2 ? 1 : 0;
  }

  const RoadsInput& roads_;
  const Execution& execution_;
  SourceReport& report_;
  RawRoads result_;
  StringPool pool_;
  KeptKeys way_keys_{road_way_keys, pool_};
  KeptKeys node_keys_{road_node_keys, pool_};
  OsmRestrictions restrictions_{pool_};
  std::vector<OsmWay> ways_;
  std::vector<std::int64_t> refs_;        ///< ids of nodes, way by way
  SortedIds nodes_;                       ///< those that ways refer to
  std::vector<std::uint32_t> ref_nodes_;  ///< places in `nodes_`, by reference
  std::vector<std::uint32_t> piece_;      ///< nodes of the way at hand since the last missing one
  std::set<std::int64_t> ferry_relations_;
  bool some_file_without_bounds_ = false;
};

}  // namespace

RawRoads load_osm_roads(const RoadsInput& roads, const Execution& execution, SourceReport& report) {
  return OsmRoadReader(roads, execution, report).read();
}

}  // namespace coverage
