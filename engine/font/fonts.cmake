# The fonts that travel with the program, in the order in which they are asked for a letter.
foreach(file Andika-Regular.ttf Andika-Bold.ttf Andika-Italic.ttf Andika-BoldItalic.ttf)
  need_font(${file} fonts-sil-andika)
endforeach()
foreach(file NotoSans-Regular.ttf NotoSans-Bold.ttf NotoSans-Italic.ttf NotoSans-BoldItalic.ttf
             NotoSansArabic-Regular.ttf NotoSansArabic-Bold.ttf NotoSansHebrew-Regular.ttf NotoSansHebrew-Bold.ttf
             NotoSansDevanagari-Regular.ttf NotoSansDevanagari-Bold.ttf
             NotoSansMath-Regular.ttf NotoSansSymbols-Regular.ttf NotoSansSymbols2-Regular.ttf)
  need_font(${file} fonts-noto-core)
endforeach()
