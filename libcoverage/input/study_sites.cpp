#include "libcoverage/input/study_sites.h"

#include "libcoverage/base/error.h"
#include "libcoverage/input/duration.h"
#include "libcoverage/input/study_key_lists.h"
#include "libcoverage/input/study_table.h"

namespace coverage {

namespace {

using Input = SitesInput;

/// Sites are chosen by time: a limit with a distance is none.
void check_time(const TomlValue& table, const char* key) {
  const TomlValue* written = table.find(key);
  if (!written) return;
  const Threshold limit =
      within(verbatim(written->place.text()), [&] { return parse_threshold(written->text); });
  if (limit.time && !limit.distance) return;
  fail_at(written->place,
          message("'{}' is not a time", "« {} » n’est pas une durée", written->text),
          {"Write a time, for example \"10 min\"", "Écrivez une durée, par exemple « 10 min »"});
}

}  // namespace

const std::vector<BoundKey<SitesInput>>& sites_keys() {
  const double most = 1'000'000;
  static const std::vector<BoundKey<Input>> keys{
      {{"sites",
        "problem",
        KeyType::choice,
        "",
        "what to look for, as --problem",
        false,
        {"mclp", "lscp", "backup", "p-median", "p-center"}},
       into(&Input::problem)},
      {{"sites", "p", KeyType::integer, "", "at most so many new sites", false, {}, 0, most},
       into(&Input::new_sites)},
      {{"sites",
        "budget",
        KeyType::number,
        "",
        "new sites cost at most so much in all",
        false,
        {},
        0,
        1e12},
       into(&Input::budget)},
      {{"sites", "query", KeyType::text, "", "for this query; default: the first"},
       into(&Input::query)},
      {{"sites", "weight", KeyType::text, "", "whom to count; default: whom the query counts"},
       into(&Input::weight)},
      {{"sites", "threshold", KeyType::text, "", "who is covered; default: the query's target"},
       into(&Input::threshold)},
      {{"sites", "nobody_beyond", KeyType::text, "", "everybody has a site within this time"},
       into(&Input::nobody_beyond)},
      {{"sites", "share", KeyType::number, "", "lscp: cover so many per cent", false, {}, 0, 100},
       into(&Input::share_percent)},
      {{"sites", "group_limits", KeyType::texts, "",
        "new sites in an EPCI, at least and at most: \"Moulins=1..3\""},
       into(&Input::group_limits)},
      {{"sites",
        "assignment",
        KeyType::choice,
        "",
        "mclp, p-median: sites hold no more than their capacity",
        false,
        {"single", "split"}},
       into(&Input::assignment)},
      {{"sites", "allow_closing", KeyType::boolean, "", "existing sites may close"},
       into(&Input::allow_closing)},
      {{"sites",
        "move",
        KeyType::integer,
        "",
        "at most so many existing sites close, and as many "
        "open elsewhere",
        false,
        {},
        0,
        most},
       into(&Input::most_moved)},
      {{"sites", "then_mean", KeyType::boolean, "",
        "mclp: of the plans that cover most, the one with the least mean time"},
       into(&Input::then_mean)},
      {{"sites", "curve", KeyType::boolean, "", "the best plan of each number of sites up to p"},
       into(&Input::curve)},
  };
  return keys;
}

void read_sites(const TomlValue& root, Study& study) {
  const TomlValue* table = root.find("sites");
  if (!table) return;
  read_table(*table, sites_keys(), {"sites.", study.file}, study.sites, study.settings);
  check_time(*table, "threshold");
  check_time(*table, "nobody_beyond");
}

}  // namespace coverage
