#include "libcoverage/siting/covering/part_bound.h"

#include <algorithm>

#include "libcoverage/siting/covering/choose_by_score.h"

namespace coverage {
namespace {

/// The score of a candidate that is not to be chosen.
constexpr Amount never = -(Amount{1} << 110);

}  // namespace

PartBound::PartBound(const CoveringModel& model, const CoveringPart& part)
    : part_(part), score_(model.candidate_count(), 0), is_chosen_(model.candidate_count(), false) {
  limits_.group = model.group;
  limits_.rooms = model.rooms;
  limits_.most_sites = model.most_sites;
}

bool PartBound::open(std::uint32_t candidate) {
  sum_ += score_[candidate];
  if (limits_.most_sites && (*limits_.most_sites)-- == 0) return false;
  const std::uint32_t group = limits_.group[candidate];
  if (group == CoveringModel::no_group) return true;
  CoveringModel::Room& room = limits_.rooms[group];
  if (room.least > 0) --room.least;
  return room.most == CoveringModel::Room{}.most || room.most-- > 0;
}

bool PartBound::choose() {
  for (const std::uint32_t c : part_.open) {
    if (!open(c)) return false;
  }
  for (const std::uint32_t c : part_.open) score_[c] = never;
  for (const std::uint32_t c : part_.closed) score_[c] = never;
  chosen_ = choose_by_score(limits_, score_);
  if (limits_.most_sites && chosen_.size() > *limits_.most_sites) return false;
  is_full_ = limits_.most_sites && chosen_.size() == *limits_.most_sites;
  for (const std::uint32_t c : chosen_) {
    if (score_[c] == never) return false;  // a group's minimum asks for it
    sum_ += score_[c];
    is_chosen_[c] = true;
    least_in_ = c == chosen_.front() ? score_[c] : std::min(least_in_, score_[c]);
  }
  for (std::size_t c = 0; c < score_.size(); ++c) {
    if (!is_chosen_[c]) most_out_ = std::max(most_out_, score_[c]);
  }
  return true;
}

Amount PartBound::without(std::uint32_t chosen) const {
  return sum_ - score_[chosen] + (is_full_ ? most_out_ : Amount{0});
}

Amount PartBound::with(std::uint32_t other) const {
  return sum_ + score_[other] - (is_full_ ? least_in_ : Amount{0});
}

CoveringPart PartBound::forced(Amount limit) const {
  CoveringPart forced;
  for (std::uint32_t c = 0; c < score_.size(); ++c) {
    if (score_[c] == never) continue;
    const bool has_no_room = limits_.most_sites == 0u;
    if (is_chosen_[c]) {
      if (without(c) < limit) forced.open.push_back(c);
    } else if (has_no_room || with(c) < limit) {
      forced.closed.push_back(c);
    }
  }
  return forced;
}

}  // namespace coverage
