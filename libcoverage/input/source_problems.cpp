#include "libcoverage/input/source_problems.h"

#include "libcoverage/base/error.h"

namespace coverage {

namespace {

using Kind = SourceNote::Kind;

std::string first_examples(const SourceNote& note) {
  if (note.examples.empty()) return {};
  return " (" + note.examples.front() + (note.count > 1 ? ", …)" : ")");
}

}  // namespace

void stop_where_strict(const SourceReport& report) {
  for (const SourceNote& note : report.notes) {
    if (note.kind != Kind::rejected && note.kind != Kind::corrected) continue;
    const std::string examples = first_examples(note);
    throw InputError({fmt::format("[{}]: {}{}", report.name, note.text.english, examples),
                      fmt::format("[{}] : {}{}", report.name, note.text.french, examples)},
                     {"Correct the source, or run without --strict",
                      "Corrigez la source, ou lancez sans --strict"});
  }
}

void warn_of_losses(const SourceReport& report, Progress& progress) {
  for (const SourceNote& note : report.notes) {
    if (note.kind != Kind::rejected && note.kind != Kind::doubtful) continue;
    const std::string examples = first_examples(note);
    progress.warn(
        {fmt::format("{}: {} × {}{}", report.name, note.count, note.text.english, examples),
         fmt::format("{} : {} × {}{}", report.name, note.count, note.text.french, examples)});
  }
}

}  // namespace coverage
