// Writes an extract of OSM many times over into one file, each copy beside the others and with ids
// of its own: a large file of real shape, for measuring memory. Usage: repeat_extract IN.osm.pbf
// COPIES OUT.osm.pbf

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <osmium/io/any_input.hpp>
#include <osmium/io/any_output.hpp>
#include <osmium/osm.hpp>

namespace {

using osmium::object_id_type;

/// Where a copy goes, and how far its ids are from those of the first.
struct Shift {
  object_id_type ids = 0;
  double lon = 0, lat = 0;
};

void move(osmium::Node& node, const Shift& shift) {
  if (!node.location().valid()) return;
  node.set_location({node.location().lon() + shift.lon, node.location().lat() + shift.lat});
}
void move(osmium::Way& way, const Shift& shift) {
  for (osmium::NodeRef& node : way.nodes()) node.set_ref(node.ref() + shift.ids);
}
void move(osmium::Relation& relation, const Shift& shift) {
  for (osmium::RelationMember& member : relation.members())
    member.set_ref(member.ref() + shift.ids);
}

template <class Object>
void write_copies(const osmium::memory::Buffer& all, const std::vector<Shift>& shifts,
                  osmium::io::Writer& writer) {
  for (const Shift& shift : shifts) {
    osmium::memory::Buffer copy{std::size_t{1} << 20, osmium::memory::Buffer::auto_grow::yes};
    for (const Object& object : all.template select<Object>()) {
      copy.add_item(object);
      copy.commit();
    }
    for (Object& object : copy.template select<Object>()) {
      object.set_id(object.id() + shift.ids);
      move(object, shift);
    }
    writer(std::move(copy));
  }
}

/// In a square around the first copy, by its own size.
std::vector<Shift> shifts_of(const osmium::memory::Buffer& all, int copies) {
  object_id_type highest = 0;
  osmium::Box box;
  for (const auto& object : all.select<osmium::OSMObject>())
    highest = std::max(highest, object.id());
  for (const auto& node : all.select<osmium::Node>()) box.extend(node.location());
  const int columns = static_cast<int>(std::ceil(std::sqrt(copies)));
  const double width = box.top_right().lon() - box.bottom_left().lon();
  const double height = box.top_right().lat() - box.bottom_left().lat();
  std::vector<Shift> shifts;
  for (int k = 0; k < copies; ++k) {
    shifts.push_back({k * (highest + 1), (k % columns - columns / 2) * width,
                      (k / columns - columns / 2) * height});
  }
  return shifts;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: repeat_extract IN.osm.pbf COPIES OUT.osm.pbf\n", stderr);
    return 2;
  }
  try {
    const osmium::memory::Buffer all = osmium::io::read_file(argv[1]);
    const std::vector<Shift> shifts = shifts_of(all, std::atoi(argv[2]));
    osmium::io::Writer writer(argv[3], osmium::io::overwrite::allow);
    write_copies<osmium::Node>(all, shifts, writer);
    write_copies<osmium::Way>(all, shifts, writer);
    write_copies<osmium::Relation>(all, shifts, writer);
    writer.close();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "repeat_extract: %s\n", error.what());
    return 1;
  }
  return 0;
}
