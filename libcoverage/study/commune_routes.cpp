#include "libcoverage/study/commune_routes.h"

#include <algorithm>

namespace coverage {

namespace {

/// How far a point's access is from a commune's median; what is not reached is farthest, unless the
/// median is not reached either.
std::uint32_t distance_to_median(const AccessTime& access, const std::optional<Seconds>& median) {
  if (!median) return access.status == AccessStatus::ok ? 1 : 0;
  if (access.status != AccessStatus::ok) return Seconds::unreachable().milliseconds();
  const std::uint32_t a = access.time.milliseconds();
  const std::uint32_t b = median->milliseconds();
  return a > b ? a - b : b - a;
}

IdVector<CommuneIndex, DemandIndex> median_points(const CommuneRouteInputs& in) {
  IdVector<CommuneIndex, DemandIndex> points(in.territory.communes.size(), DemandIndex::none());
  for (std::size_t i = 0; i < in.demand.points.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    const CommuneIndex commune = in.demand.points[point].commune;
    if (!commune.valid()) continue;
    const auto& median = in.indicators[commune].median;
    DemandIndex& best = points[commune];
    const auto far = [&](DemandIndex which) {
      return distance_to_median(in.access[which], median);
    };
    if (!best.valid() || far(point) < far(best)) best = point;
  }
  return points;
}

}  // namespace

std::vector<CommuneRoute> commune_routes(const CommuneRouteInputs& in, const Execution& execution) {
  const IdVector<CommuneIndex, DemandIndex> points = median_points(in);
  std::vector<CommuneRoute> routes;
  for (std::size_t c = 0; c < in.territory.communes.size(); ++c) {
    execution.check_interrupted();
    const auto index = CommuneIndex::from_size(c);
    const Commune& commune = in.territory.communes[index];
    if (!commune.in_study_area || (!commune.seat && !points[index].valid())) continue;
    CommuneRoute route;
    route.commune = index;
    if (!commune.seat) route.point = points[index];
    route.position = commune.seat ? *commune.seat : in.demand.points[points[index]].position;
    const std::optional<Snap> snap = in.snapper.snap(route.position);
    route.status = in.search.at(snap).status;
    if (snap) route.route = explain_route(in.search, *snap);
    routes.push_back(std::move(route));
  }
  return routes;
}

}  // namespace coverage
