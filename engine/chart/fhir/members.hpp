#pragma once

// The members of FHIR's records, as far as those are alike: which of them say nothing of what
// somebody has, which hold a day or an amount, and what they are called.

#include "engine/chart/fhir/value.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace engine::chart::fhir {

inline bool is_in(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

/// Members that say nothing of what somebody has: ids, addresses and forms for computers; whose
/// record it is, and who wrote it; at which visit, and what it is a part of.
inline constexpr std::string_view not_told[] = {
    "resourceType",
    "id",
    "meta",
    "implicitRules",
    "contained",  // looked at where a record leads to it
    "identifier",
    "url",
    "system",
    "userSelected",
    "reference",
    "contentType",
    "data",
    "hash",
    "size",
    "currency",
    "udiCarrier",
    "distinctIdentifier",
    "masterIdentifier",
    "groupIdentifier",
    "instantiatesCanonical",
    "instantiatesUri",
    "endpoint",
    "subject",
    "patient",
    "beneficiary",
    "birthDate",  // of the person, who has a line of their own
    "gender",
    "sex",
    "recorder",
    "asserter",
    "author",
    "authorString",
    "authorReference",
    "informationSource",
    "enterer",
    "encounter",
    "basedOn",
    "replaces",
    "statusHistory",
    "classHistory",
    // In which order; and who may do what with it.
    "sequence",
    "rank",
    "order",
    "active"};

/// When something was written, sent, or put on a shelf: a day that cannot be read is told.
inline constexpr std::string_view of_paper[] = {
    "recordedDate",
    "dateRecorded",
    "assertedDate",
    "dateAsserted",
    "authoredOn",
    "dateWritten",
    "issued",
    "date",
    "recorded",
    "indexed",
    "created",
    "creation",
    "time",
    "sent",
    "received",
    "started",
    "collectedDateTime",
    "receivedTime",
    "whenPrepared",
    "whenHandedOver",
    "expirationDate",
    "manufactureDate"};

/// Words of lists of FHIR, which the readers ask for.
inline constexpr std::string_view codes_of_fhir[] = {
    "status",
    "lifecycleStatus",
    "docStatus",
    "intent",
    "use",
    "criticality",
    "certainty",
    "severity",
    "mode",
    "kind",
    "periodUnit",
    "comparator",
    "category",
    "type"};

/// Of a person no paper needs them; their kinds are counted.
inline constexpr std::string_view personal[] = {
    "maritalStatus", "photo", "link", "multipleBirthBoolean", "multipleBirthInteger"};

/// The same, of what systems add to a person.
inline constexpr std::string_view personal_extensions[] = {
    "race",
    "ethnicity",
    "birthsex",
    "sex",
    "religion",
    "birthPlace",
    "mothersMaidenName",
    "genderIdentity",
    "gender-identity",
    "citizenship",
    "nationality",
    "tribal-affiliation",
    "interpreterRequired"};

/// Of a medicine that is taken: that is for the pharmacy, and how it is taken is read.
inline constexpr std::string_view of_pharmacy[] = {
    "timing",
    "quantity",
    "numberOfRepeatsAllowed",
    "expectedSupplyDuration",
    "validityPeriod",
    "dispenseInterval",
    "daysSupply",
    "duration"};

/// "verificationStatus" are two words.
std::string parted(std::string_view name);
/// "doseNumberPositiveInt" is "dose number", "valueQuantity" nothing.
std::string words_of_member(std::string_view name);
/// Whether a text stands for a day, a month or a year in a member of that name.
bool is_day(std::string_view name, std::string_view text);
bool is_number(std::string_view text);
/// An amount of whatever form: of two numbers, from one to another; empty where it is none.
std::string amount_in(const Value& value);

}  // namespace engine::chart::fhir
