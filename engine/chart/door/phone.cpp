// export.xml of an iPhone: gigabytes of steps and heartbeats, and a document type declaration with
// rules of its own. It is never held: a stream that wants the names of those who wrote the records,
// and no entity that the file declares.

#include "engine/chart/door/door.hpp"
#include "engine/chart/wording.hpp"

#include <expat.h>
#include <memory>

namespace engine::chart::door {

namespace {

struct Wanted {
  XML_Parser parser = nullptr;
  int records = 0;
  std::vector<std::string> organizations;
  std::optional<Date> exported, received;  ///< the second is that of the newest record
};

void begin(void* user, const XML_Char* name, const XML_Char** attributes) {
  auto& wanted = *static_cast<Wanted*>(user);
  const bool is_export_date = std::string_view{name} == "ExportDate";
  if (!is_export_date && std::string_view{name} != "ClinicalRecord") return;
  wanted.records += is_export_date ? 0 : 1;
  for (const XML_Char** at = attributes; *at; at += 2) {
    const std::string_view attribute = at[0];
    if (is_export_date && attribute == "value") wanted.exported = date_in(at[1]);
    if (const auto day = attribute == "receivedDate" ? date_in(at[1]) : std::nullopt;
        day && (!wanted.received || *day > *wanted.received))
      wanted.received = day;
    if (is_export_date || attribute != "sourceName") continue;
    const std::string organization = at[1];
    if (std::find(wanted.organizations.begin(), wanted.organizations.end(), organization) ==
        wanted.organizations.end())
      wanted.organizations.push_back(organization);
  }
}

/// A declared entity could hold anything of any size: the reading ends.
void refuse_entity(void* user, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*, const XML_Char*, const XML_Char*) {
  XML_StopParser(static_cast<Wanted*>(user)->parser, XML_FALSE);
}

}  // namespace

Phone read_phone_export(std::string_view beginning, File& file, Chart& chart) {
  Wanted wanted;
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser{
      XML_ParserCreate(nullptr), &XML_ParserFree};
  if (!parser) return {};
  wanted.parser = parser.get();
  XML_SetUserData(parser.get(), &wanted);
  XML_SetElementHandler(parser.get(), begin, nullptr);
  XML_SetEntityDeclHandler(parser.get(), refuse_entity);
  bool good = true;
  std::string_view piece = beginning;
  while (good && !piece.empty()) {
    good = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), XML_FALSE) ==
           XML_STATUS_OK;
    if (good) piece = file.pieces();
  }
  good = good && XML_Parse(parser.get(), "", 0, XML_TRUE) == XML_STATUS_OK;
  if (!good) chart.not_read.push_back({file.name, "phone-export-damaged", ""});
  std::string names;
  for (const std::string& one : wanted.organizations) names += (names.empty() ? "" : ", ") + one;
  if (good) chart.not_read.push_back({file.name, "phone-own-data", names});
  if (!good) return {};
  return {
      wanted.received ? wanted.received : wanted.exported,
      wanted.organizations.size() == 1 ? wanted.organizations.front() : std::string{}};
}

}  // namespace engine::chart::door
