#include "libcoverage/siting/capacity/open_greedily.h"

#include <algorithm>

#include "libcoverage/siting/capacity/site_filling.h"

namespace coverage {
namespace {

/// Who is left while sites are opened, and what another one would do for them.
class Opening {
 public:
  explicit Opening(const CapacitatedModel& model)
      : model_(model),
        filler_(model),
        left_(model.weight),
        gain_(model.rules.size(), std::numeric_limits<double>::infinity()) {
    double worst = 0;
    for (const ReachEntry& entry : model.instance.values.entries) {
      if (entry.time_ms <= model.largest) worst = std::max(worst, model.cost(entry.time_ms));
    }
    // Serving anybody is worth more than serving somebody else nearer.
    prices_.assign(left_.size(), 2 * worst + 1);
  }

  /// At most what it was before: fewer are left. Not asked again where that is too little.
  double gain_of(std::uint32_t place, double too_little) {
    double& gain = gain_[place];
    if (gain > too_little) {
      gain = filler_.fill(model_.rules.places[place], prices_, left_).profit;
    }
    return gain;
  }

  void open(CandidateIndex site) {
    const Filling filling = filler_.fill(site, prices_, left_);
    for_each_served(model_, site, prices_, left_, filling,
                    [&](std::uint32_t row, double part) { left_[row] -= part; });
  }

 private:
  const CapacitatedModel& model_;
  SiteFiller filler_;
  std::vector<double> left_;    ///< by row: weight that no site serves
  std::vector<double> gain_;    ///< by place, when last asked
  std::vector<double> prices_;  ///< by row
};

/// The place that helps most, groups that are short of their least number first.
std::optional<std::uint32_t> next_place(const OpenPlaces& open, const OpeningRules& rules,
                                        Opening& opening) {
  const bool is_short = !open.is_enough();
  std::optional<std::uint32_t> best;
  double most = is_short ? -1 : 0;
  for (std::uint32_t place = 0; place < rules.size(); ++place) {
    if (!open.may_open(place) || (is_short && !open.is_needed_by_group(place))) continue;
    const double gain = opening.gain_of(place, most);
    if (gain <= most) continue;
    best = place;
    most = gain;
  }
  return best;
}

}  // namespace

std::vector<std::uint32_t> open_greedily(const CapacitatedModel& model) {
  OpenPlaces open(model.rules);
  Opening opening(model);
  for (const CandidateIndex site : model.rules.always) opening.open(site);
  while (const auto place = next_place(open, model.rules, opening)) {
    open.open(*place);
    opening.open(model.rules.places[*place]);
  }
  return {open.list().begin(), open.list().end()};
}

}  // namespace coverage
