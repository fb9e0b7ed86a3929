#include "apps/shared/terminal_progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace coverage {

namespace {

constexpr int bar_cells = 24;
constexpr auto redraw_every = std::chrono::milliseconds(100);

std::string remaining_text(double seconds, Language language) {
  const auto whole = std::lround(seconds);
  const std::string time = whole >= 60 ? fmt::format("{} min {:02} s", whole / 60, whole % 60)
                                       : fmt::format("{} s", whole);
  return language == Language::french ? "reste " + time : time + " left";
}

}  // namespace

TerminalProgress::TerminalProgress(Style style, Language language)
    : style_(style), language_(language), stage_start_(Clock::now()) {}

TerminalProgress::~TerminalProgress() {
  erase();
}

TerminalProgress::Style TerminalProgress::style_for(bool quiet) {
  if (quiet) return Style::silent;
  return isatty(STDERR_FILENO) != 0 ? Style::bar : Style::warnings_only;
}

void TerminalProgress::stage(const Message& name, std::optional<std::uint64_t> total) {
  const std::lock_guard lock(mutex_);
  stage_ = name.in(language_);
  total_ = total.value_or(0);
  done_ = 0;
  stage_start_ = Clock::now();
  if (style_ == Style::bar) draw(0);
}

void TerminalProgress::advance(std::uint64_t steps) {
  const std::uint64_t done = done_ += steps;
  if (style_ != Style::bar) return;
  const Clock::rep now = Clock::now().time_since_epoch().count();
  if (now < next_draw_.load(std::memory_order_relaxed)) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (lock) draw(done);
}

void TerminalProgress::warn(const Message& text) {
  if (style_ == Style::silent) return;
  const std::lock_guard lock(mutex_);
  erase();
  fmt::print(stderr, "{}{}\n",
             language_ == Language::french ? "attention : " : "warning: ", text.in(language_));
}

void TerminalProgress::draw(std::uint64_t done) {
  std::string line = stage_;
  if (total_ > 0) {
    const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total_));
    const int full = static_cast<int>(share * bar_cells);
    std::string bar;
    for (int cell = 0; cell < bar_cells; ++cell) bar += cell < full ? "█" : "░";
    line += fmt::format(" {} {:3.0f} %", bar, share * 100);
    const std::chrono::duration<double> spent = Clock::now() - stage_start_;
    if (share > 0.02 && spent.count() > 1) {
      line += "  " + remaining_text(spent.count() * (1 - share) / share, language_);
    }
  }
  fmt::print(stderr, "\r\x1b[K{}", line);
  std::fflush(stderr);
  drawn_ = true;
  next_draw_ = (Clock::now() + redraw_every).time_since_epoch().count();
}

void TerminalProgress::erase() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace coverage
