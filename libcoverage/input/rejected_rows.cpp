#include "libcoverage/input/rejected_rows.h"

#include "libcoverage/base/error.h"

namespace coverage {

void RejectedRows::add(const std::string& place, const Message& reason) {
  ++count_;
  if (first_.size() < listed) {
    first_.push_back({place + ": " + reason.english, place + " : " + reason.french});
  }
}

Message RejectedRows::list() const {
  Message list;
  for (const Message& row : first_) {
    list.english += (list.english.empty() ? "" : "; ") + row.english;
    list.french += (list.french.empty() ? "" : " ; ") + row.french;
  }
  if (count_ > first_.size()) {
    list.english += "; …";
    list.french += " ; …";
  }
  return list;
}

void RejectedRows::require_none(const FacilitiesInput& source) const {
  if (count_ == 0) return;
  const Message rows = list();
  throw InputError(
      {fmt::format("facilities '{}': {} row{} had to be corrected, and 'strict' allows none: {}",
                   source.name, count_, count_ == 1 ? "" : "s", rows.english),
       fmt::format("lieux d’accueil « {} » : {} ligne{} à corriger, et « strict » n’en admet "
                   "aucune : {}",
                   source.name, count_, count_ == 1 ? "" : "s", rows.french)},
      message("Correct the file, or run without 'strict'.",
              "Corrigez le fichier, ou lancez sans « strict »."));
}

void RejectedRows::require_allowed(const FacilitiesInput& source, bool strict) const {
  if (count_ == 0 || (!strict && count_ <= source.max_rejected)) return;
  const Message rows = list();
  const Message problem{
      fmt::format("facilities '{}': {} row{} cannot be used, {} allowed: {}", source.name, count_,
                  count_ == 1 ? "" : "s", strict ? 0 : source.max_rejected, rows.english),
      fmt::format("lieux d’accueil « {} » : {} ligne{} inutilisable{}, {} admise{} : {}",
                  source.name, count_, count_ == 1 ? "" : "s", count_ == 1 ? "" : "s",
                  strict ? 0 : source.max_rejected, !strict && source.max_rejected > 1 ? "s" : "",
                  rows.french)};
  const Message remedy =
      strict ? message("Correct them, or run without 'strict' and with max_rejected = {}.",
                       "Corrigez-les, ou lancez sans « strict » et avec max_rejected = {}.", count_)
             : message(
                   "Correct them, or accept their loss by max_rejected = {} in this "
                   "[[facilities]] block; for a list that covers more than the study, "
                   "elsewhere = \"leave_out\" leaves out rows away from it.",
                   "Corrigez-les, ou acceptez leur perte par max_rejected = {} dans ce bloc "
                   "[[facilities]] ; pour une liste plus large que l’étude, elsewhere = "
                   "\"leave_out\" écarte les lignes éloignées.",
                   count_);
  throw InputError(problem, remedy);
}

}  // namespace coverage
