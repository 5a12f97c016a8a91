# The fonts that travel with the program; engine/font/families.hpp says which is asked for a letter.
foreach(style Regular Bold Italic BoldItalic)
  need_font(Andika-${style}.ttf fonts-sil-andika)
  need_font(NotoSans-${style}.ttf fonts-noto-core)
endforeach()
foreach(script Arabic Hebrew Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala
               Thai Lao Khmer Myanmar Ethiopic Armenian Georgian Thaana Adlam Cherokee CanadianAboriginal OlChiki)
  need_font(NotoSans${script}-Regular.ttf fonts-noto-core)
  need_font(NotoSans${script}-Bold.ttf fonts-noto-core)
endforeach()
foreach(file NotoSerifTibetan-Regular.ttf NotoSerifTibetan-Bold.ttf NotoSansSyriac-Regular.ttf NotoSansNKo-Regular.ttf
             NotoSansMath-Regular.ttf NotoSansSymbols-Regular.ttf NotoSansSymbols2-Regular.ttf)
  need_font(${file} fonts-noto-core)
endforeach()
need_font(NotoSansCJK-Regular.ttc fonts-noto-cjk)  # the four regional forms are in one file
need_font(NotoSansCJK-Bold.ttc fonts-noto-cjk)
