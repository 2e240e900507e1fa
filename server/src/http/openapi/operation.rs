use serde_json::{Map, Value, json};

use crate::cursor::{DEFAULT_LIMIT, MAX_LIMIT};
use crate::http::route::{Gives, Method, Route, Takes};

impl Method {
    /// The name in the contract.
    pub(in crate::http) fn name(self) -> &'static str {
        match self {
            Method::Get => "get",
            Method::Post => "post",
            Method::Patch => "patch",
            Method::Put => "put",
            Method::Delete => "delete",
        }
    }
}

/// One route as the contract describes it.
pub(super) fn describe(route: &Route) -> Value {
    let mut operation = Map::new();
    operation.insert("operationId".to_owned(), id(route).into());
    operation.insert("summary".to_owned(), route.summary.into());
    operation.insert("parameters".to_owned(), parameters(route).into());
    if let Some(body) = route.takes.and_then(|(takes, _)| body(takes)) {
        operation.insert("requestBody".to_owned(), body);
    }
    operation.insert("responses".to_owned(), responses(route.gives));
    Value::Object(operation)
}

/// Method and path in one word: `post_letters_id_accept`.
fn id(route: &Route) -> String {
    let path = route.path.trim_start_matches(wire::paths::V1);
    let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = std::iter::once(route.method.name()).chain(words).collect();
    words.join("_")
}

fn parameters(route: &Route) -> Vec<Value> {
    let parameter = |place: &str, name: &str, required: bool, description: &str, schema: Value| {
        json!({
            "in": place, "name": name, "required": required, "description": description, "schema": schema,
        })
    };
    let text = || json!({ "type": "string" });
    let mut parameters = Vec::new();
    if route.path.contains("{id}") {
        parameters.push(parameter("path", "id", true, "番号", text()));
    }
    if matches!(route.gives, Gives::Page(_)) {
        let limit =
            json!({ "type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT });
        parameters.push(parameter("query", "cursor", false, "前のページの`next`", text()));
        parameters.push(parameter("query", "limit", false, "1ページの件数", limit));
    }
    if matches!(route.gives, Gives::Events) {
        let description = "最後に受け取った知らせの番号（epoch-番号）。続きから届きます";
        parameters.push(parameter("header", "Last-Event-ID", false, description, text()));
    }
    if route.takes.is_some() {
        let uuid = json!({ "type": "string", "format": "uuid" });
        let is_optional = matches!(route.takes, Some((Takes::Letters, _)));
        let description = match is_optional {
            true => "操作の番号（UUIDv7）。ないときは、医療機関と意見書の内容で同じ操作かどうかを見分けます",
            false => "操作の番号（UUIDv7）",
        };
        parameters.push(parameter("header", "Idempotency-Key", !is_optional, description, uuid));
    }
    if route.if_match {
        parameters.push(parameter("header", "If-Match", true, "見ていた意見書の`etag`", text()));
    } else if route.method == Method::Patch {
        let description = "この版のときだけ変える場合に、その`ETag`。なければ項目ごとに合わせます";
        parameters.push(parameter("header", "If-Match", false, description, text()));
    }
    parameters
}

fn body(takes: Takes) -> Option<Value> {
    let content = match takes {
        Takes::Nothing => return None,
        Takes::Json(name) => json!({ "application/json": { "schema": reference(name) } }),
        Takes::Letters => {
            let file =
                |description: &str| json!({ "schema": { "type": "string", "description": description } });
            json!({
                "application/json": {
                    "schema": { "oneOf": [
                        reference("LetterPost"),
                        { "type": "object", "description": "ほかのソフトの意見書{form, answers}" },
                        { "type": "array", "items": { "type": "object" } },
                    ] },
                },
                "text/csv; charset=shift_jis": file("ORCA CSV 1.2（1.3は試験的）、CP932、1件以上、256MBまで"),
                "text/csv; charset=utf-8": file("ORCA CSV 1.2（1.3は試験的）、UTF-8、1件以上、256MBまで"),
                "application/fhir+json": {
                    "schema": { "type": "object", "description": "IkenshoのQuestionnaireに答えるFHIR R4 QuestionnaireResponse、またはそのBundle" },
                },
            })
        }
        Takes::JsonOrCsv(name) => json!({
            "application/json": {
                "schema": { "oneOf": [reference(name), { "type": "array", "items": reference(name) }] },
            },
            "text/csv": {
                "schema": {
                    "type": "string",
                    "description": "UTF-8またはCP932。1行目は依頼の項目名（insurer_no,insured_no,apply_date,request_date,\
                        due_date,request_no,pt_…,clinic_…,office_no,dr_name）。順序は自由、空の値は「なし」。",
                },
            },
        }),
    };
    Some(json!({ "required": true, "content": content }))
}

fn responses(gives: Gives) -> Value {
    let of = |schema: Value| json!({ "description": "はい", "content": { "application/json": { "schema": schema } } });
    let (status, answer) = match gives {
        Gives::Nothing => ("204", json!({ "description": "済みました" })),
        Gives::One(name) => ("200", of(reference(name))),
        Gives::OneOrCsv(name) => (
            "200",
            json!({
                "description": "はい",
                "content": {
                    "application/json": { "schema": reference(name) },
                    "text/csv": {
                        "schema": {
                            "type": "string",
                            "description": "ORCA CSV 1.2、Acceptにprofile=nintei09bがあれば認定ソフト09Bの項目。CP932、Acceptにcharset=utf-8があればUTF-8。入りきらない項目はヘッダーikensho-lostに示す",
                        },
                    },
                },
            }),
        ),
        Gives::LettersPosted => {
            ("200", of(json!({ "oneOf": [reference("LetterPosted"), reference("LettersPosted")] })))
        }
        Gives::Source => (
            "200",
            json!({ "description": "届いたときの内容", "content": { "*/*": { "schema": { "type": "string" } } } }),
        ),
        Gives::New(name) => ("201", of(reference(name))),
        Gives::Page(name) => ("200", of(page(name))),
        Gives::Events => (
            "200",
            json!({
                "description": "1件ごとに`id: epoch-番号`と`data:`（Event）。続けられないときは`reload`が1件届きます",
                "content": { "text/event-stream": { "schema": reference("Event") } },
            }),
        ),
        Gives::Contract => ("200", of(json!({ "type": "object" }))),
    };
    let problem = json!({
        "description": "できなかった理由（docs/ERRORS.md）",
        "content": { wire::problem::MEDIA_TYPE: { "schema": reference("Problem") } },
    });
    json!({ status: answer, "default": problem })
}

fn page(name: &str) -> Value {
    json!({
        "type": "object",
        "required": ["items"],
        "properties": {
            "items": { "type": "array", "items": reference(name) },
            "next": { "type": "string", "description": "続きがあるときの`cursor`" },
        },
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
