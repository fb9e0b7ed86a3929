#include "libcoverage/network/segment_columns.h"

#include <utility>

#include "libcoverage/base/parallel_for.h"

namespace coverage {

namespace {

using Row = SegmentTable::Row;

class SegmentColumns {
 public:
  SegmentColumns(const std::vector<Row>& rows, const Execution& execution)
      : rows_(rows), execution_(execution) {}

  /// `get(segment)` by segment.
  template <class T, class Get>
  Column<T> make(const Get& get) const {
    std::vector<T> column(rows_.size());
    constexpr std::size_t block = std::size_t{1} << 14;
    parallel_for(rows_.size(), execution_.threads, block,
                 [&](std::size_t begin, std::size_t end, unsigned) {
                   for (std::size_t s = begin; s < end; ++s) column[s] = get(s);
                 });
    return column;
  }
  template <class T>
  Column<T> make(T Row::*field) const {
    return make<T>([&](std::size_t s) { return rows_[s].*field; });
  }

 private:
  const std::vector<Row>& rows_;
  const Execution& execution_;
};

std::vector<std::uint32_t> first_points(const SegmentTable& segments) {
  std::vector<std::uint32_t> first;
  first.reserve(segments.rows.size() + 1);
  for (const Row& row : segments.rows) first.push_back(row.first_point);
  first.push_back(static_cast<std::uint32_t>(segments.shape_points.size()));
  return first;
}

}  // namespace

void add_segment_columns(SegmentTable segments, const std::vector<RunTable::Place>& places,
                         const std::vector<bool>& is_main, const Execution& execution,
                         RoadNetwork& network) {
  const std::vector<Row>& rows = segments.rows;
  const SegmentColumns columns(rows, execution);
  network.segment_way_id = columns.make(&Row::way_id);
  network.segment_way_index = columns.make(&Row::way_index);
  network.segment_class = columns.make(&Row::road_class);
  network.segment_name = columns.make(&Row::name);
  network.segment_length_mm = columns.make(&Row::length_mm);
  network.segment_forward_ms = columns.make(&Row::forward_ms);
  network.segment_backward_ms = columns.make(&Row::backward_ms);
  network.segment_forward_delay_ms = columns.make(&Row::forward_delay_ms);
  network.segment_backward_delay_ms = columns.make(&Row::backward_delay_ms);
  network.segment_delay_kind = columns.make<std::uint8_t>([&](std::size_t s) {
    return packed_kinds(rows[s].forward_delay_kind, rows[s].backward_delay_kind);
  });
  network.segment_climb_mm = columns.make(&Row::climb_mm);
  network.segment_descent_mm = columns.make(&Row::descent_mm);
  network.segment_speed_source = columns.make<std::uint8_t>([&](std::size_t s) {
    return packed_sources(rows[s].forward_source, rows[s].backward_source);
  });
  network.segment_flags = columns.make<std::uint8_t>([&](std::size_t s) {
    const int main = is_main[places[s].run] ? segment_main_component : 0;
    return static_cast<std::uint8_t>(rows[s].flags | main);
  });
  network.segment_run = columns.make<RunId>([&](std::size_t s) { return RunId(places[s].run); });
  network.segment_place_in_run =
      columns.make<std::uint32_t>([&](std::size_t s) { return places[s].place; });
  network.segment_along_run = columns.make<std::uint8_t>(
      [&](std::size_t s) { return static_cast<std::uint8_t>(places[s].along ? 1 : 0); });
  network.first_shape_point = first_points(segments);
  network.shape_points = std::move(segments.shape_points);
  network.names = std::span<const std::string>(segments.names);
}

}  // namespace coverage
