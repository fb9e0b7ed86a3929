#include "libcoverage/siting/covering/covering_master.h"

#include <algorithm>
#include <cmath>

namespace coverage {
namespace {

constexpr int most_idle = 5;
constexpr int places = 38;          ///< binary ones of prices
constexpr double largest = 0x1p61;  ///< of all that prices of limits add up to

/// Prices rounded, and cut so that no sum leaves 128 bits: any prices are valid.
Amount whole(double price, double most) {
  return static_cast<Amount>(std::ldexp(std::clamp(price, 0.0, most), places));
}

double number(std::int64_t whole) {
  return static_cast<double>(whole);
}

}  // namespace

CoveringMaster::CoveringMaster(const CoveringModel& model, const CoveringColumns& columns,
                               const CoveringCuts& cuts)
    : model_(model),
      cuts_(cuts),
      columns_(columns),
      is_asked_(model.row_count() - model.soft_count(), 0) {
  std::int64_t most = 1, cost = 1;
  for (std::size_t part = 0; part < cuts.part_count(); ++part) {
    most = std::max(most, cuts.most_of(part));
  }
  for (const std::int64_t each : model.cost) cost = std::max(cost, each);
  scale_ = 1000 / number(most);
  cost_scale_ = 1 / number(cost);
  build();
}

void CoveringMaster::build() {
  program_ = MipModel();
  for (std::size_t c = 0; c < model_.candidate_count(); ++c) {
    program_.add_column({.upper = 1});
  }
  for (std::size_t part = 0; part < cuts_.part_count(); ++part) {
    program_.add_column({.upper = number(cuts_.most_of(part)) * scale_, .objective = -1});
  }
  add_limits();
  auto hard = std::move(hard_);
  hard_.clear();
  for (const auto& [row, at] : hard) add_hard(row);
  for (Held& held : cuts_in_) load(held);
  CoveringPart part;
  std::swap(part, part_);
  restrict_to(part);
}

void CoveringMaster::add_limits() {
  std::vector<MipModel::Entry> all, costs;
  std::vector<std::vector<MipModel::Entry>> groups(model_.rooms.size());
  for (std::size_t c = 0; c < model_.candidate_count(); ++c) {
    const int column = static_cast<int>(c);
    all.push_back({column, 1});
    costs.push_back({column, number(model_.cost[c]) * cost_scale_});
    if (model_.group[c] != CoveringModel::no_group) groups[model_.group[c]].push_back({column, 1});
  }
  if (model_.most_sites) program_.add_row(-MipModel::infinity, *model_.most_sites, all);
  if (model_.budget) {
    budget_row_ =
        program_.add_row(-MipModel::infinity, number(*model_.budget) * cost_scale_, costs);
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const CoveringModel::Room& room = model_.rooms[g];
    if (room == CoveringModel::Room{}) continue;
    const bool is_open = room.most == CoveringModel::Room{}.most;
    program_.add_row(room.least, is_open ? MipModel::infinity : room.most, groups[g]);
  }
}

void CoveringMaster::add_hard(std::uint32_t row) {
  std::vector<MipModel::Entry> entries;
  for (const std::uint32_t c : columns_.of(row)) entries.push_back({static_cast<int>(c), 1});
  hard_.emplace_back(row, program_.add_row(1, MipModel::infinity, entries));
}

void CoveringMaster::load(Held& held) {
  std::vector<MipModel::Entry> entries;
  for (std::size_t i = 0; i < held.cut.candidates.size(); ++i) {
    entries.push_back(
        {static_cast<int>(held.cut.candidates[i]), -number(held.cut.factors[i]) * scale_});
  }
  entries.push_back({static_cast<int>(model_.candidate_count() + held.cut.part), 1});
  held.row = program_.add_row(-MipModel::infinity, number(held.cut.constant) * scale_, entries);
}

void CoveringMaster::restrict_to(const CoveringPart& part) {
  for (const std::uint32_t c : part_.open) set_bounds(c, 0, 1);
  for (const std::uint32_t c : part_.closed) set_bounds(c, 0, 1);
  for (const std::uint32_t c : part.open) set_bounds(c, 1, 1);
  for (const std::uint32_t c : part.closed) set_bounds(c, 0, 0);
  part_ = part;
}

void CoveringMaster::set_bounds(std::uint32_t candidate, double lower, double upper) {
  program_.set_bounds(static_cast<int>(candidate), lower, upper);
}

void CoveringMaster::add(const CoveringCut& cut) {
  cuts_in_.push_back({.cut = cut});
  load(cuts_in_.back());
}

bool CoveringMaster::ask_hard_rows(std::span<const double> open) {
  constexpr std::size_t most_new = 100;
  std::vector<std::pair<double, std::uint32_t>> short_rows;
  for (std::size_t hard = 0; hard < is_asked_.size(); ++hard) {
    if (is_asked_[hard] != 0) continue;
    const auto row = static_cast<std::uint32_t>(model_.soft_count() + hard);
    double sum = 0;
    for (const std::uint32_t c : columns_.of(row)) sum += open[c];
    if (sum < 1 - 1e-6) short_rows.emplace_back(sum, row);
  }
  std::ranges::sort(short_rows);
  if (short_rows.size() > most_new) short_rows.resize(most_new);
  for (const auto& [sum, row] : short_rows) {
    is_asked_[row - model_.soft_count()] = 1;
    add_hard(row);
  }
  return !short_rows.empty();
}

CoveringMaster::Answer CoveringMaster::solve(double seconds, const Execution& execution) {
  const auto relaxation = program_.solve_relaxation(seconds, execution);
  Answer answer{.status = relaxation.status};
  if (relaxation.status != MipModel::Status::optimal) return answer;
  const auto candidates = static_cast<std::ptrdiff_t>(model_.candidate_count());
  answer.open.assign(relaxation.values.begin(), relaxation.values.begin() + candidates);
  for (double& value : answer.open) value = std::clamp(value, 0.0, 1.0);
  for (std::size_t part = 0; part < cuts_.part_count(); ++part) {
    answer.gains.push_back(relaxation.values[model_.candidate_count() + part] / scale_);
  }
  const auto dual = [&](int row) { return relaxation.row_duals[static_cast<std::size_t>(row)]; };
  for (Held& held : cuts_in_) {
    held.price = std::max(-dual(held.row), 0.0);
    held.idle = held.price > 1e-9 ? 0 : held.idle + 1;
  }
  budget_price_ = budget_row_ < 0 ? 0 : std::max(-dual(budget_row_), 0.0) * cost_scale_ / scale_;
  hard_price_.clear();
  for (const auto& [row, at] : hard_) hard_price_.push_back(std::max(dual(at), 0.0) / scale_);
  return answer;
}

void CoveringMaster::add_prices(PartBound& bound) const {
  auto& score = bound.score();
  // The shares of a part's cuts are one together; what is missing is that of the trivial one.
  std::vector<Amount> left(cuts_.part_count(), Amount{1} << places);
  for (const Held& held : cuts_in_) {
    const Amount share = std::min(whole(held.price, 1), left[held.cut.part]);
    if (share == 0) continue;
    left[held.cut.part] -= share;
    bound.add(share * held.cut.constant);
    for (std::size_t i = 0; i < held.cut.candidates.size(); ++i) {
      score[held.cut.candidates[i]] += share * held.cut.factors[i];
    }
  }
  for (std::size_t part = 0; part < left.size(); ++part) {
    bound.add(left[part] * cuts_.most_of(part));
  }
}

void CoveringMaster::add_hard_prices(PartBound& bound) const {
  auto& score = bound.score();
  for (std::size_t h = 0; h < hard_price_.size(); ++h) {
    const Amount price = whole(hard_price_[h], largest / static_cast<double>(hard_.size()));
    bound.add(-price);
    for (const std::uint32_t c : columns_.of(hard_[h].first)) score[c] += price;
  }
  if (!model_.budget) return;
  const Amount price = whole(budget_price_, largest / (1 + number(*model_.budget)));
  bound.add(price * *model_.budget);
  for (std::size_t c = 0; c < score.size(); ++c) score[c] -= price * model_.cost[c];
}

CutBound CoveringMaster::bound(std::optional<Amount> objective) const {
  PartBound part(model_, part_);
  add_prices(part);
  add_hard_prices(part);
  CutBound result{.is_possible = part.choose()};
  if (!result.is_possible) return result;
  // Twice the weight, in the unit 2⁻ᵖˡᵃᶜᵉˢ; shifted towards −∞.
  result.bound = model_.opened_weight + (part.sum() >> (places + 1));
  const bool has_groups = std::ranges::any_of(
      model_.group, [](std::uint32_t group) { return group != CoveringModel::no_group; });
  if (!objective || has_groups || result.bound <= *objective) return result;
  result.forced = part.forced((*objective + 1 - model_.opened_weight) << (places + 1));
  return result;
}

void CoveringMaster::drop_idle_cuts() {
  std::erase_if(cuts_in_, [](const Held& held) { return held.idle > most_idle; });
  build();
}

}  // namespace coverage
