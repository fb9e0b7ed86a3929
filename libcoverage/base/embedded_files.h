#pragma once

#include <map>
#include <string_view>

namespace coverage {

/// The files of `data/` that are compiled into the library, by path below `data/`
/// (`profiles/car.toml`).
const std::map<std::string_view, std::string_view>& embedded_files();

}  // namespace coverage
