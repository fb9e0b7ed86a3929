#pragma once

#include <string>

#include "libcoverage/base/error.h"

namespace coverage {

/// The whole sentence of the error that `work` throws, in English; says so where it throws none.
template <class Work>
std::string error_text(Work&& work, Language language = Language::english) {
  try {
    work();
  } catch (const Error& error) {
    return error.text(language);
  }
  return "no error was thrown";
}

template <class Work>
std::string french_error_text(Work&& work) {
  return error_text(std::forward<Work>(work), Language::french);
}

}  // namespace coverage
