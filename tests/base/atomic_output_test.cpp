#include "libcoverage/base/atomic_output.h"

#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <set>

#include "libcoverage/base/error.h"
#include "temporary_folder.h"

using namespace coverage;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

namespace {

std::string content(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Every name below a folder, hidden ones included.
std::set<std::string> names(const fs::path& folder) {
  std::set<std::string> result;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    result.insert(entry.path().lexically_relative(folder).string());
  }
  return result;
}

void put(const fs::path& file, const std::string& bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

const char* const manifest =
    R"({"engine": "libcoverage", "outputs": ["a.csv", "old.csv", "maps/one.png"]})";

/// A folder that an earlier run filled, with a file of the user's own.
fs::path earlier_results(const TemporaryFolder& folder) {
  const fs::path out = folder.path() / "out";
  put(out / "a.csv", "old a");
  put(out / "old.csv", "old");
  put(out / "maps" / "one.png", "old map");
  put(out / "manifest.json", manifest);
  put(out / "notes.txt", "mine");
  put(out / "mine" / "deep" / "b.txt", "mine too");
  return out;
}

void write_new_results(const fs::path& staging) {
  put(staging / "a.csv", "new a");
  put(staging / "manifest.json", R"({"engine": "libcoverage", "outputs": {"a.csv": {}}})");
}

/// A file system of its own below a folder; unmounted at the end.
class MountedDisk {
 public:
  MountedDisk(const fs::path& place, const char* options) : place_(place) {
    fs::create_directories(place);
    mounted_ = mount("tmpfs", place.c_str(), "tmpfs", 0, options) == 0;
    if (!mounted_) WARN("SKIPPED: mounting a small disk is not permitted here");
  }
  ~MountedDisk() {
    if (mounted_) umount2(place_.c_str(), MNT_DETACH);
  }
  explicit operator bool() const { return mounted_; }

 private:
  fs::path place_;
  bool mounted_ = false;
};

}  // namespace

TEST_CASE("a file is written whole, replaces the old one and leaves nothing beside it") {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "a.json";
  write_file_atomically(file, "first");
  CHECK(content(file) == "first");
  write_file_atomically(file, std::string("sec\0ond", 7));
  CHECK(content(file) == std::string("sec\0ond", 7));
  CHECK(names(folder.path()) == std::set<std::string>{"a.json"});
}

TEST_CASE("writing through a symbolic link changes the file that it names") {
  const TemporaryFolder folder;
  put(folder.path() / "real" / "a.txt", "old");
  fs::create_symlink("real/a.txt", folder.path() / "link.txt");
  write_file_atomically(folder.path() / "link.txt", "new");
  CHECK(fs::is_symlink(folder.path() / "link.txt"));
  CHECK(content(folder.path() / "real" / "a.txt") == "new");
}

TEST_CASE("a full disk is an error that says so, in both languages") {
  try {
    write_file_atomically("/dev/full", "x");
    FAIL("no error");
  } catch (const OutputError& error) {
    CHECK(error.text(Language::english) ==
          "/dev/full: cannot be written (no space left on the disk). Free some space, or choose "
          "another folder");
    CHECK_THAT(error.text(Language::french), Contains("plus de place sur le disque"));
  }
}

TEST_CASE("a disk that fills up keeps the old file and no part of the new one") {
  const TemporaryFolder folder;
  const MountedDisk disk(folder.path() / "disk", "size=64k");
  if (!disk) return;
  const fs::path file = folder.path() / "disk" / "a.txt";
  write_file_atomically(file, "old");
  CHECK_THROWS_WITH(write_file_atomically(file, std::string(1 << 20, 'x')),
                    Contains("no space left on the disk"));
  CHECK(content(file) == "old");
  CHECK(names(folder.path() / "disk") == std::set<std::string>{"a.txt"});
}

TEST_CASE("a missing folder and a folder in the file's place are errors") {
  const TemporaryFolder folder;
  CHECK_THROWS_WITH(write_file_atomically(folder.path() / "no" / "a.txt", "x"),
                    Contains("a.txt: cannot be written (no such folder)"));
  CHECK_THROWS_WITH(write_file_atomically(folder.path(), "x"), Contains("it is a folder"));
  CHECK(names(folder.path()).empty());
}

TEST_CASE("results appear in one step, with missing parents, and nothing else") {
  const TemporaryFolder folder;
  const fs::path out = folder.path() / "studies" / "allier" / "";
  AtomicDirectory results(out, Overwrite::no);
  write_new_results(results.staging());
  put(results.staging() / "maps" / "one.png", "map");
  CHECK_FALSE(fs::exists(out));
  results.commit();
  CHECK(content(out / "a.csv") == "new a");
  CHECK(content(out / "maps" / "one.png") == "map");
  CHECK(names(folder.path() / "studies") ==
        std::set<std::string>{"allier", "allier/a.csv", "allier/manifest.json", "allier/maps",
                              "allier/maps/one.png"});
}

TEST_CASE("without commit nothing is left, made parents included") {
  const TemporaryFolder folder;
  try {
    AtomicDirectory results(folder.path() / "deep" / "er" / "out", Overwrite::no);
    put(results.staging() / "a.csv", "half");
    throw InputError(verbatim("stopped"), {});
  } catch (const InputError&) {
  }
  CHECK(names(folder.path()).empty());
}

TEST_CASE("earlier results are replaced, files of others are kept") {
  const TemporaryFolder folder;
  const fs::path out = earlier_results(folder);
  fs::create_symlink("notes.txt", out / "link");
  fs::create_directory(out / "empty");
  fs::permissions(out, fs::perms(0750));
  AtomicDirectory results(out, Overwrite::no);
  write_new_results(results.staging());
  CHECK(content(out / "a.csv") == "old a");
  results.commit();
  CHECK(content(out / "a.csv") == "new a");
  CHECK(content(out / "notes.txt") == "mine");
  CHECK(content(out / "mine" / "deep" / "b.txt") == "mine too");
  CHECK(fs::read_symlink(out / "link") == "notes.txt");
  CHECK(fs::status(out).permissions() == fs::perms(0750));
  CHECK(names(out) == std::set<std::string>{"a.csv", "empty", "link", "manifest.json", "mine",
                                            "mine/deep", "mine/deep/b.txt", "notes.txt"});
  CHECK(names(folder.path()).size() == 9);  // nothing hidden beside it
}

TEST_CASE("a folder of somebody else is refused unless overwriting is asked for") {
  const TemporaryFolder folder;
  const fs::path out = folder.path() / "out";
  put(out / "a.csv", "theirs");
  put(out / "manifest.json", R"({"name": "a web app", "outputs": ["a.csv"]})");
  CHECK_THROWS_WITH(AtomicDirectory(out, Overwrite::no),
                    Contains("out: the folder is not empty and holds no earlier results. Choose "
                             "another folder, or say --overwrite"));
  AtomicDirectory results(out, Overwrite::yes);
  put(results.staging() / "b.csv", "ours");
  results.commit();
  CHECK(names(out) == std::set<std::string>{"a.csv", "b.csv", "manifest.json"});
}

TEST_CASE("damaged and hostile manifests mark nobody's results") {
  const TemporaryFolder folder;
  const fs::path out = folder.path() / "out";
  for (const char* text : {"", "{", "[]", "null", "\"libcoverage\"", R"({"engine": 3})",
                           R"({"engine": ["libcoverage"]})"}) {
    CAPTURE(text);
    put(out / "manifest.json", text);
    CHECK_THROWS_AS(AtomicDirectory(out, Overwrite::no), OutputError);
  }
  put(folder.path() / "outside.txt", "safe");
  put(out / "manifest.json", R"({"engine": "libcoverage", "outputs": ["../outside.txt", 3, ""]})");
  AtomicDirectory results(out, Overwrite::no);
  write_new_results(results.staging());
  results.commit();
  CHECK(content(folder.path() / "outside.txt") == "safe");
}

TEST_CASE("an empty folder is filled, a file in the way is refused") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "out");
  AtomicDirectory results(folder.path() / "out", Overwrite::no);
  write_new_results(results.staging());
  results.commit();
  CHECK(content(folder.path() / "out" / "a.csv") == "new a");

  put(folder.path() / "file", "theirs");
  CHECK_THROWS_WITH(AtomicDirectory(folder.path() / "file", Overwrite::no),
                    Contains("a file of that name exists"));
  CHECK_THROWS_WITH(AtomicDirectory(folder.path() / "file" / "out", Overwrite::no),
                    Contains("part of the path is a file"));
  CHECK(content(folder.path() / "file") == "theirs");
}

