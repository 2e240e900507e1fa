//! Elements built by name: one small builder for every piece of markup.
//!
//! `view!` makes a type of its own for each piece of markup, and with it code; the editor has more pieces than its
//! download has room. An [`El`] is one type: attributes and children are set by name, what changes is a closure that
//! runs again when a signal it read has changed. Nothing goes through `innerHTML`.

mod build;
mod render;
mod same;
mod slot;
mod word;

use std::borrow::Cow;

use leptos::prelude::AnyView;
use web_sys::Event;

/// Text of an attribute or a node.
pub type Text = Cow<'static, str>;

/// An element that is not built yet: one pointer, so that a chain of calls hands on a register.
pub struct El(Box<Plan>);

/// What the element will be.
struct Plan {
    tag: &'static str,
    /// Whether everything that changes in it is looked at together; `Some(false)`: apart from what is around it.
    together: Option<bool>,
    sets: Vec<Set>,
    children: Vec<Child>,
}

/// Something that is set on an element.
enum Set {
    Attribute(&'static str, Text),
    Live(&'static str, Box<dyn Fn() -> Option<Text>>),
    Value(String),
    On(&'static str, Box<dyn Fn(Event)>),
    /// What can change has moved into the page.
    Moved,
}

/// Something that stands in an element.
enum Child {
    Text(Text),
    LiveText(Box<dyn Fn() -> Text>),
    El(El),
    View(AnyView),
    Live(Box<dyn Fn() -> Vec<El>>),
    Rows(Box<dyn Fn() -> Vec<Row>>),
    /// What can change has moved into the page.
    Moved,
}

/// A row's key, and how the row is made when it is new.
type Row = (String, Box<dyn FnOnce() -> El>);

/// An element with this tag.
pub fn el(tag: &'static str) -> El {
    El(Box::new(Plan { tag, together: None, sets: Vec::new(), children: Vec::new() }))
}

impl El {
    /// Sets the class.
    pub fn class(self, class: &'static str) -> El {
        self.word("class", class)
    }

    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl Words) -> El {
        value.put(self, name)
    }

    /// Sets an attribute, if there is a value.
    pub fn maybe(self, name: &'static str, value: Option<impl Words>) -> El {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// An attribute that changes; without a value it is not there.
    pub fn live(self, name: &'static str, value: impl Fn() -> Option<Text> + 'static) -> El {
        self.alive(name, Box::new(value))
    }

    /// An attribute that is `true` or `false`.
    pub fn truth(self, name: &'static str, value: impl Fn() -> bool + 'static) -> El {
        self.live(name, move || Some(Cow::Borrowed(if value() { "true" } else { "false" })))
    }

    /// An attribute that is there or not.
    pub fn mark(self, name: &'static str, value: impl Fn() -> bool + 'static) -> El {
        self.live(name, move || value().then_some(Cow::Borrowed("")))
    }

    /// Whether the element is hidden.
    pub fn hidden(self, hidden: impl Fn() -> bool + 'static) -> El {
        self.mark("hidden", hidden)
    }

    /// Sets what a control holds at first.
    pub fn value(self, value: String) -> El {
        self.set(Set::Value(value))
    }

    /// Listens.
    pub fn on(self, event: &'static str, listener: impl Fn(Event) + 'static) -> El {
        self.listen(event, Box::new(listener))
    }

    /// Adds text.
    pub fn text(self, text: impl Words) -> El {
        text.add(self)
    }

    /// Adds text that changes.
    pub fn live_text<T: Into<Text>>(self, text: impl Fn() -> T + 'static) -> El {
        self.add(Child::LiveText(Box::new(move || text().into())))
    }

    /// Adds an element.
    pub fn child(self, child: El) -> El {
        self.add(Child::El(child))
    }

    /// Adds an element, if there is one.
    pub fn opt(self, child: Option<El>) -> El {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Adds elements.
    pub fn each(self, children: impl IntoIterator<Item = El>) -> El {
        children.into_iter().fold(self, El::child)
    }

    /// Adds a view.
    pub fn view(self, view: AnyView) -> El {
        self.add(Child::View(view))
    }

    /// Adds an element that comes, goes and is made anew.
    pub fn show(self, child: impl Fn() -> Option<El> + 'static) -> El {
        self.list(move || child().into_iter().collect())
    }

    /// Adds elements that come, go and are made anew.
    pub fn list(self, children: impl Fn() -> Vec<El> + 'static) -> El {
        self.some(Box::new(children))
    }

    /// Adds elements that come and go by key: one whose key stays is not made anew.
    pub fn rows<T: 'static>(
        self,
        rows: impl Fn() -> Vec<(String, T)> + 'static,
        make: impl Fn(T) -> El + Copy + 'static,
    ) -> El {
        let rows = move || {
            let made = rows().into_iter().map(|(key, row)| {
                let make: Box<dyn FnOnce() -> El> = Box::new(move || make(row));
                (key, make)
            });
            made.collect()
        };
        self.add(Child::Rows(Box::new(rows)))
    }

    /// Looks at everything that changes in the element whenever any of it may have: for elements whose parts hang on
    /// the same signals, and of which there are many.
    pub fn together(mut self) -> El {
        self.0.together = Some(true);
        self
    }

    /// Looks at what changes in the element by itself, also within an element whose parts are looked at together: for
    /// controls that come and go, which nothing but their own signals may replace under a hand.
    pub fn apart(mut self) -> El {
        self.0.together = Some(false);
        self
    }

    // One body each, whatever the caller had in hand: the chains of a screen are as short as they can be.

    #[inline(never)]
    fn word(self, name: &'static str, value: &'static str) -> El {
        self.set(Set::Attribute(name, Cow::Borrowed(value)))
    }

    #[inline(never)]
    fn string(self, name: &'static str, value: String) -> El {
        self.set(Set::Attribute(name, Cow::Owned(value)))
    }

    #[inline(never)]
    fn words(self, text: &'static str) -> El {
        self.add(Child::Text(Cow::Borrowed(text)))
    }

    #[inline(never)]
    fn sentence(self, text: String) -> El {
        self.add(Child::Text(Cow::Owned(text)))
    }

    #[inline(never)]
    fn listen(self, event: &'static str, listener: Box<dyn Fn(Event)>) -> El {
        self.set(Set::On(event, listener))
    }

    #[inline(never)]
    fn alive(self, name: &'static str, value: Box<dyn Fn() -> Option<Text>>) -> El {
        self.set(Set::Live(name, value))
    }

    #[inline(never)]
    fn some(self, children: Box<dyn Fn() -> Vec<El>>) -> El {
        self.add(Child::Live(children))
    }

    #[inline(never)]
    fn set(mut self, set: Set) -> El {
        self.0.sets.push(set);
        self
    }

    #[inline(never)]
    fn add(mut self, child: Child) -> El {
        self.0.children.push(child);
        self
    }
}

/// What can be the text of an attribute or of a node.
pub trait Words {
    /// Sets it as an attribute.
    fn put(self, el: El, name: &'static str) -> El;
    /// Adds it as a node.
    fn add(self, el: El) -> El;
}

impl Words for &'static str {
    fn put(self, el: El, name: &'static str) -> El {
        el.word(name, self)
    }

    fn add(self, el: El) -> El {
        el.words(self)
    }
}

impl Words for String {
    fn put(self, el: El, name: &'static str) -> El {
        el.string(name, self)
    }

    fn add(self, el: El) -> El {
        el.sentence(self)
    }
}

impl Words for Text {
    fn put(self, el: El, name: &'static str) -> El {
        match self {
            Cow::Borrowed(text) => el.word(name, text),
            Cow::Owned(text) => el.string(name, text),
        }
    }

    fn add(self, el: El) -> El {
        match self {
            Cow::Borrowed(text) => el.words(text),
            Cow::Owned(text) => el.sentence(text),
        }
    }
}
