#include "libcoverage/siting/covering/covering_mip.h"

#include <cmath>
#include <numeric>

#include "libcoverage/siting/covering/greedy_covering.h"
#include "libcoverage/siting/solver/mip_model.h"

namespace coverage {
namespace {

/// Whole numbers as the solver sees them: divided by what divides all, and small enough together.
struct Scale {
  double factor = 1;

  explicit Scale(const std::vector<std::int64_t>& numbers) {
    constexpr double most = 1e8;
    std::int64_t divisor = 0;
    double sum = 0;
    for (const std::int64_t number : numbers) {
      divisor = std::gcd(divisor, number);
      sum += static_cast<double>(number);
    }
    if (divisor == 0) return;
    factor = std::min(1 / static_cast<double>(divisor), most / sum);
  }
};

enum class HardRows { all, when_short };

class CoveringProgram {
 public:
  CoveringProgram(const CoveringModel& model, HardRows hard)
      : model_(model),
        columns_(transpose(model)),
        scale_(model.minimises_cost ? model.cost : model.weight),
        own_weight_(model.candidate_count(), 0),
        column_of_row_(model.soft_count(), -1),
        program_row_(model.row_count(), -1) {
    find_own_weights();
    add_candidates();
    for (std::size_t r = 0; r < model.soft_count(); ++r) add_soft_row(r);
    if (hard == HardRows::all) {
      for (std::size_t r = model.soft_count(); r < model.row_count(); ++r) add_hard_row(r);
    }
    add_limits();
    if (model.minimises_cost && model.weight_needed > 0) add_weight_row();
  }

  MipModel& mip() { return mip_; }
  const Scale& scale() const { return scale_; }

  std::vector<std::uint32_t> plan_of(const std::vector<double>& values) const {
    std::vector<std::uint32_t> plan;
    for (std::uint32_t c = 0; c < model_.candidate_count(); ++c) {
      if (values[c] > 0.5) plan.push_back(c);
    }
    return plan;
  }

  /// No plan whose sites are all among these covers enough.
  void cut_off(std::span<const std::uint32_t> plan) {
    std::vector<MipModel::Entry> entries;
    for (std::uint32_t c = 0; c < model_.candidate_count(); ++c) {
      if (!std::ranges::binary_search(plan, c)) entries.push_back({static_cast<int>(c), 1});
    }
    mip_.add_row(1, MipModel::infinity, entries);
  }

  /// Hard rows to begin with: those of the highest prices; all where they are few.
  void add_first_rows(std::span<const double> prices) {
    constexpr std::size_t few = 300, most = 800;
    std::vector<std::uint32_t> rows(model_.row_count() - model_.soft_count());
    std::iota(rows.begin(), rows.end(), static_cast<std::uint32_t>(model_.soft_count()));
    if (rows.size() > few) {
      const auto price = [&](std::uint32_t r) { return prices.empty() ? 1.0 : prices[r]; };
      std::erase_if(rows, [&](std::uint32_t r) { return price(r) <= 0; });
      std::ranges::stable_sort(rows, [&](std::uint32_t a, std::uint32_t b) {
        if (price(a) != price(b)) return price(a) > price(b);
        return columns_.of(a).size() < columns_.of(b).size();
      });
      rows.resize(std::min(rows.size(), most));
    }
    for (const std::uint32_t r : rows) add_hard_row(r);
  }

  /// Adds the hard rows that a fractional plan covers least; false where it covers all.
  bool add_short_rows(const std::vector<double>& open) {
    constexpr std::size_t most = 200;
    std::vector<std::pair<double, std::size_t>> short_rows;
    for (std::size_t r = model_.soft_count(); r < model_.row_count(); ++r) {
      if (program_row_[r] >= 0) continue;
      double covered = 0;
      for (const std::uint32_t c : columns_.of(r)) covered += open[c];
      if (covered < 1 - 1e-6) short_rows.emplace_back(covered, r);
    }
    std::ranges::sort(short_rows);
    if (short_rows.size() > most) short_rows.resize(most);
    for (const auto& [covered, r] : short_rows) add_hard_row(r);
    return !short_rows.empty();
  }

  CoveringPrices prices_of(const MipModel::Relaxation& relaxation) const {
    CoveringPrices prices{.row = std::vector<double>(model_.row_count(), 0)};
    const double unit = 1 / scale_.factor;
    const auto dual = [&](int row) { return relaxation.row_duals[static_cast<std::size_t>(row)]; };
    if (weight_row_ >= 0) prices.weight = std::max(dual(weight_row_), 0.0) * unit * weight_factor_;
    if (budget_row_ >= 0) prices.budget = std::max(-dual(budget_row_), 0.0) * unit;
    for (std::size_t r = 0; r < model_.row_count(); ++r) {
      if (program_row_[r] >= 0) {
        prices.row[r] = std::max(dual(program_row_[r]), 0.0) * unit;
      } else if (r < model_.soft_count()) {
        const auto weight = static_cast<double>(model_.weight[r]);
        prices.row[r] = model_.minimises_cost ? weight * prices.weight : weight;
      }
    }
    return prices;
  }

 private:
  static double number(std::int64_t whole) { return static_cast<double>(whole); }

  void find_own_weights() {
    for (std::size_t r = 0; r < model_.soft_count(); ++r) {
      const auto candidates = columns_.of(r);
      if (candidates.size() == 1) own_weight_[candidates.front()] += model_.weight[r];
    }
  }

  void add_candidates() {
    for (std::size_t c = 0; c < model_.candidate_count(); ++c) {
      const double objective = model_.minimises_cost ? number(model_.cost[c]) * scale_.factor
                                                     : -number(own_weight_[c]) * scale_.factor;
      mip_.add_column({.upper = 1, .objective = objective, .is_integer = true});
    }
  }

