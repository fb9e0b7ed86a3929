#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "libcoverage/base/apportion.h"
#include "libcoverage/synthetic/place_names.h"
#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

/// Communes for one city, one town or city, one bourg or larger.
constexpr double communes_a_city = 100, communes_a_town = 27, communes_a_bourg = 8;

/// Gives `rank` to places in `order` that are far enough from those that have it or better.
void spread_rank(TerritoryPlan& plan, const std::vector<std::uint32_t>& order, Rank rank,
                 double communes_each) {
  const double apart = 0.78 * std::sqrt(communes_each * commune_area);
  std::vector<Point> taken;
  for (const Place& place : plan.places) {
    if (place.rank < rank) taken.push_back(place.seat);
  }
  for (const std::uint32_t p : order) {
    Place& place = plan.places[p];
    if (place.rank < rank) continue;
    const bool free = std::all_of(taken.begin(), taken.end(),
                                  [&](Point other) { return distance(other, place.seat) > apart; });
    if (!free) continue;
    place.rank = rank;
    taken.push_back(place.seat);
  }
}

double share_of(Random& random, Rank rank, double nearest_city, double nearest_town) {
  const double luck = random.uniform();
  switch (rank) {
    case Rank::city:
      return 14000 + 22000 * luck * luck;
    case Rank::town:
      return 2600 + 6000 * luck * luck;
    case Rank::bourg:
      return 900 + 1500 * luck;
    case Rank::village:
      break;
  }
  // Suburbs and commuters: more around cities than around towns, and fewest people far from both.
  const double suburb =
      1 + 6 * std::exp(-nearest_city / 4200) + 2.5 * std::exp(-nearest_town / 4500);
  return (90 + 620 * std::pow(luck, 2.4)) * suburb;
}

double nearest_of(const std::vector<Point>& cities, Point seat) {
  double nearest = 1e6;
  for (const Point& city : cities) nearest = std::min(nearest, distance(city, seat));
  return nearest;
}

}  // namespace

void rank_places(TerritoryPlan& plan) {
  Random random(plan.seed, Purpose::ranks);
  std::vector<std::pair<double, std::uint32_t>> priority;
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    const Place& place = plan.places[p];
    priority.emplace_back(
        random.uniform() - (place.on_river ? 0.6 : 0) - (place.in_study ? 0.4 : 0), p);
  }
  std::sort(priority.begin(), priority.end());
  std::vector<std::uint32_t> order;
  order.reserve(priority.size());
  for (const auto& entry : priority) order.push_back(entry.second);
  spread_rank(plan, order, Rank::city, communes_a_city);
  spread_rank(plan, order, Rank::town, communes_a_town);
  spread_rank(plan, order, Rank::bourg, communes_a_bourg);
}

void populate(TerritoryPlan& plan, std::int64_t total) {
  std::vector<Point> cities, towns;
  for (const Place& place : plan.places) {
    if (place.rank == Rank::city) cities.push_back(place.seat);
    if (place.rank == Rank::town) towns.push_back(place.seat);
  }
  std::vector<double> shares(plan.places.size());
  double inside = 0;
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    Random random(plan.seed, Purpose::population, p);
    const Place& place = plan.places[p];
    shares[p] =
        share_of(random, place.rank, nearest_of(cities, place.seat), nearest_of(towns, place.seat));
    if (place.in_study) inside += shares[p];
  }
  // Whole inhabitants: the unit of Weight stands for one here.
  std::vector<double> study_shares(shares);
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    if (!plan.places[p].in_study) study_shares[p] = 0;
  }
  const std::vector<Weight> parts = apportion(Weight::from_millionths(total), study_shares);
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    plan.places[p].population = plan.places[p].in_study
                                    ? parts[p].millionths()
                                    : std::llround(shares[p] * static_cast<double>(total) / inside);
  }
}

