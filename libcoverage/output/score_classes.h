#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/output/qgis_style.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// A score as people read it: per 1,000 of what is counted, where it is per head; that of the
/// balanced method, whose size means nothing by itself, with the study's mean at 100.
std::optional<double> shown_score(const CatchmentResult& result, std::optional<double> score);
/// "heures d’ouverture par semaine pour 1 000 habitants", "moyenne de l’étude = 100". HTML.
std::string score_unit(const Results& results, const CatchmentResult& result, Language language);
/// What a catchment counts: "habitants".
Message counted_by(const Results& results, const CatchmentResult& result);

/// One class of the scores that a map shows.
struct ScoreClass {
  double above = 0;             ///< of the first class: 0 alone is in it
  std::optional<double> up_to;  ///< inclusive; nothing for the last
  Message label;
  Colour colour;
};
/// Nothing in reach, then up to half of the study's mean, up to it, up to one and a half, beyond:
/// dark where there is little. A study without a mean has only the first and the last.
std::vector<ScoreClass> score_classes(const CatchmentResult& result);
std::size_t score_class_of(const std::vector<ScoreClass>& classes, double score);

}  // namespace coverage
