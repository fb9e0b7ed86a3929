#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <mutex>

#include "libcoverage/geo/input_gate.h"

namespace coverage {

namespace {

// Answers every request of GDAL's for a web address without opening a connection.
CPLHTTPResult* refuse_request(const char* /*address*/, CSLConstList /*options*/,
                              GDALProgressFunc /*progress*/, void* /*for progress*/,
                              CPLHTTPFetchWriteFunc /*write*/, void* /*for write*/,
                              void* /*user data*/) {
  auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
  result->nStatus = 1;
  result->pszErrBuf = CPLStrdup("network access is switched off");
  CPLError(CE_Failure, CPLE_NotSupported, "network access is switched off");
  return result;
}

void switch_network_off() {
  CPLHTTPSetFetchCallback(&refuse_request, nullptr);
  // Whatever does not pass through the callback meets a proxy that answers nobody, and /vsicurl/
  // accepts this one name only, which is no address.
  CPLSetConfigOption("GDAL_HTTP_PROXY", "http://127.0.0.1:9");
  CPLSetConfigOption("GDAL_HTTPS_PROXY", "http://127.0.0.1:9");
  CPLSetConfigOption("GDAL_HTTP_TIMEOUT", "1");
  CPLSetConfigOption("GDAL_HTTP_MAX_RETRY", "0");
  CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_FILENAME", "none");
  OSRSetPROJEnableNetwork(0);
}

}  // namespace

void initialize_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    CPLSetErrorHandler(&CPLQuietErrorHandler);
    switch_network_off();
    // Expat refuses what Xerces would fetch: external entities and document types.
    CPLSetConfigOption("GML_PARSER", "EXPAT");
    // Statistics files beside rasters, and the like, have no place beside inputs.
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    GDALAllRegister();
  });
}

}  // namespace coverage
