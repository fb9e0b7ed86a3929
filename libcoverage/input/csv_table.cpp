#include "libcoverage/input/csv_table.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

struct Record {
  std::size_t line = 0;  ///< where it begins
  std::vector<std::string> fields;

  bool is_blank() const {
    return std::all_of(fields.begin(), fields.end(),
                       [](const std::string& field) { return trim(field).empty(); });
  }
};

/// Cuts a text into records, one at a time.
class RecordReader {
 public:
  RecordReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  /// The next record; nothing at the end of the text.
  std::optional<Record> next() {
    if (at_ >= text_.size()) return {};
    Record record{line_, {}};
    for (;;) {
      record.fields.push_back(at_ < text_.size() && text_[at_] == '"' ? quoted_field()
                                                                      : plain_field());
      if (at_ >= text_.size()) return record;
      const char end = text_[at_++];
      if (end == separator_) continue;
      if (end == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      ++line_;
      return record;
    }
  }

 private:
  bool ends_field(char c) const { return c == separator_ || c == '\n' || c == '\r'; }

  std::string plain_field() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !ends_field(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string quoted_field() {
    const std::size_t opened = line_;
    std::string field;
    for (++at_;; ++at_) {
      if (at_ >= text_.size()) throw never_closes(opened);
      const char c = text_[at_];
      if (c == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      }
      const bool lone_return = c == '\r' && !(at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
      if (c == '\n' || lone_return) ++line_;
      field += c;
    }
    ++at_;
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_ < text_.size() && !ends_field(text_[at_])) throw text_after_quote();
    return field;
  }

  static InputError never_closes(std::size_t line) {
    return InputError(message("line {}: a quote (\") opens here and never closes",
                              "ligne {} : un guillemet (\") ouvert ici n’est jamais fermé", line),
                      {"Close it, or write a quote inside a value twice (\"\")",
                       "Fermez-le, ou doublez (\"\") un guillemet qui fait partie d’une valeur"});
  }
  InputError text_after_quote() const {
    return InputError(message("line {}: text follows a closing quote (\")",
                              "ligne {} : du texte suit un guillemet fermant (\")", line_),
                      {"Write a quote inside a value twice (\"\")",
                       "Doublez (\"\") un guillemet qui fait partie d’une valeur"});
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

/// How well a separator explains the first records: how many have the header's number of fields,
/// then how many fields that is.
std::pair<std::size_t, std::size_t> fitness(std::string_view text, char separator) {
  constexpr std::size_t tried = 50;
  RecordReader reader(text, separator);
  std::size_t width = 0, fitting = 0;
  try {
    for (std::size_t i = 0; i < tried; ++i) {
      const auto record = reader.next();
      if (!record) break;
      if (record->is_blank()) continue;
      if (width == 0) width = record->fields.size();
      fitting += record->fields.size() == width ? 1 : 0;
    }
  } catch (const InputError&) {
    // A stray quote: what came before it counts; reading with the chosen separator will say where.
  }
  return {width > 1 ? fitting : 0, width};
}

char detected_separator(std::string_view text) {
  char best = ',';
  auto best_fitness = fitness(text, best);
  for (const char candidate : {';', '\t'}) {
    const auto candidate_fitness = fitness(text, candidate);
    if (candidate_fitness > best_fitness) {
      best = candidate;
      best_fitness = candidate_fitness;
    }
  }
  return best;
}

void refuse_duplicate_columns(const std::vector<std::string>& columns) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const auto first = std::find(columns.begin(), columns.end(), columns[c]);
    if (columns[c].empty() || first == columns.begin() + static_cast<long>(c)) continue;
    throw InputError(message("two columns are named '{}' (columns {} and {})",
                             "deux colonnes s’appellent « {} » (colonnes {} et {})", columns[c],
                             first - columns.begin() + 1, c + 1),
                     {"Rename one of them", "Renommez l’une des deux"});
  }
}

InputError ragged(const Record& record, std::size_t expected) {
  const Message title{
      "The first line must hold the names of the columns: delete titles above it, and check the "
      "separator",
      "La première ligne doit porter les noms des colonnes : supprimez les titres au-dessus, et "
      "vérifiez le séparateur"};
  const Message quotes{
      "Put a value that contains the separator or a line break between quotes (\")",
      "Mettez entre guillemets (\") une valeur qui contient le séparateur ou un saut de ligne"};
  return InputError(message("line {}: fields found: {}, expected: {}",
                            "ligne {} : champs trouvés : {}, attendus : {}", record.line,
                            record.fields.size(), expected),
                    expected == 1 ? title : quotes);
}

std::vector<std::string> column_names(const Record& record) {
  std::vector<std::string> columns;
  for (const std::string& name : record.fields) columns.emplace_back(trim(name));
  refuse_duplicate_columns(columns);
  return columns;
}

std::size_t read_records(RecordReader reader, const CsvSink& sink) {
  std::size_t width = 0, blank_rows = 0;
  while (auto record = reader.next()) {
    if (record->is_blank()) {
      blank_rows += record->fields.size() > 1 ? 1 : 0;
    } else if (width == 0) {
      width = record->fields.size();
      sink.header(column_names(*record));
    } else if (record->fields.size() != width) {
      throw ragged(*record, width);
    } else {
      sink.row(std::move(record->fields), record->line);
    }
  }
  if (width > 0) return blank_rows;
  throw InputError({"the file is empty", "le fichier est vide"},
                   {"Give a file whose first line names the columns",
                    "Indiquez un fichier dont la première ligne nomme les colonnes"});
}

/// The separator that Excel's first line `sep=;` declares.
std::optional<char> declared_separator(std::string_view text) {
  const std::string_view first = trim(text.substr(0, text.find('\n')));
  if (text.starts_with("sep=\t")) return '\t';
  if (first.size() == 5 && lower_ascii(first).starts_with("sep=")) return first[4];
  return {};
}

}  // namespace

std::size_t stream_csv_table(std::string_view utf8_text, const std::string& path,
                             const CsvSink& sink) {
  return within(verbatim(path), [&] {
    const auto declared = declared_separator(utf8_text);
    RecordReader reader(utf8_text, declared ? *declared : detected_separator(utf8_text));
    if (declared) reader.next();
    return read_records(reader, sink);
  });
}

Table parse_csv_table(std::string_view utf8_text, const std::string& path) {
  Table table;
  table.path = path;
  table.blank_rows =
      stream_csv_table(utf8_text, path,
                       {[&](const std::vector<std::string>& columns) { table.columns = columns; },
                        [&](std::vector<std::string>&& cells, std::size_t line) {
                          table.rows.push_back(std::move(cells));
                          table.lines.push_back(line);
                        }});
  return table;
}

}  // namespace coverage
