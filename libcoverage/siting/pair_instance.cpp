#include "libcoverage/siting/pair_instance.h"

#include <algorithm>
#include <unordered_map>

#include "libcoverage/base/error.h"
#include "libcoverage/input/decimal_cell.h"

namespace coverage {
namespace {

constexpr double most_cost = 1e12;
constexpr double most_weight = 1e18;

std::int64_t whole(const DecimalNumber& number, int decimals) {
  return static_cast<std::int64_t>(number.units(decimals));
}

[[noreturn]] void refuse_cost(const CandidateRow& row) {
  throw InputError(message("candidate '{}': its cost is above 10¹²",
                           "emplacement « {} » : son coût dépasse 10¹²", row.id),
                   {"Use a larger unit.", "Prenez une unité plus grande."});
}

/// Weights as whole numbers, with the decimals that they and the capacities have.
void fill_weights(std::span<const DecimalNumber> weights, std::span<const CandidateRow> rows,
                  PairInstance& result) {
  TableDecimals decimals;
  for (const DecimalNumber& weight : weights) decimals.add(weight);
  const double sum = decimals.sum();
  if (sum > most_weight) {
    throw InputError({"the weights add up to more than 10¹⁸", "la somme des poids dépasse 10¹⁸"},
                     {"Use a larger unit.", "Prenez une unité plus grande."});
  }
  for (const CandidateRow& row : rows) {
    if (row.capacity) decimals.add(*row.capacity);
  }
  const int kept = decimals.choose(sum, most_weight, 1e12);
  result.instance.units.weight_decimals = kept;
  for (const DecimalNumber& weight : weights) {
    result.rounds_weights |= weight.decimals > kept;
    result.instance.weight.push_back(whole(weight, kept));
  }
}

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
  explicit Builder(PairInstance& result) : result_(result) {
    for (const std::int64_t weight : result.instance.weight) all_weight_ += weight;
  }

  void add_candidates(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) add(id);
  }

  void describe(std::span<const CandidateRow> rows) {
    const int decimals = decimals_of_costs(rows);
    result_.instance.units.cost_decimals = decimals;
    for (auto& site : result_.instance.sites) site.cost = whole(DecimalNumber{1, 0}, decimals);
    for (const CandidateRow& row : rows) {
      const auto known = numbers_.find(row.id);
      fill(result_.instance.sites[known == numbers_.end() ? add(row.id) : known->second], row,
           decimals);
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

  /// In the unit of the weights; one above all of them is as good as all of them.
  std::optional<std::int64_t> capacity_of(const CandidateRow& row) const {
    if (!row.capacity) return {};
    const Amount whole =
        row.capacity->units(result_.instance.units.weight_decimals, DecimalNumber::Rounding::down);
    return static_cast<std::int64_t>(std::min(whole, all_weight_));
  }

  void fill(CandidateSite& site, const CandidateRow& row, int cost_decimals) {
    using Rule = CandidateRow::Rule;
    const bool stays = row.rule == Rule::existing;
    site.rule = stays || row.rule == Rule::mandatory ? SiteRule::mandatory
                : row.rule == Rule::forbidden        ? SiteRule::forbidden
                                                     : SiteRule::optional;
    site.counts = !stays;
    site.cost = whole(row.cost, cost_decimals);
    if (!row.group.empty()) site.group = group_of(row.group);
    site.capacity = capacity_of(row);
  }

  int decimals_of_costs(std::span<const CandidateRow> rows) {
    TableDecimals costs;
    for (const CandidateRow& row : rows) {
      if (row.cost.value() > most_cost) refuse_cost(row);
      costs.add(row.cost);
    }
    const int decimals = costs.choose(std::max(costs.largest(), 1.0), most_cost, 1e11);
    result_.rounds_costs = std::ranges::any_of(
        rows, [&](const CandidateRow& row) { return row.cost.decimals > decimals; });
    return decimals;
  }

  GroupIndex group_of(const std::string& name) {
    const auto& names = result_.groups.rows();
    const auto place = std::ranges::find(names, name);
    if (place != names.end()) return GroupIndex::from_size(place - names.begin());
    return result_.groups.push_back(name);
  }

  PairInstance& result_;
  Amount all_weight_ = 0;
  std::unordered_map<std::string, CandidateIndex> numbers_;
};

}  // namespace

PairInstance pair_instance(PairTables tables, std::span<const CandidateRow> rows) {
  PairInstance result;
  SitingInstance& instance = result.instance;
  instance.units.value_decimals = tables.value_decimals;
  fill_weights(tables.weights, rows, result);
  Builder builder(result);
  builder.add_candidates(tables.candidates);
  builder.describe(rows);
  instance.values = matrix_of(tables.pairs, instance.sites.size());
  instance.demand_id = std::move(tables.demand);
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
