#include "libcoverage/input/study_changes.h"

#include <algorithm>
#include <array>
#include <map>

#include "libcoverage/input/study_key_lists.h"

namespace coverage {

namespace {

struct Request {
  const char* key;
  std::vector<std::string> needs;
  std::vector<std::string> allows;
};

const std::array<Request, 4>& requests() {
  static const std::array<Request, 4> all{{{"add", {"lon", "lat"}, {"id", "name", "tier"}},
                                           {"close", {}, {}},
                                           {"move", {"lon", "lat"}, {}},
                                           {"set_tier", {"tier"}, {}}}};
  return all;
}

bool contains_word(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

const Request& request_of(const TomlValue& block) {
  const Request* found = nullptr;
  for (const Request& request : requests()) {
    if (!block.find(request.key)) continue;
    if (found) {
      fail_at(
          block.place,
          message("this [[change]] asks for '{}' and '{}' at once",
                  "ce [[change]] demande à la fois « {} » et « {} »", found->key, request.key),
          message("Write a [[change]] block for each", "Écrivez un bloc [[change]] pour chacun"));
    }
    found = &request;
  }
  if (!found) {
    fail_at(block.place,
            message("this [[change]] asks for nothing", "ce [[change]] ne demande rien"),
            message("Write one of add, close, move, set_tier",
                    "Écrivez l’un de add, close, move, set_tier"));
  }
  return *found;
}

void check_request_keys(const TomlValue& block, const Request& request) {
  for (const std::string& key : request.needs) {
    if (block.find(key)) continue;
    fail_at(block.place,
            message("a [[change]] with '{}' needs '{}'", "un [[change]] avec « {} » exige « {} »",
                    request.key, key),
            message("Add {} = …", "Ajoutez {} = …", key));
  }
  for (const TomlEntry& entry : block.entries) {
    if (entry.key == request.key || contains_word(request.needs, entry.key) ||
        contains_word(request.allows, entry.key)) {
      continue;
    }
    fail_at(entry.place,
            message("'{}' has no use with '{}'", "« {} » ne sert à rien avec « {} »", entry.key,
                    request.key),
            message("Remove it", "Supprimez-la"));
  }
}

void check_named(const TomlValue& block, const char* key) {
  const TomlValue* value = block.find(key);
  if (value && value->text.empty()) {
    fail_at(value->place, message("'{}' is empty", "« {} » est vide", key));
  }
}

ScenarioChange change_of(const ChangeInput& input) {
  const LonLat where{input.lon.value_or(0), input.lat.value_or(0)};
  ScenarioChange change;
  if (input.add) {
    change.change = AddFacility{*input.add, input.id, input.name, where, input.tier};
  } else if (input.close) {
    change.change = CloseFacility{*input.close};
  } else if (input.move) {
    change.change = MoveFacility{*input.move, where};
  } else {
    change.change = SetTier{*input.set_tier, *input.tier};
  }
  return change;
}

}  // namespace

std::vector<ScenarioChange> read_changes(const TomlValue& changes, const std::string& study_file,
                                         StudySettings& settings) {
  std::vector<ScenarioChange> result;
  std::map<std::string, int> added;
  for (std::size_t i = 0; i < changes.items.size(); ++i) {
    const TomlValue& block = changes.items[i];
    ChangeInput input;
    read_table(block, change_keys(), {"change." + std::to_string(i + 1) + ".", study_file}, input,
               settings);
    const Request& request = request_of(block);
    check_request_keys(block, request);
    check_named(block, request.key);
    check_named(block, "id");
    ScenarioChange change = change_of(input);
    change.file = block.place.file;
    change.line = block.place.line;
    if (input.add) change.number = ++added[block.place.file];
    result.push_back(std::move(change));
  }
  return result;
}

}  // namespace coverage
