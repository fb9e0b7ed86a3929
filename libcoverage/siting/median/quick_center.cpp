#include "libcoverage/siting/median/quick_center.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "libcoverage/siting/covering/greedy_covering.h"
#include "libcoverage/siting/covering/weighted_cover.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/median/assignment_problem.h"

namespace coverage {
namespace {

using Entry = AssignmentProblem::Entry;
constexpr auto unserved = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t first_rows = 300, more_rows = 60;
constexpr std::uint64_t most_work = 30'000'000, work_an_entry = 1'000;  // a radius
constexpr double precision = 0.002;                                     // of a radius

class QuickSearch {
 public:
  QuickSearch(const SitingInstance& instance, const SitingProblem& problem,
              const OpeningRules& rules, const SolverClock& clock)
      : instance_(instance),
        problem_(problem),
        rules_(rules),
        clock_(clock),
        worst_(problem.nobody_beyond.value_or(unserved - 1)),
        slot_(instance.demand_count(), unserved) {}

  QuickCenter run(double share) {
    const TimeLimit limit(share * clock_.seconds_left());
    if (!look_at_nearest()) return {};
    try {
      while (worst_ > result_.bound && (!result_.sites || !limit.is_over())) {
        list_rows();
        const auto plan = bisect(limit);
        if (!plan || !take(*plan)) break;
      }
    } catch (const Interrupted&) {
      if (!result_.sites) throw;
    }
    return std::move(result_);
  }

 private:
  /// Nobody is nearer than to all places; false where somebody is out of reach.
  bool look_at_nearest() {
    auto sites = rules_.always;
    const auto open = nearest_values(instance_, sites);
    sites.insert(sites.end(), rules_.places.begin(), rules_.places.end());
    const auto nearest = nearest_values(instance_, sites);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rows;
    for (std::uint32_t row = 0; row < nearest.size(); ++row) {
      if (instance_.weight[row] <= 0) continue;
      if (!nearest[row] || *nearest[row] > worst_) return false;
      rows.emplace_back(*nearest[row], row);
      result_.bound = std::max(result_.bound, *nearest[row]);
    }
    open_.assign(nearest.size(), unserved);
    for (std::size_t row = 0; row < open.size(); ++row) open_[row] = open[row].value_or(unserved);
    // Some from everywhere, and those who are worst off in any case.
    const std::size_t step = std::max<std::size_t>(rows.size() / first_rows, 1);
    for (std::size_t r = 0; r < rows.size(); r += step) ask(rows[r].second);
    std::ranges::sort(rows, std::greater{});
    for (std::size_t r = 0; r < std::min(rows.size(), more_rows); ++r) ask(rows[r].second);
    return true;
  }

  bool ask(std::uint32_t row) {
    if (slot_[row] != unserved) return false;
    slot_[row] = static_cast<std::uint32_t>(asked_.size());
    asked_.push_back(row);
    return true;
  }

  /// By place its values for the rows asked, which no better plan exceeds.
  void list_rows() {
    entries_.clear();
    first_ = {0};
    for (const CandidateIndex place : rules_.places) {
      for (const ReachEntry& entry : instance_.row(place)) {
        const std::uint32_t slot = slot_[entry.target];
        if (slot != unserved && entry.time_ms <= worst_) entries_.push_back({entry.time_ms, slot});
      }
      first_.push_back(entries_.size());
    }
  }

  using Plan = std::vector<std::uint32_t>;  ///< places

  /// The least radius that a plan is found for, near enough; nothing where none is.
  std::optional<Plan> bisect(const TimeLimit& limit) {
    // More rows are asked than last time, so that less than then is not to be had.
    std::int64_t low = std::max(result_.bound, radius_);
    std::int64_t high = result_.sites ? worst_ - 1 : std::min(worst_, largest());
    std::optional<Plan> best;
    while (low <= high && (!best || !limit.is_over())) {
      // The largest first: where it is too small all are.
      const std::int64_t radius = best ? low + (high - low) / 2 : high;
      auto plan = serve_within(static_cast<std::uint32_t>(radius));
      if (!plan && !best) break;
      const auto step = 1 + static_cast<std::int64_t>(precision * static_cast<double>(radius));
      if (plan) {
        best = std::move(plan);
        radius_ = static_cast<std::uint32_t>(radius);
        high = radius - step;
      } else {
        low = radius + step;
      }
    }
    return best;
  }

  std::uint32_t largest() const {
    std::uint32_t largest = result_.bound;
    for (const Entry& entry : entries_) largest = std::max(largest, entry.value);
    for (const std::uint32_t row : asked_) {
      if (open_[row] != unserved) largest = std::max(largest, open_[row]);
    }
    return largest;
  }

