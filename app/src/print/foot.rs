//! 印刷 and PDFを保存. Both are written down in the audit log; a file that leaves is spoken of once per device.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::prints::PrintWay;

use super::choices::{is_told, tell};
use super::made::Made;
use super::press::Press;
use super::source::note;
use crate::el::{El, el};
use crate::ui::{Icon, sign};

/// What the reader is told about the last thing done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    /// What a saved file is, before the first one.
    Ask,
    Saved,
    NotReady,
    Failed,
    /// The PDF has more pages than this page can print, and the browser cannot show it.
    NoViewer,
}

/// The buttons, and what is said about them.
pub(super) fn foot(press: Press) -> El {
    let said = RwSignal::new(Said::Nothing);
    let save = move |_| match is_told() {
        true => act(press, said, PrintWay::Saved),
        false => said.set(Said::Ask),
    };
    let button = |word: &'static str, which: Icon| {
        el("button").class("button").attr("type", "button").child(sign(which)).text(word)
    };
    el("div")
        .class("panel__foot print__foot")
        .child(el("div").attr("role", "status").show(move || words(press, said)))
        .child(
            el("div")
                .class("print__actions")
                .child(
                    button("印刷する", Icon::Print).on("click", move |_| act(press, said, PrintWay::Printed)),
                )
                .child(button("PDFを保存", Icon::Down).on("click", save)),
        )
}

fn words(press: Press, said: RwSignal<Said>) -> Option<El> {
    let line = |which, text| Some(el("p").class("message").child(sign(which)).child(el("span").text(text)));
    match said.get() {
        Said::Nothing => None,
        Said::Saved => line(Icon::Done, "「ダウンロード」に保存しました。"),
        Said::NotReady => line(Icon::Hint, "紙面ができてから、もう一度押してください。"),
        Said::Failed => line(Icon::Fix, "できませんでした。もう一度お試しください。"),
        Said::NoViewer => line(
            Icon::Hint,
            "このブラウザーは長いPDFを開けません。「PDFを保存」で保存し、PDFを開くアプリから印刷してください。",
        ),
        Said::Ask => Some(ask(press, said)),
    }
}

/// Before the first file this device saves.
fn ask(press: Press, said: RwSignal<Said>) -> El {
    let go = move |_| {
        tell();
        act(press, said, PrintWay::Saved);
    };
    let button =
        |word: &'static str| el("button").class("button button--small").attr("type", "button").text(word);
    el("div")
        .class("print__ask")
        .child(el("p").child(el("strong").text("保存したPDFは、だれでも開けるふつうのファイルです。")))
        .child(el("p").text(
            "「ダウンロード」に残り、暗号化されません。使い終わったら消してください。印刷だけなら「印刷する」でファイルは残りません。",
        ))
        .child(
            el("div")
                .class("print__actions")
                .child(button("わかりました。保存する").on("click", go))
                .child(button("やめる").on("click", move |_| said.set(Said::Nothing))),
        )
}

fn act(press: Press, said: RwSignal<Said>, way: PrintWay) {
    let Some((made, source)) = press.ready().zip(press.source.try_get_value()) else {
        said.set(Said::NotReady);
        return;
    };
    let print = press.sheets.with_value(|sheets| note(sheets, way));
    spawn_local(async move {
        let outcome = match way {
            PrintWay::Saved => done(made.save(&[&source.name, ".pdf"].concat()).await, Said::Saved),
            PrintWay::Printed => on_paper(&made).await,
        };
        let _ = said.try_set(outcome);
        if matches!(outcome, Said::Saved | Said::Nothing) {
            // Without a net it is told later.
            let _ = source.local.note_print(print).await;
        }
    });
}

/// From this page, or, where there are too many of them, from the browser's own viewer.
async fn on_paper(made: &Rc<Made>) -> Said {
    if made.is_whole() {
        return done(made.print().await, Said::Nothing);
    }
    done_or(made.open().await, Said::Nothing, Said::NoViewer)
}

fn done(ok: bool, then: Said) -> Said {
    done_or(ok, then, Said::Failed)
}

fn done_or(ok: bool, then: Said, otherwise: Said) -> Said {
    if ok { then } else { otherwise }
}
