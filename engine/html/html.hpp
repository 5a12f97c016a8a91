#pragma once

#include "engine/doc/bundle.hpp"

#include <string>
#include <string_view>

namespace engine::html {

/// Writes a bundle as one HTML file that stands alone: no script, and a Content-Security-Policy
/// that lets it fetch nothing (W3C CSP 3 §6.1), so what it says stays on the machine that reads it.
///
///     <header>  the title, where no part says it
///     <nav>     the list of contents, where there is more than one part
///     <main>    <article> a part: its running head and foot once, its blocks between
///
/// Headings are one tree: a part's <h1> has the level DocumentBundle::Part says, and what is below
/// it follows. Sizes and spaces are the documents' own, in rem of 12 points: whoever reads with
/// larger letters gets them. A part of a running head or foot that numbers pages, and a head that
/// begins on a later page, are left out: there are no pages. Blanks, tick boxes and the dates of
/// signatures are form controls, named as the fields of the PDF are (accessible names in doc.hpp).
/// A link that leads to no place of the bundle is written as plain words.
std::string write(const doc::DocumentBundle& bundle);

/// True for a file that write() made and nobody has changed since: its last line is a seal of all
/// before it.
bool is_untouched(std::string_view bytes);

}  // namespace engine::html
