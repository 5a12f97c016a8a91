#pragma once

// A record of FHIR of each kind, with all that may stand in it.

#include <string_view>
#include <vector>

namespace tests::chart {

struct Kind {
  std::string_view name, json;
  std::vector<std::string_view> not_told = {};  ///< of this kind alone
};

inline std::vector<Kind> one_of_each_kind() {
  return {
      {"Condition", R"({"resourceType":"Condition","id":"1","clinicalStatus":{"text":"Active"},
"verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"confirmed","display":"Confirmed"}]},
"category":[{"coding":[{"code":"problem-list-item","display":"Problem List Item"}],"text":"Problem"}],
"severity":{"text":"Severe"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"90560007","display":"Gout"}],"text":"Gouty arthritis"},
"bodySite":[{"text":"Left toe"}],"subject":{"reference":"Patient/p"},"encounter":{"display":"Visit"},
"onsetAge":{"value":40,"unit":"years"},"abatementString":"in spring","recorder":{"display":"Henry Seven"},
"stage":[{"summary":{"text":"Stage two"},"assessment":[{"display":"Tumor board"}],"type":{"text":"Clinical"}}],
"evidence":[{"code":[{"text":"Swelling"}],"detail":[{"display":"Xray of toe"}]}],
"note":[{"authorString":"Henry Seven","text":"Drink water."}],
"extension":[{"url":"http://x.example/due-to","valueCodeableConcept":{"text":"Rich food"}},
{"url":"http://x.example/score","valueQuantity":{"value":12,"unit":"points"}}]})"},
      {"MedicationRequest", R"({"resourceType":"MedicationRequest","status":"active","intent":"order",
"category":[{"text":"Community"}],"priority":"urgent","medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"29046","display":"Lisinopril 10 MG Oral Tablet"}],"text":"Zestril 10 MG"},
"subject":{"reference":"Patient/p"},"requester":{"display":"Dr. Ann Lee"},"performer":{"display":"Dan Home"},"performerType":{"text":"Nurse"},
"statusReason":{"text":"Pressure"},"reasonCode":[{"text":"Hypertension"}],"courseOfTherapyType":{"text":"Continuous"},"insurance":[{"display":"Blue plan"}],
"note":[{"text":"Ask for cough."}],"dosageInstruction":[{"sequence":1,"text":"Take one","additionalInstruction":[{"text":"With food"}],"patientInstruction":"Sit down first.",
"timing":{"repeat":{"frequency":2,"period":3,"periodUnit":"d"}},"asNeededCodeableConcept":{"text":"Headache"},"site":{"text":"Arm"},"route":{"text":"Oral"},"method":{"text":"Swallow"},
"doseAndRate":[{"type":{"text":"Ordered"},"doseQuantity":{"value":2,"unit":"tablet"}}],"maxDosePerPeriod":{"numerator":{"value":4,"unit":"tablet"},"denominator":{"value":5,"unit":"d"}}}],
"dispenseRequest":{"numberOfRepeatsAllowed":3,"quantity":{"value":30,"unit":"tablet"},"expectedSupplyDuration":{"value":30,"unit":"days"},"performer":{"display":"Corner pharmacy"}},
"substitution":{"allowedCodeableConcept":{"text":"Generic"},"reason":{"text":"Formulary"}},"detectedIssue":[{"display":"Low potassium"}]})"},
      {"MedicationStatement", R"({"resourceType":"MedicationStatement","status":"completed","statusReason":[{"text":"Cough"}],"category":{"text":"Home"},
"contained":[{"resourceType":"Medication","id":"m","code":{"text":"Lotion"},"form":{"text":"Cream"},"manufacturer":{"display":"Acme Pharma"},
"ingredient":[{"itemCodeableConcept":{"text":"Hydrocortisone"},"strength":{"numerator":{"value":2,"unit":"mg"},"denominator":{"value":8,"unit":"g"}}}],"batch":{"lotNumber":"L7"}}],
"medicationReference":{"reference":"#m","display":"Skin lotion"},"subject":{"reference":"Patient/p"},"effectivePeriod":{"start":"2020-02-01","end":"2020-03-01"},
"informationSource":{"display":"Rosa Vega"},"derivedFrom":[{"display":"Old list"}],"reasonCode":[{"text":"Rash"}],"note":[{"text":"It helped."}],
"dosage":[{"text":"Thinly","timing":{"code":{"text":"At night"}},"doseAndRate":[{"rateQuantity":{"value":3,"unit":"mL/h"}}]}]})"},
      {"AllergyIntolerance", R"({"resourceType":"AllergyIntolerance","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":"active","display":"Active"}],"text":"Active"},
"type":"allergy","category":["medication"],"criticality":"high","code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"7980","display":"Penicillin G"}],"text":"Penicillin"},
"patient":{"reference":"Patient/p"},"onsetString":"as a child","recorder":{"display":"Henry Seven"},"note":[{"text":"Ask her mother."}],
"reaction":[{"substance":{"text":"Amoxicillin"},"manifestation":[{"text":"Hives"}],"description":"All over","severity":"severe","exposureRoute":{"text":"By mouth"},"note":[{"text":"Went away."}]}]})",
       {"type", "category", "reaction.severity"}},
      {"Procedure", R"({"resourceType":"Procedure","status":"completed","statusReason":{"text":"Done early"},"category":{"text":"Surgery"},
"code":{"coding":[{"system":"http://snomed.info/sct","code":"80146002","display":"Appendectomy"}],"text":"Appendix out"},"subject":{"reference":"Patient/p"},"performedString":"long ago",
"performer":[{"function":{"text":"Surgeon"},"actor":{"display":"Ann Cutter"},"onBehalfOf":{"display":"Cut Group"}}],"location":{"display":"East Wing"},"reasonCode":[{"text":"Appendicitis"}],
"bodySite":[{"text":"Belly"}],"outcome":{"text":"Well"},"report":[{"display":"Surgery report"}],"complication":[{"text":"Fever"}],"complicationDetail":[{"display":"Wound fever"}],
"followUp":[{"text":"Stitches out"}],"note":[{"text":"Easy."}],"focalDevice":[{"action":{"text":"Implanted"},"manipulated":{"display":"Clip"}}],"usedReference":[{"display":"Scope"}],"usedCode":[{"text":"Thread"}]})"},
      {"Observation", R"({"resourceType":"Observation","status":"final","category":[{"text":"Laboratory"}],"code":{"coding":[{"system":"http://loinc.org","code":"2339-0","display":"Glucose in blood"}],"text":"Glucose"},
"subject":{"reference":"Patient/p"},"effectiveDateTime":"2026-01-02","performer":[{"display":"Lab Seven"}],"valueQuantity":{"value":185,"unit":"mg/dL"},"interpretation":[{"text":"High"}],
"note":[{"text":"Fasting."}],"bodySite":{"text":"Finger"},"method":{"text":"Strip"},"specimen":{"display":"Drop"},"device":{"display":"Meter"},
"referenceRange":[{"low":{"value":70,"unit":"mg/dL"},"high":{"value":140,"unit":"mg/dL"},"type":{"text":"Usual"},"appliesTo":[{"text":"Women"}],"text":"usual range"}],
"hasMember":[{"display":"Member result"}],"derivedFrom":[{"display":"First drop"}],
"component":[{"code":{"text":"Ketones"},"valueString":"some","interpretation":[{"text":"Low"}],"referenceRange":[{"text":"none at all"}]},{"code":{"text":"Count"},"valueInteger":5}]})",
       // Another name of a test that has a word of the first one.
       {"code.coding.display", "referenceRange.low.value", "referenceRange.low.unit", "referenceRange.high.value", "referenceRange.high.unit"}},
      {"Observation (how one lives)", R"({"resourceType":"Observation","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"social-history","display":"Social History"}]}],
