use leptos::prelude::*;
use wire::paths;
use wire::people::{Profession, Role};
use wire::recoveries::RecoveryView;
use wire::users::{AccountPatch, AccountState, AccountView, Invited};

use super::panel::{Panel, Rows, action, asked, code_card, nothing, table};
use super::{recoveries, user_change, user_form, user_place};
use crate::el::{El, el};
use crate::ui::{Icon, Tone, badge, day_and_clock};

const HEADS: [&str; 4] = ["氏名・職種", "役割", "サインイン", "操作"];
/// What the invited person does with the code.
pub(super) const INVITED: &str = "この方の端末（証明書の入った端末）で「招待コードがある方」を押し、このコードを入力してもらってください。";

/// The code just made, for whom, until when.
pub(super) type Made = RwSignal<Option<(String, String, String)>>;

/// Users of the place.
pub(super) fn users(panel: &Panel) -> El {
    let rows: Rows<AccountView> = panel.rows(paths::USERS);
    let begun: Rows<RecoveryView> = panel.rows(paths::RECOVERIES);
    let made: Made = RwSignal::new(None);
    let editing = RwSignal::new(None::<AccountView>);
    let place = RwSignal::new(String::new());
    let (listing, changing) = (panel.clone(), panel.clone());
    let change = move || editing.get().map(|account| user_change::change(&changing, rows, editing, &account));
    let list = move || {
        let accounts = rows.rows.get().unwrap_or_default();
        let lines: Vec<El> =
            accounts.iter().map(|account| row(&listing, (rows, begun), (made, editing), account)).collect();
        (!lines.is_empty()).then(|| table("利用者", &HEADS, lines))
    };
    let code = move || {
        let (name, code, until) = made.get()?;
        Some(code_card([&name, "さんの招待コード"].concat(), code, &until, INVITED))
    };
    el("div")
        .class("settings__stack")
        .opt(user_place::choice(panel, rows, place))
        .show(code)
        .show(change)
        .child(nothing(rows, "利用者はまだいません。"))
        .child(el("div").show(list))
        .child(user_form::form(panel, rows, (place, made)))
        .child(recoveries::recoveries(panel, begun, made))
}

fn row(
    panel: &Panel,
    (rows, begun): (Rows<AccountView>, Rows<RecoveryView>),
    (made, editing): (Made, RwSignal<Option<AccountView>>),
    account: &AccountView,
) -> El {
    let edited = account.clone();
    let roles: Vec<&str> = account.roles.iter().map(|role| role_word(*role)).collect();
    let state = (account.state == AccountState::Suspended).then(|| badge(Tone::Warn, Icon::Check, "休止中"));
    let signed_in = match (&account.signed_in_at, &account.invited_until) {
        (Some(at), _) => format!("{}（パスキー{}個）", day_and_clock(at), account.passkeys),
        (None, Some(until)) => ["招待中（", &day_and_clock(until), "まで）"].concat(),
        (None, None) => "まだありません".to_owned(),
    };
    let invited = account.passkeys == 0;
    // Nobody recovers without another, and not oneself.
    let is_me = panel.local.me().get_untracked().is_some_and(|me| me.user.id == account.id);
    el("tr")
        .child(
            el("td")
                .child(el("strong").text(account.name.clone()))
                .text(account.profession.map_or("", |profession| profession_word(profession)))
                .opt(state),
        )
        .child(el("td").text(roles.join("・")))
        .child(el("td").text(signed_in))
        .child(
            el("td").child(
                el("div")
                    .class("settings__actions")
                    .child(action("変える", false, move || editing.set(Some(edited.clone()))))
                    .opt(invited.then(|| invite(panel, rows, made, account)))
                    .opt((!invited && !is_me).then(|| recoveries::begin(panel, begun, account)))
                    .child(suspend(panel, rows, account)),
            ),
        )
}

fn invite(panel: &Panel, rows: Rows<AccountView>, made: Made, account: &AccountView) -> El {
    let (panel, account) = (panel.clone(), account.clone());
    action("招待コードを作る", false, move || {
        let (acting, id, name) = (panel.clone(), account.id.clone(), account.name.clone());
        panel.act("招待コードを作りました。", async move {
            let operation = acting.local.new_id();
            let invited: Invited = acting.local.post(&paths::invitation(&id), &(), &operation).await?;
            made.set(Some((name, invited.code, invited.expires_at)));
            acting.reload(rows);
            Ok(())
        });
    })
}

fn suspend(panel: &Panel, rows: Rows<AccountView>, account: &AccountView) -> El {
    let (panel, account) = (panel.clone(), account.clone());
    let is_active = account.state == AccountState::Active;
    let change = move || {
        let (acting, account) = (panel.clone(), account.clone());
        panel.act("変更しました。", async move {
            let state = if is_active { AccountState::Suspended } else { AccountState::Active };
            let patch = AccountPatch { state: Some(state), ..AccountPatch::default() };
            let _: AccountView = acting.local.patch(&paths::user(&account.id), &patch, &account.etag).await?;
            acting.reload(rows);
            Ok(())
        });
    };
    match is_active {
        true => asked("休止する", "サインインがすべて終わります。休止しますか？", change),
        false => action("再開する", false, change),
    }
}

/// A role in words.
pub(super) const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Doctor => "医師",
        Role::Visitor => "訪問する専門職",
        Role::Clerk => "医療事務",
        Role::FacilityAdmin => "管理者",
        Role::InsurerOfficer => "保険者職員",
        Role::CareProvider => "介護事業所の職員",
        Role::Operator => "運用者",
    }
}

/// 職種 in words.
pub(super) const fn profession_word(profession: Profession) -> &'static str {
    match profession {
        Profession::Physician => "医師",
        Profession::Dentist => "歯科医師",
        Profession::Pharmacist => "薬剤師",
        Profession::Nurse => "看護師",
        Profession::Dietitian => "管理栄養士",
        Profession::DentalHygienist => "歯科衛生士",
        Profession::CareManager => "介護支援専門員",
        Profession::CareWorker => "介護職員",
        Profession::Office => "事務職員",
        Profession::Official => "保険者の職員",
    }
}
