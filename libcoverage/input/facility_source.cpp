#include "libcoverage/input/facility_source.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/facility_duplicates.h"
#include "libcoverage/input/facility_rows.h"
#include "libcoverage/input/facility_rule.h"
#include "libcoverage/input/read_facility.h"
#include "libcoverage/input/rejected_rows.h"

namespace coverage {

namespace {

using NoteKind = SourceNote::Kind;

/// What a rejected row's code says to people.
Message rejection_text(const std::string& code) {
  if (code == "position") return message("no usable position", "pas de position utilisable");
  if (code == "outside") return message("away from the study", "loin de l’étude");
  if (code == "no_id") return message("no id", "pas d’identifiant");
  if (code == "no_kind") return message("no kind", "pas de type de lieu (kind)");
  return message("a value that cannot be read", "une valeur illisible");
}

class SourceReader {
 public:
  SourceReader(const FacilitiesInput& source, const StudyPlace& place, const Execution& execution)
      : source_(source), place_(place), execution_(execution) {
    report_.name = source.name;
    report_.edition = source.edition;
    report_.files = source.paths;
    for (const std::string& rule : source.rules) {
      rules_.push_back(within(verbatim("rules"), [&] { return parse_facility_rule(rule); }));
    }
    rule_uses_.resize(rules_.size());
  }

  void read(const std::string& path, std::set<std::string> wanted);
  FacilitySource finish(bool strict);

 private:
  void read_rows(const FacilityRows& rows, const FacilityColumns& columns);
  void keep(FacilityRow row, const FacilityRows& rows, std::size_t number);
  void reject(const RejectedRow& row, const std::string& place);
  void note_rows_as_a_whole(const FacilityRows& rows, const FacilityColumns& columns);
  void check_rules(const std::set<std::string>& provided) const;
  void apply_study_rules(Facility& facility, const std::string& place);
  void report_duplicates();
  void require_facilities() const;
  std::vector<Message> hypotheses() const;

