#include "apps/shared/app_main.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <new>

#include "apps/shared/terminal_progress.h"
#include "libcoverage/base/error.h"

namespace coverage {

namespace {

// A signal handler can reach nothing but a global; this is the only one.
std::atomic<bool> stop_requested{false};

void request_stop(int) {
  stop_requested = true;
  // A second signal ends the process at once.
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

void catch_signals() {
  std::signal(SIGINT, request_stop);
  std::signal(SIGTERM, request_stop);
  std::signal(SIGHUP, request_stop);
  std::signal(SIGPIPE, SIG_IGN);
}

int report(const CommandText& command, Language language, int status, const std::string& text) {
  const char* separator = language == Language::french ? " : " : ": ";
  fmt::print(stderr, "{}{}{}\n", command.name, separator, text);
  return status;
}

}  // namespace

int run_guarded(const CommandText& command, const CommonOptions& options,
                const std::function<int(const Execution&)>& work) {
  const Language language = options.language;
  const auto fail = [&](int status, const Error& error) {
    return report(command, language, status, error.text(language));
  };
  catch_signals();
  try {
    TerminalProgress progress(TerminalProgress::style_for(options.quiet), language);
    return work({progress, effective_threads(options), &stop_requested});
  } catch (const UsageError& error) {
    return fail(2, error);
  } catch (const InputError& error) {
    return fail(3, error);
  } catch (const GeometryError& error) {
    return fail(3, error);
  } catch (const NoResultError& error) {
    return fail(4, error);
  } catch (const Interrupted& error) {
    return fail(130, error);
  } catch (const Error& error) {
    return fail(1, error);
  } catch (const std::bad_alloc&) {
    return report(command, language, 1,
                  language == Language::french
                      ? "mémoire insuffisante ; --dry-run annonce ce qu’il faut"
                      : "out of memory; --dry-run says what a run takes");
  } catch (const std::exception& error) {
    return report(command, language, 1, error.what());
  }
}

int app_main(const CommandText& command, CommonOptions& options,
             const std::function<ParseOutcome()>& parse,
             const std::function<int(const Execution&)>& work) {
  ParseOutcome outcome;
  const int status = run_guarded(command, options, [&](const Execution&) {
    outcome = parse();
    if (outcome.finished) print_result(outcome.text);
    return 0;
  });
  return status != 0 || outcome.finished ? status : run_guarded(command, options, work);
}

void print_result(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) {
    return;
  }
  throw OutputError(
      message("cannot write to standard output ({})",
              "écriture impossible sur la sortie standard ({})", std::string(std::strerror(errno))),
      {"Free some space, or send the output elsewhere",
       "Libérez de la place, ou dirigez la sortie ailleurs"});
}

}  // namespace coverage
