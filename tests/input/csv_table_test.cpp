#include "libcoverage/input/csv_table.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/input/text_encoding.h"

namespace coverage {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using Names = std::vector<std::string>;

std::string parse_error(const std::string& text, Language language = Language::english) {
  return error_text([&] { parse_csv_table(text, "communes.csv"); }, language);
}

TEST_CASE("titles above the names of the columns are taken for what they are") {
  CHECK_THAT(error_text([] {
               parse_csv_table("Tableau des populations\n\ncode,population\n03001,1\n", "p.csv");
             }),
             Catch::StartsWith("p.csv: line 3: fields found: 2, expected: 1. The first line must "
                               "hold the names of the columns: delete titles above it"));
}

TEST_CASE("a table keeps its cells as text, with the line of each row") {
  const Table table = parse_csv_table("code,nom\n03185,Montluçon\n01001, Abergement \n", "t.csv");
  CHECK(table.columns == Names{"code", "nom"});
  CHECK(table.rows == Rows{{"03185", "Montluçon"}, {"01001", " Abergement "}});
  CHECK(table.lines == std::vector<std::size_t>{2, 3});
  CHECK(table.place_of(1) == "line 3");
  CHECK(table.french_place_of(1) == "ligne 3");
}

TEST_CASE("comma, semicolon and tab are detected") {
  const Rows expected{{"1", "a"}, {"2", "b"}};
  CHECK(parse_csv_table("x,y\n1,a\n2,b\n", "t").rows == expected);
  CHECK(parse_csv_table("x;y\n1;a\n2;b\n", "t").rows == expected);
  CHECK(parse_csv_table("x\ty\n1\ta\n2\tb\n", "t").rows == expected);
}

TEST_CASE("decimal commas do not hide a semicolon, nor commas in a header") {
  CHECK(parse_csv_table("lon;lat\n3,25;46,1\n", "t").rows == Rows{{"3,25", "46,1"}});
  const Table table = parse_csv_table("code;nom, officiel;x\n1;Le Theil, bourg;2\n", "t");
  CHECK(table.columns == Names{"code", "nom, officiel", "x"});
}

TEST_CASE("Excel's line sep= declares the separator and numbers lines all the same") {
  const Table table = parse_csv_table("sep=|\r\na|b\r\n1|2,5;3\r\n", "t");
  CHECK(table.rows == Rows{{"1", "2,5;3"}});
  CHECK(table.lines == std::vector<std::size_t>{3});
}

TEST_CASE("a table of one column has no separator") {
  CHECK(parse_csv_table("code\n03185\n03001", "t").rows == Rows{{"03185"}, {"03001"}});
}

TEST_CASE("quoted values hold separators, doubled quotes and line breaks") {
  const Table table =
      parse_csv_table("id,note\n1,\"a, \"\"b\"\"\r\nc\"\n2,5\" pipe\n3,\"\" \n", "t");
  CHECK(table.rows == Rows{{"1", "a, \"b\"\r\nc"}, {"2", "5\" pipe"}, {"3", ""}});
  CHECK(table.lines == std::vector<std::size_t>{2, 4, 5});
}

TEST_CASE("every line ending ends a row") {
  const Rows expected{{"1", "2"}, {"3", "4"}};
  CHECK(parse_csv_table("a,b\r\n1,2\r\n3,4", "t").rows == expected);
  CHECK(parse_csv_table("a,b\r1,2\r3,4\r", "t").rows == expected);
  CHECK(parse_csv_table("a,b\n1,2\n3,4\n", "t").lines == std::vector<std::size_t>{2, 3});
}

TEST_CASE("empty lines and rows without a value are left out, the latter counted") {
  const Table table = parse_csv_table("\na;b\n\n1;2\n;\n; ;;\n3;4\n\n", "t");
  CHECK(table.rows == Rows{{"1", "2"}, {"3", "4"}});
  CHECK(table.lines == std::vector<std::size_t>{4, 7});
  CHECK(table.blank_rows == 2);
}

TEST_CASE("a trailing separator makes an empty last field") {
  const Table table = parse_csv_table("a;b;\n1;2;", "t");
  CHECK(table.columns == Names{"a", "b", ""});
  CHECK(table.rows == Rows{{"1", "2", ""}});
}

TEST_CASE("a ragged row is refused with its line and both counts") {
  CHECK(
      parse_error("code,nom\n03185,Montluçon\n03001,Abrest,2915\n") ==
      "communes.csv: line 3: fields found: 3, expected: 2. Put a value that contains the separator "
      "or a line break between quotes (\")");
  CHECK(
      parse_error("code,nom\n03185\n", Language::french) ==
      "communes.csv : ligne 2 : champs trouvés : 1, attendus : 2. Mettez entre guillemets (\") une "
      "valeur qui contient le séparateur ou un saut de ligne");
}

TEST_CASE("an empty file is refused") {
  const std::string expected =
      "communes.csv: the file is empty. Give a file whose first line names the columns";
  CHECK(parse_error("") == expected);
  CHECK(parse_error("\n\r\n") == expected);
}

TEST_CASE("a header without rows is a table without rows") {
  CHECK(parse_csv_table("code,nom\n", "t").rows.empty());
}

TEST_CASE("a column named twice is refused") {
  CHECK(parse_error("code,nom,code\n1,a,2\n") ==
        "communes.csv: two columns are named 'code' (columns 1 and 3). Rename one of them");
}

TEST_CASE("a quote that never closes is refused where it opens") {
  CHECK(
      parse_error("a,b\n1,\"x\n2,y\n") ==
      "communes.csv: line 2: a quote (\") opens here and never closes. Close it, or write a quote "
      "inside a value twice (\"\")");
}

TEST_CASE("text after a closing quote is refused") {
  CHECK(
      parse_error("a,b\n1,\"L\"Escale\"\n") ==
      "communes.csv: line 2: text follows a closing quote (\"). Write a quote inside a value twice "
      "(\"\")");
}

TEST_CASE("a column is found by its name, else ignoring case; a misspelt one gets a suggestion") {
  const Table table = parse_csv_table("INSEE_COM, nom \n03185,Montluçon\n", "communes.csv");
  CHECK(table.column("INSEE_COM") == 0);
  CHECK(table.column("insee_com") == 0);
  CHECK(table.column("nom") == 1);
  CHECK(error_text([&] { table.column("insee_co"); }) ==
        "communes.csv: no column 'insee_co'. Did you mean 'INSEE_COM'? The columns are: INSEE_COM, "
        "nom");
  CHECK(error_text([&] { table.column("population"); }, Language::french) ==
        "communes.csv : pas de colonne « population ». Les colonnes sont : INSEE_COM, nom");
}

TEST_CASE("an exact column name wins over one that differs by case") {
  CHECK(parse_csv_table("Code,code\n1,2\n", "t").column("code") == 1);
}

TEST_CASE("text is UTF-8 with or without byte order mark, else Windows-1252") {
  CHECK(decoded_text("\xef\xbb\xbf"
                     "é") == "é");
  CHECK(decoded_text("Montluçon") == "Montluçon");
  CHECK(decoded_text("Montlu\xe7on, l\x92\x8cuvre, 5 \x80") == "Montluçon, l’Œuvre, 5 €");
  CHECK(decoded_text("\xc3\xa9", "latin-1") == "Ã©");
}

TEST_CASE("a text that is not of the declared encoding is refused with its line") {
  CHECK(error_text([] { decoded_text("a\nb\nMontlu\xe7on", "utf-8"); }) ==
        "line 3 is not UTF-8. Set encoding = \"latin-1\", or leave it out: it is then detected");
  CHECK(error_text([] { decoded_text("a", "ebcdic"); }) ==
        "unknown encoding 'ebcdic'. Write \"utf-8\" or \"latin-1\"");
}

TEST_CASE("UTF-16 and binary files are refused") {
  CHECK(error_text([] {
          decoded_text(
              std::string("\xff\xfe"
                          "a\0",
                          4));
        }) == "the text is UTF-16. Save it as \"CSV UTF-8\"");
  CHECK(error_text([] { decoded_text(std::string("PK\3\4\0\0", 6)); }) ==
        "this is not a text file. Give a delimited text file (CSV)");
}

}  // namespace
}  // namespace coverage
