#include "libcoverage/model/study.h"

namespace coverage {

std::vector<std::string> notices_of(const Study& study) {
  std::vector<std::string> notices;
  if (!study.notice.empty()) notices.push_back(study.notice);
  if (!study.roads.notice.empty() && study.roads.notice != study.notice) {
    notices.push_back(study.roads.notice);
  }
  return notices;
}

}  // namespace coverage
