//! A text into a space: as large as it fits, never smaller than the space allows, the rest for a continuation page.

use ja::width::{line_count, lines};

use super::space::Setting;

/// Stands at the end of a text that goes on.
const GOES_ON: &str = "→続紙";
/// Its columns.
const GOES_ON_COLUMNS: usize = 6;

/// A text set into lines.
#[derive(Debug, PartialEq)]
pub(super) struct Fitted {
    pub(super) setting: Setting,
    pub(super) lines: Vec<String>,
    /// What did not fit.
    pub(super) rest: String,
}

/// Sets a text in the first of the settings that holds it, else in the last as far as it goes.
pub(super) fn fit(text: &str, settings: &[Setting]) -> Option<Fitted> {
    let holds = |setting: &&Setting| line_count(text, setting.columns) <= setting.lines;
    match settings.iter().find(holds) {
        Some(setting) => {
            let set = lines(text, setting.columns).map(|line| line.text.to_owned()).collect();
            Some(Fitted { setting: *setting, lines: set, rest: String::new() })
        }
        None => settings.last().map(|setting| part(text, *setting)),
    }
}

fn part(text: &str, setting: Setting) -> Fitted {
    let mut set: Vec<String> =
        lines(text, setting.columns).take(setting.lines - 1).map(|line| line.text.to_owned()).collect();
    let from = lines(text, setting.columns).nth(setting.lines - 1).map_or(0, |line| line.start);
    let tail = text.get(from..).unwrap_or_default();
    let narrow = setting.columns.saturating_sub(GOES_ON_COLUMNS).max(2);
    let last = lines(tail, narrow).next().map_or("", |line| line.text);
    set.push([last, GOES_ON].concat());
    let rest = lines(tail, narrow).nth(1).and_then(|line| tail.get(line.start..));
    Fitted { setting, lines: set, rest: rest.unwrap_or_default().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: [Setting; 2] =
        [Setting { size: 3.0, columns: 10, lines: 1 }, Setting { size: 2.0, columns: 16, lines: 2 }];

    #[test]
    fn a_short_text_stands_large() {
        let fitted = fit("五文字です", &SETTINGS).unwrap();
        assert_eq!((fitted.setting.size, fitted.lines.len(), fitted.rest.as_str()), (3.0, 1, ""));
    }

    #[test]
    fn nothing_is_lost_of_a_long_text() {
        let text = "あいうえおかきくけこさしすせそたちつてとなにぬねの";
        let fitted = fit(text, &SETTINGS).unwrap();
        assert_eq!(fitted.lines, ["あいうえおかきく", "けこさしす→続紙"]);
        assert_eq!(fitted.rest, "せそたちつてとなにぬねの");
    }

    #[test]
    fn a_newline_at_the_break_does_not_begin_the_rest() {
        let fitted = fit("一\n二\n三\n四", &SETTINGS).unwrap();
        assert_eq!((fitted.lines.join("|").as_str(), fitted.rest.as_str()), ("一|二→続紙", "三\n四"));
    }
}
