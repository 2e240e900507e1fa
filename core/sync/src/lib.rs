//! Drafts and outbox as a state machine without I/O: events in, effects out.
