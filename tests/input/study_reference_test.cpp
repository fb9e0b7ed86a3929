#include <catch2/catch.hpp>
#include <fstream>
#include <regex>
#include <set>

#include "libcoverage/input/study_file.h"
#include "libcoverage/input/study_keys.h"
#include "temporary_folder.h"

namespace coverage {
namespace {

const std::string examples = COVERAGE_SOURCE_DIR "/data/examples/";

bool is_section(const std::string& name) {
  for (const StudySection& section : study_sections()) {
    if (section.name == name) return true;
  }
  return false;
}

/// `demand.method`, for every key of a file, in use or commented out.
std::set<std::string> keys_named_in(const std::string& file) {
  std::ifstream stream(examples + file);
  std::set<std::string> keys;
  std::string section;
  for (std::string line; std::getline(stream, line);) {
    std::smatch match;
    static const std::regex header(R"(^\[\[?([a-z_]+)(\.[a-z_]+)?\]\]?.*)");
    static const std::regex key(R"(^(# )?([a-z_]+) = .*)");
    if (std::regex_match(line, match, header)) {
      section = match[1];
      REQUIRE(is_section(section));
    } else if (std::regex_match(line, match, key)) {
      keys.insert(section.empty() ? match[2].str() : section + "." + match[2].str());
    }
  }
  // Short forms of queries are names, not keys.
  keys.erase("queries.france_services");
  return keys;
}

TEST_CASE("the references name every key that the code reads, and no other") {
  std::set<std::string> named = keys_named_in("study-reference.toml");
  named.merge(keys_named_in("scenario-reference.toml"));
  std::set<std::string> read;
  for (const StudyKey& key : study_keys()) read.insert(key.path());
  for (const std::string& key : read) {
    INFO("not in the references: " << key);
    CHECK(named.count(key) == 1);
  }
  for (const std::string& key : named) {
    INFO("in the references, but not read: " << key);
    CHECK(read.count(key) == 1);
  }
}

TEST_CASE("the study reference loads, though its inputs do not exist") {
  const Study study = load_study(examples + "study-reference.toml");
  CHECK(study.facilities.size() == 3);
  CHECK(study.facilities[0].rules.size() == 3);
  CHECK(study.facilities[1].layer == "agences");
  CHECK(study.facilities[2].name == "mairie");
  CHECK(study.territories.size() == 2);
  CHECK(study.territories[1].commune == "codgeo");
  CHECK(study.demand.method == DemandMethod::grid);
  REQUIRE(study.queries.size() == 3);
  CHECK(study.queries[1].target == Threshold{Seconds::from_minutes(20), Metres::from_metres(5000)});
  CHECK(study.queries[2].target.time == Seconds::from_minutes(30));
  REQUIRE(study.candidates);
  CHECK(study.candidates->from == CandidatesInput::From::points);
  CHECK(study.candidates->columns.at("rule") == "regle");
  CHECK(study.communes->seats == CommunesInput::Seats::layer);
  CHECK(study.communes->seats_path == examples + "mairies.geojson");
}

TEST_CASE("the scenario reference loads over the study reference") {
  const Study study = load_study(examples + "scenario-reference.toml");
  CHECK(study.title == "Two more France services");
  REQUIRE(study.changes.size() == 4);
  CHECK(std::get<AddFacility>(study.changes[0].change).tier == 2);
  CHECK(std::get<SetTier>(study.changes[3].change).tier == 3);
  CHECK(study.roads.paths == std::vector<std::string>{examples + "auvergne.osm.pbf"});
}

/// The reference with the comment marks taken off `key`, wherever it is not in use.
std::string with_key(const std::string& key) {
  std::ifstream stream(examples + "study-reference.toml");
  std::string text;
  for (std::string line; std::getline(stream, line);) {
    text += (line.starts_with("# " + key + " = ") ? line.substr(2) : line) + "\n";
  }
  return text;
}

TEST_CASE("keys that are commented out in the reference can be put to use") {
  const TemporaryFolder folder;
  for (const char* key : {"notice", "admin_level", "columns", "classes", "oneway_values", "mapping",
                          "layer", "crs", "id", "unit", "tags"}) {
    INFO(key);
    const std::string text = with_key(key);
    REQUIRE(text != with_key("no such key"));
    CHECK_NOTHROW(load_study(folder.write("s.toml", text)));
  }
}

}  // namespace
}  // namespace coverage
