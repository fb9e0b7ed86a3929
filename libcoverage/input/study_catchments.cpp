#include "libcoverage/input/study_catchments.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/duration.h"
#include "libcoverage/input/study_checks.h"
#include "libcoverage/input/study_key_lists.h"
#include "libcoverage/input/study_queries.h"
#include "libcoverage/model/kind_label.h"

namespace coverage {

namespace {

/// One table, with the places of its keys.
class CatchmentReader {
 public:
  CatchmentReader(const TomlValue& table, CatchmentInput input)
      : table_(table), input_(std::move(input)) {}

  Catchment read(const Study& study) const {
    Catchment catchment;
    catchment.label = input_.label;
    catchment.query = input_.query;
    catchment.supply = input_.supply;
    catchment.weight = input_.weight;
    catchment.method = method();
    check_agreement();
    const ZoneDecay zones = read_zones();
    catchment.limit = limit(zones);
    catchment.decay = decay(catchment.limit, zones);
    within(verbatim(place("decay").text()), [&] { check_decay(catchment.decay); });
    check_query(study);
    check_weight(study);
    return catchment;
  }

 private:
  TomlPlace place(const char* key) const {
    const TomlValue* value = table_.find(key);
    return value ? value->place : table_.place;
  }

  Seconds time_of(const char* key, const Threshold& value) const {
    if (value.time && !value.distance) return *value.time;
    fail_at(
        place(key),
        message("'{}' must be a time, not a distance",
                "« {} » doit être une durée, et non une distance", key),
        message("Write for example {} = \"30 min\"", "Écrivez par exemple {} = \"30 min\"", key));
  }

  CatchmentMethod method() const {
    if (input_.method == "3sfca") return CatchmentMethod::three_step;
    if (input_.method == "bfca") return CatchmentMethod::balanced;
    if (input_.method == "gravity") return CatchmentMethod::gravity;
    return CatchmentMethod::two_step;
  }

  /// That of the last zone, where none is written; zones that lie beyond it would be without
  /// effect.
  Seconds limit(const ZoneDecay& zones) const {
    const bool has_zones = !zones.zones.empty();
    if (!input_.limit) return has_zones ? zones.zones.back().end : Seconds::from_minutes(30);
    const Seconds limit = time_of("limit", *input_.limit);
    for (std::size_t i = 1; i < zones.zones.size(); ++i) {
      if (zones.zones[i - 1].end < limit) continue;
      fail_at(place("limit"),
              message("the limit leaves nothing of the zone '{}'",
                      "la limite ne laisse rien de la zone « {} »", input_.zones[i]),
              message("Raise the limit, or remove the zone",
                      "Augmentez la limite, ou supprimez la zone"));
    }
    return limit;
  }

  DistanceDecay decay(Seconds limit, const ZoneDecay& zones) const {
    const std::string& shape = input_.decay;
    refuse_others();
    if (shape == "zones") return zones;
    if (shape == "linear") return LinearDecay{decay_time().value_or(limit)};
    if (shape == "exponential") return ExponentialDecay{needed("decay_time", decay_time())};
    if (shape == "gaussian") return GaussianDecay{needed("decay_time", decay_time())};
    if (shape == "power") {
      const Seconds unit = decay_time().value_or(PowerDecay().unit);
      return PowerDecay{needed("decay_exponent", input_.decay_exponent), unit};
    }
    if (shape == "logistic") {
      const Seconds midpoint = needed("decay_time", decay_time());
      return LogisticDecay{midpoint,
                           time_of("decay_scale", needed("decay_scale", input_.decay_scale))};
    }
    return StepDecay{limit};
  }

  std::optional<Seconds> decay_time() const {
    if (!input_.decay_time) return {};
    return time_of("decay_time", *input_.decay_time);
  }

  template <class Value>
  Value needed(const char* key, const std::optional<Value>& value) const {
    if (value) return *value;
    fail_at(place("decay"),
            message("decay = \"{}\" needs '{}'", "decay = \"{}\" exige « {} »", input_.decay, key),
            message("Add {} = …", "Ajoutez {} = …", key));
  }

  /// A parameter of another shape would be without effect.
  void refuse_others() const {
    const std::string& shape = input_.decay;
    const struct {
      const char* key;
      bool used;
    } rows[] = {{"decay_time", shape != "step" && shape != "zones"},
                {"decay_scale", shape == "logistic"},
                {"decay_exponent", shape == "power"},
                {"zones", shape == "zones"}};
    for (const auto& row : rows) {
      if (row.used || !table_.find(row.key)) continue;
      fail_at(place(row.key),
              message("'{}' has no use with decay = \"{}\"",
                      "« {} » ne sert à rien avec decay = \"{}\"", row.key, shape),
              message("Remove it, or choose another decay",
                      "Supprimez-la, ou choisissez une autre décroissance"));
    }
  }

