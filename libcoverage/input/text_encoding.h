#pragma once

#include <string>
#include <string_view>

namespace coverage {

/// Windows-1252 (a superset of what people call Latin-1) as UTF-8; the five bytes without a
/// character become U+FFFD.
std::string windows1252_to_utf8(std::string_view text);

/// The text of a file as UTF-8 without byte order mark. `encoding` is `utf-8`, `latin-1` (read as
/// Windows-1252), or empty: then valid UTF-8 is UTF-8 and anything else is Windows-1252. Throws
/// InputError for UTF-16, for bytes that are no text, for bytes that are not of the declared
/// encoding (naming the line) and for an unknown encoding.
std::string decoded_text(std::string bytes, std::string_view encoding = {});

}  // namespace coverage
