#include "libcoverage/model/territory.h"

#include <algorithm>
#include <cctype>

namespace coverage {

std::optional<CommuneIndex> Territory::find_commune(const std::string& code) const {
  const auto& rows = communes.rows();
  const auto found = std::lower_bound(
      rows.begin(), rows.end(), code,
      [](const Commune& commune, const std::string& wanted) { return commune.code < wanted; });
  if (found == rows.end() || found->code != code) return {};
  return CommuneIndex::from_size(static_cast<std::size_t>(found - rows.begin()));
}

const Grouping* Territory::find_grouping(const std::string& name) const {
  for (const Grouping& grouping : groupings) {
    if (grouping.name == name) return &grouping;
  }
  return nullptr;
}

std::string departement_of(const std::string& commune_code) {
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  if (commune_code.size() != 5 || !is_digit(commune_code[0])) return {};
  if (!std::all_of(commune_code.begin() + 2, commune_code.end(), is_digit)) return {};
  const bool corsica = commune_code.starts_with("2A") || commune_code.starts_with("2B");
  if (!corsica && !is_digit(commune_code[1])) return {};
  const bool overseas = commune_code.starts_with("97") || commune_code.starts_with("98");
  return commune_code.substr(0, overseas ? 3 : 2);
}

}  // namespace coverage
