#pragma once

// What people write, in every script that the fonts set: sentences somebody could say to a doctor.

#include <string_view>

namespace tests {

struct Sentence {
  std::string_view script;    ///< in English
  std::string_view language;  ///< BCP 47
  std::string_view text;
  bool right_to_left = false;
};

// The formatter cuts lines of many scripts anew each time.
// clang-format off
constexpr Sentence sentences[] = {
    {"Vietnamese",
     "vi",
     "Tôi bị đau ngực đã ba tuần nay và muốn hỏi thêm ý kiến của một bác sĩ khác. Thuốc này uống "
     "mỗi ngày mấy lần?"},
    {"Polish",
     "pl",
     "Proszę o drugą opinię: ból głowy wraca codziennie, a źle dobrane leki przestały działać."},
    {"Czech", "cs", "Bolí mě žaludek, léky už nezabírají a příští týden mě čeká vyšetření."},
    {"Hungarian",
     "hu",
     "Szeretnék második véleményt kérni a műtét előtt, mert a gyógyszertől szédülök."},
    {"Romanian",
     "ro",
     "Aș dori o a doua opinie înainte de operație; medicația îmi dă amețeli și dureri în piept."},
    {"Turkish",
     "tr",
     "Ameliyattan önce ikinci bir görüş almak istiyorum; ağrı her gece başlıyor ve ilaçlar "
     "İzmir'den beri işe yaramıyor."},
    {"Icelandic", "is", "Ég þarf að fá annað álit á meðferðinni áður en ég fer í aðgerð."},
    {"Lithuanian",
     "lt",
     "Prieš operaciją norėčiau išgirsti kito gydytojo nuomonę, nes skausmas grįžta kiekvieną "
     "naktį."},
    {"Greek",
     "el",
     "Θα ήθελα μια δεύτερη γνώμη πριν από την εγχείρηση. Ο πόνος επιστρέφει κάθε βράδυ, ιδίως όταν "
     "ξαπλώνω."},
    {"Russian",
     "ru",
     "Я хотел бы узнать мнение другого врача до операции. Боль возвращается каждую ночь, и объём "
     "лекарств растёт."},
    {"Ukrainian",
     "uk",
     "Я хотіла б почути думку іншого лікаря: ліки вже не допомагають, а їжа не має смаку."},
    {"Arabic",
     "ar",
     "أريد رأيًا ثانيًا قبل العملية. يعود الألم كل ليلة (منذ 3 أسابيع) ولا ينفع الدواء، فماذا أفعل؟",
     true},
    {"Persian",
     "fa",
     "می‌خواهم پیش از جراحی نظر پزشک دیگری را هم بدانم. درد هر "
     "شب "
     "برمی‌گردد.",
     true},
    {"Urdu",
     "ur",
     "میں آپریشن سے پہلے کسی دوسرے ڈاکٹر کی رائے لینا چاہتا ہوں۔ درد ہر رات واپس آتا ہے۔",
     true},
    {"Hebrew",
     "he",
     "אני רוצה חוות דעת שנייה לפני הניתוח. הכאב חוזר כל לילה (כבר 3 שבועות), והתרופה אינה עוזרת.",
     true},
    {"Arabic with all vowels", "ar", "بِسْمِ اللَّهِ، أَشْعُرُ بِأَلَمٍ شَدِيدٍ فِي صَدْرِي مُنْذُ أُسْبُوعٍ.", true},
    {"Hebrew with points", "he", "שָׁלוֹם, שְׁמִי מִרְיָם וְכוֹאֵב לִי הַגַּב כָּל לַיְלָה.", true},
    {"Devanagari",
     "hi",
     "मैं ऑपरेशन से पहले दूसरे डॉक्टर की राय लेना चाहता हूँ। दर्द हर रात लौट आता है और दवा से फ़ायदा नहीं होता।"},
    {"Bengali", "bn", "অপারেশনের আগে আমি আরেকজন ডাক্তারের মতামত নিতে চাই। প্রতি রাতে ব্যথা ফিরে আসে।"},
    {"Gurmukhi", "pa", "ਮੈਂ ਓਪਰੇਸ਼ਨ ਤੋਂ ਪਹਿਲਾਂ ਦੂਜੇ ਡਾਕਟਰ ਦੀ ਰਾਏ ਲੈਣੀ ਚਾਹੁੰਦਾ ਹਾਂ।"},
    {"Gujarati", "gu", "ઓપરેશન પહેલાં હું બીજા ડૉક્ટરનો અભિપ્રાય લેવા માગું છું."},
    {"Odia", "or", "ଅପରେସନ ପୂର୍ବରୁ ମୁଁ ଅନ୍ୟ ଜଣେ ଡାକ୍ତରଙ୍କ ମତ ନେବାକୁ ଚାହେଁ।"},
    {"Tamil",
     "ta",
     "அறுவை சிகிச்சைக்கு முன் இன்னொரு மருத்துவரின் கருத்தைக் கேட்க விரும்புகிறேன். வலி ஒவ்வொரு இரவும் திரும்ப "
     "வருகிறது."},
    {"Telugu",
     "te",
     "ఆపరేషన్‌కు ముందు మరో డాక్టర్ "
     "అభిప్రాయం "
     "తీసుకోవాలనుకుంటున్నాను."},
    {"Kannada", "kn", "ಶಸ್ತ್ರಚಿಕಿತ್ಸೆಗೆ ಮೊದಲು ಮತ್ತೊಬ್ಬ ವೈದ್ಯರ ಅಭಿಪ್ರಾಯ ಪಡೆಯಲು ಬಯಸುತ್ತೇನೆ."},
    {"Malayalam", "ml", "ഓപ്പറേഷനു മുമ്പ് മറ്റൊരു ഡോക്ടറുടെ അഭിപ്രായം അറിയാൻ ഞാൻ ആഗ്രഹിക്കുന്നു."},
    {"Sinhala",
     "si",
     "සැත්කමට පෙර මට තවත් වෛද්‍යවරයෙකුගේ මතය "
     "දැනගැනීමට "
     "අවශ්‍යයි."},
    {"Thai", "th", "ฉันอยากขอความเห็นจากแพทย์คนที่สองก่อนผ่าตัด อาการปวดกลับมาทุกคืนและยาที่กินอยู่ช่วยไม่ได้"},
    {"Lao", "lo", "ຂ້ອຍຢາກຂໍຄວາມເຫັນຈາກທ່ານໝໍຄົນທີສອງກ່ອນຜ່າຕັດ"},
    {"Khmer", "km", "ខ្ញុំចង់បានយោបល់ពីវេជ្ជបណ្ឌិតម្នាក់ទៀតមុនពេលវះកាត់។"},
    {"Burmese", "my", "ခွဲစိတ်မှုမခံယူမီ အခြားဆရာဝန်တစ်ဦး၏ အမြင်ကို သိလိုပါသည်။"},
    {"Tibetan", "bo", "སྨན་པ་གཞན་ཞིག་གི་བསམ་འཆར་ཤེས་འདོད།"},
    {"Ethiopic", "am", "ከቀዶ ጥገናው በፊት የሌላ ሐኪም አስተያየት ማግኘት እፈልጋለሁ። ሕመሙ በየሌሊቱ ይመለሳል።"},
    {"Armenian", "hy", "Վիրահատությունից առաջ ուզում եմ լսել մեկ այլ բժշկի կարծիքը։"},
    {"Georgian", "ka", "ოპერაციამდე მსურს სხვა ექიმის აზრიც მოვისმინო."},
    {"Chinese, simplified",
     "zh-Hans",
     "手术之前，我想再听听另一位医生的意见。疼痛每天晚上都会发作，吃药也不见效（已经三个星期了）"
     "。"},
    {"Chinese, traditional",
     "zh-Hant",
     "手術之前，我想再聽聽另一位醫師的意見。疼痛每天晚上都會發作，吃藥也不見效（已經三個星期了）"
     "。"},
    {"Japanese",
     "ja",
     "手術の前に、別の医師の意見も聞きたいです。痛みは毎晩ぶり返し、カルシウムの薬も効きません（も"
     "う三週間になります）。"},
    {"Korean",
     "ko",
     "수술 전에 다른 의사의 의견도 듣고 싶습니다. 통증이 매일 밤 다시 오고 약도 듣지 않습니다."},
};
// clang-format on

}  // namespace tests