TEST_CASE("a disk that fills up keeps the earlier results") {
  const TemporaryFolder folder;
  const MountedDisk disk(folder.path() / "disk", "size=256k");
  if (!disk) return;
  const fs::path out = folder.path() / "disk" / "out";
  put(out / "a.csv", "old a");
  put(out / "manifest.json", manifest);
  {
    AtomicDirectory results(out, Overwrite::no);
    CHECK_THROWS_AS(write_file_atomically(results.staging() / "a.csv", std::string(1 << 20, 'x')),
                    OutputError);
  }
  CHECK(content(out / "a.csv") == "old a");
  CHECK(names(folder.path() / "disk") ==
        std::set<std::string>{"out", "out/a.csv", "out/manifest.json"});
}

TEST_CASE("a mount point is filled from within, and keeps files of others") {
  const TemporaryFolder folder;
  const fs::path out = folder.path() / "out";
  const MountedDisk disk(out, "size=256k");
  if (!disk) return;
  earlier_results(folder);
  AtomicDirectory results(out, Overwrite::no);
  write_new_results(results.staging());
  results.commit();
  CHECK(content(out / "a.csv") == "new a");
  CHECK(names(out) == std::set<std::string>{"a.csv", "manifest.json", "maps", "mine", "mine/deep",
                                            "mine/deep/b.txt", "notes.txt"});
}

