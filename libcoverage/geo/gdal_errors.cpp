#include "libcoverage/geo/gdal_errors.h"

#include <cpl_error.h>

#include <algorithm>

#include "libcoverage/base/text.h"
#include "libcoverage/geo/input_gate.h"

namespace coverage {

namespace {

void CPL_STDCALL keep(CPLErr severity, CPLErrorNum /*number*/, const char* text) {
  auto* errors = static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
  if (severity == CE_Debug || !errors) return;
  errors->record(severity >= CE_Failure, text);
}

}  // namespace

GdalErrors::GdalErrors() {
  initialize_gdal();
  CPLPushErrorHandlerEx(&keep, this);
  CPLErrorReset();
}

GdalErrors::~GdalErrors() {
  CPLPopErrorHandler();
}

void GdalErrors::clear() {
  failures_.clear();
  warnings_.clear();
  CPLErrorReset();
}

void GdalErrors::record(bool failure, const char* text) {
  constexpr std::size_t enough = 100;
  std::vector<std::string>& kept = failure ? failures_ : warnings_;
  std::string line(trim(text));
  std::replace(line.begin(), line.end(), '\n', ' ');
  if (kept.size() < enough && std::find(kept.begin(), kept.end(), line) == kept.end()) {
    kept.push_back(std::move(line));
  }
}

Message GdalErrors::problem(const Message& what) const {
  if (failures_.empty()) return what;
  std::string reason = failures_.front();
  while (reason.ends_with('.')) reason.pop_back();
  return {what.english + " (" + reason + ")", what.french + " (" + reason + ")"};
}

}  // namespace coverage