  std::optional<Plan> serve_within(std::uint32_t radius) {
    const CoveringModel model = model_within(radius);
    const CoveringColumns columns = transpose(model);
    if (count_apart(model, columns) > rules_.most) {
      result_.bound = std::max(result_.bound, radius + 1);
      return {};
    }
    constexpr auto any = std::numeric_limits<std::int64_t>::max();
    const std::uint64_t work = std::min(most_work, work_an_entry * model.rows.size());
    // The first plan is worth its time.
    const TimeLimit limit(result_.sites ? clock_.seconds_left() : HUGE_VAL);
    auto plan = weighted_cover(model, columns, {}, {any, work}, limit, clock_.execution());
    if (!covers_enough(model, score_of(model, plan))) return {};
    return plan;
  }

  /// The rows asked that what is open anyway does not serve; all must be covered.
  CoveringModel model_within(std::uint32_t radius) const {
    std::vector<std::uint32_t> number(asked_.size(), unserved);
    CoveringModel model;
    for (std::size_t slot = 0; slot < asked_.size(); ++slot) {
      if (open_[asked_[slot]] <= radius) continue;
      number[slot] = static_cast<std::uint32_t>(model.need.size());
      model.need.push_back(1);
    }
    model.minimises_cost = true;
    model.candidates = rules_.places;
    model.cost = rules_.cost;
    model.budget = rules_.budget;
    model.most_sites = static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(rules_.most, 0, std::numeric_limits<std::uint32_t>::max()));
    add_groups(model);
    for (std::size_t place = 0; place < rules_.size(); ++place) {
      for (std::size_t e = first_[place]; e < first_[place + 1]; ++e) {
        const Entry& entry = entries_[e];
        if (entry.value <= radius && number[entry.place] != unserved) {
          model.rows.push_back(number[entry.place]);
        }
      }
      std::sort(model.rows.begin() + static_cast<std::ptrdiff_t>(model.first.back()),
                model.rows.end());
      model.first.push_back(model.rows.size());
    }
    return model;
  }

  void add_groups(CoveringModel& model) const {
    constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
    for (const auto& range : rules_.groups) {
      model.rooms.push_back(
          {static_cast<std::uint32_t>(std::clamp<std::int64_t>(range.least, 0, most)),
           static_cast<std::uint32_t>(std::clamp<std::int64_t>(range.most, 0, most))});
    }
    for (const std::uint32_t group : rules_.group) {
      model.group.push_back(group == OpeningRules::no_group ? CoveringModel::no_group : group);
    }
  }

  /// So many rows, no two of which one place covers: the ones of few places first.
  static std::int64_t count_apart(const CoveringModel& model, const CoveringColumns& columns) {
    std::vector<std::uint32_t> order(model.row_count());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return columns.of(row).size(); });
    std::vector<bool> is_taken(model.candidate_count(), false);
    std::int64_t count = 0;
    for (const std::uint32_t row : order) {
      const auto places = columns.of(row);
      if (std::ranges::any_of(places, [&](std::uint32_t c) { return is_taken[c]; })) continue;
      for (const std::uint32_t c : places) is_taken[c] = true;
      ++count;
    }
    return count;
  }

  /// Measures a plan, and asks those whom it leaves beyond its radius; false where there are none.
  bool take(const Plan& plan) {
    auto sites = sites_of(rules_, plan);
    const auto values = nearest_values(instance_, sites);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> beyond;
    std::uint32_t worst = 0;
    for (std::uint32_t row = 0; row < values.size(); ++row) {
      if (instance_.weight[row] <= 0) continue;
      const std::uint32_t value = values[row].value_or(unserved);
      worst = std::max(worst, value);
      if (value > radius_) beyond.emplace_back(value, row);
    }
    if (worst < worst_ || (worst == worst_ && !result_.sites)) {
      if (evaluate_plan(instance_, problem_, sites)) {
        worst_ = worst;
        result_.sites = std::move(sites);
      }
    }
    std::ranges::sort(beyond, std::greater{});
    bool is_any = false;
    const std::size_t step = std::max<std::size_t>(beyond.size() / more_rows, 1);
    for (std::size_t r = 0; r < std::min(beyond.size(), more_rows); ++r) {
      is_any |= ask(beyond[r].second);
    }
    for (std::size_t r = 0; r < beyond.size(); r += step) is_any |= ask(beyond[r].second);
    return is_any;
  }

  const SitingInstance& instance_;
  const SitingProblem& problem_;
  const OpeningRules& rules_;
  const SolverClock& clock_;
  std::uint32_t worst_;               ///< the best plan's; before, the largest that is allowed
  std::uint32_t radius_ = 0;          ///< of the last plan, for the rows asked
  std::vector<std::uint32_t> open_;   ///< by demand row: to what is open anyway
  std::vector<std::uint32_t> slot_;   ///< by demand row, in `asked_`
  std::vector<std::uint32_t> asked_;  ///< demand rows
  std::vector<Entry> entries_;        ///< by place; `place` is the slot of a row
  std::vector<std::size_t> first_;
  QuickCenter result_;
};

}  // namespace

QuickCenter quick_center(const SitingInstance& instance, const SitingProblem& problem,
                         const OpeningRules& rules, double share, const SolverClock& clock) {
  return QuickSearch(instance, problem, rules, clock).run(share);
}

}  // namespace coverage
