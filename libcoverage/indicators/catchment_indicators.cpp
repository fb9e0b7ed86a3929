#include "libcoverage/indicators/catchment_indicators.h"

#include <algorithm>

#include "libcoverage/indicators/divide_demand.h"

namespace coverage {
namespace {

CatchmentFigures figures_of(const std::vector<SharedValue>& ascending, CatchmentFigures figures) {
  const Weight scored = figures.served + figures.not_served;
  figures.inequality = inequality_of(ascending, figures.not_scored, {});
  if (scored <= Weight()) return figures;
  double sum = 0;
  for (const SharedValue& row : ascending) sum += row.weight.count() * row.value;
  figures.mean = sum / scored.count();
  return figures;
}

/// One unit's figures; `values` is a workspace.
CatchmentFigures count_unit(const CatchmentRollUp& inputs, std::span<const DemandIndex> points,
                            std::vector<SharedValue>& values) {
  CatchmentFigures figures;
  values.clear();
  for (const DemandIndex point : points) {
    const Weight weight = inputs.weight.values[point];
    const CatchmentScore& score = inputs.scores[point];
    figures.population += weight;
    (!score.is_scored  ? figures.not_scored
     : score.is_served ? figures.served
                       : figures.not_served) += weight;
    if (score.is_scored && weight > Weight()) values.push_back({score.score, weight});
  }
  std::stable_sort(values.begin(), values.end(),
                   [](const SharedValue& a, const SharedValue& b) { return a.value < b.value; });
  return figures_of(values, figures);
}

std::vector<CatchmentFigures> count(const CatchmentRollUp& inputs, const Division& division) {
  std::vector<CatchmentFigures> figures;
  std::vector<SharedValue> values;
  for (std::size_t unit = 0; unit < division.units(); ++unit) {
    const std::size_t first = division.first[unit];
    const std::size_t size = division.first[unit + 1] - first;
    figures.push_back(count_unit(inputs, std::span(division.points).subspan(first, size), values));
  }
  return figures;
}

}  // namespace

CatchmentIndicators catchment_indicators(const CatchmentRollUp& inputs) {
  CatchmentIndicators result;
  result.study = count(inputs, division_of_study(inputs.demand)).front();
  result.communes = IdVector<CommuneIndex, CatchmentFigures>(
      count(inputs, division_by_commune(inputs.demand, inputs.territory)));
  for (std::size_t g = 0; g < inputs.territory.groupings.size(); ++g) {
    result.groupings.emplace_back(
        count(inputs, division_by_unit(inputs.units, inputs.territory, g)));
  }
  return result;
}

}  // namespace coverage
