#include "libcoverage/input/mergers.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/input/commune_codes.h"
#include "libcoverage/input/table.h"

namespace coverage {

Mergers::Mergers(const std::vector<std::pair<std::string, std::string>>& old_and_new) {
  for (const auto& [from, to] : old_and_new) {
    const auto [known, added] = current_.try_emplace(from, to);
    if (added || known->second == to) continue;
    throw InputError(
        message("code '{}' goes to two communes, '{}' and '{}'",
                "le code « {} » va à deux communes, « {} » et « {} »", from, known->second, to),
        {"A commune that was split cannot be followed: leave its row out and give polygons of the "
         "later edition",
         "Une commune scindée ne peut être suivie : retirez sa ligne et donnez des polygones du "
         "millésime récent"});
  }
  std::erase_if(current_, [](const auto& step) { return step.first == step.second; });
  for (auto& [from, to] : current_) {
    std::size_t steps = 0;
    for (auto next = current_.find(to); next != current_.end(); next = current_.find(to)) {
      to = next->second;
      if (++steps <= current_.size()) continue;
      throw InputError(message("the codes after '{}' go in a circle",
                               "les codes qui suivent « {} » tournent en rond", from),
                       {"Keep the latest step only", "Ne gardez que la dernière étape"});
    }
  }
}

const std::string& Mergers::current(const std::string& code) const {
  const auto found = current_.find(code);
  return found == current_.end() ? code : found->second;
}

Mergers read_mergers(const CommunesInput& input, const std::set<std::string>& known,
                     SourceReport& report) {
  if (!input.mergers_path) return {};
  const Table table = load_table(*input.mergers_path);
  const std::size_t from = table.column(input.mergers_from);
  const std::size_t to = table.column(input.mergers_to);
  std::vector<std::pair<std::string, std::string>> steps;
  for (const auto& row : table.rows) {
    // A commune that was born or that ended without a successor has one code only.
    ++report.read;
    if (trim(row[from]).empty() || trim(row[to]).empty()) {
      ++report.rejected;
      continue;
    }
    steps.emplace_back(trim(row[from]), trim(row[to]));
  }
  CodeColumn codes{{}, file_name_of(table.path)};
  for (auto& [old_code, new_code] : steps) {
    codes.codes.emplace_back(old_code);
    codes.codes.emplace_back(new_code);
  }
  repair_codes(std::move(codes), known, report);
  return within(verbatim(*input.mergers_path), [&] { return Mergers(steps); });
}

namespace {

/// Weights that every part knows, added up; a sum with an unknown part is unknown.
std::map<std::string, Weight> summed_weights(const std::vector<const CommuneFacts*>& parts) {
  std::map<std::string, Weight> sums = parts.front()->weights;
  for (std::size_t p = 1; p < parts.size(); ++p) {
    std::erase_if(sums, [&](const auto& sum) { return !parts[p]->weights.contains(sum.first); });
    for (auto& [name, sum] : sums) sum += parts[p]->weights.at(name);
  }
  return sums;
}

/// Groups rows (with `code`, `facts`) by today's code and makes each group one row, whose facts are
/// those of the part that `leading` chooses, with the sums of all.
template <class Row, class Leading, class Unite>
std::vector<Row> merged(std::vector<Row> rows, const Mergers& mergers, Leading&& leading,
                        Unite&& unite_rows) {
  std::map<std::string, std::vector<Row>> groups;
  for (Row& row : rows) groups[mergers.current(row.code)].push_back(std::move(row));
  std::vector<Row> result;
  result.reserve(groups.size());
  for (auto& group : groups) {
    const std::string& code = group.first;
    std::vector<Row>& parts = group.second;
    if (parts.size() == 1 && parts.front().code == code) {
      result.push_back(std::move(parts.front()));
      continue;
    }
    std::vector<const CommuneFacts*> facts;
    facts.reserve(parts.size());
    for (const Row& part : parts) facts.push_back(&part.facts);
    const auto same = std::find_if(parts.begin(), parts.end(),
                                   [&](const Row& part) { return part.code == code; });
    const auto lead =
        same != parts.end() ? same : std::max_element(parts.begin(), parts.end(), leading);
    Row united = *lead;
    united.facts.weights = summed_weights(facts);
    united.code = code;
    unite_rows(united, parts);
    result.push_back(std::move(united));
  }
  return result;
}

/// "15141 Neussargues en Pinatelle ← 15034 Celles, 15043 Chalinargues"
template <class Row>
std::string merger_label(const Row& united, const std::vector<Row>& parts) {
  std::string label = code_and_name(united.code, united.facts.name) + " ← ";
  bool first = true;
  for (const Row& part : parts) {
    if (part.code == united.code) continue;
    label += (first ? "" : ", ") + code_and_name(part.code, part.facts.name);
    first = false;
  }
  return label;
}

}  // namespace

void merge_polygons(std::vector<CommuneDraft>& communes, const Mergers& mergers,
                    SourceReport& report) {
  if (mergers.empty()) return;
  std::vector<std::string> done;
  communes = merged(
      std::move(communes), mergers,
      [](const CommuneDraft& a, const CommuneDraft& b) { return area(a.shape) < area(b.shape); },
      [&](CommuneDraft& united, const std::vector<CommuneDraft>& parts) {
        std::vector<MultiPolygon> shapes;
        shapes.reserve(parts.size());
        for (const CommuneDraft& part : parts) shapes.push_back(part.shape);
        united.shape = unite(shapes);
        done.push_back(merger_label(united, parts));
      });
  report.corrected += done.size();
  add_full_note(report, SourceNote::Kind::corrected, "merged",
                {"communes were put together from older ones by the table de passage",
                 "communes réunies à partir d’anciennes par la table de passage"},
                done);
}

void merge_populations(std::vector<PopulationRow>& rows, const Mergers& mergers,
                       SourceReport& report) {
  if (mergers.empty()) return;
  std::vector<std::string> done;
  rows = merged(
      std::move(rows), mergers,
      [](const PopulationRow& a, const PopulationRow& b) {
        const auto population = [](const PopulationRow& row) {
          const auto found = row.facts.weights.find("population");
          return found == row.facts.weights.end() ? Weight() : found->second;
        };
        return population(a) < population(b);
      },
      [&](PopulationRow& united, const std::vector<PopulationRow>& parts) {
        done.push_back(merger_label(united, parts));
      });
  report.corrected += done.size();
  add_full_note(report, SourceNote::Kind::corrected, "merged",
                {"populations were added up from older communes by the table de passage",
                 "populations additionnées à partir d’anciennes communes par la table de passage"},
                done);
}

}  // namespace coverage
