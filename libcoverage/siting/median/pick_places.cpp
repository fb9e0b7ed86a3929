#include "libcoverage/siting/median/pick_places.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace coverage {

PlacePicker::PlacePicker(const OpeningRules& rules) : rules_(rules), priced_(rules.size()) {
  order_.resize(rules.size());
}

const Picked& PlacePicker::pick(std::span<const double> scores) {
  scores_ = scores;
  pick_at(0);
  if (rules_.budget && cost_picked() > static_cast<double>(*rules_.budget)) find_price();
  return picked_;
}

void PlacePicker::pick_at(double price) {
  price_ = price;
  for (std::size_t place = 0; place < priced_.size(); ++place) {
    priced_[place] = scores_[place];
    if (price > 0) priced_[place] += price * static_cast<double>(rules_.cost[place]);
  }
  picked_.places.clear();
  std::iota(order_.begin(), order_.end(), 0u);
  rules_.groups.empty() ? choose() : choose_by_group();
  picked_.value = price > 0 ? -price * static_cast<double>(*rules_.budget) : 0;
  for (const std::uint32_t place : picked_.places) picked_.value += priced_[place];
}

void PlacePicker::choose() {
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return priced_[a] != priced_[b] ? priced_[a] < priced_[b] : a < b;
  };
  const auto most = std::min(static_cast<std::size_t>(rules_.most), order_.size());
  std::nth_element(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(most), order_.end(),
                   before);
  for (std::size_t i = 0; i < most; ++i) {
    if (priced_[order_[i]] < 0) picked_.places.push_back(order_[i]);
  }
}

void PlacePicker::choose_by_group() {
  std::ranges::sort(order_, [&](std::uint32_t a, std::uint32_t b) {
    return priced_[a] != priced_[b] ? priced_[a] < priced_[b] : a < b;
  });
  std::vector<std::int64_t> number(rules_.groups.size(), 0);
  std::vector<bool> is_picked(order_.size(), false);
  const auto take = [&](std::uint32_t place) {
    picked_.places.push_back(place);
    is_picked[place] = true;
    if (rules_.group[place] != OpeningRules::no_group) ++number[rules_.group[place]];
  };
  for (const std::uint32_t place : order_) {
    const std::uint32_t group = rules_.group[place];
    if (group != OpeningRules::no_group && number[group] < rules_.groups[group].least) take(place);
  }
  for (const std::uint32_t place : order_) {
    if (priced_[place] >= 0 || static_cast<std::int64_t>(picked_.places.size()) >= rules_.most) {
      break;
    }
    const std::uint32_t group = rules_.group[place];
    const bool has_room =
        group == OpeningRules::no_group || number[group] < rules_.groups[group].most;
    if (!is_picked[place] && has_room) take(place);
  }
}

double PlacePicker::cost_picked() const {
  double cost = 0;
  for (const std::uint32_t place : picked_.places) cost += static_cast<double>(rules_.cost[place]);
  return cost;
}

void PlacePicker::find_price() {
  const auto budget = static_cast<double>(*rules_.budget);
  double low = 0, high = 1;
  double largest = 0;
  for (const double score : scores_) largest = std::max(largest, -score);
  high = largest + 1;  // a place that costs at least 1 is not worth it at this price
  for (int step = 0; step < 30; ++step) {
    const double middle = (low + high) / 2;
    pick_at(middle);
    (cost_picked() > budget ? low : high) = middle;
  }
  pick_at(high);
}

const Picked& PlacePicker::price() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<bool> is_picked(priced_.size(), false);
  for (const std::uint32_t place : picked_.places) is_picked[place] = true;
  double worst_in = -infinity, best_out = infinity;
  for (std::size_t place = 0; place < priced_.size(); ++place) {
    if (is_picked[place]) worst_in = std::max(worst_in, priced_[place]);
    if (!is_picked[place]) best_out = std::min(best_out, priced_[place]);
  }
  const bool is_full = static_cast<std::int64_t>(picked_.places.size()) >= rules_.most;
  picked_.to_open.assign(priced_.size(), 0);
  picked_.to_close.assign(priced_.size(), 0);
  for (std::size_t place = 0; place < priced_.size(); ++place) {
    // One exchange reaches the best choice with, or without, a place: numbers by group and in all
    // are an M♮-convex set. Which exchange is allowed is not asked: the bound stays one.
    if (is_picked[place]) {
      picked_.to_close[place] = std::max(0.0, -priced_[place] + std::min(0.0, best_out));
    } else {
      const double swap = priced_[place] - worst_in;
      picked_.to_open[place] = std::max(0.0, is_full ? swap : std::min(priced_[place], swap));
    }
  }
  return picked_;
}

void fix_places(const Picked& picked, double bound, double limit,
                std::vector<std::uint32_t>& opened, std::vector<std::uint32_t>& closed) {
  for (std::uint32_t place = 0; place < picked.to_open.size(); ++place) {
    if (bound + picked.to_open[place] > limit) closed.push_back(place);
    if (bound + picked.to_close[place] > limit) opened.push_back(place);
  }
}

}  // namespace coverage
