//! `serve`: the certified listener, and nothing else.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use lexopt::prelude::Long;

use crate::ca::Https;
use crate::failure::{Failure, SEE_HELP, say};
use crate::http::{Entrance, Hosts, Listener, router};
use crate::moment;
use crate::running::{self, Plan};
use crate::store::{self, StoreError};
use crate::terminals::CA;
use crate::tls::Source;

/// Options of `serve`.
#[derive(Debug)]
pub(crate) struct ServeOptions {
    pub(crate) data: PathBuf,
    /// Address and port.
    pub(crate) listen: String,
    /// The host terminals know the server by.
    pub(crate) name: String,
    pub(crate) site: Option<PathBuf>,
    /// The folder of the audit log's copy.
    pub(crate) audit_copy: Option<PathBuf>,
    /// Where this machine's monitoring asks, if it is to.
    pub(crate) operator: Option<SocketAddr>,
    /// The server's own certificates and key, where the operator brings them.
    pub(crate) files: Option<(PathBuf, PathBuf)>,
}

/// Reads the options.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<ServeOptions, Failure> {
    let (mut data, mut name, mut site, mut audit_copy) = (None, None, None, None);
    let (mut cert, mut key, mut operator) = (None, None, None);
    let mut listen = "0.0.0.0:443".to_owned();
    while let Some(argument) = parser.next()? {
        let option = match argument {
            Long(name) => name.to_owned(),
            other => return Err(other.unexpected().into()),
        };
        let value = parser.value()?;
        match option.as_str() {
            "data" => data = Some(value.into()),
            "listen" => listen = value.to_string_lossy().into_owned(),
            "name" => name = Some(value.to_string_lossy().into_owned()),
            "site" => site = Some(value.into()),
            "audit-copy" => audit_copy = Some(value.into()),
            "operator" => operator = Some(own_address(&value.to_string_lossy())?),
            "cert" => cert = Some(value.into()),
            "key" => key = Some(value.into()),
            _ => return Err(Failure::new(format!("serve に --{option} という指定はありません。{SEE_HELP}"))),
        }
    }
    let data = data.ok_or_else(|| Failure::new("データのフォルダーを --data DIR で指定してください。"))?;
    let name = name.filter(|name| is_host(name));
    let name = name.ok_or_else(|| {
        Failure::new("端末から見たこのサーバーの名前を --name ikensho.example.jp のように指定してください。")
    })?;
    let files = match (cert, key) {
        (None, None) => None,
        (Some(cert), Some(key)) => Some((cert, key)),
        _ => return Err(Failure::new("--cert（証明書）と --key（鍵）は、一緒に指定してください。")),
    };
    Ok(ServeOptions { data, listen, name, site, audit_copy, operator, files })
}

/// An address of this machine that no other machine reaches: who asks there shows no certificate.
fn own_address(text: &str) -> Result<SocketAddr, Failure> {
    let address: Option<SocketAddr> = text.parse().ok();
    let own = address.filter(|address| address.ip().is_loopback());
    own.ok_or_else(|| Failure::new("--operator には、このサーバーの中からだけつながるアドレスを 127.0.0.1:9443 のように指定してください。"))
}

/// Whether the text is a host's name: letters, digits, hyphens and dots.
fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name.len() <= 253 && name.split('.').all(is_label)
}

/// Serves until it is told to end.
pub(crate) fn run(options: &ServeOptions) -> Result<ExitCode, Failure> {
    running::log();
    if !options.data.is_dir() {
        return Err(Failure::new(format!(
            "{}: このフォルダーはありません。`ikensho admin ca create --data DIR` で作ります。",
            options.data.display()
        )));
    }
    let source = match &options.files {
        Some((cert, key)) => Source::Files(cert.clone(), key.clone()),
        None => {
            Https::prepare(&options.data.join(CA), &options.name, moment::machine()).map_err(Failure::new)?;
            Source::Own(options.name.clone())
        }
    };
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::new)?;
    runtime.block_on(async {
        let tcp = running::bind(&options.listen).await?;
        let port = tcp.local_addr().map_err(Failure::new)?.port();
        let (app, stop) = running::app(Plan {
            data: &options.data,
            site: options.site.as_deref(),
            clock: Arc::new(moment::machine),
            audit_copy: options.audit_copy.as_deref(),
            hosts: Hosts::certified(&options.name),
            source,
            origin: (&options.name, port),
            demo: false,
        })?;
        let epoch = store::read(Arc::clone(&app.store), |rows| rows.epoch()).await;
        app.epoch.store(epoch.map_err(|error: StoreError| Failure::new(error))?, Ordering::Release);
        let app = Arc::new(app);
        let certified = router(Arc::clone(&app), Entrance::Certified);
        let mut listeners = vec![Listener { tcp, router: certified, door: app.door.clone() }];
        let mut lines = vec![format!("ready https://{}:{port}", options.name)];
        if let Some(address) = options.operator {
            let tcp = running::bind(&address.to_string()).await?;
            let own = tcp.local_addr().map_err(Failure::new)?;
            lines.insert(0, format!("operator http://{own}"));
            let router = router(Arc::clone(&app), Entrance::Operator);
            listeners.push(Listener { tcp, router, door: None });
        }
        let ready = || lines.iter().for_each(|line| say(line));
        running::serve(app, stop, listeners, ready).await
    })?;
    Ok(ExitCode::SUCCESS)
}
