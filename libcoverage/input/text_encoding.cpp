#include "libcoverage/input/text_encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

/// The characters of bytes 0x80 to 0x9f.
constexpr std::array<std::uint16_t, 32> upper_controls = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

void append_utf8(std::string& text, unsigned code_point) {
  if (code_point < 0x80) {
    text += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    text += static_cast<char>(0xc0 | (code_point >> 6));
    text += static_cast<char>(0x80 | (code_point & 0x3f));
  } else {
    text += static_cast<char>(0xe0 | (code_point >> 12));
    text += static_cast<char>(0x80 | ((code_point >> 6) & 0x3f));
    text += static_cast<char>(0x80 | (code_point & 0x3f));
  }
}

void refuse_what_is_no_text(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    throw InputError({"the text is UTF-16", "le texte est en UTF-16"},
                     {"Save it as \"CSV UTF-8\"", "Enregistrez-le au format « CSV UTF-8 »"});
  }
  if (bytes.find('\0') != std::string_view::npos) {
    throw InputError(
        {"this is not a text file", "ce n’est pas un fichier texte"},
        {"Give a delimited text file (CSV)", "Indiquez un fichier de texte délimité (CSV)"});
  }
}

/// The number of the first line that is not UTF-8. Lines are cut at line feeds, which no multibyte
/// character contains.
std::size_t first_invalid_line(std::string_view text) {
  const auto lines = split(text, '\n');
  const auto found = std::find_if(lines.begin(), lines.end(),
                                  [](std::string_view line) { return !is_valid_utf8(line); });
  return static_cast<std::size_t>(found - lines.begin()) + 1;
}

}  // namespace

std::string windows1252_to_utf8(std::string_view text) {
  std::string result;
  result.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(result, byte >= 0x80 && byte < 0xa0 ? upper_controls[byte - 0x80] : byte);
  }
  return result;
}

std::string decoded_text(std::string bytes, std::string_view encoding) {
  const std::string wanted = lower_ascii(encoding);
  const bool utf8 = wanted == "utf-8" || wanted == "utf8";
  const bool latin1 = wanted == "latin-1" || wanted == "latin1" || wanted == "iso-8859-1" ||
                      wanted == "windows-1252";
  if (!wanted.empty() && !utf8 && !latin1) {
    throw InputError(message("unknown encoding '{}'", "encodage « {} » inconnu", encoding),
                     {"Write \"utf-8\" or \"latin-1\"", "Écrivez « utf-8 » ou « latin-1 »"});
  }
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.erase(0, 3);
  refuse_what_is_no_text(bytes);
  if (latin1) return windows1252_to_utf8(bytes);
  if (is_valid_utf8(bytes)) return bytes;
  if (utf8) {
    throw InputError(message("line {} is not UTF-8", "la ligne {} n’est pas en UTF-8",
                             first_invalid_line(bytes)),
                     {"Set encoding = \"latin-1\", or leave it out: it is then detected",
                      "Indiquez encoding = \"latin-1\", ou omettez-le : il sera détecté"});
  }
  return windows1252_to_utf8(bytes);
}

}  // namespace coverage
