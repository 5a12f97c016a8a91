// A pack of templates that was damaged: each three bytes of the input change one of it (place,
// place, value), and what is left over is cut off. A damaged pack is not taken, or says what its
// folder says.
#include "engine/kind/folder.hpp"
#include "engine/kind/snapshot.hpp"
#include "tests/support/run.hpp"

namespace {
struct Packed {
  tests::TemporaryFolder folder;
  std::string templates = (folder / "templates").string(), file = templates + ".pack";
  std::string bytes, said;

  Packed() {
    tests::write(
        templates + "/case.xml", "<vocabulary><element name='case' about='A case.'/></vocabulary>"
    );
    tests::write(templates + "/house/foot.mustache", "Page");
    engine::Diagnostics out;
    auto packed = engine::kind::pack(templates, out);
    if (!packed) std::abort();
    bytes = *std::move(packed);
    tests::write(file, bytes);
    const auto template_set = engine::kind::unpack(templates);
    if (!template_set) std::abort();
    said = engine::kind::snapshot(*template_set);
  }
};
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Packed good;
  std::string bytes = good.bytes;
  for (; size >= 3; data += 3, size -= 3)
    bytes[(data[0] * std::size_t{256} + data[1]) % bytes.size()] = static_cast<char>(data[2]);
  bytes.resize(bytes.size() - size);
  tests::write(good.file, bytes);
  const auto template_set = engine::kind::unpack(good.templates);
  if (template_set && engine::kind::snapshot(*template_set) != good.said) std::abort();
  return 0;
}
