#include "libcoverage/input/osm_reader.h"

#include <new>
#include <osmium/io/any_input.hpp>
#include <osmium/io/reader.hpp>

#include "libcoverage/base/text.h"
#include "libcoverage/geo/input_gate.h"

namespace coverage {

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& reason) {
  throw InputError(
      message("{}: cannot be read as an OSM file: {}",
              "{} : ne se lit pas comme un fichier OSM : {}", path, reason),
      message("It may be damaged, cut short, or of another format: download it again, and check it "
              "with 'osmium fileinfo -e'. Formats are .osm.pbf and .osm, .osm.gz, .osm.bz2.",
              "Il est peut-être abîmé, tronqué ou d’un autre format : téléchargez-le à nouveau, et "
              "vérifiez-le par « osmium fileinfo -e ». Les formats sont .osm.pbf et .osm, .osm.gz, "
              ".osm.bz2."));
}

/// libosmium reads files of the disk only.
std::string checked_osm_path(const std::string& path) {
  std::string checked = checked_input_path(path);
  if (checked.starts_with("/vsi")) {
    throw InputError(message("{}: an OSM file inside an archive cannot be read",
                             "{} : un fichier OSM dans une archive ne peut être lu", path),
                     message("Unpack the archive; .osm.gz and .osm.bz2 files are read as they are.",
                             "Décompressez l’archive ; les fichiers .osm.gz et .osm.bz2 se lisent "
                             "tels quels."));
  }
  return checked;
}

/// Objects of a file in which all versions or changes stand would be counted several times.
void require_plain_data(const osmium::io::File& file, const std::string& path) {
  if (file.has_multiple_object_versions()) {
    refuse(path, "it is a history or a change file, not a state of the map");
  }
}

}  // namespace

bool is_osm_path(const std::string& path) {
  const std::string name = lower_ascii(path);
  for (const char* ending : {".pbf", ".osm", ".osm.gz", ".osm.bz2", ".osm.xml"}) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

osmium::Box read_osm_file(const std::string& path, osmium::osm_entity_bits::type kinds,
                          const Execution& execution,
                          const std::function<void(const osmium::memory::Buffer&)>& visit) {
  const std::string checked = checked_osm_path(path);
  // What `visit` throws is not an error of reading, whatever its type.
  std::exception_ptr visitor_failure;
  try {
    const osmium::io::File file(checked);
    require_plain_data(file, path);
    osmium::io::Reader reader(file, kinds, osmium::io::read_meta::no);
    const osmium::Box box = reader.header().joined_boxes();
    while (const osmium::memory::Buffer buffer = reader.read()) {
      try {
        execution.check_interrupted();
        visit(buffer);
      } catch (...) {
        visitor_failure = std::current_exception();
        break;
      }
    }
    if (!visitor_failure) reader.close();
    if (!visitor_failure) return box;
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    refuse(path, error.what());
  }
  std::rethrow_exception(visitor_failure);
}

}  // namespace coverage
