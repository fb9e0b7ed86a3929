#include "apps/shared/common_options.h"

#include <cstdlib>
#include <string_view>
#include <thread>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/base/version.h"

namespace coverage {

namespace {

Language language_of(std::string_view name) {
  return name.starts_with("fr") ? Language::french : Language::english;
}

std::string footer(const CommandText& text, Language language) {
  const bool french = language == Language::french;
  std::string result = text.description.in(language);
  result += french ? "\n\nExemples :\n" : "\n\nExamples:\n";
  for (const auto& [command, meaning] : text.examples) {
    result += "  " + command + "\n      " + meaning.in(language) + "\n";
  }
  result += french ? "\nCodes de sortie :\n" : "\nExit status:\n";
  for (const auto& [status, meaning] : exit_statuses()) {
    result += fmt::format("  {:>3}  {}\n", status, meaning.in(language));
  }
  result.pop_back();
  return result;
}

/// CLI11 says what is wrong in English only; the kinds that people meet are said again here.
UsageError usage_error(const CLI::App& parser, const CLI::ParseError& error) {
  const Message remedy = message("Try '{} --help'", "Essayez « {} --help »", parser.get_name());
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::vector<std::string> extras = parser.remaining();
    const std::string word = extras.empty() ? "" : extras.front();
    std::vector<std::string> known;
    for (const CLI::Option* option : parser.get_options()) known.push_back(option->get_name());
    const auto near = word.starts_with("-") ? closest_word(word, known) : std::nullopt;
    return {message("unknown argument '{}'{}", "argument inconnu « {} »{}", word,
                    near ? " (" + *near + "?)" : ""),
            remedy};
  }
  return {message("{}", "ligne de commande incorrecte ({})", std::string(error.what())), remedy};
}

}  // namespace

Language requested_language(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--lang" && i + 1 < argc) return language_of(argv[i + 1]);
    if (argument.starts_with("--lang=")) return language_of(argument.substr(7));
  }
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0') return language_of(value);
  }
  return Language::english;
}

CLI::Option* add_repeatable(CLI::App& parser, const std::string& name,
                            std::vector<std::string>& values, const std::string& help) {
  return parser.add_option(name, values, help)
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_settings_option(CLI::App& parser, std::vector<std::string>& settings, Language language) {
  const Say say(language);
  add_repeatable(parser, "--set", settings,
                 say("Overrides a key of the study; may be repeated",
                     "Remplace une clé de l’étude ; peut se répéter"))
      ->type_name("key=value");
}

std::unique_ptr<CLI::App> make_parser(const CommandText& text, CommonOptions& options) {
  const Language language = options.language;
  const Say say(language);
  auto parser = std::make_unique<CLI::App>(text.purpose.in(language), text.name);
  parser->footer(footer(text, language));
  parser->set_help_flag("-h,--help", say("Print this help and leave", "Afficher cette aide"));
  parser->set_version_flag("--version", text.name + " " + version(),
                           say("Print the version and leave", "Afficher la version"));
  parser->add_flag("--json", options.json,
                   say("Results for machines, as JSON on standard output",
                       "Résultats pour les machines, en JSON sur la sortie standard"));
  parser->add_flag("-q,--quiet", options.quiet,
                   say("Say nothing but errors", "Ne rien dire d’autre que les erreurs"));
  parser
      ->add_option("--threads", options.threads,
                   say("Threads to use; results do not depend on it (default: one a processor)",
                       "Nombre de fils d’exécution ; sans effet sur les résultats (par défaut : un "
                       "par processeur)"))
      ->check(CLI::Range(1u, 1024u))
      ->type_name("N");
  parser
      ->add_option_function<std::string>(
          "--lang", [&options](const std::string& name) { options.language = language_of(name); },
          say("Language of messages: fr or en (default: the environment's)",
              "Langue des messages : fr ou en (par défaut : celle de l’environnement)"))
      ->check(CLI::IsMember({"fr", "en"}))
      ->type_name("LANG");
  parser->get_formatter()->column_width(34);
  if (language == Language::french) {
    parser->get_formatter()->label("Usage", "Utilisation");
    parser->get_formatter()->label("Options", "Options");
    parser->get_formatter()->label("Positionals", "Arguments");
    parser->get_formatter()->label("OPTIONS", "[OPTIONS]");
    parser->get_formatter()->label("REQUIRED", "");
  }
  return parser;
}

ParseOutcome parse_arguments(CLI::App& parser, const CommonOptions&, int argc,
                             const char* const* argv) {
  // A western longitude (-3.1,47.2) is a value, not an option: CLI11 must not see its sign first.
  std::vector<std::string> arguments;
  for (int i = argc - 1; i > 0; --i) {
    const std::string_view text = argv[i];
    const bool negative = text.size() > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9';
    arguments.push_back((negative ? " " : "") + std::string(text));
  }
  try {
    parser.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    return {true, parser.help()};
  } catch (const CLI::CallForVersion&) {
    return {true, parser.version() + "\n"};
  } catch (const CLI::ParseError& error) {
    throw usage_error(parser, error);
  }
  return {};
}

unsigned effective_threads(const CommonOptions& options) {
  return options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
}

std::vector<std::pair<int, Message>> exit_statuses() {
  return {
      {0, {"done", "terminé"}},
      {1,
       {"results cannot be written, or another failure",
        "résultats impossibles à écrire, ou autre échec"}},
      {2, {"the command line is wrong", "ligne de commande incorrecte"}},
      {3, {"an input or a setting is wrong", "donnée ou réglage incorrect"}},
      {4, {"no result is possible (nothing in reach)", "aucun résultat possible (rien à portée)"}},
      {130, {"interrupted", "interrompu"}}};
}

}  // namespace coverage
