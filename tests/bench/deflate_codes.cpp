// Prints engine/flate/codes.inc: codes for what carepacket writes into its files, by how
// often each symbol stands in some of them.
//
//     build/release/tests/bench/deflate_codes out/*/packet.pdf >engine/flate/codes.inc
//
// It reads nothing but files that carepacket has written.

#include "engine/flate/format.hpp"
#include "engine/flate/lz77.hpp"
#include "tests/bench/streams.hpp"

#include <cstdio>
#include <cstdlib>
#include <queue>
#include <string>
#include <vector>

namespace {

using namespace engine::flate;

/// How often a symbol is taken to stand there that does not stand there at all: a code that any
/// byte may need some day, and few lengths of codes, which are told at the head of each stream.
constexpr std::uint64_t at_least = 20;
constexpr int longest_code = 13, longest_code_of_lengths = 7;

using Counts = std::vector<std::uint64_t>;
using Lengths = std::vector<int>;

struct Tally {
  Counts literals = Counts(format::symbols, at_least);
  Counts distances = Counts(format::distance_symbols, at_least);

  void literal(unsigned char byte) { ++literals[byte]; }
  void match(std::size_t length, std::uint32_t distance) {
    const auto far = static_cast<std::uint32_t>(length);
    ++literals[static_cast<std::size_t>(257 + format::symbol_of(format::lengths, far))];
    ++distances[static_cast<std::size_t>(format::symbol_of(format::distances, distance))];
  }
};

/// Huffman's codes; where one is too long, with the counts nearer to each other.
Lengths huffman(Counts counts, int longest) {
  for (;;) {
    using Node = std::pair<std::uint64_t, std::size_t>;
    std::priority_queue<Node, std::vector<Node>, std::greater<>> nodes;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] > 0) nodes.emplace(counts[i], i);
    }
    std::vector<std::size_t> above(2 * counts.size(), 0);
    std::size_t next = counts.size();
    while (nodes.size() > 1) {
      const Node a = nodes.top();
      nodes.pop();
      const Node b = nodes.top();
      nodes.pop();
      above[a.second] = above[b.second] = next;
      nodes.emplace(a.first + b.first, next++);
    }
    Lengths lengths(counts.size(), 0);
    int most = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      for (std::size_t at = i; counts[i] > 0 && at != next - 1; at = above[at]) ++lengths[i];
      most = std::max(most, lengths[i]);
    }
    if (most <= longest) return lengths;
    for (std::uint64_t& count : counts) count = count == 0 ? 0 : count / 2 + 1;
  }
}

/// The lengths of codes are coded themselves (RFC 1951 §3.2.7): how often each stands there.
Counts counts_of(Lengths lengths, const Lengths& more) {
  lengths.insert(lengths.end(), more.begin(), more.end());
  Counts counts(19, 0);
  for (std::size_t i = 0; i < lengths.size();) {
    const int here = lengths[i++];
    ++counts[static_cast<std::size_t>(here)];
    for (;;) {
      std::size_t alike = 0;
      while (alike < format::most_symbols_alike && i + alike < lengths.size() &&
             lengths[i + alike] == here)
        ++alike;
      if (alike < 3) break;
      ++counts[16];
      i += alike;
    }
  }
  return counts;
}

void print(const Lengths& lengths) {
  constexpr std::size_t in_a_row = 90;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    if (i % in_a_row == 0) std::printf("%s    \"", i > 0 ? "\"\n" : "");
    std::putchar(lengths[i] == 0 ? '.' : 'a' + lengths[i] - 1);
  }
  std::printf("\"");
}

void print(const char* name, const Tally& tally) {
  const Lengths literals = huffman(tally.literals, longest_code);
  const Lengths distances = huffman(tally.distances, longest_code);
  std::printf("constexpr Alphabet %s{\n", name);
  print(literals);
  std::printf(",\n");
  print(distances);
  std::printf(",\n");
  print(huffman(counts_of(literals, distances), longest_code_of_lengths));
  std::printf("};\n");
}

}  // namespace

int main(int count, char** words) {
  Lz77 lz77;
  Tally pages, objects;
  for (int i = 1; i < count; ++i) {
    bench::for_each_stream(
        words[i],
        [&](const std::string& page) { lz77.find(page, pages); },
        [&](const std::string& of_objects) { lz77.find(of_objects, objects); }
    );
  }
  std::printf("// Made by tests/bench/deflate_codes.cpp.\n\n");
  print("pages", pages);
  print("objects", objects);
  return 0;
}
