use leptos::prelude::*;

use super::facts;
use super::way::{Answers, Question, Said};
use crate::el::{El, el};

const SAID: [(Said, &str); 3] = [(Said::Yes, "はい"), (Said::No, "いいえ"), (Said::Unsure, "わからない")];

/// The questions that matter so far, each with its answers.
pub(super) fn questions(answers: RwSignal<Answers>) -> El {
    let asked = move || {
        let all = answers.get().asked();
        all.into_iter().enumerate().map(|(n, question)| (word(question).to_owned(), (n, question))).collect()
    };
    el("div").class("card setup__questions").rows(asked, move |(n, question)| one(answers, n, question))
}

fn one(answers: RwSignal<Answers>, n: usize, question: Question) -> El {
    let name = ["setup-", &n.to_string()].concat();
    let choice = |(said, label): (Said, &'static str)| {
        let box_ = el("input")
            .attr("type", "radio")
            .attr("name", name.clone())
            .on("change", move |_| answers.update(|all| *all = all.with(question, said)));
        el("label").class("setup__choice").child(box_).text(label)
    };
    el("fieldset")
        .class("setup__question")
        .child(el("legend").class("field__label").text(word(question)))
        .child(el("p").class("field__help").text(help(question)))
        .child(el("div").class("setup__choices").each(SAID.map(choice)))
}

const fn word(question: Question) -> &'static str {
    match question {
        Question::Software => "意見書を、文書作成ソフトや電子カルテで書いていますか。",
        Question::Terminal => "オンライン資格確認の端末がありますか。",
        Question::Linked => "そのソフトは、意見書を送る連携に対応していますか。",
        Question::Certificate => "意見書を送る端末に、介護保険証明書か介護DX証明書が入っていますか。",
    }
}

fn help(question: Question) -> &'static str {
    match question {
        Question::Software => facts::text("unsure"),
        Question::Terminal => facts::text("terminal"),
        Question::Linked => "ソフトの会社のお知らせか、保守の窓口で分かります。",
        Question::Certificate => facts::text("not_usable"),
    }
}
