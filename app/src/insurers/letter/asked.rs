use super::opened::Opened;
use crate::el::{El, el};
use crate::insurers::compare::{head, line, said, signed};
use crate::insurers::intake::{Pair, Verdict, differing, pairs};
use crate::ui::{Icon, Tone, badge};

/// 依頼との照合: request and letter side by side.
pub(super) fn asked(open: &Opened) -> Vec<El> {
    let Some(request) = &open.request else { return Vec::new() };
    let pairs = pairs(&request.request, &open.letter);
    let summary = match differing(&pairs) {
        0 => badge(Tone::Done, Icon::Done, "違いはありません"),
        n => badge(Tone::Warn, Icon::Check, ["違うところが", &n.to_string(), "か所あります"].concat()),
    };
    let row = |pair: Pair| {
        line(pair.verdict == Verdict::Differs)
            .child(el("th").attr("scope", "row").text(pair.label))
            .child(el("td").attr("data-label", "依頼").child(said(&pair.requested)))
            .child(el("td").attr("data-label", "意見書").class("compare__now").child(said(&pair.written)))
            .child(el("td").child(verdict(pair.verdict)))
    };
    let columns = ["項目", "依頼", "意見書", "照合"].map(str::to_owned).into();
    let table = head("compare", "依頼と意見書の照合", columns);
    let help = "違うときは、どちらが正しいかを確かめてから受理するか、差し戻してください。";
    vec![
        el("h3").class("points__title").text("依頼と意見書の照合 ").child(summary),
        table.child(el("tbody").each(pairs.into_iter().map(row))),
        el("p").class("points__help").text(help),
    ]
}

fn verdict(verdict: Verdict) -> El {
    match verdict {
        Verdict::Differs => badge(Tone::Warn, Icon::Check, "違う"),
        Verdict::Same => signed(Icon::Done, "一致"),
        Verdict::Spelling => signed(Icon::Done, "書き方だけの違い"),
        Verdict::NotAsked => el("span").class("compare__same").text("依頼に記載なし"),
    }
}
