#pragma once

#include "engine/base/geometry.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace engine {

/// An object of a file that another program wrote, ready to stand in one of ours (ISO 32000-1
/// §7.3). Where it refers to an object of its own file, that one's index stands between the two
/// marks.
struct ForeignObject {
  static constexpr char begin_reference = '\x01', end_reference = '\x02';

  std::string body;  ///< of a stream: the entries of its dictionary, without Length
  bool is_stream = false;
  std::string bytes;  ///< of a stream, still compressed as `body` says
};

/// A place on such a page that leads somewhere.
struct ForeignLink {
  Rect place;              ///< from the top left corner of the page as it is seen
  std::string address;     ///< https:, mailto:, tel:; empty: it leads to a page of the same file
  std::uint32_t page = 0;  ///< from 0
};

/// A page as a reader sees it: upright, its visible part alone.
struct ForeignPage {
  std::uint32_t form = 0;  ///< index of the object that draws it: a form of the page's size
  Size size;
  bool has_text = false;  ///< something on it can be searched for and heard
  std::vector<ForeignLink> links;
};

/// What was left behind when a file was read, since nothing in it may run or hide.
struct ForeignRemains {
  int scripts = 0;   ///< programs in JavaScript
  int launches = 0;  ///< actions that start a program, or open a file of the machine
  int sending = 0;   ///< actions that send what is typed somewhere, or read it from a file
  int files = 0;     ///< files that ride inside
  int media = 0;     ///< sound, film and models
  int answers = 0;   ///< typed into fields of which the file holds no picture
  bool any() const { return scripts + launches + sending + files + media + answers > 0; }
};

/// A file of pages that another program wrote: plain data. Whoever reads such files makes it
/// (foreign), whoever writes pages puts them among ours (pdf).
struct ForeignFile {
  std::vector<ForeignObject> objects;
  std::vector<ForeignPage> pages;
  std::string language;                      ///< of all pages, where the file says one
  std::vector<std::uint32_t> layers;         ///< objects: all there are (ISO 32000-1 §8.11)
  std::vector<std::uint32_t> hidden_layers;  ///< those that are not seen
  ForeignRemains left_behind;
  bool was_mended = false;  ///< it was damaged, and could be read all the same

  std::size_t bytes() const {
    std::size_t sum = 0;
    for (const ForeignObject& object : objects) sum += object.body.size() + object.bytes.size();
    return sum;
  }
};

}  // namespace engine
