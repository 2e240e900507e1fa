//! Letters to print, and a reader of what was printed.
#![allow(dead_code, reason = "each test file uses its part of this module")]

pub(crate) mod drawn;

use std::path::{Path, PathBuf};

use letters::form::{CELLS, Cell, CellKind, Part};
use letters::{Edition, Field, Letter, Mark, Typed, Value};
use paper::{Fonts, Options};

/// Every font of the folder, the first face first.
pub(crate) fn fonts() -> Fonts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let mut files: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ttf" || extension == "otf"));
    files.sort();
    Fonts::new(files.iter().map(|file| std::fs::read(file).unwrap().into())).unwrap()
}

/// A font of the folder.
pub(crate) fn file(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(name)).unwrap()
}

pub(crate) fn options() -> Options {
    Options::new(ja::Date::new(2026, 10, 14).unwrap())
}

pub(crate) fn cell(path: &str) -> Cell {
    Cell::of(Field::parse(path).unwrap()).unwrap_or_else(|| panic!("{path}"))
}

pub(crate) fn set(letter: &mut Letter, path: &str, value: Value) {
    letter.set(cell(path), value).unwrap_or_else(|value| panic!("{path} cannot hold {value:?}"));
}

pub(crate) fn text(letter: &mut Letter, path: &str, text: &str) {
    set(letter, path, Value::text(text));
}

pub(crate) fn choose(letter: &mut Letter, path: &str, label: &str) {
    let CellKind::Choice(choices) = cell(path).kind() else { panic!("{path} has no choices") };
    let n = choices.iter().position(|choice| choice.label == label).unwrap();
    set(letter, path, Value::Choice(n as u8));
}

pub(crate) fn date(letter: &mut Letter, path: &str, y: i32, m: u8, d: u8) {
    set(letter, path, Value::Date(ja::Date::new(y, m, d).unwrap()));
}

/// Everything a cell of this kind can hold, so that everything is shown: 有 for every 有無, every box that may be.
pub(crate) fn full(edition: Edition, fill: impl Fn(Cell) -> String) -> Letter {
    let mut letter = Letter::new(edition);
    for (field, kind) in CELLS.iter() {
        let item = field.of_item();
        if !item.editions.has(edition) || item.key == "drugs" {
            continue;
        }
        let at = Cell::of(*field).unwrap();
        let value = match kind {
            CellKind::Text => Value::text(fill(at)),
            CellKind::Number => Value::text("148.5"),
            CellKind::Flag => Value::Checked,
            CellKind::Mark => Value::Mark(Mark::Underlined),
            CellKind::Choice(choices) => {
                let yes = choices.iter().position(|choice| ["有", "不安定", "あり"].contains(&choice.label));
                Value::Choice(yes.unwrap_or(choices.len() - 1) as u8)
            }
            CellKind::Date => Value::Date(ja::Date::new(2026, 10, 14).unwrap()),
            CellKind::Onset => Value::Month(2019, 5),
        };
        let is_of_another_edition = matches!(field.part, Part::Option(n)
            if !item.choices()[usize::from(n)].editions.has(edition))
            || (item.key.starts_with("care_") && field.part == Part::Choice) != (edition == Edition::H21)
                && matches!(field.part, Part::Choice);
        if !is_of_another_edition {
            letter.set(at, value).unwrap();
        }
    }
    date(&mut letter, "pt_birth", 1941, 2, 28);
    letter
}

/// A text of so many characters that says where it stands, with rare kanji at its head.
pub(crate) fn long(head: &str, count: usize) -> String {
    const BODY: &str =
        "右片麻痺があり、立ち上がりと移乗に介助を要する。夜間のせん妄は内服の調整で落ち着いた。";
    head.chars().chain(BODY.chars().cycle()).take(count).collect()
}

/// Every field at its hard limit, with the longest names and every kind of rare kanji.
pub(crate) fn worst(edition: Edition) -> Letter {
    let mut letter = full(edition, |at| {
        let field = at.field();
        match field.path().as_str() {
            "insurer_no" => "131128".to_owned(),
            "insured_no" => "H012345678".to_owned(),
            "pt_zip" | "clinic_zip" => "154-0004".to_owned(),
            "pt_tel" | "clinic_tel" | "clinic_fax" => "03-1234-5678 内線1234".to_owned(),
            "pt_kana" => "たかさき かみよし".chars().cycle().take(60).collect(),
            path => {
                let hard = field.of_item().limit.map_or(10, |limit| usize::from(limit.hard));
                let head = if path.ends_with("name") { "髙﨑神\u{E0101}𠮷辻\u{E0100}" } else { "" };
                long(head, hard)
            }
        }
    });
    choose(&mut letter, "pt_sex", "女");
    choose(&mut letter, "care_place", "施設");
    set(&mut letter, "dx1_onset", Value::Date(ja::Date::new(1988, 12, 31).unwrap()));
    set(&mut letter, "dx2_onset", Value::Unknown);
    let typed = Typed { era: "昭和".into(), y: "64".into(), m: "2".into(), d: "30".into() };
    set(&mut letter, "dx3_onset", Value::Typed(Box::new(typed)));
    for (n, name) in ["アムロジピンOD", "ドネペジル塩酸塩", "酸化マグネシウム"].into_iter().enumerate()
    {
        let path = |column| format!("drugs.{}.{column}", n + 1);
        text(&mut letter, &path("name"), name);
        text(&mut letter, &path("dosage"), "5");
        text(&mut letter, &path("unit"), "mg");
        text(&mut letter, &path("usage"), "朝食後");
    }
    letter
}

