// Words that are set letter by letter are set as HarfBuzz sets them.

#include "engine/font/font.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>
#include <hb.h>

#include <filesystem>
#include <set>

using namespace engine;
namespace fs = std::filesystem;

namespace {

const std::string folder = CAREPACKET_BINARY_DIR "/share/carepacket/fonts";

/// HarfBuzz by itself.
class Reference {
 public:
  explicit Reference(const std::string& file) {
    hb_blob_t* blob = hb_blob_create_from_file_or_fail((folder + '/' + file).c_str());
    REQUIRE(blob);
    hb_face_t* face = hb_face_create(blob, 0);
    font_ = hb_font_create(face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
  }
  ~Reference() {
    hb_font_destroy(font_);
    hb_buffer_destroy(buffer_);
  }
  std::vector<font::Glyph> shape(const std::string& text) {
    hb_buffer_reset(buffer_);
    hb_buffer_set_cluster_level(buffer_, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_add_utf8(buffer_, text.data(), static_cast<int>(text.size()), 0, -1);
    hb_buffer_set_direction(buffer_, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer_, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer_, hb_language_from_string("en", -1));
    hb_shape(font_, buffer_, nullptr, 0);
    unsigned count = 0;
    const auto* infos = hb_buffer_get_glyph_infos(buffer_, &count);
    const auto* places = hb_buffer_get_glyph_positions(buffer_, &count);
    std::vector<font::Glyph> glyphs(count);
    std::int32_t pen = 0;
    for (unsigned i = 0; i < count; ++i) {
      glyphs[i] = {
          static_cast<std::uint16_t>(infos[i].codepoint),
          static_cast<std::uint16_t>(infos[i].cluster),
          pen + places[i].x_offset,
          places[i].x_advance,
          places[i].y_offset};
      pen += places[i].x_advance;
    }
    return glyphs;
  }

 private:
  hb_font_t* font_ = nullptr;
  hb_buffer_t* buffer_ = hb_buffer_create();
};

const std::vector<std::string>& alphabet() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> letters{"‘", "’", "“", "”", "é", "ñ"};
    for (char c = ' '; c <= '~'; ++c) letters.emplace_back(1, c);
    return letters;
  }();
  return all;
}

/// Every word of the house's texts, with what stands around it.
const std::set<std::string>& words() {
  static const std::set<std::string> all = [] {
    std::set<std::string> found;
    for (const auto& file : fs::recursive_directory_iterator{CAREPACKET_SOURCE_DIR "/templates"}) {
      if (file.path().extension() != ".mustache" && file.path().extension() != ".xml") continue;
      const std::string text = tests::read(file.path());
      for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \n<>", at), text.size());
        if (end > at && end - at < 60) found.insert(text.substr(at, end - at));
        at = end + 1;
      }
    }
    return found;
  }();
  return all;
}

}  // namespace

TEST_CASE(
    "letters, pairs of them, fours that may join, and the words of the house are set as by HarfBuzz"
) {
  Diagnostics out;
  const auto book = font::open_fonts(folder, out);
  REQUIRE(book);
  std::vector<std::string> texts(words().begin(), words().end());
  REQUIRE(texts.size() > 5000);
  for (const auto& a : alphabet()) {
    texts.push_back(a);
    for (const auto& b : alphabet()) texts.push_back(a + b);
  }
  const std::vector<std::string> joining{"f", "i", "j", "l", "t", "-"};
  for (const auto& a : joining)
    for (const auto& b : joining)
      for (const auto& c : joining)
        for (const auto& d : joining) texts.push_back(a + b + c + d + "a");

  for (const bool bold : {false, true}) {
    for (const bool italic : {false, true}) {
      const font::FaceId face = book->plain_face(bold, italic);
      Reference reference{book->facts(face).file};
      font::Shaper shaper{*book};
      font::Shaper::Run run{.face = face, .language = shaper.language("en")};
      std::size_t wrong = 0;
      for (const auto& text : texts) {
        const font::GlyphRun& set = shaper.shape(text, run);
        if (set.glyphs == reference.shape(text)) continue;
        ++wrong;
        INFO(text);
        CHECK(wrong == 0);
      }
    }
  }
}
