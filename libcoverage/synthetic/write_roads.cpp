#include "libcoverage/synthetic/write_roads.h"

#include <cstring>
#include <osmium/builder/osm_object_builder.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>
#include <osmium/thread/pool.hpp>
#include <set>

#include "libcoverage/base/error.h"
#include "libcoverage/base/version.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/synthetic/commune_stream.h"

namespace coverage::synthetic {

namespace {

constexpr std::size_t buffer_bytes = 1 << 20;
/// Territories up to this size are kept between the two passes.
constexpr std::uint64_t junctions_to_keep = 300000;

/// Lambert-93 to degrees. Not for concurrent use: one a thread.
class Degrees {
 public:
  Degrees() : transformer_(Crs::from_text("EPSG:2154"), Crs::wgs84()) {}
  std::vector<LonLat> operator()(std::vector<Point> points) const {
    transformer_.transform(points);
    std::vector<LonLat> degrees;
    degrees.reserve(points.size());
    for (const Point& p : points) degrees.push_back({p.x, p.y});
    return degrees;
  }

 private:
  Transformer transformer_;
};

/// OSM objects on their way to a file, a buffer at a time.
class OsmFile {
 public:
  OsmFile(const std::filesystem::path& path, unsigned threads)
      : pool_(static_cast<int>(threads)),
        writer_(osmium::io::File(path.string(), "pbf,add_metadata=none"), header(), pool_,
                osmium::io::overwrite::allow) {}

  void add_node(std::int64_t id, LonLat where) {
    {
      osmium::builder::NodeBuilder node(buffer_);
      node.set_id(id);
      node.set_location(osmium::Location(where.lon, where.lat));
    }
    commit();
  }
  void add_way(std::int64_t id, const std::vector<std::int64_t>& nodes,
               const std::vector<std::pair<const char*, std::string>>& tags) {
    {
      osmium::builder::WayBuilder way(buffer_);
      way.set_id(id);
      {
        osmium::builder::WayNodeListBuilder list(buffer_, &way);
        for (const std::int64_t node : nodes) list.add_node_ref(node);
      }
      osmium::builder::TagListBuilder list(buffer_, &way);
      for (const auto& [key, value] : tags) list.add_tag(key, value);
    }
    commit();
  }
  void close() {
    if (buffer_.committed() > 0) writer_(std::move(buffer_));
    writer_.close();
  }

 private:
  static osmium::io::Header header() {
    osmium::io::Header header;
    header.set("generator", "coverage-demo " + version());
    return header;
  }
  void commit() {
    buffer_.commit();
    if (buffer_.committed() < buffer_bytes) return;
    osmium::memory::Buffer full(2 * buffer_bytes, osmium::memory::Buffer::auto_grow::yes);
    std::swap(full, buffer_);
    writer_(std::move(full));
  }

  osmium::thread::Pool pool_;
  osmium::memory::Buffer buffer_{2 * buffer_bytes, osmium::memory::Buffer::auto_grow::yes};
  osmium::io::Writer writer_;
};

using Tags = std::vector<std::pair<const char*, std::string>>;

Tags tags_of(const DrawnWay& way) {
  if (way.road_class == RoadClass::ferry) return {{"route", "ferry"}, {"name", way.name}};
  Tags tags{{"highway", name_of(way.road_class)}};
  if (way.bridge) {
    tags.emplace_back("bridge", "yes");
    tags.emplace_back("layer", "1");
  }
  if (way.roundabout) tags.emplace_back("junction", "roundabout");
  if (way.maxspeed > 0) tags.emplace_back("maxspeed", std::to_string(way.maxspeed));
  if (!way.name.empty()) tags.emplace_back("name", way.name);
  if (way.oneway) tags.emplace_back("oneway", "yes");
  if (!way.number.empty()) tags.emplace_back("ref", way.number);
  if (way.road_class == RoadClass::track) tags.emplace_back("tracktype", "grade3");
  return tags;
}

/// Shared nodes at which roads leave the territory.
std::set<std::int64_t> nodes_on_the_edge(const TerritoryPlan& plan) {
  std::set<std::int64_t> edge;
  for (std::uint32_t c = 0; c < plan.crossings.size(); ++c) {
    if (plan.crossings[c].to == nobody) edge.insert(crossing_node(c));
  }
  std::vector<int> uses(plan.motorway_points.size(), 0);
  for (const MotorwayStretch& stretch : plan.motorway_stretches) {
    ++uses[stretch.entry];
    ++uses[stretch.exit];
  }
  for (std::uint32_t p = 0; p < uses.size(); ++p) {
    if (uses[p] != 1) continue;
    edge.insert(motorway_node(plan, p, true));
    edge.insert(motorway_node(plan, p, false));
  }
  return edge;
}

class RoadWriting {
 public:
  RoadWriting(const TerritoryPlan& plan, const std::filesystem::path& path,
              const Execution& execution)
      : plan_(plan),
        execution_(execution),
        file_(path, execution.threads),
        edge_(nodes_on_the_edge(plan)),
        degrees_(std::max(1U, execution.threads)),
        next_node_(last_shared_node(plan) + 1) {
    std::uint64_t junctions = 0;
    for (const Place& place : plan.places) junctions += place.junctions;
    keep_ = junctions <= junctions_to_keep;
  }

