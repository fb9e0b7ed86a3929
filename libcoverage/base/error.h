#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "libcoverage/base/message.h"

namespace coverage {

/// What went wrong, where (from the outside in: file, layer, row, column) and what to do about it.
/// Thrown where the value is known; each level above adds its own place with `within`.
class Error : public std::exception {
 public:
  Error(Message problem, Message remedy)
      : problem_(std::move(problem)), remedy_(std::move(remedy)) {
    english_ = text(Language::english);
  }

  /// Puts an outer place in front: `error.within(verbatim("communes.csv"))`.
  void within(Message place) {
    places_.insert(places_.begin(), std::move(place));
    english_ = text(Language::english);
  }

  /// "place: place: problem. Remedy", on one line.
  std::string text(Language language) const;
  const Message& problem() const { return problem_; }
  const Message& remedy() const { return remedy_; }
  const char* what() const noexcept override { return english_.c_str(); }

 private:
  std::vector<Message> places_;
  Message problem_;
  Message remedy_;
  std::string english_;
};

/// A file, a row, a value or a setting that cannot be used (exit status 3).
class InputError : public Error {
  using Error::Error;
};
/// A geometry or a coordinate system that cannot be used (exit status 3).
class GeometryError : public Error {
  using Error::Error;
};
/// The command line is not understood (exit status 2).
class UsageError : public Error {
  using Error::Error;
};
/// The question has no answer: infeasible, or nothing within reach (exit status 4).
class NoResultError : public Error {
  using Error::Error;
};
/// A result cannot be written: disk full, no permission (exit status 1).
class OutputError : public Error {
  using Error::Error;
};
/// Stopped by a signal (exit status 130).
class Interrupted : public Error {
 public:
  Interrupted();
};

/// Runs `work`; an error that leaves it says that it happened within `place`.
template <class Work>
decltype(auto) within(const Message& place, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (Error& error) {
    error.within(place);
    throw;
  }
}

}  // namespace coverage