"code":{"text":"Tobacco"},"subject":{"reference":"Patient/p"},"valueCodeableConcept":{"text":"Smokes"},"performer":[{"display":"Lab Seven"}],"method":{"text":"Asked"},"component":[{"code":{"text":"Packs"},"valueQuantity":{"value":2,"unit":"packs"}}]})"},
      {"DiagnosticReport", R"({"resourceType":"DiagnosticReport","status":"final","category":[{"text":"Radiology"}],"code":{"text":"Chest film"},"subject":{"reference":"Patient/p"},"effectiveDateTime":"2026-01-02",
"performer":[{"display":"Film House"}],"resultsInterpreter":[{"display":"Ann Ray"}],"specimen":[{"display":"Plate"}],"result":[{"display":"Shadow result"}],"imagingStudy":[{"display":"Study one"}],
"media":[{"comment":"Left side","link":{"display":"Picture"}}],"conclusion":"A shadow.","conclusionCode":[{"text":"Nodule"}],"presentedForm":[{"contentType":"application/pdf","title":"Full report"}]})"},
      {"Encounter", R"({"resourceType":"Encounter","status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"EMER","display":"emergency"},"type":[{"text":"Emergency visit"}],
"serviceType":{"text":"Cardiology"},"priority":{"text":"Urgent"},"subject":{"reference":"Patient/p"},"participant":[{"type":[{"text":"Attender"}],"individual":{"display":"Dr. Ann Lee"}}],
"period":{"start":"2026-01-02","end":"2026-01-02"},"length":{"value":90,"unit":"min"},"reasonCode":[{"text":"Chest pain"}],"diagnosis":[{"condition":{"display":"Heartburn"},"use":{"text":"Discharge"}}],
"hospitalization":{"origin":{"display":"Home Street"},"admitSource":{"text":"Ambulance"},"reAdmission":{"text":"Again"},"dietPreference":[{"text":"No salt"}],"specialCourtesy":[{"text":"Staff"}],"specialArrangement":[{"text":"Wheelchair"}],
"destination":{"display":"Home"},"dischargeDisposition":{"text":"Went home"}},"location":[{"location":{"display":"Room five"},"physicalType":{"text":"Bed"}}],"serviceProvider":{"display":"Elm Hospital"}})"},
      {"Immunization", R"({"resourceType":"Immunization","status":"completed","vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"141","display":"Influenza, injectable"}],"text":"Flu shot"},"patient":{"reference":"Patient/p"},
