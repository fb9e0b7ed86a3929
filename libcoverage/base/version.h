#pragma once

#include <string>

namespace coverage {

/// The version of this library, `MAJOR.MINOR.PATCH`.
std::string version();

}  // namespace coverage
