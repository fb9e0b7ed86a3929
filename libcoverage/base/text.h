#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverage {

/// Without the spaces around it, no-break spaces and a byte-order mark included.
std::string_view trim(std::string_view text);
std::string lower_ascii(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);

/// The whole of `text` as a number with a decimal point, whatever the locale; nothing otherwise.
std::optional<double> parse_number(std::string_view text);
std::optional<std::int64_t> parse_integer(std::string_view text);

/// The shortest text without an exponent that reads back as `value`, with a decimal point, whatever
/// the locale: 600000 is never "6e+05", which spreadsheets and people take for something else.
std::string format_number(double value);
/// `value` rounded half away from zero to at most `decimals` decimals, trailing zeros removed.
std::string format_decimals(double value, int decimals);

bool is_valid_utf8(std::string_view text);
std::string latin1_to_utf8(std::string_view text);

/// The candidate nearest to `word` by edit distance (an exchange of neighbours counts as one step),
/// where one is near enough to be a likely misspelling.
std::optional<std::string> closest_word(std::string_view word,
                                        std::span<const std::string> candidates);

/// The same words with a capital first letter, also for "é".
std::string capitalized(const std::string& text);

/// A name safe as a file or layer name: lower-case letters, digits and underscores.
std::string slug(std::string_view text);

}  // namespace coverage
