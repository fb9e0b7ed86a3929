#include "libcoverage/input/osm_boundaries.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/number_cell.h"
#include "libcoverage/input/osm_boundary_parts.h"

namespace coverage {

namespace {

std::string tag(const OsmBoundary& boundary, const std::string& key) {
  const auto found = boundary.tags.find(key);
  return found == boundary.tags.end() ? std::string() : std::string(trim(found->second));
}

InputError no_boundary(int admin_level, const std::map<std::string, std::uint64_t>& levels) {
  std::string list;
  for (const auto& [level, count] : levels) {
    list += (list.empty() ? "" : ", ") + level + " (" + std::to_string(count) + ")";
  }
  return InputError(
      message("no administrative boundary has admin_level {}",
              "aucune limite administrative n’a admin_level {}", admin_level),
      list.empty() ? Message{"The file has no administrative boundary: give one that has",
                             "Le fichier n’a aucune limite administrative : donnez-en un autre"}
                   : message("The levels in the file are: {}",
                             "Les niveaux présents dans le fichier sont : {}", list));
}

/// "relation 9407 Canillo: way 1, 2 (2/7)": what an unclosed boundary lacks, of how many ways.
std::string unclosed_label(const OsmBoundary& boundary, const AssembledBoundary& assembled) {
  constexpr std::size_t listed = 20;
  const bool lacks_ways = !assembled.missing_ways.empty();
  const auto& ids = lacks_ways ? assembled.missing_ways : assembled.open_ends;
  std::string label = code_and_name(boundary.label(), tag(boundary, "name"));
  if (ids.empty()) return label;
  label += lacks_ways ? ": way " : ": node ";
  for (std::size_t i = 0; i < std::min(listed, ids.size()); ++i) {
    label += (i == 0 ? "" : ", ") + std::to_string(ids[i]);
  }
  if (ids.size() > listed) label += ", …";
  if (!lacks_ways) return label;
  return label + " (" + std::to_string(ids.size()) + "/" + std::to_string(boundary.members.size()) +
         ")";
}

/// The boundaries that do not close, by what is wrong with them.
struct Unclosed {
  std::vector<std::string> lack_ways, open, invalid;

