// Two names of one entry that are names of two medicines.

#include "engine/chart/wording.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

namespace engine::chart {

namespace {

/// What is in the medicines that are ordered most: a brand has another name for it, and two of
/// these are never one.
constexpr std::string_view ingredients[] = {
    "acetaminophen",
    "acyclovir",
    "albuterol",
    "alendronate",
    "allopurinol",
    "alprazolam",
    "amiodarone",
    "amitriptyline",
    "amlodipine",
    "amoxicillin",
    "anastrozole",
    "apixaban",
    "aripiprazole",
    "aspirin",
    "atenolol",
    "atorvastatin",
    "azathioprine",
    "azithromycin",
    "baclofen",
    "benazepril",
    "bisoprolol",
    "budesonide",
    "bumetanide",
    "buprenorphine",
    "bupropion",
    "buspirone",
    "candesartan",
    "capecitabine",
    "captopril",
    "carbamazepine",
    "carvedilol",
    "cefalexin",
    "cefdinir",
    "celecoxib",
    "cephalexin",
    "cetirizine",
    "chlorthalidone",
    "ciprofloxacin",
    "citalopram",
    "clindamycin",
    "clonazepam",
    "clonidine",
    "clopidogrel",
    "clozapine",
    "codeine",
    "colchicine",
    "cyclobenzaprine",
    "dabigatran",
    "dapagliflozin",
    "dexamethasone",
    "diazepam",
    "diclofenac",
    "digoxin",
    "diltiazem",
    "diphenhydramine",
    "divalproex",
    "donepezil",
    "doxazosin",
    "doxycycline",
    "duloxetine",
    "empagliflozin",
    "enalapril",
    "enoxaparin",
    "escitalopram",
    "esomeprazole",
    "estradiol",
    "eszopiclone",
    "ezetimibe",
    "famotidine",
    "fenofibrate",
    "fentanyl",
    "finasteride",
    "fluconazole",
    "fluoxetine",
    "fluticasone",
    "furosemide",
    "gabapentin",
    "glimepiride",
    "glipizide",
    "glyburide",
    "guaifenesin",
    "haloperidol",
    "heparin",
    "hydralazine",
    "hydrochlorothiazide",
    "hydrocodone",
    "hydrocortisone",
    "hydromorphone",
    "hydroxychloroquine",
    "hydroxyzine",
    "ibuprofen",
    "imatinib",
    "indapamide",
    "insulin",
    "irbesartan",
    "isosorbide",
    "ketorolac",
    "labetalol",
    "lamotrigine",
    "lansoprazole",
    "latanoprost",
    "letrozole",
    "levetiracetam",
    "levofloxacin",
    "levothyroxine",
    "lidocaine",
    "liraglutide",
    "lisinopril",
    "lithium",
    "loratadine",
    "lorazepam",
    "losartan",
    "lovastatin",
    "meclizine",
    "meloxicam",
    "memantine",
    "metformin",
    "methadone",
    "methimazole",
    "methocarbamol",
    "methotrexate",
    "methylphenidate",
    "methylprednisolone",
    "metoclopramide",
    "metolazone",
    "metoprolol",
    "metronidazole",
    "mirtazapine",
    "montelukast",
    "morphine",
    "mycophenolate",
    "nabumetone",
    "naproxen",
    "nebivolol",
    "nifedipine",
    "nitrofurantoin",
    "nitroglycerin",
    "nortriptyline",
    "olanzapine",
    "olmesartan",
    "omeprazole",
    "ondansetron",
    "oxcarbazepine",
    "oxybutynin",
    "oxycodone",
    "pantoprazole",
    "paroxetine",
    "penicillin",
    "phenytoin",
    "pioglitazone",
    "pramipexole",
    "pravastatin",
    "prednisolone",
    "prednisone",
    "pregabalin",
    "prochlorperazine",
    "promethazine",
    "propranolol",
    "quetiapine",
    "quinapril",
    "rabeprazole",
    "ramipril",
    "ranitidine",
    "risperidone",
    "rivaroxaban",
    "rosuvastatin",
    "semaglutide",
    "sertraline",
    "sildenafil",
    "simvastatin",
    "sitagliptin",
    "spironolactone",
    "sucralfate",
    "sulfamethoxazole",
    "sumatriptan",
    "tacrolimus",
    "tadalafil",
    "tamoxifen",
    "tamsulosin",
    "telmisartan",
    "temazepam",
    "terazosin",
    "ticagrelor",
    "tizanidine",
    "topiramate",
    "torsemide",
    "tramadol",
    "trazodone",
    "triamcinolone",
    "triamterene",
    "trimethoprim",
    "valacyclovir",
    "valproate",
    "valsartan",
    "vancomycin",
    "venlafaxine",
    "verapamil",
    "warfarin",
    "zolpidem"};

std::vector<std::string_view> ingredients_in(const std::string& small) {
  std::vector<std::string_view> all;
  for (const std::string_view one : ingredients) {
    for (auto at = small.find(one); at != small.npos; at = small.find(one, at + 1)) {
      const auto end = at + one.size();
      const bool is_word =
          (at == 0 || !is_letter(small[at - 1])) && (end == small.size() || !is_letter(small[end]));
      if (is_word) {
        all.push_back(one);
        break;
      }
    }
  }
  return all;
}

}  // namespace

namespace {

/// Kinds of one medicine that are not taken alike: each name has one of a group, and another.
bool are_two_kinds(const std::string& a, const std::string& b) {
  constexpr std::string_view insulins[] = {
      "glargine",
      "lispro",
      "aspart",
      "detemir",
      "degludec",
      "glulisine",
      "nph",
      "isophane",
      "lantus",
      "humalog",
      "novolog",
      "levemir",
      "tresiba",
      "apidra",
      "basaglar",
      "toujeo"};
  constexpr std::pair<std::string_view, std::string_view> brands[] = {
      {"lantus", "glargine"},
      {"basaglar", "glargine"},
      {"toujeo", "glargine"},
      {"humalog", "lispro"},
      {"novolog", "aspart"},
      {"levemir", "detemir"},
      {"tresiba", "degludec"},
      {"apidra", "glulisine"},
      {"isophane", "nph"}};
  constexpr std::string_view metoprolols[] = {"succinate", "tartrate"};
  const auto kinds_in = [&](const std::string& name, std::span<const std::string_view> of) {
    std::vector<std::string_view> all;
    for (const std::string_view kind : of) {
      if (name.find(kind) == name.npos) continue;
      const auto* const brand =
          std::ranges::find(brands, kind, &std::pair<std::string_view, std::string_view>::first);
      all.push_back(brand == std::end(brands) ? kind : brand->second);
    }
    return all;
  };
  const auto differ = [&](std::span<const std::string_view> of) {
    const auto of_a = kinds_in(a, of), of_b = kinds_in(b, of);
    return !of_a.empty() && !of_b.empty() && std::ranges::none_of(of_a, [&](std::string_view one) {
      return std::ranges::find(of_b, one) != of_b.end();
    });
  };
  return differ(insulins) || differ(metoprolols);
}

}  // namespace

bool are_two_medicines(std::string_view a, std::string_view b) {
  const std::string small_a = lowered(a), small_b = lowered(b);
  if (are_two_kinds(small_a, small_b)) return true;
  const auto of_a = ingredients_in(small_a), of_b = ingredients_in(small_b);
  const bool share_one = std::ranges::any_of(of_a, [&](std::string_view one) {
    return std::ranges::find(of_b, one) != of_b.end();
  });
  return !of_a.empty() && !of_b.empty() && !share_one;
}

}  // namespace engine::chart