  const FacilitiesInput& source_;
  const StudyPlace& place_;
  const Execution& execution_;
  std::vector<FacilityRule> rules_;
  std::vector<std::uint64_t> rule_uses_;
  SourceReport report_;
  RejectedRows rejected_, corrected_;
  std::vector<FacilityOfRow> rows_;
  std::optional<std::set<std::string>> attributes_;
};

std::string place_of(const std::string& place, const Facility& facility) {
  return place + " (" + facility.name + ")";
}

void SourceReader::check_rules(const std::set<std::string>& provided) const {
  std::set<std::string> known = {"id", "name", "kind", "source", "status", "mobile"};
  known.insert(provided.begin(), provided.end());
  for (const FacilityRule& rule : rules_) {
    for (const std::string& attribute : rule.condition.attributes()) {
      if (known.contains(attribute)) continue;
      const std::vector<std::string> words(known.begin(), known.end());
      const auto nearest = closest_word(attribute, words);
      throw InputError(
          message("the rule '{}' reads '{}', which this source does not have",
                  "la règle « {} » lit « {} », que cette source n’a pas", rule.text, attribute),
          nearest ? message("Did you mean '{}'? Else map a column: columns = {{ {} = \"…\" }}.",
                            "Vouliez-vous dire « {} » ? Sinon indiquez une colonne : columns = {{ "
                            "{} = \"…\" }}.",
                            *nearest, attribute)
                  : message("Map a column: columns = {{ {} = \"…\" }}.",
                            "Indiquez une colonne : columns = {{ {} = \"…\" }}.", attribute));
    }
    known.insert(rule.attribute);
  }
}

void SourceReader::read(const std::string& path, std::set<std::string> wanted) {
  for (const FacilityRule& rule : rules_) wanted.merge(rule.condition.attributes());
  const FacilityRows rows =
      read_facility_rows(source_, path, facility_tags(source_, wanted), execution_);
  const FacilityColumns columns =
      find_facility_columns(source_, rows.table, wanted, !rows.has_positions);
  std::set<std::string> provided = columns.provided();
  within(verbatim(path), [&] { check_rules(provided); });
  if (attributes_) {
    // An attribute that one of the files lacks is one that the source lacks.
    std::erase_if(provided, [&](const std::string& name) { return !attributes_->contains(name); });
  }
  attributes_ = std::move(provided);
  note_rows_as_a_whole(rows, columns);
  read_rows(rows, columns);
}

void SourceReader::note_rows_as_a_whole(const FacilityRows& rows, const FacilityColumns& columns) {
  if (!columns.id && rows.ids.empty() && !rows.table.rows.empty()) {
    report_.note(NoteKind::doubtful, "ids_from_rows",
                 message("without a column for ids, ids are made of row numbers and change when "
                         "rows are added or removed",
                         "sans colonne d’identifiants, ceux-ci viennent des numéros de ligne et "
                         "changent avec l’ajout ou le retrait de lignes"),
                 rows.file_name);
  }
  for (const std::string& id : rows.left_out) {
    report_.note(NoteKind::doubtful, "osm_without_position",
                 message("OSM objects without a position: open or cut by the extract",
                         "des objets OSM sans position : non fermés ou coupés par l’extrait"),
                 id);
  }
}

void SourceReader::read_rows(const FacilityRows& rows, const FacilityColumns& columns) {
  const FacilityRowReader reader(source_, rows, columns, place_);
  for (std::size_t row = 0; row < rows.table.rows.size(); ++row) {
    if (row % 1024 == 0) execution_.check_interrupted();
    ++report_.read;
    auto read = reader.read(row);
    if (auto* rejected = std::get_if<RejectedRow>(&read)) {
      reject(*rejected, rows.place_of(row));
    } else {
      keep(std::move(std::get<FacilityRow>(read)), rows, row);
    }
  }
}

void SourceReader::reject(const RejectedRow& row, const std::string& place) {
  ++report_.rejected;
  const std::string where = row.label.empty() ? place : place + " (" + row.label + ")";
  report_.note(NoteKind::rejected, row.code, rejection_text(row.code), where);
  const bool expected =
      row.code == "outside" && source_.elsewhere == FacilitiesInput::Elsewhere::leave_out;
  if (!expected) rejected_.add(where, row.reason);
}

void SourceReader::keep(FacilityRow row, const FacilityRows& rows, std::size_t number) {
  const std::string place = rows.place_of(number);
  Facility& facility = row.facility;
  if (source_.paths.size() > 1 && facility.id.starts_with("row-") && rows.ids.empty()) {
    facility.id = slug(std::filesystem::path(rows.file_name).stem().string()) + "-" + facility.id;
  }
  const std::string label = facility.id;
  facility.id = source_.name + ":" + facility.id;
  apply_study_rules(facility, place);
  if (facility.kind.empty()) {
    const auto reason = message("no kind: neither a column, nor 'kind', nor a rule gives one",
                                "pas de type : ni colonne, ni « kind », ni règle n’en donne");
    return reject({label, "no_kind", reason}, place);
  }
  const auto correction = std::find_if(row.notes.begin(), row.notes.end(), [](const RowNote& note) {
    return note.kind == NoteKind::corrected;
  });
  if (correction != row.notes.end()) {
    ++report_.corrected;
    corrected_.add(place_of(place, facility), correction->text);
  }
  for (const RowNote& note : row.notes) {
    const std::string detail = note.detail.empty() ? "" : ": " + note.detail;
    report_.note(note.kind, note.code, note.text, place_of(place, facility) + detail);
  }
  rows_.push_back({std::move(facility), rows.table.rows[number], place});
}

void SourceReader::apply_study_rules(Facility& facility, const std::string& place) {
  for (const std::size_t rule : apply_rules(rules_, facility)) ++rule_uses_[rule];
  if (!facility.mobile) facility.set_aside_reason = {};
  std::set<std::string> assigned;
  for (const FacilityRule& rule : rules_) assigned.insert(rule.attribute);
  for (const std::string& attribute : assigned) {
    if (!std::holds_alternative<std::monostate>(attribute_of(facility, attribute))) continue;
    report_.note(NoteKind::doubtful, "undecided_" + attribute,
                 message("'{}' stays unknown: no rule decides it",
                         "« {} » reste inconnu : aucune règle ne le décide", attribute),
                 place_of(place, facility));
  }
}

void SourceReader::report_duplicates() {
  const auto dropped = within(message("facilities '{}'", "lieux d’accueil « {} »", source_.name),
                              [&] { return drop_repeated_rows(rows_); });
  const Message once = message("a row that repeats another word for word counts once",
                               "une ligne qui en répète une autre mot pour mot compte une fois");
  for (const std::string& place : dropped) {
    ++report_.rejected;
    corrected_.add(place, once);
    report_.note(NoteKind::corrected, "repeated_row", once, place);
  }
  for (const auto& [a, b] : likely_twins(rows_)) {
    report_.note(NoteKind::doubtful, "likely_twins",
                 message("two ids with the same name at the same place: one too many?",
                         "deux identifiants de même nom au même endroit : un de trop ?"),
                 rows_[a].place + " = " + rows_[b].place + " (" + rows_[a].facility.name + ")");
  }
}

std::vector<Message> SourceReader::hypotheses() const {
  std::vector<Message> result;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    result.push_back(message("{}: {} (sets {} of {} facilities)",
                             "{} : {} (fixe {} lieux d’accueil sur {})", source_.name,
                             rules_[i].text, rule_uses_[i], rows_.size()));
  }
  return result;
}

void SourceReader::require_facilities() const {
  if (!rows_.empty()) return;
  const Message files = verbatim(fmt::format("{}", fmt::join(source_.paths, ", ")));
  const Message problem =
      report_.read == 0
          ? message("facilities '{}': {} gives no facility",
                    "lieux d’accueil « {} » : {} ne donne aucun lieu", source_.name, files.english)
          : message("facilities '{}': none of the {} rows can be used",
                    "lieux d’accueil « {} » : aucune des {} lignes n’est utilisable", source_.name,
                    report_.read);
  const Message remedy =
      source_.tags ? message("Check tags = \"{}\".", "Vérifiez tags = \"{}\".", *source_.tags)
                   : message("Check the file, or remove its block from the study.",
                             "Vérifiez le fichier, ou retirez son bloc de l’étude.");
  throw InputError(problem, remedy);
}

FacilitySource SourceReader::finish(bool strict) {
  rejected_.require_allowed(source_, strict);
  report_duplicates();
  if (strict) corrected_.require_none(source_);
  require_facilities();
  FacilitySource result;
  result.attributes = attributes_.value_or(std::set<std::string>());
  for (const FacilityRule& rule : rules_) result.attributes.insert(rule.attribute);
  result.hypotheses = hypotheses();
  report_.kept = rows_.size();
  for (FacilityOfRow& row : rows_) result.facilities.push_back(std::move(row.facility));
  result.report = std::move(report_);
  return result;
}

}  // namespace

FacilitySource read_facility_source(const FacilitiesInput& source,
                                    const std::set<std::string>& wanted, const StudyPlace& place,
                                    bool strict, const Execution& execution) {
  SourceReader reader(source, place, execution);
  for (const std::string& path : source.paths) reader.read(path, wanted);
  return reader.finish(strict);
}

}  // namespace coverage
