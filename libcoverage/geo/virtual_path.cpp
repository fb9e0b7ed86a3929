#include "libcoverage/geo/virtual_path.h"

#include <filesystem>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

constexpr std::string_view zip_prefix = "/vsizip/";
constexpr std::string_view gzip_prefix = "/vsigzip/";

// The length of the archive's name in `rest`, what follows `/vsizip/`.
std::size_t archive_length(std::string_view rest) {
  std::size_t by_name = std::string_view::npos;
  for (std::size_t end = rest.find('/', 1);; end = rest.find('/', end + 1)) {
    const std::string_view candidate = rest.substr(0, end);
    std::error_code ignored;
    if (std::filesystem::is_regular_file(candidate, ignored)) return candidate.size();
    if (by_name == std::string_view::npos && lower_ascii(candidate).ends_with(".zip")) {
      by_name = candidate.size();
    }
    if (end == std::string_view::npos) break;
  }
  return by_name == std::string_view::npos ? rest.size() : by_name;
}

VirtualPath parse_zip(std::string_view rest) {
  VirtualPath result{VirtualPath::Kind::zip, {}, {}};
  std::string_view inner;
  const std::size_t brace = rest.starts_with('{') ? rest.find('}') : std::string_view::npos;
  if (brace != std::string_view::npos) {
    result.file = rest.substr(1, brace - 1);
    inner = rest.substr(brace + 1);
  } else {
    const std::size_t length = archive_length(rest);
    result.file = rest.substr(0, length);
    inner = rest.substr(length);
  }
  while (inner.starts_with('/')) inner.remove_prefix(1);
  while (inner.ends_with('/')) inner.remove_suffix(1);
  result.inner = inner;
  return result;
}

}  // namespace

std::string VirtualPath::text() const {
  switch (kind) {
    case Kind::zip: {
      const bool plain_name = lower_ascii(file).ends_with(".zip");
      return std::string(zip_prefix) + (plain_name ? file : "{" + file + "}") +
             (inner.empty() ? "" : "/" + inner);
    }
    case Kind::gzip:
      return std::string(gzip_prefix) + file;
    default:
      return file;
  }
}

bool is_remote_name(std::string_view path) {
  return path.find("://") != std::string_view::npos || path.starts_with("/vsi");
}

VirtualPath parse_virtual_path(std::string_view path) {
  VirtualPath result;
  if (path.starts_with(zip_prefix)) {
    result = parse_zip(path.substr(zip_prefix.size()));
  } else if (path.starts_with(gzip_prefix)) {
    result = {VirtualPath::Kind::gzip, std::string(path.substr(gzip_prefix.size())), {}};
  } else {
    result.file = path;
  }
  if (is_remote_name(result.file)) return {VirtualPath::Kind::remote, std::string(path), {}};
  return result;
}

}  // namespace coverage
