//! The insurer's module: requests out, letters in.

fn main() {
    app::boot::start(app::insurers::desk);
}