TEST_CASE("a replacement that fails half-way is undone") {
  const TemporaryFolder folder;
  const fs::path out = folder.path() / "out";
  const MountedDisk disk(out, "size=256k");
  if (!disk) return;
  earlier_results(folder);
  const std::set<std::string> before = names(out);
  // The second mount cannot be moved aside: earlier outputs before it in order already were.
  const MountedDisk obstacle(out / "maps" / "one.png.d", "size=64k");
  put(out / "manifest.json",
      R"({"engine": "libcoverage", "outputs": ["a.csv", "maps/one.png.d", "old.csv"]})");
  {
    AtomicDirectory results(out, Overwrite::no);
    write_new_results(results.staging());
    CHECK_THROWS_AS(results.commit(), OutputError);
  }
  CHECK(content(out / "a.csv") == "old a");
  CHECK(content(out / "old.csv") == "old");
  umount2((out / "maps" / "one.png.d").c_str(), MNT_DETACH);
  fs::remove(out / "maps" / "one.png.d");
  CHECK(names(out) == before);
}

TEST_CASE("the current folder is filled, not replaced") {
  const TemporaryFolder folder;
  const fs::path out = earlier_results(folder);
  const fs::path before = fs::current_path();
  fs::current_path(out);
  {
    AtomicDirectory results(".", Overwrite::no);
    write_new_results(results.staging());
    results.commit();
  }
  CHECK(content("a.csv") == "new a");
  CHECK(content("notes.txt") == "mine");
  CHECK_FALSE(fs::exists("old.csv"));
  fs::current_path(before);
}

TEST_CASE("what a killed run left is removed by the next, a living run's staging is not") {
  const TemporaryFolder folder;
  const fs::path out = folder.path() / "out";
  const AtomicDirectory living(out, Overwrite::no);
  const pid_t child = fork();
  if (child == 0) {
    AtomicDirectory killed(out, Overwrite::no);
    put(killed.staging() / "a.csv", "half");
    std::raise(SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  CHECK(names(folder.path()).size() == 3);  // two stagings and the half file
  const AtomicDirectory next(out, Overwrite::no);
  CHECK(fs::exists(living.staging()));
  CHECK(names(folder.path()).size() == 2);
}

TEST_CASE("earlier results that a killed run had put aside are named and never removed") {
  const TemporaryFolder folder;
  put(folder.path() / ".out.coverage-partial-1-0-old" / "a.csv", "old");
  CHECK_THROWS_WITH(AtomicDirectory(folder.path() / "out", Overwrite::yes),
                    Contains(".out.coverage-partial-1-0-old. Move them back"));
  CHECK(names(folder.path()).size() == 2);
}

TEST_CASE("a folder where nobody may write is refused before any work") {
  const TemporaryFolder folder;
  const fs::path closed = folder.path() / "closed";
  fs::create_directory(closed);
  fs::permissions(closed, fs::perms(0555));
  // Root may write anywhere: a child without rights looks.
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(77);
    try {
      AtomicDirectory(closed / "out", Overwrite::no);
      _exit(1);
    } catch (const OutputError& error) {
      const std::string text = error.what();
      _exit(text.find("permission denied") != std::string::npos ? 0 : 2);
    }
  }
  fs::permissions(folder.path(), fs::perms(0755));
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) {
    WARN("SKIPPED: cannot give up the rights of root");
    return;
  }
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(names(folder.path()) == std::set<std::string>{"closed"});
}

TEST_CASE("a file written in pieces appears whole at its commit, and not at all without") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "large.csv";
  put(path, "old");
  {
    AtomicFile file(path);
    file.write("never committed");
  }
  CHECK(content(path) == "old");
  CHECK(names(folder.path()) == std::set<std::string>{"large.csv"});
  AtomicFile file(path);
  std::string expected;
  for (int k = 0; k < 1000; ++k) {
    const std::string piece(1 + static_cast<std::size_t>(k) * 7 % 3000,
                            static_cast<char>('a' + k % 26));
    file.write(piece);
    expected += piece;
  }
  CHECK(content(path) == "old");
  file.commit();
  CHECK(content(path) == expected);
  CHECK(names(folder.path()) == std::set<std::string>{"large.csv"});
}