  void add(const OsmBoundary& boundary, const AssembledBoundary& assembled) {
    std::vector<std::string>& list = !assembled.missing_ways.empty() ? lack_ways
                                     : !assembled.open_ends.empty()  ? open
                                                                     : invalid;
    list.push_back(unclosed_label(boundary, assembled));
  }
  void note(SourceReport& report) const {
    constexpr SourceNote::Kind rejected = SourceNote::Kind::rejected;
    report.rejected += lack_ways.size() + open.size() + invalid.size();
    add_full_note(report, rejected, "boundary_lacks_ways",
                  {"boundaries lack ways that the file does not hold whole and are left out; their "
                   "inhabitants are not guessed",
                   "limites dont des chemins manquent dans le fichier, laissées de côté ; leurs "
                   "habitants ne sont pas estimés"},
                  lack_ways);
    add_full_note(report, rejected, "boundary_open",
                  {"boundaries break off at a node and are left out; their inhabitants are not "
                   "guessed",
                   "limites interrompues à un nœud, laissées de côté ; leurs habitants ne sont pas "
                   "estimés"},
                  open);
    add_full_note(report, rejected, "boundary_invalid",
                  {"boundaries cross themselves or have no way and are left out; their inhabitants "
                   "are not guessed",
                   "limites qui se croisent elles-mêmes ou sans chemin, laissées de côté ; leurs "
                   "habitants ne sont pas estimés"},
                  invalid);
  }
};

/// Numbers by the tags that the study names; `population` by the tag of that name.
void read_weights(const OsmBoundary& boundary, const CommunesInput& input, CommuneFacts& facts,
                  SourceReport& report) {
  std::map<std::string, std::string> columns = input.columns;
  columns.try_emplace("population", "population");
  for (const auto& [key, tag_name] : columns) {
    const std::string value = tag(boundary, tag_name);
    if (value.empty()) continue;
    if (key == "epci_code" || key == "epci_name" || key == "name") {
      (key == "name" ? facts.name : key == "epci_code" ? facts.epci_code : facts.epci_name) = value;
      continue;
    }
    const auto number = parse_integer(value);
    if (number && *number >= 0 && *number <= 1'000'000'000'000) {
      facts.weights[key] = Weight::from_count(static_cast<double>(*number));
      continue;
    }
    report.note(SourceNote::Kind::doubtful, "unread_" + key,
                message("boundaries have a tag '{}' that is not a whole number; it is not used",
                        "limites dont l’attribut « {} » n’est pas un nombre entier ; il n’est pas "
                        "utilisé",
                        tag_name),
                code_and_name(boundary.label(), tag(boundary, "name")) + ": " + value);
  }
  if (facts.epci_code.empty()) facts.epci_code = facts.epci_name;
  if (facts.epci_name.empty()) facts.epci_name = facts.epci_code;
}

CommuneDraft draft_of(const OsmBoundary& boundary, const CommunesInput& input,
                      const std::string& path, SourceReport& report) {
  CommuneDraft draft;
  draft.place = file_name_of(path) + ", " + boundary.label();
  draft.code = tag(boundary, input.code);
  draft.facts.name = tag(boundary, input.name);
  read_weights(boundary, input, draft.facts, report);
  if (draft.code.empty()) {
    draft.code = (boundary.is_relation ? "osm:" : "osm:way:") + std::to_string(boundary.id);
    report.note(
        SourceNote::Kind::information, "code_from_osm_id",
        message("boundaries have no tag '{}'; their code is their OSM id",
                "limites sans attribut « {} » ; leur code est leur identifiant OSM", input.code),
        code_and_name(draft.code, draft.facts.name));
  }
  return draft;
}

void note_populations(const std::vector<CommuneDraft>& drafts, std::size_t first,
                      const OsmBoundaryParts& parts, const std::string& path,
                      SourceReport& report) {
  const auto known = static_cast<std::size_t>(std::count_if(
      drafts.begin() + static_cast<std::ptrdiff_t>(first), drafts.end(),
      [](const CommuneDraft& draft) { return draft.facts.weights.contains("population"); }));
  report.note(SourceNote::Kind::information, "osm_populations",
              {"OSM files: how many boundaries carry a population, and how many do not",
               "fichiers OSM : combien de limites portent une population, et combien n’en portent "
               "pas"},
              file_name_of(path) + ": " + std::to_string(known) + " / " +
                  std::to_string(drafts.size() - first - known));
  if (parts.places_with_population == 0) return;
  report.note(SourceNote::Kind::information, "place_populations",
              {"OSM files have places with a population, which are not used for communes",
               "fichiers OSM dont des lieux portent une population, sans emploi pour les communes"},
              file_name_of(path) + ": " + std::to_string(parts.places_with_population));
}

}  // namespace

void read_osm_boundaries(const std::string& path, const CommunesInput& input, const Crs& study_crs,
                         const Execution& execution, std::vector<CommuneDraft>& drafts,
                         SourceReport& report) {
  if (!input.admin_level) {
    throw InputError(
        message("[communes]: admin_level is not set for the OSM file {}",
                "[communes] : admin_level n’est pas indiqué pour le fichier OSM {}", path),
        {"Set admin_level (8 for communes in France)",
         "Indiquez admin_level (8 pour les communes en France)"});
  }
  const OsmBoundaryParts parts = read_boundary_parts(path, *input.admin_level, execution);
  if (parts.boundaries.empty()) {
    within(verbatim(path), [&] { throw no_boundary(*input.admin_level, parts.levels); });
  }
  const Transformer to_study(Crs::wgs84(), study_crs);
  const std::size_t first = drafts.size();
  Unclosed unclosed;
  for (const OsmBoundary& boundary : parts.boundaries) {
    execution.check_interrupted();
    ++report.read;
    const AssembledBoundary assembled = assemble(boundary, parts);
    if (assembled.shape.empty()) {
      unclosed.add(boundary, assembled);
      continue;
    }
    CommuneDraft draft = draft_of(boundary, input, path, report);
    draft.shape = within(verbatim(draft.place), [&] {
      return std::get<MultiPolygon>(to_study(Geometry(assembled.shape)));
    });
    drafts.push_back(std::move(draft));
  }
  unclosed.note(report);
  note_populations(drafts, first, parts, path, report);
}

}  // namespace coverage
