//! Forms of kanji that names are written with.

/// Pairs of a form and the usual one. First the compatibility ideographs of the code page CP932, whose usual form
/// Unicode itself gives; then the variants met most in family names and place names.
const FORMS: &str = "\
    朗朗隆隆塚塚晴晴凞凞猪猪益益礼礼神神祥祥福福靖靖精精羽羽蘒蘒諸諸逸逸都都飯飯飼飼館館鶴鶴\
    髙高﨑崎碕崎嵜崎𠮷吉濵浜濱浜邉辺邊辺齋斎齊斉澤沢嶋島嶌島廣広國国櫻桜瀧滝龍竜眞真\
    德徳惠恵冨富與与榮栄條条壽寿將将實実彌弥舘館曻昇曾曽禮礼濟済豐豊圓円鷗鴎";

/// The usual form of a variant; any other character as it is.
pub(super) fn usual_form(c: char) -> char {
    // Kana and ASCII, most of what is searched, have none.
    if c < '一' {
        return c;
    }
    let mut forms = FORMS.chars();
    while let (Some(form), Some(usual)) = (forms.next(), forms.next()) {
        if form == c {
            return usual;
        }
    }
    c
}
