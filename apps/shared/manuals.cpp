#include "apps/shared/manuals.h"

#include "libcoverage/base/text.h"
#include "libcoverage/base/version.h"

namespace coverage {

namespace {

/// Backslashes and leading dots or quotes mean something to roff, hyphens must stay hyphens.
std::string roff(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
  }
  if (result.starts_with('.') || result.starts_with('\'')) result.insert(0, "\\&");
  return result;
}

std::string option_signature(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : option.get_snames()) names += (names.empty() ? "-" : ", -") + name;
  for (const std::string& name : option.get_lnames()) {
    names += (names.empty() ? "--" : ", --") + name;
  }
  std::string type = option.get_type_size() == 0 ? "" : option.get_type_name();
  if (names.empty()) return type;
  return type.empty() ? names : names + " " + type;
}

std::string synopsis(const CommandText& text, const CLI::App& parser) {
  std::string result = text.name + " [OPTIONS]";
  for (const CLI::Option* option : parser.get_options()) {
    if (!option->get_positional()) continue;
    const std::string type = option->get_type_name();
    result += option->get_required() ? " " + type : " [" + type + "…]";
  }
  return result;
}

std::string option_section(const CLI::App& parser) {
  std::string result;
  for (const CLI::Option* option : parser.get_options()) {
    result += ".TP\n\\fB" + roff(option_signature(*option)) + "\\fR\n";
    result += roff(option->get_description()) + "\n";
  }
  return result;
}

}  // namespace

std::string manual_page(const CommandText& text, const CLI::App& parser, Language language) {
  const auto say = [language](const char* english, const char* french) {
    return std::string(language == Language::french ? french : english);
  };
  std::string page = ".TH \"" + roff(text.name) + "\" 1 \"\" \"coverage " + version() + "\"\n";
  page += ".SH " + say("NAME", "NOM") + "\n" + roff(text.name) + " \\- " +
          roff(text.purpose.in(language)) + "\n";
  page += ".SH SYNOPSIS\n" + roff(synopsis(text, parser)) + "\n";
  page += ".SH DESCRIPTION\n" + roff(text.description.in(language)) + "\n";
  page += ".SH OPTIONS\n" + option_section(parser);
  page += ".SH " + say("EXAMPLES", "EXEMPLES") + "\n";
  for (const auto& [command, meaning] : text.examples) {
    page += ".TP\n\\fB" + roff(command) + "\\fR\n" + roff(meaning.in(language)) + "\n";
  }
  page += ".SH " + say("EXIT STATUS", "CODES DE SORTIE") + "\n";
  for (const auto& [status, meaning] : exit_statuses()) {
    page += fmt::format(".TP\n\\fB{}\\fR\n{}\n", status, roff(meaning.in(language)));
  }
  return page;
}

std::string bash_completion(const CommandText& text, const CLI::App& parser) {
  std::string words;
  for (const CLI::Option* option : parser.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      words += (words.empty() ? "--" : " --") + name;
    }
  }
  std::string function = text.name;
  for (char& c : function) c = c == '-' ? '_' : c;
  return fmt::format(
      "# bash completion for {0}\n"
      "_{1}() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}}\n"
      "  if [[ $word == -* ]]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"{2}\" -- \"$word\")\n"
      "  else\n"
      "    mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
      "  fi\n"
      "}}\n"
      "complete -o filenames -F _{1} {0}\n",
      text.name, function, words);
}

}  // namespace coverage
