//! An [`El`] as a view of Leptos. The product renders in the browser only: there is no HTML to write or to take over.

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use web_sys::{Element, Node};

use super::El;
use super::build::Built;

/// An element on its way to a view.
pub(super) struct Shell(SendWrapper<El>);

impl El {
    /// The element as a view.
    pub fn any(self) -> AnyView {
        Shell(SendWrapper::new(self)).into_any()
    }
}

impl Render for Shell {
    type State = Built;

    fn build(self) -> Built {
        self.0.take().build()
    }

    fn rebuild(self, state: &mut Built) {
        let mut new = self.0.take().build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl Mountable for Built {
    fn unmount(&mut self) {
        self.node.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        // The marker stands in the parent.
        let _ = parent.insert_before(&self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.node.parent_element();
        parent.map(|parent| child.mount(&parent, Some(&self.node))).is_some()
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.node.clone()]
    }
}

impl AddAnyAttr for Shell {
    type Output<New: Attribute> = Shell;

    fn add_any_attr<New: Attribute>(self, _: New) -> Shell {
        self
    }
}

impl RenderHtml for Shell {
    type AsyncOutput = Shell;
    type Owned = Shell;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    #[expect(clippy::manual_async_fn, reason = "the trait asks for a future that is Send")]
    fn resolve(self) -> impl Future<Output = Shell> + Send {
        async { self }
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Built {
        self.build()
    }

    fn into_owned(self) -> Shell {
        self
    }
}
