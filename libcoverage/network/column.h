#pragma once

#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace coverage {

/// A read-only array of a built network: owns a vector, or looks into a mapped file that it keeps
/// open.
template <class T>
class Column {
 public:
  Column() = default;
  // Columns are made from vectors, by assignment too.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Column(std::vector<T> rows) {
    auto owned = std::make_shared<const std::vector<T>>(std::move(rows));
    view_ = std::span<const T>(*owned);
    owner_ = std::move(owned);
  }
  Column(std::span<const T> view, std::shared_ptr<const void> owner)
      : view_(view), owner_(std::move(owner)) {}

  const T& operator[](std::size_t index) const { return view_[index]; }
  std::size_t size() const { return view_.size(); }
  bool empty() const { return view_.empty(); }
  std::span<const T> span() const { return view_; }
  auto begin() const { return view_.begin(); }
  auto end() const { return view_.end(); }

 private:
  std::span<const T> view_;
  std::shared_ptr<const void> owner_;
};

}  // namespace coverage
