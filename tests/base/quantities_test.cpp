#include "libcoverage/base/quantities.h"

#include <catch2/catch.hpp>
#include <type_traits>

#include "libcoverage/base/strong_id.h"

namespace coverage {

template <class A, class B>
concept Addable = requires(A a, B b) {
  a + b;
};
template <class Table, class Id>
concept Indexable = requires(Table table, Id id) {
  table[id];
};

static_assert(Addable<Seconds, Seconds>);
static_assert(!Addable<Seconds, Metres>);
static_assert(!Addable<Seconds, int>);
static_assert(!std::is_constructible_v<Seconds, int>);
static_assert(!std::is_convertible_v<std::uint32_t, VertexId>);
static_assert(Indexable<IdVector<VertexId, int>, VertexId>);
static_assert(!Indexable<IdVector<VertexId, int>, JunctionId>);
static_assert(!Indexable<IdVector<VertexId, int>, int>);

TEST_CASE("a time rounds up to the millisecond, once") {
  CHECK(Seconds::from_seconds(0.0001).milliseconds() == 1);
  CHECK(Seconds::from_seconds(1.5).milliseconds() == 1500);
  CHECK(Seconds::from_minutes(10).milliseconds() == 600000);
  CHECK(Seconds::from_seconds(-3).milliseconds() == 0);
}

TEST_CASE("adding to an unreachable time stays unreachable") {
  const Seconds never = Seconds::unreachable();
  CHECK(never + never == never);
  CHECK_FALSE((never + Seconds::from_seconds(1)).is_reachable());
  CHECK_FALSE(Seconds::from_seconds(1e12).is_reachable());
}

TEST_CASE("weights add up exactly in millionths") {
  Weight sum;
  for (int i = 0; i < 10; ++i) sum += Weight::from_count(0.1);
  CHECK(sum == Weight::from_count(1));
}

TEST_CASE("an id that belongs to no row says so") {
  CHECK_FALSE(VertexId::none().valid());
  CHECK(VertexId(0).valid());
}

}  // namespace coverage
