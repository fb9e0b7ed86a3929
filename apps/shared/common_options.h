#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "libcoverage/base/message.h"

namespace coverage {

/// The options that every command takes.
struct CommonOptions {
  Language language = Language::english;
  bool json = false;
  bool quiet = false;
  unsigned threads = 0;  ///< 0: one a processor
};

/// The language of messages and help: `--lang` where given, else the environment's
/// (`LC_ALL`, `LC_MESSAGES`, `LANG`). Read before parsing, because help is written in it.
Language requested_language(int argc, const char* const* argv);

/// A command's name, its purpose and its examples, for help and manual pages.
struct CommandText {
  std::string name;
  Message purpose;
  Message description;  ///< limits, memory, what is written where
  std::vector<std::pair<std::string, Message>> examples;
};

/// Picks the sentence of a language: `say("Folder to write", "Dossier à écrire")`.
class Say {
 public:
  explicit Say(Language language) : language_(language) {}
  std::string operator()(const char* english, const char* french) const {
    return language_ == Language::french ? french : english;
  }

 private:
  Language language_;
};

/// An option that may be repeated, each time with one value: what follows that value is no further
/// one (`--set a=1 study.toml`).
CLI::Option* add_repeatable(CLI::App& parser, const std::string& name,
                            std::vector<std::string>& values, const std::string& help);

/// `--set key=value`, of all commands that read a study.
void add_settings_option(CLI::App& parser, std::vector<std::string>& settings, Language language);

/// A parser with the texts of `text` and the common options, bound to `options`.
std::unique_ptr<CLI::App> make_parser(const CommandText& text, CommonOptions& options);

/// What a command line asked for besides work: help or version, to print and leave with status 0.
struct ParseOutcome {
  bool finished = false;
  std::string text;
};

/// Parses; throws UsageError in the language of `options`. Opens no file.
ParseOutcome parse_arguments(CLI::App& parser, const CommonOptions& options, int argc,
                             const char* const* argv);

/// The threads to use: as asked, else as many as the machine has processors.
unsigned effective_threads(const CommonOptions& options);

/// The exit statuses, as every help and manual prints them.
std::vector<std::pair<int, Message>> exit_statuses();

}  // namespace coverage