/// A letter as they usually come.
pub(crate) fn usual(edition: Edition) -> Letter {
    let mut letter = Letter::new(edition);
    for (path, said) in [
        ("insurer_no", "131128"),
        ("insured_no", "0000123456"),
        ("pt_kana", "たかはし はなこ"),
        ("pt_name", "髙橋 花子"),
        ("pt_zip", "154-0004"),
        ("pt_addr", "東京都世田谷区太子堂1-2-3 みどり荘101"),
        ("pt_tel", "03-0000-1234"),
        ("dr_name", "石井 健一"),
        ("clinic_name", "みどり坂クリニック"),
        ("clinic_zip", "154-0001"),
        ("clinic_addr", "東京都世田谷区池尻9-9-9"),
        ("clinic_tel", "03-0000-5678"),
        ("clinic_fax", "03-0000-5679"),
        ("dx1_name", "アルツハイマー型認知症"),
        ("dx2_name", "高血圧症"),
        ("dx3_name", "腰部脊柱管狭窄症"),
        (
            "course_text",
            "令和元年頃から物忘れが目立ち、当院でアルツハイマー型認知症と診断した。\n服薬は家族が見守っている。半年で歩行が不安定となり、屋外では見守りを要する。",
        ),
        ("drugs.1.name", "ドネペジル塩酸塩"),
        ("drugs.1.dosage", "5"),
        ("drugs.1.unit", "mg"),
        ("drugs.1.usage", "朝食後"),
        ("drugs.2.name", "アムロジピン"),
        ("drugs.2.dosage", "2.5"),
        ("drugs.2.unit", "mg"),
        ("drugs.2.usage", "朝食後"),
        ("height", "148.5"),
        ("weight", "41.2"),
        ("weakness.site", "両下肢"),
        ("nutrition_text", "食事量にむらがあり、声かけを要する"),
        ("risk_plan", "転倒予防のため環境を整え、通所リハビリテーションを続ける。"),
        (
            "remarks",
            "日中独居で、火の始末に不安がある。週2回の通所で表情がよくなった。服薬は家族が管理し、飲み忘れはない。",
        ),
    ] {
        text(&mut letter, path, said);
    }
    for (path, label) in [
        ("care_place", "在宅"),
        ("pt_sex", "女"),
        ("issue_count", "2回目以上"),
        ("other_dept", "有"),
        ("stability", "安定"),
        ("adl_level", "A1"),
        ("dementia_level", "Ⅱb"),
        ("memory", "問題あり"),
        ("decision", "見守りが必要"),
        ("communication", "いくらか困難"),
        ("bpsd", "有"),
        ("psych", "無"),
        ("hand", "右"),
        ("weight_change", "減少"),
        ("weakness.degree", "中"),
        ("walk_out", "介助があればしている"),
        ("wheelchair", "用いていない"),
        ("eating", "自立ないし何とか自分で食べられる"),
        ("nutrition", "不良"),
        ("outlook", "期待できる"),
        ("infection", "無"),
    ] {
        choose(&mut letter, path, label);
    }
    for path in
        ["other_dept_list.眼科", "bpsd_list.昼夜逆転", "weakness", "aids.屋外で使用", "risks.転倒・骨折"]
    {
        set(&mut letter, path, Value::Checked);
    }
    set(&mut letter, "med.訪問診療", Value::Mark(Mark::Underlined));
    set(&mut letter, "med.通所リハビリテーション", Value::Mark(Mark::Checked));
    date(&mut letter, "entry_date", 2026, 10, 14);
    date(&mut letter, "last_exam_date", 2026, 10, 7);
    date(&mut letter, "pt_birth", 1941, 2, 28);
    set(&mut letter, "dx1_onset", Value::Year(2019));
    set(&mut letter, "dx2_onset", Value::Month(2005, 4));
    set(&mut letter, "dx3_onset", Value::Unknown);
    letter
}
