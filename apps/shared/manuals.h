#pragma once

#include <string>
#include <vector>

#include "apps/shared/common_options.h"

namespace coverage {

/// A manual page (roff, section 1) from the same table of options as the help.
std::string manual_page(const CommandText& text, const CLI::App& parser, Language language);

/// A bash completion script for one command, from the same table of options.
std::string bash_completion(const CommandText& text, const CLI::App& parser);

}  // namespace coverage
