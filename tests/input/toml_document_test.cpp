#include "libcoverage/input/toml_document.h"

#include <catch2/catch.hpp>

#include "error_text.h"

namespace coverage {
namespace {

std::vector<std::string> keys_of(const TomlValue& table) {
  std::vector<std::string> keys;
  for (const TomlEntry& entry : table.entries) keys.push_back(entry.key);
  return keys;
}

TEST_CASE("tables keep the order of the file") {
  const TomlValue root = parse_toml(R"(
title = "x"
[queries]
zebra = "a"
apple = "b"
[queries.mango]
where = "c"
[roads]
path = "r"
[queries.banana]
where = "d"
[demand]
)",
                                    "s.toml");
  CHECK(keys_of(root) == std::vector<std::string>{"title", "queries", "roads", "demand"});
  CHECK(keys_of(*root.find("queries")) ==
        std::vector<std::string>{"zebra", "apple", "mango", "banana"});
}

TEST_CASE("every value knows its place, columns counted in characters") {
  const TomlValue root =
      parse_toml("a = 1\n[\"tâble\"]\n  b = { \"é\" = [1,\n 2] }\n", "dir/s.toml");
  CHECK(root.find("a")->place.text() == "dir/s.toml:1:5");
  CHECK(root.entries[1].place.text() == "dir/s.toml:2:2");
  const TomlEntry& b = root.find("tâble")->entries.front();
  CHECK(b.place.text() == "dir/s.toml:3:3");
  CHECK(b.value.find("é")->place.text() == "dir/s.toml:3:15");
  CHECK(b.value.find("é")->items[1].place.text() == "dir/s.toml:4:2");
  CHECK(TomlPlace{"s.toml", 0, 0, {}}.text() == "s.toml");
  CHECK(TomlPlace{"s.toml", 0, 0, "--set a.b"}.text() == "--set a.b");
}

TEST_CASE("kinds of values") {
  const TomlValue root =
      parse_toml("a='x'\nb=7\nc=1.5\nd=true\ne=2024-08-01\nf=[]\ng={}\n", "s.toml");
  using Kind = TomlValue::Kind;
  const std::vector<Kind> kinds{Kind::text, Kind::integer, Kind::number, Kind::boolean,
                                Kind::date, Kind::array,   Kind::table};
  for (std::size_t i = 0; i < kinds.size(); ++i) CHECK(root.entries[i].value.kind == kinds[i]);
  CHECK(root.find("b")->number == 7);
  CHECK(root.find("e")->text == "2024-08-01");
  CHECK(root.find("absent") == nullptr);
}

TEST_CASE("values print as TOML that reads back the same") {
  const std::string text =
      R"({ a = "q\"\\\u000A é", b = [1, 2.5, true], c = { "d e" = {} }, f = 2024-08-01, g = [] })";
  CHECK(toml_text(*parse_toml("v = " + text, "s").find("v")) == text);
}

TEST_CASE("what is not TOML is refused with line and column") {
  CHECK(error_text([] { parse_toml("a = 1\nb = [1,\n", "s.toml"); }).starts_with("s.toml:2:"));
  const std::string twice = error_text([] { parse_toml("a = 1\na = 2\n", "s.toml"); });
  CHECK(twice.starts_with("s.toml:2:"));
  CHECK(twice.ends_with(". Texts stand in quotes, lists in [ ], and every key stands once"));
  CHECK(error_text([] { parse_toml("a = 03\n", "s.toml"); }).starts_with("s.toml:1:"));
  CHECK(error_text([] { parse_toml("a = \"\xff\"\n", "s.toml"); }).starts_with("s.toml:1:"));
  CHECK(error_text([] {
          parse_toml("a = " + std::string(5000, '['), "s.toml");
        }).starts_with("s.toml:1:"));
}

TEST_CASE("what would stop toml++ or lead it astray is refused") {
  // An assertion of toml++ 3.3, which would end the program.
  CHECK(error_text([] {
          parse_toml("[[# name = 1\n", "s.toml");
        }).starts_with("s.toml: this is not valid TOML: a key or a value is missing. "));
  // Undefined behaviour in toml++ 3.3.
  CHECK(error_text([] {
          parse_toml("a = 1\nclé = 2\n", "s.toml");
        }).starts_with("s.toml:2:3: this is not valid TOML: 'é' can only stand in quotes. "));
  CHECK(error_text([] {
          parse_toml("a = \"é\" # é\nb = 'é'é\n", "s.toml");
        }).starts_with("s.toml:2:8: "));
  CHECK(error_text([] {
          parse_toml("\ufeffa = «x»\n", "s.toml");
        }).starts_with("s.toml:1:5: this is not valid TOML: '«' can only stand in quotes. "));
}

TEST_CASE("letters of any language stand in quotes and comments") {
  const TomlValue root = parse_toml(R"(# é
a = "\"é" # ü
b = '\é'
c = """
é\""""""
d = '''
'é''''
"é" = 1)",
                                    "s.toml");
  CHECK(root.find("a")->text == "\"é");
  CHECK(root.find("b")->text == "\\é");
  CHECK(root.find("c")->text == "é\"\"\"");
  CHECK(root.find("d")->text == "'é'");
  CHECK(root.find("é")->integer == 1);
  CHECK(parse_toml("\ufeffa = 1\n", "s.toml").find("a")->integer == 1);
}

}  // namespace
}  // namespace coverage
