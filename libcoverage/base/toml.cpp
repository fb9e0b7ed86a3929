#include "libcoverage/base/toml.h"

#include <string>

namespace coverage {

namespace {

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

/// Walks over TOML, knowing only what is a comment, what is quoted and what is neither.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
  }

  /// Throws for a character beyond ASCII that stands in neither quotes nor a comment: TOML has none
  /// there, and toml++ 3.3 runs into undefined behaviour over the letters of Latin-1.
  void refuse_bare_letters() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        skip_to_line_end();
      } else if (c == '"' || c == '\'') {
        skip_quoted(c);
      } else if (static_cast<unsigned char>(c) >= 0x80) {
        refuse();
      } else {
        step();
      }
    }
  }

 private:
  void step() {
    if (text_[at_] == '\n') {
      ++line_;
      column_ = 1;
    } else if (begins_character(text_[at_])) {
      ++column_;
    }
    ++at_;
  }
  void steps(std::size_t count) {
    for (std::size_t i = 0; i < count && at_ < text_.size(); ++i) step();
  }
  void skip_to_line_end() {
    while (at_ < text_.size() && text_[at_] != '\n') step();
  }

  void skip_quoted(char quote) {
    const std::string triple(3, quote);
    const bool several_lines = text_.substr(at_).starts_with(triple);
    steps(several_lines ? 3 : 1);
    while (at_ < text_.size()) {
      if (quote == '"' && text_[at_] == '\\') {
        steps(2);
      } else if (several_lines && text_.substr(at_).starts_with(triple)) {
        // Up to two more quotes belong to the text before the closing three.
        for (int i = 0; i < 5 && at_ < text_.size() && text_[at_] == quote; ++i) step();
        return;
      } else if (!several_lines && (text_[at_] == quote || text_[at_] == '\n')) {
        step();
        return;
      } else {
        step();
      }
    }
  }

  [[noreturn]] void refuse() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && !begins_character(text_[end])) ++end;
    const std::string problem =
        "'" + std::string(text_.substr(at_, end - at_)) + "' can only stand in quotes";
    throw toml::parse_error(problem.c_str(), toml::source_position{line_, column_});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  toml::source_index line_ = 1;
  toml::source_index column_ = 1;
};

}  // namespace

void throw_toml_assertion() {
  throw toml::parse_error("a key or a value is missing", toml::source_region{});
}

toml::table parse_toml_table(std::string_view text) {
  Scanner(text).refuse_bare_letters();
  return toml::parse(text);
}

}  // namespace coverage
