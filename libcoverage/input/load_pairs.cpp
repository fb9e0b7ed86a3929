#include "libcoverage/input/load_pairs.h"

#include <algorithm>
#include <unordered_map>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/input/csv_table.h"
#include "libcoverage/input/decimal_cell.h"
#include "libcoverage/input/text_encoding.h"

namespace coverage {
namespace {

/// Below `Seconds::unreachable()`, so that two values can be added.
constexpr std::int64_t most_value = 2'000'000'000;

/// Ids and their numbers, in the order of their first appearance.
class IdList {
 public:
  std::uint32_t number_of(const std::string& id) {
    const auto [place, is_new] = numbers_.try_emplace(id, static_cast<std::uint32_t>(ids_.size()));
    if (is_new) ids_.push_back(id);
    return place->second;
  }
  std::optional<std::uint32_t> find(const std::string& id) const {
    const auto place = numbers_.find(id);
    if (place == numbers_.end()) return {};
    return place->second;
  }
  std::size_t size() const { return ids_.size(); }
  std::vector<std::string> take() { return std::move(ids_); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> ids_;
};

/// Columns that a table must have, or may have.
class Columns {
 public:
  explicit Columns(const std::vector<std::string>& names) : names_(names) {}

  std::optional<std::size_t> find(const std::string& name) const {
    for (std::size_t c = 0; c < names_.size(); ++c) {
      if (lower_ascii(names_[c]) == name) return c;
    }
    return {};
  }
  std::size_t require(const std::string& name) const {
    if (const auto column = find(name)) return *column;
    std::string listed;
    for (const std::string& column : names_) listed += (listed.empty() ? "" : ", ") + column;
    throw InputError(message("there is no column '{}'", "il n’y a pas de colonne « {} »", name),
                     message("The columns are: {}. Rename one.",
                             "Les colonnes sont : {}. Renommez-en une.", listed));
  }

 private:
  const std::vector<std::string>& names_;
};

Message on_line(std::size_t line) {
  return message("line {}", "ligne {}", line);
}

DecimalNumber number_of(const std::string& text, const std::string& column) {
  if (const auto number = parse_decimal_number(text)) return *number;
  Message remedy = {"Write digits with a decimal point, without spaces or a sign.",
                    "Écrivez des chiffres avec un point décimal, sans espace ni signe."};
  if (column == "value") {
    remedy.english += " Leave out the row of a pair that is out of reach.";
    remedy.french += " Supprimez la ligne d’un couple hors d’atteinte.";
  }
  throw InputError(message("{}: '{}' is not a number of 0 or more",
                           "{} : « {} » n’est pas un nombre positif ou nul", column, text),
                   remedy);
}

/// A table of nothing but column names is a mistake of whoever made it.
void require_rows(std::size_t rows, const std::string& path) {
  if (rows > 0) return;
  throw InputError(message("{}: there is no row below the names of the columns",
                           "{} : il n’y a aucune ligne sous les noms des colonnes", path),
                   {"Give a row for each place of demand, and one for each pair in reach.",
                    "Donnez une ligne par point de demande, et une par couple à portée."});
}

std::string id_of(const std::string& text, const std::string& column) {
  const std::string_view id = trim(text);
  if (!id.empty()) return std::string(id);
  throw InputError(message("{} is empty", "{} est vide", column),
                   {"Give every row its id.", "Donnez son identifiant à chaque ligne."});
}

InputError given_twice(const Message& what) {
  return InputError(what, {"Keep one of the rows.", "Gardez une seule de ces lignes."});
}

std::string text_of(const std::string& path) {
  return within(verbatim(path), [&] { return decoded_text(read_file(path)); });
}

struct WeightRows {
  IdList ids;
  std::vector<DecimalNumber> weights;
};

WeightRows read_weights(const std::string& path) {
  WeightRows rows;
  std::size_t id_column = 0, weight_column = 0;
  const auto take = [&](const std::vector<std::string>& cells) {
    const std::string id = id_of(cells[id_column], "demand");
    const DecimalNumber weight = number_of(cells[weight_column], "weight");
    if (rows.ids.number_of(id) < rows.weights.size()) {
      throw given_twice(
          message("demand '{}' has a second weight", "la demande « {} » a un second poids", id));
    }
    rows.weights.push_back(weight);
  };
  stream_csv_table(text_of(path), path,
                   {[&](const std::vector<std::string>& names) {
                      id_column = Columns(names).require("demand");
                      weight_column = Columns(names).require("weight");
                    },
                    [&](std::vector<std::string>&& cells, std::size_t line) {
                      within(on_line(line), [&] { take(cells); });
                    }});
  return rows;
}

/// 24 bytes: there may be ten millions of them.
struct ValueRow {
  std::int64_t digits = 0;
  std::uint32_t candidate = 0;
  std::uint32_t demand = 0;
  std::uint32_t line = 0;
  std::int16_t decimals = 0;

