#pragma once

#include <string_view>

#include "libcoverage/network/judge_way.h"

namespace coverage {

/// A speed and why it is that.
struct SourcedSpeed {
  double km_h = 0;
  SpeedSource source = SpeedSource::class_rural;
};

/// What is driven on a way in free flow, without congestion.
class WaySpeed {
 public:
  WaySpeed(const Profile& profile, const Profile::RoadClass& road_class, const TagReader& tag);

  /// Why the way is refused altogether: `surface`, `service`; empty where it is not.
  std::string_view refusal() const { return refusal_; }

  /// `direction` is `:forward` or `:backward`. `is_urban` counts where no tag tells the
  /// surroundings.
  SourcedSpeed towards(std::string_view direction, bool is_urban);

  bool has_unread_limit() const { return has_unread_limit_; }

 private:
  void apply_cap(const Profile::SpeedCaps& caps, std::string_view key, SpeedSource source);
  std::optional<SourcedSpeed> of_layer();
  std::optional<SourcedSpeed> of_limit(std::string_view direction);
  std::optional<SourcedSpeed> of_limit_key(std::string_view key);
  std::optional<SourcedSpeed> of_legal_word();
  SourcedSpeed with_advice(SourcedSpeed speed, std::string_view direction);
  SourcedSpeed of_class(bool is_urban) const;

  const Profile& profile_;
  const Profile::RoadClass& road_class_;
  const TagReader& tag_;
  SourcedSpeed cap_;
  std::string_view refusal_;
  bool has_unread_limit_ = false;
};

}  // namespace coverage
