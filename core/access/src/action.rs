use crate::words;

words! {
    /// Everything that can be done through the API, named once. The word is what the audit log says.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    Action {
        /// Read the contract.
        ContractLook = "contract.look",
        /// Read the key that signs receipts.
        ReceiptKeyLook = "receipt_key.look",
        /// 接続確認.
        ConnectionLook = "connection.look",
        /// Put the demonstration back to its beginning.
        DemoReset = "demo.reset",
        /// Read who one is.
        MeLook = "me.look",
        /// List insurers.
        InsurersLook = "insurers.look",
        /// List facilities.
        FacilitiesLook = "facilities.look",
        /// List requests.
        RequestsLook = "requests.look",
        /// Send requests to facilities, as their insurer.
        RequestTake = "request.take",
        /// Type in a request that came on paper.
        RequestPaper = "request.paper",
        /// Read a request.
        RequestLook = "request.look",
        /// Read the facility's previous letter of a request's person.
        RequestPrevious = "request.previous",
        /// Withdraw a request.
        RequestWithdraw = "request.withdraw",
        /// Note that a letter went on paper.
        RequestSentOnPaper = "request.sent_on_paper",
        /// List drafts.
        DraftsLook = "drafts.look",
        /// Begin a draft.
        DraftBegin = "draft.begin",
        /// Read a draft.
        DraftLook = "draft.look",
        /// Change a draft.
        DraftChange = "draft.change",
        /// List letters.
        LettersLook = "letters.look",
        /// Send a finished letter.
        LetterSend = "letter.send",
        /// 完成: approve a letter.
        LetterApprove = "letter.approve",
        /// Read a letter.
        LetterLook = "letter.look",
        /// Take a letter out as a file.
        LetterExport = "letter.export",
        /// Accept a letter.
        LetterAccept = "letter.accept",
        /// Return a letter.
        LetterReturn = "letter.return",
        /// List phrases.
        PhrasesLook = "phrases.look",
        /// Add or change a phrase.
        PhrasePut = "phrase.put",
        /// Remove a phrase.
        PhraseRemove = "phrase.remove",
        /// Hear what changes.
        EventsListen = "events.listen",
        /// Use an enrolment code, before there is a certificate.
        TerminalEnrol = "terminal.enrol",
        /// Renew the terminal's own certificate.
        TerminalRenew = "terminal.renew",
        /// List terminals.
        TerminalsLook = "terminals.look",
        /// Revoke a terminal.
        TerminalRevoke = "terminal.revoke",
        /// Make an enrolment code.
        EnrolmentCodeMake = "enrolment_code.make",
        /// List enrolment codes.
        EnrolmentCodesLook = "enrolment_codes.look",
        /// Sign in with a passkey.
        SignIn = "sign_in",
        /// Use an invitation code to make the first passkey.
        InvitationUse = "invitation.use",
        /// Show that one is the person, again, for one operation.
        StepUp = "step_up",
        /// List one's own sessions.
        SessionsLook = "sessions.look",
        /// End a session of one's own.
        SessionEnd = "session.end",
        /// List one's own passkeys.
        PasskeysLook = "passkeys.look",
        /// Begin to add a passkey of one's own.
        PasskeyBegin = "passkey.begin",
        /// Add a passkey of one's own.
        PasskeyAdd = "passkey.add",
        /// Rename a passkey of one's own.
        PasskeyRename = "passkey.rename",
        /// Remove a passkey of one's own.
        PasskeyRemove = "passkey.remove",
        /// List users.
        UsersLook = "users.look",
        /// Add a user.
        UserAdd = "user.add",
        /// Change a user: name, 職種, roles, whether the account is in use.
        UserChange = "user.change",
        /// Make somebody 管理者 of a place, or take that away.
        UserAppoint = "user.appoint",
        /// Make an invitation code for somebody who has no passkey.
        UserInvite = "user.invite",
        /// Remove a lost passkey of somebody else.
        PasskeyRevoke = "passkey.revoke",
        /// List recoveries.
        RecoveriesLook = "recoveries.look",
        /// Begin the recovery of somebody who lost every passkey.
        RecoveryBegin = "recovery.begin",
        /// Agree to a recovery that another has begun.
        RecoveryApprove = "recovery.approve",
        /// Call a recovery off.
        RecoveryCancel = "recovery.cancel",
        /// Look which recovery key the facility has.
        RecoveryKeyLook = "recovery_key.look",
        /// Give the facility a recovery key.
        RecoveryKeyPut = "recovery_key.put",
        /// List programs.
        ProgramsLook = "programs.look",
        /// Give a program its token.
        ProgramAdd = "program.add",
        /// Take a program's token away.
        ProgramRevoke = "program.revoke",
        /// Read the audit log.
        AuditLook = "audit.look",
        /// Read who looked at a person.
        AuditPerson = "audit.person",
        /// Look up 介護保険被保険者証.
        InsuredCardLook = "insured_card.look",
        /// Look up 負担割合証・負担限度額認定証.
        BurdenCardLook = "burden_card.look",
        /// Look up 減免減額認定証.
        ReductionCardLook = "reduction_card.look",
        /// Look up 要介護認定の進捗.
        ProgressLook = "progress.look",
        /// Look up 要介護認定の結果.
        ResultLook = "result.look",
        /// Look up 認定調査票.
        SurveyLook = "survey.look",
        /// Look up the 主治医意見書 of a certification.
        OpinionLook = "opinion.look",
        /// Look up 住宅改修・福祉用具購入の利用情報.
        EquipmentLook = "equipment.look",
        /// Look up ケアプラン.
        CarePlanLook = "care_plan.look",
        /// Look up LIFE.
        LifeLook = "life.look",
    }
}

impl Action {
    /// Whether a person who has signed in must show again that it is them, right before and for this one operation:
    /// changes of who may come in, and whatever takes patients' data out as a file. 「完成」 has a proof of its own.
    pub const fn asks_again(self) -> bool {
        matches!(
            self,
            Action::LetterExport
                | Action::PasskeyBegin
                | Action::PasskeyRemove
                | Action::PasskeyRevoke
                | Action::UserAdd
                | Action::UserChange
                | Action::UserAppoint
                | Action::UserInvite
                | Action::RecoveryBegin
                | Action::RecoveryApprove
                | Action::RecoveryKeyPut
                | Action::ProgramAdd
                | Action::EnrolmentCodeMake
        )
    }
}
