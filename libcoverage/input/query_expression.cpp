#include "libcoverage/input/query_expression.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/expression_tokens.h"

namespace coverage {

namespace {

using Token = ExpressionToken;

constexpr std::size_t longest_expression = 10000;
constexpr int deepest_nesting = 100;

Message did_you_mean(const std::string& word) {
  return message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", word);
}

/// One letter more, less or changed, or the same letters in another order. Stricter than
/// `closest_word`: sources may have any column, and `nom` is not a misspelt `name`.
bool is_likely_misspelling(std::string_view written, std::string_view meant) {
  if (written.size() == meant.size()) {
    std::size_t changed = 0;
    for (std::size_t i = 0; i < meant.size(); ++i) changed += written[i] != meant[i] ? 1 : 0;
    return changed == 1 || std::is_permutation(written.begin(), written.end(), meant.begin());
  }
  const std::string_view longer = written.size() > meant.size() ? written : meant;
  const std::string_view shorter = written.size() > meant.size() ? meant : written;
  if (longer.size() != shorter.size() + 1) return false;
  const auto differ = std::mismatch(shorter.begin(), shorter.end(), longer.begin());
  return std::equal(differ.first, shorter.end(), differ.second + 1, longer.end());
}

std::optional<Comparison> comparison_of(const std::string& sign) {
  if (sign == "=") return Comparison::equal;
  if (sign == "!=") return Comparison::not_equal;
  if (sign == "<") return Comparison::less;
  if (sign == "<=") return Comparison::less_equal;
  if (sign == ">") return Comparison::greater;
  if (sign == ">=") return Comparison::greater_equal;
  return {};
}

Condition combined(Condition::Kind kind, Condition left, Condition right) {
  Condition result;
  result.kind = kind;
  result.operands.push_back(std::move(left));
  result.operands.push_back(std::move(right));
  return result;
}

Condition negated(Condition operand) {
  Condition result;
  result.kind = Condition::Kind::negation;
  result.operands.push_back(std::move(operand));
  return result;
}

Condition comparison(std::string attribute, Comparison sign, std::vector<std::string> values) {
  Condition result;
  result.kind = Condition::Kind::compare;
  result.attribute = std::move(attribute);
  result.comparison = sign;
  result.values = std::move(values);
  return result;
}

class Parser {
 public:
  Parser(std::string_view text, const std::set<std::string>* known)
      : text_(text), tokens_(expression_tokens(text)), known_(known) {}

  Condition whole() {
    Condition condition = alternatives();
    if (peek().kind != Token::Kind::end) refuse_what_follows();
    return condition;
  }

 private:
  const Token& peek() const { return tokens_[at_]; }
  Token take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool is_keyword(const char* word) const {
    return peek().kind == Token::Kind::word && lower_ascii(peek().text) == word;
  }
  bool is_sign(const char* sign) const {
    return peek().kind == Token::Kind::sign && peek().text == sign;
  }
  bool take_keyword(const char* word) {
    if (!is_keyword(word)) return false;
    take();
    return true;
  }

  Condition alternatives() {
    Condition left = conjunction();
    while (take_keyword("or")) {
      left = combined(Condition::Kind::either, std::move(left), conjunction());
    }
    return left;
  }

  Condition conjunction() {
    Condition left = operand();
    while (take_keyword("and")) left = combined(Condition::Kind::both, std::move(left), operand());
    return left;
  }

  Condition operand() {
    if (++depth_ > deepest_nesting) {
      fail(peek(), message("parentheses and 'not' nest too deeply",
                           "les parenthèses et les « not » sont trop imbriqués"));
    }
    Condition result = unguarded_operand();
    --depth_;
    return result;
  }

  Condition unguarded_operand() {
    if (take_keyword("not")) return negated(operand());
    if (!is_sign("(")) return compared();
    const Token opening = take();
    Condition inner = alternatives();
    if (!is_sign(")")) {
      if (peek().kind != Token::Kind::end) refuse_what_follows();
      fail(opening, message("this parenthesis never closes", "cette parenthèse n’est pas fermée"),
           message("Add ')'", "Ajoutez « ) »"));
    }
    take();
    return inner;
  }

