#include "engine/cli/manual.hpp"

#include <algorithm>
#include <vector>

namespace engine::cli {

namespace {

/// Text as roff shows it: a backslash, a hyphen that is copied as one, and no request by chance.
std::string roff(std::string_view text) {
  std::string safe;
  bool begins = true;
  for (const char c : text) {
    if (begins && (c == '.' || c == '\'')) safe += "\\&";
    if (c == '\\') {
      safe += "\\e";
    } else if (c == '-') {
      safe += "\\-";
    } else {
      safe += c;
    }
    begins = c == '\n';
  }
  return safe;
}

/// Lines that stay as they are.
std::string as_it_stands(std::string_view text) {
  return ".nf\n" + roff(text) + (text.ends_with('\n') ? "" : "\n") + ".fi\n";
}

std::string head(const std::string& page, std::string_view section, std::string_view summary) {
  return ".TH \"" + roff(page) + "\" " + std::string{section} +
         " \"\" carepacket carepacket\n.SH NAME\n" + roff(page) + " \\- " + roff(summary) + "\n";
}

/// An option as the table has it.
struct Row {
  std::string name, letter, value, text;

  /// -o, --output DIR
  std::string written() const {
    return (letter.empty() ? "" : "-" + letter + ", ") + "--" + name +
           (value.empty() ? "" : ' ' + value);
  }
  bool is_file() const {
    return value.find("FILE") != value.npos || value.find(".xml") != value.npos;
  }
  bool is_folder() const { return value == "DIR"; }
  /// pdf, html and text of "pdf|html|text"; none where the value is a word of the user's.
  std::vector<std::string> words() const {
    std::vector<std::string> all;
    if (value.find('|') == value.npos) return all;
    for (std::size_t at = 0; at <= value.size();) {
      const auto end = std::min(value.find('|', at), value.size());
      all.push_back(value.substr(at, end - at));
      at = end + 1;
    }
    return all;
  }
};

std::vector<Row> rows_of(const CommandHelp& help) {
  std::vector<Row> rows;
  const auto all = options_of(help.command);
  for (const auto& option : all.options()) {
    const std::string short_name = option->canonical_display_name(
        boost::program_options::command_line_style::allow_dash_for_short
    );
    rows.push_back(
        {option->long_name(),
         short_name.size() == 2 ? short_name.substr(1) : "",
         option->semantic()->max_tokens() > 0 ? option->semantic()->name() : "",
         option->description()}
    );
  }
  return rows;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

/// A word of a shell between single quotes.
std::string in_shell_quotes(std::string_view word) {
  std::string safe = "'";
  for (const char c : word) safe += c == '\'' ? std::string{"'\\''"} : std::string(1, c);
  return safe + '\'';
}

/// A description of zsh's _arguments ends with ] and parts with :.
std::string of_arguments(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe;
}

}  // namespace

std::string manual_of_all() {
  std::string page = head("carepacket", "1", "make the papers for a second medical opinion");
  page += ".SH SYNOPSIS\n.B carepacket\n.I COMMAND\n[options]\n.SH DESCRIPTION\n" +
          as_it_stands(front_page()) + ".SH SEE ALSO\n";
  for (const CommandHelp& help : all_commands())
    page += ".BR " + roff("carepacket-" + std::string{help.name}) + " (1),\n";
  page += ".BR carepacket\\-nights (7)\n";
  return page;
}

std::string manual_of(const CommandHelp& help) {
  std::string page = head("carepacket-" + std::string{help.name}, "1", help.summary);
  page += ".SH SYNOPSIS\n" + roff("carepacket " + std::string{help.usage}) + "\n.SH OPTIONS\n";
  for (const Row& row : rows_of(help))
    page += ".TP\n.B " + roff(row.written()) + '\n' + roff(row.text) + '\n';
  page += ".SH EXAMPLES\n" + as_it_stands(help.examples);
  return page + ".SH SEE ALSO\n.BR carepacket (1)\n";
}

std::string manual_of_topic(std::string_view topic, std::string_view text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto body = text.find_first_not_of('\n', end);
  return head("carepacket-" + std::string{topic}, "7", text.substr(0, end)) + ".SH DESCRIPTION\n" +
         as_it_stands(body == text.npos ? "" : text.substr(body)) +
         ".SH SEE ALSO\n.BR carepacket (1)\n";
}

std::string bash_completions() {
  std::string names, cases;
  for (const CommandHelp& help : all_commands()) {
    const std::string name{help.name};
    names += name + ' ';
    std::string given, values, files, folders, own;
    for (const Row& row : rows_of(help)) {
      const std::string either = "--" + row.name + (row.letter.empty() ? "" : "|-" + row.letter);
      given += "--" + row.name + ' ';
      if (row.value.empty()) continue;
      auto& kind = row.is_folder() ? folders : row.is_file() ? files : own;
      if (const auto words = row.words(); !words.empty()) {
        values += "      " + either + ") COMPREPLY=($(compgen -W '" + joined(words) +
                  "' -- \"$word\")); return ;;\n";
      } else {
        kind += (kind.empty() ? "" : "|") + either;
      }
    }
    cases += "    " + name + ")\n      case $before in\n" + values;
    if (!folders.empty())
      cases += "      " + folders + ") COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n";
    if (!files.empty())
      cases += "      " + files + ") COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n";
    if (!own.empty()) cases += "      " + own + ") return ;;\n";
    cases += "      esac\n      options='" + given + "' ;;\n";
  }
  return "# bash completion of carepacket\n"
         "_carepacket() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options=\n"
         "  COMPREPLY=()\n"
         "  if ((COMP_CWORD == 1)); then\n"
         "    COMPREPLY=($(compgen -W '" +
         names +
         "help --help --version' -- \"$word\"))\n"
         "    return\n"
         "  fi\n"
         "  case ${COMP_WORDS[1]} in\n" +
         cases +
         "  esac\n"
         "  if [[ $word == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
         "  else\n"
         "    COMPREPLY=($(compgen -f -- \"$word\"))\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _carepacket carepacket\n";
}

std::string zsh_completions() {
  std::string names, cases;
  for (const CommandHelp& help : all_commands()) {
    names +=
        "    " + in_shell_quotes(std::string{help.name} + ":" + std::string{help.summary}) + '\n';
    cases += "    " + std::string{help.name} + ")\n      _arguments";
    for (const Row& row : rows_of(help)) {
      std::string value;
      if (const auto words = row.words(); !words.empty()) {
        value = ":value:(" + joined(words) + ")";
      } else if (!row.value.empty()) {
        value = row.is_folder() ? ":folder:_files -/" : row.is_file() ? ":file:_files" : ":value: ";
      }
      const auto line = [&](const std::string& written) {
        cases +=
            " \\\n        " + in_shell_quotes(written + "[" + of_arguments(row.text) + "]" + value);
      };
      line("--" + row.name);
      if (!row.letter.empty()) line("-" + row.letter);
    }
    cases += " \\\n        '*:file:_files' ;;\n";
  }
  return "#compdef carepacket\n"
         "# zsh completion of carepacket\n"
         "if ((CURRENT == 2)); then\n"
         "  local -a commands=(\n" +
         names +
         "  )\n"
         "  _describe command commands\n"
         "else\n"
         "  local command=$words[2]\n"
         "  shift words\n"
         "  ((CURRENT--))\n"
         "  case $command in\n" +
         cases +
         "  esac\n"
         "fi\n";
}

std::string fish_completions() {
  std::string text =
      "# fish completion of carepacket\n"
      "complete -c carepacket -n __fish_use_subcommand -f\n";
  for (const CommandHelp& help : all_commands()) {
    text += "complete -c carepacket -n __fish_use_subcommand -a " + std::string{help.name} +
            " -d " + in_shell_quotes(help.summary) + '\n';
  }
  for (const CommandHelp& help : all_commands()) {
    for (const Row& row : rows_of(help)) {
      text += "complete -c carepacket -n '__fish_seen_subcommand_from " + std::string{help.name} +
              "' -l " + row.name;
      if (!row.letter.empty()) text += " -s " + row.letter;
      if (const auto words = row.words(); !words.empty()) {
        text += " -x -a '" + joined(words) + '\'';
      } else if (!row.value.empty()) {
        text += row.is_folder() || row.is_file() ? " -r" : " -x";
      }
      text += " -d " + in_shell_quotes(row.text) + '\n';
    }
  }
  return text;
}

}  // namespace engine::cli
