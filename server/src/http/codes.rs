//! Every problem the server knows: code, status, what happened, what to do.

macro_rules! codes {
    ($($name:ident $code:literal $status:literal $title:literal $action:literal;)+) => {
        /// A stable problem code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Code {
            $(#[doc = $code] $name,)+
        }

        impl Code {
            /// Every code, as docs/ERRORS.md lists them.
            #[cfg(test)]
            pub(crate) const ALL: &[Code] = &[$(Code::$name,)+];

            fn row(self) -> (&'static str, u16, &'static str, &'static str) {
                match self {
                    $(Code::$name => ($code, $status, $title, $action),)+
                }
            }
        }
    };
}

codes! {
    HostUnknown "host.unknown" 421 "このアドレスでは開けません。" "はじめの画面から開き直してください。";
    OriginForeign "origin.foreign" 403 "ほかのサイトからの操作は受け付けません。" "Ikenshoの画面から操作してください。";
    IdentityMissing "identity.missing" 401 "どなたの操作か分かりません。" "医師・事務・保険者のいずれかの画面を開いてください。";
    TerminalMissing "terminal.missing" 403 "この端末の証明書が示されていません。" "端末に証明書を入れ、ブラウザーを開き直してください。";
    TerminalExpired "terminal.expired" 403 "この端末の証明書は、有効期限が切れています。" "管理者に新しい登録コードを作ってもらい、証明書を入れ直してください。";
    TerminalNotYetValid "terminal.not_yet_valid" 403 "この端末の証明書は、まだ有効期間が始まっていません。" "有効期間の開始日を確かめ、その日から使ってください。";
    TerminalRevoked "terminal.revoked" 403 "この端末の証明書は、取り消されています。" "この端末を使い続けてよいか管理者に確かめ、よければ新しい登録コードで登録し直してください。";
    TerminalUnknownCa "terminal.unknown_ca" 403 "この証明書を発行した認証局の証明書は、ここでは使えません。" "Ikenshoの端末の証明書か、介護保険証明書・介護DX証明書を選んでください。";
    TerminalMedicalCa "terminal.medical_ca" 403 "これは医療保険のオンライン請求の証明書です。意見書の電送には使えません。" "介護保険証明書か介護DX証明書を選んでください。";
    TerminalCaCertificate "terminal.ca_certificate" 403 "これは認証局自身の証明書で、端末の証明書ではありません。" "端末の証明書を選んでください。";
    TerminalWrongUsage "terminal.wrong_usage" 403 "この証明書は、端末を確かめるためのもの（クライアント認証）ではありません。" "端末の証明書を選んでください。";
    TerminalWeakKey "terminal.weak_key" 403 "この証明書の鍵は、弱いか、ここで使えない種類です。" "P-256・P-384・Ed25519、またはRSA 2048ビット以上の鍵の証明書を発行してもらってください。";
    TerminalWeakSignature "terminal.weak_signature" 403 "この証明書は、ここで使えない方式で署名されています。" "SHA-256以上で署名された証明書を発行してもらってください。";
    TerminalTampered "terminal.tampered" 403 "この証明書の署名は、発行した認証局のものではありません。" "証明書を入れ直してください。";
    TerminalMalformed "terminal.malformed" 403 "この証明書は、端末の証明書の形になっていません。" "証明書を入れ直してください。";
    TerminalUnregistered "terminal.unregistered" 403 "この証明書は、端末として登録されていません。" "新しい登録コードで登録してください。";
    TerminalWrongPlace "terminal.wrong_facility" 403 "この証明書に書かれた医療機関・保険者は、端末の登録と違います。" "新しい登録コードで登録し直してください。";
    TerminalUnmapped "terminal.unmapped" 403 "この証明書の事業所は、ここに登録されていません。" "運用者に、医療機関の登録を確かめてもらってください。";
    TerminalNotInForce "terminal.not_in_force" 403 "この証明書の認証局は、今日は受け入れの期間に入っていません。" "運用者に、受け入れの期間を確かめてもらってください。";
    PathUnknown "path.unknown" 404 "お探しのものは見つかりません。" "アドレスを確認してください。";
    MethodUnknown "method.unknown" 405 "この操作はここではできません。" "使える操作はAllowヘッダーにあります。";
    QueryInvalid "query.invalid" 400 "一覧の続きを読む指定が正しくありません。" "一覧をはじめから読み直してください。";
    BodyTooLarge "body.too_large" 413 "送られた内容が大きすぎます。" "内容を分けて送ってください。";
    BodySlow "body.slow" 408 "内容が時間内に届きませんでした。" "通信の状態を確かめて、もう一度送ってください。";
    BodyMediaType "body.media_type" 415 "この形式では受け取れません。" "Content-Typeをapplication/jsonにしてください（依頼の取り込みはtext/csv、意見書はtext/csvとapplication/fhir+jsonも使えます）。";
    BodyMalformed "body.malformed" 400 "送られた内容がJSONとして読めません。" "内容を確認して送り直してください。";
    BodyInvalid "body.invalid" 422 "送られた内容の項目が正しくありません。" "detailに示した項目を直して送り直してください。";
    OperationMissing "operation.missing" 400 "操作の番号（Idempotency-Key）がありません。" "操作ごとに新しいUUIDv7を付けてください。";
    OperationReused "operation.reused" 409 "この操作の番号は別の内容で使われています。" "新しい操作の番号で送り直してください。";
    PreconditionMissing "precondition.missing" 428 "どの状態を見て操作したか（If-Match）がありません。" "最新の内容を読み、そのETagをIf-Matchに付けてください。";
    IdMalformed "id.malformed" 422 "番号がUUIDv7の形ではないか、使えません。" "新しいUUIDv7を作って送り直してください。";
    RequestUnknown "request.unknown" 404 "この依頼は見つかりません。" "依頼一覧を読み直してください。";
    RequestInvalid "request.invalid" 422 "依頼の内容に誤りがあります。" "示された項目を直して送り直してください。";
    RequestOtherInsurer "request.other_insurer" 422 "保険者番号が自分の保険者と違います。" "保険者番号を確認してください。";
    RequestFacilityUnknown "request.facility_unknown" 422 "この医療機関コードの医療機関は登録されていません。" "医療機関コードを確認するか、紙で依頼してください。";
    RequestCsv "request.csv" 400 "CSVとして読めません。" "1行目に項目の名前を書き、UTF-8かCP932（Shift_JIS）で保存してください。";
    DraftUnknown "draft.unknown" 404 "この下書きは見つかりません。" "依頼一覧から開き直してください。";
    DraftInvalid "draft.invalid" 422 "下書きの内容に、様式にない項目や値があります。" "示された項目を直して送り直してください。";
    DraftExists "draft.exists" 409 "この依頼にはすでに下書きがあります。" "その下書きを開いて続きを書いてください。";
    DraftFinished "draft.finished" 409 "この下書きの意見書は送信済みです。" "直すときは、差し替えの下書きを作ってください。";
    DraftStale "draft.stale" 412 "下書きはほかの端末で変わっています。" "最新の下書きを読んでから、もう一度操作してください。";
    DraftAuthor "draft.author" 422 "記入者がこの医療機関の利用者ではありません。" "記入者を確認してください。";
    LetterUnknown "letter.unknown" 404 "この意見書は見つかりません。" "一覧を読み直してください。";
    LetterInvalid "letter.invalid" 422 "意見書の内容に、様式にない項目や値があります。" "示された項目を直して送り直してください。";
    LetterNotCanonical "letter.not_canonical" 422 "意見書の書き方が決まった形（RFC 8785、空の回答は省く、選択肢は様式の順）ではありません。" "決まった形に書き直し、そのSHA-256を付けて送り直してください。";
    LetterHash "letter.hash" 422 "意見書の内容とSHA-256が一致しません。" "内容が途中で変わっていないか確かめて、送り直してください。";
    LetterKeyIncomplete "letter.key_incomplete" 422 "保険者番号・被保険者番号・申請日がそろっていないため送れません。" "足りない項目を記入してください。";
    LetterInsurerUnknown "letter.insurer_unknown" 422 "この保険者番号の保険者は登録されていません。" "保険者番号を確認してください。";
    LetterNotApproved "letter.not_approved" 422 "医師による完成の確認がありません。" "この医療機関の医師が「完成」を行ってください。";
    LetterIdTaken "letter.id_taken" 409 "この意見書の番号はすでに使われています。" "新しいUUIDv7を付けて送り直してください。";
    LetterDuplicate "letter.duplicate" 409 "この申請の意見書は、すでに送信済みです。" "内容を直すときは、差し替えとして送ってください。";
    LetterReplacesUnknown "letter.replaces_unknown" 422 "差し替える前の意見書が見つかりません。" "送信箱から選び直してください。";
    LetterReplaced "letter.replaced" 409 "差し替える前の意見書は、すでに新しい版に替わっています。" "最新の版を開いて、差し替えを作り直してください。";
    LetterCsvCharsetMissing "letter.csv.charset_missing" 415 "CSVの文字コードが示されていません。" "Content-Typeをtext/csv; charset=shift_jisかtext/csv; charset=utf-8にしてください。";
    LetterCsvCharset "letter.csv.charset" 422 "CSVの文字コードが、示されたものと違います。1件も受け取っていません。" "detailに示した所を確かめ、文字コードを合わせて送り直してください。";
    LetterCsvEmpty "letter.csv.empty" 422 "ファイルに意見書がありません。" "書き出したソフトでファイルを確認してください。";
    LetterCsvQuote "letter.csv.quote" 422 "引用符（\"）が正しく閉じていないため、ファイルを最後まで読めません。1件も受け取っていません。" "途中で切れていないか確かめ、書き出し直して送ってください。";
    LetterCsvVersion "letter.csv.version" 422 "ORCA CSVの版が1.2ではありません。" "1.2の形式で書き出して送ってください。";
    LetterCsvCount "letter.csv.count" 422 "項目の数が121個ではありません。" "1.2の形式で書き出し直して送ってください。";
    LetterCsvValue "letter.csv.code" 422 "値が、その項目の値ではありません。" "detailに示した項目を直して送り直してください。";
    LetterCsvDate "letter.csv.date" 422 "日付が8桁（20260401の形）ではありません。" "detailに示した項目を直して送り直してください。";
    LetterSourceNone "letter.source_none" 404 "この意見書はファイルで届いたものではありません。" "JSONかCSVで読んでください。";
    LetterCsvCharacter "letter.csv.character" 422 "CSV（CP932）で使えない文字があります。" "JSONで保存するか、Acceptにtext/csv;charset=utf-8を指定してください。";
    LetterChanged "letter.changed" 412 "この意見書は、開いたあとに状態が変わりました。" "読み直してから、もう一度操作してください。";
    LetterSettled "letter.settled" 409 "この意見書は、すでに受理または差し戻し済みです。" "一覧を読み直してください。";
    LetterSuperseded "letter.superseded" 409 "この意見書は、新しい版に差し替えられました。" "最新の版を開いてください。";
    ReturnInvalid "return.invalid" 422 "差し戻しの理由が正しくありません。" "理由の種類を選び、説明を記入してください。";
    PreviousNone "previous.none" 404 "この方の前回の意見書は、この医療機関にありません。" "はじめから記入してください。";
    PhraseUnknown "phrase.unknown" 404 "この定型文は見つかりません。" "一覧を読み直してください。";
    PhraseInvalid "phrase.invalid" 422 "定型文の内容が正しくありません。" "項目と文（2000文字まで）を確認してください。";
    ServerBusy "server.busy" 503 "時間内に処理できませんでした。" "同じ操作の番号で、少し待ってからもう一度送ってください。";
    StoreFailed "store.failed" 503 "いま保存できません。内容は受け取っていません。" "同じ操作の番号で、少し待ってからもう一度送ってください。";
}

impl Code {
    /// The code as it is written.
    pub(crate) fn text(self) -> &'static str {
        self.row().0
    }

    /// The HTTP status.
    pub(crate) fn status(self) -> u16 {
        self.row().1
    }

    /// What happened.
    pub(crate) fn title(self) -> &'static str {
        self.row().2
    }

    /// What the reader can do.
    pub(crate) fn action(self) -> &'static str {
        self.row().3
    }
}
