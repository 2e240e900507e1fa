//! The words of the log as people read them. A word that is not known stands as it is.

use wire::people::Role;

use super::users::role_word;

const NOUNS: [(&str, &str); 29] = [
    ("letter", "意見書"),
    ("letters", "意見書の一覧"),
    ("request", "依頼"),
    ("requests", "依頼の一覧"),
    ("draft", "下書き"),
    ("drafts", "下書きの一覧"),
    ("phrase", "定型文"),
    ("phrases", "定型文"),
    ("terminal", "端末"),
    ("terminals", "端末の一覧"),
    ("enrolment_code", "端末の登録コード"),
    ("enrolment_codes", "端末の登録コード"),
    ("session", "サインイン"),
    ("sessions", "サインインの一覧"),
    ("passkey", "パスキー"),
    ("passkeys", "パスキーの一覧"),
    ("invitation", "招待コード"),
    ("user", "利用者"),
    ("users", "利用者の一覧"),
    ("recovery", "復旧"),
    ("recoveries", "復旧の一覧"),
    ("recovery_key", "復旧キー"),
    ("program", "連携ソフト"),
    ("programs", "連携ソフトの一覧"),
    ("audit", "操作の記録"),
    ("me", "自分の情報"),
    ("events", "新着の知らせ"),
    ("insurers", "保険者の一覧"),
    ("facilities", "医療機関の一覧"),
];

const VERBS: [(&str, &str); 30] = [
    ("look", "を見た"),
    ("listen", "を受け取った"),
    ("take", "を送った"),
    ("paper", "を紙から入力した"),
    ("previous", "の前回の意見書を見た"),
    ("withdraw", "を取り下げた"),
    ("sent_on_paper", "を紙で送付したと記録した"),
    ("begin", "を始めた"),
    ("change", "を変えた"),
    ("send", "を送った"),
    ("receive", "を受け取った"),
    ("approve", "を認めた"),
    ("export", "をファイルに書き出した"),
    ("accept", "を受理した"),
    ("return", "を差し戻した"),
    ("put", "を保存した"),
    ("remove", "を消した"),
    ("enrol", "を登録した"),
    ("issue", "の証明書を発行した"),
    ("renew", "の証明書を更新した"),
    ("revoke", "を失効させた"),
    ("block", "を止めた"),
    ("make", "を作った"),
    ("use", "を使った"),
    ("end", "を終わらせた"),
    ("add", "を加えた"),
    ("rename", "の名前を変えた"),
    ("appoint", "を管理者にした、または外した"),
    ("invite", "を招待した"),
    ("cancel", "を取りやめた"),
];

const RELATIONS: [(&str, &str); 5] = [
    ("own", "自分の事業所のもの"),
    ("sent", "送った・届いたもの"),
    ("self", "本人のもの"),
    ("any", "すべて"),
    ("open", "だれにでも開いたもの"),
];

/// What was done.
pub(super) fn what(action: &str) -> String {
    match action {
        "sign_in" => return "サインインした".to_owned(),
        "step_up" => return "もう一度、本人確認をした".to_owned(),
        "audit.person" => return "ある方の記録を見た人を調べた".to_owned(),
        _ => {}
    }
    let found = action.split_once('.').and_then(|(noun, verb)| {
        let noun = NOUNS.iter().find(|(word, _)| *word == noun)?.1;
        let verb = VERBS.iter().find(|(word, _)| *word == verb)?.1;
        Some([noun, verb].concat())
    });
    found.unwrap_or_else(|| action.to_owned())
}

/// In which role, and to what of it one stands in which relation.
fn as_whom(who: &str, relation: &str) -> Option<String> {
    let who = match who {
        "person" => "利用者として",
        "terminal" => "この端末として",
        "anyone" => "だれでも",
        "program" => "連携ソフトとして",
        role => {
            return Some(
                [role_word(Role::parse(role)?), "として（", relation_word(relation)?, "）"].concat(),
            );
        }
    };
    Some([who, "（", relation_word(relation)?, "）"].concat())
}

fn relation_word(relation: &str) -> Option<&'static str> {
    let found = RELATIONS.iter().find(|(word, _)| *word == relation)?;
    Some(found.1)
}

/// Why it was allowed, from the row of the table that decides; what is not known stands as it is.
pub(super) fn because(row: &str) -> String {
    match row {
        "" => "—".to_owned(),
        "demo" => "デモの用意".to_owned(),
        "admin" => "サーバー上の管理コマンド".to_owned(),
        row if row.starts_with("denied") => "認められていません".to_owned(),
        row => match row.split('/').collect::<Vec<_>>().as_slice() {
            [_, _, who, relation] => as_whom(who, relation).unwrap_or_else(|| row.to_owned()),
            _ => row.to_owned(),
        },
    }
}
