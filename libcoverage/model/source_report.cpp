#include "libcoverage/model/source_report.h"

#include <algorithm>

namespace coverage {

void SourceReport::note(SourceNote::Kind kind, const std::string& code, const Message& text,
                        const std::string& example) {
  constexpr std::size_t kept_examples = 10;
  auto found = std::find_if(notes.begin(), notes.end(),
                            [&](const SourceNote& n) { return n.code == code && n.kind == kind; });
  if (found == notes.end()) {
    notes.push_back({kind, code, text, 0, {}});
    found = notes.end() - 1;
  }
  ++found->count;
  if (found->examples.size() < kept_examples) found->examples.push_back(example);
}

}  // namespace coverage
