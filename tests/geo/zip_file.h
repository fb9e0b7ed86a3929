#pragma once

#include <cpl_vsi.h>

#include <map>
#include <stdexcept>
#include <string>

#include "temporary_folder.h"

namespace coverage {

/// Writes a zip archive into a test's folder and returns its path.
inline std::string write_zip(const TemporaryFolder& folder, const std::string& name,
                             const std::map<std::string, std::string>& files) {
  const std::string path = (folder.path() / name).string();
  const std::string root = "/vsizip/{" + path + "}";
  // The archive stays open for more files until this handle is closed.
  VSILFILE* archive = VSIFOpenL(root.c_str(), "wb");
  if (!archive) throw std::runtime_error("cannot write " + path);
  for (const auto& [inner, bytes] : files) {
    VSILFILE* file = VSIFOpenL((root + "/" + inner).c_str(), "wb");
    if (!file) throw std::runtime_error("cannot write " + inner);
    VSIFWriteL(bytes.data(), 1, bytes.size(), file);
    VSIFCloseL(file);
  }
  VSIFCloseL(archive);
  return path;
}

}  // namespace coverage
