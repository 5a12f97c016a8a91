// What somebody downloaded: a zip, an iPhone's own list, or any other file.
#include "engine/chart/door/door.hpp"
#include "tests/fuzz/charts.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  using namespace engine::chart;
  const std::string bytes = tests::text(data, size);
  Chart chart;
  Diagnostics out;
  (void)is_case(bytes);
  (void)door::as_declared(bytes, "a", chart);
  std::size_t at = 0;
  const auto pieces = [&]() -> std::string_view {
    constexpr std::size_t most = 512;
    const std::size_t count = std::min(most, bytes.size() - at);
    at += count;
    return std::string_view{bytes}.substr(at - count, count);
  };
  const auto looks = door::looks_of(bytes);
  (void)door::words_of(looks);
  if (looks == door::Looks::phone_export) {
    door::File file{"export.xml", "", pieces};
    const auto first = pieces();
    door::read_phone_export(first, file, chart);
  }
  if (looks != door::Looks::zip) return 0;
  Options options;
  options.password = [] { return std::optional<std::string>{"a"}; };
  const bool good = door::walk_zip(
      bytes,
      "a.zip",
      1,
      options,
      [](door::File& file) {
        while (!file.pieces().empty()) {
        }
        return true;
      },
      chart,
      out
  );
  if (!good && out.errors() == 0) std::abort();
  return 0;
}
