// Generated from openapi.json by `npm run api-client`. Do not edit.
export interface paths {
    "/.well-known/security.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom to tell about a weakness
         * @description RFC 9116.
         *
         *     Open to everyone.
         */
        get: operations["getSecurityTxt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the service works, and each thing it depends on
         * @description `probe=live` only says that the process answers; `probe=ready` (the default) is 503 while payments cannot be taken.
         *
         *     Open to everyone.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics in Prometheus's text form
         * @description Open to everyone.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who runs this installation
         * @description Open to everyone.
         */
        get: operations["getAbout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My linked biller accounts
         * @description In the order they were linked.
         *
         *     Needs the permission `accounts.link`. Roles that have it: `payer`.
         */
        get: operations["listAccounts"];
        put?: never;
        /**
         * Link a biller account
         * @description Asks for the same details as a guest's look-up. Linking twice is linking once.
         *
         *     Needs the permission `accounts.link`. Roles that have it: `payer`.
         */
        post: operations["linkAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a linked account
         * @description Its bills are no longer shown; payments stay.
         *
         *     Needs the permission `accounts.link`. Roles that have it: `payer`.
         */
        delete: operations["unlinkAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The API keys of all billers
         * @description Newest first.
         *
         *     Needs the permission `api_keys.read_all`. Roles that have it: `auditor`, `admin`.
         */
        get: operations["listAllApiKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits for a second person, or did
         * @description Of the kinds that the asker may see: users' roles with `users.read`, freezes, filings and rules with `compliance.read`.
         *
         *     Needs the permission `approvals.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["listApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{approval_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One proposal
         * @description Needs the permission `approvals.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["getApproval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{approval_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve, and do it
         * @description By another person than the one who proposed it, who has seen exactly this content. It is done once, whoever else approves at the same moment.
         *
         *     Needs the permission `approvals.decide`. Roles that have it: `compliance_officer`, `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{approval_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject, or take back
         * @description By anybody who may decide, the proposer included. Nothing is done.
         *
         *     Needs the permission `approvals.decide`. Roles that have it: `compliance_officer`, `admin`.
         */
        post: operations["reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the log says, newest first
         * @description Of one subject (a payment, a user, a biller), or of everything. What compliance does is hidden from those who may not read it, but for its hash; of one subject it is left out.
         *
         *     Needs the permission `audit.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/log/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest signed checkpoint
         * @description A C2SP checkpoint: the log's origin, its number of entries, its root and the log's signature. Keep one, and nobody can rewrite what it covers unseen.
         *
         *     Open to everyone.
         */
        get: operations["getCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/log/tile/entries/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The entries under one tile
         * @description Up to 256 leaves, each after its length as a big-endian uint16. Hashes are public, what they are hashes of is not; there is no bundle without what compliance does.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["getEntryBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/log/tile/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Up to 256 hashes of the tree
         * @description For transparency-log tools, which compute any proof from tiles by themselves.
         *
         *     Open to everyone.
         */
        get: operations["getTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/policy.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys a receipt is verified with
         * @description For `verify_receipt.py --policy`. Save it once, compare it with the one your biller publishes, and keep it: a policy fetched anew each time proves nothing.
         *
         *     Open to everyone.
         */
        get: operations["getVerificationPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/proof/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove that the log only grew
         * @description Between the tree of `from` entries and the tree of `to` entries.
         *
         *     Open to everyone.
         */
        get: operations["proveConsistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/proof/inclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove that an entry is in the log
         * @description Against the tree of `size` entries, or the newest one.
         *
         *     Open to everyone.
         */
        get: operations["proveInclusion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/security-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign-ins, refusals, key use and administration, newest first
         * @description About one person or key, or about all. `to` is not included. Approvals of what compliance does are left out for those who may not read it.
         *
         *     Needs the permission `audit.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["listSecurityEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/watches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What those who watch the log found last
         * @description The monitor derives the tree and every balance from the entries again, all the time; a witness compares each checkpoint with the one it signed before.
         *
         *     Needs the permission `audit.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["listWatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change my email address
         * @description Mails a link to the new address. The present one stays until it is confirmed.
         *
         *     Needs the permission `account.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        post: operations["changeEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an address by the mailed link
         * @description Needs the session of the account it is for, or its password.
         *
         *     Open to everyone.
         */
        post: operations["confirmEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail the link to confirm my address again
         * @description Needs the permission `account.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        post: operations["resendConfirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell me when I am signed out
         * @description Server-sent events; the only one is `signed_out`, and the stream ends with it.
         *
         *     Needs the permission `session.read`. Roles that have it: all.
         */
        get: operations["watchSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/not-me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * That was not me
         * @description By the link in a notice. Ends every session and token, makes the password useless, takes a changed address back, and mails a link to choose a new password.
         *
         *     Open to everyone.
         */
        post: operations["disownSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a passkey
         * @description The session goes on under a new cookie. With a person's first second factor their other sessions end, and the answer holds recovery codes, once.
         *
         *     Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the browser needs to make a passkey
         * @description Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["beginPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys/{passkey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a passkey
         * @description Staff keep at least one second factor.
         *
         *     Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        /**
         * Rename a passkey
         * @description Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        patch: operations["renamePasskey"];
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change my password
         * @description Needs the present one. Every other session and every token ends.
         *
         *     Needs the permission `account.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Would this password be taken?
         * @description For a form while somebody types. Nothing is kept, and nobody else is asked.
         *
         *     Open to everyone.
         */
        post: operations["checkPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail me a link to choose a new password
         * @description Always the same answer. The mail goes out if there is an account.
         *
         *     Open to everyone.
         */
        post: operations["forgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password by the mailed link
         * @description Ends every session and token of the person. Sign in with the new password then.
         *
         *     Open to everyone.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register as a payer
         * @description Makes an account and signs this browser in to it. Any session the browser had ends. The answer is the same for an address that has an account already: its owner is told by mail. Signing in elsewhere works once the address is confirmed.
         *
         *     Open to everyone.
         */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own second factors
         * @description The authenticator app, passkeys and recovery codes of who asks; no secrets.
         *
         *     Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        get: operations["getSecondFactors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factors/authenticator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin with an authenticator app
         * @description A secret for the app. It counts once a code of it has confirmed it.
         *
         *     Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["beginAuthenticator"];
        /**
         * Remove the authenticator app
         * @description Safe to repeat. Staff keep at least one second factor.
         *
         *     Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        delete: operations["removeAuthenticator"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factors/authenticator/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the authenticator app
         * @description By a code that it shows. The session goes on under a new cookie. With a person's first second factor their other sessions end, and the answer holds recovery codes, once.
         *
         *     Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        post: operations["confirmAuthenticator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factors/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make recovery codes anew
         * @description Ten codes, shown once. Those made before count no more.
         *
         *     Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["makeRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I?
         * @description A person, a guest or nobody, and what they may do.
         *
         *     Needs the permission `session.read`. Roles that have it: all.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where I am signed in
         * @description This device first, then the one used last.
         *
         *     Needs the permission `account.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out everywhere else
         * @description Ends every other session and every token of mine. This browser gets a new one.
         *
         *     Needs the permission `account.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        post: operations["endOtherSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign out there
         * @description Ends one session of mine within a second, its open event streams too.
         *
         *     Needs the permission `account.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Sets the session cookie. Any session the browser had ends. People with a second factor are answered `second_factor_needed`, with `pending` for the second step.
         *
         *     Open to everyone.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Second step of a sign-in: a code
         * @description After a right password was answered with `second_factor_needed`. Sets the session cookie.
         *
         *     Open to everyone.
         */
        post: operations["signInWithCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a passkey
         * @description Alone, or as the second step of a sign-in. Sets the session cookie.
         *
         *     Open to everyone.
         */
        post: operations["signInWithPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the browser needs to sign in with a passkey
         * @description Without `pending`, for signing in with a passkey alone.
         *
         *     Open to everyone.
         */
        post: operations["beginPasskeySignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session here and in the browser. Safe to repeat.
         *
         *     Needs the permission `session.read`. Roles that have it: all.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/step-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove again who one is
         * @description Before a sensitive act. The session goes on under a new cookie.
         *
         *     Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        post: operations["stepUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/step-up/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove again who one is, with a passkey
         * @description Before a sensitive act. The session goes on under a new cookie.
         *
         *     Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        post: operations["stepUpWithPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/step-up/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the browser needs to prove oneself again
         * @description Needs the permission `second_factors.manage_own`. Roles that have it: `payer`, `biller_staff`, `biller_admin`, `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        post: operations["beginPasskeyStepUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a bearer token
         * @description For API clients: send it as `Authorization: Bearer`. Lives ten minutes; `refresh_token` gets the next one. People with a second factor send a `code` too.
         *
         *     Open to everyone.
         */
        post: operations["issueToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/token/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a refresh token
         * @description Each refresh token works once and gives the next. One that comes back ends all that came from the same sign-in, except once within ten seconds, for an answer that was lost.
         *
         *     Open to everyone.
         */
        post: operations["refreshToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/token/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a refresh token
         * @description And all that came from the same sign-in. Answers alike for a token that is none.
         *
         *     Open to everyone.
         */
        post: operations["revokeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find a biller
         * @description The directory by name. `q` is part of a name or a category.
         *
         *     Open to everyone.
         */
        get: operations["listBillers"];
        put?: never;
        /**
         * Add a biller
         * @description For administrators. Rules are data and can be changed later; the currency not.
         *
         *     Needs the permission `billers.create`. Roles that have it: `admin`.
         */
        post: operations["createBiller"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One biller
         * @description What a payer needs to know: how to name the account, fees and cut-off.
         *
         *     Open to everyone.
         */
        get: operations["getBiller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a biller's settings
         * @description Send the `version` you read and the sections that change, each whole.
         *
         *     Needs the permission `billers.manage`. Roles that have it: `biller_admin`, `admin`.
         */
        patch: operations["changeBiller"];
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A biller's API keys
         * @description Newest first, with when each was used last. The keys themselves are not kept.
         *
         *     Needs the permission `api_keys.manage`. Roles that have it: `biller_admin`, `admin`.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description The answer holds the key, once: it is not kept. Send it as `Authorization: Bearer`. It does what its scope names, for this biller only.
         *
         *     Needs the permission `api_keys.manage`. Roles that have it: `biller_admin`, `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/api-keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Final, and everywhere within five seconds. Safe to repeat.
         *
         *     Needs the permission `api_keys.manage`. Roles that have it: `biller_admin`, `admin`.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/bill-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Files a biller has sent
         * @description Newest first.
         *
         *     Needs the permission `bills.read`. Roles that have it: `biller_staff`, `biller_admin`, `auditor`, `admin`.
         */
        get: operations["listBillFiles"];
        put?: never;
        /**
         * Send a file of bills
         * @description Kept and imported in the background; watch it with `getBillFile` or the biller's events. The same file twice does nothing. Mode `replace` also withdraws open bills that are not in the file; a bill under a live payment is never touched.
         *
         *     Needs the permission `bills.import`. Roles that have it: `biller_staff`, `biller_admin`, `admin`.
         */
        post: operations["uploadBillFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/bill-files/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See how a file would be read
         * @description Its columns, some rows and the mapping we would use. Nothing is kept; the first 256 KB of the file suffice.
         *
         *     Needs the permission `bills.import`. Roles that have it: `biller_staff`, `biller_admin`, `admin`.
         */
        post: operations["previewBillFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/bill-files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One bill file
         * @description How far it is, and what it did.
         *
         *     Needs the permission `bills.read`. Roles that have it: `biller_staff`, `biller_admin`, `auditor`, `admin`.
         */
        get: operations["getBillFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/bill-files/{file_id}/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The wrong rows of a file
         * @description By line. A row may have several problems; `limit` counts rows.
         *
         *     Needs the permission `bills.read`. Roles that have it: `biller_staff`, `biller_admin`, `auditor`, `admin`.
         */
        get: operations["listBillFileProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/bill-files/{file_id}/problems.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The wrong rows, to mend and send again
         * @description The rows as they came, with the line and the reasons in two more columns, which an import passes over.
         *
         *     Needs the permission `bills.read`. Roles that have it: `biller_staff`, `biller_admin`, `auditor`, `admin`.
         */
        get: operations["downloadBillFileProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A biller's bills
         * @description Latest due first. `q` is a whole account or bill number (they are kept sealed, so their beginning finds nothing); spaces, dashes and letter case do not count.
         *
         *     Needs the permission `bills.read`. Roles that have it: `biller_staff`, `biller_admin`, `auditor`, `admin`.
         */
        get: operations["listBillerBills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/cash-day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a biller's counters took on a day
         * @description By counter, with the amounts from which whoever pays is recorded that day.
         *
         *     Needs the permission `cash.take`. Roles that have it: `biller_staff`, `biller_admin`, `admin`.
         */
        get: operations["getCashDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/cash-payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The payments in cash of a day, newest first
         * @description Needs the permission `cash.take`. Roles that have it: `biller_staff`, `biller_admin`, `admin`.
         */
        get: operations["listCashPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live payments and bill files of a biller
         * @description Server-sent events named `payment` and `bill_file`.
         *
         *     Needs the permission `payments.read`. Roles that have it: `biller_staff`, `biller_admin`, `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["watchBiller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A biller's payments, newest first
         * @description Needs the permission `payments.read`. Roles that have it: `biller_staff`, `biller_admin`, `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["listBillerPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billers/{biller_id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A biller's settings
         * @description For the biller's staff, administrators and auditors.
         *
         *     Needs the permission `billers.read_settings`. Roles that have it: `biller_staff`, `biller_admin`, `auditor`, `admin`.
         */
        get: operations["getBillerSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My bills
         * @description Bills of a payer's linked accounts, or of a guest's one account; latest due first. Withdrawn ones only with `status=withdrawn`.
         *
         *     Needs the permission `bills.read_own`. Roles that have it: `guest`, `payer`.
         */
        get: operations["listBills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bills/{bill_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One bill
         * @description For its payer, its guest, and the staff of its biller. For anyone else there is no such bill.
         *
         *     Needs the permission `session.read`. Roles that have it: all.
         */
        get: operations["getBill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cash-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Load a partner's file of cash
         * @description Takes at most 100 rows and says what became of each; send the file again with `next_after` as `after` until that is null. A row is taken once, however often its file is sent: the partner's reference is unique. Refused rows can be mended and sent again.
         *
         *     Needs the permission `cash.load_files`. Roles that have it: `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["loadCashFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cash-payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take cash for bills
         * @description Recorded at once, with receipt and change. Who pays is recorded from 3,000 US dollars on, and when the cash of one account and day goes over 10,000. Safe to repeat with the same `Idempotency-Key`.
         *
         *     Needs the permission `cash.take`. Roles that have it: `biller_staff`, `biller_admin`, `admin`.
         */
        post: operations["takeCash"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cash-payments/{payment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A payment in cash, for its receipt
         * @description Needs the permission `cash.take`. Roles that have it: `biller_staff`, `biller_admin`, `admin`.
         */
        get: operations["getCashPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The queue of alerts
         * @description Newest first.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/alerts/{alert_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One alert, with its explanation
         * @description That you looked is on record.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["getAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/alerts/{alert_id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss an alert
         * @description There is nothing to it. One that holds a transfer is decided with that.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["dismissAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/alerts/{alert_id}/match-decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide that an alert's party is not the listed party
         * @description From then on this party is not stopped for this entry, until the decision expires, is ended, or the entry changes by a word.
         *
         *     Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`.
         */
        post: operations["decideMatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/alerts/{alert_id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Investigate an alert
         * @description It goes into the case of its party, which is opened if there is none.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["takeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cases, what is due first comes first
         * @description Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/cases/{case_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One case, with everything in it
         * @description That you looked is on record.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["getCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/cases/{case_id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a case up, hand it on, or give it back
         * @description Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["assignCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/cases/{case_id}/clocks/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that a report was made elsewhere, or why none is due
         * @description Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`.
         */
        post: operations["endCaseClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/cases/{case_id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide a case
         * @description `released` and `refused` decide on all money that it still holds.
         *
         *     Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`.
         */
        post: operations["decideCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/cases/{case_id}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a case to a senior officer
         * @description Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["escalateCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/cases/{case_id}/filings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was filed or drafted in a case
         * @description Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listFilingsOfCase"];
        put?: never;
        /**
         * Begin a filing from a case
         * @description Assembled from what the case knows: who it is about, the transfers, what drew attention, a narrative to edit. It is due when the case's clock says.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["draftFilingOfCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/cases/{case_id}/freeze-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose to freeze the party of a case, or to block it by law
         * @description A freeze (`aml`) holds what the party sends. A block (`ofac_block`) stops both directions. Another officer approves it; until then nothing changes.
         *
         *     Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["proposeFreeze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/cases/{case_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a note, with references to evidence
         * @description Notes are only ever added; a decided case takes them too.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["addCaseNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customers of one queue
         * @description Who has waited longest comes first. `review_due` has approved customers whose periodic review is due.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/customers/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One customer
         * @description What they said, their documents with all checks, rating with its reasons, every step and note.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/customers/{user_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Identified
         * @description Names the documents that were found in order, one with a face among them.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["approveCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/customers/{user_id}/ask-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for something again
         * @description The customer sees the reason, and what is wrong with which document.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["askCustomerAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/customers/{user_id}/documents/{document_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A document itself
         * @description The file as it was sent; who read it is on record.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["getCustomerDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/customers/{user_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note what enhanced due diligence has found
         * @description Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["noteAboutCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/customers/{user_id}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set another risk rating, or go back to the one by points
         * @description Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["rateCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/customers/{user_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Not identified
         * @description The customer is told the reason.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["rejectCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/customers/{user_id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The periodic review: still in order
         * @description The next one is due 36, 24 or 12 months later, by rating.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["reviewCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/customers/{user_id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin the review, or take it over
         * @description Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["takeCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports that may be due, the first one first
         * @description A page holds the deadlines of so many cases; a case may have several.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listDeadlines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filing-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Batch files, newest first
         * @description Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listFilingBatches"];
        put?: never;
        /**
         * Put all approved filings of a kind into a batch file
         * @description Up to 200. They count as sent from then on. Those that a newer rule finds fault with are left out and named.
         *
         *     Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["exportFilings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filing-batches/{batch_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One batch file: its reports, and what FinCEN said of each
         * @description Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["getFilingBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filing-batches/{batch_id}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in FinCEN's answer to a batch
         * @description Each filing is accepted with its number, or rejected with what FinCEN says of which field.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["acknowledgeFilingBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filing-batches/{batch_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The batch file itself
         * @description Always the same bytes. That you took it is on record.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["getFilingBatchFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filing-batches/{batch_id}/sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that FinCEN has the file
         * @description Somebody has put it into FinCEN's system, which gave it a number to follow it by.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["recordFilingBatchSent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Filings by deadline
         * @description What is due first comes first. Open ones are not accepted yet. A state by its own name is one of the two more narrowly.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listFilings"];
        put?: never;
        /**
         * Begin a filing that has no case
         * @description Only who files is filled in.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["draftFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filings/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is wrong with a content
         * @description Nothing is kept. For an editor, while somebody types.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["checkFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filings/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * FinCEN's codes of a form, with what they mean
         * @description For an editor's choices.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listFilingCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filings/{filing_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One filing, with everything that is wrong with it
         * @description That you looked is on record.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["getFiling"];
        /**
         * Save a filing
         * @description Kept as it is, wrong or not; what is wrong is in the answer. A proposed filing is a draft again.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        put: operations["saveFiling"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filings/{filing_id}/amendments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a report that corrects an accepted one
         * @description It names the number of the first one, and goes its own way.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["amendFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filings/{filing_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard a draft
         * @description Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["discardFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filings/{filing_id}/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A filing as a PDF
         * @description To read or, for OFAC, to send; the data is attached. That you took it is on record.
         *
         *     Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["getFilingPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filings/{filing_id}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a filing before a second person
         * @description Everything in it is right, or said to be unknown. Another officer approves it.
         *
         *     Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["proposeFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/filings/{filing_id}/sent-to-ofac": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that OFAC has a report
         * @description With the number of its answer. The deadline of the case ends with it.
         *
         *     Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["recordSentToOfac"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/freezes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is frozen, or was
         * @description Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listFreezes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/freezes/{freeze_id}/lift-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose to lift a freeze or a block
         * @description Another officer approves it. A block by law needs the number of a license or of the notice that ended the listing.
         *
         *     Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["proposeLift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sanctions lists: which is in force, and what each version changed
         * @description Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listSanctionsLists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/lists/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch the sanctions lists now
         * @description As the worker does every hour. Customers are screened again by what is new.
         *
         *     Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`.
         */
        post: operations["fetchSanctionsLists"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/match-decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who was found not to be which listed party, newest first
         * @description Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listMatchDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/match-decisions/{decision_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a decision back: the match counts again
         * @description Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`.
         */
        post: operations["endMatchDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The monitoring rules, and their last changes
         * @description Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["listMonitoringRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/rules/back-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run changed rules over the past
         * @description What they would have flagged, by day and rule, beside what was flagged. Nothing is written.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["backTestMonitoringRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/rules/back-tests/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run changed rules over the past, and tell how far it is
         * @description Lines of JSON: `{"seen": 1000, "total": 20000}` while it runs, and last `{"result": …}` as `backTestMonitoringRules` answers, or `{"problem": …}` with a sentence. Nothing is written.
         *
         *     Needs the permission `compliance.work`. Roles that have it: `compliance_officer`.
         */
        post: operations["followBackTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/rules/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose changed rules
         * @description Another officer approves them; until then nothing changes.
         *
         *     Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["proposeMonitoringRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits at the desk
         * @description Needs the permission `compliance.read`. Roles that have it: `compliance_officer`, `auditor`.
         */
        get: operations["getComplianceSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/transfers/{transfer_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse a held transfer
         * @description It ends without money. Its alerts are investigated in its case.
         *
         *     Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`.
         */
        post: operations["refuseTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compliance/transfers/{transfer_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a held transfer
         * @description It goes on, exactly once. Its open alerts are dismissed for the same reason, and its case closes if nobody has begun to investigate and nothing else is in it.
         *
         *     Needs the permission `compliance.decide`. Roles that have it: `compliance_officer`.
         */
        post: operations["releaseTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emergency-mode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The emergency switch
         * @description While it is on no payment begins. Who moved it last, when, and for which incident.
         *
         *     Needs the permission `incidents.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["getEmergencyMode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emergency-mode/off-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose to take payments again
         * @description Another person who may manage incidents approves it; until then nothing changes.
         *
         *     Needs the permission `incidents.manage`. Roles that have it: `compliance_officer`, `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["proposeEmergencyOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guest/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find bills as a guest
         * @description By account number and the second factor on the latest bill. Sets a guest session for this one account; somebody who is signed in stays signed in.
         *
         *     Needs the permission `bills.look_up`. Roles that have it: all.
         */
        post: operations["lookUpBills"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Incidents, newest first
         * @description Needs the permission `incidents.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["listIncidents"];
        put?: never;
        /**
         * Declare an incident
         * @description What `GET /incidents/plans` tells for its kind is done before this answers, each step on record with what it did. A security breach signs everybody out, who asks too, and stops new payments; a step that fails is tried again by the worker.
         *
         *     Needs the permission `incidents.manage`. Roles that have it: `compliance_officer`, `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["declareIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The classes, and what happens by itself for each kind
         * @description Needs the permission `incidents.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["getIncidentPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An incident with its time line and drafts of notices
         * @description Needs the permission `incidents.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["getIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/contain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * It does no more harm
         * @description Needs the permission `incidents.manage`. Roles that have it: `compliance_officer`, `admin`.
         */
        post: operations["containIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The evidence bundle: a signed ZIP file
         * @description The audit log since a day before the discovery with what proves it (its newest 100,000 entries; `audit/coverage.json` says how many that leaves out, and the program `collect_forensic_data.py` takes them all), sessions, keys, the report and fingerprints of the configuration. That it was taken is on record.
         *
         *     Needs the permission `incidents.manage`. Roles that have it: `compliance_officer`, `admin`.
         */
        get: operations["getIncidentEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a line into the time line
         * @description Needs the permission `incidents.manage`. Roles that have it: `compliance_officer`, `admin`.
         */
        post: operations["addIncidentNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/public-updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a line onto the public status page
         * @description Everybody can read it within ten seconds, until a week after the incident is resolved. It cannot be taken back; write another one.
         *
         *     Needs the permission `incidents.manage`. Roles that have it: `compliance_officer`, `admin`.
         */
        post: operations["tellPublicOfIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/report.{form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The report, as pages or as JSON
         * @description Needs the permission `incidents.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["getIncidentReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * All is put right
         * @description Not while payments are stopped for it: two people let them go on first.
         *
         *     Needs the permission `incidents.manage`. Roles that have it: `compliance_officer`, `admin`.
         */
        post: operations["resolveIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/steps/{step_id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a step again that failed
         * @description Done once: a step that is done is answered as it is.
         *
         *     Needs the permission `incidents.manage`. Roles that have it: `compliance_officer`, `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["runIncidentStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every job with its last result and when it is due
         * @description In the order of their periods. Times are UTC.
         *
         *     Needs the permission `schedule.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["getSchedule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A job, as it stands
         * @description Needs the permission `schedule.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a job now
         * @description A server that runs the schedule begins it within seconds; a second run of what was done already does no harm.
         *
         *     Needs the permission `schedule.manage`. Roles that have it: `compliance_officer`, `admin`.
         */
        post: operations["runJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{name}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A job's runs and sign-offs, newest first
         * @description Kept for two years; those of a job that runs every five minutes for seven days.
         *
         *     Needs the permission `schedule.read`. Roles that have it: `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["listJobRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{name}/sign-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a person did it, or has looked at what was found
         * @description With a note of what was done or seen, which stays on record.
         *
         *     Needs the permission `schedule.manage`. Roles that have it: `compliance_officer`, `admin`.
         */
        post: operations["signOffJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kyc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far we know you
         * @description State, limits, what you told us, and your documents with their checks.
         *
         *     Needs the permission `kyc.own`. Roles that have it: `payer`.
         */
        get: operations["getOwnVerification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kyc/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a document
         * @description JPEG, PNG or PDF, at most 10 MB. With the machine-readable lines of the document it is checked at once; the answer says what was found.
         *
         *     Needs the permission `kyc.own`. Roles that have it: `payer`.
         */
        post: operations["uploadOwnDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kyc/documents/{document_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a document back
         * @description Of what was never handed in, the picture is removed at once.
         *
         *     Needs the permission `kyc.own`. Roles that have it: `payer`.
         */
        delete: operations["withdrawOwnDocument"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kyc/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say who you are
         * @description Kept as typed, complete or not; your documents are compared with it again. Changing it after an approval takes a new review.
         *
         *     Needs the permission `kyc.own`. Roles that have it: `payer`.
         */
        put: operations["saveOwnFacts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kyc/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand it in
         * @description From here on a person looks at it.
         *
         *     Needs the permission `kyc.own`. Roles that have it: `payer`.
         */
        post: operations["submitOwnVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ledger accounts with their balances
         * @description Needs the permission `ledger.read`. Roles that have it: `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        get: operations["listLedgerAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/accounts/{account_id}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Balance of an account, now or as of a time
         * @description By `effective` date (when it counts) or `recorded` date (when we knew it).
         *
         *     Needs the permission `ledger.read`. Roles that have it: `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        get: operations["getLedgerBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Journal entries, newest first
         * @description Needs the permission `ledger.read`. Roles that have it: `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        get: operations["listLedgerEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Trial balance by currency and account class
         * @description Needs the permission `ledger.read`. Roles that have it: `compliance_officer`, `treasury`, `auditor`, `admin`.
         */
        get: operations["getTrialBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything we hold about you
         * @description In sections, each with why we hold it; and what outlives an erasure.
         *
         *     Needs the permission `data.own`. Roles that have it: `payer`.
         */
        get: operations["exportMyData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase my account
         * @description Signs you out for good at once; the rest is erased within a minute. Final.
         *
         *     Needs the permission `data.own`. Roles that have it: `payer`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["eraseMe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payment-methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List my saved cards
         * @description Newest first. Card numbers are not here: they never reach us.
         *
         *     Needs the permission `payment_methods.manage_own`. Roles that have it: `payer`.
         */
        get: operations["listPaymentMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payment-methods/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start to add a card
         * @description Answers the card processor's page. The payer comes back to `return_path` with `setup=<id>` added; then call `completeCardSetup`.
         *
         *     Needs the permission `payment_methods.manage_own`. Roles that have it: `payer`.
         */
        post: operations["startCardSetup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payment-methods/setup/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep the card that was added
         * @description Asks the card processor what became of the page and answers all saved cards. Safe to repeat; while the page is open, or after it was left, the list is simply unchanged.
         *
         *     Needs the permission `payment_methods.manage_own`. Roles that have it: `payer`.
         */
        post: operations["completeCardSetup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payment-methods/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a saved card
         * @description Final: to use the card again, add it again. Removing it twice is no error.
         *
         *     Needs the permission `payment_methods.manage_own`. Roles that have it: `payer`.
         */
        delete: operations["removePaymentMethod"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own payments, newest first
         * @description Needs the permission `payments.read_own`. Roles that have it: `guest`, `payer`.
         */
        get: operations["listPayments"];
        put?: never;
        /**
         * Pay a quote
         * @description All its bills or none, with one charge. Safe to repeat with the same `Idempotency-Key`: the same answer comes back with `Idempotent-Replayed: true`.
         *
         *     Needs the permission `payments.make`. Roles that have it: `guest`, `payer`.
         */
        post: operations["makePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One payment
         * @description Needs the permission `session.read`. Roles that have it: all.
         */
        get: operations["getPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up a payment that waits for its payer
         * @description Ended at the processor first, so that it can charge nothing any more. If it has been paid meanwhile, the answer is the payment that succeeded.
         *
         *     Needs the permission `payments.make`. Roles that have it: `guest`, `payer`.
         */
        post: operations["cancelPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live status of one payment
         * @description Server-sent events named `payment` with `payment_id`, `state` and `at`. Fetch the payment on each. `Last-Event-ID`, or `last_event_id`, continues where one left off.
         *
         *     Needs the permission `session.read`. Roles that have it: all.
         */
        get: operations["watchPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the card processor now
         * @description As when the payer comes back from its page. Safe to repeat.
         *
         *     Needs the permission `payments.make`. Roles that have it: `guest`, `payer`.
         */
        post: operations["refreshPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}/story": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that happened to one payment
         * @description States, ledger entries, audit log leaves, webhooks and mails, in order.
         *
         *     Needs the permission `payments.read`. Roles that have it: `biller_staff`, `biller_admin`, `compliance_officer`, `auditor`, `admin`.
         */
        get: operations["getPaymentStory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who may do what
         * @description Every role, every permission, and the operations that each permission opens.
         *
         *     Needs the permission `permissions.read`. Roles that have it: `auditor`, `admin`.
         */
        get: operations["getPermissionMatrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The all-in price of one or several bills
         * @description Before any payment detail: amount, fee, total and the date each biller will have the money. The price binds until `expires_at`.
         *
         *     Needs the permission `payments.make`. Roles that have it: `guest`, `payer`.
         */
        post: operations["createQuote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/{payment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The receipt, with its proof
         * @description Canonical JSON (`paymentus-receipt/1`). Keep the bytes as they are: `verify_receipt.py` checks them offline. The token is in the payment and in the mail.
         *
         *     Open to everyone.
         */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/{payment_id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The receipt as a page to print
         * @description Open to everyone.
         */
        get: operations["getReceiptPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether payments are taken just now
         * @description Open to everyone.
         */
        get: operations["getServiceStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the platform is, lately was, and what is planned
         * @description At most ten seconds old. It answers while the database is away, and says so.
         *
         *     Open to everyone.
         */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People who sign in
         * @description Newest first. An email address is looked up as a whole. Each look is on record.
         *
         *     Needs the permission `users.read`. Roles that have it: `auditor`, `admin`.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One person
         * @description That you looked is on record.
         *
         *     Needs the permission `users.read`. Roles that have it: `auditor`, `admin`.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/end-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a person out everywhere
         * @description All sessions and tokens, everywhere within five seconds.
         *
         *     Needs the permission `users.manage`. Roles that have it: `admin`.
         */
        post: operations["endSessionsOfUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/role-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose another role for a person
         * @description Another administrator approves it; until then nothing changes.
         *
         *     Needs the permission `users.manage`. Roles that have it: `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["proposeRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/second-factor-removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose to take away lost second factors
         * @description Another administrator approves it. Then all their sessions end and the password alone signs in, until they have set up a new one; be sure who asks for it.
         *
         *     Needs the permission `users.manage`. Roles that have it: `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["proposeFactorRemoval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign a person out in one place
         * @description Ends one of their sessions within a second, its open event streams too.
         *
         *     Needs the permission `users.manage`. Roles that have it: `admin`.
         */
        delete: operations["endSessionOfUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where and how a person signs in
         * @description Their devices and second factors, without secrets. That you looked is on record.
         *
         *     Needs the permission `users.read`. Roles that have it: `auditor`, `admin`.
         */
        get: operations["getSignInOfUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate a person, or let them sign in again
         * @description At once, but for those with power (administrators, compliance officers, treasury): for them it is a proposal that another administrator approves.
         *
         *     Needs the permission `users.manage`. Roles that have it: `admin`. A sensitive act: the person must have proved who they are within five minutes, else the answer is `step_up_needed`, and `ways` says how they can (`POST /api/v1/auth/step-up`).
         */
        post: operations["changeStatusOfUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Webhooks of the card processor
         * @description Signed by the processor (`Stripe-Signature`). The event is a hint; the object it names is fetched before anything is believed.
         *
         *     Open to everyone.
         */
        post: operations["receiveStripeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AboutOut
         * @description ``privacy_contact`` is whom people write to about their data.
         */
        AboutOut: {
            /** Company Address */
            company_address: string;
            /** Company Name */
            company_name: string;
            /** Privacy Contact */
            privacy_contact: string;
            /** Support Email */
            support_email: string;
            /** Support Phone */
            support_phone: string;
        };
        /**
         * AccessTokenOut
         * @description A bearer token; ask for a new one when it expires.
         */
        AccessTokenOut: {
            /** Access Token */
            access_token: string;
            /**
             * Expires In
             * @description Seconds.
             */
            expires_in: number;
            /**
             * Refresh Token
             * @description Works once, at `POST /auth/token/refresh`.
             */
            refresh_token: string | null;
            /**
             * Token Type
             * @default Bearer
             * @constant
             */
            token_type?: "Bearer";
        };
        /**
         * AccountKnowledge
         * @description What shows that somebody holds a bill of the account.
         */
        AccountKnowledge: {
            /** Account Number */
            account_number: string;
            /** Biller Id */
            biller_id: string;
            /** Second Factor */
            second_factor: string;
        };
        /** AccountNumberHint */
        AccountNumberHint: {
            /** Example */
            example: string;
            /** Hint */
            hint: string;
            /** Label */
            label: string;
        };
        /**
         * AccountNumberModel
         * @description `pattern` is a simple regular expression; see the biller guide for the subset.
         */
        AccountNumberModel: {
            /** Example */
            example: string;
            /** Hint */
            hint: string;
            /** Label */
            label: string;
            /** Pattern */
            pattern: string;
        };
        /**
         * AccountOut
         * @description Amounts are on the account's normal side; ``available`` counts holds that would lower it.
         */
        AccountOut: {
            /**
             * Account Class
             * @enum {string}
             */
            account_class: "asset" | "liability" | "income" | "expense";
            available: components["schemas"]["MoneyOut"];
            credits_pending: components["schemas"]["MoneyOut"];
            credits_posted: components["schemas"]["MoneyOut"];
            /** Currency */
            currency: string;
            debits_pending: components["schemas"]["MoneyOut"];
            debits_posted: components["schemas"]["MoneyOut"];
            /** Id */
            id: string;
            posted: components["schemas"]["MoneyOut"];
        };
        /** AcknowledgedOut */
        AcknowledgedOut: {
            /** Filings */
            filings: components["schemas"]["AnsweredOut"][];
        };
        /**
         * Action
         * @description What the platform can do by itself, as the guide spells it; ``STOP_PAYMENTS`` is ours.
         * @enum {string}
         */
        Action: "isolate_affected_systems" | "revoke_active_sessions" | "enable_emergency_monitoring" | "notify_incident_team" | "notify_legal_counsel" | "prepare_regulatory_notification" | "freeze_affected_accounts" | "generate_incident_report" | "notify_compliance_officer" | "stop_new_payments";
        /**
         * Address
         * @description ``state`` only for the United States, its territories, Canada and Mexico.
         */
        Address: {
            /**
             * City
             * @default
             */
            city?: string | null;
            /**
             * Country
             * @default US
             */
            country?: string | null;
            /**
             * Postal Code
             * @default
             */
            postal_code?: string | null;
            /**
             * State
             * @default
             */
            state?: string | null;
            /**
             * Street
             * @default
             */
            street?: string | null;
        };
        /** AddressOut */
        AddressOut: {
            /** Email */
            email: string;
        };
        /**
         * AlertDetailOut
         * @description ``related`` are other alerts of the same party, newest first.
         */
        AlertDetailOut: {
            alert: components["schemas"]["AlertOut"];
            case: components["schemas"]["CaseBriefOut"] | null;
            /** Decided At */
            decided_at: string | null;
            decided_by: components["schemas"]["OfficerOut"] | null;
            /** Freezes */
            freezes: components["schemas"]["FreezeOut"][];
            /** Reason */
            reason: string;
            /** Related */
            related: components["schemas"]["AlertOut"][];
            transfer: components["schemas"]["StoppedTransferOut"] | null;
        };
        /**
         * AlertOut
         * @description ``words`` is one sentence; ``evidence`` is what it rests on, by the kind of alert.
         */
        AlertOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Case Id */
            case_id: string | null;
            /** Code */
            code: string;
            /** Evidence */
            evidence: {
                [key: string]: unknown;
            };
            /** Id */
            id: string;
            /** Party Id */
            party_id: string;
            /** Party Name */
            party_name: string;
            /** Score */
            score: number;
            state: components["schemas"]["AlertState"];
            /** Transfer Id */
            transfer_id: string | null;
            verdict: components["schemas"]["Verdict"];
            /** Words */
            words: string;
        };
        /**
         * AlertState
         * @description ``OPEN`` waits for triage; ``IN_CASE`` and ``DISMISSED`` have been decided on.
         * @enum {string}
         */
        AlertState: "open" | "in_case" | "dismissed";
        /**
         * AnsweredOut
         * @description One filing of a batch, as FinCEN answered.
         */
        AnsweredOut: {
            /** Id */
            id: string;
            /** Number */
            number: string;
            /** Remarks */
            remarks: components["schemas"]["RemarkOut"][];
            state: components["schemas"]["FilingState"];
        };
        /**
         * ApiKeyBody
         * @description A new key: a name that says which program has it, and what that program may do.
         * @example {
         *       "expires_in_days": 90,
         *       "name": "Nightly bill upload",
         *       "scope": [
         *         "bills.import"
         *       ]
         *     }
         */
        ApiKeyBody: {
            /** Expires In Days */
            expires_in_days: number;
            /** Name */
            name: string;
            /**
             * Scope
             * @description Of what a biller's admin may do.
             */
            scope: components["schemas"]["Permission"][];
        };
        /**
         * ApiKeyOfBillerOut
         * @description A key among those of all billers.
         */
        ApiKeyOfBillerOut: {
            /** Biller Id */
            biller_id: string;
            /** Biller Name */
            biller_name: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Id */
            id: string;
            /**
             * Last Used At
             * @description To within five minutes.
             */
            last_used_at: string | null;
            /** Name */
            name: string;
            /** Scope */
            scope: components["schemas"]["Permission"][];
            /**
             * State
             * @enum {string}
             */
            state: "live" | "expired" | "revoked";
        };
        /**
         * ApiKeyOut
         * @description What is kept of a key. ``id`` is what the key begins with.
         */
        ApiKeyOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Id */
            id: string;
            /**
             * Last Used At
             * @description To within five minutes.
             */
            last_used_at: string | null;
            /** Name */
            name: string;
            /** Scope */
            scope: components["schemas"]["Permission"][];
            /**
             * State
             * @enum {string}
             */
            state: "live" | "expired" | "revoked";
        };
        /** ApiKeysOut */
        ApiKeysOut: {
            /** Data */
            data: components["schemas"]["ApiKeyOut"][];
        };
        /**
         * ApprovalOut
         * @description A proposal. ``words`` say what will happen, or happened, when it is approved.
         */
        ApprovalOut: {
            about: components["schemas"]["ApprovalPerson"];
            /** Content Hash */
            content_hash: string;
            /** Decided At */
            decided_at: string | null;
            decided_by: components["schemas"]["ApprovalPerson"] | null;
            /** Decision Reason */
            decision_reason: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /**
             * Proposed At
             * Format: date-time
             */
            proposed_at: string;
            proposed_by: components["schemas"]["ApprovalPerson"];
            /** Reason */
            reason: string;
            state: components["schemas"]["ProposalState"];
            /** Words */
            words: string;
        };
        /**
         * ApprovalPerson
         * @description ``name`` is null when the person is gone.
         */
        ApprovalPerson: {
            /** Id */
            id: string;
            /** Name */
            name: string | null;
        };
        /**
         * ApproveBody
         * @description ``content_hash`` is that of the proposal as it was shown: another one is refused.
         */
        ApproveBody: {
            /** Content Hash */
            content_hash: string;
            /** Reason */
            reason?: string | null;
        };
        /**
         * ApproveCustomerBody
         * @description ``documents`` are the ids of those found to be in order.
         */
        ApproveCustomerBody: {
            /** Documents */
            documents: string[];
        };
        /**
         * AskAgainBody
         * @description ``reason`` and those of the documents are told to the customer.
         */
        AskAgainBody: {
            /**
             * Documents
             * @default []
             */
            documents?: components["schemas"]["RefusedDocumentBody"][];
            /**
             * Reason
             * @example The picture is too dark to read.
             */
            reason: string;
        };
        /**
         * AssignBody
         * @description ``assignee`` null gives the case back.
         */
        AssignBody: {
            /**
             * Assignee
             * @example usr_01JD0000000000000000000000
             */
            assignee: string | null;
        };
        /**
         * BackTestBody
         * @description ``rules`` are all of them, changed where they are; ``last`` is included.
         * @example {
         *       "first": "2026-03-01",
         *       "last": "2026-03-31",
         *       "profile": "msb",
         *       "rules": {}
         *     }
         */
        BackTestBody: {
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            profile: components["schemas"]["Profile"];
            /** Rules */
            rules: {
                [key: string]: components["schemas"]["RuleBody"];
            };
        };
        /** BackTestExampleOut */
        BackTestExampleOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Code */
            code: string;
            /** Party Id */
            party_id: string;
            /** Transfer Id */
            transfer_id: string;
            /** Words */
            words: string;
        };
        /**
         * BackTestOut
         * @description ``held_would``: transfers that the changed rules would have stopped. ``new`` and ``gone`` are
         *     the first examples of what they would add and leave out.
         */
        BackTestOut: {
            /** Days */
            days: components["schemas"]["DayCountOut"][];
            /** Gone */
            gone: components["schemas"]["BackTestExampleOut"][];
            /** Held Would */
            held_would: number;
            /** New */
            new: components["schemas"]["BackTestExampleOut"][];
            /** Rules */
            rules: components["schemas"]["RuleCountOut"][];
            /** Transfers */
            transfers: number;
        };
        /** BalanceOut */
        BalanceOut: {
            /** Account Id */
            account_id: string;
            /** As Of */
            as_of: string | null;
            balance: components["schemas"]["MoneyOut"];
            /**
             * By
             * @enum {string}
             */
            by: "effective" | "recorded";
            credits: components["schemas"]["MoneyOut"];
            debits: components["schemas"]["MoneyOut"];
        };
        /**
         * BatchDetailOut
         * @description With its reports, in the order of the file.
         */
        BatchDetailOut: {
            /** Accepted */
            accepted: boolean | null;
            /** Acknowledged At */
            acknowledged_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Filing Ids */
            filing_ids: string[];
            /** Id */
            id: string;
            kind: components["schemas"]["FilingKind"];
            /** Left Out */
            left_out: string[];
            /** Reports */
            reports: components["schemas"]["BatchReportOut"][];
            /** Sent At */
            sent_at: string | null;
            /** Sent By */
            sent_by: string;
            /** Sha256 */
            sha256: string;
            /** Tracking Id */
            tracking_id: string;
        };
        /**
         * BatchOut
         * @description A file for FinCEN. ``accepted`` is null until FinCEN has answered. ``left_out`` are approved
         *     filings that a newer rule finds fault with; save them anew and have them approved.
         */
        BatchOut: {
            /** Accepted */
            accepted: boolean | null;
            /** Acknowledged At */
            acknowledged_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Filing Ids */
            filing_ids: string[];
            /** Id */
            id: string;
            kind: components["schemas"]["FilingKind"];
            /** Left Out */
            left_out: string[];
            /** Sent At */
            sent_at: string | null;
            /** Sent By */
            sent_by: string;
            /** Sha256 */
            sha256: string;
            /** Tracking Id */
            tracking_id: string;
        };
        /**
         * BatchReportOut
         * @description One filing in the file. ``accepted`` is null until FinCEN has answered; ``number`` and
         *     ``remarks`` are of this answer, ``state`` is of today.
         */
        BatchReportOut: {
            /** Accepted */
            accepted: boolean | null;
            /** Filing Id */
            filing_id: string;
            /** Number */
            number: string;
            /** Remarks */
            remarks: components["schemas"]["RemarkOut"][];
            state: components["schemas"]["FilingState"];
            /** Subject Name */
            subject_name: string;
        };
        /**
         * BatchSentBody
         * @description ``tracking_id`` is the number that FinCEN's system gave when it took the file.
         */
        BatchSentBody: {
            /**
             * Tracking Id
             * @default
             * @example 31000000123456
             */
            tracking_id?: string;
        };
        /**
         * BillFileOut
         * @description A bill file and how far it is. `rows_total` is known once it is read to its end.
         */
        BillFileOut: {
            /** Biller Id */
            biller_id: string;
            /** Bytes Done */
            bytes_done: number;
            /** Bytes Total */
            bytes_total: number;
            /** Created */
            created: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** File Name */
            file_name: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: string;
            /** Mapping */
            mapping: {
                [key: string]: string;
            };
            mode: components["schemas"]["Mode"];
            /**
             * Problem
             * @description Why the file failed, or what was left undone.
             */
            problem: string | null;
            /** Problems By Reason */
            problems_by_reason: {
                [key: string]: number;
            };
            /**
             * Protected
             * @description Bills left as they were, because a payment is under way.
             */
            protected: number;
            /** Rejected */
            rejected: number;
            /** Rows Done */
            rows_done: number;
            /** Rows Total */
            rows_total: number | null;
            status: components["schemas"]["FileStatus"];
            /** Unchanged */
            unchanged: number;
            /** Updated */
            updated: number;
            /** Uploaded By */
            uploaded_by: string;
            /** Withdrawn */
            withdrawn: number;
        };
        /**
         * BillFileRulesModel
         * @description How 03/04/2026 and 1,234 are meant in this biller's files.
         */
        BillFileRulesModel: {
            /** @default mdy */
            date_order?: components["schemas"]["DateOrder"];
            /** @default . */
            decimal_mark?: components["schemas"]["DecimalMark"];
        };
        /**
         * BillOut
         * @description A bill today. `amount_open` is what is left to pay.
         */
        BillOut: {
            /** Account Name */
            account_name: string | null;
            /** Account Number */
            account_number: string;
            amount_due: components["schemas"]["MoneyOut"];
            amount_open: components["schemas"]["MoneyOut"];
            amount_paid: components["schemas"]["MoneyOut"];
            /** Bill Number */
            bill_number: string;
            /** Biller Id */
            biller_id: string;
            /** Biller Name */
            biller_name: string;
            /** Charges */
            charges: components["schemas"]["ChargeOut"][];
            /** Currency */
            currency: string;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /** Id */
            id: string;
            /** Issued On */
            issued_on: string | null;
            /** Live Payment Id */
            live_payment_id: string | null;
            /** Message */
            message: string | null;
            /** Overdue */
            overdue: boolean;
            /** Period End */
            period_end: string | null;
            /** Period Start */
            period_start: string | null;
            /** Service Address */
            service_address: string | null;
            status: components["schemas"]["BillStatus"];
        };
        /**
         * BillStatus
         * @enum {string}
         */
        BillStatus: "open" | "part_paid" | "paid" | "withdrawn";
        /**
         * BillerOut
         * @description What anyone may know of a biller.
         */
        BillerOut: {
            account_number: components["schemas"]["AccountNumberHint"];
            /** Category */
            category: string;
            /** Currency */
            currency: string;
            /** Cut Off */
            cut_off: string;
            /** Fee Methods */
            fee_methods: components["schemas"]["FeeMethodOut"][];
            /** Id */
            id: string;
            /** Logo Text */
            logo_text: string;
            /** Name */
            name: string;
            /** Over Payment */
            over_payment: boolean;
            /** Partial Payment */
            partial_payment: boolean;
            second_factor: components["schemas"]["SecondFactorModel"];
            /** Slug */
            slug: string;
            /** Statement Descriptor */
            statement_descriptor: string;
            support: components["schemas"]["SupportModel"];
            /** Time Zone */
            time_zone: string;
        };
        /**
         * BillerSettingsChange
         * @description Only what changes; each section whole. `version` is the one you read.
         */
        BillerSettingsChange: {
            account_number?: components["schemas"]["AccountNumberModel"] | null;
            bill_files?: components["schemas"]["BillFileRulesModel"] | null;
            /** Category */
            category?: string | null;
            /** Currency */
            currency?: string | null;
            cut_off?: components["schemas"]["CutOffModel"] | null;
            /** Fees */
            fees?: components["schemas"]["FeeModelIn"][] | null;
            /** Logo Text */
            logo_text?: string | null;
            /** Name */
            name?: string | null;
            payment_rules?: components["schemas"]["PaymentRulesModel"] | null;
            second_factor?: components["schemas"]["SecondFactorModel"] | null;
            /** Slug */
            slug?: string | null;
            /** Statement Descriptor */
            statement_descriptor?: string | null;
            support?: components["schemas"]["SupportModel"] | null;
            /** Version */
            version: number;
        };
        /** BillerSettingsIn */
        BillerSettingsIn: {
            account_number: components["schemas"]["AccountNumberModel"];
            /**
             * @default {
             *       "date_order": "mdy",
             *       "decimal_mark": "."
             *     }
             */
            bill_files?: components["schemas"]["BillFileRulesModel"];
            /**
             * Category
             * @default
             */
            category?: string;
            /**
             * Currency
             * @default USD
             */
            currency?: string;
            cut_off: components["schemas"]["CutOffModel"];
            /** Fees */
            fees: components["schemas"]["FeeModelIn"][];
            /** Logo Text */
            logo_text: string;
            /** Name */
            name: string;
            /**
             * @default {
             *       "maximum_minor": 0,
             *       "minimum_minor": 0,
             *       "over_payment": false,
             *       "partial": false
             *     }
             */
            payment_rules?: components["schemas"]["PaymentRulesModel"];
            second_factor: components["schemas"]["SecondFactorModel"];
            /** Slug */
            slug: string;
            /** Statement Descriptor */
            statement_descriptor: string;
            /**
             * @default {
             *       "email": "",
             *       "phone": "",
             *       "url": ""
             *     }
             */
            support?: components["schemas"]["SupportModel"];
        };
        /** BillerSettingsOut */
        BillerSettingsOut: {
            account_number: components["schemas"]["AccountNumberModel"];
            /**
             * @default {
             *       "date_order": "mdy",
             *       "decimal_mark": "."
             *     }
             */
            bill_files?: components["schemas"]["BillFileRulesModel"];
            /**
             * Category
             * @default
             */
            category?: string;
            /**
             * Currency
             * @default USD
             */
            currency?: string;
            cut_off: components["schemas"]["CutOffModel"];
            /** Fees */
            fees: components["schemas"]["FeeModelIn"][];
            /** Id */
            id: string;
            /** Logo Text */
            logo_text: string;
            /** Name */
            name: string;
            /**
             * @default {
             *       "maximum_minor": 0,
             *       "minimum_minor": 0,
             *       "over_payment": false,
             *       "partial": false
             *     }
             */
            payment_rules?: components["schemas"]["PaymentRulesModel"];
            second_factor: components["schemas"]["SecondFactorModel"];
            /** Slug */
            slug: string;
            /** Statement Descriptor */
            statement_descriptor: string;
            /**
             * @default {
             *       "email": "",
             *       "phone": "",
             *       "url": ""
             *     }
             */
            support?: components["schemas"]["SupportModel"];
            /** Time Zone */
            time_zone: string;
            /** Version */
            version: number;
        };
        /** Body_acknowledgeFilingBatch */
        Body_acknowledgeFilingBatch: {
            /**
             * File
             * @description The file as FinCEN sent it.
             */
            file: string;
        };
        /** Body_loadCashFile */
        Body_loadCashFile: {
            /**
             * After
             * @description Rows done before.
             * @default 0
             */
            after?: number;
            /**
             * File
             * @description CSV, UTF-8, at most 2 MB.
             */
            file: string;
            /**
             * Partner
             * @example quickmart
             */
            partner: string;
        };
        /** Body_previewBillFile */
        Body_previewBillFile: {
            /**
             * File
             * @description CSV with a header line, at most 500 MB.
             */
            file: string;
            /**
             * Mapping
             * @description JSON, field to column header: `{"due_on": "Pay by"}`. Else remembered.
             */
            mapping?: string | null;
        };
        /** Body_uploadBillFile */
        Body_uploadBillFile: {
            /**
             * File
             * @description CSV with a header line, at most 500 MB.
             */
            file: string;
            /**
             * Mapping
             * @description JSON, field to column header: `{"due_on": "Pay by"}`. Else remembered.
             */
            mapping?: string | null;
            /** @default update */
            mode?: components["schemas"]["Mode"];
        };
        /** Body_uploadOwnDocument */
        Body_uploadOwnDocument: {
            /**
             * Expires On
             * @description The last day it is valid.
             */
            expires_on?: string | null;
            /**
             * File
             * @description JPEG, PNG or PDF, at most 10 MB.
             */
            file: string;
            kind: components["schemas"]["DocumentKind"];
            /**
             * Mrz
             * @description The lines of letters and < at the bottom.
             */
            mrz?: string | null;
        };
        /**
         * CardSetupBody
         * @description Where on this site the payer comes back to.
         * @example {
         *       "return_path": "/cards"
         *     }
         */
        CardSetupBody: {
            /**
             * Return Path
             * @description A path on this site.
             */
            return_path: string;
        };
        /**
         * CardSetupOut
         * @description The page to send the payer to. On return the address carries ``setup=<id>``.
         */
        CardSetupOut: {
            /** Id */
            id: string;
            /** Redirect Url */
            redirect_url: string;
        };
        /** CaseBriefOut */
        CaseBriefOut: {
            /** Due */
            due: string | null;
            /** Id */
            id: string;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            outcome: components["schemas"]["paymentus__compliance__domain__cases__case__Outcome"] | null;
            state: components["schemas"]["CaseState"];
        };
        /**
         * CaseEntryOut
         * @description ``refs`` are ids of what it is about. ``actor`` is null where the platform did it.
         */
        CaseEntryOut: {
            actor: components["schemas"]["OfficerOut"] | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Id */
            id: string;
            kind: components["schemas"]["EntryKind"];
            /** Refs */
            refs: string[];
            /** Words */
            words: string;
        };
        /**
         * CaseFileOut
         * @description Everything of a case. ``earlier`` are other cases of the same party; ``people`` are the
         *     names of those who appear in ``history`` by their id.
         */
        CaseFileOut: {
            /** Alerts */
            alerts: components["schemas"]["AlertOut"][];
            case: components["schemas"]["CaseOut"];
            /** Earlier */
            earlier: components["schemas"]["CaseBriefOut"][];
            /** Freezes */
            freezes: components["schemas"]["FreezeOut"][];
            /** History */
            history: components["schemas"]["CaseEntryOut"][];
            /** People */
            people: components["schemas"]["OfficerOut"][];
            /** Transfers */
            transfers: components["schemas"]["StoppedTransferOut"][];
        };
        /**
         * CaseOut
         * @description ``held`` counts transfers that wait for a decision; ``due`` is the next deadline.
         */
        CaseOut: {
            /** Alerts */
            alerts: number;
            assignee: components["schemas"]["OfficerOut"] | null;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Clocks */
            clocks: components["schemas"]["ClockOut"][];
            /** Codes */
            codes: string[];
            /** Decided At */
            decided_at: string | null;
            /** Due */
            due: string | null;
            /** Held */
            held: number;
            /** Id */
            id: string;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            outcome: components["schemas"]["paymentus__compliance__domain__cases__case__Outcome"] | null;
            /** Party Id */
            party_id: string;
            /** Party Name */
            party_name: string;
            priority: components["schemas"]["Priority"];
            /** Score */
            score: number;
            state: components["schemas"]["CaseState"];
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * CaseState
         * @description ``OPEN`` waits for triage.
         * @enum {string}
         */
        CaseState: "open" | "investigating" | "escalated" | "decided";
        /** CashAddressIn */
        CashAddressIn: {
            /** City */
            city: string;
            /**
             * Country
             * @example US
             */
            country: string;
            /** Line1 */
            line1: string;
            /**
             * Line2
             * @default
             */
            line2?: string;
            /**
             * Postal Code
             * @default
             */
            postal_code?: string;
            /**
             * Region
             * @default
             */
            region?: string;
        };
        /**
         * CashDayOut
         * @description Whoever pays is recorded from ``identify_from`` on, and when the cash of one account and day
         *     goes over ``report_over``.
         */
        CashDayOut: {
            /**
             * Business Day
             * Format: date
             */
            business_day: string;
            /** Counters */
            counters: components["schemas"]["CounterOut"][];
            identify_from: components["schemas"]["MoneyOut"];
            report_over: components["schemas"]["MoneyOut"];
            /** Time Zone */
            time_zone: string;
        };
        /**
         * CashFileOut
         * @description ``next_after`` is null at the end of the file's ``total`` rows.
         */
        CashFileOut: {
            /** Next After */
            next_after: number | null;
            /** Rows */
            rows: components["schemas"]["CashRowOut"][];
            /** Total */
            total: number;
        };
        /**
         * CashIdentificationIn
         * @description The document shown at the counter, or the number named by law.
         */
        CashIdentificationIn: {
            /**
             * Country
             * @example US
             */
            country: string;
            kind: components["schemas"]["NumberKind"];
            /** Number */
            number: string;
        };
        /**
         * CashIn
         * @description ``location`` names the counter, such as `main-office`. The conductor stands there.
         */
        CashIn: {
            conductor?: components["schemas"]["CashPersonIn"] | null;
            /** Email */
            email?: string | null;
            /** Items */
            items: components["schemas"]["QuoteItemIn"][];
            /**
             * Location
             * @example main-office
             */
            location: string;
            /** @description Whose money it is, when not the conductor's. */
            on_behalf_of?: components["schemas"]["CashPersonIn"] | null;
            /**
             * Tendered Minor
             * @description The cash handed over.
             */
            tendered_minor: number;
        };
        /**
         * CashLine
         * @description Whole dollars of one kind of transaction (``ctr_grammar``). ``country`` is that of a foreign
         *     currency, ``other`` the words of kinds 997 and 998.
         */
        CashLine: {
            /**
             * Country
             * @default
             */
            country?: string;
            /**
             * Dollars
             * @default 0
             */
            dollars?: number;
            /**
             * Kind
             * @default 46
             */
            kind?: string;
            /**
             * Other
             * @default
             */
            other?: string;
        };
        /**
         * CashLineOut
         * @description ``taken_by`` is the name of who took it, or their id once they are gone.
         */
        CashLineOut: {
            /** Account Numbers */
            account_numbers: string[];
            /** Bill Numbers */
            bill_numbers: string[];
            /** Conductor Recorded */
            conductor_recorded: boolean;
            /** Confirmation Number */
            confirmation_number: string;
            /** Location */
            location: string;
            /** Payment Id */
            payment_id: string;
            /** Taken At */
            taken_at: string;
            /** Taken By */
            taken_by: string;
            tendered: components["schemas"]["MoneyOut"];
            total: components["schemas"]["MoneyOut"];
        };
        /**
         * CashOut
         * @description Cash that was taken: the payment with its receipt, and the change.
         */
        CashOut: {
            change: components["schemas"]["MoneyOut"];
            /** Conductor Recorded */
            conductor_recorded: boolean;
            /** Location */
            location: string;
            payment: components["schemas"]["PaymentOut"];
            /** Taken At */
            taken_at: string;
            tendered: components["schemas"]["MoneyOut"];
        };
        /**
         * CashPersonIn
         * @description Somebody who pays in cash, or on whose behalf it is paid.
         */
        CashPersonIn: {
            address: components["schemas"]["CashAddressIn"];
            /**
             * Birth Date
             * Format: date
             */
            birth_date: string;
            /** Family Name */
            family_name: string;
            /**
             * Given Names
             * @default
             */
            given_names?: string;
            identification: components["schemas"]["CashIdentificationIn"];
        };
        /**
         * CashRowOut
         * @description ``line`` is where the row ends in the file. ``words`` say why a row was refused.
         */
        CashRowOut: {
            /** Code */
            code: string | null;
            /** Line */
            line: number;
            outcome: components["schemas"]["RowOutcome"];
            /** Payment Id */
            payment_id: string | null;
            /** Reference */
            reference: string;
            /** Words */
            words: string;
        };
        /**
         * Channel
         * @description How the money travels.
         * @enum {string}
         */
        Channel: "card" | "bank" | "cash" | "wire" | "bitcoin";
        /** ChargeOut */
        ChargeOut: {
            amount: components["schemas"]["MoneyOut"];
            /** Description */
            description: string;
        };
        /** CheckBody */
        CheckBody: {
            content: components["schemas"]["FilingContent"];
        };
        /** CheckoutIn */
        CheckoutIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "checkout";
            /**
             * Save Card
             * @default false
             */
            save_card?: boolean;
        };
        /** ChecksOut */
        ChecksOut: {
            /** Defects */
            defects: components["schemas"]["DefectOut"][];
        };
        /**
         * Classification
         * @description FinCEN's subtype (``sar_grammar.ACTIVITIES``); the type follows from it.
         */
        Classification: {
            /**
             * Other
             * @default
             */
            other?: string;
            /**
             * Subtype
             * @default
             */
            subtype?: string;
        };
        /**
         * ClockBody
         * @description ``met`` needs the report's number as ``reference``, ``not_required`` a ``reason``.
         */
        ClockBody: {
            end: components["schemas"]["ClockEnd"];
            /**
             * Reason
             * @default
             */
            reason?: string;
            /**
             * Reference
             * @default
             * @example OFAC-2026-0017
             */
            reference?: string;
        };
        /**
         * ClockEnd
         * @description Why a clock runs no more: the report was made, or it was found that none is due.
         * @enum {string}
         */
        ClockEnd: "met" | "not_required";
        /**
         * ClockKind
         * @description ``SAR``: suspicious activity report. ``CTR``: currency transaction report. ``OFAC``: report
         *     of blocked property or of a rejected transfer.
         * @enum {string}
         */
        ClockKind: "sar" | "ctr" | "ofac";
        /**
         * ClockOut
         * @description ``days_left`` is negative when the day is over; null once the clock has ended.
         */
        ClockOut: {
            /**
             * Began At
             * Format: date-time
             */
            began_at: string;
            /** Days Left */
            days_left: number | null;
            /**
             * Due
             * Format: date
             */
            due: string;
            end: components["schemas"]["ClockEnd"] | null;
            /** Ended At */
            ended_at: string | null;
            kind: components["schemas"]["ClockKind"];
            /** Reference */
            reference: string;
        };
        /**
         * CodeBody
         * @description What the authenticator app shows now.
         */
        CodeBody: {
            /**
             * Code
             * Format: password
             * @description Of the authenticator app, or a recovery code.
             */
            code: string;
        };
        /**
         * Component
         * @description ``MESSAGES`` are receipts by mail and what billers' systems are told.
         * @enum {string}
         */
        Component: "payments" | "receipts" | "bills" | "messages";
        /** ComponentOut */
        ComponentOut: {
            component: components["schemas"]["Component"];
            state: components["schemas"]["State"];
        };
        /**
         * ConfirmationBody
         * @description ``password`` is for a browser that is not signed in to the account.
         */
        ConfirmationBody: {
            /** Password */
            password?: string | null;
            /**
             * Token
             * @description What follows the `#` of the mailed link.
             */
            token: string;
        };
        /**
         * ConsistencyProofOut
         * @description RFC 6962 consistency proof: the larger tree begins with the smaller one.
         */
        ConsistencyProofOut: {
            /** Path */
            path: string[];
            /**
             * Root1
             * @description 32 bytes in base64.
             * @example bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=
             */
            root1: string;
            /**
             * Root2
             * @description 32 bytes in base64.
             * @example bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=
             */
            root2: string;
            /** Size1 */
            size1: number;
            /** Size2 */
            size2: number;
        };
        /**
         * Contact
         * @description The office that answers FinCEN's questions.
         */
        Contact: {
            /**
             * Office
             * @default
             */
            office?: string;
            phone?: components["schemas"]["Phone"];
        };
        /**
         * CounterOut
         * @description What one counter took.
         */
        CounterOut: {
            /** Count */
            count: number;
            /** Location */
            location: string;
            total: components["schemas"]["MoneyOut"];
        };
        /**
         * CurrencyTransactionReport
         * @description Cash of one person on one business day. ``prior_number`` is the BSA ID of the report that
         *     this one corrects; the totals follow from ``lines``.
         */
        CurrencyTransactionReport: {
            /**
             * Aggregated
             * @default false
             */
            aggregated?: boolean;
            /**
             * Armored Car
             * @default false
             */
            armored_car?: boolean;
            /**
             * Atm
             * @default false
             */
            atm?: boolean;
            /**
             * Back Filing
             * @default false
             */
            back_filing?: boolean;
            filer?: components["schemas"]["Filer"];
            /** Filing Date */
            filing_date?: string | null;
            /**
             * Lines
             * @default []
             */
            lines?: components["schemas"]["CashLine"][];
            /**
             * Locations
             * @default []
             */
            locations?: components["schemas"]["Institution"][];
            /**
             * Mail Deposit
             * @default false
             */
            mail_deposit?: boolean;
            /**
             * Night Deposit
             * @default false
             */
            night_deposit?: boolean;
            /**
             * Participants
             * @default []
             */
            participants?: components["schemas"]["Participant"][];
            /**
             * Prior Number
             * @default
             */
            prior_number?: string;
            /**
             * Shared Branching
             * @default false
             */
            shared_branching?: boolean;
            /** Transaction Date */
            transaction_date?: string | null;
        };
        /**
         * CustomerOut
         * @description Everything the desk sees of one customer.
         */
        CustomerOut: {
            /** Approved At */
            approved_at: string | null;
            /** Closed At */
            closed_at: string | null;
            /** Documents */
            documents: components["schemas"]["ReviewedDocumentOut"][];
            facts: components["schemas"]["FactsBody"] | null;
            level: components["schemas"]["VerificationLevel"];
            /** Notes */
            notes: components["schemas"]["NoteOut"][];
            rating: components["schemas"]["RatingOut"] | null;
            /** Review Due On */
            review_due_on: string | null;
            /** Reviewer */
            reviewer: string | null;
            state: components["schemas"]["ProfileState"];
            /** Steps */
            steps: components["schemas"]["paymentus__compliance__schemas__kyc__StepOut"][];
            /** Submitted At */
            submitted_at: string | null;
            /** User Id */
            user_id: string;
        };
        /**
         * CustomerRowOut
         * @description One customer in a list.
         */
        CustomerRowOut: {
            /** Name */
            name: string;
            rating: components["schemas"]["Rating"] | null;
            /** Review Due On */
            review_due_on: string | null;
            /** Reviewer */
            reviewer: string | null;
            state: components["schemas"]["ProfileState"];
            /** Submitted At */
            submitted_at: string | null;
            /** User Id */
            user_id: string;
        };
        /** CutOffModel */
        CutOffModel: {
            /** Banking Days To Deliver */
            banking_days_to_deliver: {
                [key: string]: number;
            };
            /** @default us_federal_reserve */
            holidays?: components["schemas"]["Holidays"];
            /**
             * Local Time
             * @example 17:00
             */
            local_time: string;
            /**
             * Time Zone
             * @example America/Los_Angeles
             */
            time_zone: string;
        };
        /**
         * DateOrder
         * @description How 03/04/2026 is meant in this biller's files.
         * @enum {string}
         */
        DateOrder: "mdy" | "dmy";
        /**
         * DayCountOut
         * @description Alerts of one rule on one day: ``was`` then, ``would`` by the changed rules.
         */
        DayCountOut: {
            /** Code */
            code: string;
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Was */
            was: number;
            /** Would */
            would: number;
        };
        /**
         * DeadlineOut
         * @description One report that may be due. ``days_left`` is negative when the day is over.
         */
        DeadlineOut: {
            assignee: components["schemas"]["OfficerOut"] | null;
            /**
             * Began At
             * Format: date-time
             */
            began_at: string;
            /** Case Id */
            case_id: string;
            /** Days Left */
            days_left: number;
            /**
             * Due
             * Format: date
             */
            due: string;
            kind: components["schemas"]["ClockKind"];
            /** Party Name */
            party_name: string;
            state: components["schemas"]["CaseState"];
        };
        /**
         * DecimalMark
         * @description What stands before the cents in this biller's files; the other one groups thousands.
         * @enum {string}
         */
        DecimalMark: "." | ",";
        /** DecisionBody */
        DecisionBody: {
            outcome: components["schemas"]["paymentus__compliance__domain__cases__case__Outcome"];
            /**
             * Reason
             * @example Known customer, pays the same bill each month.
             */
            reason: string;
        };
        /**
         * DefectOut
         * @description ``field`` is for people, ``input`` the place in the content, ``path`` that in the file.
         *     ``hinders``: it is put right before the filing goes to a second person.
         */
        DefectOut: {
            /** Code */
            code: string;
            /** Field */
            field: string;
            /** Hinders */
            hinders: boolean;
            /** Input */
            input: string;
            /** Path */
            path: string;
            /** Reason */
            reason: string;
            severity: components["schemas"]["paymentus__compliance__domain__filings__defects__Severity"];
        };
        /**
         * DeskSummaryOut
         * @description What waits. ``stopping_alerts`` hold or block money; ``due_soon`` is within a week.
         */
        DeskSummaryOut: {
            /** Due Soon */
            due_soon: number;
            /** Held Transfers */
            held_transfers: number;
            /** Open Alerts */
            open_alerts: number;
            /** Overdue */
            overdue: number;
            /** Stopping Alerts */
            stopping_alerts: number;
            /** Undecided Cases */
            undecided_cases: number;
        };
        /**
         * DeviceOut
         * @description One place where a person is signed in.
         */
        DeviceOut: {
            /**
             * Device
             * @example Firefox on Windows
             */
            device: string;
            /**
             * Expires At
             * Format: date-time
             * @description When it ends if it is not used again.
             */
            expires_at: string;
            /** Id */
            id: string;
            /** Is This */
            is_this: boolean;
            /**
             * Last Seen At
             * Format: date-time
             * @description To within a minute.
             */
            last_seen_at: string;
            /**
             * Near
             * @description The network without its last part.
             * @example 203.0.113.x
             */
            near: string;
            /**
             * Signed In At
             * Format: date-time
             */
            signed_in_at: string;
        };
        /** DevicesOut */
        DevicesOut: {
            /** Data */
            data: components["schemas"]["DeviceOut"][];
        };
        /**
         * DocumentKind
         * @enum {string}
         */
        DocumentKind: "passport" | "id_card" | "driver_license" | "residence_permit" | "proof_of_address";
        /**
         * DocumentOut
         * @description ``reason`` says why it was not accepted.
         */
        DocumentOut: {
            /** Checks */
            checks: components["schemas"]["paymentus__compliance__schemas__kyc__CheckOut"][];
            /** Expires On */
            expires_on: string | null;
            /** File Name */
            file_name: string;
            /** Id */
            id: string;
            kind: components["schemas"]["DocumentKind"];
            /** Media Type */
            media_type: string;
            /** Reason */
            reason: string | null;
            /** Size */
            size: number;
            state: components["schemas"]["DocumentState"];
            /**
             * Uploaded At
             * Format: date-time
             */
            uploaded_at: string;
        };
        /**
         * DocumentState
         * @description Where one document stands; the guide's ``verification_status``.
         * @enum {string}
         */
        DocumentState: "uploaded" | "checked" | "verified" | "rejected" | "expired";
        /** DraftBody */
        DraftBody: {
            kind: components["schemas"]["FilingKind"];
        };
        /**
         * EmergencyModeOut
         * @description ``since`` and ``by`` are of the last change, null when there was none; ``incidents`` are the
         *     ids of those it is, or was, on for.
         */
        EmergencyModeOut: {
            /** By */
            by: string | null;
            /** Incidents */
            incidents: string[];
            /** Is On */
            is_on: boolean;
            /** Since */
            since: string | null;
        };
        /** EmergencyOffBody */
        EmergencyOffBody: {
            /**
             * Reason
             * @example The stolen credentials are replaced.
             */
            reason: string;
        };
        /**
         * EmergencyOffProposalOut
         * @description Another person approves it; until then nothing changes.
         */
        EmergencyOffProposalOut: {
            /** Content Hash */
            content_hash: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Words */
            words: string;
        };
        /**
         * EnrolledOut
         * @description ``recovery_codes`` comes with a person's first second factor.
         */
        EnrolledOut: {
            /** Recovery Codes */
            recovery_codes: string[] | null;
            session: components["schemas"]["SessionOut"];
        };
        /**
         * EntryKind
         * @description In the order in which those of one commit are told: a decision comes after what it did.
         * @enum {string}
         */
        EntryKind: "opened" | "joined" | "assigned" | "note" | "escalated" | "alert_dismissed" | "transfer_released" | "transfer_refused" | "transfer_blocked" | "judged_again" | "transfer_ended" | "clock_ended" | "frozen" | "freeze_lifted" | "decided";
        /** ErasureBody */
        ErasureBody: {
            /**
             * Confirmation
             * @description The words “erase my account”.
             * @example erase my account
             */
            confirmation: string;
        };
        /**
         * ErasureOut
         * @description ``done_at`` is null until the worker has erased everything, seconds later.
         */
        ErasureOut: {
            /** Done At */
            done_at: string | null;
            /** Kept */
            kept: components["schemas"]["KeptOut"][];
            /**
             * Requested At
             * Format: date-time
             */
            requested_at: string;
            state: components["schemas"]["ErasureState"];
        };
        /**
         * ErasureState
         * @enum {string}
         */
        ErasureState: "requested" | "done";
        /** ExportBody */
        ExportBody: {
            kind: components["schemas"]["FilingKind"];
        };
        /** FactorOut */
        FactorOut: {
            /** Code */
            code: string;
            /** Points */
            points: number;
            /** Triggers */
            triggers: boolean;
            /** Words */
            words: string;
        };
        /**
         * FactorRemovalBody
         * @example {
         *       "reason": "Lost the phone; asked in person"
         *     }
         */
        FactorRemovalBody: {
            /** Reason */
            reason: string;
        };
        /**
         * FactsBody
         * @description What a customer says of themselves. It may be incomplete until it is handed in.
         * @example {
         *       "address": {
         *         "city": "Springfield",
         *         "country": "US",
         *         "line1": "42 Evergreen Terrace",
         *         "postal_code": "45501",
         *         "region": "OH"
         *       },
         *       "birth_date": "1984-04-12",
         *       "citizenships": [
         *         "US"
         *       ],
         *       "expected_monthly_minor": 120000,
         *       "family_name": "McMillan",
         *       "given_names": "Trillian Mae",
         *       "identification": {
         *         "country": "US",
         *         "kind": "ssn",
         *         "number": "536-90-4399"
         *       },
         *       "is_exposed": false
         *     }
         */
        FactsBody: {
            address: components["schemas"]["paymentus__compliance__schemas__kyc__AddressBody"];
            /**
             * Birth Date
             * Format: date
             */
            birth_date: string;
            /** Citizenships */
            citizenships: string[];
            /**
             * Expected Monthly Minor
             * @description What they mean to pay a month, in US cents.
             */
            expected_monthly_minor: number;
            /** Family Name */
            family_name: string;
            /** Given Names */
            given_names: string;
            identification: components["schemas"]["IdentificationBody"];
            /**
             * Is Exposed
             * @description They, or somebody close, hold a prominent public office.
             */
            is_exposed: boolean;
        };
        /** FeeMethodOut */
        FeeMethodOut: {
            method: components["schemas"]["Method"];
            /**
             * Summary
             * @example No fee
             * @example $1.50
             * @example 2% (at least $1.00, at most $9.95)
             */
            summary: string;
        };
        /**
         * FeeModel
         * @enum {string}
         */
        FeeModel: "absorbed" | "flat" | "percent";
        /**
         * FeeModelIn
         * @description `flat` uses `flat_minor`; `percent` uses `basis_points` and the caps, rounded half up.
         */
        FeeModelIn: {
            /**
             * Basis Points
             * @default 0
             */
            basis_points?: number;
            /**
             * Flat Minor
             * @default 0
             */
            flat_minor?: number;
            /** Maximum Minor */
            maximum_minor?: number | null;
            method: components["schemas"]["Method"];
            /**
             * Minimum Minor
             * @default 0
             */
            minimum_minor?: number;
            model: components["schemas"]["FeeModel"];
        };
        /** FileFieldOut */
        FileFieldOut: {
            /** Hint */
            hint: string;
            /** Label */
            label: string;
            /** Name */
            name: string;
            /** Required */
            required: boolean;
        };
        /**
         * FileStatus
         * @enum {string}
         */
        FileStatus: "received" | "running" | "done" | "failed";
        /**
         * Filer
         * @description Who files: the same in every report of an institution.
         */
        Filer: {
            contact?: components["schemas"]["Contact"];
            institution?: components["schemas"]["Institution"];
            transmitter?: components["schemas"]["Transmitter"];
        };
        /**
         * FilingCodeOut
         * @description ``field`` says where the code is asked for; ``group`` is what FinCEN files it under.
         */
        FilingCodeOut: {
            /** Code */
            code: string;
            /** Field */
            field: string;
            /** Group */
            group: string;
            /** Words */
            words: string;
        };
        /**
         * FilingContent
         * @description Exactly one of the three, that of the filing's kind. An empty text was not filled in; null is
         *     known to be unknown.
         */
        FilingContent: {
            ctr?: components["schemas"]["CurrencyTransactionReport"] | null;
            ofac?: components["schemas"]["OfacReport"] | null;
            sar?: components["schemas"]["SuspiciousActivityReport"] | null;
        };
        /**
         * FilingKind
         * @enum {string}
         */
        FilingKind: "ctr" | "sar" | "ofac_blocking" | "ofac_rejected";
        /** FilingOut */
        FilingOut: {
            /** Amends */
            amends: string | null;
            /** Batch Id */
            batch_id: string | null;
            /** Case Id */
            case_id: string | null;
            content: components["schemas"]["FilingContent"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Days Left */
            days_left: number | null;
            /** Defects */
            defects: components["schemas"]["DefectOut"][];
            /**
             * Due
             * Format: date
             */
            due: string;
            /** Errors */
            errors: number;
            /** History */
            history: components["schemas"]["paymentus__compliance__schemas__filings__StepOut"][];
            /** Id */
            id: string;
            /** Kept Until */
            kept_until: string | null;
            kind: components["schemas"]["FilingKind"];
            /** Number */
            number: string;
            /** Proposal Id */
            proposal_id: string | null;
            /** Remarks */
            remarks: components["schemas"]["RemarkOut"][];
            state: components["schemas"]["FilingState"];
            /** Subject Name */
            subject_name: string;
            /** Version */
            version: number;
            /** Warnings */
            warnings: number;
        };
        /**
         * FilingProposedOut
         * @description What now waits for a second person.
         */
        FilingProposedOut: {
            /** Approval Id */
            approval_id: string;
            /** Words */
            words: string;
        };
        /**
         * FilingRowOut
         * @description ``number`` is FinCEN's BSA ID or OFAC's reference; ``kept_until`` the day before which it
         *     must not be deleted; ``days_left`` is null once it was sent or discarded.
         */
        FilingRowOut: {
            /** Amends */
            amends: string | null;
            /** Batch Id */
            batch_id: string | null;
            /** Case Id */
            case_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Days Left */
            days_left: number | null;
            /**
             * Due
             * Format: date
             */
            due: string;
            /** Errors */
            errors: number;
            /** Id */
            id: string;
            /** Kept Until */
            kept_until: string | null;
            kind: components["schemas"]["FilingKind"];
            /** Number */
            number: string;
            /** Proposal Id */
            proposal_id: string | null;
            state: components["schemas"]["FilingState"];
            /** Subject Name */
            subject_name: string;
            /** Version */
            version: number;
            /** Warnings */
            warnings: number;
        };
        /**
         * FilingState
         * @description ``REJECTED`` by FinCEN: it can be edited and goes its way again. ``DISCARDED`` was never
         *     sent.
         * @enum {string}
         */
        FilingState: "draft" | "proposed" | "approved" | "exported" | "accepted" | "rejected" | "discarded";
        /** ForgottenBody */
        ForgottenBody: {
            /**
             * Email
             * @example dana@example.com
             */
            email: string;
        };
        /** FreezeBody */
        FreezeBody: {
            kind: components["schemas"]["FreezeKind"];
            /**
             * Reason
             * @example Money of unknown origin; police ask for it.
             */
            reason: string;
        };
        /**
         * FreezeKind
         * @enum {string}
         */
        FreezeKind: "aml" | "ofac_block";
        /**
         * FreezeOut
         * @description ``license_number`` is the number by which a block by law was lifted.
         */
        FreezeOut: {
            /**
             * Began At
             * Format: date-time
             */
            began_at: string;
            /** Case Id */
            case_id: string;
            /** Id */
            id: string;
            kind: components["schemas"]["FreezeKind"];
            /** License Number */
            license_number: string;
            /** Lifted At */
            lifted_at: string | null;
            /** Party Id */
            party_id: string;
            /** Party Name */
            party_name: string;
        };
        /**
         * FreezeProposalOut
         * @description What now waits for a second person, in the queue of approvals.
         */
        FreezeProposalOut: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Words */
            words: string;
        };
        /** GuestAccountOut */
        GuestAccountOut: {
            /** Account Name Masked */
            account_name_masked: string | null;
            /** Account Number */
            account_number: string;
            /** Biller Id */
            biller_id: string;
            /** Biller Name */
            biller_name: string;
        };
        /**
         * GuestLookUpOut
         * @description Unpaid bills first, the next due one on top.
         */
        GuestLookUpOut: {
            account: components["schemas"]["GuestAccountOut"];
            /** Bills */
            bills: components["schemas"]["BillOut"][];
        };
        /**
         * HealthOut
         * @description ``degraded``: payments are taken, but something that can wait does not work.
         */
        HealthOut: {
            /** Checks */
            checks: {
                [key: string]: components["schemas"]["paymentus__app__health__CheckOut"];
            };
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "degraded" | "failing";
        };
        /**
         * HeldAccount
         * @description ``institution_tin`` is None for one outside the United States.
         */
        HeldAccount: {
            /**
             * Closed
             * @default false
             */
            closed?: boolean;
            /**
             * Institution Tin
             * @default
             */
            institution_tin?: string | null;
            /**
             * Number
             * @default
             */
            number?: string;
        };
        /**
         * HoldState
         * @description ``HELD`` waits for a person. ``BLOCKED`` is final from the beginning. ``ENDED`` means that
         *     the payer took it back or its time was over before anybody decided.
         * @enum {string}
         */
        HoldState: "held" | "blocked" | "released" | "refused" | "ended";
        /**
         * Holidays
         * @enum {string}
         */
        Holidays: "us_federal_reserve" | "none";
        /**
         * Identification
         * @description A document or number besides the taxpayer's; ``kind`` is FinCEN's code, 999 is ``other``.
         */
        Identification: {
            /**
             * Country
             * @default
             */
            country?: string;
            /**
             * Kind
             * @default
             */
            kind?: string;
            /**
             * Number
             * @default
             */
            number?: string;
            /**
             * Other
             * @default
             */
            other?: string;
            /**
             * State
             * @default
             */
            state?: string;
        };
        /**
         * IdentificationBody
         * @description ``country`` is who issued the number.
         */
        IdentificationBody: {
            /**
             * Country
             * @example US
             */
            country: string;
            kind: components["schemas"]["NumberKind"];
            /** Number */
            number: string;
        };
        /**
         * IncidentBody
         * @description ``affected`` are ids of people. ``discovered_at`` is from when the law's clocks count.
         */
        IncidentBody: {
            /**
             * Affected
             * @default []
             * @example []
             */
            affected?: string[];
            /** Discovered At */
            discovered_at?: string | null;
            /** @example bug */
            kind: components["schemas"]["Kind"];
            /** @example P2 */
            severity: components["schemas"]["paymentus__incidents__domain__incident__Severity"];
            /**
             * Stop Payments
             * @default false
             */
            stop_payments?: boolean;
            /**
             * Summary
             * @example Receipts of this morning show no logo.
             */
            summary: string;
        };
        /**
         * IncidentFileOut
         * @description An incident with its time line, in the order in which steps were planned and written.
         */
        IncidentFileOut: {
            incident: components["schemas"]["IncidentOut"];
            /** Notices */
            notices: components["schemas"]["NoticeOut"][];
            /** Steps */
            steps: components["schemas"]["IncidentStepOut"][];
        };
        /** IncidentOut */
        IncidentOut: {
            /** Affected */
            affected: string[];
            /** Contained At */
            contained_at: string | null;
            /**
             * Declared At
             * Format: date-time
             */
            declared_at: string;
            /** Declared By */
            declared_by: string;
            /**
             * Discovered At
             * Format: date-time
             */
            discovered_at: string;
            /** Id */
            id: string;
            kind: components["schemas"]["Kind"];
            /** Resolved At */
            resolved_at: string | null;
            severity: components["schemas"]["paymentus__incidents__domain__incident__Severity"];
            state: components["schemas"]["IncidentState"];
            /** Summary */
            summary: string;
            /** Watched */
            watched: boolean;
        };
        /** IncidentPlansOut */
        IncidentPlansOut: {
            /** Kinds */
            kinds: components["schemas"]["KindOut"][];
            /** Severities */
            severities: components["schemas"]["SeverityOut"][];
        };
        /**
         * IncidentState
         * @description ``CONTAINED``: it does no more harm; what it did is still being put right.
         * @enum {string}
         */
        IncidentState: "open" | "contained" | "resolved";
        /**
         * IncidentStepOut
         * @description ``taken_back`` says how, empty where it cannot or need not be.
         */
        IncidentStepOut: {
            /** Actor */
            actor: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Result */
            result: string;
            state: components["schemas"]["StepState"];
            /** Taken Back */
            taken_back: string;
            /** Tries */
            tries: number;
            /** Words */
            words: string;
        };
        /**
         * InclusionProofOut
         * @description RFC 6962 inclusion proof. Check it with the root of the checkpoint, not with `root`.
         */
        InclusionProofOut: {
            /**
             * Checkpoint
             * @description Signed checkpoint of exactly this size, where one was made.
             */
            checkpoint: string | null;
            /** Index */
            index: number;
            /**
             * Leaf Hash
             * @description 32 bytes in base64.
             * @example bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=
             */
            leaf_hash: string;
            /**
             * Path
             * @description Sibling hashes, from the leaf upwards.
             */
            path: string[];
            /**
             * Root
             * @description 32 bytes in base64.
             * @example bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=
             */
            root: string;
            /** Size */
            size: number;
        };
        /**
         * Institution
         * @description ``kind`` 4 is a money services business, ``regulator`` 7 the IRS, which examines them.
         */
        Institution: {
            address?: components["schemas"]["Address"];
            /**
             * Control Number
             * @default
             */
            control_number?: string;
            /**
             * Ein
             * @default
             */
            ein?: string | null;
            /**
             * Kind
             * @default 4
             */
            kind?: string;
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Other Kind
             * @default
             */
            other_kind?: string;
            /**
             * Other Subtype
             * @default
             */
            other_subtype?: string;
            /**
             * Regulator
             * @default 7
             */
            regulator?: string;
            /**
             * Subtype
             * @default
             */
            subtype?: string;
            /**
             * Trade Name
             * @default
             */
            trade_name?: string;
        };
        /**
         * Instrument
         * @description A product (type 5) or a means of payment (type 6) that was used.
         */
        Instrument: {
            /**
             * Kind
             * @default 6
             */
            kind?: string;
            /**
             * Other
             * @default
             */
            other?: string;
            /**
             * Subtype
             * @default 33
             */
            subtype?: string;
        };
        /**
         * IpAddress
         * @description ``time`` is HH:MM:SS in UTC.
         */
        IpAddress: {
            /**
             * Address
             * @default
             */
            address?: string;
            /** Day */
            day?: string | null;
            /**
             * Time
             * @default
             */
            time?: string;
        };
        /** ItemOut */
        ItemOut: {
            /** Account Number */
            account_number: string;
            amount: components["schemas"]["MoneyOut"];
            /** Bill Id */
            bill_id: string;
            /** Bill Number */
            bill_number: string;
            /** Biller Id */
            biller_id: string;
            /** Biller Name */
            biller_name: string;
            /** Cut Off At */
            cut_off_at: string;
            /**
             * Delivery Date
             * Format: date
             * @description When the biller has the money, in its own zone.
             */
            delivery_date: string;
            fee: components["schemas"]["MoneyOut"];
        };
        /**
         * JobOut
         * @description ``command`` is what runs, empty where a person does it. ``due_at`` is since when it is due,
         *     or when it will be. ``look_since`` is set while somebody has to look at what it found.
         *     ``is_wanted``: a server runs it within seconds.
         */
        JobOut: {
            /** Can Be Signed Off */
            can_be_signed_off: boolean;
            /** Command */
            command: string;
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            /** Failures */
            failures: number;
            /** Is For A Person */
            is_for_a_person: boolean;
            /** Is Running */
            is_running: boolean;
            /** Is Wanted */
            is_wanted: boolean;
            /** Last Success At */
            last_success_at: string | null;
            /** Look Since */
            look_since: string | null;
            /** Name */
            name: string;
            newest: components["schemas"]["JobRunOut"] | null;
            /** Overdue Seconds */
            overdue_seconds: number;
            owner: components["schemas"]["Owner"];
            period: components["schemas"]["Period"];
            /** Words */
            words: string;
        };
        /**
         * JobRunOut
         * @description ``by`` is ``schedule``, ``script`` or a person's id. ``result`` is the command's last line;
         *     ``note`` is what a person wrote. ``slot`` is the moment it was due for.
         */
        JobRunOut: {
            /** By */
            by: string;
            /** Ended At */
            ended_at: string | null;
            /** Id */
            id: string;
            /** Note */
            note: string;
            outcome: components["schemas"]["paymentus__schedule__domain__state__Outcome"];
            /** Result */
            result: string;
            /** Server */
            server: string;
            /**
             * Slot
             * Format: date-time
             */
            slot: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
        };
        /** KeptOut */
        KeptOut: {
            /** How Long */
            how_long: string;
            /** What */
            what: string;
            /** Why */
            why: string;
        };
        /**
         * Kind
         * @enum {string}
         */
        Kind: "security_breach" | "compliance_violation" | "payments_down" | "database_corruption" | "slow" | "partial_outage" | "bug" | "request";
        /**
         * KindOut
         * @description ``least`` is the lowest class that this kind may have; ``planned`` is what is done by
         *     itself when it is declared with that class.
         */
        KindOut: {
            kind: components["schemas"]["Kind"];
            least: components["schemas"]["paymentus__incidents__domain__incident__Severity"];
            /** Planned */
            planned: components["schemas"]["PlannedOut"][];
        };
        /** LeafOut */
        LeafOut: {
            /** At */
            at: string;
            /** Index */
            index: number;
            /**
             * Leaf
             * @description The leaf's canonical JSON, as hashed.
             */
            leaf: string;
            /** Type */
            type: string;
        };
        /**
         * LiftBody
         * @description A block by law is lifted by the number of a license or notice only.
         */
        LiftBody: {
            /**
             * License Number
             * @default
             * @example SDGT-2026-1234567-1
             */
            license_number?: string;
            /**
             * Reason
             * @example Origin of the money is shown.
             */
            reason: string;
        };
        /**
         * LimitsOut
         * @description What may be paid at this level, in US cents.
         */
        LimitsOut: {
            /** Per 30 Days Minor */
            per_30_days_minor: number;
            /** Per Payment Minor */
            per_payment_minor: number;
        };
        /** LinkAccountBody */
        LinkAccountBody: {
            /** Account Number */
            account_number: string;
            /** Biller Id */
            biller_id: string;
            /** Nickname */
            nickname?: string | null;
            /** Second Factor */
            second_factor: string;
        };
        /** LinkBody */
        LinkBody: {
            /**
             * Token
             * @description What follows the `#` of the mailed link.
             */
            token: string;
        };
        /** LinkedAccountOut */
        LinkedAccountOut: {
            /** Account Number */
            account_number: string;
            /** Biller Id */
            biller_id: string;
            /** Biller Name */
            biller_name: string;
            /** Id */
            id: string;
            /** Nickname */
            nickname: string | null;
        };
        /** LinkedAccountsOut */
        LinkedAccountsOut: {
            /** Data */
            data: components["schemas"]["LinkedAccountOut"][];
        };
        /**
         * ListFetchedOut
         * @description ``is_new``: its source had another list than the one in force, which is in force now.
         */
        ListFetchedOut: {
            /** Is New */
            is_new: boolean;
            version: components["schemas"]["ListVersionOut"];
        };
        /**
         * ListVersionOut
         * @description One version of the sanctions lists; the one with the highest number is in force.
         */
        ListVersionOut: {
            /** Added */
            added: number;
            /** Changed */
            changed: number;
            /**
             * Confirmed At
             * Format: date-time
             * @description When its source last had the same.
             */
            confirmed_at: string;
            /** Hash */
            hash: string;
            /** Id */
            id: string;
            /**
             * Loaded At
             * Format: date-time
             */
            loaded_at: string;
            /** Names */
            names: number;
            /** Number */
            number: number;
            /** Parties */
            parties: {
                [key: string]: number;
            };
            /** Problem Words */
            problem_words: string[];
            /** Problems */
            problems: number;
            /** Removed */
            removed: number;
            rescreening: components["schemas"]["RescreeningOut"];
            /** Source */
            source: string;
        };
        /**
         * ListsOut
         * @description Newest first. Once the newest has not been confirmed for ``max_age_hours``, payments meet the
         *     configured safe side. With ``by_remote_service`` a service decides, and these lists do not.
         */
        ListsOut: {
            /** By Remote Service */
            by_remote_service: boolean;
            /** Data */
            data: components["schemas"]["ListVersionOut"][];
            /** Max Age Hours */
            max_age_hours: number;
        };
        /** LogKeyOut */
        LogKeyOut: {
            /** Origin */
            origin: string;
            /**
             * Vkey
             * @description The log's public key as a C2SP verifier key.
             */
            vkey: string;
        };
        /** MaintenanceOut */
        MaintenanceOut: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Words */
            words: string;
        };
        /**
         * MatchDecisionBody
         * @description ``list`` and ``list_id`` as the alert names the listed party.
         */
        MatchDecisionBody: {
            /**
             * Expires At
             * Format: date-time
             * @example 2027-05-01T00:00:00Z
             */
            expires_at: string;
            /**
             * List
             * @example SDN
             */
            list: string;
            /**
             * List Id
             * @example 90001
             */
            list_id: string;
            /**
             * Reason
             * @example Another date of birth, by his passport.
             */
            reason: string;
        };
        /**
         * MatchDecisionOut
         * @description It lapses when it expires, when it is ended, and when the listed entry changes.
         *     ``party_name`` is null of those who are gone, or are no customers.
         */
        MatchDecisionOut: {
            /**
             * Decided At
             * Format: date-time
             */
            decided_at: string;
            decided_by: components["schemas"]["OfficerOut"];
            /** Ended At */
            ended_at: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Id */
            id: string;
            /** List */
            list: string;
            /** List Id */
            list_id: string;
            /** Party Id */
            party_id: string;
            /** Party Name */
            party_name: string | null;
            /** Reason */
            reason: string;
        };
        /**
         * Method
         * @enum {string}
         */
        Method: "card" | "bank";
        /**
         * MethodOut
         * @description ``brand`` and ``last4`` are a card's; of cash ``brand`` is `cash` too.
         */
        MethodOut: {
            /** Brand */
            brand: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "card" | "cash";
            /** Last4 */
            last4: string | null;
        };
        /**
         * Mode
         * @description ``update`` creates and changes what is in the file; ``replace`` also withdraws the open
         *     bills of the biller that are not.
         * @enum {string}
         */
        Mode: "update" | "replace";
        /**
         * MoneyOut
         * @description An exact amount: integer minor units and ISO 4217 code.
         */
        MoneyOut: {
            /** Amount Minor */
            amount_minor: number;
            /** Currency */
            currency: string;
        };
        /**
         * MrzForm
         * @enum {string}
         */
        MrzForm: "TD1" | "TD2" | "TD3";
        /**
         * MrzOut
         * @description What a document's machine-readable lines say. ``wrong`` names check digits that misfit.
         */
        MrzOut: {
            /** Birth Date */
            birth_date: string | null;
            /** Expires On */
            expires_on: string | null;
            /** Family Name */
            family_name: string;
            form: components["schemas"]["MrzForm"];
            /** Given Names */
            given_names: string;
            /** Issuer */
            issuer: string;
            /** Kind */
            kind: string;
            /** Nationality */
            nationality: string;
            /** Number */
            number: string;
            /** Sex */
            sex: string;
            /** Wrong */
            wrong: string[];
        };
        /**
         * NewApiKeyOut
         * @description ``key`` is shown here and nowhere again.
         */
        NewApiKeyOut: {
            details: components["schemas"]["ApiKeyOut"];
            /** Key */
            key: string;
        };
        /**
         * NewAuthenticatorOut
         * @description The secret as text and as a QR code: an SVG path on a square of ``qr_size`` units.
         */
        NewAuthenticatorOut: {
            /** Address */
            address: string;
            /** Qr Path */
            qr_path: string;
            /** Qr Size */
            qr_size: number;
            /** Secret */
            secret: string;
        };
        /**
         * NewPasskeyBody
         * @description A passkey that was made, with a name that says which device it is on.
         */
        NewPasskeyBody: {
            /**
             * Credential
             * @description `PublicKeyCredential.toJSON()` of what the browser gave.
             */
            credential: {
                [key: string]: unknown;
            };
            /**
             * Name
             * @example My phone
             */
            name: string;
        };
        /** NewPasswordBody */
        NewPasswordBody: {
            /**
             * New Password
             * Format: password
             * @description At least 12 characters.
             */
            new_password: string;
            /**
             * Password
             * Format: password
             * @description At least 12 characters, none that thieves try first.
             */
            password: string;
        };
        /** NextActionOut */
        NextActionOut: {
            /**
             * Kind
             * @constant
             */
            kind: "redirect";
            /** Url */
            url: string;
        };
        /** NoteOut */
        NoteOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Words */
            words: string;
        };
        /**
         * NoticeOut
         * @description A draft. Nothing is sent by the platform; a person and counsel judge whether it applies.
         */
        NoticeOut: {
            /** Applies If */
            applies_if: string;
            /** Draft */
            draft: string;
            /**
             * Due
             * Format: date-time
             */
            due: string;
            /** Id */
            id: string;
            /** Law */
            law: string;
            /** To */
            to: string;
        };
        /**
         * NumberKind
         * @description What number a customer is identified by (31 CFR 1020.220(a)(2)(i)(A)(4)).
         * @enum {string}
         */
        NumberKind: "ssn" | "itin" | "ein" | "passport" | "alien_id" | "government_id";
        /**
         * OfacReport
         * @description ``target`` is the person whose property or interest it is. ``authority`` is the sanctions
         *     program (``SDGT``), ``list_entry`` the list's own number. ``value_minor`` is in cents; None is
         *     unknown, and then ``property`` says so. ``location`` is where the property is now.
         */
        OfacReport: {
            /**
             * Authority
             * @default
             */
            authority?: string;
            contact?: components["schemas"]["Contact"];
            /**
             * Contact Email
             * @default
             */
            contact_email?: string;
            /**
             * Currency
             * @default USD
             */
            currency?: string;
            /**
             * Facts
             * @default
             */
            facts?: string;
            /** Happened On */
            happened_on?: string | null;
            institution?: components["schemas"]["Institution"];
            /**
             * List Entry
             * @default
             */
            list_entry?: string;
            /**
             * Location
             * @default
             */
            location?: string;
            /**
             * Other Parties
             * @default []
             */
            other_parties?: string[];
            /**
             * Property
             * @default
             */
            property?: string;
            target?: components["schemas"]["Person"];
            /**
             * Transfer Ids
             * @default []
             */
            transfer_ids?: string[];
            /** Value Minor */
            value_minor?: number | null;
        };
        /**
         * OfficerOut
         * @description ``name`` is null when the person is gone.
         */
        OfficerOut: {
            /** Id */
            id: string;
            /** Name */
            name: string | null;
        };
        /** OperationOut */
        OperationOut: {
            /** Method */
            method: string;
            /** Operation Id */
            operation_id: string;
            /** Path */
            path: string;
            /** Summary */
            summary: string;
        };
        /**
         * OwnVerificationOut
         * @description Where one's own identification stands. ``message`` is what we last asked for.
         */
        OwnVerificationOut: {
            /** Documents */
            documents: components["schemas"]["DocumentOut"][];
            facts: components["schemas"]["FactsBody"] | null;
            level: components["schemas"]["VerificationLevel"];
            limits: components["schemas"]["LimitsOut"];
            /** Message */
            message: string | null;
            state: components["schemas"]["ProfileState"];
        };
        /**
         * Owner
         * @description Who has to look at how it ended.
         * @enum {string}
         */
        Owner: "operations" | "compliance" | "security";
        /** Page[AccountOut] */
        Page_AccountOut_: {
            /** Data */
            data: components["schemas"]["AccountOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[AlertOut] */
        Page_AlertOut_: {
            /** Data */
            data: components["schemas"]["AlertOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ApiKeyOfBillerOut] */
        Page_ApiKeyOfBillerOut_: {
            /** Data */
            data: components["schemas"]["ApiKeyOfBillerOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ApprovalOut] */
        Page_ApprovalOut_: {
            /** Data */
            data: components["schemas"]["ApprovalOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[BatchOut] */
        Page_BatchOut_: {
            /** Data */
            data: components["schemas"]["BatchOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[BillFileOut] */
        Page_BillFileOut_: {
            /** Data */
            data: components["schemas"]["BillFileOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[BillOut] */
        Page_BillOut_: {
            /** Data */
            data: components["schemas"]["BillOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[BillerOut] */
        Page_BillerOut_: {
            /** Data */
            data: components["schemas"]["BillerOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[CaseOut] */
        Page_CaseOut_: {
            /** Data */
            data: components["schemas"]["CaseOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[CashLineOut] */
        Page_CashLineOut_: {
            /** Data */
            data: components["schemas"]["CashLineOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[CustomerRowOut] */
        Page_CustomerRowOut_: {
            /** Data */
            data: components["schemas"]["CustomerRowOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[DeadlineOut] */
        Page_DeadlineOut_: {
            /** Data */
            data: components["schemas"]["DeadlineOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[FilingRowOut] */
        Page_FilingRowOut_: {
            /** Data */
            data: components["schemas"]["FilingRowOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[FreezeOut] */
        Page_FreezeOut_: {
            /** Data */
            data: components["schemas"]["FreezeOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[IncidentOut] */
        Page_IncidentOut_: {
            /** Data */
            data: components["schemas"]["IncidentOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[JobRunOut] */
        Page_JobRunOut_: {
            /** Data */
            data: components["schemas"]["JobRunOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[MatchDecisionOut] */
        Page_MatchDecisionOut_: {
            /** Data */
            data: components["schemas"]["MatchDecisionOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[PaymentOut] */
        Page_PaymentOut_: {
            /** Data */
            data: components["schemas"]["PaymentOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[RowProblemOut] */
        Page_RowProblemOut_: {
            /** Data */
            data: components["schemas"]["RowProblemOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[SecurityEventOut] */
        Page_SecurityEventOut_: {
            /** Data */
            data: components["schemas"]["SecurityEventOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[UserOut] */
        Page_UserOut_: {
            /** Data */
            data: components["schemas"]["UserOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * Participant
         * @description ``cash_in`` and ``cash_out`` are whole dollars of this person; None leaves them empty.
         */
        Participant: {
            /**
             * Accounts
             * @default []
             */
            accounts?: components["schemas"]["TouchedAccount"][];
            /** Cash In */
            cash_in?: number | null;
            /** Cash Out */
            cash_out?: number | null;
            person?: components["schemas"]["Person"];
            /** @default 50 */
            role?: components["schemas"]["PersonRole"];
            /**
             * Several Transactions
             * @default false
             */
            several_transactions?: boolean;
        };
        /**
         * PasskeyBody
         * @description A passkey that was shown.
         */
        PasskeyBody: {
            /**
             * Credential
             * @description `PublicKeyCredential.toJSON()` of what the browser gave.
             */
            credential: {
                [key: string]: unknown;
            };
        };
        /** PasskeyNameBody */
        PasskeyNameBody: {
            /**
             * Name
             * @example My phone
             */
            name: string;
        };
        /**
         * PasskeyOptionsOut
         * @description ``public_key`` goes to ``PublicKeyCredential.parse…OptionsFromJSON``.
         */
        PasskeyOptionsOut: {
            /** Public Key */
            public_key: {
                [key: string]: unknown;
            };
        };
        /** PasskeyOut */
        PasskeyOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
        };
        /** PasskeySignInBody */
        PasskeySignInBody: {
            /**
             * Credential
             * @description `PublicKeyCredential.toJSON()` of what the browser gave.
             */
            credential: {
                [key: string]: unknown;
            };
            /** Pending */
            pending?: string | null;
        };
        /**
         * PasskeySignInOptionsBody
         * @description ``pending`` is left out by who signs in with a passkey alone.
         */
        PasskeySignInOptionsBody: {
            /** Pending */
            pending?: string | null;
        };
        /**
         * PasswordCheckBody
         * @description A password somebody is typing, and what of theirs it must not be made of.
         */
        PasswordCheckBody: {
            /**
             * Email
             * @default
             */
            email?: string;
            /**
             * Full Name
             * @default
             */
            full_name?: string;
            /**
             * Password
             * Format: password
             * @description At least 12 characters, none that thieves try first.
             */
            password: string;
        };
        /** PasswordCheckOut */
        PasswordCheckOut: {
            /**
             * Problem
             * @description Why it would be refused, in a sentence.
             */
            problem: string | null;
        };
        /** PasswordResetBody */
        PasswordResetBody: {
            /**
             * New Password
             * Format: password
             * @description At least 12 characters.
             */
            new_password: string;
            /**
             * Token
             * @description What follows the `#` of the mailed link.
             */
            token: string;
        };
        /** PaymentIn */
        PaymentIn: {
            /**
             * Email
             * @description Where the receipt goes. A guest must give one.
             */
            email?: string | null;
            /** Method */
            method: components["schemas"]["SavedCardIn"] | components["schemas"]["CheckoutIn"];
            /** Quote Id */
            quote_id: string;
        };
        /**
         * PaymentMethodOut
         * @description The face of a saved card.
         */
        PaymentMethodOut: {
            /** Brand */
            brand: string;
            /** Exp Month */
            exp_month: number;
            /** Exp Year */
            exp_year: number;
            /**
             * Expired
             * @description An expired card cannot be used; it may be removed.
             */
            expired: boolean;
            /** Id */
            id: string;
            /**
             * Kind
             * @constant
             */
            kind: "card";
            /** Last4 */
            last4: string;
        };
        /**
         * PaymentMethodsOut
         * @description All cards of a payer, newest first.
         * @example {
         *       "data": [
         *         {
         *           "brand": "visa",
         *           "exp_month": 12,
         *           "exp_year": 2030,
         *           "expired": false,
         *           "id": "pm_1QxK2b",
         *           "kind": "card",
         *           "last4": "4242"
         *         }
         *       ]
         *     }
         */
        PaymentMethodsOut: {
            /** Data */
            data: components["schemas"]["PaymentMethodOut"][];
        };
        /**
         * PaymentOut
         * @description One attempt to pay one or several bills with one charge.
         */
        PaymentOut: {
            amount: components["schemas"]["MoneyOut"];
            /** Confirmation Number */
            confirmation_number: string;
            /** Created At */
            created_at: string;
            /**
             * Delivery Date
             * Format: date
             */
            delivery_date: string;
            /** Email */
            email: string | null;
            fee: components["schemas"]["MoneyOut"];
            /** History */
            history: components["schemas"]["paymentus__payments__schemas__StepOut"][];
            /** Id */
            id: string;
            /** Items */
            items: components["schemas"]["ItemOut"][];
            method: components["schemas"]["MethodOut"];
            next_action: components["schemas"]["NextActionOut"] | null;
            reason: components["schemas"]["ReasonOut"] | null;
            receipt: components["schemas"]["ReceiptLinksOut"] | null;
            state: components["schemas"]["PaymentState"];
            /** Statement Descriptor */
            statement_descriptor: string;
            /** Succeeded At */
            succeeded_at: string | null;
            total: components["schemas"]["MoneyOut"];
            /** Updated At */
            updated_at: string;
        };
        /**
         * PaymentRulesModel
         * @description `maximum_minor` is the most that may be paid on one bill where over-payment is allowed.
         */
        PaymentRulesModel: {
            /**
             * Maximum Minor
             * @default 0
             */
            maximum_minor?: number;
            /**
             * Minimum Minor
             * @default 0
             */
            minimum_minor?: number;
            /**
             * Over Payment
             * @default false
             */
            over_payment?: boolean;
            /**
             * Partial
             * @default false
             */
            partial?: boolean;
        };
        /**
         * PaymentState
         * @enum {string}
         */
        PaymentState: "held" | "submitting" | "unknown" | "requires_action" | "processing" | "blocked" | "failed" | "expired" | "canceled" | "succeeded";
        /**
         * Period
         * @description ``CONTINUOUS`` is every five minutes; the others are the deployment guide's.
         * @enum {string}
         */
        Period: "continuous" | "daily" | "weekly" | "monthly" | "quarterly";
        /**
         * Permission
         * @enum {string}
         */
        Permission: "public" | "session.read" | "second_factors.manage_own" | "account.manage_own" | "bills.look_up" | "bills.read_own" | "accounts.link" | "payments.make" | "payments.read_own" | "payment_methods.manage_own" | "billers.create" | "billers.manage" | "billers.read_settings" | "bills.read" | "bills.import" | "payments.read" | "ledger.read" | "audit.read" | "permissions.read" | "api_keys.manage" | "api_keys.read_all" | "users.read" | "users.manage" | "approvals.read" | "approvals.decide" | "data.own" | "kyc.own" | "cash.take" | "cash.load_files" | "compliance.read" | "compliance.work" | "compliance.decide" | "incidents.read" | "incidents.manage" | "schedule.read" | "schedule.manage";
        /** PermissionMatrixOut */
        PermissionMatrixOut: {
            /** Permissions */
            permissions: components["schemas"]["PermissionOut"][];
            /** Roles */
            roles: components["schemas"]["RoleOut"][];
        };
        /**
         * PermissionOut
         * @description A permission, the roles that have it, and the operations of the API that need it.
         */
        PermissionOut: {
            /** Meaning */
            meaning: string;
            /** Operations */
            operations: components["schemas"]["OperationOut"][];
            permission: components["schemas"]["Permission"];
            /** Roles */
            roles: components["schemas"]["Role"][];
        };
        /**
         * Person
         * @description Somebody a report is about; an entity has its name in ``last_name`` and no person's facts.
         *
         *     ``birth_date`` is YYYYMMDD, with 00 for an unknown month or day.
         */
        Person: {
            address?: components["schemas"]["Address"];
            /**
             * Birth Date
             * @default
             */
            birth_date?: string | null;
            /**
             * Emails
             * @default []
             */
            emails?: string[];
            /**
             * First Name
             * @default
             */
            first_name?: string | null;
            /**
             * Identification Unknown
             * @default false
             */
            identification_unknown?: boolean;
            /**
             * Identifications
             * @default []
             */
            identifications?: components["schemas"]["Identification"][];
            /**
             * Is Entity
             * @default false
             */
            is_entity?: boolean;
            /**
             * Last Name
             * @default
             */
            last_name?: string | null;
            /**
             * Middle Name
             * @default
             */
            middle_name?: string;
            /**
             * Naics Code
             * @default
             */
            naics_code?: string;
            /**
             * Occupation
             * @default
             */
            occupation?: string;
            /**
             * Other Names
             * @default []
             */
            other_names?: string[];
            /**
             * Phones
             * @default []
             */
            phones?: components["schemas"]["Phone"][];
            /** @default  */
            sex?: components["schemas"]["Sex"];
            /**
             * Suffix
             * @default
             */
            suffix?: string;
            tax_number?: components["schemas"]["TaxNumber"];
        };
        /**
         * PersonRole
         * @description FinCEN's own codes.
         * @enum {string}
         */
        PersonRole: "50" | "17" | "23" | "58";
        /**
         * PersonalDataOut
         * @description Everything we hold about you. ``kept`` is what outlives an erasure.
         */
        PersonalDataOut: {
            /** Kept */
            kept: components["schemas"]["KeptOut"][];
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Sections */
            sections: components["schemas"]["SectionOut"][];
        };
        /**
         * Phone
         * @description Digits only, area code included. ``kind``: F fax, M mobile, R residence, W work (SAR).
         */
        Phone: {
            /**
             * Extension
             * @default
             */
            extension?: string;
            /**
             * Kind
             * @default
             */
            kind?: string;
            /**
             * Number
             * @default
             */
            number?: string;
        };
        /**
         * PlannedOut
         * @description ``words`` say what will happen, before it does.
         */
        PlannedOut: {
            action: components["schemas"]["Action"];
            /** Words */
            words: string;
        };
        /**
         * PolicyOut
         * @description Whom to trust when a receipt is verified. Keep your own copy; do not fetch it each time.
         */
        PolicyOut: {
            /** Format */
            format: string;
            log: components["schemas"]["LogKeyOut"];
            /**
             * Quorum
             * @description How many of the witnesses must have signed a checkpoint.
             */
            quorum: number;
            /** Witnesses */
            witnesses: components["schemas"]["WitnessOut"][];
        };
        /** PostingOut */
        PostingOut: {
            /** Account */
            account: string;
            amount: components["schemas"]["MoneyOut"];
            /**
             * Side
             * @enum {string}
             */
            side: "debit" | "credit";
        };
        /**
         * PreviewOut
         * @description How a file would be read. `mapping` is field to column; `missing` fields need one.
         */
        PreviewOut: {
            /** Columns */
            columns: string[];
            /** Fields */
            fields: components["schemas"]["FileFieldOut"][];
            /** Mapping */
            mapping: {
                [key: string]: string;
            };
            /** Missing */
            missing: string[];
            /** Sample */
            sample: string[][];
        };
        /**
         * Priority
         * @enum {string}
         */
        Priority: "urgent" | "high" | "normal" | "low";
        /** @description A problem document (RFC 9457). */
        Problem: {
            /** @description Stable; switch on this. */
            code: string;
            /** @description A sentence for a person. */
            detail: string;
            errors?: {
                field: string;
                message: string;
            }[];
            instance?: string;
            request_id?: string;
            status: number;
            title: string;
            /** @example /problems/quote_expired */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * Profile
         * @description What the institution is: its reports and its customers' habits differ.
         * @enum {string}
         */
        Profile: "msb" | "bank";
        /**
         * ProfileState
         * @description Where a customer's identification stands.
         * @enum {string}
         */
        ProfileState: "not_started" | "in_progress" | "submitted" | "in_review" | "approved" | "rejected" | "resubmission_requested" | "expired";
        /**
         * ProposalState
         * @enum {string}
         */
        ProposalState: "open" | "approved" | "rejected" | "expired";
        /** ProposeBody */
        ProposeBody: {
            /**
             * Reason
             * @example Complete, and agreed with the desk.
             */
            reason: string;
        };
        /**
         * ProposedOut
         * @description A proposal that waits for another person.
         */
        ProposedOut: {
            about: components["schemas"]["ApprovalPerson"];
            /** Content Hash */
            content_hash: string;
            /** Decided At */
            decided_at: string | null;
            decided_by: components["schemas"]["ApprovalPerson"] | null;
            /** Decision Reason */
            decision_reason: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /**
             * Proposed At
             * Format: date-time
             */
            proposed_at: string;
            proposed_by: components["schemas"]["ApprovalPerson"];
            /** Reason */
            reason: string;
            state: components["schemas"]["ProposalState"];
            /** Words */
            words: string;
        };
        /** PublicIncidentOut */
        PublicIncidentOut: {
            /** Resolved At */
            resolved_at: string | null;
            /** Updates */
            updates: components["schemas"]["StatusUpdateOut"][];
        };
        /**
         * Queue
         * @description The lists of the desk. ``REVIEW_DUE``: approved, and due to be looked at again.
         * @enum {string}
         */
        Queue: "waiting" | "review_due" | "asked_again" | "approved" | "rejected" | "expired";
        /** QuoteIn */
        QuoteIn: {
            /** Items */
            items: components["schemas"]["QuoteItemIn"][];
            /**
             * Method
             * @default card
             * @constant
             */
            method?: "card";
        };
        /** QuoteItemIn */
        QuoteItemIn: {
            /**
             * Amount Minor
             * @description Leave out to pay all that is open. Minor units of the bill's currency.
             */
            amount_minor?: number | null;
            /** Bill Id */
            bill_id: string;
        };
        /**
         * QuoteOut
         * @description The all-in price. It binds until ``expires_at``.
         */
        QuoteOut: {
            amount: components["schemas"]["MoneyOut"];
            /**
             * Delivery Date
             * Format: date
             */
            delivery_date: string;
            /** Expires At */
            expires_at: string;
            fee: components["schemas"]["MoneyOut"];
            /** Id */
            id: string;
            /** Items */
            items: components["schemas"]["ItemOut"][];
            /** Method */
            method: string;
            total: components["schemas"]["MoneyOut"];
        };
        /**
         * Rating
         * @enum {string}
         */
        Rating: "low" | "medium" | "high";
        /**
         * RatingBody
         * @description ``rating`` null goes back to the one by points.
         */
        RatingBody: {
            rating: components["schemas"]["Rating"] | null;
            /**
             * Reason
             * @example The picture is too dark to read.
             */
            reason: string;
        };
        /**
         * RatingOut
         * @description ``in_force`` is ``override`` where a reviewer set one, else ``rating``, which is by points.
         *     ``triggers`` say why enhanced due diligence is due.
         */
        RatingOut: {
            /** Factors */
            factors: components["schemas"]["FactorOut"][];
            in_force: components["schemas"]["Rating"];
            override: components["schemas"]["Rating"] | null;
            /** Override Reason */
            override_reason: string | null;
            /** Points */
            points: number;
            rating: components["schemas"]["Rating"];
            /** Triggers */
            triggers: string[];
        };
        /**
         * Reason
         * @description Codes are stable: billers' own programs read them.
         * @enum {string}
         */
        Reason: "wrong_column_count" | "unclosed_quote" | "bad_encoding" | "control_character" | "missing_value" | "too_long" | "account_number_format" | "second_factor_format" | "amount_not_understood" | "amount_negative" | "amount_too_large" | "too_many_decimals" | "currency_mismatch" | "date_not_understood" | "date_impossible" | "date_out_of_range" | "dates_out_of_order" | "charges_not_understood" | "duplicate_in_file" | "below_amount_paid" | "payment_in_progress";
        /** ReasonBody */
        ReasonBody: {
            /**
             * Reason
             * @example Born 30 years after the listed man.
             */
            reason: string;
        };
        /** ReasonOut */
        ReasonOut: {
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
        /** ReceiptLinksOut */
        ReceiptLinksOut: {
            /** Pdf Url */
            pdf_url: string;
            /** Token */
            token: string;
            /** Url */
            url: string;
        };
        /** Received */
        Received: {
            /** Received */
            received: boolean;
        };
        /**
         * RecoveryCodesOut
         * @description Each works once. They are shown here and nowhere again.
         */
        RecoveryCodesOut: {
            /** Codes */
            codes: string[];
        };
        /** RefreshBody */
        RefreshBody: {
            /**
             * Refresh Token
             * Format: password
             */
            refresh_token: string;
        };
        /** RefusedDocumentBody */
        RefusedDocumentBody: {
            /** Id */
            id: string;
            /**
             * Reason
             * @example The picture is too dark to read.
             */
            reason: string;
        };
        /**
         * RegistrationBody
         * @description A new payer.
         * @example {
         *       "email": "dana@example.com",
         *       "full_name": "Dana Reyes",
         *       "password": "three blue otters"
         *     }
         */
        RegistrationBody: {
            /**
             * Email
             * @example dana@example.com
             */
            email: string;
            /**
             * Full Name
             * @example Dana Reyes
             */
            full_name: string;
            /**
             * Password
             * Format: password
             * @description At least 12 characters, none that thieves try first.
             */
            password: string;
        };
        /** RejectBody */
        RejectBody: {
            /**
             * Reason
             * @example Not agreed with the team lead.
             */
            reason: string;
        };
        /** RejectCustomerBody */
        RejectCustomerBody: {
            /**
             * Reason
             * @example The picture is too dark to read.
             */
            reason: string;
        };
        /**
         * Relationship
         * @description ``kind`` is a value of ``RELATIONSHIPS``; ``none`` says that there is none.
         */
        Relationship: {
            /**
             * Continues
             * @default true
             */
            continues?: boolean;
            /**
             * Institution Tin
             * @default
             */
            institution_tin?: string;
            /**
             * Kind
             * @default customer
             */
            kind?: string;
            /**
             * Other
             * @default
             */
            other?: string;
        };
        /**
         * ReleaseBody
         * @description ``not_listed_days`` decides as well, for so long, that this party is none of the listed ones
         *     that the alerts name: it is not held for them again.
         */
        ReleaseBody: {
            /** Not Listed Days */
            not_listed_days?: number | null;
            /**
             * Reason
             * @example Born 30 years after the listed man.
             */
            reason: string;
        };
        /**
         * RemarkOut
         * @description What FinCEN said. ``field`` is for people, ``input`` the place in the content.
         */
        RemarkOut: {
            /** Code */
            code: string;
            /** Field */
            field: string;
            /** Input */
            input: string;
            /** Level */
            level: string;
            /** Text */
            text: string;
        };
        /**
         * RescreeningOut
         * @description How far customers have been screened against what this version changed.
         */
        RescreeningOut: {
            /** Alerts */
            alerts: number;
            /** Done */
            done: boolean;
            /** Screened */
            screened: number;
        };
        /**
         * ReviewedDocumentOut
         * @description A document as the desk sees it.
         */
        ReviewedDocumentOut: {
            /** Checks */
            checks: components["schemas"]["paymentus__compliance__schemas__kyc__CheckOut"][];
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Expires On */
            expires_on: string | null;
            /** File Name */
            file_name: string;
            /** Id */
            id: string;
            kind: components["schemas"]["DocumentKind"];
            /** Media Type */
            media_type: string;
            mrz: components["schemas"]["MrzOut"] | null;
            /** Reason */
            reason: string | null;
            /** Size */
            size: number;
            state: components["schemas"]["DocumentState"];
            /**
             * Uploaded At
             * Format: date-time
             */
            uploaded_at: string;
        };
        /**
         * Role
         * @enum {string}
         */
        Role: "anonymous" | "guest" | "payer" | "biller_staff" | "biller_admin" | "compliance_officer" | "treasury" | "auditor" | "admin";
        /**
         * RoleOut
         * @description ``own_biller_only``: the role sees one biller, its own.
         */
        RoleOut: {
            /** Own Biller Only */
            own_biller_only: boolean;
            /** Permissions */
            permissions: components["schemas"]["Permission"][];
            role: components["schemas"]["Role"];
        };
        /**
         * RoleProposalBody
         * @description ``biller_id`` for a biller's staff, and for nobody else.
         * @example {
         *       "reason": "Yearly audit of the books",
         *       "role": "auditor"
         *     }
         */
        RoleProposalBody: {
            /** Biller Id */
            biller_id?: string | null;
            /** Reason */
            reason: string;
            role: components["schemas"]["Role"];
        };
        /**
         * RowOutcome
         * @description ``LOADED_BEFORE`` by its reference; ``REFUSED`` rows say why, and can be sent again.
         * @enum {string}
         */
        RowOutcome: "loaded" | "loaded_before" | "refused";
        /**
         * RowProblemOut
         * @description `line` counts from 1, the header included; null for a bill that is not in the file.
         */
        RowProblemOut: {
            /** Bill Number */
            bill_number: string;
            /** Code */
            code: string;
            /** Field */
            field: string | null;
            /** Line */
            line: number | null;
            /** Message */
            message: string;
            /** Value */
            value: string;
        };
        /**
         * RuleBody
         * @description ``verdict``: `allow` alerts only, `hold` stops the money until somebody has looked.
         *     ``again_days``: an alert is not repeated about the same party sooner.
         */
        RuleBody: {
            /**
             * Again Days
             * @example 7
             */
            again_days: number;
            /** On */
            on: boolean;
            /**
             * Params
             * @example {
             *       "days": 7,
             *       "near_times": 2
             *     }
             */
            params: {
                [key: string]: number;
            };
            /**
             * Score
             * @example 75
             */
            score: number;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "allow" | "hold";
        };
        /**
         * RuleChangeOut
         * @description ``rules`` hold whole from ``valid_from`` on once the change is in force; ``differences`` are
         *     to what was in force when it was made.
         */
        RuleChangeOut: {
            /** Differences */
            differences: components["schemas"]["RuleDifferenceOut"][];
            /** Id */
            id: string;
            /** In Force */
            in_force: boolean;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            made_by: components["schemas"]["OfficerOut"];
            profile: components["schemas"]["Profile"];
            /** Rules */
            rules: {
                [key: string]: components["schemas"]["RuleBody"];
            };
            /** Switched On At */
            switched_on_at: string | null;
            switched_on_by: components["schemas"]["OfficerOut"] | null;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
        };
        /** RuleCountOut */
        RuleCountOut: {
            /** Code */
            code: string;
            /** Was */
            was: number;
            /** Would */
            would: number;
        };
        /**
         * RuleDifferenceOut
         * @description ``field`` is a setting's name, or ``params.`` and a parameter's.
         */
        RuleDifferenceOut: {
            /** After */
            after: boolean | number | string;
            /** Before */
            before: boolean | number | string;
            /** Code */
            code: string;
            /** Field */
            field: string;
        };
        /** RuleOut */
        RuleOut: {
            /**
             * Again Days
             * @example 7
             */
            again_days: number;
            /** Code */
            code: string;
            /** Meaning */
            meaning: string;
            /** On */
            on: boolean;
            /**
             * Params
             * @example {
             *       "days": 7,
             *       "near_times": 2
             *     }
             */
            params: {
                [key: string]: number;
            };
            /**
             * Score
             * @example 75
             */
            score: number;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "allow" | "hold";
        };
        /**
         * RuleProposalBody
         * @description ``rules`` are all of them, changed where they are.
         * @example {
         *       "profile": "msb",
         *       "reason": "Fewer alerts about rents.",
         *       "rules": {},
         *       "valid_from": "2026-04-01"
         *     }
         */
        RuleProposalBody: {
            profile: components["schemas"]["Profile"];
            /** Reason */
            reason: string;
            /** Rules */
            rules: {
                [key: string]: components["schemas"]["RuleBody"];
            };
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
        };
        /**
         * RuleProposalOut
         * @description The proposal that another officer approves.
         */
        RuleProposalOut: {
            /** Change Id */
            change_id: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Words */
            words: string;
        };
        /**
         * RulesOut
         * @description The rules of one profile as they hold today, and the last changes of any profile.
         *
         *     ``ours`` says whether this is the profile that transfers are judged by.
         */
        RulesOut: {
            /** Acted Against */
            acted_against: string[];
            /** Changes */
            changes: components["schemas"]["RuleChangeOut"][];
            /** Ctr Thresholds Minor */
            ctr_thresholds_minor: {
                [key: string]: number;
            };
            /** Ours */
            ours: boolean;
            profile: components["schemas"]["Profile"];
            /** Rules */
            rules: components["schemas"]["RuleOut"][];
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Watched */
            watched: string[];
        };
        /**
         * SaveBody
         * @description ``version`` is that of the filing that was edited: another one is refused.
         */
        SaveBody: {
            content: components["schemas"]["FilingContent"];
            /** Version */
            version: number;
        };
        /** SavedCardIn */
        SavedCardIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "saved_card";
            /** Payment Method Id */
            payment_method_id: string;
        };
        /**
         * ScheduleOut
         * @description ``is_worked``: whether a server runs the schedule; null where that cannot be told now.
         */
        ScheduleOut: {
            /** Is Worked */
            is_worked: boolean | null;
            /** Jobs */
            jobs: components["schemas"]["JobOut"][];
        };
        /**
         * SecondFactorKind
         * @enum {string}
         */
        SecondFactorKind: "postal_code" | "last_name" | "phone_last4";
        /** SecondFactorModel */
        SecondFactorModel: {
            /** Hint */
            hint: string;
            kind: components["schemas"]["SecondFactorKind"];
            /** Label */
            label: string;
        };
        /**
         * SecondFactorsOut
         * @description ``needed``: the role must have at least one.
         */
        SecondFactorsOut: {
            /** Authenticator Since */
            authenticator_since: string | null;
            /** Needed */
            needed: boolean;
            /** Passkeys */
            passkeys: components["schemas"]["PasskeyOut"][];
            /** Recovery Codes Left */
            recovery_codes_left: number;
            /** Recovery Codes Made At */
            recovery_codes_made_at: string | null;
        };
        /**
         * SectionOut
         * @description One kind of data, why we hold it, and all of it.
         */
        SectionOut: {
            /** Rows */
            rows: {
                [key: string]: string;
            }[];
            /** Title */
            title: string;
            /** Why */
            why: string;
        };
        /**
         * SecurityEventOut
         * @description An entry of the log about signing in, a key, an approval or a person.
         */
        SecurityEventOut: {
            /** Actor */
            actor: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /** Index */
            index: number;
            kind: components["schemas"]["SecurityKind"];
            /** Subject */
            subject: string;
            /** Type */
            type: string;
        };
        /**
         * SecurityKind
         * @enum {string}
         */
        SecurityKind: "sign_in" | "refusal" | "api_key" | "approval" | "person";
        /** SentBody */
        SentBody: {
            /**
             * Reference
             * @example ORS-2026-001234
             */
            reference: string;
        };
        /**
         * ServiceStatusOut
         * @description ``words`` is a sentence for payers, empty while payments are open.
         */
        ServiceStatusOut: {
            /**
             * Payments
             * @enum {string}
             */
            payments: "open" | "paused";
            /** Since */
            since: string | null;
            /** Words */
            words: string;
        };
        /**
         * SessionGuest
         * @description The one biller account a guest sees.
         */
        SessionGuest: {
            /** Account Number */
            account_number: string;
            /** Biller Id */
            biller_id: string;
            /** Biller Name */
            biller_name: string;
        };
        /**
         * SessionOut
         * @description Who is asking and what they may do.
         *
         *     ``second_factor_missing``: until they set one up, the person may do nothing else.
         */
        SessionOut: {
            guest: components["schemas"]["SessionGuest"] | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "user" | "guest" | "api_key" | "anonymous";
            /** Permissions */
            permissions: string[];
            /** Second Factor Missing */
            second_factor_missing: boolean;
            user: components["schemas"]["SessionUser"] | null;
        };
        /**
         * SessionUser
         * @description The person who is signed in. ``biller_*`` is set for a biller's staff.
         */
        SessionUser: {
            /** Biller Id */
            biller_id: string | null;
            /** Biller Name */
            biller_name: string | null;
            /** Email */
            email: string;
            /** Email Confirmed */
            email_confirmed: boolean;
            /** Full Name */
            full_name: string;
            /** Id */
            id: string;
            /**
             * Pending Email
             * @description Asked for, and not confirmed yet.
             */
            pending_email: string | null;
            /** Role */
            role: string;
        };
        /** SeverityOut */
        SeverityOut: {
            /** Meaning */
            meaning: string;
            severity: components["schemas"]["paymentus__incidents__domain__incident__Severity"];
        };
        /**
         * Sex
         * @enum {string}
         */
        Sex: "" | "female" | "male" | "unknown";
        /**
         * ShareOut
         * @description Of the minutes that were measured, the share in which it worked; null where none was.
         */
        ShareOut: {
            component: components["schemas"]["Component"];
            /** Share */
            share: number | null;
        };
        /**
         * SignInBody
         * @description Address and password of a person.
         * @example {
         *       "email": "dana@example.com",
         *       "password": "correct horse"
         *     }
         */
        SignInBody: {
            /**
             * Email
             * @example dana@example.com
             */
            email: string;
            /**
             * Password
             * Format: password
             * @description At least 12 characters, none that thieves try first.
             */
            password: string;
        };
        /**
         * SignInCodeBody
         * @description The second step of a sign-in.
         */
        SignInCodeBody: {
            /**
             * Code
             * Format: password
             * @description Of the authenticator app, or a recovery code.
             */
            code: string;
            /**
             * Pending
             * @description `pending` of the answer to the password.
             */
            pending: string;
        };
        /**
         * SignInOut
         * @description How and where a person signs in. No secrets.
         */
        SignInOut: {
            /** Devices */
            devices: components["schemas"]["DeviceOut"][];
            second_factors: components["schemas"]["SecondFactorsOut"];
        };
        /**
         * State
         * @description ``DISRUPTED``: it may be slow or fail. ``PAUSED``: we have stopped it ourselves.
         * @enum {string}
         */
        State: "working" | "disrupted" | "paused" | "down";
        /**
         * StatusBody
         * @example {
         *       "reason": "Left the company",
         *       "status": "disabled"
         *     }
         */
        StatusBody: {
            /** Reason */
            reason: string;
            status: components["schemas"]["UserStatus"];
        };
        /**
         * StatusChangeOut
         * @description ``approval`` is the proposal, where it takes a second person.
         */
        StatusChangeOut: {
            approval: components["schemas"]["ProposedOut"] | null;
            /** Done */
            done: boolean;
        };
        /**
         * StatusDayOut
         * @description A day in UTC of which at least one minute was measured.
         */
        StatusDayOut: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Shares */
            shares: components["schemas"]["ShareOut"][];
        };
        /**
         * StatusOut
         * @description ``is_whole`` is false while incidents, plans and history cannot be read; what is shown of
         *     them is then what was known last. ``days`` are the last 90, oldest first.
         */
        StatusOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Components */
            components: components["schemas"]["ComponentOut"][];
            /** Days */
            days: components["schemas"]["StatusDayOut"][];
            /** Incidents */
            incidents: components["schemas"]["PublicIncidentOut"][];
            /** Is Whole */
            is_whole: boolean;
            /** Maintenance */
            maintenance: components["schemas"]["MaintenanceOut"][];
        };
        /** StatusUpdateOut */
        StatusUpdateOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Words */
            words: string;
        };
        /**
         * StepState
         * @description A ``NOTE`` was written by a person or the watch, or is an action that nobody needs any more:
         *     there is nothing to do.
         * @enum {string}
         */
        StepState: "planned" | "done" | "failed" | "note";
        /**
         * StepUpBody
         * @description A code; or the password, from people who have no second factor.
         */
        StepUpBody: {
            /** Code */
            code?: string | null;
            /** Password */
            password?: string | null;
        };
        /**
         * StoppedTransferOut
         * @description A transfer that was held or blocked, and what became of it.
         */
        StoppedTransferOut: {
            /** Amount Minor */
            amount_minor: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Case Id */
            case_id: string;
            channel: components["schemas"]["Channel"];
            /** Currency */
            currency: string;
            /** Decided At */
            decided_at: string | null;
            decided_by: components["schemas"]["OfficerOut"] | null;
            /** Receivers */
            receivers: string[];
            state: components["schemas"]["HoldState"];
            /** Transfer Id */
            transfer_id: string;
        };
        /** StoryLineOut */
        StoryLineOut: {
            /** At */
            at: string;
            /** Detail */
            detail: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "state" | "entry" | "leaf" | "webhook" | "mail";
            /** Title */
            title: string;
        };
        /**
         * StoryOut
         * @description Everything that happened to one payment, and where it is proved.
         */
        StoryOut: {
            /** Entries */
            entries: components["schemas"]["paymentus__ledger__schemas__EntryOut"][];
            /** Leaves */
            leaves: components["schemas"]["LeafOut"][];
            payment: components["schemas"]["PaymentOut"];
            /** Timeline */
            timeline: components["schemas"]["StoryLineOut"][];
        };
        /**
         * Subject
         * @description ``all_unknown``: nothing at all is known of them. ``admitted`` is None where nobody asked.
         */
        Subject: {
            /**
             * Accounts
             * @default []
             */
            accounts?: components["schemas"]["HeldAccount"][];
            /** Admitted */
            admitted?: boolean | null;
            /**
             * All Unknown
             * @default false
             */
            all_unknown?: boolean;
            person?: components["schemas"]["Person"];
            /**
             * Relationships
             * @default []
             */
            relationships?: components["schemas"]["Relationship"][];
            /** @default  */
            role?: components["schemas"]["SubjectRole"];
            /**
             * Websites
             * @default []
             */
            websites?: string[];
        };
        /**
         * SubjectRole
         * @enum {string}
         */
        SubjectRole: "" | "sender" | "receiver" | "both";
        /** SupportModel */
        SupportModel: {
            /**
             * Email
             * @default
             */
            email?: string;
            /**
             * Phone
             * @default
             */
            phone?: string;
            /**
             * Url
             * @default
             */
            url?: string;
        };
        /**
         * SuspiciousActivityReport
         * @description ``dollars`` are whole; None says that the amount is unknown. Line breaks in ``narrative``
         *     become spaces in the file, and the text is cut into blocks between words.
         */
        SuspiciousActivityReport: {
            /**
             * Activities
             * @default []
             */
            activities?: components["schemas"]["Classification"][];
            /** Began */
            began?: string | null;
            /**
             * Continuing
             * @default false
             */
            continuing?: boolean;
            /**
             * Corrects
             * @default false
             */
            corrects?: boolean;
            /** Cumulative Dollars */
            cumulative_dollars?: number | null;
            /**
             * Dollars
             * @default 0
             */
            dollars?: number | null;
            /** Ended */
            ended?: string | null;
            filer?: components["schemas"]["Filer"];
            /** Filing Date */
            filing_date?: string | null;
            /**
             * Instruments
             * @default []
             */
            instruments?: components["schemas"]["Instrument"][];
            /**
             * Ip Addresses
             * @default []
             */
            ip_addresses?: components["schemas"]["IpAddress"][];
            /**
             * Joint
             * @default false
             */
            joint?: boolean;
            /**
             * Locations
             * @default []
             */
            locations?: components["schemas"]["Institution"][];
            /**
             * Narrative
             * @default
             */
            narrative?: string;
            /**
             * No Amount
             * @default false
             */
            no_amount?: boolean;
            /**
             * Note
             * @default
             */
            note?: string;
            /**
             * Prior Number
             * @default
             */
            prior_number?: string;
            /**
             * Subjects
             * @default []
             */
            subjects?: components["schemas"]["Subject"][];
        };
        /** TaxNumber */
        TaxNumber: {
            /** @default 1 */
            kind?: components["schemas"]["TaxNumberKind"];
            /**
             * Number
             * @default
             */
            number?: string | null;
        };
        /**
         * TaxNumberKind
         * @description FinCEN's own codes.
         * @enum {string}
         */
        TaxNumberKind: "1" | "2" | "4" | "9";
        /**
         * TokenBody
         * @description ``code`` is needed from people with a second factor.
         * @example {
         *       "email": "dana@example.com",
         *       "password": "correct horse"
         *     }
         */
        TokenBody: {
            /**
             * Code
             * @description Of the authenticator app, or a recovery code.
             */
            code?: string | null;
            /**
             * Email
             * @example dana@example.com
             */
            email: string;
            /**
             * Password
             * Format: password
             * @description At least 12 characters, none that thieves try first.
             */
            password: string;
        };
        /**
         * TouchedAccount
         * @description ``cash_in``: cash went into it; else it came out of it.
         */
        TouchedAccount: {
            /**
             * Cash In
             * @default true
             */
            cash_in?: boolean;
            /**
             * Number
             * @default
             */
            number?: string;
        };
        /**
         * Transmitter
         * @description Who sends the batch. ``control_code`` is FinCEN's TCC.
         */
        Transmitter: {
            address?: components["schemas"]["Address"];
            /**
             * Contact
             * @default
             */
            contact?: string;
            /**
             * Control Code
             * @default
             */
            control_code?: string;
            /**
             * Name
             * @default
             */
            name?: string;
            phone?: components["schemas"]["Phone"];
            /**
             * Tin
             * @default
             */
            tin?: string;
        };
        /**
         * TrialBalanceOut
         * @description Debits equal credits in every currency, or something is badly wrong.
         */
        TrialBalanceOut: {
            /** Balanced */
            balanced: boolean;
            /** Imbalance */
            imbalance: components["schemas"]["MoneyOut"][];
            /** Rows */
            rows: components["schemas"]["TrialBalanceRow"][];
        };
        /** TrialBalanceRow */
        TrialBalanceRow: {
            /** Account Class */
            account_class: string;
            credits_pending: components["schemas"]["MoneyOut"];
            credits_posted: components["schemas"]["MoneyOut"];
            /** Currency */
            currency: string;
            debits_pending: components["schemas"]["MoneyOut"];
            debits_posted: components["schemas"]["MoneyOut"];
        };
        /**
         * UserOut
         * @description A person, as administrators see them.
         */
        UserOut: {
            /** Biller Id */
            biller_id: string | null;
            /** Biller Name */
            biller_name: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Email */
            email: string;
            /** Full Name */
            full_name: string;
            /** Id */
            id: string;
            role: components["schemas"]["Role"];
            status: components["schemas"]["UserStatus"];
        };
        /**
         * UserStatus
         * @enum {string}
         */
        UserStatus: "active" | "disabled";
        /**
         * Verdict
         * @description What may happen to the money. ``HOLD`` waits for a person, ``BLOCK`` is final.
         * @enum {string}
         */
        Verdict: "allow" | "hold" | "block";
        /**
         * VerificationLevel
         * @description ``REFUSED``: could not be identified; ``GIVEN``: facts and documents wait for review.
         * @enum {string}
         */
        VerificationLevel: "refused" | "unverified" | "given" | "verified";
        /**
         * WatchOut
         * @description What one who watches the log found last.
         */
        WatchOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Name
             * @description `monitor`, or `witness` and its name.
             * @example monitor
             */
            name: string;
            /**
             * Problems
             * @description What did not agree; empty when all did.
             */
            problems: string[];
            /**
             * Size
             * @description How many entries of the log it had followed.
             */
            size: number;
        };
        /** WatchesOut */
        WatchesOut: {
            /** Data */
            data: components["schemas"]["WatchOut"][];
        };
        /** WitnessOut */
        WitnessOut: {
            /** Name */
            name: string;
            /** Vkey */
            vkey: string;
        };
        /** WordsBody */
        WordsBody: {
            /**
             * Words
             * @example The stolen key is replaced.
             */
            words: string;
        };
        /** CheckOut */
        paymentus__app__health__CheckOut: {
            /** Detail */
            detail: string;
            /** Milliseconds */
            milliseconds: number;
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "failing";
        };
        /**
         * EntryOut
         * @description One entry of the log; `leaf` is what was hashed, as an object.
         */
        paymentus__audit__schemas__EntryOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Index */
            index: number;
            /**
             * Leaf
             * @description Null where the entry is hidden.
             */
            leaf: {
                [key: string]: unknown;
            } | null;
            /**
             * Leaf Hash
             * @description 32 bytes in base64.
             * @example bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=
             */
            leaf_hash: string;
            /**
             * Subject
             * @description Empty where the entry is hidden.
             */
            subject: string;
            /**
             * Type
             * @description `hidden` for what only `compliance.read` may see.
             */
            type: string;
        };
        /**
         * Outcome
         * @enum {string}
         */
        paymentus__compliance__domain__cases__case__Outcome: "no_action" | "released" | "refused" | "filed";
        /**
         * Severity
         * @description ``ERROR``: what is written is wrong, or FinCEN refuses the batch without it.
         *     ``WARNING``: the form asks for it and it is not there; FinCEN takes the report and asks.
         * @enum {string}
         */
        paymentus__compliance__domain__filings__defects__Severity: "error" | "warning";
        /**
         * Outcome
         * @description ``NOT_POSSIBLE``: what it would take was not given.
         * @enum {string}
         */
        paymentus__compliance__domain__kyc__checks__Outcome: "passed" | "failed" | "not_possible";
        /**
         * NoteBody
         * @description ``refs`` are ids of what the note is about: payments, documents, filings.
         */
        paymentus__compliance__schemas__cases__NoteBody: {
            /** Refs */
            refs?: string[];
            /**
             * Words
             * @example Called the payer: bill of his aunt.
             */
            words: string;
        };
        /** StepOut */
        paymentus__compliance__schemas__filings__StepOut: {
            /** Actor */
            actor: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            state: components["schemas"]["FilingState"];
        };
        /** AddressBody */
        paymentus__compliance__schemas__kyc__AddressBody: {
            /** City */
            city: string;
            /**
             * Country
             * @example US
             */
            country: string;
            /** Line1 */
            line1: string;
            /**
             * Line2
             * @default
             */
            line2?: string;
            /**
             * Postal Code
             * @default
             */
            postal_code?: string;
            /**
             * Region
             * @default
             */
            region?: string;
        };
        /** CheckOut */
        paymentus__compliance__schemas__kyc__CheckOut: {
            /** Code */
            code: string;
            outcome: components["schemas"]["paymentus__compliance__domain__kyc__checks__Outcome"];
            /** Words */
            words: string;
        };
        /** NoteBody */
        paymentus__compliance__schemas__kyc__NoteBody: {
            /**
             * Words
             * @example Source of funds: salary, seen.
             */
            words: string;
        };
        /** StepOut */
        paymentus__compliance__schemas__kyc__StepOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Reason */
            reason: string | null;
            state: components["schemas"]["ProfileState"];
        };
        /** Page[EntryOut] */
        paymentus__foundation__http__Page_EntryOut___1: {
            /** Data */
            data: components["schemas"]["paymentus__ledger__schemas__EntryOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[EntryOut] */
        paymentus__foundation__http__Page_EntryOut___2: {
            /** Data */
            data: components["schemas"]["paymentus__audit__schemas__EntryOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * AddressBody
         * @description A new address, and the present password.
         * @example {
         *       "email": "dana@example.com",
         *       "password": "correct horse"
         *     }
         */
        paymentus__identity__schemas__AddressBody: {
            /**
             * Email
             * @example dana@example.com
             */
            email: string;
            /**
             * Password
             * Format: password
             * @description At least 12 characters, none that thieves try first.
             */
            password: string;
        };
        /**
         * Severity
         * @enum {string}
         */
        paymentus__incidents__domain__incident__Severity: "P0" | "P1" | "P2" | "P3";
        /** EntryOut */
        paymentus__ledger__schemas__EntryOut: {
            /** Corrects */
            corrects: string | null;
            /** Description */
            description: string;
            /** Effective At */
            effective_at: string;
            /** Event */
            event: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Leaf Index */
            leaf_index: number;
            /** Pending Id */
            pending_id: string | null;
            /** Postings */
            postings: components["schemas"]["PostingOut"][];
            /** Recorded At */
            recorded_at: string;
            /** Subject */
            subject: string;
        };
        /** StepOut */
        paymentus__payments__schemas__StepOut: {
            /** At */
            at: string;
            state: components["schemas"]["PaymentState"];
        };
        /**
         * Outcome
         * @description ``LOOK``: it was done, and somebody should look at what it found. ``LOST``: the server that
         *     ran it went away. ``SIGNED_OFF``: a person did it, or has looked.
         * @enum {string}
         */
        paymentus__schedule__domain__state__Outcome: "running" | "ok" | "look" | "failed" | "lost" | "signed_off";
        /** NoteBody */
        paymentus__schedule__schemas__NoteBody: {
            /**
             * Note
             * @example Restored backup 20261101 on the standby in 12 min.
             */
            note: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSecurityTxt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: {
                probe?: "live" | "ready";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something needed is failing. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthOut"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
        };
    };
    getAbout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AboutOut"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedAccountsOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkAccountBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedAccountOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bill_not_found`: one answer for no such account and a wrong factor. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_linked_accounts` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `account_number_malformed`: cannot be a number of this biller. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `linked_account_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAllApiKeys: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ApiKeyOfBillerOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApprovals: {
        parameters: {
            query?: {
                /** @description Waiting, or no more. */
                state?: "open" | "closed";
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ApprovalOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `proposal_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted`, `step_up_needed`, `second_person_needed`, `about_yourself` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `proposal_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_decided`, `proposal_expired`, `not_what_was_shown`, `proposer_no_longer_may`, or what the act is about has changed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                approval_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted`, `step_up_needed`, `second_person_needed`, `about_yourself` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `proposal_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_decided`, `proposal_expired`, `not_what_was_shown`, `proposer_no_longer_may`, or what the act is about has changed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                subject?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["paymentus__foundation__http__Page_EntryOut___2"];
                };
            };
            /** @description `cursor_not_understood` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The checkpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example paymentus.example/audit/shard-0
                     *     2
                     *     +sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=
                     *
                     *     — paymentus.example/audit/shard-0 <signature>
                     */
                    "text/plain": unknown;
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log_is_empty` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEntryBundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `<level>/<index>` or `<level>/<index>.p/<width>`, as C2SP tlog-tiles says. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tile_not_found`: not in this log, or not yet. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `<level>/<index>` or `<level>/<index>.p/<width>`, as C2SP tlog-tiles says. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tile_not_found`: not in this log, or not yet. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVerificationPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyOut"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proveConsistency: {
        parameters: {
            query: {
                /** @description The smaller size. */
                from: number;
                /** @description The larger size. */
                to: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsistencyProofOut"];
                };
            };
            /** @description `tree_not_that_large`: the log has fewer entries. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entry_not_found`, or `log_is_empty`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proveInclusion: {
        parameters: {
            query: {
                /** @description Place of the entry, from 0. */
                index: number;
                size?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InclusionProofOut"];
                };
            };
            /** @description `tree_not_that_large`: the log has fewer entries. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entry_not_found`, or `log_is_empty`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSecurityEvents: {
        parameters: {
            query?: {
                kind?: components["schemas"]["SecurityKind"] | null;
                subject?: string | null;
                from?: string | null;
                to?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SecurityEventOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWatches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchesOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["paymentus__identity__schemas__AddressBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `password_wrong` or `registration_not_accepted`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmationBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressOut"];
                };
            };
            /** @description `link_not_valid`: used, too old or not complete. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `password_needed`: this browser is not signed in to the account. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address_has_an_account`: sign in with that one. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `password_wrong` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resendConfirmation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing_to_confirm` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watchSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disownSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `link_not_valid`: used, too old or not complete. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasskeyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolledOut"];
                };
            };
            /** @description `passkey_not_accepted`: one answer for every reason. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkey_already_added` or `session_needed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkey_name_not_accepted` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptionsOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_passkeys` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkey_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `last_second_factor`: add another one first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renamePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyNameBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkey_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkey_name_not_accepted` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasswordBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `password_wrong` or `new_password_not_accepted`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordCheckBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordCheckOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forgotPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgottenBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `link_not_valid`: used, too old or not complete. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address_has_an_account`: sign in with that one. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `new_password_not_accepted`: `errors` says why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistrationBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `registration_not_accepted`: `errors` names the fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSecondFactors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorsOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginAuthenticator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewAuthenticatorOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeAuthenticator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `last_second_factor`: add another one first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmAuthenticator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolledOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `enrolment_not_begun`: begin again; or `session_needed`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code_not_accepted`: wrong, or used before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_second_factor`: add one first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevicesOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `device_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `email_or_password_wrong`: one answer for every reason. Or `second_factor_needed`: the password is right, and `ways` says what comes next. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signInWithCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInCodeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `pending_sign_in_ended`: start again with the password. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code_not_accepted`: wrong, or used before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signInWithPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeySignInBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description `passkey_not_accepted`: one answer for every reason. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `pending_sign_in_ended`: start again with the password. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginPasskeySignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeySignInOptionsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptionsOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `pending_sign_in_ended`: start again with the password. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stepUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepUpBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `second_factor_expected` or `session_needed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code_not_accepted` or `password_wrong` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stepUpWithPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description `passkey_not_accepted`: one answer for every reason. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `session_needed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginPasskeyStepUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptionsOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issueToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessTokenOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `email_or_password_wrong`: one answer for every reason. Or `second_factor_needed`: the password is right, and `ways` says what comes next. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code_not_accepted`: wrong, or used before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessTokenOut"];
                };
            };
            /** @description `refresh_token_not_valid`: sign in again. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBillers: {
        parameters: {
            query?: {
                q?: string;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BillerOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBiller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BillerSettingsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillerSettingsOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `slug_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_settings_rejected`: `errors` names the fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBiller: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id or the short name. */
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillerOut"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeBiller: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BillerSettingsChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillerSettingsOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_changed`: someone was faster. `slug_taken`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_settings_rejected`: `errors` names the fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeysOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_such_biller` or `api_key_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKeyOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_such_biller` or `api_key_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_api_keys`: revoke one that is not used. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `api_key_not_accepted`: `errors` names the fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                biller_id: string;
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_such_biller` or `api_key_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBillFiles: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BillFileOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` or `bill_file_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadBillFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_uploadBillFile"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillFileOut"];
                };
            };
            /** @description `bill_file_not_readable` or `bill_file_too_large` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` or `bill_file_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `columns_missing` or `mapping_not_understood`: `errors` names fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewBillFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_previewBillFile"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewOut"];
                };
            };
            /** @description `bill_file_not_readable` or `bill_file_too_large` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` or `bill_file_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `columns_missing` or `mapping_not_understood`: `errors` names fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBillFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                biller_id: string;
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillFileOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` or `bill_file_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBillFileProblems: {
        parameters: {
            query?: {
                /** @description Only problems of this reason. */
                code?: components["schemas"]["Reason"] | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                biller_id: string;
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RowProblemOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` or `bill_file_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadBillFileProblems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                biller_id: string;
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` or `bill_file_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBillerBills: {
        parameters: {
            query?: {
                /** @description Only these. */
                status?: components["schemas"]["BillStatus"] | null;
                /** @description Only unpaid bills due before today. */
                overdue?: boolean;
                q?: string;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BillOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCashDay: {
        parameters: {
            query?: {
                /** @description A business day in the biller's zone; today where none is named. */
                day?: string | null;
            };
            header?: never;
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CashDayOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCashPayments: {
        parameters: {
            query?: {
                /** @description A business day in the biller's zone; today where none is named. */
                day?: string | null;
                location?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CashLineOut_"];
                };
            };
            /** @description `cursor_not_understood` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watchBiller: {
        parameters: {
            query?: {
                last_event_id?: string | null;
            };
            header?: {
                /** @description Sent by browsers on reconnecting. */
                "last-event-id"?: string | null;
            };
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBillerPayments: {
        parameters: {
            query?: {
                state?: components["schemas"]["PaymentState"] | null;
                /** @description A confirmation, bill or account number, the last four digits of a card, or a payment id. */
                q?: string | null;
                from?: string | null;
                to?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PaymentOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBillerSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                biller_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillerSettingsOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `biller_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBills: {
        parameters: {
            query?: {
                /** @description Only these. */
                status?: components["schemas"]["BillStatus"] | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BillOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bill_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bill_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    loadCashFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_loadCashFile"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CashFileOut"];
                };
            };
            /** @description `cash_file_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeCash: {
        parameters: {
            query?: never;
            header?: {
                /** @description Made by the client, the same for every retry of one act. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CashIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CashOut"];
                };
            };
            /** @description `too_little_tendered`, `billers_mixed`, or the bill's rules refuse the amount. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `not_your_biller` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bill_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bill_already_paid`, `bill_has_live_payment`, `bill_withdrawn`, or `cash_not_taken`: give the cash back. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conductor_missing`: `errors` names what to record; `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCashPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CashOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cash_payment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                state?: components["schemas"]["AlertState"] | null;
                /** @description Which rule. */
                code?: string | null;
                verdict?: components["schemas"]["Verdict"] | null;
                /** @description About whom. */
                party_id?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AlertOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetailOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alert_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dismissAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetailOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alert_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alert_is_decided`, `alert_holds_money` or `version_conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `words_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideMatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MatchDecisionBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchDecisionOut"];
                };
            };
            /** @description `decision_not_accepted` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `match_alert_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetailOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alert_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alert_is_decided`, `already_exists` or `version_conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCases: {
        parameters: {
            query?: {
                /** @description Several may be named. */
                state?: components["schemas"]["CaseState"][] | null;
                /** @description A person's id, `me`, or `nobody`. */
                assignee?: string | null;
                /** @description About whom. */
                party_id?: string | null;
                due_until?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CaseOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseFileOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assignCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseFileOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_is_decided` or `version_conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_officer` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endCaseClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
                kind: components["schemas"]["ClockKind"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseBriefOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found` or `clock_not_running` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_is_decided` or `version_conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `words_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseBriefOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_is_decided`, `transfers_still_held`, `nothing_held`, `not_yet_judged`, `party_is_frozen`, `not_filed_yet`, `report_still_due` or `version_conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `words_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    escalateCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseFileOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_escalated`, `case_is_decided` or `version_conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `words_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFilingsOfCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingRowOut"][];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    draftFilingOfCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeFreeze: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FreezeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreezeProposalOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_frozen` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addCaseNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["paymentus__compliance__schemas__cases__NoteBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseFileOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `words_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                queue?: components["schemas"]["Queue"];
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CustomerRowOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveCustomerBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer_not_found` or `document_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_not_possible`, `about_yourself`, `documents_failed`, `enhanced_due_diligence_missing`, or somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askCustomerAgain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskAgainBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer_not_found` or `document_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_not_possible`, `about_yourself`, `documents_failed`, `enhanced_due_diligence_missing`, or somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomerDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `document_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    noteAboutCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["paymentus__compliance__schemas__kyc__NoteBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer_not_found` or `document_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_not_possible`, `about_yourself`, `documents_failed`, `enhanced_due_diligence_missing`, or somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rateCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer_not_found` or `document_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_not_possible`, `about_yourself`, `documents_failed`, `enhanced_due_diligence_missing`, or somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectCustomerBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer_not_found` or `document_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_not_possible`, `about_yourself`, `documents_failed`, `enhanced_due_diligence_missing`, or somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reviewCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["paymentus__compliance__schemas__kyc__NoteBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer_not_found` or `document_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_not_possible`, `about_yourself`, `documents_failed`, `enhanced_due_diligence_missing`, or somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer_not_found` or `document_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_not_possible`, `about_yourself`, `documents_failed`, `enhanced_due_diligence_missing`, or somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeadlines: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DeadlineOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFilingBatches: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BatchOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportFilings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing_to_send` or `filing_has_changed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_for_batches` or `filing_not_complete` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFilingBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchDetailOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `batch_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeFilingBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_acknowledgeFilingBatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcknowledgedOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `batch_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_acknowledged` or `filing_has_changed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_xml`, `not_an_acknowledgement`, `acknowledgement_too_large` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFilingBatchFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": unknown;
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `batch_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordFilingBatchSent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchSentBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `batch_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_sent` or `already_acknowledged` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFilings: {
        parameters: {
            query?: {
                state?: ("open" | "closed") | components["schemas"]["FilingState"];
                kind?: components["schemas"]["FilingKind"] | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FilingRowOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    draftFiling: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkFiling: {
        parameters: {
            query: {
                kind: components["schemas"]["FilingKind"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChecksOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong_content` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFilingCodes: {
        parameters: {
            query: {
                form: "ctr" | "sar";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingCodeOut"][];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filing_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filing_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_editable` or `filing_has_changed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong_content` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    amendFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filing_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_accepted` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discardFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filing_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_editable` or `filing_has_changed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFilingPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filing_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filing_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingProposedOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_editable` or `filing_has_changed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_complete` (`errors` says what) or `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordSentToOfac: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filing_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SentBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `filing_not_approved` or `filing_has_changed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFreezes: {
        parameters: {
            query?: {
                /** @description In force, or no more. */
                state?: "active" | "lifted";
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FreezeOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeLift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                freeze_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiftBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreezeProposalOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `freeze_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_frozen` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `license_missing` or `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSanctionsLists: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListsOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fetchSanctionsLists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListFetchedOut"];
                };
            };
            /** @description `list_shrank`, `list_incomplete` or `list_unreadable`: the list in force stays in force. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `list_source_unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMatchDecisions: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MatchDecisionOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endMatchDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decision_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchDecisionOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `decision_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `decision_ended_already` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMonitoringRules: {
        parameters: {
            query?: {
                /** @description Ours where none is named. */
                profile?: components["schemas"]["Profile"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    backTestMonitoringRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackTestBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackTestOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rules_wrong`, `period_wrong` or `too_many_transfers` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followBackTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackTestBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": unknown;
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rules_wrong`, `period_wrong` or `too_many_transfers` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeMonitoringRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleProposalBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleProposalOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing_changes` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rules_wrong` or `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getComplianceSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskSummaryOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refuseTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseBriefOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transfer_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transfer_not_held`, `not_yet_judged`, `party_is_frozen`, `case_is_decided` or `version_conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `words_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseBriefOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transfer_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transfer_not_held`, `not_yet_judged`, `party_is_frozen`, `case_is_decided` or `version_conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `words_missing` or `decision_not_accepted` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEmergencyMode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyModeOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeEmergencyOff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmergencyOffBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyOffProposalOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `emergency_mode_is_off` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookUpBills: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountKnowledge"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestLookUpOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bill_not_found`: one answer for no such account and a wrong factor. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `account_number_malformed`: cannot be a number of this biller. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncidents: {
        parameters: {
            query?: {
                /** @description Still going on, or over. */
                state?: "unresolved" | "resolved";
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_IncidentOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    declareIncident: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentFileOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_accepted` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIncidentPlans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentPlansOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentFileOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    containIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentFileOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_is_resolved`, `already_contained`, or `still_in_emergency_mode` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_accepted` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIncidentEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bundle. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `report_key_unfit`: there is no key to sign it with. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addIncidentNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentStepOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_accepted` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tellPublicOfIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentStepOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_accepted` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIncidentReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
                form: "pdf" | "json";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report as it stands now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/pdf": unknown;
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentFileOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_is_resolved`, `already_contained`, or `still_in_emergency_mode` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_accepted` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runIncidentStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
                step_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentStepOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident_not_found` or `step_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `job_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `job_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `job_is_running` or `job_is_for_a_person` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobRuns: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_JobRunOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `job_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOffJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["paymentus__schedule__schemas__NoteBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `job_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing_to_sign_off` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `note_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOwnVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnVerificationOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadOwnDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_uploadOwnDocument"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentOut"];
                };
            };
            /** @description `document_too_large`, `document_not_readable` or `too_many_documents` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_not_possible`: what was handed in is being looked at. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawOwnDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnVerificationOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `document_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_not_possible`: what was handed in is being looked at. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveOwnFacts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnVerificationOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_not_possible`: what was handed in is being looked at. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitOwnVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnVerificationOut"];
                };
            };
            /** @description `document_missing` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_not_possible`: what was handed in is being looked at. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `facts_incomplete`: `errors` names the fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLedgerAccounts: {
        parameters: {
            query?: {
                /** @description First part of the account's id. */
                kind?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AccountOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLedgerBalance: {
        parameters: {
            query?: {
                /** @description RFC 3339, with a zone. */
                as_of?: string | null;
                by?: "effective" | "recorded";
            };
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `account_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLedgerEntries: {
        parameters: {
            query?: {
                /** @description A payment, say. */
                subject?: string | null;
                account?: string | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["paymentus__foundation__http__Page_EntryOut___1"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTrialBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBalanceOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportMyData: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonalDataOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    eraseMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment_under_way`: wait for it, or cancel it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `erasure_not_confirmed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPaymentMethods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethodsOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startCardSetup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Made by the client, the same for every retry of one act. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardSetupBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardSetupOut"];
                };
            };
            /** @description `idempotency_key_missing`, or `return_path_not_ours`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_in_progress`: the same key is being worked on. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`, or `invalid_request`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `processor_unavailable`: the card processor does not answer. Try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeCardSetup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethodsOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `card_setup_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `processor_unavailable`: the card processor does not answer. Try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removePaymentMethod: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment_method_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `processor_unavailable`: the card processor does not answer. Try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPayments: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PaymentOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makePayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Made by the client, the same for every retry of one act. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentOut"];
                };
            };
            /** @description The bill's or biller's rules refuse this amount or method. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bill_not_found` or `quote_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bill_already_paid` (with `payment_id`), `bill_has_live_payment`, `bill_withdrawn`, `quote_expired`, `request_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_request`, or `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment_cannot_be_canceled` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watchPayment: {
        parameters: {
            query?: {
                last_event_id?: string | null;
            };
            header?: {
                /** @description Sent by browsers on reconnecting. */
                "last-event-id"?: string | null;
            };
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `processor_unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPaymentStory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoryOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPermissionMatrix: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionMatrixOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createQuote: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteOut"];
                };
            };
            /** @description The bill's or biller's rules refuse this amount or method. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bill_not_found` or `quote_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bill_already_paid` (with `payment_id`), `bill_has_live_payment`, `bill_withdrawn`, `quote_expired`, `request_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_request`, or `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReceipt: {
        parameters: {
            query?: {
                token?: string | null;
                download?: boolean;
            };
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReceiptPdf: {
        parameters: {
            query?: {
                token?: string | null;
            };
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payment_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getServiceStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceStatusOut"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusOut"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                email?: string | null;
                role?: components["schemas"]["Role"] | null;
                status?: components["schemas"]["UserStatus"] | null;
                /** @description Rows a page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_UserOut_"];
                };
            };
            /** @description `cursor_not_understood`: start again from the first page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `user_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSessionsOfUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `user_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version_conflict`: try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleProposalBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposedOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `user_not_found` or `no_such_biller` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing_to_change` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role_not_assignable` or `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeFactorRemoval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactorRemovalBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposedOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `user_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing_to_change`: there is none. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSessionOfUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `user_not_found` or `device_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSignInOfUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInOut"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `user_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeStatusOfUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusChangeOut"];
                };
            };
            /** @description `body_not_readable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_needed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step_up_needed`, `not_permitted` or `second_factor_missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `user_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing_to_change` or `version_conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_missing` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveStripeWebhook: {
        parameters: {
            query?: never;
            header?: {
                "stripe-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Received"];
                };
            };
            /** @description `webhook_not_genuine` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_not_valid`: the bearer token or key is not good; get a new one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin_request`: sent by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests`: wait `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database_away` and the like: nothing was changed; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
