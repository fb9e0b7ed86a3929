#include "libcoverage/output/proposal_map.h"

#include <algorithm>
#include <vector>

#include "libcoverage/output/people_text.h"
#include "libcoverage/output/proposal_catchments.h"
#include "libcoverage/output/proposal_tables.h"
#include "libcoverage/output/words.h"

namespace coverage {

namespace {

using Status = SiteOutcome::Status;

/// The place of a text on the map, about: letters of its bold 24 units are 14 wide.
struct LabelBox {
  double left = 0, top = 0, right = 0, bottom = 0;
  bool overlaps(const LabelBox& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

double text_width(const std::string& text) {
  const auto letters = std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
  return 14.0 * static_cast<double>(letters);
}

struct Label {
  int x = 0, y = 0;
  const char* anchor = "start";
  LabelBox box;
};

Label label_at(MapPoint mark, double width, int place) {
  constexpr int beside = 22, above = -26, below = 42;
  const double height = 24;
  Label label;
  if (place == 0) {
    label = {mark.x + beside, mark.y + 8, "start", {}};
    label.box.left = label.x;
  } else if (place == 1) {
    label = {mark.x - beside, mark.y + 8, "end", {}};
    label.box.left = label.x - width;
  } else {
    label = {mark.x, mark.y + (place == 2 ? above : below), "middle", {}};
    label.box.left = label.x - width / 2;
  }
  label.box.right = label.box.left + width;
  label.box.bottom = label.y + 4;
  label.box.top = label.box.bottom - height;
  return label;
}

/// Places labels one after the other: right of the mark, else left, above or below it.
class LabelPlaces {
 public:
  LabelPlaces(const MapFrame& frame, const std::vector<MapPoint>& marks) : frame_(frame) {
    for (const MapPoint& p : marks) {
      taken_.push_back({p.x - 17.0, p.y - 17.0, p.x + 17.0, p.y + 17.0});
    }
  }

  Label place(MapPoint mark, const std::string& text) {
    Label best;
    std::size_t least = taken_.size() + 2;
    for (int k = 0; k < 4; ++k) {
      const Label label = label_at(mark, text_width(text), k);
      auto hidden = static_cast<std::size_t>(
          std::ranges::count_if(taken_, [&](const auto& box) { return box.overlaps(label.box); }));
      if (label.box.left < 0 || label.box.right > frame_.width) ++hidden;
      if (hidden >= least) continue;
      least = hidden;
      best = label;
    }
    taken_.push_back(best.box);
    return best;
  }

 private:
  const MapFrame& frame_;
  std::vector<LabelBox> taken_;
};

/// Points whose inhabitants are newly within the target.
std::string gained_dots(const SitingResults& siting, const PlanOutcome& plan,
                        const MapFrame& frame) {
  const Results& results = siting.results;
  const QueryResult& today = results.queries.front();
  const QueryResult& then = query_of(siting, plan);
  const auto& target = today.query.target.time;
  if (!target || today.query.target.distance) return {};
  const auto within = [&](const AccessTime& access) {
    return access.status == AccessStatus::ok && access.time <= *target;
  };
  std::string path;
  for (std::size_t i = 0; i < then.demand.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    if (!within(then.demand[point]) || within(today.demand[point])) continue;
    const MapPoint p = frame.at(results.demand.points[point].position);
    path += fmt::format("M{} {}h0", p.x, p.y);
  }
  return path.empty() ? path : "<path class=\"gained\" d=\"" + path + "\"/>\n";
}

std::string catchment_path(const MultiPolygon& shape, const MapFrame& frame) {
  std::string path;
  for (const Polygon& polygon : shape.polygons) {
    for (const Polyline& ring : polygon.rings) {
      for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
        const MapPoint p = frame.at(ring[k]);
        path += fmt::format("{}{} {}", k == 0 ? "M" : "L", p.x, p.y);
      }
      path += "z";
    }
  }
  return path;
}

std::string catchments(const SitingResults& siting, const PlanOutcome& plan,
                       const std::vector<FacilityIndex>& sites, const MapFrame& frame) {
  std::string path;
  for (const MultiPolygon& shape : proposal_catchments(siting, plan, sites)) {
    path += catchment_path(shape, frame);
  }
  return path.empty() ? path : "<path class=\"catchment\" d=\"" + path + "\"/>\n";
}

std::string marks(const SitingResults& siting, const std::vector<FacilityIndex>& sites,
                  const MapFrame& frame) {
  std::vector<MapPoint> points;
  points.reserve(sites.size());
  for (const FacilityIndex site : sites) {
    points.push_back(frame.at(siting.results.facilities[site].position));
  }
  LabelPlaces places(frame, points);
  std::string diamonds, names;
  for (std::size_t k = 0; k < sites.size(); ++k) {
    const std::string& name = siting.results.facilities[sites[k]].name;
    const Label label = places.place(points[k], name);
    diamonds += fmt::format("<path d=\"M{} {}l17 17l-17 17l-17 -17z\"><title>{}</title></path>\n",
                            points[k].x, points[k].y - 17, html_escaped(name));
    names += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>\n", label.x, label.y,
                         label.anchor, html_escaped(name));
  }
  return diamonds + names;
}

std::string crosses(const SitingResults& siting, const PlanOutcome& plan, const MapFrame& frame) {
  std::string svg;
  for (const SiteOutcome& site : plan.sites) {
    if (site.status != Status::closed) continue;
    const MapPoint p = frame.at(siting.results.facilities[site.facility].position);
    svg += fmt::format("<path class=\"closed\" d=\"M{} {}l24 24m0 -24l-24 24\"/>\n", p.x - 12,
                       p.y - 12);
  }
  return svg;
}

/// Sources of facilities mostly bear the name of their kind.
std::string name_of_source(const std::string& name, Language language) {
  const std::string label = source_label(name).in(language);
  return label == name ? kind_label(name).in(language) : label;
}

std::string key(const char* name, const std::string& label) {
  return std::string("<span><i class=\"") + name + "\"></i>" + label + "</span>\n";
}

}  // namespace

MapOverlay proposal_overlay(const SitingResults& siting, const PlanOutcome& plan,
                            const MapFrame& frame, Language language) {
  const bool french = language == Language::french;
  std::vector<FacilityIndex> sites;
  for (const SiteOutcome& site : plan.sites) {
    if (site.status == Status::proposed) sites.push_back(site.facility);
  }
  const std::string closed = crosses(siting, plan, frame);
  MapOverlay overlay;
  overlay.svg = catchments(siting, plan, sites, frame) + gained_dots(siting, plan, frame) +
                "<g class=\"proposals\">\n" + marks(siting, sites, frame) + closed + "</g>\n";
  overlay.legend =
      key("proposal", french ? "proposition" : "proposal") +
      key("gained", french ? "nouvellement à moins du seuil" : "newly within the target") +
      key("catchment", french ? "d’où l’on irait à une proposition"
                              : "from where people would go to a proposal");
  if (!closed.empty()) {
    overlay.legend +=
        std::string("<span>✕ ") + (french ? "lieu qui ferme" : "site that closes") + "</span>\n";
  }
  return overlay;
}

std::string map_sources(const Results& results, Language language) {
  const bool french = language == Language::french;
  std::string list;
  for (const SourceReport& source : results.sources) {
    list += (list.empty() ? "" : ", ") + html_escaped(name_of_source(source.name, language));
    if (!source.edition.empty()) list += " (" + html_escaped(source.edition) + ")";
  }
  if (list.empty()) return {};
  return "<p class=\"note\">" + std::string(french ? "Sources : " : "Sources: ") + list + ".</p>\n";
}

}  // namespace coverage
