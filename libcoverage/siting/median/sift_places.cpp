#include "libcoverage/siting/median/sift_places.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/siting/median/lagrangian_bound.h"
#include "libcoverage/siting/median/part_of_places.h"
#include "libcoverage/siting/median/pick_places.h"
#include "libcoverage/siting/median/swap_search.h"

namespace coverage {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int iterations = 120;  // between two looks at all places
constexpr int rounds_without_gain = 6;

/// What prices say of all places.
struct Looked {
  double bound = -infinity;
  std::vector<double> to_open = {};  ///< by place: how much the bound grows if it must be open
};

class Sieve {
 public:
  Sieve(const SitingInstance& instance, const SitingProblem& problem, OpeningRules rules,
        const SiftOptions& options, const Execution& execution)
      : instance_(instance),
        problem_(problem),
        rules_(std::move(rules)),
        options_(options),
        execution_(execution),
        most_value_(problem.nobody_beyond.value_or(std::numeric_limits<std::uint32_t>::max())) {}
  Sifted run() && {
    auto listed = part_of_places(instance_, problem_, rules_, options_.most_listed);
    int without_gain = 0;
    for (int round = 0; round < options_.most_rounds && !options_.stop(); ++round) {
      const MedianProblem part = list(listed);
      if (!find_plan(part)) break;
      const auto prices = price(part);
      if (prices.empty()) break;
      const Looked looked = look(prices);
      if (!(looked.bound > -infinity)) break;
      without_gain = looked.bound > bound_ * (1 + 1e-5) ? 0 : without_gain + 1;
      take(looked, prices);
      if (is_decided_ || rules_.size() <= options_.most_listed ||
          without_gain >= rounds_without_gain) {
        break;
      }
      listed = next_part();
    }
    return {std::move(rules_), std::move(prices_), is_decided_};
  }

 private:
  static std::vector<std::uint32_t> marked(const std::vector<bool>& is_in) {
    std::vector<std::uint32_t> places;
    for (std::uint32_t place = 0; place < is_in.size(); ++place) {
      if (is_in[place]) places.push_back(place);
    }
    return places;
  }

  MedianProblem list(std::span<const std::uint32_t> places) {
    MedianProblem part =
        listed_median(instance_, problem_, rules_of_part(rules_, places), execution_);
    unit_ = static_cast<double>(part.unit);
    if (known_ < infinity) serve_everybody(part, known_ / unit_ + 1);
    return part;
  }

  /// The best plan known, and swaps in this part; false where there is none.
  bool find_plan(const MedianProblem& part) {
    const AssignmentProblem& problem = part.problem;
    if (contradict(problem.rules)) return known_ < infinity;
    std::vector<std::uint32_t> start;
    for (std::uint32_t place = 0; place < problem.rules.size(); ++place) {
      if (std::ranges::binary_search(plan_, problem.rules.places[place])) start.push_back(place);
    }
    // The first plan is worth its time: without any there is no answer.
    if (start.empty()) start = greedy_places(problem, [] { return false; });
    offer(problem, improve_by_swaps(problem, start, options_.stop));
    return known_ < infinity;
  }

  void offer(const AssignmentProblem& problem, std::span<const std::uint32_t> places) {
    auto sites = sites_of(problem.rules, places);
    const double before = known_;
    known_ = options_.on_plan(sites);
    if (known_ < before) plan_ = std::move(sites);
  }

  /// The best prices of a part, of weight × value; none where it was stopped, or is contradictory.
  std::vector<double> price(const MedianProblem& part) {
    if (contradict(part.problem.rules) || part.problem.rules.size() == 0) return {};
    std::vector<double> prices = prices_;
    for (double& each : prices) each /= unit_;
    double cheapest = known_ / unit_;
    auto found = lagrangian_bound(part.problem, std::move(prices),
                                  {.iterations = iterations,
                                   .first_step = step_,
                                   .target = known_ / unit_,
                                   .limit = [&] { return limit() / unit_; },
                                   .on_choice =
                                       [&](std::span<const std::uint32_t> places, double cost) {
                                         if (cost < cheapest) {
                                           cheapest = cost;
                                           offer(part.problem, places);
                                         }
                                         return known_ / unit_;
                                       },
                                   .stop = options_.stop});
    step_ = std::clamp(found.step, 0.05, 1.0);
    for (double& each : found.prices) each *= unit_;
    return std::move(found.prices);
  }

  /// Plans that cost more than this are no better than the best known: costs are whole.
  double limit() const { return known_ - (1 - 1e-6) + 1e-15 * known_; }

