use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, Node};

use super::slot::{rows, slot};
use super::word::{self, element, put};
use super::{Child, El, Set, Text};

/// An element on the page, with what keeps it alive. Dropped, it changes no more.
pub(super) struct Built {
    pub(super) node: Element,
    kept: Vec<Kept>,
}

/// What lives as long as its element: dropped with it, in order.
#[expect(dead_code, reason = "kept for its destructor alone")]
enum Kept {
    Effect(RenderEffect<()>),
    Listener(Listener),
    Built(Built),
    View(AnyViewState),
}

/// What is done again when a signal it read has changed.
pub(super) type Live = Box<dyn FnMut()>;

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

impl El {
    /// Makes the element. What never changes stays in the plan, to be held against the next one.
    pub(super) fn build(&mut self) -> Built {
        self.build_in(None)
    }

    /// `around`: what changes in an element around this one, where all of it is looked at together.
    fn build_in(&mut self, around: Option<&mut Vec<Live>>) -> Built {
        let plan = &mut *self.0;
        let node = element(plan.tag);
        let around = around.filter(|_| plan.together != Some(false));
        let together = plan.together == Some(true) || around.is_some();
        let (mut kept, mut own) = (Vec::new(), Vec::new());
        let lives = around.unwrap_or(&mut own);
        for child in &mut plan.children {
            kept.extend(child.build(&node, lives, together));
        }
        // After the children: a select takes its value only from options it has.
        for set in &mut plan.sets {
            kept.extend(set.put(&node, lives));
        }
        if !own.is_empty() {
            kept.push(alive(own));
        }
        Built { node, kept }
    }
}

/// One effect for all of these: what an effect costs is more than what it does.
fn alive(mut lives: Vec<Live>) -> Kept {
    Kept::Effect(RenderEffect::new(move |_| lives.iter_mut().for_each(|live| live())))
}

impl Child {
    fn build(&mut self, parent: &Element, lives: &mut Vec<Live>, together: bool) -> Option<Kept> {
        match self {
            Child::Text(text) => {
                append(parent, &word::text(text));
                None
            }
            Child::El(child) => {
                let built = child.build_in(together.then_some(lives));
                append(parent, &built.node);
                (!built.kept.is_empty()).then_some(Kept::Built(built))
            }
            moving => core::mem::replace(moving, Child::Moved).live(parent, lives, together),
        }
    }

    fn live(self, parent: &Element, lives: &mut Vec<Live>, together: bool) -> Option<Kept> {
        let live = match self {
            Child::LiveText(text) => {
                let node = word::text("");
                append(parent, &node);
                let mut shown = Text::Borrowed("");
                lives.push(Box::new(move || {
                    let now = text();
                    if shown != now {
                        node.set_data(&now);
                        shown = now;
                    }
                }));
                return None;
            }
            Child::View(view) => {
                let mut state = view.build();
                state.mount(parent, None);
                return Some(Kept::View(state));
            }
            Child::Live(children) => slot(children, marker(parent)),
            Child::Rows(all) => rows(all, marker(parent)),
            Child::Text(_) | Child::El(_) | Child::Moved => return None,
        };
        if together {
            lives.push(live);
            return None;
        }
        Some(alive(vec![live]))
    }
}

/// The end of a place in which elements come and go.
fn marker(parent: &Element) -> Node {
    let marker = word::text("");
    append(parent, &marker);
    marker.into()
}

fn append(parent: &Element, child: &Node) {
    // A new node has no place in which it could not stand.
    let _ = parent.append_child(child);
}

impl Set {
    fn put(&mut self, node: &Element, lives: &mut Vec<Live>) -> Option<Kept> {
        match self {
            Set::Attribute(name, value) => put(node, name, Some(value)),
            // Every control has the property; another element only gains a useless one.
            Set::Value(value) => _ = js_sys::Reflect::set(node, &"value".into(), &value.as_str().into()),
            moving => return core::mem::replace(moving, Set::Moved).live(node, lives),
        }
        None
    }

    fn live(self, node: &Element, lives: &mut Vec<Live>) -> Option<Kept> {
        match self {
            Set::Live(name, value) => {
                let node = node.clone();
                let mut shown = None;
                lives.push(Box::new(move || {
                    let now = value();
                    if shown != now {
                        put(&node, name, now.as_ref());
                        shown = now;
                    }
                }));
                None
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
