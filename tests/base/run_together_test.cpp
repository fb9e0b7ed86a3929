#include <catch2/catch.hpp>
#include <latch>
#include <stdexcept>

#include "libcoverage/base/deferred_progress.h"
#include "libcoverage/base/parallel_for.h"
#include "listener.h"

namespace coverage {

TEST_CASE("two pieces of work run at the same time") {
  // Each waits for the other: one after the other they would never end.
  std::latch both(2);
  int done = 0;
  int other = 0;
  run_together(
      [&] {
        both.arrive_and_wait();
        done = 1;
      },
      [&] {
        both.arrive_and_wait();
        other = 2;
      });
  CHECK(done == 1);
  CHECK(other == 2);
}

TEST_CASE("of two pieces of work that fail the first one's error counts") {
  const auto fail = [](const char* text) { return [text] { throw std::runtime_error(text); }; };
  bool ended = false;
  CHECK_THROWS_WITH(run_together(fail("first"), fail("second")), "first");
  CHECK_THROWS_WITH(run_together([&] { ended = true; }, fail("second")), "second");
  CHECK(ended);
  ended = false;
  CHECK_THROWS_WITH(run_together(fail("first"), [&] { ended = true; }), "first");
  CHECK(ended);
}

TEST_CASE("deferred warnings are told when asked for, once, in order") {
  DeferredProgress deferred;
  deferred.stage({"shown nowhere", "montré nulle part"}, 3);
  deferred.warn({"one", "un"});
  deferred.warn({"two", "deux"});
  Listener listener;
  deferred.tell(listener);
  deferred.tell(listener);
  CHECK(listener.warnings == std::vector<std::string>{"one", "two"});
}

}  // namespace coverage
