#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "libcoverage/input/facility_columns.h"
#include "libcoverage/input/facility_rows.h"
#include "libcoverage/input/study_place.h"
#include "libcoverage/model/facility.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Something to say of one row: a repair or a doubt.
struct RowNote {
  SourceNote::Kind kind = SourceNote::Kind::information;
  std::string code;
  Message text;
  std::string detail;  ///< the value that it is about, as written; may be empty
};

/// A row that has become a facility, before the study's rules. Its id lacks the source's name.
struct FacilityRow {
  Facility facility;
  std::vector<RowNote> notes;
};

/// A row that cannot be used, with its id and name as far as they are known.
struct RejectedRow {
  std::string label;
  std::string
      code;  ///< stable name of the reason: `position`, `outside`, `value`, `no_id`, `no_kind`
  Message reason;
};

/// Interprets the rows of one file of a source.
class FacilityRowReader {
 public:
  FacilityRowReader(const FacilitiesInput& source, const FacilityRows& rows,
                    const FacilityColumns& columns, const StudyPlace& place);

  std::variant<FacilityRow, RejectedRow> read(std::size_t row) const;

 private:
  const std::string& cell(std::size_t row, FacilityColumns::Column column) const;
  std::string id_of(std::size_t row) const;
  void read_position(std::size_t row, FacilityRow& result) const;
  void read_values(std::size_t row, FacilityRow& result) const;
  void read_hours(std::size_t row, FacilityRow& result) const;
  void read_place_format(std::size_t row, FacilityRow& result) const;

  const FacilitiesInput& source_;
  const FacilityRows& rows_;
  const FacilityColumns& columns_;
  const StudyPlace& place_;
  Transformer to_wgs84_;
};

}  // namespace coverage
