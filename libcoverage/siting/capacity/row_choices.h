#pragma once

#include <span>
#include <vector>

#include "libcoverage/siting/capacity/capacitated_model.h"

namespace coverage {

/// An open site, by position, and its value for a row.
struct RowChoice {
  std::uint32_t site = 0;
  std::uint32_t value = 0;
  friend auto operator<=>(const RowChoice&, const RowChoice&) = default;
};

/// A row and an open site, by position.
struct RowPair {
  std::uint32_t row = 0;
  std::uint32_t site = 0;
};

/// By row with a weight which open sites may serve it.
class RowChoices {
 public:
  /// The `most` nearest of each row, and of `others` those that may serve. 8 bytes a choice.
  RowChoices(const CapacitatedModel& model, std::span<const CandidateIndex> sites, std::size_t most,
             std::span<const RowPair> others = {});

  std::span<const RowChoice> of(std::uint32_t row) const {
    return std::span(choices_).subspan(first_[row], first_[row + 1] - first_[row]);
  }
  /// Where the choices of a row begin among all.
  std::size_t first(std::uint32_t row) const { return first_[row]; }
  std::size_t size() const { return choices_.size(); }
  /// Whether no choice of any row is left out.
  bool are_all() const { return are_all_; }
  std::uint32_t largest_value() const { return largest_; }

 private:
  void count(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
             std::size_t most);
  void keep_nearest(const CapacitatedModel& model, std::span<const CandidateIndex> sites);
  void add(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
           std::span<const RowPair> others);

  std::vector<std::uint64_t> first_ = {0};
  std::vector<RowChoice> choices_;
  bool are_all_ = true;
  std::uint32_t largest_ = 0;  ///< of all pairs, listed or not
};

/// Calls `use(position, entry)` for each pair of an open site and a row with a weight that it may
/// serve.
template <class Use>
void for_each_service(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
                      const Use& use) {
  for (std::uint32_t s = 0; s < sites.size(); ++s) {
    for (const ReachEntry& entry : model.instance.row(sites[s])) {
      if (entry.time_ms <= model.largest && model.instance.weight[entry.target] > 0) use(s, entry);
    }
  }
}

}  // namespace coverage