void measure_places(TerritoryPlan& plan) {
  for (Place& place : plan.places) {
    place.area = area(MultiPolygon{{Polygon{{plan.outline(place)}}}});
    const auto inhabitants = static_cast<double>(place.population);
    const double density = place.rank == Rank::city ? 2200 : place.rank == Rank::town ? 1500 : 900;
    place.built_up_radius = 120 + std::sqrt(0.8 * inhabitants / density / 3.14159265) * 1000;
  }
}

namespace {

/// As many junctions as such a commune has in the centre of France.
double usual_junctions(const Place& place) {
  if (place.main_roads_only) return 0;
  return static_cast<double>(place.population) / 16 + 3.6 * place.area / 1e6 + 12;
}

/// Relative numbers of junctions. Towns cannot hold many more than usual, so what is wanted beyond
/// goes to the country.
std::vector<double> junction_shares(const TerritoryPlan& plan, std::uint64_t junctions) {
  std::vector<double> shares;
  shares.reserve(plan.places.size());
  double usual = 0, land = 0;
  for (const Place& place : plan.places) {
    shares.push_back(usual_junctions(place));
    usual += shares.back();
    land += place.main_roads_only ? 0 : place.area;
  }
  const double beyond = std::max(0.0, static_cast<double>(junctions) - usual);
  for (std::size_t p = 0; p < shares.size(); ++p) {
    if (!plan.places[p].main_roads_only) shares[p] += beyond * plan.places[p].area / land;
  }
  return shares;
}

}  // namespace

void share_out_junctions(TerritoryPlan& plan, std::uint64_t junctions) {
  const std::vector<double> shares = junction_shares(plan, junctions);
  // Roads that are cut where the territory ends make junctions of their own.
  const auto cut = static_cast<std::uint64_t>(
      std::count_if(plan.crossings.begin(), plan.crossings.end(),
                    [](const Crossing& crossing) { return crossing.to == nobody; }));
  const std::uint64_t within = std::max(junctions / 2, junctions - std::min(cut, junctions));
  const auto parts = apportion(Weight::from_millionths(static_cast<std::int64_t>(within)), shares);
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    plan.places[p].junctions = static_cast<std::uint32_t>(parts[p].millionths());
  }
}

namespace {

/// Départements that do not exist. Territories too large for them get codes of five letters and
/// digits that no département has.
constexpr const char* study_code = "96";
constexpr std::size_t largest_number = 999;

std::string code_of(std::size_t number, const std::string& departement) {
  return fmt::format("{}{:03}", departement, number % 1000);
}

std::string letters(std::size_t number) {
  return {static_cast<char>('A' + number / 26 % 26), static_cast<char>('A' + number % 26)};
}

}  // namespace

void name_places(TerritoryPlan& plan) {
  PlaceNames names(plan.seed);
  Random random(plan.seed, Purpose::names, 1);
  constexpr const char* rivers[] = {"Veyre",   "Loyre",     "Brenne",
                                    "Ardoise", "Sioulette", "Besbrette"};
  plan.river_name = rivers[random.below(std::size(rivers))];
  Point centre;
  for (Place& place : plan.places) {
    place.name = names.next(place.on_river ? plan.river_name : "");
    centre = {centre.x + place.seat.x, centre.y + place.seat.y};
  }
  centre = {centre.x / static_cast<double>(plan.places.size()),
            centre.y / static_cast<double>(plan.places.size())};
  std::vector<std::uint32_t> order(plan.places.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return plan.places[a].name < plan.places[b].name;
  });
  const bool large = plan.places.size() > largest_number;
  std::size_t inside = 0, west = 0, east = 0, any = 0;
  for (const std::uint32_t p : order) {
    Place& place = plan.places[p];
    if (large) {
      ++any;
      place.code = code_of(any, letters(any / 1000));
    } else if (place.in_study) {
      place.code = code_of(++inside, study_code);
    } else {
      const bool is_east = place.seat.x > centre.x;
      place.code = code_of(is_east ? ++east : ++west, is_east ? "99" : "00");
    }
    place.departement = large ? "" : place.code.substr(0, 2);
  }
}

}  // namespace coverage::synthetic
