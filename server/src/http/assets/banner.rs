//! The demonstration's standing banner. It is put into the page's shell here: certified pages are without it, and what a
//! service worker keeps of a demonstration has it, too.

use super::{File, Site};
use crate::audit::sha256;

/// Its style sheet.
const SHEET: &str = "/assets/demo-";

impl Site {
    /// Makes the pages of the demonstration: those of the site, with a banner that names the certified listener.
    pub(crate) fn announce(&mut self, certified: &str) {
        let sheet = self.files.keys().find(|path| path.starts_with(SHEET) && path.ends_with(".css"));
        let head = sheet.map(|path| format!("<link rel=\"stylesheet\" href=\"{path}\">\n</head>"));
        let body = format!(
            "<aside class=\"demo\" aria-label=\"デモ\"><p><strong>デモ</strong> 証明書なし<span class=\"demo__more\">で試すための画面です。\
             人も医療機関もすべて架空です</span>。<span class=\"demo__more\">証明書を使う</span>入口は \
             <a href=\"{certified}/\">{certified}</a></p></aside>\n</body>"
        );
        let announced = self.pages.values().filter_map(|path| {
            let shell = self.files.get(path)?;
            let page = std::str::from_utf8(&shell.plain).ok()?;
            let page =
                head.as_deref().map_or_else(|| page.to_owned(), |head| page.replacen("</head>", head, 1));
            let page = page.replacen("</body>", &body, 1);
            let file = File {
                sha256: sha256(&page),
                plain: page.into(),
                gzip: None,
                brotli: None,
                media_type: shell.media_type.clone(),
                immutable: false,
            };
            Some((path.clone(), file))
        });
        self.demo = announced.collect();
    }
}
