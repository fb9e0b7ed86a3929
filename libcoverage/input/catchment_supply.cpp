#include "libcoverage/input/catchment_supply.h"

#include <optional>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

std::optional<double> number_of(const AttributeValue& value) {
  if (const double* number = std::get_if<double>(&value)) return *number;
  if (const std::string* text = std::get_if<std::string>(&value)) return parse_number(trim(*text));
  return {};
}

Message remedy_for(const std::string& attribute) {
  if (attribute == "weekly_hours") {
    return {"Map the columns of their opening hours, or leave those facilities out by the query",
            "Indiquez les colonnes de leurs horaires, ou écartez ces lieux d’accueil par l’offre"};
  }
  return message(
      "Map its column (columns = {{ {} = \"…\" }}), declare a rule (rules = [\"{} = …\"]), or "
      "leave those facilities out by the query",
      "Indiquez sa colonne (columns = {{ {} = \"…\" }}), déclarez une règle (rules = [\"{} = "
      "…\"]), ou écartez ces lieux d’accueil par l’offre",
      attribute, attribute);
}

[[noreturn]] void fail_unknown(const Catchment& catchment, const Facility& first,
                               std::size_t unknown, std::size_t all) {
  throw InputError(
      message("catchment '{}': {} of the {} facilities of the query '{}' have no number '{}', the "
              "first is {} ({}): unknown is not zero",
              "bassin « {} » : {} des {} lieux d’accueil de l’offre « {} » n’ont pas de nombre "
              "« {} », le premier est {} ({}) : inconnu n’est pas zéro",
              catchment.name, unknown, all, catchment.query, catchment.supply, first.id,
              first.name),
      remedy_for(catchment.supply));
}

void require_amount(const Catchment& catchment, const Facility& facility, double supply) {
  if (supply >= 0) return;
  throw InputError(
      message("catchment '{}': '{}' of {} is {}", "bassin « {} » : « {} » de {} vaut {}",
              catchment.name, catchment.supply, facility.id, supply),
      {"A supply is 0 or more", "Une offre est positive ou nulle"});
}

}  // namespace

std::vector<double> supplies_of(const Catchment& catchment, std::span<const FacilityIndex> chosen,
                                const IdVector<FacilityIndex, Facility>& facilities) {
  if (catchment.supply.empty()) return std::vector<double>(chosen.size(), 1);
  std::vector<double> supplies;
  const Facility* first_unknown = nullptr;
  for (const FacilityIndex index : chosen) {
    const Facility& facility = facilities[index];
    const auto supply = number_of(attribute_of(facility, catchment.supply));
    if (!supply && !first_unknown) first_unknown = &facility;
    if (!supply) continue;
    require_amount(catchment, facility, *supply);
    supplies.push_back(*supply);
  }
  if (first_unknown) {
    fail_unknown(catchment, *first_unknown, chosen.size() - supplies.size(), chosen.size());
  }
  return supplies;
}

std::size_t query_of(const Catchment& catchment, std::span<const Query> queries) {
  std::string list;
  for (std::size_t q = 0; q < queries.size(); ++q) {
    if (queries[q].name == catchment.query) return q;
    list += (list.empty() ? "" : ", ") + queries[q].name;
  }
  throw InputError(
      message("catchment '{}': the study has no query '{}'",
              "bassin « {} » : l’étude n’a pas d’offre « {} »", catchment.name, catchment.query),
      message("Its queries are: {}", "Ses offres sont : {}", list));
}

void check_catchments(std::span<const Catchment> catchments, std::span<const Query> queries,
                      const IdVector<FacilityIndex, Facility>& facilities) {
  for (const Catchment& catchment : catchments) {
    const Query& query = queries[query_of(catchment, queries)];
    std::vector<FacilityIndex> chosen;
    for (std::size_t i = 0; i < facilities.size(); ++i) {
      const auto index = FacilityIndex::from_size(i);
      if (query.condition.holds(facilities[index]) == Condition::Truth::yes) {
        chosen.push_back(index);
      }
    }
    supplies_of(catchment, chosen, facilities);
  }
}

}  // namespace coverage
