use super::facts::text;
use super::way::{Said, Way};
use crate::el::{El, el};
use crate::ui::{Icon, sign};

/// What fits, and what to do next.
pub(super) fn steps(way: Way) -> El {
    let (title, why, steps) = match way {
        Way::A { ask } => {
            ("A　いまのソフトから送る", "書きなれたソフトで書き、そのまま送れます。", route_a(ask))
        }
        Way::B { certificate } => (
            "B　この画面で書いて送る",
            "インターネットにつながる端末なら、どこでも書けます。つながらない場所でも書けます。",
            route_b(certificate),
        ),
    };
    let steps = steps
        .into_iter()
        .map(|(head, body)| el("li").child(el("strong").text(head)).child(el("p").text(body)));
    let first = match way {
        Way::A { .. } => el("a")
            .class("button")
            .attr("href", "/requests/import")
            .child(sign(Icon::Paper))
            .text("ファイルから取り込む"),
        Way::B { .. } => el("a").class("button").attr("href", "/").text("依頼一覧へ"),
    };
    el("section")
        .class("card setup__way")
        .attr("aria-labelledby", "setup-way")
        .child(el("p").class("setup__fits").child(sign(Icon::Done)).text("合う送り方"))
        .child(el("h2").attr("id", "setup-way").text(title))
        .child(el("p").text(why))
        .child(el("ol").class("setup__steps").each(steps))
        .child(el("p").child(first))
}

fn route_a(ask: bool) -> Vec<(&'static str, &'static str)> {
    let mut steps = Vec::new();
    if ask {
        steps.push((
            "ソフトの会社に聞く",
            "「主治医意見書を電子で送る連携に対応していますか」と聞いてください。対応していないと分かったら、Bで書けます。",
        ));
    }
    steps.extend([
        ("ソフトを新しくする", "連携に対応した版への更新を、ソフトの会社の案内のとおりに行います。"),
        ("手元のファイルを試す", "下の「このファイルは使えますか」に、書き出したファイルを置いてください。どこにも送られません。"),
        (
            "送る",
            "オンライン資格確認の端末で ikensho send を動かすと、決めたフォルダーに書き出すだけで送られます。画面から送るときは「ファイルから取り込む」を使います。",
        ),
    ]);
    steps
}

fn route_b(certificate: Said) -> Vec<(&'static str, &'static str)> {
    let first = match certificate {
        Said::Yes => ("証明書はそのまま使えます", text("reuse")),
        Said::No => ("証明書を申し込む", text("lead_time")),
        Said::Unsure => (
            "証明書を確かめる",
            "介護の請求を電子で行っている端末なら、介護保険証明書が入っています。見つからないときは、介護DX証明書を申し込みます。",
        ),
    };
    vec![
        ("インターネットにつながる端末を用意する", text("certificate")),
        first,
        (
            "事業所の認証・接続の確認・利用者の登録をする",
            "証明書を入れた端末で、画面の案内のとおりに進めます。",
        ),
        ("書きはじめる", "依頼一覧から書きはじめます。紙で届いた依頼は「紙の依頼を入力」から始められます。"),
    ]
}