  DecimalNumber value() const { return {digits, decimals}; }
};

struct ValueRows {
  IdList candidates;
  std::vector<ValueRow> rows;
  TableDecimals decimals;
};

void refuse_large(const DecimalNumber& value, const std::string& text) {
  if (value.value() <= static_cast<double>(most_value)) return;
  throw InputError(message("value: '{}' is above 2 × 10⁹", "value : « {} » dépasse 2 × 10⁹", text),
                   {"Use a larger unit; leave out the row of a pair that is out of reach.",
                    "Prenez une unité plus grande ; supprimez la ligne d’un couple hors "
                    "d’atteinte."});
}

ValueRows read_values(const std::string& path, const IdList& demand,
                      const std::string& weights_path) {
  ValueRows values;
  std::size_t demand_column = 0, candidate_column = 0, value_column = 0;
  const auto take = [&](const std::vector<std::string>& cells, std::size_t line) {
    const std::string id = id_of(cells[demand_column], "demand");
    const auto row = demand.find(id);
    if (!row) {
      throw InputError(message("demand '{}' has no weight in {}",
                               "la demande « {} » n’a pas de poids dans {}", id, weights_path),
                       {"Give it a weight; 0 is allowed.", "Donnez-lui un poids ; 0 est permis."});
    }
    const DecimalNumber value = number_of(cells[value_column], "value");
    refuse_large(value, cells[value_column]);
    values.decimals.add(value);
    const std::string candidate = id_of(cells[candidate_column], "candidate");
    values.rows.push_back({value.digits, values.candidates.number_of(candidate), *row,
                           static_cast<std::uint32_t>(line),
                           static_cast<std::int16_t>(value.decimals)});
  };
  stream_csv_table(text_of(path), path,
                   {[&](const std::vector<std::string>& names) {
                      demand_column = Columns(names).require("demand");
                      candidate_column = Columns(names).require("candidate");
                      value_column = Columns(names).require("value");
                    },
                    [&](std::vector<std::string>&& cells, std::size_t line) {
                      within(on_line(line), [&] { take(cells, line); });
                    }});
  return values;
}

void refuse_repeated_pairs(std::vector<ValueRow>& rows) {
  const auto order = [](const ValueRow& row) {
    return std::tuple(row.candidate, row.demand, row.line);
  };
  std::ranges::sort(rows, {}, order);
  const auto same = std::ranges::adjacent_find(rows, [](const ValueRow& a, const ValueRow& b) {
    return a.candidate == b.candidate && a.demand == b.demand;
  });
  if (same == rows.end()) return;
  throw given_twice(message("lines {} and {} are of the same pair",
                            "les lignes {} et {} sont celles du même couple", same->line,
                            std::next(same)->line));
}

/// As `value`, but above every limit that `exact` is above.
std::uint32_t kept_above(std::uint32_t value, const DecimalNumber& exact,
                         std::span<const DecimalNumber> limits, const PairTables& tables) {
  for (const DecimalNumber& limit : limits) {
    const std::uint32_t whole = limit_in(tables, limit);
    if (value <= whole && exact.is_above(limit)) value = whole + 1;
  }
  return value;
}

void fill_pairs(ValueRows& values, std::span<const DecimalNumber> limits, PairTables& tables) {
  refuse_repeated_pairs(values.rows);
  constexpr double most = most_value;
  const int decimals = values.decimals.choose(values.decimals.largest(), most, 0.95 * most);
  tables.value_decimals = decimals;
  tables.rounded_values = static_cast<std::uint64_t>(std::ranges::count_if(
      values.rows, [&](const ValueRow& row) { return row.decimals > decimals; }));
  tables.pairs.reserve(values.rows.size());
  for (const ValueRow& row : values.rows) {
    const DecimalNumber exact = row.value();
    auto value = static_cast<std::uint32_t>(exact.units(decimals));
    if (tables.rounded_values > 0) value = kept_above(value, exact, limits, tables);
    tables.pairs.push_back({row.candidate, row.demand, value});
  }
}

CandidateRow::Rule rule_of(const std::string& text) {
  using Rule = CandidateRow::Rule;
  const std::string word = lower_ascii(trim(text));
  if (word.empty() || word == "optional") return Rule::optional;
  if (word == "mandatory") return Rule::mandatory;
  if (word == "forbidden") return Rule::forbidden;
  if (word == "existing") return Rule::existing;
  throw InputError(message("rule: '{}' is no rule", "rule : « {} » n’est pas une règle", text),
                   {"Write optional, mandatory, forbidden or existing.",
                    "Écrivez optional, mandatory, forbidden ou existing."});
}

/// The cell of a column that may be missing; empty there.
std::string cell_of(const Table& table, std::size_t row, const char* name) {
  const auto column = Columns(table.columns).find(name);
  return column ? std::string(trim(table.rows[row][*column])) : std::string();
}

CandidateRow candidate_of(const Table& table, std::size_t row, std::size_t id_column) {
  CandidateRow candidate;
  candidate.id = id_of(table.rows[row][id_column], "candidate");
  candidate.rule = rule_of(cell_of(table, row, "rule"));
  candidate.group = cell_of(table, row, "group");
  const std::string cost = cell_of(table, row, "cost");
  if (!cost.empty()) candidate.cost = number_of(cost, "cost");
  const std::string capacity = cell_of(table, row, "capacity");
  if (!capacity.empty()) candidate.capacity = number_of(capacity, "capacity");
  return candidate;
}

}  // namespace

std::uint32_t limit_in(const PairTables& tables, const DecimalNumber& limit) {
  using Rounding = DecimalNumber::Rounding;
  const auto whole = limit.units(tables.value_decimals,
                                 tables.rounded_values > 0 ? Rounding::half_up : Rounding::down);
  return static_cast<std::uint32_t>(std::min<__int128>(whole, most_value));
}

PairTables load_pairs(const std::string& values_path, const std::string& weights_path,
                      std::span<const DecimalNumber> limits) {
  PairTables tables;
  WeightRows weights = read_weights(weights_path);
  require_rows(weights.weights.size(), weights_path);
  ValueRows values = read_values(values_path, weights.ids, weights_path);
  require_rows(values.rows.size(), values_path);
  within(verbatim(values_path), [&] { fill_pairs(values, limits, tables); });
  tables.weights = std::move(weights.weights);
  tables.candidates = values.candidates.take();
  tables.demand = weights.ids.take();
  return tables;
}

std::vector<CandidateRow> load_candidate_rows(const std::string& path) {
  const Table table = load_table(path);
  return within(verbatim(path), [&] {
    const std::size_t id_column = Columns(table.columns).require("candidate");
    std::vector<CandidateRow> rows;
    IdList ids;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      within(Message{table.place_of(row), table.french_place_of(row)}, [&] {
        rows.push_back(candidate_of(table, row, id_column));
        if (ids.number_of(rows.back().id) + 1 < rows.size()) {
          throw given_twice(message("candidate '{}' stands here again",
                                    "le candidat « {} » figure ici une seconde fois",
                                    rows.back().id));
        }
      });
    }
    return rows;
  });
}

}  // namespace coverage
