#include "libcoverage/input/expression_tokens.h"

#include <array>

#include "libcoverage/base/error.h"

namespace coverage {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Letters of any alphabet: every byte of a UTF-8 character beyond ASCII counts.
bool is_word(char c) {
  constexpr std::string_view others = "_.:/+-";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80 || others.find(c) != std::string_view::npos;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  std::vector<ExpressionToken> all() {
    std::vector<ExpressionToken> tokens;
    do {
      tokens.push_back(next());
    } while (tokens.back().kind != ExpressionToken::Kind::end);
    return tokens;
  }

 private:
  ExpressionToken next() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ == text_.size()) return token(ExpressionToken::Kind::end, at_, 0);
    const char first = text_[at_];
    if (is_word(first)) return word();
    if (first == '"' || first == '\'') return quoted(first);
    return sign();
  }

  ExpressionToken token(ExpressionToken::Kind kind, std::size_t begin, std::size_t length) {
    return {kind, std::string(text_.substr(begin, length)), column_of(begin)};
  }

  ExpressionToken word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    return token(ExpressionToken::Kind::word, begin, at_ - begin);
  }

  ExpressionToken quoted(char quote) {
    const std::size_t begin = at_;
    const auto end = text_.find(quote, begin + 1);
    if (end == std::string_view::npos) {
      throw_expression_error(
          text_, column_of(begin),
          message("the quote {} never closes", "le guillemet {} n’est jamais fermé", quote),
          message("Add the closing {}", "Ajoutez le {} fermant", quote));
    }
    at_ = end + 1;
    ExpressionToken result = token(ExpressionToken::Kind::quoted, begin + 1, end - begin - 1);
    result.column = column_of(begin);
    return result;
  }

  ExpressionToken sign() {
    static constexpr std::array<std::string_view, 9> signs{"!=", ">=", "<=", "=", "<",
                                                           ">",  "(",  ")",  ","};
    refuse_signs_of_other_languages();
    for (const std::string_view sign : signs) {
      if (text_.substr(at_).starts_with(sign)) {
        at_ += sign.size();
        return token(ExpressionToken::Kind::sign, at_ - sign.size(), sign.size());
      }
    }
    throw_expression_error(
        text_, column_of(at_),
        message("'{}' has no meaning here", "« {} » n’a pas de sens ici", text_[at_]),
        message("Put values with spaces or signs in quotes",
                "Mettez entre guillemets les valeurs qui ont des espaces ou des signes"));
  }

  void refuse_signs_of_other_languages() const {
    static constexpr std::array<std::array<std::string_view, 2>, 6> replacements{
        {{"==", "="}, {"<>", "!="}, {"=>", ">="}, {"=<", "<="}, {"&&", "and"}, {"||", "or"}}};
    for (const auto& [written, meant] : replacements) {
      if (!text_.substr(at_).starts_with(written)) continue;
      throw_expression_error(
          text_, column_of(at_),
          message("'{}' is not a comparison", "« {} » n’est pas une comparaison", written),
          message("Write '{}'", "Écrivez « {} »", meant));
    }
  }

  std::size_t column_of(std::size_t byte) const {
    std::size_t column = 1;
    for (std::size_t i = 0; i < byte; ++i) {
      if ((static_cast<unsigned char>(text_[i]) & 0xc0) != 0x80) ++column;
    }
    return column;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<ExpressionToken> expression_tokens(std::string_view text) {
  return Tokenizer(text).all();
}

void throw_expression_error(std::string_view text, std::size_t column, const Message& problem,
                            const Message& remedy) {
  InputError error(problem, remedy);
  error.within(message("character {} of '{}'", "caractère {} de « {} »", column, text));
  throw error;
}

}  // namespace coverage
