#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace coverage {

/// An index into one table, which no other table accepts. `Tag` names the table.
template <class Tag>
class StrongId {
 public:
  using value_type = std::uint32_t;

  constexpr StrongId() = default;
  constexpr explicit StrongId(value_type value) : value_(value) {}
  static constexpr StrongId from_size(std::size_t index) {
    return StrongId(static_cast<value_type>(index));
  }
  /// The id that belongs to no row.
  static constexpr StrongId none() { return StrongId(); }

  constexpr value_type value() const { return value_; }
  constexpr bool valid() const { return value_ != std::numeric_limits<value_type>::max(); }
  friend constexpr auto operator<=>(StrongId, StrongId) = default;

 private:
  value_type value_ = std::numeric_limits<value_type>::max();
};

// Rows of the model.
using CommuneIndex = StrongId<struct CommuneTag>;
using FacilityIndex = StrongId<struct FacilityTag>;
using DemandIndex = StrongId<struct DemandTag>;
using QueryIndex = StrongId<struct QueryTag>;
using UnitIndex = StrongId<struct UnitTag>;
// Rows of the road network.
using SegmentId = StrongId<struct SegmentTag>;
using RunId = StrongId<struct RunTag>;
using ArcId = StrongId<struct ArcTag>;
using JunctionId = StrongId<struct JunctionTag>;
using VertexId = StrongId<struct VertexTag>;

/// A vector that only the ids of its own table can index.
template <class Id, class T>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(std::size_t size, const T& value = T()) : rows_(size, value) {}
  explicit IdVector(std::vector<T> rows) : rows_(std::move(rows)) {}

  decltype(auto) operator[](Id id) { return rows_[id.value()]; }
  decltype(auto) operator[](Id id) const { return rows_[id.value()]; }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  Id push_back(T row) {
    rows_.push_back(std::move(row));
    return Id::from_size(rows_.size() - 1);
  }
  void resize(std::size_t size, const T& value = T()) { rows_.resize(size, value); }
  void reserve(std::size_t size) { rows_.reserve(size); }
  auto begin() { return rows_.begin(); }
  auto end() { return rows_.end(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }
  std::vector<T>& rows() { return rows_; }
  const std::vector<T>& rows() const { return rows_; }

 private:
  std::vector<T> rows_;
};

}  // namespace coverage

template <class Tag>
struct std::hash<coverage::StrongId<Tag>> {
  std::size_t operator()(coverage::StrongId<Tag> id) const { return id.value(); }
};
