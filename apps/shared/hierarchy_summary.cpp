#include "apps/shared/hierarchy_summary.h"

#include <nlohmann/json.hpp>

#include "libcoverage/output/people_text.h"

namespace coverage {

std::string hierarchy_text(const std::optional<StoredHierarchy>& hierarchy, Language language) {
  if (!hierarchy) {
    return message("  no hierarchy: build --hierarchy makes one, for large matrices\n",
                   "  pas de hiérarchie : build --hierarchy en construit une, pour les grandes "
                   "matrices\n")
        .in(language);
  }
  const HierarchyFigures& figures = hierarchy->figures;
  const auto whole = [&](std::uint64_t value) { return whole_text(value, language); };
  std::string text =
      message(
          "  hierarchy: {} shortcuts; {} arcs up, {} down; depth {}; largest separators, from "
          "the top: {}; {}",
          "  hiérarchie : {} raccourcis ; {} arcs montants, {} descendants ; profondeur {} ; "
          "plus grands séparateurs, depuis le sommet : {} ; {}",
          whole(figures.shortcuts), whole(figures.up_arcs), whole(figures.down_arcs),
          whole(figures.depth), fmt::to_string(fmt::join(figures.largest_separators, ", ")),
          size_text(static_cast<double>(figures.bytes), language))
          .in(language);
  if (hierarchy->build_seconds > 0) {
    text += message(", built in {:.1f} s", ", construite en {:.1f} s", hierarchy->build_seconds)
                .in(language);
  }
  return text + "\n";
}

nlohmann::ordered_json hierarchy_json(const std::optional<StoredHierarchy>& hierarchy) {
  if (!hierarchy) return nullptr;
  const HierarchyFigures& figures = hierarchy->figures;
  nlohmann::ordered_json json = {{"shortcuts", figures.shortcuts},
                                 {"up_arcs", figures.up_arcs},
                                 {"down_arcs", figures.down_arcs},
                                 {"depth", figures.depth},
                                 {"largest_separators", figures.largest_separators},
                                 {"bytes", figures.bytes}};
  if (hierarchy->build_seconds > 0) json["build_s"] = hierarchy->build_seconds;
  return json;
}

}  // namespace coverage
