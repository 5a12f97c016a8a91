// carepacket_manual TOPICS FOLDER, a step of the build: writes the pages of the manual and what
// completes command lines into FOLDER (man1, man7, bash, zsh, fish); TOPICS is templates/help/en.

#include "engine/cli/manual.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;

namespace {

bool write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream file{path, std::ios::binary};
  file << text;
  return file.good();
}

std::string read(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

int main(int count, char** words) {
  using namespace engine::cli;
  if (count != 3) return 2;
  const fs::path topics = words[1], folder = words[2];
  bool fine = write(folder / "man1/carepacket.1", manual_of_all());
  for (const CommandHelp& help : all_commands()) {
    const std::string name = "carepacket-" + std::string{help.name} + ".1";
    fine = write(folder / "man1" / name, manual_of(help)) && fine;
  }
  for (const auto& entry : fs::directory_iterator{topics}) {
    const std::string topic = entry.path().stem().string();
    const std::string page = manual_of_topic(topic, read(entry.path()));
    fine = write(folder / "man7" / ("carepacket-" + topic + ".7"), page) && fine;
  }
  fine = write(folder / "bash/carepacket", bash_completions()) && fine;
  fine = write(folder / "zsh/_carepacket", zsh_completions()) && fine;
  fine = write(folder / "fish/carepacket.fish", fish_completions()) && fine;
  return fine ? 0 : 1;
}
