#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <cpl_vsi_virtual.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

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

std::vector<std::string> remote_file_systems() {
  static constexpr std::array local = {
      "/vsimem/",    "/vsizip/",    "/vsigzip/",    "/vsitar/",   "/vsistdin/",
      "/vsistdout/", "/vsisparse/", "/vsisubfile/", "/vsicrypt/", "/vsistdout_redirect/"};
  std::vector<std::string> remote;
  char** prefixes = VSIGetFileSystemsPrefixes();
  for (char** prefix = prefixes; prefix && *prefix; ++prefix) {
    const std::string_view name(*prefix);
    const bool reads_here = std::find(local.begin(), local.end(), name) != local.end();
    if (!reads_here && name.starts_with("/vsi")) remote.emplace_back(name);
  }
  CSLDestroy(prefixes);
  return remote;
}

// Every virtual file system but those that read local files opens nothing: /vsicurl/, /vsis3/ and
// whatever else this GDAL knows. Proxy settings alone would not do: a `no_proxy` in the
// environment goes around them.
void replace_remote_file_systems() {
  // Neither list ever ends: GDAL keeps the addresses of the names that it is given, and other
  // threads may be in a file system that is replaced.
  static const auto& remote = *new std::vector<std::string>(remote_file_systems());
  static auto& replaced = *new std::vector<VSIFilesystemHandler*>();
  for (const std::string& prefix : remote) {
    replaced.push_back(VSIFileManager::GetHandler(prefix.c_str()));
    VSIFilesystemPluginCallbacksStruct* callbacks = VSIAllocFilesystemPluginCallbacksStruct();
    callbacks->open = &refuse_to_open;
    VSIInstallPluginHandler(prefix.c_str(), callbacks);
    VSIFreeFilesystemPluginCallbacksStruct(callbacks);
  }
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
    // Nothing is written beside inputs: no statistics, no sizes of compressed files.
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    CPLSetConfigOption("CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO");
    // The first row of a sheet names its columns, also where all columns are text, which GDAL
    // otherwise takes for one more row of values.
    CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
    CPLSetConfigOption("OGR_ODS_HEADERS", "FORCE");
    GDALAllRegister();
  });
}

}  // namespace coverage
