#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <string_view>

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

void* refuse_to_open(void* /*user data*/, const char* /*name*/, const char* /*access*/) {
  return nullptr;
}

// Every virtual file system but those that read local files opens nothing: /vsicurl/, /vsis3/ and
// whatever else this GDAL knows. Proxy settings alone would not do: a `no_proxy` in the
// environment goes around them.
void replace_remote_file_systems() {
  static constexpr std::array local = {
      "/vsimem/",    "/vsizip/",     "/vsigzip/",   "/vsitar/",   "/vsistdin/",
      "/vsistdout/", "/vsisubfile/", "/vsisparse/", "/vsicrypt/", "/vsistdout_redirect/"};
  char** prefixes = VSIGetFileSystemsPrefixes();
  for (char** prefix = prefixes; prefix && *prefix; ++prefix) {
    const std::string_view name(*prefix);
    if (std::find(local.begin(), local.end(), name) != local.end()) continue;
    if (!name.starts_with("/vsi")) continue;
    VSIFilesystemPluginCallbacksStruct* callbacks = VSIAllocFilesystemPluginCallbacksStruct();
    callbacks->open = &refuse_to_open;
    VSIInstallPluginHandler(*prefix, callbacks);
    VSIFreeFilesystemPluginCallbacksStruct(callbacks);
  }
  CSLDestroy(prefixes);
}

void switch_network_off() {
  CPLHTTPSetFetchCallback(&refuse_request, nullptr);
  replace_remote_file_systems();
  // Whatever passes by both meets a proxy that answers nobody.
  CPLSetConfigOption("GDAL_HTTP_PROXY", "http://127.0.0.1:9");
  CPLSetConfigOption("GDAL_HTTPS_PROXY", "http://127.0.0.1:9");
  CPLSetConfigOption("GDAL_HTTP_TIMEOUT", "1");
  CPLSetConfigOption("GDAL_HTTP_MAX_RETRY", "0");
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
