#pragma once

#include <vector>

#include "libcoverage/input/commune_draft.h"

namespace coverage {

/// Leaves one draft a code, sorted by code. Parts of one commune (features of one file with the
/// same code and name) are united; a commune that another file repeats with the same shape (the
/// surroundings' files often overlap) is dropped; both are counted. Throws InputError for a code
/// that two communes share: other names, other numbers, or other shapes in two files.
std::vector<CommuneDraft> unite_repeated_communes(std::vector<CommuneDraft> drafts,
                                                  SourceReport& report);

}  // namespace coverage
