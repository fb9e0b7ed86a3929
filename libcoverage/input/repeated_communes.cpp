#include "libcoverage/input/repeated_communes.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/geo/polygon_operations.h"

namespace coverage {

namespace {

/// The same place but for the rounding of two reprojections or two exports.
bool same_shape(const MultiPolygon& a, const MultiPolygon& b) {
  constexpr double tolerated_share = 1e-4;
  const double larger = std::max(area(a), area(b));
  return overlap_area(a, b) >= (1 - tolerated_share) * larger;
}

InputError shared_code(const CommuneDraft& a, const CommuneDraft& b, const Message& difference) {
  return InputError(
      Message{fmt::format("code '{}' is used twice, with {}: {} ({}) and {} ({})", a.code,
                          difference.english, a.facts.name, a.place, b.facts.name, b.place),
              fmt::format("le code « {} » est utilisé deux fois, avec {} : {} ({}) et {} ({})",
                          a.code, difference.french, a.facts.name, a.place, b.facts.name, b.place)},
      {"Keep one of them, or give each commune its own code",
       "Gardez l’un des deux, ou donnez à chaque commune son code"});
}

void refuse_other_facts(const CommuneDraft& a, const CommuneDraft& b) {
  const bool named = !a.facts.name.empty() && !b.facts.name.empty();
  if (named && a.facts.name != b.facts.name) {
    throw shared_code(a, b, {"different names", "des noms différents"});
  }
  if (a.facts.weights != b.facts.weights) {
    throw shared_code(a, b, {"different numbers", "des nombres différents"});
  }
}

using Drafts = std::vector<CommuneDraft>::iterator;

/// The parts of one commune in one file, as one.
CommuneDraft unite_parts(Drafts first, Drafts last, SourceReport& report) {
  std::vector<MultiPolygon> parts{first->shape};
  for (auto draft = first + 1; draft != last; ++draft) {
    refuse_other_facts(*first, *draft);
    parts.push_back(draft->shape);
    ++report.corrected;
    report.note(SourceNote::Kind::corrected, "parts_united",
                {"features repeat the code of a commune and were united with it",
                 "entités qui répètent le code d’une commune, réunies avec elle"},
                code_and_name(draft->code, draft->facts.name) + " (" + draft->place + ")");
  }
  CommuneDraft united = std::move(*first);
  if (parts.size() > 1) united.shape = unite(parts);
  return united;
}

/// `again` is `kept` read from another file, or a conflict.
void drop_repeated(const CommuneDraft& kept, const CommuneDraft& again, std::size_t rows,
                   SourceReport& report) {
  if (!same_shape(kept.shape, again.shape)) {
    throw shared_code(kept, again, {"different shapes", "des formes différentes"});
  }
  report.rejected += rows;
  report.note(SourceNote::Kind::rejected, "repeated_commune",
              {"communes stand in two files with the same shape; the first is kept",
               "communes présentes dans deux fichiers avec la même forme ; la première est gardée"},
              code_and_name(again.code, again.facts.name) + " (" + again.place + ")");
}

/// All drafts of one code, sorted by file, as one.
CommuneDraft unite_code(Drafts first, Drafts last, SourceReport& report) {
  std::optional<CommuneDraft> kept;
  while (first != last) {
    const auto next_file = std::find_if(
        first, last,
        [&, file = first->file](const CommuneDraft& draft) { return draft.file != file; });
    CommuneDraft united = unite_parts(first, next_file, report);
    if (kept) {
      drop_repeated(*kept, united, static_cast<std::size_t>(next_file - first), report);
    } else {
      kept = std::move(united);
    }
    first = next_file;
  }
  return std::move(*kept);
}

}  // namespace

std::vector<CommuneDraft> unite_repeated_communes(std::vector<CommuneDraft> drafts,
                                                  SourceReport& report) {
  std::stable_sort(drafts.begin(), drafts.end(), [](const CommuneDraft& a, const CommuneDraft& b) {
    return std::tie(a.code, a.file) < std::tie(b.code, b.file);
  });
  std::vector<CommuneDraft> result;
  result.reserve(drafts.size());
  for (auto first = drafts.begin(); first != drafts.end();) {
    const auto last = std::find_if(
        first, drafts.end(),
        [code = first->code](const CommuneDraft& draft) { return draft.code != code; });
    result.push_back(last - first == 1 ? std::move(*first) : unite_code(first, last, report));
    first = last;
  }
  return result;
}

}  // namespace coverage
