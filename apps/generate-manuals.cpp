// Writes the manual pages (English, and French below fr/) and the bash completions of all commands
// into a folder: run by the build.

#include <filesystem>

#include "apps/shared/access_command.h"
#include "apps/shared/app_main.h"
#include "apps/shared/demo_command.h"
#include "apps/shared/manuals.h"
#include "apps/shared/network_command.h"
#include "apps/shared/run_command.h"
#include "apps/shared/sites_command.h"
#include "libcoverage/base/atomic_output.h"

namespace coverage {

namespace {

template <class Options>
void write_manuals(const std::filesystem::path& folder, const CommandText& text,
                   std::unique_ptr<CLI::App> (*make)(Options&)) {
  for (const Language language : {Language::english, Language::french}) {
    Options options;
    options.common.language = language;
    const auto parser = make(options);
    const auto place = folder / (language == Language::french ? "man/fr/man1" : "man/man1");
    std::filesystem::create_directories(place);
    write_file_atomically(place / (text.name + ".1"), manual_page(text, *parser, language));
    if (language == Language::english) {
      std::filesystem::create_directories(folder / "bash-completion/completions");
      write_file_atomically(folder / "bash-completion/completions" / text.name,
                            bash_completion(text, *parser));
    }
  }
}

}  // namespace

}  // namespace coverage

int main(int argc, char** argv) {
  using namespace coverage;
  const CommandText command{"generate-manuals", {}, {}, {}};
  return run_guarded(command, {}, [&](const Execution&) {
    const std::filesystem::path folder = argc > 1 ? argv[1] : ".";
    write_manuals<RunOptions>(folder, run_command_text(), make_run_parser);
    write_manuals<NetworkOptions>(folder, network_command_text(), make_network_parser);
    write_manuals<AccessOptions>(folder, access_command_text(), make_access_parser);
    write_manuals<SitesOptions>(folder, sites_command_text(), make_sites_parser);
    write_manuals<DemoCommandOptions>(folder, demo_command_text(), make_demo_parser);
    return 0;
  });
}
