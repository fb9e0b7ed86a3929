#pragma once

#include <string>

#include "error_text.h"
#include "libcoverage/input/study_file.h"
#include "temporary_folder.h"

namespace coverage {

using Overrides = std::vector<std::pair<std::string, std::string>>;

/// The least that a study needs.
inline const std::string minimal_study = R"([roads]
path = "roads.osm.pbf"
[[facilities]]
path = "fs.csv"
kind = "france_services"
)";

/// A study of this text, in a folder of its own.
inline Study study_of(const std::string& text, const Overrides& overrides = {}) {
  const TemporaryFolder folder;
  return load_study(folder.write("s.toml", text), overrides);
}

/// The error of a study of this text, with `s.toml` for the path of its file.
inline std::string study_error(const std::string& text, const Overrides& overrides = {},
                               Language language = Language::english) {
  const TemporaryFolder folder;
  const std::string file = folder.write("s.toml", text);
  std::string sentence = error_text([&] { load_study(file, overrides); }, language);
  const std::string place = folder.path().string() + "/";
  for (auto at = sentence.find(place); at != std::string::npos; at = sentence.find(place)) {
    sentence.erase(at, place.size());
  }
  return sentence;
}

}  // namespace coverage
