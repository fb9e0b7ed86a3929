#include "libcoverage/input/load_facilities.h"

#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/input/facility_source.h"
#include "libcoverage/input/study_place.h"

namespace coverage {

namespace {

std::set<std::string> attributes_asked_for(const Study& study) {
  std::set<std::string> attributes;
  for (const Query& query : study.queries) attributes.merge(query.condition.attributes());
  if (study.candidates) attributes.merge(study.candidates->condition.attributes());
  for (const Catchment& catchment : study.catchments) {
    if (!catchment.supply.empty()) attributes.insert(catchment.supply);
  }
  return attributes;
}

bool is_set_aside(const Facility& facility, const FacilitiesInput& source) {
  return facility.mobile && !facility.set_aside_reason.english.empty() && !source.keep_mobile;
}

/// The default that the study may not have chosen knowingly: printed with every output.
Message set_aside_hypothesis(const std::string& source, std::size_t count) {
  if (count == 1) {
    return message(
        "{}: 1 administrative address (a bus, an itinerant service or a row without hours) is "
        "listed, not counted as a place",
        "{} : 1 adresse administrative (bus, service itinérant ou ligne sans horaires) est listée, "
        "sans compter comme lieu d’accueil",
        source);
  }
  return message(
      "{}: {} administrative addresses (buses, itinerant services, rows without hours) are listed, "
      "not counted as places",
      "{} : {} adresses administratives (bus, services itinérants, lignes sans horaires) sont "
      "listées, sans compter comme lieux d’accueil",
      source, count);
}

/// Sorts the facilities of a source into places and administrative addresses.
SourceReport add_source(const FacilitiesInput& input, FacilitySource source,
                        LoadedFacilities& loaded) {
  std::size_t set_aside = 0;
  const std::size_t fixed_before = loaded.facilities.size();
  for (Facility& facility : source.facilities) {
    if (!is_set_aside(facility, input)) {
      loaded.facilities.push_back(std::move(facility));
      continue;
    }
    ++set_aside;
    source.report.note(
        SourceNote::Kind::information, "set_aside",
        message("administrative addresses: listed, not counted as places (keep_mobile = true keeps "
                "them, as mobile ones)",
                "adresses administratives : listées, sans compter comme lieux d’accueil "
                "(keep_mobile = true les garde, comme mobiles)"),
        facility.id + " (" + facility.name + ")");
    loaded.set_aside.push_back(std::move(facility));
  }
  if (loaded.facilities.size() == fixed_before) {
    throw InputError(
        message("facilities '{}': only administrative addresses, no place ({} of {} rows)",
                "lieux d’accueil « {} » : que des adresses administratives, aucun lieu ({} lignes "
                "sur {})",
                input.name, set_aside, source.report.read),
        message("Keep them as mobile ones by keep_mobile = true, or remove this block.",
                "Gardez-les comme mobiles par keep_mobile = true, ou retirez ce bloc."));
  }
  for (Message& hypothesis : source.hypotheses) loaded.hypotheses.push_back(std::move(hypothesis));
  if (set_aside > 0) loaded.hypotheses.push_back(set_aside_hypothesis(input.name, set_aside));
  loaded.attributes_of_source[input.name] = std::move(source.attributes);
  return std::move(source.report);
}

}  // namespace

LoadedFacilities load_facilities(const Study& study, const Territory& territory,
                                 const Crs& study_crs, const Execution& execution,
                                 std::vector<SourceReport>& reports) {
  if (study.facilities.empty()) {
    throw InputError(message("the study has no facilities", "l’étude n’a pas de lieux d’accueil"),
                     message("Add a [[facilities]] block.", "Ajoutez un bloc [[facilities]]."));
  }
  execution.progress.stage({"Reading facilities", "Lecture des lieux d’accueil"});
  const StudyPlace place(territory, study_crs);
  const std::set<std::string> wanted = attributes_asked_for(study);
  LoadedFacilities loaded;
  for (const FacilitiesInput& input : study.facilities) {
    FacilitySource source = read_facility_source(input, wanted, place, study.strict, execution);
    reports.push_back(add_source(input, std::move(source), loaded));
  }
  return loaded;
}

}  // namespace coverage
