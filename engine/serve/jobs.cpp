#include "engine/serve/jobs.hpp"

#include "engine/base/ascii.hpp"

namespace engine::serve {

std::string harmless(std::string_view name) {
  name.remove_prefix(name.find_last_of("/\\") + 1);  // npos + 1 is 0
  std::string safe;
  for (const char c : name.substr(0, 80)) safe += is_letter(c) || is_digit(c) || c == '.' ? c : '-';
  while (!safe.empty() && (safe.front() == '.' || safe.front() == '-')) safe.erase(0, 1);
  return safe.empty() ? "file" : safe;
}

void ChartJob::add(std::string_view name, std::string_view bytes) {
  const std::string plain = harmless(name);
  std::string free = plain;
  for (int number = 2; files_.contains(free); ++number) free = std::to_string(number) + '-' + plain;
  files_.emplace(free, bytes);
  names.push_back(std::move(free));
}

void PaperJob::run(const WithinLimits& within_limits) {
  options.beside = &beside;
  is_too_large = !within_limits([&](Worker& worker) {
    if (auto papers = engine::make(source, worker, options, out)) made = *std::move(papers);
  });
}

void ChartJob::run(
    const vocabulary::Vocabulary& vocabulary,
    const chart::Words& words,
    Watchdog& watchdog,
    std::chrono::milliseconds time
) {
  options.into = into.get();
  options.is_asked = true;
  options.bytes_of = [this](const std::string& name) {
    const auto found = files_.find(name);
    return found == files_.end() ? std::nullopt : std::optional{found->second};
  };
  options.password = [this] { return password.empty() ? std::nullopt : std::optional{password}; };
  Budget budget;
  options.budget = &budget;
  try {
    const Watchdog::Case watched{watchdog, budget, time};
    if (auto made = chart::import(names, vocabulary, words, options, out)) draft = *std::move(made);
  } catch (const BudgetExceeded&) {
    is_too_large = true;
  }
  options.budget = &Budget::none();
}

void RecordJob::run() {
  is_record = engine::is_record(bytes, name, told);
}

}  // namespace engine::serve
