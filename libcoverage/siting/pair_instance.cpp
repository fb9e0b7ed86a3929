#include "libcoverage/siting/pair_instance.h"

#include <algorithm>
#include <unordered_map>

#include "libcoverage/base/error.h"
#include "libcoverage/input/decimal_cell.h"

namespace coverage {
namespace {

/// Rows of candidates in their order; pairs come sorted.
ReachMatrix matrix_of(const std::vector<PairTables::Pair>& pairs, std::size_t candidates) {
  ReachMatrix matrix;
  matrix.entries.reserve(pairs.size());
  matrix.first.assign(candidates + 1, 0);
  for (const auto& pair : pairs) {
    matrix.entries.push_back({pair.demand, pair.value});
    ++matrix.first[pair.candidate + 1];
  }
  for (std::size_t c = 0; c < candidates; ++c) matrix.first[c + 1] += matrix.first[c];
  return matrix;
}

class Builder {
 public:
  explicit Builder(PairInstance& result) : result_(result) {}

  void add_candidates(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) add(id);
  }

  void describe(std::span<const CandidateRow> rows) {
    SharedDecimals cost;
    for (const CandidateRow& row : rows) cost.add(row.cost_millionths);
    if (result_.instance.sites.size() > rows.size()) cost.add(1'000'000);
    result_.cost_decimals = cost.decimals();
    for (auto& site : result_.instance.sites) site.cost = 1'000'000 / cost.step();
    for (const CandidateRow& row : rows) {
      const auto known = numbers_.find(row.id);
      fill(result_.instance.sites[known == numbers_.end() ? add(row.id) : known->second], row,
           cost.step());
    }
  }

 private:
  CandidateIndex add(const std::string& id) {
    CandidateSite site;
    site.id = id;
    const CandidateIndex index = result_.instance.sites.push_back(std::move(site));
    numbers_.emplace(id, index);
    return index;
  }

  void fill(CandidateSite& site, const CandidateRow& row, std::int64_t cost_step) {
    using Rule = CandidateRow::Rule;
    const bool stays = row.rule == Rule::existing;
    site.rule = stays || row.rule == Rule::mandatory ? SiteRule::mandatory
                : row.rule == Rule::forbidden        ? SiteRule::forbidden
                                                     : SiteRule::optional;
    site.counts = !stays;
    site.cost = row.cost_millionths / cost_step;
    if (!row.group.empty()) site.group = group_of(row.group);
    site.capacity = row.capacity_millionths;
  }

  GroupIndex group_of(const std::string& name) {
    const auto& names = result_.groups.rows();
    const auto place = std::ranges::find(names, name);
    if (place != names.end()) return GroupIndex::from_size(place - names.begin());
    return result_.groups.push_back(name);
  }

  PairInstance& result_;
  std::unordered_map<std::string, CandidateIndex> numbers_;
};

}  // namespace

PairInstance pair_instance(PairTables tables, std::span<const CandidateRow> rows) {
  PairInstance result;
  result.value_decimals = tables.value_decimals;
  result.weight_decimals = tables.weight_decimals;
  Builder builder(result);
  builder.add_candidates(tables.candidates);
  builder.describe(rows);
  // Capacities are in the unit of the weights.
  std::int64_t step = 1;
  for (int d = tables.weight_decimals; d < 6; ++d) step *= 10;
  for (auto& site : result.instance.sites) {
    if (site.capacity) *site.capacity /= step;
  }
  result.instance.values = matrix_of(tables.pairs, result.instance.sites.size());
  result.instance.weight = std::move(tables.weights);
  result.instance.demand_id = std::move(tables.demand);
  return result;
}

GroupIndex find_group(const PairInstance& instance, const std::string& name) {
  const auto& names = instance.groups.rows();
  const auto place = std::ranges::find(names, name);
  if (place != names.end()) return GroupIndex::from_size(place - names.begin());
  std::string listed;
  for (const std::string& group : names) listed += (listed.empty() ? "" : ", ") + group;
  throw InputError(
      message("no candidate is of the group '{}'", "aucun candidat n’est du groupe « {} »", name),
      message("The groups are: {}.", "Les groupes sont : {}.", listed.empty() ? "—" : listed));
}

}  // namespace coverage