  /// Holds prices, by row, against all places.
  Looked look(const std::vector<double>& prices) const {
    std::vector<double> price(instance_.demand_count(), 0.0);
    double sum = 0;
    std::size_t row = 0;
    for (std::size_t demand = 0; demand < price.size(); ++demand) {
      if (instance_.weight[demand] <= 0) continue;
      price[demand] = prices[row++];
      sum += price[demand];
    }
    std::vector<double> scores(rules_.size(), 0.0);
    parallel_for(scores.size(), execution_.threads, 16,
                 [&](std::size_t place, std::size_t end, unsigned) {
                   if (options_.stop()) return;
                   for (; place < end; ++place) {
                     scores[place] = score_of(rules_.places[place], price);
                   }
                 });
    if (options_.stop()) return {};
    PlacePicker picker(rules_);
    picker.pick(scores);
    const Picked& picked = picker.price();
    Looked looked;
    // As in the ascent: sums of n terms are off by at most n units in the last place.
    const auto terms = static_cast<double>(price.size() + rules_.size() + 8);
    const double slack = terms * std::numeric_limits<double>::epsilon();
    looked.bound = sum + picked.value - slack * (sum + 2 * std::abs(picked.value));
    looked.to_open = picked.to_open;
    return looked;
  }

  double score_of(CandidateIndex site, const std::vector<double>& price) const {
    double score = 0;
    for (const ReachEntry& entry : instance_.row(site)) {
      const double cost = static_cast<double>(instance_.weight[entry.target]) * entry.time_ms;
      if (cost < price[entry.target] && entry.time_ms <= most_value_) {
        score += cost - price[entry.target];
      }
    }
    return score;
  }

  /// Keeps what is proven, and only the places that a better plan may open.
  void take(const Looked& looked, const std::vector<double>& prices) {
    if (looked.bound > bound_) {
      bound_ = looked.bound;
      prices_ = prices;
      options_.on_bound(bound_);
    } else {
      // The next part goes on from between the best prices and these.
      for (std::size_t row = 0; row < prices.size(); ++row) {
        prices_[row] += 0.3 * (prices[row] - prices_[row]);
      }
    }
    if (bound_ > limit()) is_decided_ = true;
    doubt_.resize(rules_.size(), infinity);
    std::vector<std::uint32_t> left;
    std::vector<double> doubt;
    for (std::uint32_t place = 0; place < rules_.size(); ++place) {
      const double now = looked.to_open[place];
      if (looked.bound + now > limit()) continue;
      left.push_back(place);
      doubt.push_back(doubt_[place] < infinity ? std::min(now, 0.5 * (doubt_[place] + now)) : now);
    }
    rules_ = rules_of_part(rules_, left);
    doubt_ = std::move(doubt);
    if (contradict(rules_)) is_decided_ = true;
  }

  /// The places that prices are least sure to leave closed, and those of the best plan.
  std::vector<std::uint32_t> next_part() const {
    std::vector<std::uint32_t> order(rules_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::nth_element(order,
                             order.begin() + static_cast<std::ptrdiff_t>(options_.most_listed),
                             [&](std::uint32_t a, std::uint32_t b) {
                               return doubt_[a] != doubt_[b] ? doubt_[a] < doubt_[b] : a < b;
                             });
    order.resize(options_.most_listed);
    std::vector<bool> is_in(rules_.size(), false);
    for (const std::uint32_t place : order) is_in[place] = true;
    for (std::uint32_t place = 0; place < is_in.size(); ++place) {
      if (std::ranges::binary_search(plan_, rules_.places[place])) is_in[place] = true;
    }
    return marked(is_in);
  }

  const SitingInstance& instance_;
  const SitingProblem& problem_;
  OpeningRules rules_;  ///< with the places that are left
  const SiftOptions& options_;
  const Execution& execution_;
  std::uint32_t most_value_;
  std::vector<CandidateIndex> plan_;  ///< the best known
  double known_ = infinity;           ///< what it costs
  double bound_ = -infinity;
  std::vector<double> prices_;  ///< by row with a weight
  std::vector<double> doubt_;   ///< by place: what opening it costs, as rounds saw it
  double unit_ = 1;             ///< of the part that is listed
  double step_ = 1.5;
  bool is_decided_ = false;
};

}  // namespace

Sifted sift_places(const SitingInstance& instance, const SitingProblem& problem,
                   const OpeningRules& rules, const SiftOptions& options,
                   const Execution& execution) {
  return Sieve(instance, problem, rules, options, execution).run();
}

}  // namespace coverage
