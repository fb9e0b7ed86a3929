#include "libcoverage/siting/capacity/row_choices.h"

#include <algorithm>

namespace coverage {
namespace {

constexpr auto is_nearer = [](const RowChoice& a, const RowChoice& b) {
  return a.value != b.value ? a.value < b.value : a.site < b.site;
};

}  // namespace

RowChoices::RowChoices(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
                       std::size_t most, std::span<const RowPair> others) {
  count(model, sites, most);
  keep_nearest(model, sites);
  if (!others.empty() && !are_all_) add(model, sites, others);
}

void RowChoices::count(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
                       std::size_t most) {
  std::vector<std::size_t> number(model.weight.size(), 0);
  for_each_service(model, sites, [&](std::uint32_t, const ReachEntry& entry) {
    ++number[entry.target];
    largest_ = std::max(largest_, entry.time_ms);
  });
  for (const std::size_t choices : number) {
    if (choices > most) are_all_ = false;
    first_.push_back(first_.back() + std::min(choices, most));
  }
  choices_.resize(first_.back());
}

/// Lists stay sorted while sites come one after the other; a full one drops its last.
void RowChoices::keep_nearest(const CapacitatedModel& model,
                              std::span<const CandidateIndex> sites) {
  std::vector<std::uint64_t> end(first_.begin(), first_.end() - 1);
  for_each_service(model, sites, [&](std::uint32_t s, const ReachEntry& entry) {
    const RowChoice choice{s, entry.time_ms};
    std::uint64_t at = end[entry.target];
    if (at == first_[entry.target + 1]) {
      if (!is_nearer(choice, choices_[at - 1])) return;
      --at;
    } else {
      ++end[entry.target];
    }
    for (; at > first_[entry.target] && is_nearer(choice, choices_[at - 1]); --at) {
      choices_[at] = choices_[at - 1];
    }
    choices_[at] = choice;
  });
}

void RowChoices::add(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
                     std::span<const RowPair> others) {
  std::vector<std::vector<RowChoice>> more(model.weight.size());
  for (const RowPair& pair : others) {
    const auto entries = model.instance.row(sites[pair.site]);
    const auto entry = std::ranges::lower_bound(entries, pair.row, {}, &ReachEntry::target);
    if (entry == entries.end() || entry->target != pair.row || entry->time_ms > model.largest) {
      continue;
    }
    const RowChoice choice{pair.site, entry->time_ms};
    const auto listed = of(pair.row);
    if (std::ranges::find(listed, choice) == listed.end()) more[pair.row].push_back(choice);
  }
  std::vector<std::uint64_t> first = {0};
  std::vector<RowChoice> choices;
  for (std::uint32_t row = 0; row < more.size(); ++row) {
    const auto listed = of(row);
    choices.insert(choices.end(), listed.begin(), listed.end());
    std::ranges::sort(more[row], is_nearer);
    const auto last = std::unique(more[row].begin(), more[row].end());
    choices.insert(choices.end(), more[row].begin(), last);
    first.push_back(choices.size());
  }
  first_ = std::move(first);
  choices_ = std::move(choices);
}

}  // namespace coverage
