//! What is printed, read back with poppler: real text, nothing cut, nothing made up.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "whatever fails ends the test"
)]

mod common;

use std::io::Write;
use std::process::{Command, Stdio};

use letters::form::Part;
use letters::{Edition, Letter, Value};
use paper::{DoctorName, Fonts, Form, Note, Offset, Options, PaperError, letter, letters, missing};

/// The text of a PDF in the order it was written, without spaces, and without what leads to continuation pages.
fn read(pdf: &[u8]) -> String {
    poppler("pdftotext", &["-raw", "-enc", "UTF-8", "-", "-"], pdf)
        .replace(char::is_whitespace, "")
        .replace("→続紙", "")
}

fn poppler(program: &str, words: &[&str], pdf: &[u8]) -> String {
    let mut child = Command::new(program)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} (Debian package poppler-utils): {error}"));
    let mut input = child.stdin.take().unwrap();
    let pdf = pdf.to_owned();
    let writer = std::thread::spawn(move || input.write_all(&pdf));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{program}");
    String::from_utf8(output.stdout).unwrap()
}

fn without_spaces(text: &str) -> String {
    text.replace(char::is_whitespace, "")
}

/// Whether a text stands whole in what was read, at most once interrupted by the way to a continuation page.
fn stands_whole(read: &str, text: &str) -> bool {
    let text = without_spaces(text);
    read.contains(&text)
        || text.char_indices().skip(1).any(|(at, _)| {
            let (head, tail) = text.split_at(at);
            read.contains(head) && read.contains(tail)
        })
}

fn answers(letter: &Letter) -> impl Iterator<Item = (String, &str)> {
    let unprinted = ["insurer_name", "request_no", "doctor_no", "office_no"];
    letter.filled().filter_map(move |(cell, value)| match value {
        Value::Text(text) if !unprinted.contains(&cell.field().of_item().key) => {
            Some((cell.field().path(), text.as_str()))
        }
        _ => None,
    })
}

#[test]
fn extracted_text_equals_the_answers() {
    for edition in Edition::ALL {
        for sample in [common::usual(edition), common::worst(edition)] {
            let options = Options { header: true, ..common::options() };
            let print = letter(&sample, &options, &common::fonts()).unwrap();
            assert_eq!(print.notes, []);
            let read = read(&print.pdf);
            for (path, text) in answers(&sample) {
                assert!(stands_whole(&read, text), "{edition:?} {path}: {text}\n{read}");
            }
        }
    }
}

#[test]
fn rare_kanji_and_variants_are_copied_as_they_were_typed() {
    let mut sample = common::usual(Edition::R8);
    let name = "髙﨑神\u{E0101}𠮷辻\u{E0100}鿄か\u{3099}";
    common::text(&mut sample, "pt_name", name);
    let print = letter(&sample, &common::options(), &common::fonts()).unwrap();
    assert_eq!(print.notes, []);
    assert!(read(&print.pdf).contains(name), "{}", read(&print.pdf));
}

#[test]
fn a_variant_in_no_font_is_printed_as_its_kanji_and_said() {
    let mut sample = Letter::new(Edition::R8);
    common::text(&mut sample, "pt_name", "山\u{E01EF}田");
    let print = letter(&sample, &common::options(), &common::fonts()).unwrap();
    assert_eq!(print.notes, [Note::Variant("山\u{E01EF}".to_owned())]);
}

#[test]
fn a_character_in_no_font_is_named() {
    let mut sample = Letter::new(Edition::R8);
    common::text(&mut sample, "remarks", "笑顔😀が増えた");
    let fonts = common::fonts();
    assert_eq!(letter(&sample, &common::options(), &fonts).unwrap_err(), PaperError::NoGlyph('😀'));
    assert_eq!(missing(&sample, &common::options(), &fonts), ['😀']);
    common::text(&mut sample, "remarks", "一\t二");
    assert_eq!(letter(&sample, &common::options(), &fonts).unwrap_err(), PaperError::NoGlyph('\t'));
}

#[test]
fn what_the_first_face_lacks_is_asked_for() {
    let mut sample = Letter::new(Edition::R8);
    common::text(&mut sample, "pt_name", "𠮷田 㑀一");
    let first = include_bytes!("../fonts/BIZUDMincho-Regular.ttf").as_slice().into();
    let fonts = Fonts::new([first]).unwrap();
    assert_eq!(missing(&sample, &common::options(), &fonts), ['𠮷', '㑀']);
    let mut fonts = fonts;
    for c in ['𠮷', '㑀'] {
        let shards = paper::shards(c).unwrap();
        let found = shards.into_iter().find(|name| {
            fonts.add(common::file(name).into()).unwrap();
            fonts.has(c)
        });
        assert!(found.is_some_and(|name| name.starts_with("Noto")), "{c} is in none of its shards");
    }
    assert_eq!(missing(&sample, &common::options(), &fonts), []);
    assert_eq!(missing(&sample, &common::options(), &common::fonts()), []);
}

