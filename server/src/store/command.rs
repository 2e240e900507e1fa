use tokio::sync::oneshot;

use super::{Rows, Store, StoreError, Stored, Tx};

/// How a caller is told.
pub(crate) type Told = Box<dyn FnOnce(Stored<()>) + Send>;

/// A writing command: what it does, and how its caller is told.
pub(crate) struct Command(Box<Work>);

type Work = dyn FnOnce(Stored<&mut dyn Tx>) -> Done + Send;

/// What a command did.
pub(crate) struct Done {
    /// Whether its writes are kept; the savepoint is rolled back otherwise.
    pub(crate) keep: bool,
    /// Called after the commit, or with the reason why there was none.
    pub(crate) tell: Told,
}

impl Command {
    /// Does the work, or learns why it cannot be done.
    pub(crate) fn run(self, tx: Stored<&mut dyn Tx>) -> Done {
        (self.0)(tx)
    }
}

/// Runs `work` in one durable transaction and answers after its commit. An error keeps nothing.
pub(crate) async fn write<T, E>(
    store: &dyn Store,
    work: impl FnOnce(&mut dyn Tx) -> Result<T, E> + Send + 'static,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (sender, receiver) = oneshot::channel();
    store.submit(Command(Box::new(move |tx| {
        let result = tx.map_err(E::from).and_then(work);
        let keep = result.is_ok();
        let tell: Told = Box::new(move |committed| {
            // A caller that went away is told nothing; the commit stands.
            let _ = sender.send(committed.map_err(E::from).and(result));
        });
        Done { keep, tell }
    })));
    receiver.await.unwrap_or_else(|_| Err(StoreError("the writer is gone".into()).into()))
}

/// The same for a command line, which has nothing else to do: blocks until it is answered.
pub(crate) fn write_now<T: Send + 'static>(
    store: &dyn Store,
    work: impl FnOnce(&mut dyn Tx) -> Stored<T> + Send + 'static,
) -> Stored<T> {
    let (sender, receiver) = std::sync::mpsc::channel();
    store.submit(Command(Box::new(move |tx| {
        let result = tx.and_then(work);
        let keep = result.is_ok();
        let tell: Told = Box::new(move |committed| {
            // The receiver waits until it is told.
            let _ = sender.send(committed.and(result));
        });
        Done { keep, tell }
    })));
    receiver.recv().unwrap_or_else(|_| Err(StoreError("the writer is gone".into())))
}

/// Runs `work` on one consistent state.
pub(crate) async fn read<S, T, E>(
    store: S,
    work: impl FnOnce(&dyn Rows) -> Result<T, E> + Send + 'static,
) -> Result<T, E>
where
    S: std::ops::Deref<Target = dyn Store> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let task = tokio::task::spawn_blocking(move || {
        let (mut work, mut result) = (Some(work), None);
        store.look(&mut |rows| result = work.take().map(|work| work(rows)))?;
        result.unwrap_or_else(|| Err(StoreError("the reader did not run".into()).into()))
    });
    task.await.unwrap_or_else(|_| Err(StoreError("the reader is gone".into()).into()))
}
