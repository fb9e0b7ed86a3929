#include "libcoverage/siting/solver/solver_clock.h"

#include <catch2/catch.hpp>
#include <limits>

#include "network_fixture.h"

namespace coverage {

TEST_CASE("a limit of no time is over at once, one without end never is") {
  CHECK(TimeLimit(0).is_over());
  CHECK(TimeLimit(0).left() == 0);
  constexpr double endless = std::numeric_limits<double>::infinity();
  CHECK_FALSE(TimeLimit(endless).is_over());
  CHECK(TimeLimit(endless).left() == endless);
}

TEST_CASE("a limit below nothing is over, with no time left rather than less") {
  CHECK(TimeLimit(-5).is_over());
  CHECK(TimeLimit(-5).left() == 0);
}

TEST_CASE("what of a limit is used is not left") {
  const TimeLimit limit(1e6);
  const double used = limit.used();
  const double left = limit.left();
  CHECK(used >= 0);
  CHECK(left > 0);
  CHECK(left <= 1e6 - used);
  CHECK(limit.used() >= used);
}

TEST_CASE("a solver has to end when its time is up, which does not stop the run") {
  const Execution execution = quiet_execution();
  const SolverClock late({.seconds = 0}, execution);
  CHECK(late.is_over());
  CHECK_FALSE(late.is_stopped());
  CHECK(late.seconds_left() == 0);
  const SolverClock early({.seconds = 1e6}, execution);
  CHECK_FALSE(early.is_over());
  CHECK(early.seconds_left() > 0);
}

TEST_CASE("a solver has to end when the run is stopped, whatever time is left") {
  std::atomic<bool> stop = false;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  const SolverClock clock({.seconds = 1e6}, execution);
  CHECK_FALSE(clock.is_over());
  stop = true;
  CHECK(clock.is_stopped());
  CHECK(clock.is_over());
  CHECK(clock.seconds_left() > 0);
}

TEST_CASE("a solver's clock tells whether to explain, and carries the execution it was given") {
  const Execution execution = quiet_execution(3);
  CHECK(SolverClock({}, execution).explains());
  CHECK_FALSE(SolverClock({.explains = false}, execution).explains());
  CHECK(&SolverClock({}, execution).execution() == &execution);
}

}  // namespace coverage