/// Every kanji of JIS X 0213, which is what the platform takes.
#[test]
fn jis_x_0213_is_whole() {
    let mut sample = Letter::new(Edition::R8);
    let kanji: String = ('\u{3400}'..='\u{2FA1F}')
        .filter(|c| ja::repertoire::in_jisx0213(*c))
        .filter(|c| !c.is_control())
        .collect();
    assert!(kanji.chars().count() > 10_000);
    common::text(&mut sample, "remarks", &kanji);
    assert_eq!(missing(&sample, &common::options(), &common::fonts()), []);
}

#[test]
fn what_cannot_be_read_is_no_font() {
    let broken = Fonts::new([b"no font".as_slice().into()]).err();
    assert_eq!(broken, Some(PaperError::Font(0)));
}

#[test]
fn the_doctors_name_is_left_to_the_hand() {
    let sample = common::usual(Edition::R8);
    let options = Options { doctor_name: DoctorName::ByHand, ..common::options() };
    let read = read(&letter(&sample, &options, &common::fonts()).unwrap().pdf);
    assert!(!read.contains("石井健一") && read.contains("医師氏名"), "{read}");
}

#[test]
fn answers_alone_print_no_sentence_of_the_form() {
    let sample = common::usual(Edition::R8);
    let options = Options { form: Form::Answers(Offset::default()), ..common::options() };
    let read = read(&letter(&sample, &options, &common::fonts()).unwrap().pdf);
    assert!(read.contains("髙橋花子") && !read.contains("申請者") && !read.contains("発症"), "{read}");
}

#[test]
fn what_the_form_does_not_show_is_not_printed() {
    let mut sample = common::usual(Edition::R8);
    common::text(&mut sample, "psych_name", "せん妄");
    let read = read(&letter(&sample, &common::options(), &common::fonts()).unwrap().pdf);
    assert!(!read.contains("せん妄"), "症状名 was printed though 無 is chosen");
}

#[test]
fn a_rest_stands_under_the_name_of_its_item() {
    let mut sample = common::usual(Edition::R8);
    common::text(&mut sample, "remarks", &common::long("", 700));
    let print = letter(&sample, &common::options(), &common::fonts()).unwrap();
    let read = read(&print.pdf);
    assert!(read.contains("主治医意見書（続紙）") && read.contains("■5特記すべき事項（つづき）"), "{read}");
    assert_eq!(pages(&print.pdf), 3);
}

#[test]
fn many_letters_share_one_document_in_order() {
    let names = ["一郎", "二郎", "三郎", "四郎", "五郎"];
    let samples = names.map(|name| {
        let mut sample = common::usual(Edition::R8);
        common::text(&mut sample, "pt_name", name);
        sample
    });
    let fonts = common::fonts();
    let together = letters(&samples, &common::options(), &fonts).unwrap();
    let alone = letter(&samples[0], &common::options(), &fonts).unwrap();
    assert_eq!(pages(&together.pdf), 10);
    assert!(together.pdf.len() < 2 * alone.pdf.len(), "the fonts are embedded once");
    let read = read(&together.pdf);
    let places: Vec<_> = names.iter().map(|name| read.find(name).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let print = || letter(&common::usual(Edition::R3), &common::options(), &common::fonts()).unwrap().pdf;
    assert_eq!(print(), print());
}

#[test]
fn fonts_are_embedded_in_parts_and_the_file_says_pdf_a() {
    let pdf = letter(&common::worst(Edition::R8), &common::options(), &common::fonts()).unwrap().pdf;
    let fonts = poppler("pdffonts", &["-"], &pdf);
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(rows.len() >= 2 && rows.iter().all(|row| row.contains(" yes yes yes ")), "{fonts}");
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("<pdfaid:part>2</pdfaid:part>") && text.contains("<pdfaid:conformance>U"));
}

/// Every cell of the form that holds text reaches the paper.
#[test]
fn no_text_cell_is_forgotten() {
    let unprinted = ["insurer_name", "request_no", "doctor_no", "office_no"];
    for edition in Edition::ALL {
        let sample = common::full(edition, |cell| format!("あ{}", cell.index()));
        let options = Options { header: true, ..common::options() };
        let read = read(&letter(&sample, &options, &common::fonts()).unwrap().pdf);
        for (cell, value) in sample.filled() {
            let item = cell.field().of_item();
            let is_text = matches!(value, Value::Text(text) if text.starts_with('あ'));
            if is_text && !unprinted.contains(&item.key) && !matches!(cell.field().part, Part::Drug(..)) {
                assert!(read.contains(&format!("あ{}", cell.index())), "{edition:?} {}", cell.field().path());
            }
        }
    }
}

fn pages(pdf: &[u8]) -> usize {
    let info = poppler("pdfinfo", &["-"], pdf);
    info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().parse().unwrap()
}
