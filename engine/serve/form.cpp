#include "engine/serve/form.hpp"

#include "engine/base/ascii.hpp"
#include "engine/base/utf8.hpp"
#include "engine/xml/characters.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

/// What is no file is of no page of ours when it is longer, in bytes.
constexpr std::size_t most_of_text = std::size_t{1} << 20;

int digit_of(char c) {
  if (is_digit(c)) return c - '0';
  const char low = lowered(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// Without escapes; nothing where one is broken.
std::optional<std::string> decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = digit_of(text[i + 1]), low = digit_of(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    plain += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return plain;
}

/// A text that a case can hold. Forms send line ends as CR LF (WHATWG HTML §4.10.21.7); the line
/// and page breaks that are pasted from other programs (U+000B, U+000C) are line ends, too. Nothing
/// where it is no UTF-8, or has a character that XML cannot hold (XML 1.0 §2.2).
std::optional<std::string> as_text(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') plain += '\n';
    } else {
      plain += text[i] == '\v' || text[i] == '\f' ? '\n' : text[i];
    }
  }
  for (std::size_t at = 0; at < plain.size();) {
    const Checked character = checked_at(std::string_view{plain}.substr(at));
    if (!character.good || !xml::is_character(character.value)) return std::nullopt;
    at += character.bytes;
  }
  return plain;
}

/// The value of a parameter such as name="q0" in a header; quotes are sent as %22.
std::string parameter(std::string_view header, std::string_view name) {
  const std::string wanted = "; " + std::string{name} + "=";
  const auto at = header.find(wanted);
  if (at == header.npos) return {};
  std::string_view rest = header.substr(at + wanted.size());
  if (!rest.starts_with('"')) return std::string{rest.substr(0, rest.find(';'))};
  rest.remove_prefix(1);
  return std::string{rest.substr(0, rest.find('"'))};
}

/// One part of a multipart body: its head and what it holds.
bool read_part(std::string_view part, Multipart& to) {
  const auto end = part.find("\r\n\r\n");
  if (end == part.npos || end > 4096) return false;
  std::string_view disposition;
  for (std::string_view head = part.substr(0, end); !head.empty();) {
    const auto line_end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, line_end);
    constexpr std::string_view name = "content-disposition:";
    if (line.size() > name.size() && same_but_case(line.substr(0, name.size()), name))
      disposition = line.substr(name.size());
    head.remove_prefix(std::min(line_end + 2, head.size()));
  }
  const std::string field = parameter(disposition, "name");
  if (field.empty()) return false;
  const std::string_view bytes = part.substr(end + 4);
  if (disposition.find("; filename=") != disposition.npos) {
    to.files.push_back({field, parameter(disposition, "filename"), bytes});
    return true;
  }
  auto value = bytes.size() <= most_of_text ? as_text(bytes) : std::nullopt;
  if (!value) return false;
  to.form.add(field, *std::move(value));
  return true;
}

}  // namespace

void Form::put(const std::string& name, std::string value) {
  const auto found = std::ranges::find(fields_, name, &std::pair<std::string, std::string>::first);
  if (found == fields_.end())
    add(name, std::move(value));
  else
    found->second = std::move(value);
}

std::string_view Form::text(std::string_view name) const {
  for (const auto& [field, value] : fields_) {
    if (field == name) return value;
  }
  return {};
}

bool Form::has(std::string_view name) const {
  return std::ranges::any_of(fields_, [&](const auto& field) { return field.first == name; });
}

std::vector<std::string_view> Form::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [field, value] : fields_) {
    if (field == name) values.push_back(value);
  }
  return values;
}

std::optional<Form> read_urlencoded(std::string_view text, std::size_t most) {
  Form form;
  std::size_t count = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const auto equal = std::min(pair.find('='), pair.size());
    const auto name = decoded(pair.substr(0, equal));
    const auto sent = decoded(pair.substr(std::min(equal + 1, pair.size())));
    auto value = sent ? as_text(*sent) : std::nullopt;
    if (!name || !value || ++count > most) return std::nullopt;
    form.add(*name, *std::move(value));
  }
  return form;
}

std::optional<Multipart> read_multipart(
    std::string_view content_type, std::string_view body, std::size_t most
) {
  constexpr std::string_view type = "multipart/form-data";
  if (content_type.size() <= type.size() ||
      !same_but_case(content_type.substr(0, type.size()), type))
    return std::nullopt;
  const std::string boundary = parameter(content_type, "boundary");
  if (boundary.empty() || boundary.size() > 70) return std::nullopt;  // RFC 2046 §5.1.1
  const std::string first = "--" + boundary + "\r\n", between = "\r\n--" + boundary;
  if (!body.starts_with(first)) return std::nullopt;
  body.remove_prefix(first.size());
  constexpr std::size_t most_of_texts = std::size_t{1} << 20;  // as of a form without files
  std::size_t texts = 0;
  Multipart read;
  for (std::size_t parts = 0; parts < most; ++parts) {
    const auto end = body.find(between);
    const std::size_t files = read.files.size();
    if (end == body.npos || !read_part(body.substr(0, end), read)) return std::nullopt;
    texts += read.files.size() == files ? end : 0;
    if (texts > most_of_texts) return std::nullopt;
    body.remove_prefix(end + between.size());
    if (body.starts_with("--")) return read;
    if (!body.starts_with("\r\n")) return std::nullopt;
    body.remove_prefix(2);
  }
  return std::nullopt;
}

std::optional<Target> read_target(std::string_view target) {
  const auto is_sign = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7F'; };
  if (!std::ranges::all_of(target, is_sign)) return std::nullopt;  // RFC 9112 §3
  const auto mark = std::min(target.find('?'), target.size());
  const std::string_view path = target.substr(0, mark);
  const bool is_plain =
      path.starts_with('/') && path.size() <= 64 && std::ranges::all_of(path, [](char c) {
        return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '/';
      });
  if (!is_plain) return std::nullopt;
  auto query = read_urlencoded(target.substr(std::min(mark + 1, target.size())), 64);
  if (!query) return std::nullopt;
  return Target{std::string{path}, *std::move(query)};
}

std::vector<std::string_view> cookies_in(std::string_view header, std::string_view name) {
  std::vector<std::string_view> values;
  while (!header.empty()) {
    const auto end = std::min(header.find(';'), header.size());
    const std::string_view pair = trimmed(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const auto equal = pair.find('=');
    if (equal != pair.npos && pair.substr(0, equal) == name)
      values.push_back(pair.substr(equal + 1));
  }
  return values;
}

std::string in_query(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_')
      text += c;
    else
      text += '%' + hex(static_cast<unsigned char>(c), 2, upper_hex_digits);
  }
  return text;
}

}  // namespace engine::serve