  Condition compared() {
    const Token name = attribute_name();
    if (is_keyword("not")) {
      take();
      if (!is_keyword("in")) {
        fail(peek(), message("'in' must follow 'not' here", "« in » doit suivre « not » ici"));
      }
      take();
      return negated(comparison(name.text, Comparison::in, listed_values(name.text)));
    }
    if (take_keyword("in")) {
      return comparison(name.text, Comparison::in, listed_values(name.text));
    }
    if (take_keyword("contains")) {
      return comparison(name.text, Comparison::contains, {part_of(name.text)});
    }
    const Token sign = peek();
    const auto meaning =
        sign.kind == Token::Kind::sign ? comparison_of(sign.text) : std::optional<Comparison>();
    if (!meaning) {
      fail(sign,
           instead_of(sign, message("a comparison must follow '{}'",
                                    "une comparaison doit suivre « {} »", name.text)),
           message("Write one of = != >= <= < > or in (…)", "Écrivez = != >= <= < > ou in (…)"));
    }
    take();
    return comparison(name.text, *meaning, {value_of(name.text, *meaning)});
  }

  Token attribute_name() {
    const Token name = peek();
    if (name.kind != Token::Kind::word || is_keyword("and") || is_keyword("or") ||
        is_keyword("in")) {
      fail(name, instead_of(name, message("an attribute is expected", "on attend un attribut")),
           message("Write for example kind = france_services",
                   "Écrivez par exemple kind = france_services"));
    }
    if (known_ && !known_->count(name.text)) refuse_misspelling(name);
    return take();
  }

  void refuse_misspelling(const Token& name) const {
    for (const std::string& word : *known_) {
      if (!is_likely_misspelling(name.text, word)) continue;
      fail(name,
           message("no source has an attribute '{}'", "aucune source n’a d’attribut « {} »",
                   name.text),
           did_you_mean(word));
    }
  }

  std::string value_of(const std::string& attribute, Comparison sign) {
    const Token value = peek();
    if (value.kind != Token::Kind::word && value.kind != Token::Kind::quoted) {
      fail(value, instead_of(value, message("a value is expected", "on attend une valeur")));
    }
    check(value, attribute, sign);
    return take().text;
  }

  /// What `contains` looks for: a part of a text, not of a number or of a fixed word.
  std::string part_of(const std::string& attribute) {
    static const std::set<std::string> no_texts{"tier", "capacity", "weekly_hours", "status",
                                                "mobile"};
    const Token value = peek();
    if (value.kind != Token::Kind::word && value.kind != Token::Kind::quoted) {
      fail(value, instead_of(value, message("a value is expected", "on attend une valeur")));
    }
    if (no_texts.count(attribute)) {
      fail(value, message("'{}' is no text that 'contains' could search",
                          "« {} » n’est pas un texte où « contains » puisse chercher", attribute));
    }
    return take().text;
  }

  void check(const Token& value, const std::string& attribute, Comparison sign) const {
    const bool ordering =
        sign != Comparison::equal && sign != Comparison::not_equal && sign != Comparison::in;
    if (ordering && (attribute == "status" || attribute == "mobile" || attribute == "services")) {
      fail(value,
           message("'{}' has no order: '<' and '>' cannot compare it",
                   "« {} » n’a pas d’ordre : « < » et « > » ne peuvent la comparer", attribute),
           message("Use = != or in (…)", "Utilisez = != ou in (…)"));
    }
    if (ordering && !parse_number(value.text)) {
      fail(value,
           message("'<' and '>' compare numbers; '{}' is not one",
                   "« < » et « > » comparent des nombres ; « {} » n’en est pas un", value.text));
    }
    try {
      check_attribute_value(attribute, value.text);
    } catch (const InputError& error) {
      fail(value, error.problem(), error.remedy());
    }
  }

