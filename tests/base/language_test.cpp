#include "engine/base/language.hpp"

#include <catch2/catch.hpp>

using namespace engine;

TEST_CASE("a language is written from right to left, or its script says otherwise") {
  for (const char* tag :
       {"ar",      "ar-EG",   "he",         "iw",          "yi",         "ji", "fa-AF",
        "ur",      "ug",      "ks",         "syr",         "nqo",        "dv", "ckb",
        "pa-Arab", "xx-Arab", "uz-arab-AF", "zh-min-Hebr", "ff-Adlm-GN", "AR", "en-Hebr"}) {
    CAPTURE(tag);
    CHECK(is_right_to_left(tag));
  }
  for (const char* tag :
       {"",
        "en",
        "es-MX",
        "zh-Hant-TW",
        "ug-Cyrl",
        "ku-Latn",
        "ks-Deva",
        "ar-Latn",
        "sd-Deva-IN",
        "arn",
        "en-x-Arab",
        "de-1996",
        "heb-Latn"}) {
    CAPTURE(tag);
    CHECK_FALSE(is_right_to_left(tag));
  }
}

TEST_CASE("subtags of a language tag") {
  CHECK(primary_language("es-MX") == "es");
  CHECK(primary_language("es") == "es");
  CHECK(primary_language("") == "");
  CHECK(script_subtag("zh-Hant-TW") == "Hant");
  CHECK(script_subtag("zh-cmn-Hans-CN") == "Hans");
  CHECK(script_subtag("de-1996") == "");
  CHECK(script_subtag("en-u-attr-latn") == "");
  CHECK(script_subtag("es") == "");
}
