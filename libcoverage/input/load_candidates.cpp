#include "libcoverage/input/load_candidates.h"

#include <limits>
#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/decimal_cell.h"
#include "libcoverage/input/facility_source.h"

namespace coverage {

namespace {

/// Points are read as facilities are: any format, positions checked, repeated rows once.
FacilitiesInput as_source(const CandidatesInput& input) {
  FacilitiesInput source;
  source.name = "candidate";
  source.kind = "candidate";
  source.paths = input.paths;
  source.layer = input.layer;
  source.crs = input.crs;
  source.columns = input.columns;
  source.elsewhere = FacilitiesInput::Elsewhere::leave_out;
  source.max_rejected = std::numeric_limits<std::uint64_t>::max();  // each is told
  return source;
}

std::string text_of(const Facility& point, const std::string& attribute) {
  const auto value = point.attributes.find(attribute);
  return value == point.attributes.end() ? "" : std::string(trim(value->second));
}

Candidate::Rule rule_of(const std::string& text) {
  const std::string word = lower_ascii(text);
  if (word.empty() || word == "optional") return Candidate::Rule::optional;
  if (word == "mandatory") return Candidate::Rule::mandatory;
  if (word == "forbidden") return Candidate::Rule::forbidden;
  throw InputError(
      message("rule: '{}' is no rule", "rule : « {} » n’est pas une règle", text),
      {"Write optional, mandatory or forbidden", "Écrivez optional, mandatory ou forbidden"});
}

std::int64_t cost_of(const std::string& text) {
  if (text.empty()) return 1'000'000;
  if (const auto cost = parse_decimal_cell(text)) return cost->millionths;
  throw InputError(message("cost: '{}' is not a number of 0 or more",
                           "cost : « {} » n’est pas un nombre positif ou nul", text),
                   {"Write digits with a decimal point, without spaces or a sign",
                    "Écrivez des chiffres avec un point décimal, sans espace ni signe"});
}

Candidate candidate_of(Facility point) {
  Candidate candidate;
  candidate.rule = rule_of(text_of(point, "rule"));
  candidate.cost_millionths = cost_of(text_of(point, "cost"));
  if (point.capacity) candidate.capacity = Weight::from_count(*point.capacity);
  candidate.id = std::move(point.id);
  candidate.name = std::move(point.name);
  candidate.position = point.position;
  candidate.lon_lat = point.lon_lat;
  candidate.commune = point.commune;
  return candidate;
}

}  // namespace

std::vector<Candidate> load_candidates(const CandidatesInput& input, const StudyPlace& place,
                                       const Execution& execution, SourceReport& report) {
  return within(verbatim("[candidates]"), [&] {
    FacilitySource source = read_facility_source(as_source(input), {"cost", "rule", "capacity"},
                                                 place, false, execution);
    report = std::move(source.report);
    report.name = "candidates";
    std::vector<Candidate> candidates;
    for (Facility& point : source.facilities) {
      const std::string id = point.id;
      within(verbatim(id), [&] { candidates.push_back(candidate_of(std::move(point))); });
    }
    return candidates;
  });
}

}  // namespace coverage
