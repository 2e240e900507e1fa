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
    ClientTooOld "client.too_old" 426 "この画面の版は古く、サーバーが受け取れなくなりました。" "入力した内容はこの端末にあります。新しい版に切り替えると、待っている意見書が送られます。";
    ClientTooNew "client.too_new" 503 "サーバーが、この画面より前の版に戻っています。" "入力した内容はこの端末にあります。サーバーが新しくなると自動で続きます。";
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
    TerminalUnknown "terminal.unknown" 404 "この端末は見つかりません。" "端末の一覧を読み直してください。";
    TerminalRenewalEarly "terminal.renewal_early" 409 "証明書の更新は、有効期限の90日前からできます。" "期限が近づいてから更新してください。";
    TerminalRenewalElsewhere "terminal.renewal_elsewhere" 409 "この証明書は、ここでは更新できません。" "証明書を発行した認証局で更新してください。";
    EnrolmentName "enrolment.name" 422 "端末の名前が正しくありません。" "1文字から40文字で、どの端末か分かる名前を付けてください。";
    EnrolmentCodeUnknown "enrolment.code_unknown" 422 "登録コードが違うか、期限が切れています。" "コードを確かめ、期限が切れているときは管理者に新しいコードを作ってもらってください。";
    EnrolmentCodeUsed "enrolment.code_used" 409 "この登録コードは、すでに使われています。" "管理者に新しいコードを作ってもらってください。心当たりのない登録があれば、その端末を取り消してもらってください。";
    EnrolmentCsr "enrolment.csr" 422 "証明書の要求（PKCS#10）が読めないか、鍵が弱いか、署名が合いません。" "P-256・P-384・Ed25519、またはRSA 2048ビット以上の鍵で作り直してください。";
    EnrolmentWait "enrolment.wait" 429 "登録コードの間違いが続いたため、しばらく受け付けません。" "時間をおいてから、コードを確かめて入力してください。";
    EnrolmentClosed "enrolment.closed" 404 "このサーバーでは、端末の証明書を発行していません。" "運用者に確かめてください。";
    SessionMissing "session.missing" 401 "サインインが必要です。" "パスキーでサインインしてください。";
    SessionUnknown "session.unknown" 401 "サインインは終わっています。" "もう一度サインインしてください。";
    SessionIdle "session.idle" 401 "しばらく操作がなかったため、サインインが終わりました。" "もう一度サインインしてください。書きかけの内容はこの端末に残っています。";
    SessionExpired "session.expired" 401 "サインインの時間（8時間）が終わりました。" "もう一度サインインしてください。書きかけの内容はこの端末に残っています。";
    SessionOtherTerminal "session.other_terminal" 401 "このサインインは、ほかの端末のものです。安全のため終わらせました。" "この端末でもう一度サインインしてください。覚えがなければ管理者に伝えてください。";
    SessionUnknownHere "session.not_found" 404 "このサインインは見つかりません。" "一覧を読み直してください。";
    AccountSuspended "account.suspended" 403 "この利用者は休止中です。" "管理者に確認してください。";
    AccountElsewhere "account.elsewhere" 403 "この端末の事業所の利用者ではありません。" "ご自分の事業所の端末でサインインしてください。";
    AccessRole "access.role" 403 "この操作は、あなたの役割ではできません。" "できる方に頼むか、管理者に役割を確認してください。";
    AccessProfession "access.profession" 403 "この操作は、あなたの職種ではできません。" "管理者に職種の登録を確認してください。";
    AccessConsent "access.consent" 403 "本人の同意が確認できないため、表示できません。" "保険者に同意の有無を確認してください。";
    AccessDate "access.date" 403 "この操作は、いまの期間ではできません。" "いつからできるかを運用者に確認してください。";
    ProofMissing "proof.missing" 403 "この操作には、もう一度の本人確認が必要です。" "パスキーで確認してから、もう一度操作してください。";
    ProofInvalid "proof.invalid" 403 "本人確認が、この操作のものではないか、時間切れです。" "もう一度パスキーで確認してください。";
    ProofNeedless "proof.needless" 409 "ここでは本人確認は使いません。" "そのまま操作してください。";
    AttemptsLocked "attempts.locked" 429 "続けて失敗したため、しばらく受け付けません。" "時間をおいてから、もう一度お試しください。";
    PasskeyCeremony "passkey.ceremony" 410 "確認の手続きは、時間切れか、すでに済んでいます。" "はじめからやり直してください。";
    PasskeyMalformed "passkey.malformed" 422 "パスキーからの答えが読めません。" "ブラウザーを新しくして、もう一度お試しください。";
    PasskeySecret "passkey.secret" 422 "端末の外へ出してはいけない値（PRFの結果）が含まれています。" "値を外して送ってください。";
    PasskeyChallenge "passkey.challenge" 401 "パスキーの答えが、いまの確認のものではありません。" "はじめからやり直してください。";
    PasskeyOrigin "passkey.origin" 401 "別のアドレスのページで作られた答えです。" "アドレスを確かめ、正しいページを開いてください。偽のページかもしれません。";
    PasskeyRp "passkey.rp" 401 "別のサイトのパスキーです。" "このサイトのパスキーを選んでください。";
    PasskeyNotPresent "passkey.not_present" 401 "パスキーに触れた確認がありません。" "画面の案内に従い、もう一度お試しください。";
    PasskeyNotVerified "passkey.not_verified" 401 "本人の確認（PIN・指紋・顔）が行われていません。" "端末でPINか生体認証を設定し、もう一度お試しください。";
    PasskeyUnknown "passkey.unknown" 401 "このパスキーは登録されていません。" "別のパスキーを選ぶか、管理者に招待コードを頼んでください。";
    PasskeyOtherPerson "passkey.other_person" 401 "別の方のパスキーです。" "サインインしている方のパスキーで確認してください。";
    PasskeySignature "passkey.signature" 401 "パスキーの署名が合いません。" "もう一度お試しください。続くときは管理者に伝えてください。";
    PasskeyCloned "passkey.cloned" 401 "パスキーの写しが使われた疑いがあるため、このパスキーを止めました。" "別のパスキーでサインインし、管理者に伝えてください。";
    PasskeyBlocked "passkey.blocked" 401 "このパスキーは、写しの疑いで止められています。" "別のパスキーを使うか、管理者に伝えてください。";
    PasskeyExists "passkey.exists" 409 "このパスキーは、すでに登録されています。" "別の端末か、別のパスキーを使ってください。";
    PasskeyAlgorithm "passkey.algorithm" 422 "このパスキーの方式は使えません。" "別の端末か、別のパスキーを使ってください。";
    PasskeyNotDiscoverable "passkey.not_discoverable" 422 "利用者名なしで使える形（検出可能な資格情報）では作られませんでした。" "別の端末か、別の認証器で作ってください。";
    PasskeyName "passkey.name" 422 "パスキーの名前が正しくありません。" "1～40文字で名前を付けてください。";
    PasskeyLimit "passkey.limit" 409 "パスキーは10個までです。" "使っていないパスキーを消してから加えてください。";
    PasskeyLast "passkey.last" 409 "最後のパスキーは消せません。" "先に別のパスキーを加えてください。";
    PasskeyUnknownHere "passkey.not_found" 404 "このパスキーは見つかりません。" "一覧を読み直してください。";
    InvitationUnknown "invitation.unknown" 422 "この招待コードは使えません（入力の誤り、期限切れ、使用済み）。" "コードとこの端末の事業所を確かめ、だめなら管理者に作り直してもらってください。";
    PlaceUnknown "place.unknown" 404 "この事業所は見つかりません。" "事業所の番号を確認してください。";
    UserUnknown "user.unknown" 404 "この利用者は見つかりません。" "一覧を読み直してください。";
    UserExists "user.exists" 409 "この利用者はすでに登録されています。" "一覧を読み直してください。";
    UserInvalid "user.invalid" 422 "利用者の内容が正しくありません。" "氏名（60文字まで）を確認してください。";
    UserRoles "user.roles" 422 "この事業所と職種では選べない役割です。" "職種と役割の組み合わせを確認してください。";
    UserChanged "user.changed" 412 "この利用者は、開いたあとに変わりました。" "読み直してから、もう一度操作してください。";
    UserMyself "user.myself" 409 "自分の役割・職種・状態は、自分では変えられません。" "ほかの管理者か運用者に頼んでください。";
    UserAppoint "user.appoint" 403 "管理者を決める、外す、休止することは、運用者だけができます。" "運用者に頼んでください。";
    UserSignedIn "user.signed_in" 409 "この方はすでにサインインしたことがあります。招待コードは作れません。" "パスキーをすべて失ったときは、2人で行う「復旧」を使ってください。";
    RecoveryUnknown "recovery.unknown" 404 "この復旧は見つかりません。" "一覧を読み直してください。";
    RecoveryReason "recovery.reason" 422 "復旧の理由を記入してください（200文字まで）。" "患者の情報は書かずに、理由を記入してください。";
    RecoveryMyself "recovery.myself" 403 "自分の復旧は、自分では行えません。" "ほかの管理者と運用者の2人に頼んでください。";
    RecoverySecond "recovery.second" 403 "復旧を始めた方は、2人目にはなれません。" "もう1人の管理者か運用者に頼んでください。";
    RecoveryFirst "recovery.first" 409 "復旧を始めた方は、もう管理者・運用者ではありません。" "取りやめて、はじめからやり直してください。";
    RecoveryNeedless "recovery.needless" 409 "この方はまだサインインしたことがありません。" "招待コードを作り直してください。";
    RecoveryOpen "recovery.open" 409 "この方の復旧は、すでに始まっています。" "一覧から2人目として認めるか、取りやめてください。";
    RecoveryOver "recovery.over" 409 "この復旧は、済んだか、取りやめか、期限切れです。" "必要なら、はじめからやり直してください。";
    RecoveryKeyInvalid "recovery_key.invalid" 422 "復旧キーの公開鍵が正しくありません。" "画面を開き直して、もう一度作ってください。";
    ProgramUnknown "program.unknown" 404 "この連携ソフトは見つかりません。" "一覧を読み直してください。";
    ProgramInvalid "program.invalid" 422 "連携ソフトの名前が正しくありません。" "1～40文字で名前を付けてください。";
    ProgramTerminal "program.terminal" 422 "この端末は、いま使える自分の事業所の端末ではありません。" "端末の一覧から選び直してください。";
    TokenUnknown "token.unknown" 401 "このトークンは登録されていません。" "管理者に作り直してもらってください。";
    TokenRevoked "token.revoked" 401 "このトークンは失効しています。" "管理者に作り直してもらってください。";
    TokenExpired "token.expired" 401 "このトークンは期限切れです。" "管理者に作り直してもらってください。";
    TokenOtherTerminal "token.other_terminal" 401 "このトークンは、ほかの端末の証明書に結び付いています。" "証明書を更新したときは、管理者にトークンを作り直してもらってください。";
    LetterSender "letter.sender" 401 "この意見書を送れるのは、完成した医師か、この医療機関の事務の方です。" "その方がサインインすると、待っている意見書をまとめて送ります。";
    LetterProofMissing "letter.proof_missing" 422 "「完成」したときの医師の本人確認（パスキー）がありません。" "意見書を開き、もう一度「完成」を行ってください。";
    LetterProofInvalid "letter.proof_invalid" 422 "「完成」したときの医師の本人確認が、この意見書のものと確かめられません。" "意見書を開き、もう一度「完成」を行ってください。";
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
    LetterCsvVersion "letter.csv.version" 422 "ORCA CSVの版が1.2でも1.3でもないか、ファイルの途中で変わっています。" "1つの版で書き出して送ってください。";
    LetterCsvCount "letter.csv.count" 422 "項目の数が、その版の数（1.2は121個、1.3は123個）ではありません。" "書き出し直して送ってください。";
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
    RateExceeded "rate.exceeded" 429 "短い時間に操作が多すぎます。" "少し待ってから、同じ操作の番号でもう一度送ってください。";
    ServerBusy "server.busy" 503 "時間内に処理できませんでした。" "同じ操作の番号で、少し待ってからもう一度送ってください。";
    StoreFailed "store.failed" 503 "いま保存できません。受け付けは済んでいません。" "同じ操作の番号で、少し待ってからもう一度送ってください。";
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
