#include "libcoverage/output/manifest.h"

#include <nlohmann/json.hpp>

#include "libcoverage/base/version.h"
#include "libcoverage/geo/library_versions.h"
#include "libcoverage/output/json_text.h"

namespace coverage {

namespace {

using Json = nlohmann::ordered_json;

Json inputs_json(const Results& results) {
  Json inputs = Json::array();
  for (const InputFile& input : results.inputs) {
    inputs.push_back({{"path", input.path}, {"sha256", input.sha256}, {"bytes", input.bytes}});
  }
  return inputs;
}

Json networks_json(const Results& results) {
  Json networks = Json::array();
  for (const NetworkResult& network : results.networks) {
    networks.push_back({{"profile", network.profile},
                        {"traffic", network.traffic},
                        {"fingerprint", network.fingerprint}});
  }
  return networks;
}

}  // namespace

std::string manifest_json(const Results& results, const std::vector<OutputFile>& outputs) {
  Json versions = {{"libcoverage", version()}};
  for (const auto& [name, number] : library_versions()) versions[name] = number;
  Json editions = Json::object();
  for (const SourceReport& source : results.sources) editions[source.name] = source.edition;
  Json settings = Json::object();
  for (const auto& [key, value] : results.study.settings) settings[key] = value;
  Json files = Json::object();
  for (const OutputFile& file : outputs) {
    files[file.name] = {{"sha256", file.sha256}, {"bytes", file.bytes}};
  }
  return json_document({{"engine", "libcoverage"},
                        {"study", results.study.title},
                        {"versions", std::move(versions)},
                        {"crs", results.crs.label()},
                        {"inputs", inputs_json(results)},
                        {"editions", std::move(editions)},
                        {"networks", networks_json(results)},
                        {"settings", std::move(settings)},
                        {"outputs", std::move(files)}});
}

}  // namespace coverage
