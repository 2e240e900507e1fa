use leptos::prelude::*;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, Node};

use super::same::same;
use super::{Child, El, Set, Text};

/// An element on the page, with what keeps it alive. Dropped, it changes no more.
pub(super) struct Built {
    pub(super) node: Element,
    _kept: Vec<Kept>,
}

/// What lives as long as its element: dropped with it, in order.
#[expect(dead_code, reason = "kept for its destructor alone")]
enum Kept {
    Effect(RenderEffect<()>),
    Slot(RenderEffect<Slot>),
    Rows(RenderEffect<Vec<Row>>),
    Listener(Listener),
    Built(Built),
    View(AnyViewState),
}

/// A listener that ends with its element: some events come after it has gone (the `close` of a dialog).
struct Listener {
    node: Element,
    event: &'static str,
    call: Closure<dyn Fn(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Fails only for a listener that is no function.
        let _ = self.node.remove_event_listener_with_callback(self.event, self.call.as_ref().unchecked_ref());
    }
}

/// What stands in a slot, and the plans it was made from.
struct Slot {
    plans: Vec<El>,
    built: Vec<Built>,
}

/// An element of a keyed list, with the owner of what it made.
struct Row {
    key: String,
    built: Built,
    _owner: Owner,
}

impl El {
    /// Makes the element. What never changes stays in the plan, to be held against the next one.
    pub(super) fn build(&mut self) -> Built {
        let plan = &mut *self.0;
        let drawn = matches!(plan.tag, "svg" | "path").then_some("http://www.w3.org/2000/svg");
        let node = Rndr::create_element(plan.tag, drawn);
        let mut kept = Vec::new();
        for child in &mut plan.children {
            if let Some(child) = child.build(&node) {
                kept.push(child);
            }
        }
        // After the children: a select takes its value only from options it has.
        for set in &mut plan.sets {
            if let Some(set) = set.put(&node) {
                kept.push(set);
            }
        }
        Built { node, _kept: kept }
    }
}

impl Child {
    fn build(&mut self, parent: &Element) -> Option<Kept> {
        match self {
            Child::Text(text) => {
                append(parent, &Rndr::create_text_node(text));
                None
            }
            Child::El(child) => {
                let built = child.build();
                append(parent, &built.node);
                Some(Kept::Built(built))
            }
            moving => core::mem::replace(moving, Child::Moved).live(parent),
        }
    }

    fn live(self, parent: &Element) -> Option<Kept> {
        match self {
            Child::LiveText(text) => {
                let node = Rndr::create_text_node("");
                append(parent, &node);
                let mut shown = Text::Borrowed("");
                Some(Kept::Effect(RenderEffect::new(move |_: Option<()>| {
                    let now = text();
                    if shown != now {
                        node.set_data(&now);
                        shown = now;
                    }
                })))
            }
            Child::View(view) => {
                let mut state = view.build();
                state.mount(parent, None);
                Some(Kept::View(state))
            }
            Child::Live(children) => {
                let marker = Rndr::create_text_node("");
                append(parent, &marker);
                Some(Kept::Slot(RenderEffect::new(move |before| fill(before, children(), &marker))))
            }
            Child::Rows(rows) => {
                let marker = Rndr::create_text_node("");
                append(parent, &marker);
                let outer = Owner::current().unwrap_or_default();
                Some(Kept::Rows(RenderEffect::new(move |before: Option<Vec<Row>>| {
                    arrange(before.unwrap_or_default(), rows(), &outer, &marker)
                })))
            }
            Child::Text(_) | Child::El(_) | Child::Moved => None,
        }
    }
}

/// Puts other elements in the place of those that stand there, unless they are the same.
fn fill(before: Option<Slot>, mut plans: Vec<El>, marker: &Node) -> Slot {
    if let Some(before) = before {
        if same(&before.plans, &plans) {
            return before;
        }
        for gone in &before.built {
            gone.node.remove();
        }
    }
    let built: Vec<Built> = plans.iter_mut().map(El::build).collect();
    if let Some(parent) = marker.parent_node() {
        for new in &built {
            // Both stand in the same element.
            let _ = parent.insert_before(&new.node, Some(marker));
        }
    }
    Slot { plans, built }
}

/// Keeps the rows whose key stays, makes the new ones, and brings all into order.
fn arrange(
    mut before: Vec<Row>,
    rows: Vec<(String, Box<dyn FnOnce() -> El>)>,
    outer: &Owner,
    marker: &Node,
) -> Vec<Row> {
    let mut now = Vec::with_capacity(rows.len());
    for (key, make) in rows {
        let kept = before.iter().position(|row| row.key == key).map(|n| before.remove(n));
        now.push(kept.unwrap_or_else(|| {
            let owner = outer.child();
            let built = owner.with(|| untrack(make).build());
            Row { key, built, _owner: owner }
        }));
    }
    for gone in &before {
        gone.built.node.remove();
    }
    let Some(parent) = marker.parent_node() else { return now };
    let mut next: Node = marker.clone();
    for row in now.iter().rev() {
        if row.built.node.next_sibling().as_ref() != Some(&next) {
            // Both stand in the same element.
            let _ = parent.insert_before(&row.built.node, Some(&next));
        }
        next = row.built.node.clone().into();
    }
    now
}

fn append(parent: &Element, child: &Node) {
    // A new node has no place in which it could not stand.
    let _ = parent.append_child(child);
}

impl Set {
    fn put(&mut self, node: &Element) -> Option<Kept> {
        match self {
            Set::Attribute(name, value) => {
                put(node, name, Some(value));
                None
            }
            Set::Value(value) => {
                // Every control has the property; another element only gains a useless one.
                let _ = js_sys::Reflect::set(node, &"value".into(), &value.as_str().into());
                None
            }
            moving => core::mem::replace(moving, Set::Moved).live(node),
        }
    }

    fn live(self, node: &Element) -> Option<Kept> {
        match self {
            Set::Live(name, value) => {
                let node = node.clone();
                let mut shown = None;
                let run = move |_: Option<()>| {
                    let now = value();
                    if shown.as_ref() != Some(&now) {
                        put(&node, name, now.as_deref());
                        shown = Some(now);
                    }
                };
                Some(Kept::Effect(RenderEffect::new(run)))
            }
            Set::On(event, listener) => {
                let call = Closure::wrap(listener);
                // Fails only for a listener that is no function.
                let _ = node.add_event_listener_with_callback(event, call.as_ref().unchecked_ref());
                Some(Kept::Listener(Listener { node: node.clone(), event, call }))
            }
            Set::Attribute(..) | Set::Value(_) | Set::Moved => None,
        }
    }
}

fn put(node: &Element, name: &'static str, value: Option<&str>) {
    let _ = match value {
        // A name of the program's own is a name.
        Some(value) => node.set_attribute(name, value),
        None => node.remove_attribute(name),
    };
}
