#include "libcoverage/input/facility_duplicates.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

constexpr double twin_distance_m = 50;

[[noreturn]] void refuse_shared_ids(const std::string& list) {
  throw InputError(
      message("an id stands in several different rows: {}",
              "un identifiant figure dans plusieurs lignes différentes : {}", list),
      message("Ids must be unique in a source: correct them, or map another column as id.",
              "Les identifiants doivent être uniques dans une source : corrigez-les, ou prenez une "
              "autre colonne comme « id »."));
}

}  // namespace

std::vector<std::string> drop_repeated_rows(std::vector<FacilityOfRow>& rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.facility.id < b.facility.id; });
  std::vector<std::string> dropped;
  std::string shared;
  std::size_t shared_count = 0;
  std::vector<FacilityOfRow> kept;
  kept.reserve(rows.size());
  for (FacilityOfRow& row : rows) {
    if (kept.empty() || kept.back().facility.id != row.facility.id) {
      kept.push_back(std::move(row));
    } else if (kept.back().cells == row.cells &&
               kept.back().facility.lon_lat == row.facility.lon_lat) {
      dropped.push_back(row.place + " = " + kept.back().place);
    } else if (++shared_count <= 5) {
      shared += (shared.empty() ? "" : "; ") + row.facility.id + " (" + kept.back().place + ", " +
                row.place + ")";
    }
  }
  if (shared_count > 5) shared += "; …";
  if (shared_count > 0) refuse_shared_ids(shared);
  rows = std::move(kept);
  return dropped;
}

std::vector<std::pair<std::size_t, std::size_t>> likely_twins(
    const std::vector<FacilityOfRow>& rows) {
  std::vector<std::string> names;
  names.reserve(rows.size());
  for (const FacilityOfRow& row : rows) names.push_back(lower_ascii(row.facility.name));
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t i) {
    return std::tuple(std::string_view(names[i]), rows[i].facility.position.x, i);
  };
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  std::vector<std::pair<std::size_t, std::size_t>> twins;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Point here = rows[order[i]].facility.position;
    for (std::size_t k = i + 1; k < order.size() && names[order[k]] == names[order[i]]; ++k) {
      const Point there = rows[order[k]].facility.position;
      if (there.x - here.x > twin_distance_m) break;
      if (distance(here, there) <= twin_distance_m) {
        twins.emplace_back(std::minmax(order[i], order[k]));
      }
    }
  }
  std::sort(twins.begin(), twins.end());
  return twins;
}

}  // namespace coverage
