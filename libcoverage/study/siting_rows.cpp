#include "libcoverage/study/siting_rows.h"

#include <limits>

#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

void snap_demand(SitingStudy& study, const Execution& execution) {
  const auto& points = study.demand.points;
  execution.progress.stage({"Snapping to roads", "Rattachement aux routes"}, points.size());
  study.demand_snaps.resize(points.size());
  const Snapper& snapper = *study.inputs.networks[study.network]->snapper;
  parallel_for(points.size(), execution.threads, 2048,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 SnapHint hint;
                 for (std::size_t i = begin; i < end; ++i) {
                   const auto index = DemandIndex::from_size(i);
                   study.demand_snaps[index] = snapper.snap(points[index].position, hint);
                 }
                 execution.progress.advance(end - begin);
               });
}

/// By row 0 where some site that may be open reaches it, else `no_row`.
std::vector<std::uint32_t> reached_rows(const SitingStudy& study) {
  const SitingInstance& instance = study.tables.instance;
  std::vector<std::uint32_t> reached(study.demand_of_row.size(), no_row);
  for (std::size_t s = 0; s < instance.sites.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (instance.sites[site].rule == SiteRule::forbidden) continue;
    for (const ReachEntry& entry : instance.row(site)) reached[entry.target] = 0;
  }
  return reached;
}

/// Entries with other targets, in place; those without one go.
void renumber(ReachMatrix& values, const std::vector<std::uint32_t>& new_row) {
  std::size_t out = 0;
  std::size_t begin = 0;
  for (std::size_t s = 0; s < values.rows(); ++s) {
    const std::size_t end = values.first[s + 1];
    for (std::size_t e = begin; e < end; ++e) {
      const ReachEntry entry = values.entries[e];
      if (new_row[entry.target] == no_row) continue;
      values.entries[out++] = {new_row[entry.target], entry.time_ms};
    }
    begin = end;
    values.first[s + 1] = out;
  }
  values.entries.resize(out);
}

void tell_left_out(const SitingLedger& ledger, const Execution& execution) {
  const Weight left_out = ledger.unsnapped + ledger.unreachable;
  if (left_out <= Weight()) return;
  execution.progress.warn(message(
      "left out, for no site can serve them: {} of {} ({} too far from any road, {} without a way)",
      "hors du calcul, car aucun lieu ne peut les servir : {} sur {} ({} trop loin de toute route, "
      "{} sans itinéraire)",
      format_decimals(left_out.count(), 1), format_decimals(ledger.total.count(), 1),
      format_decimals(ledger.unsnapped.count(), 1),
      format_decimals(ledger.unreachable.count(), 1)));
}

}  // namespace

void choose_siting_rows(SitingStudy& study, const Execution& execution) {
  snap_demand(study, execution);
  const bool everybody = serves_everybody(study.problem);
  for (std::size_t i = 0; i < study.demand.points.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    const Weight weight = study.weights().values[point];
    if (weight <= Weight()) continue;
    study.ledger.total += weight;
    if (!study.demand_snaps[point] && everybody) {
      study.ledger.unsnapped += weight;
      continue;
    }
    study.demand_of_row.push_back(point);
  }
}

void drop_unreached_rows(SitingStudy& study) {
  std::vector<std::uint32_t> new_row = reached_rows(study);
  std::vector<DemandIndex> kept;
  for (std::size_t row = 0; row < new_row.size(); ++row) {
    const DemandIndex point = study.demand_of_row[row];
    if (new_row[row] == no_row) {
      study.ledger.unreachable += study.weights().values[point];
      continue;
    }
    new_row[row] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(point);
  }
  if (kept.size() == new_row.size()) return;
  renumber(study.tables.instance.values, new_row);
  study.demand_of_row = std::move(kept);
}

void weigh_siting_rows(SitingStudy& study, const Execution& execution) {
  SitingInstance& instance = study.tables.instance;
  instance.units.value_decimals = 3;
  instance.units.values_are_times = true;
  instance.units.weight_decimals = 6;
  for (const DemandIndex point : study.demand_of_row) {
    const Weight weight = study.weights().values[point];
    study.ledger.asked += weight;
    instance.weight.push_back(weight.millionths());
    instance.demand_id.push_back(study.demand.points[point].id);
  }
  tell_left_out(study.ledger, execution);
  if (study.ledger.asked > Weight()) return;
  throw NoResultError(
      {"there is nobody whom a site could serve", "il n’y a personne qu’un lieu puisse servir"},
      {"Check the weight, the roads and the candidates",
       "Vérifiez la pondération, les routes et les emplacements possibles"});
}

}  // namespace coverage
