//! What the paper will look like: the PDF's own pages.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::made::NotMade;
use super::press::{Press, Why};
use crate::el::{El, el};
use crate::ui::{Icon, sign};

const ZOOM: &str = "print-zoom";

/// How the PDF stands, and its pages.
pub(super) fn pages(press: Press) -> El {
    let zoomed = RwSignal::new(None::<usize>);
    el("div")
        .class("print__sheets")
        .child(el("div").attr("role", "status").show(move || Some(state(press))))
        .child(el("div").attr("role", "alert").show(move || press.not.get().map(|why| not_made(press, &why))))
        .list(move || press.made.get().map(|made| notes(&made.notes)).unwrap_or_default())
        .child(
            el("ol")
                .class("print__pages")
                .truth("data-old", move || press.busy.get() || press.not.with(Option::is_some))
                .rows(
                    move || {
                        let made = press.made.get();
                        let pages = made.map(|made| made.pages.clone()).unwrap_or_default();
                        pages.into_iter().enumerate().map(|(n, page)| (page.clone(), (n, page))).collect()
                    },
                    move |(n, page)| thumbnail(n, page, zoomed),
                ),
        )
        .show(move || {
            press.made.get().filter(|made| !made.is_whole()).map(|made| rest(made.count, made.pages.len()))
        })
        .child(zoom(press, zoomed))
}

fn state(press: Press) -> El {
    let line = el("p").class("print__state");
    match press.made.get() {
        _ if press.busy.get() => line.text("紙面を作っています…"),
        Some(made) if press.not.with(Option::is_none) => {
            line.text(format!("A4・{}ページ・{}KB", made.count, made.size.div_ceil(1000)))
        }
        _ => line,
    }
}

fn notes(notes: &[String]) -> Vec<El> {
    let one =
        |note: &String| el("p").class("message").child(sign(Icon::Hint)).child(el("span").text(note.clone()));
    notes.iter().map(one).collect()
}

fn rest(count: usize, shown: usize) -> El {
    el("p")
        .class("print__state")
        .text(format!("ここに見えるのは{shown}ページまでです。PDFには{count}ページすべてが入っています。"))
}

fn not_made(press: Press, why: &Why) -> El {
    let (title, action) = match why {
        Why::Letters(trouble) => (trouble.title.clone(), trouble.action.clone().unwrap_or_default()),
        Why::Paper(NotMade::NoGlyph(characters)) => (
            ["印刷用の書体にない文字があります：", &named(characters)].concat(),
            "別の字に置き換えると印刷できます。置き換えないまま電送することはできます。".to_owned(),
        ),
        Why::Paper(NotMade::NotHere) => (
            "印刷の部品をまだ読み込めていません。".to_owned(),
            "通信できる場所で一度開いてください。そのあとは、通信できない場所でも印刷できます。".to_owned(),
        ),
        Why::Paper(NotMade::Failed(code, sentence)) => (
            "PDFを作れませんでした。".to_owned(),
            format!(
                "「作り直す」を押してください。続くときは管理者に連絡してください。（{code} {sentence}）"
            ),
        ),
    };
    let places = match why {
        Why::Paper(NotMade::NoGlyph(characters)) => characters
            .iter()
            .flat_map(|character| press.source.try_get_value().map(|source| (source.places)(character)))
            .flatten()
            .collect(),
        _ => Vec::new(),
    };
    let again = (!matches!(why, Why::Paper(NotMade::NoGlyph(_)))).then(|| {
        el("button")
            .class("button button--small")
            .attr("type", "button")
            .text("作り直す")
            .on("click", move |_| press.ask(0))
    });
    let words = el("div")
        .child(el("p").child(el("strong").text(title)))
        .child(el("p").text(action))
        .each(places.into_iter().map(|place| el("p").child(place)))
        .opt(again);
    el("div").class("print__not").child(sign(Icon::Fix)).child(words)
}

/// 「😀」（U+1F600）.
fn named(characters: &[String]) -> String {
    let one = |text: &String| {
        let code = text.chars().next().map_or(0, u32::from);
        format!("「{text}」（U+{code:04X}）")
    };
    characters.iter().map(one).collect::<Vec<_>>().join("、")
}

fn thumbnail(n: usize, page: String, zoomed: RwSignal<Option<usize>>) -> El {
    let alt = format!("印刷される紙面の{}ページ目", n + 1);
    let image = el("img")
        .class("print__image")
        .attr("src", page)
        .attr("alt", alt)
        .attr("width", "210")
        .attr("height", "297");
    let button = el("button")
        .class("print__page")
        .attr("type", "button")
        .attr("title", "大きく見る")
        .child(image)
        .on("click", move |_| zoomed.set(Some(n)));
    el("li").child(button)
}

/// The page as large as the paper.
fn zoom(press: Press, zoomed: RwSignal<Option<usize>>) -> El {
    Effect::new(move |_| {
        let wanted = zoomed.get().is_some();
        let dialog = document().get_element_by_id(ZOOM).and_then(|dialog| dialog.dyn_into().ok());
        let Some(dialog): Option<HtmlDialogElement> = dialog else { return };
        match (wanted, dialog.open()) {
            // Fails only for a dialog that is open already.
            (true, false) => _ = dialog.show_modal(),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let page = move || {
        press.made.get().zip(zoomed.get()).and_then(|(made, n)| Some((n, made.pages.get(n)?.clone())))
    };
    let count = move || press.made.with(|made| made.as_ref().map_or(0, |made| made.pages.len()));
    let turn = move |by: isize| {
        zoomed.update(|zoomed| {
            let turned = zoomed.and_then(|n| n.checked_add_signed(by)).filter(|n| *n < count());
            *zoomed = turned.or(*zoomed);
        });
    };
    let tool = |word: &'static str, which: Icon| {
        el("button").class("button").attr("type", "button").child(sign(which)).text(word)
    };
    let tools = el("div")
        .class("print-zoom__tools")
        .child(el("p").class("print-zoom__title").attr("id", "print-zoom-title").live_text(move || {
            page().map_or_else(String::new, |(n, _)| format!("紙面 {}／{}", n + 1, count()))
        }))
        .child(tool("前のページ", Icon::Left).on("click", move |_| turn(-1)))
        .child(tool("次のページ", Icon::Right).on("click", move |_| turn(1)))
        .child(tool("閉じる", Icon::Close).on("click", move |_| zoomed.set(None)));
    let sheet = el("div").class("print-zoom__sheet").attr("tabindex", "0").show(move || {
        let (n, page) = page()?;
        let alt = format!("印刷される紙面の{}ページ目", n + 1);
        Some(el("img").class("print-zoom__image").attr("src", page).attr("alt", alt))
    });
    el("dialog")
        .class("print-zoom")
        .attr("id", ZOOM)
        .attr("aria-labelledby", "print-zoom-title")
        .on("close", move |_| zoomed.set(None))
        // The keys of the page beneath rest meanwhile.
        .on("keydown", |event| event.stop_propagation())
        .child(tools)
        .child(sheet)
}
