#include "libcoverage/input/study_file.h"

#include <filesystem>

#include "libcoverage/base/error.h"
#include "libcoverage/input/study_candidates.h"
#include "libcoverage/input/study_catchments.h"
#include "libcoverage/input/study_changes.h"
#include "libcoverage/input/study_checks.h"
#include "libcoverage/input/study_document.h"
#include "libcoverage/input/study_key_lists.h"
#include "libcoverage/input/study_queries.h"
#include "libcoverage/input/study_sites.h"
#include "libcoverage/input/study_table.h"

namespace coverage {

namespace {

void check_section_form(const TomlEntry& entry, const StudySection& section) {
  const bool blocks = section.form == StudySection::Form::blocks;
  const TomlValue& value = entry.value;
  if (blocks ? value.kind == TomlValue::Kind::array : value.is_table()) return;
  const std::string wanted = shown_section(section.name);
  fail_at(entry.place,
          message("'{}' must be written {}", "« {} » doit s’écrire {}", section.name, wanted),
          blocks ? message("Use double brackets: a study may have several",
                           "Utilisez des crochets doubles : une étude peut en avoir plusieurs")
                 : message("Use single brackets: a study has one",
                           "Utilisez des crochets simples : une étude en a une"));
}

void check_sections(const TomlValue& root) {
  for (const StudySection& section : study_sections()) {
    const TomlValue* value = root.find(section.name);
    for (const TomlEntry& entry : root.entries) {
      if (entry.key == section.name) check_section_form(entry, section);
    }
    const bool empty = !value || (value->kind == TomlValue::Kind::array && value->items.empty());
    if (!section.required || !empty) continue;
    fail_at(
        root.place,
        message("the study has no {}", "l’étude n’a pas de {}", shown_section(section.name)),
        message("Add {} with path = …", "Ajoutez {} avec path = …", shown_section(section.name)));
  }
}

class StudyReader {
 public:
  explicit StudyReader(StudyDocument document) : root_(std::move(document.root)) {
    study_.files = std::move(document.files);
  }

  Study read(const std::string& file) {
    study_.file = file;
    const std::string stem = std::filesystem::path(file).stem().string();
    set_where_absent(root_, "title", stem);
    read_table(root_, top_keys(), {"", file}, study_, study_.settings);
    check_sections(root_);
    read_section("communes", communes_keys(), study_.communes);
    read_section("population", population_keys(), study_.population);
    read_blocks("territories", territories_keys(), study_.territories, "label", "name");
    read_blocks("facilities", facilities_keys(), study_.facilities, "name", "kind");
    check_facilities(study_, root_);
    study_.demand.declared = root_.find("demand") != nullptr;
    read_plain("demand", demand_keys(), study_.demand);
    read_plain("roads", roads_keys(), study_.roads);
    if (const TomlValue* queries = root_.find("queries")) {
      study_.queries = read_queries(*queries, study_, study_.settings);
    }
    read_candidates(root_, study_);
    read_sites(root_, study_);
    if (const TomlValue* catchments = root_.find("catchments")) {
      study_.catchments = read_catchments(*catchments, study_, study_.settings);
    }
    give_scenario_its_folder(file);
    read_plain("output", output_keys(), study_.output);
    if (const TomlValue* changes = root_.find("change")) {
      study_.changes = read_changes(*changes, file, study_.settings);
    }
    check();
    return std::move(study_);
  }

 private:
  /// A scenario that names no folder writes beside its base's results, never over them:
  /// `out-closing` for `closing.toml` on a study that writes to `out`.
  void give_scenario_its_folder(const std::string& file) {
    const bool is_scenario = study_.files.size() > 1;
    const TomlValue* output = root_.find("output");
    const TomlValue* written = output ? output->find("directory") : nullptr;
    const bool own = written && (written->place.file == file || !written->place.option.empty());
    if (!is_scenario || own || (written && !written->is_text())) return;
    TomlValue folder =
        written ? *written : toml_text_value("out", {study_.files.front(), 0, 0, {}});
    while (folder.text.ends_with('/')) folder.text.pop_back();
    folder.text += "-" + std::filesystem::path(file).stem().string();
    if (!output) {
      TomlValue empty;
      empty.place = root_.place;
      root_.set({"output", root_.place, empty});
    }
    root_.find("output")->set({"directory", folder.place, folder});
  }

  void check() const {
    check_names(study_, root_);
    check_demand(study_, root_);
    check_query_weights(study_, root_);
    check_roads(study_, root_);
    check_roads(study_, root_);
    check_dependent_keys(study_, root_);
  }

  template <class Target>
  void read_section(const std::string& name, const std::vector<BoundKey<Target>>& keys,
                    std::optional<Target>& target) {
    if (root_.find(name)) read_plain(name, keys, target.emplace());
  }

  template <class Target>
  void read_plain(const std::string& name, const std::vector<BoundKey<Target>>& keys,
                  Target& target) {
    TomlValue empty;
    empty.place = root_.place;
    const TomlValue* table = root_.find(name);
    read_table(table ? *table : empty, keys, {name + ".", study_.file}, target, study_.settings);
  }

  /// `absent`: a key that takes the value of `fallback` where it is not written.
  template <class Target>
  void read_blocks(const std::string& name, const std::vector<BoundKey<Target>>& keys,
                   std::vector<Target>& targets, const char* absent, const char* fallback) {
    const TomlValue* blocks = root_.find(name);
    for (std::size_t i = 0; blocks && i < blocks->items.size(); ++i) {
      TomlValue block = blocks->items[i];
      if (!block.is_table()) {
        fail_at(block.place,
                message("{} must be tables", "{} doivent être des tables", shown_section(name)));
      }
      const TomlValue* value = block.find(fallback);
      if (value && value->is_text()) set_where_absent(block, absent, value->text);
      const TomlValue* named = block.find("name");
      if (!named) check_known_keys(block, name);
      if (!named) fail_missing_key(block.place, name, "name");
      read_table(block, keys, {name + "." + named->text + ".", study_.file}, targets.emplace_back(),
                 study_.settings);
    }
  }

  TomlValue root_;
  Study study_;
};

}  // namespace

Study load_study(const std::string& path,
                 const std::vector<std::pair<std::string, std::string>>& overrides) {
  StudyDocument document = read_study_document(path, overrides);
  Study study = StudyReader(std::move(document)).read(path);
  study.file = std::filesystem::absolute(path).lexically_normal().string();
  return study;
}

}  // namespace coverage
