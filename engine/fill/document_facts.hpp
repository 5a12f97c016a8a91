#pragma once

// The facts of a document beside those of its case, each declared once: packet/ and batch/ make
// them, templates are checked against them. templates/README.md, "Of the document", says what each
// means.

#include "engine/base/edition.hpp"
#include "engine/facts/declared.hpp"
#include "engine/kind/kind.hpp"

namespace engine::fill::tables {

using facts::Declared;
using Is = facts::Shape::Is;

/// A paper, as lists of papers say it (packet/compose.cpp).
constexpr Declared paper[] = {
    {"title", Is::text},
    {"purpose", Is::text},
    {"why", Is::text},
    {"about", Is::text},
    {"reader", Is::text},
    {"kind", Is::text},
    {"pages", Is::number},
    {"firstPage", Is::number},
    {"anchor", Is::text},
    {"blanks", Is::list},
    {"task", Is::word, {}, kind::task_names},
    {"copy", Is::flag},
    {"isIndex", Is::flag},
    {"copyPage", Is::number},
    {"copyAnchor", Is::text},
};

/// The papers with which somebody does the same (packet/compose.cpp).
constexpr Declared task[] = {
    {"task", Is::word, {}, kind::task_names},
    {"papers", Is::list, {}, {}, paper},
};

/// A section of a set, with its sheet (packet/compose.cpp).
constexpr Declared tab[] = {
    {"number", Is::number},
    {"title", Is::text},
    {"firstPage", Is::number},
    {"anchor", Is::text},
    {"papers", Is::list, {}, {}, paper},
};

/// A paper that could not be made.
constexpr Declared missing[] = {
    {"title", Is::text},
    {"about", Is::text},
    {"why", Is::text},
};

/// A kind that the case does not call for.
constexpr Declared not_made[] = {
    {"title", Is::text},
    {"why", Is::text},
};

/// Where a legal element of a form stands (packet/proof.cpp).
constexpr Declared proof[] = {
    {"rule", Is::text},
    {"label", Is::text},
    {"page", Is::number},  ///< of the form; a paper without pages has none of the three
    {"packetPage", Is::number},
    {"line", Is::number},
    {"words", Is::text},
    {"blank", Is::flag},  ///< to be filled in by hand
};

constexpr Declared form[] = {
    {"title", Is::text},
    {"about", Is::text},
    {"firstPage", Is::number},
    {"anchor", Is::text},
    {"proofs", Is::list, {}, {}, proof},
    {"unfinished", Is::list},
};

/// Why cases of a run were not made, or in part (batch/report.cpp).
constexpr Declared batch_cause[] = {
    {"code", Is::text},
    {"words", Is::text},
    {"count", Is::text},
    {"names", Is::text},
    {"more", Is::text},
};

constexpr Declared batch_sum[] = {
    {"name", Is::text},
    {"value", Is::text},
};

constexpr Declared batch[] = {
    {"shard", Is::text},
    {"manifest", Is::text},
    {"refusedText", Is::text},
    {"incompleteText", Is::text},
    {"sums", Is::list, {}, {}, batch_sum},
    {"made", Is::text},
    {"inPart", Is::text},
    {"notMade", Is::text},
    {"madeMarks", Is::number},
    {"inPartMarks", Is::number},
    {"notMadeMarks", Is::number},
    {"causes", Is::list, {}, {}, batch_cause},
    {"causesLeft", Is::text},
};

/// A record that is there, with its pages among those of this run (packet/compose.cpp).
constexpr Declared record_there[] = {
    {"description", Is::text},
    {"type", Is::text},
    {"from", Is::text},
    {"date", Is::text},
    {"pages", Is::number},
    {"firstPage", Is::number},
    {"lastPage", Is::number},  ///< of a record of several pages
    {"anchor", Is::text},
};

/// Of every document (packet/make.cpp); from `contents` on, of the documents about others
/// (packet/compose.cpp), and `batch` of the report about a run (batch/report.cpp).
constexpr Declared document[] = {
    {"title", Is::text},
    {"purpose", Is::text},
    {"kind", Is::text},
    {"task", Is::word, {}, kind::task_names},
    {"language", Is::text},
    {"edition", Is::word, {}, edition_names},
    {"bound", Is::flag},
    {"handout", Is::flag},
    {"caseId", Is::text},
    {"blanks", Is::list},
    {"toFill", Is::list},
    {"copy", Is::flag},
    {"hasCopy", Is::flag},
    {"copyInEnglish", Is::flag},
    {"bilingual", Is::flag},
    {"untranslated", Is::flag},
    {"languageName", Is::text},
    {"contents", Is::list, {}, {}, paper},
    {"toFinish", Is::list, {}, {}, paper},
    {"missing", Is::list, {}, {}, missing},
    {"notMade", Is::list, {}, {}, not_made},
    {"tasks", Is::list, {}, {}, task},
    {"nothingToSign", Is::flag},
    {"tabs", Is::list, {}, {}, tab},
    {"tab", Is::group, {}, {}, tab},
    {"forms", Is::list, {}, {}, form},
    {"recordsThere", Is::list, {}, {}, record_there},
    {"batch", Is::group, {}, {}, batch},
};

}  // namespace engine::fill::tables
