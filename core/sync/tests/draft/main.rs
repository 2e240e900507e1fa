//! A draft on one device: on disk before it is pushed, pushed until it is held, shown as it will be.

mod disk;
mod help;
mod server;