  std::vector<MipModel::Entry> covers_of(std::size_t r) const {
    std::vector<MipModel::Entry> entries;
    for (const std::uint32_t c : columns_.of(r)) entries.push_back({static_cast<int>(c), 1});
    return entries;
  }

  void add_soft_row(std::size_t r) {
    if (columns_.of(r).size() == 1) return;
    const double objective = model_.minimises_cost ? 0 : -number(model_.weight[r]) * scale_.factor;
    column_of_row_[r] =
        mip_.add_column({.upper = 1, .objective = objective, .is_integer = model_.need[r] == 2});
    auto entries = covers_of(r);
    entries.push_back({column_of_row_[r], -static_cast<double>(model_.need[r])});
    program_row_[r] = mip_.add_row(0, MipModel::infinity, entries);
  }

  void add_hard_row(std::size_t r) {
    program_row_[r] = mip_.add_row(1, MipModel::infinity, covers_of(r));
  }

  void add_limits() {
    std::vector<MipModel::Entry> all, costs;
    std::vector<std::vector<MipModel::Entry>> groups(model_.rooms.size());
    for (std::size_t c = 0; c < model_.candidate_count(); ++c) {
      const int column = static_cast<int>(c);
      all.push_back({column, 1});
      costs.push_back({column, number(model_.cost[c])});
      if (model_.group[c] != CoveringModel::no_group)
        groups[model_.group[c]].push_back({column, 1});
    }
    if (model_.most_sites) mip_.add_row(-MipModel::infinity, *model_.most_sites, all);
    if (model_.budget) {
      budget_row_ = mip_.add_row(-MipModel::infinity, number(*model_.budget), costs);
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const CoveringModel::Room& room = model_.rooms[g];
      const bool is_open = room.most == CoveringModel::Room{}.most;
      if (room == CoveringModel::Room{}) continue;
      mip_.add_row(room.least, is_open ? MipModel::infinity : room.most, groups[g]);
    }
  }

  /// In thousandths of what is needed, and a little less of it: a tolerance must not make a plan
  /// that just covers enough one that does not.
  void add_weight_row() {
    weight_factor_ = 1000 / number(model_.weight_needed);
    std::vector<MipModel::Entry> entries;
    for (std::size_t c = 0; c < model_.candidate_count(); ++c) {
      if (own_weight_[c] > 0) {
        entries.push_back({static_cast<int>(c), number(own_weight_[c]) * weight_factor_});
      }
    }
    for (std::size_t r = 0; r < model_.soft_count(); ++r) {
      if (column_of_row_[r] < 0) continue;
      entries.push_back({column_of_row_[r], number(model_.weight[r]) * weight_factor_});
    }
    weight_row_ = mip_.add_row(1000 - 1e-5, MipModel::infinity, entries);
  }

  const CoveringModel& model_;
  CoveringColumns columns_;
  Scale scale_;
  MipModel mip_;
  std::vector<std::int64_t> own_weight_;
  std::vector<int> column_of_row_;
  std::vector<int> program_row_;
  int weight_row_ = -1;
  int budget_row_ = -1;
  double weight_factor_ = 1;
};

/// What the solver has to fall below to be better.
double cutoff_of(const CoveringModel& model, const Scale& scale, Amount objective) {
  constexpr double little = 0.1;  // of sums up to 10⁸
  const Amount part =
      model.minimises_cost ? objective - model.opened_cost : model.opened_weight - objective;
  return static_cast<double>(part) * scale.factor - little;
}

/// In whole numbers: CBC now and then gives a plan that its cutoff rules out.
bool is_better(const CoveringModel& model, std::span<const std::uint32_t> plan,
               const CoveringScore& score, Amount objective) {
  if (!model.minimises_cost) return Amount{model.opened_weight} + score.weight > objective;
  Amount cost = model.opened_cost;
  for (const std::uint32_t c : plan) cost += model.cost[c];
  return cost < objective;
}

}  // namespace

std::optional<std::vector<std::uint32_t>> plan_by_mip(const CoveringModel& model,
                                                      std::optional<Amount> objective,
                                                      const TimeLimit& limit,
                                                      const Execution& execution) {
  CoveringProgram program(model, HardRows::all);
  MipModel::Options mip;
  if (objective) mip.cutoff = cutoff_of(model, program.scale(), *objective);
  while (!limit.is_over()) {
    mip.seconds = limit.left();
    const auto result = program.mip().solve(mip, execution);
    if (result.values.empty()) return {};
    auto plan = program.plan_of(result.values);
    const CoveringScore score = score_of(model, plan);
    if (covers_enough(model, score)) {
      if (objective && !is_better(model, plan, score, *objective)) return {};
      return plan;
    }
    program.cut_off(plan);
  }
  return {};
}

CoveringRelaxation relax_covering(const CoveringModel& model, std::span<const double> prices,
                                  const TimeLimit& limit, const Execution& execution,
                                  const std::function<bool(const CoveringPrices&)>& on_prices) {
  CoveringProgram program(model, HardRows::when_short);
  program.add_first_rows(prices);
  CoveringRelaxation result;
  do {
    const auto relaxation = program.mip().solve_relaxation(limit.left(), execution);
    result.is_impossible = relaxation.status == MipModel::Status::infeasible;
    if (relaxation.status != MipModel::Status::optimal) return result;
    result.prices = program.prices_of(relaxation);
    result.open.assign(
        relaxation.values.begin(),
        relaxation.values.begin() + static_cast<std::ptrdiff_t>(model.candidate_count()));
  } while (on_prices(*result.prices) && program.add_short_rows(result.open));
  return result;
}

}  // namespace coverage
