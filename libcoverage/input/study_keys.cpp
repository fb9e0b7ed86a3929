#include "libcoverage/input/study_keys.h"

#include "libcoverage/input/study_key_lists.h"

namespace coverage {

namespace {

template <class Target>
void append(std::vector<StudyKey>& keys, const std::vector<BoundKey<Target>>& bound) {
  for (const BoundKey<Target>& key : bound) keys.push_back(key.key);
}

std::vector<StudyKey> all_keys() {
  std::vector<StudyKey> keys;
  append(keys, top_keys());
  append(keys, communes_keys());
  append(keys, population_keys());
  append(keys, territories_keys());
  append(keys, facilities_keys());
  append(keys, demand_keys());
  append(keys, roads_keys());
  append(keys, query_keys());
  append(keys, candidates_keys());
  append(keys, sites_keys());
  append(keys, catchment_keys());
  append(keys, output_keys());
  append(keys, change_keys());
  return keys;
}

}  // namespace

const std::vector<StudySection>& study_sections() {
  using Form = StudySection::Form;
  static const std::vector<StudySection> sections{
      {"communes", Form::table},       {"population", Form::table},
      {"territories", Form::blocks},   {"facilities", Form::blocks, true},
      {"demand", Form::table},         {"roads", Form::table, true},
      {"queries", Form::named_tables}, {"candidates", Form::table},
      {"sites", Form::table},          {"catchments", Form::named_tables},
      {"output", Form::table},         {"change", Form::blocks},
  };
  return sections;
}

const std::vector<StudyKey>& study_keys() {
  static const std::vector<StudyKey> keys = all_keys();
  return keys;
}

std::string shown_section(const std::string& section) {
  for (const StudySection& known : study_sections()) {
    if (known.name == section && known.form == StudySection::Form::blocks) {
      return "[[" + section + "]]";
    }
  }
  return "[" + section + "]";
}

}  // namespace coverage
