//! Memory that is given back is empty: what a cookie, a code or a token was read into leaves nothing in a core dump, however
//! many buffers it went through.

use std::alloc::{GlobalAlloc, Layout, System};

/// The system's allocator; every piece is overwritten before it goes back.
struct Wiping;

#[global_allocator]
static MEMORY: Wiping = Wiping;

// `realloc` is the trait's own: a new piece, a copy, and the old piece given back as below.
#[expect(unsafe_code, reason = "an allocator is unsafe by its trait")]
// SAFETY: every call is passed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promises.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, piece: *mut u8, layout: Layout) {
        // SAFETY: the caller gives back the whole of a piece that nobody uses any more.
        unsafe {
            piece.write_bytes(0, layout.size());
            // Somebody may look: the writing is not left out.
            std::hint::black_box(piece);
            System.dealloc(piece, layout);
        }
    }
}
