#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "libcoverage/network/input_identity.h"

namespace coverage {

/// What the last run knew of a network file, in a file beside it: the input files that it was built
/// from, and which of its parts (`network`, and what other layers have added) were found sound, in
/// the file as it was then.
struct NetworkRecord {
  std::vector<InputIdentity> inputs;
  std::map<std::string, FileStamp> sound;  ///< by part

  /// Whether a part need not be verified again in the file that has this stamp now.
  bool is_sound(const std::string& part, const FileStamp& stamp) const;
  friend bool operator==(const NetworkRecord&, const NetworkRecord&) = default;
};

/// Empty where there is none, or where it cannot be read: everything is then checked afresh.
NetworkRecord read_record(const std::filesystem::path& network);

/// Where it cannot be written, the next run checks everything afresh.
void write_record(const std::filesystem::path& network, const NetworkRecord& record);

}  // namespace coverage
