use std::rc::Rc;

use serde_json::Value;

use crate::local::Trouble;
use crate::local::device::Device;
use crate::local::passkeys::{own_options, touch};

impl Device {
    /// The doctor's passkey over what is finished; needs no server.
    pub(in crate::local) async fn approve(
        self: &Rc<Self>,
        challenge: &str,
        doctor: &str,
    ) -> Result<Value, Trouble> {
        let passkeys = self.disk.ways().passkeys();
        let touched = touch(&own_options(challenge.as_bytes(), &passkeys)).await?;
        if touched.user.is_some_and(|user| user != doctor) {
            return Err(Trouble::here(
                "passkey.other_person",
                "別の方のパスキーです。",
                "サインインしている医師のパスキーで確認してください。",
            ));
        }
        Ok(touched.answer)
    }
}
