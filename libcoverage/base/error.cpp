#include "libcoverage/base/error.h"

namespace coverage {

std::string Error::text(Language language) const {
  const std::string separator = language == Language::french ? " : " : ": ";
  std::string result;
  for (const Message& place : places_) result += place.in(language) + separator;
  result += problem_.in(language);
  if (!remedy_.in(language).empty()) result += ". " + remedy_.in(language);
  return result;
}

Interrupted::Interrupted()
    : Error({"interrupted; nothing was written", "interrompu ; rien n’a été écrit"}, {}) {}

}  // namespace coverage
