// Gives a door every file that is named, or stands in a folder that is named: what a search has
// ever found stays a test.

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {
void replay(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  const std::vector<char> bytes{std::istreambuf_iterator<char>{file}, {}};
  std::printf("%s\n", path.c_str());
  std::fflush(stdout);  // so that the last line of a crash names its file
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}
}  // namespace

int main(int count, char** words) {
  for (int i = 1; i < count; ++i) {
    if (!std::filesystem::is_directory(words[i])) {
      replay(words[i]);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator{words[i]}) {
      if (entry.is_regular_file()) replay(entry.path());
    }
  }
  return 0;
}
