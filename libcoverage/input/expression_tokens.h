#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/base/message.h"

namespace coverage {

/// A word, a value or a sign of a query expression.
struct ExpressionToken {
  enum class Kind { word, quoted, sign, end };
  Kind kind = Kind::end;
  std::string text;        ///< a quoted value without its quotes
  std::size_t column = 1;  ///< 1-based, in characters (not bytes)
};

/// The tokens of an expression, closed by one of kind `end`. Throws InputError.
std::vector<ExpressionToken> expression_tokens(std::string_view text);

/// Throws the InputError "character 8 of 'kind ≈ x': PROBLEM. REMEDY".
[[noreturn]] void throw_expression_error(std::string_view text, std::size_t column,
                                         const Message& problem, const Message& remedy);

}  // namespace coverage