  std::vector<std::string> listed_values(const std::string& attribute) {
    if (!is_sign("(")) {
      fail(peek(),
           instead_of(peek(), message("'in' needs a list in parentheses",
                                      "« in » attend une liste entre parenthèses")),
           message("Write for example in (msap, mairie)", "Écrivez par exemple in (msap, mairie)"));
    }
    std::vector<std::string> values;
    do {
      take();
      values.push_back(value_of(attribute, Comparison::in));
    } while (is_sign(","));
    if (!is_sign(")")) {
      fail(peek(),
           instead_of(peek(), message("',' or ')' is expected", "on attend « , » ou « ) »")));
    }
    take();
    return values;
  }

  [[noreturn]] void refuse_what_follows() const {
    static const std::vector<std::string> words{"and", "or"};
    static const std::vector<std::pair<std::string, std::string>> french{{"et", "and"},
                                                                         {"ou", "or"}};
    std::optional<std::string> meant;
    const std::string word = lower_ascii(peek().text);
    for (const auto& [from, to] : french) {
      if (word == from) meant = to;
    }
    if (!meant && peek().kind == Token::Kind::word) meant = closest_word(word, words);
    fail(peek(),
         instead_of(peek(), message("'and', 'or' or the end is expected",
                                    "on attend « and », « or » ou la fin")),
         meant ? did_you_mean(*meant)
               : message("Put values of several words in quotes",
                         "Mettez entre guillemets les valeurs de plusieurs mots"));
  }

  /// "…, not 'x'": what stands where something else is expected.
  static Message instead_of(const Token& token, Message expected) {
    const bool at_end = token.kind == Token::Kind::end;
    expected.english += at_end ? ", not the end" : ", not '" + token.text + "'";
    expected.french += at_end ? ", et non la fin" : ", et non « " + token.text + " »";
    return expected;
  }

  [[noreturn]] void fail(const Token& token, const Message& problem,
                         const Message& remedy = {}) const {
    throw_expression_error(text_, token.column, problem, remedy);
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  const std::set<std::string>* known_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

Condition parse(std::string_view text, const std::set<std::string>* known) {
  if (trim(text).empty()) {
    throw InputError(message("the condition is empty", "la condition est vide"),
                     message("Write for example \"kind = france_services\"",
                             "Écrivez par exemple \"kind = france_services\""));
  }
  if (text.size() > longest_expression) {
    throw InputError(message("the condition is longer than {} characters",
                             "la condition dépasse {} caractères", longest_expression),
                     {});
  }
  return Parser(text, known).whole();
}

}  // namespace

Condition parse_condition(std::string_view text) {
  return parse(text, nullptr);
}

Condition parse_condition(std::string_view text, const std::set<std::string>& mapped_attributes) {
  std::set<std::string> known = built_in_attributes();
  known.insert(mapped_attributes.begin(), mapped_attributes.end());
  return parse(text, &known);
}

Condition with_implied_conditions(Condition condition) {
  const std::set<std::string> named = condition.attributes();
  const auto imply = [&](const char* attribute, const char* value) {
    if (named.count(attribute)) return;
    condition = combined(Condition::Kind::both, std::move(condition),
                         comparison(attribute, Comparison::equal, {value}));
  };
  imply("status", "open");
  imply("mobile", "false");
  return condition;
}

void check_attribute_value(const std::string& attribute, const std::string& value) {
  const bool numeric =
      attribute == "tier" || attribute == "capacity" || attribute == "weekly_hours";
  if (numeric && !parse_number(value)) {
    throw InputError(message("'{}' is a number; '{}' is not one",
                             "« {} » est un nombre ; « {} » n’en est pas un", attribute, value),
                     message("Write for example {} = 2", "Écrivez par exemple {} = 2", attribute));
  }
  if (attribute == "mobile" && !parse_truth_word(value)) {
    throw InputError(message("'mobile' is true or false, not '{}'",
                             "« mobile » vaut true ou false, et non « {} »", value),
                     {});
  }
  static const std::vector<std::string> statuses{"open", "planned", "closed"};
  if (attribute == "status" &&
      std::find(statuses.begin(), statuses.end(), value) == statuses.end()) {
    const auto nearest = closest_word(value, statuses);
    throw InputError(message("'status' is open, planned or closed, not '{}'",
                             "« status » vaut open, planned ou closed, et non « {} »", value),
                     nearest ? did_you_mean(*nearest) : Message{});
  }
}

}  // namespace coverage