  ZoneDecay read_zones() const {
    ZoneDecay decay;
    if (input_.decay != "zones") return decay;
    for (const std::string& text : input_.zones) decay.zones.push_back(zone_of(text));
    if (decay.zones.empty()) fail_at(place("decay"), zones_missing(), zone_remedy());
    return decay;
  }

  ZoneDecay::Zone zone_of(const std::string& text) const {
    const std::size_t colon = text.find(':');
    const auto weight = colon == std::string::npos
                            ? std::nullopt
                            : parse_number(trim(std::string_view(text).substr(colon + 1)));
    if (!weight) {
      fail_at(place("zones"), message("'{}' is not a zone", "« {} » n’est pas une zone", text),
              zone_remedy());
    }
    const Threshold end = within(verbatim(place("zones").text()), [&] {
      return parse_threshold(std::string_view(text).substr(0, colon));
    });
    return {time_of("zones", end), *weight};
  }

  static Message zones_missing() {
    return {"decay = \"zones\" needs 'zones'", "decay = \"zones\" exige « zones »"};
  }
  static Message zone_remedy() {
    return {"Write zones = [\"10 min: 1\", \"20 min: 0.68\", \"30 min: 0.22\"]",
            "Écrivez zones = [\"10 min: 1\", \"20 min: 0.68\", \"30 min: 0.22\"]"};
  }

  void check_agreement() const {
    if (input_.method == "2sfca" && input_.decay != "step") {
      fail_at(place("method"),
              message("method = \"2sfca\" has no decay: within the limit all count alike",
                      "method = \"2sfca\" n’a pas de décroissance : tout compte de même en deçà de "
                      "la limite"),
              message("Write method = \"e2sfca\", or remove 'decay'",
                      "Écrivez method = \"e2sfca\", ou supprimez « decay »"));
    }
    if (input_.method != "e2sfca" || input_.decay != "step") return;
    fail_at(place("method"),
            message("method = \"e2sfca\" needs a decay",
                    "method = \"e2sfca\" exige une "
                    "décroissance"),
            message("Add decay = \"zones\" with zones, or another decay; or write \"2sfca\"",
                    "Ajoutez decay = \"zones\" et zones, ou une autre décroissance ; ou écrivez "
                    "\"2sfca\""));
  }

  void check_query(const Study& study) const {
    std::vector<std::string> names;
    for (const Query& query : study.queries) names.push_back(query.name);
    const bool known = std::find(names.begin(), names.end(), input_.query) != names.end();
    if (known || names.empty()) return;  // without [queries] they are named after the kinds, later
    const auto nearest = closest_word(input_.query, names);
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    fail_at(place("query"),
            message("the study has no query '{}'", "l’étude n’a pas d’offre « {} »", input_.query),
            nearest ? message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *nearest)
                    : message("Its queries are: {}", "Ses offres sont : {}", list));
  }

  void check_weight(const Study& study) const {
    if (input_.weight.empty()) return;
    check_weight_name(study, input_.weight, place("weight"));
  }

  const TomlValue& table_;
  CatchmentInput input_;
};

void check_entry(const TomlEntry& entry) {
  if (!is_plain_name(entry.key)) {
    fail_at(
        entry.place,
        message("'{}' cannot name a catchment", "« {} » ne peut pas nommer un bassin", entry.key),
        message("Use small letters, digits and _, a letter first: '{}'",
                "Utilisez des minuscules sans accent, des chiffres et _, une lettre d’abord : "
                "« {} »",
                slug(entry.key)));
  }
  if (entry.value.is_table()) return;
  fail_at(entry.value.place,
          message("the catchment '{}' must be a table", "le bassin « {} » doit être une table",
                  entry.key),
          message("Write [catchments.{}] and its keys", "Écrivez [catchments.{}] et ses clés",
                  entry.key));
}

}  // namespace

std::vector<Catchment> read_catchments(const TomlValue& catchments, const Study& study,
                                       StudySettings& settings) {
  std::vector<Catchment> result;
  for (const TomlEntry& entry : catchments.entries) {
    check_entry(entry);
    TomlValue table = entry.value;
    set_where_absent(table, "label", default_label(entry.key, study.language));
    CatchmentInput input;
    read_table(table, catchment_keys(), {"catchments." + entry.key + ".", study.file}, input,
               settings);
    Catchment catchment = CatchmentReader(table, std::move(input)).read(study);
    catchment.name = entry.key;
    result.push_back(std::move(catchment));
  }
  return result;
}

}  // namespace coverage
