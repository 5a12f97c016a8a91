#include "engine/html/style.hpp"

namespace engine::html {

namespace {

/// A number with at most four decimals, without zeros at its end.
std::string decimal(std::int64_t ten_thousandths) {
  std::string text = ten_thousandths < 0 ? "-" : "";
  if (ten_thousandths < 0) ten_thousandths = -ten_thousandths;
  text += std::to_string(ten_thousandths / 10000);
  std::string rest = std::to_string(10000 + ten_thousandths % 10000).substr(1);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return rest.empty() ? text : text + '.' + rest;
}

std::string points(Length length) {
  return decimal(length.millipoints() * 10) + "pt";
}

/// Lines of text stand further apart on a screen than on paper, by a factor of the frame; headings,
/// which are short, do not.
std::string line_height(const doc::TextStyle& style, bool is_heading = false) {
  const std::int64_t ratio = style.leading.scaled(10000, style.size.millipoints()).millipoints();
  return is_heading ? decimal(ratio) : "calc(" + decimal(ratio) + "*var(--airy))";
}

/// top right bottom left
std::string four(Length top, Length right, Length bottom, Length left) {
  if (top == bottom && right == left) return top == right ? rem(top) : rem(top) + ' ' + rem(right);
  return rem(top) + ' ' + rem(right) + ' ' + rem(bottom) + ' ' + rem(left);
}

bool is_nothing(const Insets& insets) {
  return insets.top == Length{} && insets.right == Length{} && insets.bottom == Length{} &&
         insets.left == Length{};
}

bool is_nothing(const doc::Border& border) {
  return border.top == Length{} && border.right == Length{} && border.bottom == Length{} &&
         border.left == Length{};
}

/// Lines keep the width they have on paper, and are never thinner than a point of the screen.
std::string line(Length width) {
  return width == Length{} ? "0" : "max(1px," + points(width) + ")";
}

/// What every file has in common. `$…` is filled in. On a screen the lines of the house's themes
/// stand one and a half times the size of the letters apart (WCAG 2.2, 1.4.8), on paper as they
/// say.
constexpr std::string_view frame = R"(
html{--airy:1.125;font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%}
*,::before,::after{box-sizing:border-box}
body{margin:0;background:#eef1f4;color:$ink;font-family:Andika,"Atkinson Hyperlegible",Verdana,"DejaVu Sans","Noto Sans",sans-serif;font-size:$size;line-height:$leading;overflow-wrap:break-word}
p,h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,hr,figure{margin:0;font:inherit}
a{color:inherit;text-decoration:underline;text-decoration-thickness:max(1px,.07em);text-underline-offset:.18em}
a[href^="tel:"]{white-space:nowrap}
.term{display:inline-block;max-width:100%}
a:hover{text-decoration-thickness:max(2px,.14em)}
:focus-visible{outline:max(3px,.18rem) solid $accent;outline-offset:2px}
.skip{position:absolute;left:1rem;top:-10rem;z-index:2;padding:.75rem 1rem;background:#fff}
.skip:focus{top:1rem}
.top{max-width:$column;margin:0 auto;padding:2rem 1.5rem 0}
main,.contents{max-width:$column;margin:0 auto}
.contents{padding:1rem 1.5rem 0}
.contents summary{padding:.6rem 0;font-weight:bold;cursor:pointer}
.contents ul{list-style:none;padding:0}
.contents ul ul{padding-left:1.25rem}
.contents a{display:block;padding:.3rem 0}
article{background:#fff;padding:1.75rem clamp(1rem,5vw,4.5rem) 2rem;margin:0 auto 2rem;border:1px solid #d3d9df}
p,h1,h2,h3,h4,h5,h6,ul,ol,blockquote,.say,.check{max-width:36em}
.running{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.5rem}
article>header.running{padding-bottom:1.25rem}
article>footer.running{padding-top:1.5rem}
ul{list-style-type:disc}
ul ul:not(.checks){list-style-type:"\2013\2002"}
table{border-collapse:collapse;width:100%}
th,td{overflow-wrap:anywhere;text-align:start;vertical-align:top;font-weight:inherit}
.scroll{overflow-x:auto}
@media (max-width:40em){
.cards{min-width:0!important}
.cards,.cards tbody,.cards tr,.cards th,.cards td{display:block;width:auto}
.cards colgroup{display:none}
.cards thead{display:block}
.cards thead>tr:not(.band){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards tbody>tr{padding-block:.4em;border-top:max(1px,$rule) solid $line}
.cards td,.cards th{border-width:0!important;padding-inline:0!important}
.cards td[data-head]::before{content:attr(data-head);display:block;font-weight:bold}
}
@media screen{article>.running{display:none}}
.columns{display:flex;flex-wrap:wrap}
.columns>div{flex-basis:13em;min-width:min(100%,13em)}
.say{display:flex;flex-wrap:wrap}
.say>div{flex:1 1 14em;min-width:0}
input[type=checkbox].box{vertical-align:-.3em}
.checks{list-style:none;padding:0}
.check{display:flex}
.check>:last-child{flex:1;min-width:0}
.check>label{padding-block:.15em;cursor:pointer}
input,textarea{font:inherit;color:inherit;background:#fff;border:max(1px,$rule) solid $line;border-radius:3px;padding:.3em .5em;min-height:max(2.5rem,$pitch);max-width:100%}
textarea{display:block;width:100%;resize:vertical;line-height:$pitch;padding-block:0}
input[type=checkbox]{flex:none;margin:.1em 0 0;padding:0;width:1.25em;height:1.25em;min-width:24px;min-height:24px;accent-color:$accent}
.blank{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .75rem}
.blank>input{flex:1 1 12em;min-width:0}
.blank>textarea{flex:1 0 100%}
.fill{min-height:2rem;padding-block:.1em}
td .fill{max-width:45vw}
.cell{min-height:$pitch;width:100%;min-width:min(6em,30vw)}
.ruled{flex:1 0 100%;height:$pitch;border-bottom:max(1px,$rule) solid $line}
.room{flex:1 0 100%;height:$pitch}
.form{display:grid;grid-template-columns:repeat(12,minmax(0,1fr));padding:1px 0 0 1px}
.part{min-width:0;margin:-1px 0 0 -1px}
.part>.caption{display:block;font-size:.875rem;line-height:1.35}
.part .number{font-variant-numeric:lining-nums;margin-inline-end:.35em}
@media (max-width:40em){.part{grid-column:1/-1!important}}
.gap{display:inline-block;max-width:100%;border-bottom:max(1px,$rule) solid $line}
.sign>.name{max-width:20em}
.sign>.name::before{content:"";display:block;height:$pitch;border-bottom:max(1px,$rule) solid $line}
.figure{display:block;max-width:100%;height:auto;color:$accent}
.symbols{position:absolute}
.mark{width:1.2em;height:1.2em;color:$accent}
.marked{list-style:none;position:relative}
.marked>.mark{position:absolute;left:-1.6em;top:.1em}
.beside{padding-left:1.6em}
.beside>.mark{left:0}
.joined:not(:last-child)::before{content:"";position:absolute;left:-1.04em;top:.7em;bottom:-.7em;border-left:max(1px,$rule) solid $line}
.scale{position:relative}
.scale>svg{position:absolute;top:0;left:0;width:7.6em;height:100%;font-size:.85em;overflow:visible}
.scale>svg text{text-anchor:end;fill:currentColor}
.scale>svg line{stroke:$line;stroke-width:1}
.scale>svg .axis{stroke:currentColor;stroke-width:2}
.scale>svg .range{stroke:currentColor;stroke-width:5}
.scale>svg circle{fill:currentColor}
.scale>ul{margin:0 0 0 6.46em;padding-inline-start:1.8em;display:grid;grid-auto-rows:1fr;align-items:center;max-width:none}
.scale>ul>.marked>.mark{top:50%;transform:translateY(-50%)}
@media (max-width:40em){.scale>svg{display:none}.scale>ul{margin-left:0}}
.path{display:flex;list-style:none;padding:0;max-width:none}
.path>li{flex:1 1 0;min-width:0;position:relative}
.path>li>.mark{display:block;position:relative;margin:0 auto .2em}
.path>li+li::before{content:"";position:absolute;right:50%;width:100%;top:.6em;border-top:max(1px,$rule) solid $line}
@media (max-width:40em){
.path{display:block}
.path>li{display:flex;gap:.5em}
.path>li,.path>li *{text-align:start!important}
.path>li>.mark{margin:.15em 0 0;flex:none}
.path>li+li::before{content:none}
.path>li:not(:last-child)::after{content:"";position:absolute;left:.6em;top:1.35em;bottom:-.15em;border-left:max(1px,$rule) solid $line}
}
hr{border:0}
img{max-width:100%;height:auto;display:block}
@media (min-width:78rem){
.has-contents{display:grid;grid-template-columns:minmax(16rem,22rem) minmax(0,$column) 1fr;column-gap:2.5rem;padding-inline:1.5rem}
.has-contents>.top{grid-column:2;width:100%;margin:0}
.has-contents>.contents{grid-column:1;grid-row:1/span 2;position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:2rem 0;margin:0}
.has-contents>main{grid-column:2;width:100%;margin:2rem 0 0}
}
@media (min-width:78rem){@supports selector(::details-content){
.contents details::details-content{content-visibility:visible}
.contents summary{list-style:none;cursor:default}
.contents summary::-webkit-details-marker{display:none}
}}
@page{size:$paper;margin:$margin}
@media print{
html{--airy:1;font-size:12pt}
body,article{background:none}
body,.has-contents{display:block;padding:0}
.skip,.contents{display:none}
main,article{max-width:none;margin:0;padding:0;border:0}
p,h1,h2,h3,h4,h5,h6,ul,ol,blockquote,.say,.check,.blank,.sign{max-width:none}
article+article,.top+main>article{break-before:page}
.turn{break-before:page}
.keep,.check,.sign,.blank,.part,.note,tr{break-inside:avoid}
h1,h2,h3,h4,h5,h6{break-after:avoid}
thead{display:table-header-group}
p,li{orphans:2;widows:2}
.scroll{overflow:visible}
input,textarea{border-width:0 0 max(1px,$rule);border-radius:0;background:none;padding-block:0;min-height:$pitch;resize:none}
.fill{min-height:1.5em}
input[type=checkbox]{border-width:max(1px,$rule)}
.check>label{padding:0}
article>.running{padding-block:0}
article>footer.running{break-before:avoid}
.scroll>table{min-width:0!important}
td>.cell{border:0}
a{text-decoration:none}
}
)";

std::string filled(
    std::string_view text, const std::map<std::string, std::string, std::less<>>& gaps
) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '$') {
      out += text[at++];
      continue;
    }
    std::size_t end = ++at;
    while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
    out += gaps.find(text.substr(at, end - at))->second;
    at = end;
  }
  return out;
}

std::string paper(const doc::Document& document) {
  return points(document.paper.width) + ' ' + points(document.paper.height);
}

std::string margin(const doc::Document& document) {
  const Insets& m = document.margin;
  return points(m.top) + ' ' + points(m.right) + ' ' + points(m.bottom) + ' ' + points(m.left);
}

}  // namespace

std::string rem(Length length) {
  const std::string number = decimal(length.scaled(10, 12).millipoints());
  return number == "0" ? number : number + "rem";
}

std::string hex_color(Color color) {
  std::string text = "#";
  for (const int part : {color.red, color.green, color.blue}) {
    text += engine::hex(part, 2, lower_hex_digits);
  }
  return text;
}

std::string Sheet::look(std::string_view own, const std::string& declarations) {
  std::string names{own};
  if (!declarations.empty()) {
    const auto [found, is_new] =
        names_.try_emplace(declarations, "k" + std::to_string(order_.size() + 1));
    if (is_new) order_.push_back(&*found);
    if (!names.empty()) names += ' ';
    names += found->second;
  }
  return names.empty() ? names : " class=\"" + names + '"';
}

std::string Sheet::letters(const doc::TextStyle& style, bool is_heading) const {
  std::string css;
  if (style.size != text_.size) css += "font-size:" + rem(style.size) + ';';
  const std::string height = line_height(style, is_heading);
  if (height != line_height(text_)) css += "line-height:" + height + ';';
  if (style.bold) css += "font-weight:bold;";
  if (style.italic) css += "font-style:italic;";
  if (style.color != text_.color) css += "color:" + hex_color(style.color) + ';';
  return css;
}

std::string Sheet::box(const doc::BoxStyle& box) {
  std::string css;
  if (box.before != Length{} || box.after != Length{})
    css += "margin-block:" + rem(box.before) + ' ' + rem(box.after) + ';';
  if (!is_nothing(box.padding))
    css += "padding:" +
           four(box.padding.top, box.padding.right, box.padding.bottom, box.padding.left) + ';';
  if (!is_nothing(box.border)) {
    css += "border:solid " + hex_color(box.border.color) + ";border-width:" + line(box.border.top) +
           ' ' + line(box.border.right) + ' ' + line(box.border.bottom) + ' ' +
           line(box.border.left) + ';';
  }
  if (box.has_fill) css += "background:" + hex_color(box.fill) + ';';
  return css;
}

void Sheet::heading(const doc::TextStyle& style) {
  if (!accent_) accent_ = style.color;
}

void Sheet::write_in(Length pitch, Length rule, Color color) {
  if (!ruled_) ruled_ = {pitch, rule, color};
}

std::string Sheet::text(const doc::DocumentBundle& bundle) const {
  // A sheet of letter paper with margins of an inch has lines of 39 times the size of its letters;
  // a line of 36 times holds about 66 characters.
  const auto [pitch, rule, color] = ruled_.value_or(Ruled{text_.size * 2, 0.75_pt, text_.color});
  const doc::Document* first = bundle.parts.empty() ? nullptr : bundle.parts.front().document;
  std::string css = filled(
      frame,
      {{"ink", hex_color(text_.color)},
       {"size", rem(text_.size)},
       {"leading", line_height(text_)},
       {"accent", hex_color(accent_.value_or(text_.color))},
       {"column", "calc(39em + 9rem)"},
       {"rule", points(rule)},
       {"line", hex_color(color)},
       {"pitch", rem(pitch)},
       {"paper", first ? paper(*first) : "auto"},
       {"margin", first ? margin(*first) : "auto"}}
  );
  for (const auto& part : bundle.parts) {
    if (paper(*part.document) == paper(*first)) continue;
    css += "@page turned{size:" + paper(*part.document) + ";margin:" + margin(*part.document) +
           "}\n.turned{page:turned}\n";
    break;
  }
  for (const auto* rule_of : order_) css += '.' + rule_of->second + '{' + rule_of->first + "}\n";
  return css;
}

}  // namespace engine::html