  void write_nodes(const LookAtRoads& look) {
    write_shared_nodes();
    stream_communes(
        plan_, execution_,
        [&](std::uint32_t place, CommuneRoads roads, unsigned thread) {
          if (look) look(place, roads);
          std::vector<Point> points;
          points.reserve(roads.vertices.size());
          for (const CommuneRoads::Vertex& vertex : roads.vertices) points.push_back(vertex.where);
          return Prepared{std::move(roads), degrees_[thread](std::move(points))};
        },
        [&](std::uint32_t, Prepared prepared) {
          first_own_node_.push_back(next_node_);
          for (std::size_t v = 0; v < prepared.positions.size(); ++v) {
            if (prepared.roads.vertices[v].shared != CommuneRoads::own) continue;
            file_.add_node(next_node_++, prepared.positions[v]);
          }
          totals_.junctions += prepared.roads.junctions;
          if (keep_) kept_.push_back(std::move(prepared.roads));
        });
    write_water_nodes();
    totals_.nodes = static_cast<std::uint64_t>(next_node_ - 1);
  }
  RoadTotals write_ways() {
    const auto use = [&](std::uint32_t place, const CommuneRoads& roads) {
      write_commune_ways(place, roads);
    };
    if (keep_) {
      for (std::uint32_t place = 0; place < kept_.size(); ++place) use(place, kept_[place]);
    } else {
      stream_communes(
          plan_, execution_, [](std::uint32_t, CommuneRoads roads, unsigned) { return roads; },
          use);
    }
    totals_.ways = static_cast<std::uint64_t>(next_way_ - 1);
    write_water_ways();
    file_.close();
    return totals_;
  }

 private:
  struct Prepared {
    CommuneRoads roads;
    std::vector<LonLat> positions;
  };

  void write_shared_nodes() {
    std::vector<Point> points;
    for (std::int64_t node = 1; node <= last_shared_node(plan_); ++node) {
      points.push_back(shared_position(plan_, node));
    }
    std::int64_t id = 1;
    for (const LonLat& where : degrees_[0](std::move(points))) file_.add_node(id++, where);
  }
  /// Lines of water in pieces of at most 1,000 nodes, each with the number of its first node.
  void write_water_nodes() {
    constexpr std::size_t longest = 1000;
    const auto add = [&](const Polyline& line, bool closed, const char* key, const char* value) {
      const std::vector<LonLat> positions = degrees_[0](line);
      const std::int64_t first = next_node_;
      const std::size_t own = positions.size() - (closed ? 1 : 0);
      for (std::size_t i = 0; i < own; ++i) file_.add_node(next_node_++, positions[i]);
      for (std::size_t begin = 0; begin + 1 < positions.size(); begin += longest) {
        const std::size_t end = std::min(positions.size(), begin + longest + 1);
        std::vector<std::int64_t> nodes;
        for (std::size_t i = begin; i < end; ++i) {
          nodes.push_back(first + static_cast<std::int64_t>(i % own));
        }
        water_.push_back({std::move(nodes), {{key, value}, {"name", plan_.river_name}}});
        if (closed) water_.back().tags.pop_back();
      }
    };
    if (plan_.river.size() > 1) add(plan_.river, false, "waterway", "river");
    for (const Lake& lake : plan_.lakes) {
      add(lake.shore, true, "natural", "water");
      add(lake.island, true, "place", "islet");
    }
  }
  void write_water_ways() {
    for (const WaterWay& way : water_) file_.add_way(next_way_++, way.nodes, way.tags);
  }
  std::int64_t beyond(std::int64_t shared) const {
    return static_cast<std::int64_t>(totals_.nodes) + shared;
  }
  void write_commune_ways(std::uint32_t place, const CommuneRoads& roads) {
    std::vector<std::int64_t> ids;
    std::int64_t next = first_own_node_[place];
    for (const CommuneRoads::Vertex& vertex : roads.vertices) {
      ids.push_back(vertex.shared != CommuneRoads::own ? vertex.shared : next++);
    }
    for (const DrawnWay& way : roads.ways) {
      std::vector<std::int64_t> nodes;
      const std::int64_t first = ids[way.vertices.front()], last = ids[way.vertices.back()];
      if (edge_.contains(first)) nodes.push_back(beyond(first));
      for (const std::uint32_t v : way.vertices) nodes.push_back(ids[v]);
      if (edge_.contains(last)) nodes.push_back(beyond(last));
      file_.add_way(next_way_++, nodes, tags_of(way));
    }
  }

  struct WaterWay {
    std::vector<std::int64_t> nodes;
    Tags tags;
  };

  const TerritoryPlan& plan_;
  const Execution& execution_;
  OsmFile file_;
  std::set<std::int64_t> edge_;
  std::vector<Degrees> degrees_;  // by thread
  std::int64_t next_node_, next_way_ = 1;
  std::vector<std::int64_t> first_own_node_;
  std::vector<CommuneRoads> kept_;
  std::vector<WaterWay> water_;
  bool keep_ = false;
  RoadTotals totals_;
};

}  // namespace

RoadTotals write_roads(const TerritoryPlan& plan, const std::filesystem::path& path,
                       const Execution& execution, const LookAtRoads& look) {
  try {
    execution.progress.stage(message("drawing roads", "tracé des routes"), plan.places.size());
    RoadWriting writing(plan, path, execution);
    writing.write_nodes(look);
    execution.progress.stage(message("writing roads", "écriture des routes"), plan.places.size());
    return writing.write_ways();
  } catch (const std::system_error& error) {
    const std::string reason = error.what();
    throw OutputError(
        message("{}: the roads cannot be written ({})",
                "{} : les routes ne peuvent être écrites ({})", path.string(), reason),
        message("Free some space or choose another folder",
                "Libérez de la place ou choisissez un autre dossier"));
  }
}

}  // namespace coverage::synthetic
