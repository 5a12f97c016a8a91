#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/messages.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

/// The minor's age, as young and as old as the birth date leaves it open.
struct Age {
  int least = 0, most = 0;
};

Age age_of(const Context& d, const People& people) {
  const Date* born = people.patient ? people.patient->date("birthDate") : nullptr;
  if (!born) return {};
  return {age_on(*born, d.known.as_of()), age_on(born->first_day(), d.known.as_of())};
}

/// A kind of record the paper shares, for which the state lets this minor consent alone.
struct Alone {
  const std::string* category = nullptr;
  bool only = false;  ///< nobody else may permit that it is shared
};

std::vector<Alone> all_alone(const Disclosure& disclosure, int age) {
  std::vector<Alone> all;
  if (!disclosure.rule) return all;
  for (const kind::MinorSigns& minor : disclosure.rule->minors) {
    if (!minor.alone || age < minor.from) continue;
    for (const std::string& category : minor.about.some) {
      if (shares(disclosure, category)) all.push_back({&category, minor.only});
    }
  }
  return all;
}

bool state_wants_the_minor(const Disclosure& disclosure, int age) {
  return disclosure.rule && std::any_of(
                                disclosure.rule->minors.begin(),
                                disclosure.rule->minors.end(),
                                [&](const kind::MinorSigns& minor) {
                                  return age >= minor.from && applies(minor.about, disclosure);
                                }
                            );
}

void tell_who_signs(
    const Context& d, const Disclosure& disclosure, FilledWarning said, std::string_view hint
) {
  d.out.warn(std::move(said), disclosure.request->span, {std::string{hint}});
}

/// 42 CFR 2.14: the minor alone where the state lets the minor consent alone to the treatment, else
/// the minor and a parent. What a state says of other forms of one kind is taken in the same way.
Signing on_a_form_of_one_kind(
    const Context& d, const Disclosure& disclosure, const People& people, Age age
) {
  if (!all_alone(disclosure, age.least).empty()) {
    tell_who_signs(
        d,
        disclosure,
        messages::minor_signs_alone(disclosure.rule->name),
        "ask the program if it wants a parent's signature too; keep this paper away from others"
    );
    return {{{people.patient, true, "patient"}}, {}};
  }
  Signing signing{people.signers, {}};
  if (disclosure.paper == "substance-use") {
    signing.beside.push_back(people.patient);
    tell_who_signs(
        d,
        disclosure,
        messages::minor_signs_beside,
        "where the state lets the minor consent alone to this treatment, only the minor signs (42 "
        "CFR 2.14): ask the program"
    );
  } else if (age.most >= 12 || state_wants_the_minor(disclosure, age.most)) {
    signing.beside.push_back(people.patient);
  }
  return signing;
}

/// A minor of 12 or older signs beside the parent, as on the form of the Social Security
/// Administration: it does no harm where the state asks for nothing.
Signing on_an_authorization(
    const Context& d, const Disclosure& disclosure, const People& people, Age age
) {
  Signing signing{people.signers, {}};
  if (age.most >= 12 || state_wants_the_minor(disclosure, age.most))
    signing.beside.push_back(people.patient);
  for (const Alone& alone : all_alone(disclosure, age.most)) {
    if (alone.only) {
      tell_who_signs(
          d,
          disclosure,
          messages::only_the_minor_may_permit(disclosure.rule->name, *alone.category),
          "switch the kind off here (" + disclosure.rule->source +
              "); the minor asks for those records in a case of their own, with "
              "consentsAlone=\"yes\" on <patient>"
      );
    } else {
      tell_who_signs(
          d,
          disclosure,
          messages::parent_may_not_sign(*alone.category),
          "in " + disclosure.rule->name +
              " a minor may consent alone to this care: the minor signs too, "
              "and the office says whose signature counts"
      );
    }
  }
  return signing;
}

}  // namespace

Signing signing(const Context& d, const Disclosure& disclosure, const People& people) {
  const bool is_minors = people.minor && !people.signers.front().is_patient;
  if (!is_minors || !is_permission(disclosure)) return {people.signers, {}};
  const Age age = age_of(d, people);
  return has_form_of_its_own(disclosure.paper) ? on_a_form_of_one_kind(d, disclosure, people, age)
                                               : on_an_authorization(d, disclosure, people, age);
}

Fact countersigners(const Signing& signing) {
  List list;
  for (const Entry* who : signing.beside) {
    list.push_back(group<tables::countersigner>(
        {{"name", text_or_no(name_with_suffix(*who), name_span(*who))}}
    ));
  }
  return list;
}

}  // namespace engine::facts
