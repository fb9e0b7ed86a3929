#pragma once

#include <fmt/format.h>

#include <random>

#include "libcoverage/siting/siting_problem.h"

namespace coverage {

/// A small instance by chance: some pairs out of reach, some rows without weight, some candidates
/// mandatory (existing or decided) or forbidden, in three groups, with unequal costs.
inline SitingInstance random_instance(std::mt19937& random, std::size_t candidates,
                                      std::size_t rows) {
  SitingInstance instance;
  for (std::size_t row = 0; row < rows; ++row) {
    instance.weight.push_back(random() % 6 ? 1 + static_cast<std::int64_t>(random() % 50) : 0);
  }
  for (std::size_t c = 0; c < candidates; ++c) {
    CandidateSite site{.id = fmt::format("c{}", c), .group = GroupIndex(random() % 3)};
    site.cost = 1 + static_cast<std::int64_t>(random() % 4);
    if (random() % 8 == 0) {
      site.rule = random() % 3 ? SiteRule::mandatory : SiteRule::forbidden;
      site.counts = random() % 2;
    }
    instance.sites.push_back(site);
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (random() % 3) {
        instance.values.entries.push_back({row, static_cast<std::uint32_t>(random() % 100)});
      }
    }
    instance.values.first.push_back(instance.values.entries.size());
  }
  return instance;
}

}  // namespace coverage
