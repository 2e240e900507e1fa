//! The clinic's module: request list, editor, outbox.

use leptos::prelude::*;

fn main() {
    app::boot::start(|| {
        let count = RwSignal::new(0);
        view! {
            <main>
                <h1>"依頼一覧"</h1>
                <p>"意見書: " {count} " 通"</p>
                <button type="button" on:click=move |_| count.update(|n| *n += 1)>"加える"</button>
            </main>
        }
    });
}
