#pragma once

// What the words of a chart are worth: a name, a placeholder, or a word that there is nothing.

#include "engine/chart/found.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::chart {

/// One line, trimmed, without what a coding system adds in brackets: (disorder), (finding).
std::string tidy(std::string_view text);

/// True for text that names nothing: empty, digits and punctuation alone, the name of a coding
/// system, a word such as "unknown", "null" or "problem".
bool is_placeholder(std::string_view text);

/// True for "Allergy": the name of no allergy, and a reason to stop a medicine.
bool is_some_allergy(std::string_view text);

/// A name, folded, without the word for an allergy: "Latex allergy" and "Allergy to latex" are
/// latex.
std::string without_word_for_allergy(std::string_view name);

/// What a text says of a list: nothing, that it is empty, or that nobody knows.
/// "No known drug allergies" is none of scope drug; "Not on file" is no information.
std::optional<Statement> statement_in(std::string_view text);

/// A name, and the other spellings that survive.
struct Chosen {
  std::string name;
  std::vector<std::string> also;
  bool is_coded = false;  ///< the name came with a code, not out of a text
  bool is_loose = false;  ///< the text of the whole entry is all there is of a name
};

/// A name, and the other spellings in brackets.
std::string with_others(const Chosen& chosen);

/// What a chart calls something in one place.
struct Candidate {
  std::string text;
  bool is_coded = true;
  bool is_loose = false;        ///< the text of an entry, which may say more than a name
  bool is_beside_code = false;  ///< words beside a code, which may say that nobody knows
};

/// What stands in place of a name, and its words: "No known allergies", "Not on file".
struct Stated {
  Statement statement;
  std::string words;
};

/// What the candidates state. Text beside a code that is of a thing, and not of any of its sort, is
/// not asked: it may be the cell of a comment or of a reaction, where "None reported" says nothing
/// of the thing itself.
std::optional<Stated> stated_by(std::span<const Candidate> candidates, bool is_coded_thing);

/// The words beside the code of a thing that state such a thing, "Not on file", and are no name of
/// it; empty where none do.
std::string stated_beside(std::span<const Candidate> candidates);

/// The first candidate that names something. Of medicines one with a strength is taken where the
/// first has none and they begin alike. `not_these` are words that mean something else: the
/// reaction, which some charts point to in place of the allergen.
Chosen choose(
    std::span<const Candidate> candidates,
    bool is_medicine = false,
    std::span<const std::string> not_these = {}
);

/// An age as it is printed: years alone, other units with them: "6 mo".
std::string age_of(std::string_view number, std::string_view unit);

/// True for a name that says that something is not so, or is not known yet: "NOT TAKING: Zocor".
bool denies_itself(std::string_view name);

/// Why a line of a text that no entry has is about what is not so: "Not allergic to peanuts", "No
/// diabetes (ruled out)", "Patient refused lisinopril"; empty where it is not.
std::string_view denial_in(Section kind, std::string_view text);

/// True for a name that says whose it is, and that it is a relative's: "Mother: breast cancer",
/// "Wife has hepatitis B", "Breast cancer (mother)".
bool is_of_relative(std::string_view name);

/// True for words beside an entry that say the same of it, anywhere in them: "Patient not taking:
/// Reported on 12/20/2013", "Ruled out by CT".
bool speaks_against(std::string_view text);

/// Whether a sentence of a text says of a thing with these names that it is over, on hold or was
/// never so: "Patient stopped in May", "Hold until seen", "Gout: resolved 2020". "Stopped smoking"
/// is about something else, and "Hold for a pulse below 50" about a day that may come.
/// `has_to_name` asks for a sentence that has a name of it.
bool says_over(std::string_view text, std::span<const std::string> names, bool has_to_name);
/// What is said of whether a medicine is taken as it was meant: that it is, or that it is not
/// taken.
bool says_as_meant(std::string_view adherence);
bool says_not_taken(std::string_view adherence);
/// Whether a text has words that might say so of something.
bool may_say_over(std::string_view text);

/// True for what an office asks everybody about their mood, drinking or safety: "Depression
/// screening" is a sheet of questions, and "Screening colonoscopy" an examination.
bool is_survey(std::string_view name);

/// True for what says how somebody lives and is no illness, which some systems list among problems:
/// "Full-time employment", "Received higher education".
bool is_of_life(std::string_view name);

/// True for a talk or a check of a list, which some systems write down as procedures: "Medication
/// reconciliation", "Health education".
bool is_talk(std::string_view name);

/// True for a name with a number and a unit behind it: 500 mg, 0.09 MG/ACTUAT, 100 units, 2%.
bool has_strength(std::string_view text);

/// The numbers of a text: 1,000 is 1000, and 1.50 is 1.5.
std::vector<std::string> numbers_in(std::string_view text);

/// True where two names of one thing hold different numbers: 1 g and 2 g.
bool numbers_differ(std::string_view a, std::string_view b);
/// True where a text holds a number that the other does not hold.
bool has_other_number(std::string_view text, std::string_view known);

/// True where two names of one medicine have other amounts of the same unit: 600 MG and 800 mg, and
/// not 0.09 MG and 90 mcg.
bool strengths_differ(std::string_view a, std::string_view b);

/// True where two names are of two medicines, by what is in those that are ordered most: warfarin
/// and metoprolol, and not simvastatin and Zocor, which is a brand of it.
bool are_two_medicines(std::string_view a, std::string_view b);

/// True where two names of one thing disagree, so that they may be of two: in a stage or a type, in
/// a word and its opposite, in what was cut or is ill, in a part of the body; of allergies in what
/// they are of; of medicines where the other name alone says that it is let out slowly.
bool may_be_two(Section kind, std::string_view name, std::string_view other);

/// A date of HL7 version 3 (20130703, 201307031145-0800, 2012) or of FHIR (2013-07-03T11:45:00Z):
/// as precise as it is, cut at the day, without conversion between time zones.
std::optional<Date> date_in(std::string_view text);

/// True for what has the digits of a day and is none, or perhaps another one: 20100431, 201102019.
/// date_in() gives of it what can be read.
bool is_lost_day(std::string_view text);

/// True for an address by which offices write to each other (Direct): ordinary e-mail does not get
/// there.
bool is_direct_address(std::string_view address);

/// A phone, fax or e-mail address of an HL7 value: its system, and its number as people write it.
/// Nothing where there are fewer than seven digits, and for a Direct address.
std::optional<Telecom> telecom_in(std::string_view value);

/// False for a phone or fax number that lacks digits: "+1 (555) 1004".
bool is_whole_number(const Telecom& telecom);

/// The nine digits of a Social Security number, to compare charts by; empty where it is hidden or
/// made up: "***-**-1234", 999-99-9999.
std::string social_security_in(std::string_view text);

/// The name of a list of codes by its OID or URI; the OID or URI where it has none.
std::string code_system(std::string_view id);

/// Splits a name that has no parts: "BRUUN,JESSE", "TEST^AMY A"; kept whole where nothing parts it.
PersonName name_in(std::string_view text);

/// A ZIP code as people write it: "668012504" and "66801-2504-" are 66801-2504.
std::string postal_code_in(std::string_view text);

/// The language of a code such as eng, en-US or spa: its tag, two letters where there are.
std::string language_in(std::string_view code);

}  // namespace engine::chart