"occurrenceString":"last fall","reportOrigin":{"text":"Her word"},"location":{"display":"Corner store"},"manufacturer":{"display":"Immuno Works"},"lotNumber":"7A","site":{"text":"Left arm"},"route":{"text":"Injection"},
"doseQuantity":{"value":5,"unit":"mL"},"performer":[{"function":{"text":"Giver"},"actor":{"display":"Ann Shot"}}],"note":[{"text":"Sore arm."}],"reasonCode":[{"text":"Age"}],"subpotentReason":[{"text":"Warm box"}],
"education":[{"documentType":"Leaflet"}],"programEligibility":[{"text":"State program"}],"fundingSource":{"text":"Private"},"reaction":[{"detail":{"display":"Fever"}}],
"protocolApplied":[{"series":"Yearly","authority":{"display":"State board"},"targetDisease":[{"text":"Influenza"}],"doseNumberPositiveInt":2,"seriesDosesString":"three"}]})"},
      {"CarePlan", R"({"resourceType":"CarePlan","status":"active","intent":"plan","category":[{"text":"Diabetes care"}],"title":"Sugar plan","description":"Keep it low","subject":{"reference":"Patient/p"},"period":{"start":"2026-01-02"},
"contributor":[{"display":"Ann Diet"}],"careTeam":[{"display":"Sugar team"}],"addresses":[{"display":"Diabetes"}],"supportingInfo":[{"display":"Old plan"}],"goal":[{"display":"Below seven"}],"note":[{"text":"She knows."}],
"activity":[{"outcomeCodeableConcept":[{"text":"Lost weight"}],"progress":[{"text":"Going well."}],"detail":{"code":{"text":"Walking"},"reasonCode":[{"text":"Weight"}],"status":"scheduled","statusReason":{"text":"Knee"},
"scheduledString":"each morning","location":{"display":"The park"},"performer":[{"display":"Rosa herself"}],"productCodeableConcept":{"text":"Shoes"},"quantity":{"value":2,"unit":"miles"},"description":"Slowly at first"}}]})"},
      {"Goal", R"({"resourceType":"Goal","lifecycleStatus":"active","achievementStatus":{"text":"Improving"},"category":[{"text":"Diet"}],"priority":{"text":"High priority"},"description":{"text":"Lower sugar"},"subject":{"reference":"Patient/p"},
"startDate":"2026-01-02","target":[{"measure":{"text":"Hemoglobin"},"detailQuantity":{"value":7,"unit":"%"},"dueDate":"2026-12-01"}],"statusReason":"On track","addresses":[{"display":"Diabetes"}],"note":[{"text":"Good."}],"outcomeCode":[{"text":"Sugar down"}]})"},
      {"CareTeam", R"({"resourceType":"CareTeam","status":"active","category":[{"text":"Cancer team"}],"name":"Team of Rosa","subject":{"reference":"Patient/p"},"participant":[{"role":[{"text":"Oncologist"}],"member":{"display":"Ann Onc, MD"},"onBehalfOf":{"display":"Onc House"}},
{"role":[{"text":"Daughter"}],"member":{"display":"Mia Vega"}}],"reasonCode":[{"text":"Lymphoma"}],"managingOrganization":[{"display":"Elm Office"}],"telecom":[{"system":"phone","value":"(937) 555-0188"}],"note":[{"text":"Meets on Monday."}]})",
       // Those who are in a team are told; what it is called says nothing beside them.
       {"name"}},
      {"Patient", R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p","name":[{"use":"official","family":"Vega","given":["Rosa"],"prefix":["Mrs."],"suffix":["Jr."]},{"use":"maiden","text":"Rosa Luna"}],
"birthDate":"1954-03-23","telecom":[{"system":"phone","use":"home","value":"(937) 555-0142"},{"system":"email","value":"rosa@example.com"}],"address":[{"use":"home","line":["5 Elm St"],"city":"Dayton","district":"Montgomery","state":"OH","postalCode":"45402","country":"Canada"},{"use":"temp","text":"Summer house"}],
"contact":[{"relationship":[{"text":"Mother"}],"name":{"text":"Ana Luna"},"telecom":[{"system":"phone","value":"(937) 555-0177"}],"address":{"line":["9 Oak St"],"city":"Troy"},"organization":{"display":"Luna House"}}],
"communication":[{"language":{"text":"Quechua"}}],"generalPractitioner":[{"display":"Dr. Ann Lee"}],"managingOrganization":{"display":"Elm Clinic"}}}]})",
       {"type", "entry.resource.address.country"}},
      {"Practitioner", R"({"resourceType":"Encounter","status":"finished","subject":{"reference":"Patient/p"},"participant":[{"individual":{"reference":"#d"}}],"contained":[{"resourceType":"Practitioner","id":"d","name":[{"family":"Lee","given":["Ann"],"prefix":["Dr."],"suffix":["MD"]}],
"telecom":[{"system":"phone","value":"(937) 555-0166"}],"address":[{"line":["7 Ash St"],"city":"Troy","state":"OH","postalCode":"45373"}],"qualification":[{"code":{"text":"Cardiology"},"issuer":{"display":"Heart board"}}],"communication":[{"text":"Speaks German"}]}]})"},
      {"Organization", R"({"resourceType":"Encounter","status":"finished","subject":{"reference":"Patient/p"},"serviceProvider":{"reference":"#o"},"contained":[{"resourceType":"Organization","id":"o","type":[{"text":"Rural clinic"}],"name":"Ash Clinic","alias":["The Ash"],
"telecom":[{"system":"phone","value":"(937) 555-0155"}],"address":[{"line":["8 Ash St"],"city":"Troy"}],"partOf":{"display":"Ash Group"},"contact":[{"purpose":{"text":"Billing desk"},"name":{"text":"Bill Desk"},"telecom":[{"system":"phone","value":"(937) 555-0154"}]}]}]})"},
      {"Coverage", R"({"resourceType":"Coverage","status":"active","type":{"text":"HMO plan"},"policyHolder":{"display":"Jo Vega"},"subscriber":{"display":"Max Vega"},"subscriberId":"S1","beneficiary":{"reference":"Patient/p"},"dependent":"01","relationship":{"text":"Spouse"},
"period":{"end":"2026-12-31"},"payor":[{"display":"Blue Cross"}],"class":[{"type":{"coding":[{"code":"group"}]},"value":"G1","name":"Factory"},{"type":{"coding":[{"code":"plan"}]},"value":"P1","name":"Gold"},{"type":{"text":"Drug list"},"value":"D1","name":"Tier"}],
"order":1,"network":"Wide net","costToBeneficiary":[{"type":{"text":"Copay"},"valueMoney":{"value":20,"currency":"USD"},"exception":[{"type":{"text":"Retired"}}]}]})",
       {"order"}},
      {"FamilyMemberHistory", R"({"resourceType":"FamilyMemberHistory","status":"completed","dataAbsentReason":{"text":"Partly known"},"patient":{"reference":"Patient/p"},"name":"Ana","relationship":{"text":"Aunt"},"sex":{"text":"Female"},"bornString":"before the war","ageString":"about eighty",
"deceasedString":"in winter","reasonCode":[{"text":"Asked at visit"}],"note":[{"text":"Told by Rosa."}],"condition":[{"code":{"text":"Stroke"},"outcome":{"text":"Paralysis"},"onsetAge":{"value":61,"unit":"years"},"note":[{"text":"On holiday."}]},{"code":{"text":"Gout"},"onsetString":"late"}]})",
       // Which of two aunts it is; the relationship says the sex.
       {"name", "sex.text"}},
      {"DocumentReference", R"({"resourceType":"DocumentReference","status":"current","type":{"text":"Operative note"},"category":[{"text":"Clinical note"}],"subject":{"reference":"Patient/p"},"description":"Of the appendix","authenticator":{"display":"Ann Cutter"},"custodian":{"display":"Elm Clinic"},
"content":[{"attachment":{"contentType":"application/pdf","title":"Note of surgery","url":"http://x.example/1"},"format":{"display":"Scanned sheet"}}],"context":{"event":[{"text":"Appendectomy"}],"facilityType":{"text":"Hospital"},"practiceSetting":{"text":"Surgery"},"related":[{"display":"Ticket"}]}})"},
      {"ServiceRequest", R"({"resourceType":"ServiceRequest","status":"active","intent":"order","category":[{"text":"Imaging"}],"priority":"urgent","code":{"text":"Heart echo"},"orderDetail":[{"text":"With contrast"}],"quantityQuantity":{"value":2,"unit":"times"},"subject":{"reference":"Patient/p"},
"occurrenceTiming":{"code":{"text":"Each spring"}},"asNeededCodeableConcept":{"text":"Murmur"},"requester":{"display":"Dr. Ann Lee"},"performerType":{"text":"Cardiologist"},"performer":[{"display":"Echo House"}],"locationCode":[{"text":"Mobile van"}],"locationReference":[{"display":"Van two"}],
"reasonCode":[{"text":"Heart failure"}],"insurance":[{"display":"Blue Cross"}],"supportingInfo":[{"display":"Old echo"}],"specimen":[{"display":"None drawn"}],"bodySite":[{"text":"Chest"}],"note":[{"text":"Call first."}],"patientInstruction":"Wear a shirt."})"},
      {"Device", R"({"resourceType":"Device","status":"active","statusReason":[{"text":"Checked"}],"udiCarrier":[{"deviceIdentifier":"0088","carrierHRF":"(01)0088"}],"distinctIdentifier":"D5","manufacturer":"Heart Works","lotNumber":"LB","serialNumber":"SN5","deviceName":[{"name":"Beat Two","type":"user-friendly-name"}],
"modelNumber":"M5","partNumber":"PN5","type":{"text":"Pacemaker"},"specialization":[{"systemType":{"text":"Wireless"},"version":"v3"}],"version":[{"value":"Firmware two"}],"property":[{"type":{"text":"Battery"},"valueQuantity":[{"value":9,"unit":"years"}]}],"patient":{"reference":"Patient/p"},
"owner":{"display":"Elm Hospital"},"contact":[{"system":"phone","value":"(937) 555-0133"}],"location":{"display":"Chest left"},"note":[{"text":"Check in May."}],"safety":[{"text":"Not in a scanner"}],"parent":{"display":"Lead set"}})",
       // A number of a computer's list that says no more than the type.
       {"deviceName.type", "udiCarrier.deviceIdentifier", "udiCarrier.carrierHRF", "distinctIdentifier", "specialization.version"}}};
}

}  // namespace tests::chart
