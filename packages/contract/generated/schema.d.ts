// Generated from openapi.yaml by packages/contract/generate.ts; do not edit.
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process runs
         * @description Answers while the process takes requests; it asks nothing of the database.
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
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether requests can be served
         * @description Asks what the server depends on. While something of it is away, migrations are pending or the server shuts down, the answer is 503 and its
         *     `checks` say which. A `warning`, as of clocks that differ, does not change that requests are served.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This contract as JSON
         * @description The whole document in one file.
         */
        get: operations["getOpenApiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This contract as YAML
         * @description The whole document in one file.
         */
        get: operations["getOpenApiYaml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each error means
         * @description The page that the `type` of a problem points to, with the code as its fragment.
         */
        get: operations["getProblemReference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The public keys of access tokens
         * @description Empty while tokens are signed with a shared secret (HS256).
         */
        get: operations["getJwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/smart-configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What SMART clients need to know
         * @description The discovery document of SMART App Launch 2.2, for backend services. Any page may read it.
         */
        get: operations["getSmartConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/.well-known/smart-configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What SMART clients need to know, beside the FHIR endpoint
         * @description The same document, where SMART looks for it.
         */
        get: operations["getFhirSmartConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description Answers the tokens, or, where the account has a second factor, a token to send with its code to
         *     `/api/auth/mfa/verify`. A wrong account and a wrong password get the same answer after the same work.
         *     Sets the cookie `vitaledge_device`, which counts for throttling alone.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/mfa/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish a login with the second factor
         * @description A code works once. Five wrong ones end the `mfaToken`.
         */
        post: operations["verifyMfa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange the refresh token for new tokens
         * @description A refresh token is used once. Using a spent one ends the whole session, save for 30 seconds in which the one
         *     just spent gets the same successor: a lost answer or two tabs at once sign nobody out.
         */
        post: operations["refreshTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out
         * @description Ends the session of the refresh token, or of the access token where no body is sent. It always answers 204.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is logged in
         * @description The user with their organizations, the role in each and the permissions it has.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/mfa/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to set up a second factor
         * @description Makes a secret for an authenticator app. It counts once a code of it has been confirmed.
         */
        post: operations["setupMfa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/mfa/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch the second factor on
         * @description Answers the recovery codes, which are shown this once. The user's other sessions end.
         */
        post: operations["confirmMfa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/mfa/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch the second factor off
         * @description Asks for the password and a code, so that an open session alone cannot do it.
         */
        post: operations["disableMfa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where one is logged in
         * @description The caller's sessions that have not ended, the one used last first; at most 200. `lastUsedAt` is exact to a
         *     minute, and to a second where an organization of the user limits idle time.
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
    "/api/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The session's id.
                 * @example ses_123
                 */
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of one's sessions
         * @description Its tokens are refused from now on, access tokens too. It may be the caller's current one.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the password
         * @description The user's other sessions end, and a mail tells them of the change.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to set a new password
         * @description Always answers 202. Where the address has an account, a mail is queued; its link lives 30 minutes.
         */
        post: operations["forgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password
         * @description Takes the token of the link. All sessions of the user end; the second factor stays.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Joins the organization. Where the address has an account, `password` is that account's own; else an account is
         *     made with it. Answers as the login does.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a program in
         * @description The client credentials grant of RFC 6749 (4.4) with an API key: `client_secret_basic`, `client_secret_post`, or for a
         *     SMART backend client `private_key_jwt`. Requests, answers and the errors 400 and 401 are the RFC's. The access token
         *     lives 15 minutes, a SMART client's 5; there is no refresh token. It is for the key's organization alone, whose id
         *     `X-Organization-ID` must give; under `/fhir` the header may be left out, and a SMART client's token is good there alone.
         */
        post: operations["issueToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/introspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask what a program's access token is worth
         * @description Token introspection by RFC 7662, for a program that proves itself as it does to `POST /api/auth/token`. It learns of
         *     access tokens of its own organization's programs. Of every other token, of people's and of refresh tokens too, the
         *     answer is that it is not active.
         */
        post: operations["introspectToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call a program's access token back
         * @description Token revocation by RFC 7009, for a program that proves itself as it does to `POST /api/auth/token`. A token that was
         *     issued to it is refused from then on. Of every other token, and of one that is none, the answer is the same and nothing
         *     happens: people's sessions end with `POST /api/auth/logout`, their refresh tokens with them.
         */
        post: operations["revokeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's organizations
         * @description The organizations the caller is a member of. The header `X-Organization-ID` is ignored.
         */
        get: operations["listOrganizations"];
        put?: never;
        /**
         * Create an organization
         * @description The caller becomes its OWNER; the plan is STANDARD. The header `X-Organization-ID` is ignored.
         */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organizations/{orgId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        /**
         * Get an organization
         * @description The organization with its settings.
         */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an organization
         * @description A merge patch (RFC 7396). The operator alone changes `plan` and `requestsPerMinute`.
         */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/api/organizations/{orgId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        /**
         * List the members
         * @description Who belongs to the organization, in which role; the newest first.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organizations/{orgId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The member's user id.
                 * @example user_123
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Holds at once, also for open sessions. Only an OWNER removes an OWNER; the last one stays.
         */
        delete: operations["deleteMember"];
        options?: never;
        head?: never;
        /**
         * Change a member's role
         * @description Only an OWNER makes or changes an OWNER; the last one stays.
         */
        patch: operations["updateMember"];
        trace?: never;
    };
    "/api/organizations/{orgId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        /**
         * List the open invitations
         * @description Those neither accepted nor withdrawn that have not expired; the newest first.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite someone
         * @description The answer holds the link, this once; it is mailed as well where mail is set up. Only an OWNER invites an OWNER.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organizations/{orgId}/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw an invitation
         * @description Its link stops to work.
         */
        delete: operations["deleteInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organizations/{orgId}/billing-settings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        /**
         * Get the billing settings of a month
         * @description What Medicare leaves open, as the organization has decided it: the settings in force in the month, by default the
         *     current one in the organization's time zone, and every set of them there is in `history`, newest first. Where none
         *     is in force yet they are the defaults, and `effectiveFrom` is null.
         */
        get: operations["getBillingSettings"];
        /**
         * Set the billing settings from a month on
         * @description The settings count from `effectiveFrom` on, until the month of the next ones; what is left out has its default,
         *     inside `countedSources`, `eligibleRoles` and `caps` as well. Setting the same `effectiveFrom` again replaces that
         *     one set. A month before `effectiveFrom` never changes. `effectiveFrom` may lie in the past: open months from it on
         *     are then evaluated anew, while a closed month keeps the settings it was closed with.
         */
        put: operations["replaceBillingSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organizations/{orgId}/charges": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        /**
         * Get the practice's own prices
         * @description What the practice asks for its services, by code and the day from which it counts, as JSON or, by `Accept`, as a file
         *     in CSV. Money on claims is this alone.
         */
        get: operations["listCharges"];
        /**
         * Replace all of the practice's own prices
         * @description Replaces all prices with those sent, as JSON or as a file in CSV.
         *     A file has the head `code,effective_from,amount` and amounts in dollars with two places; JSON has them in cents. All or
         *     nothing: a row that is not valid, or names the code and day of another, is 422 `invalid_row`, and `errors[].pointer`
         *     has the row, counted from 0 after the head, and the column (`/rows/17/amount`). At most 20,000 rows.
         */
        put: operations["replaceCharges"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organizations/{orgId}/fees": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        /**
         * Get the fees of estimates
         * @description The amounts that estimates are made with, by code and the day from which they count, as JSON or, by `Accept`, as a file
         *     in CSV: the organization's own (`source` is ORGANIZATION), or where it has given none the national ones (NATIONAL). An
         *     amount that is not known is null, in a file empty: the line then counts without money.
         */
        get: operations["listFees"];
        /**
         * Replace all fees of estimates
         * @description Replaces all of the organization's fees with those sent, as JSON or as a file in CSV; none at all brings the national
         *     ones back. An amount may be null, in a file empty: not known.
         *     A file has the head `code,effective_from,amount` and amounts in dollars with two places; JSON has them in cents. All or
         *     nothing: a row that is not valid, or names the code and day of another, is 422 `invalid_row`, and `errors[].pointer`
         *     has the row, counted from 0 after the head, and the column (`/rows/17/amount`). At most 20,000 rows.
         */
        put: operations["replaceFees"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Those that were not deleted, the newest first. No secret is in it.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description For a program that calls by itself. The answer holds the secret, this once; `POST /api/auth/token` takes it.
         *     A key has no permission that its maker lacks, at no time: what the maker loses, the key loses with the next
         *     request, and it ends with the maker's account. People alone make keys; a key makes none.
         *
         *     A SMART backend client is a key with `scopes` and `jwks` or `jwksUri` in place of permissions. It has no secret: it signs
         *     assertions with the private half of its key pair (`private_key_jwt`), and its tokens are good under `/fhir` alone.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an API key
         * @description The key and the tokens that were issued for it end at once.
         */
        delete: operations["deleteApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List patients
         * @description List patients.
         */
        get: operations["listPatients"];
        put?: never;
        /**
         * Create a patient
         * @description Create a patient.
         */
        post: operations["createPatient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patients/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search patients
         * @description The list of patients with its filters in the body, for those who keep names out of URLs.
         */
        post: operations["searchPatients"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a patient
         * @description Get a patient.
         */
        get: operations["getPatient"];
        /**
         * Replace a patient
         * @description Sets every writable property; what is left out is taken away.
         */
        put: operations["replacePatient"];
        post?: never;
        /**
         * Make a patient inactive
         * @description Open enrollments have to be ended first. Readings of an inactive patient are still accepted.
         */
        delete: operations["deletePatient"];
        options?: never;
        head?: never;
        /**
         * Change a patient
         * @description A merge patch (RFC 7396).
         */
        patch: operations["updatePatient"];
        trace?: never;
    };
    "/api/patients/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge a duplicate into a patient
         * @description All that the duplicate has moves here: enrollments, readings, alerts and the patient's own rules, time entries, device
         *     assignments, external ids. Readings that both have, by their natural key, are voided once; of two unresolved alerts of
         *     one kind the less urgent is resolved. The duplicate becomes INACTIVE with `mergedInto` and stays readable.
         *     It is refused where both have an open enrollment in one program.
         */
        post: operations["mergePatient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patients/{id}/record": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Export all that is kept about a patient
         * @description One JSON object a line, `{ "type", "data" }`, from one moment: `patient`, `duplicate` (merged into it), `enrollment`, `enrollmentHistory`,
         *     `deviceAssignment`, `observation` (voided ones too), `alertRule`, `alert`, `timeEntry`, `claim`, `billingFacts` (of one month), `signOff` and
         *     `access`, in the form that the API has for each. Earlier forms follow as `patientVersion`, `observationVersion`,
         *     `alertRuleVersion`, `alertVersion`, `timeEntryVersion`, `claimVersion` and `billingFactsVersion`, with
         *     `replacedAt`, `replacedBy` and what it was. A file that does not end with a line's end is not whole.
         */
        get: operations["exportPatientRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patients/{id}/access-report": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Who saw or changed a patient
         * @description Newest first, over what the patient's record is made of. It is what a patient may ask for.
         */
        get: operations["getAccessReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/practitioners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List practitioners
         * @description List practitioners.
         */
        get: operations["listPractitioners"];
        put?: never;
        /**
         * Create a practitioner
         * @description Create a practitioner.
         */
        post: operations["createPractitioner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/practitioners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a practitioner
         * @description Get a practitioner.
         */
        get: operations["getPractitioner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a practitioner
         * @description A merge patch (RFC 7396).
         */
        patch: operations["updatePractitioner"];
        trace?: never;
    };
    "/api/metric-definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List metric definitions
         * @description The built-in ones and the organization's own, by id.
         */
        get: operations["listMetricDefinitions"];
        put?: never;
        /**
         * Create a metric definition
         * @description Create a metric definition.
         */
        post: operations["createMetricDefinition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/metric-definitions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a metric definition
         * @description Get a metric definition.
         */
        get: operations["getMetricDefinition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a metric definition
         * @description A merge patch (RFC 7396). Built-in ones are read-only.
         */
        patch: operations["updateMetricDefinition"];
        trace?: never;
    };
    "/api/enrollments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List enrollments
         * @description List enrollments.
         */
        get: operations["listEnrollments"];
        put?: never;
        /**
         * Enroll a patient
         * @description One open enrollment a patient and program. Readings that are there already are linked to it.
         */
        post: operations["createEnrollment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enrollments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get an enrollment
         * @description Get an enrollment.
         */
        get: operations["getEnrollment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an enrollment
         * @description A merge patch (RFC 7396). Readings of the touched days are linked again.
         */
        patch: operations["updateEnrollment"];
        trace?: never;
    };
    "/api/enrollments/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * History of an enrollment
         * @description History of an enrollment.
         */
        get: operations["listEnrollmentHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enrollments/{id}/billing-facts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get an enrollment's billing facts
         * @description The facts of every month, as they stand in the enrollment, and those of single months, the latest month first.
         */
        get: operations["listBillingFacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enrollments/{id}/billing-facts/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set the billing facts of one month
         * @description What is named here holds for the month instead of what the enrollment says; what is left out is the enrollment's
         *     again. An E/M visit of another month is 422 `invalid_dates`.
         */
        put: operations["replaceBillingFacts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List observations
         * @description By `recordedAt`, newest first. Without `status`, those that were not voided.
         */
        get: operations["listObservations"];
        put?: never;
        /**
         * Record an observation
         * @description Stores a reading, links it to the enrollment active at `recordedAt` and evaluates the alert rules, all before the
         *     answer. The natural key is patient, metric, `recordedAt` and `externalId`, else `deviceId`: the same key with the
         *     same value and unit answers 200 with the first observation, so that a gateway may repeat blindly; with another
         *     value or unit 409 `observation_conflict` names it in `existingId`.
         */
        post: operations["recordObservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record many observations
         * @description Up to 5,000 readings and 16 MiB, as JSON or with one `ObservationInput` a line as NDJSON. One bad item never fails
         *     the others; a line that is no JSON is rejected with `invalid_json`. More items are refused with 413 before anything
         *     is stored. When the connection was lost, send the same again: what was stored is answered as duplicate.
         */
        post: operations["recordObservations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get an observation
         * @description One observation, also a voided one.
         */
        get: operations["getObservation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Void an observation
         * @description Makes it ENTERED_IN_ERROR; it counts for nothing from then on, and its natural key is free again. Voiding it once
         *     more answers 200 and changes nothing.
         */
        post: operations["voidObservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations/patient/{patientId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The patient's id.
                 * @example patient_xyz
                 */
                patientId: components["parameters"]["PatientId"];
            };
            cookie?: never;
        };
        /**
         * List a patient's observations
         * @description By `recordedAt`, newest first. Without `status`, those that were not voided.
         */
        get: operations["listPatientObservations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/observations/patient/{patientId}/trends": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The patient's id.
                 * @example patient_xyz
                 */
                patientId: components["parameters"]["PatientId"];
            };
            cookie?: never;
        };
        /**
         * Get a patient's trend of a metric
         * @description Count, minimum, maximum, mean and last value an hour, day or week of the patient's time zone; by default of the
         *     last 30 days. A span of more than 1,000 buckets is 400 `invalid_request`: narrow it, or take a longer interval.
         */
        get: operations["getPatientTrends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List devices
         * @description List devices.
         */
        get: operations["listDevices"];
        put?: never;
        /**
         * Create a device
         * @description Create a device.
         */
        post: operations["createDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a device
         * @description Get a device.
         */
        get: operations["getDevice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a device
         * @description A merge patch (RFC 7396).
         */
        patch: operations["updateDevice"];
        trace?: never;
    };
    "/api/devices/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign a device to a patient
         * @description From now on, or from a time in the past. Readings already stored stay where they are.
         */
        post: operations["assignDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/unassign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a device back
         * @description Ends the assignment that is open; where none is, nothing changes.
         */
        post: operations["unassignDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alert rules
         * @description The organization's own and the built-in ones.
         */
        get: operations["listAlertRules"];
        put?: never;
        /**
         * Create an alert rule
         * @description For one patient where `patientId` is given, else for the organization. It holds for readings from now on.
         */
        post: operations["createAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get an alert rule
         * @description One rule, also a built-in one.
         */
        get: operations["getAlertRule"];
        put?: never;
        post?: never;
        /**
         * Delete an alert rule
         * @description Alerts it raised stay. A built-in rule is switched off with `enabled` instead.
         */
        delete: operations["deleteAlertRule"];
        options?: never;
        head?: never;
        /**
         * Change an alert rule
         * @description A merge patch (RFC 7396). Of a built-in rule only `enabled`, `severity` and `cooldownMinutes` can be changed, for
         *     this organization alone; anything else of it is 409 `built_in_resource`.
         */
        patch: operations["updateAlertRule"];
        trace?: never;
    };
    "/api/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alerts
         * @description By `lastTriggeredAt`, newest first; `from` and `to` are of it as well.
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
    "/api/alerts/triage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the triage queue
         * @description OPEN and ACKNOWLEDGED alerts, the most urgent first: escalated ones, then by `priority`, which `reasons` explains.
         */
        get: operations["listTriage"];
        put?: never;
        /**
         * Acknowledge, assign, escalate or snooze alerts
         * @description ASSIGN and ESCALATE keep the status. SNOOZE needs `until`, ahead and at most seven days, else 400
         *     `invalid_request`; ASSIGN needs `assigneeId`, a member. What cannot be acted on is skipped and says why; an action
         *     that changes nothing counts as updated.
         */
        post: operations["actOnAlerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/bulk-resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve many alerts
         * @description By ids, or by a filter over the alerts that are not resolved, the oldest first. At most 1,000 a call: `remaining`
         *     says how many of a filter are left. Ids that cannot be resolved are skipped and say why.
         */
        post: operations["bulkResolveAlerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get an alert
         * @description One alert.
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
    "/api/alerts/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve an alert
         * @description With an outcome. A `timeEntry` is logged in the same transaction, for the alert's patient and by default the
         *     alert's enrollment; where the alert has none, `timeEntry.enrollmentId` is needed, else 400 `invalid_request`.
         */
        post: operations["resolveAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/time-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List time entries
         * @description Newest first by `startedAt`.
         */
        get: operations["listTimeEntries"];
        put?: never;
        /**
         * Log time
         * @description Log time.
         */
        post: operations["createTimeEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/time-entries/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start the timer
         * @description One timer a user.
         */
        post: operations["startTimeEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/time-entries/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop the timer
         * @description At most 8 hours are logged.
         */
        post: operations["stopTimeEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/time-entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a time entry
         * @description Get a time entry.
         */
        get: operations["getTimeEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/time-entries/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Void a time entry
         * @description Again changes nothing. Owners and administrators may void any, others their own.
         */
        post: operations["voidTimeEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/readiness/{enrollmentId}/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The enrollment's id.
                 * @example enr_123
                 */
                enrollmentId: components["parameters"]["EnrollmentId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        /**
         * Get an enrollment's readiness for a month
         * @description Each code with its status, what is there and what is needed, and what to do next; also for an enrollment that does
         *     not touch the month (every code is `NOT_ENROLLED`). `asOf`, by default today in the enrollment's time zone, hides
         *     everything recorded or started after that local day.
         */
        get: operations["getBillingReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/summary/{orgId}/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        /**
         * Get an organization's month
         * @description What the month can be billed for over all enrollments, each evaluated in its own time zone. `asOf`, by default
         *     today in the enrollment's time zone, hides everything recorded or started after that local day.
         */
        get: operations["getBillingSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/export/{orgId}/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        /**
         * Export an organization's month
         * @description One row a claim line, ordered by patient and code: the same bytes for the same state, without the time of
         *     generation. `status=ready` has the READY and BILLED lines, without those billed elsewhere; `all` has the HELD ones
         *     too. `837p` (X12 005010X222A1) holds claims and so no HELD line, whatever `status` says, and no line that a claim
         *     lacks something of beside what the others need, such as a charge; an open month makes a test file. Never
         *     compressed. A `Range` of bytes with a matching `If-Range` is answered 206; any other, also one that
         *     cannot be satisfied, with the whole.
         */
        get: operations["exportBilling"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/close/{orgId}/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a month
         * @description Records each READY line once as a claim, with its evidence, the settings, rules and fees it was made with and its control
         *     numbers. From then on the month's export is made of what is recorded, the same bytes for ever. HELD lines are listed and
         *     stay open. Possible once the month is over in the organization's time zone and in those of its enrollments.
         */
        post: operations["closeBillingMonth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/reopen/{orgId}/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen a closed month
         * @description The lines that the close recorded are VOIDED; the next close records the next revision.
         */
        post: operations["reopenBillingMonth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/adjustments/{orgId}/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        /**
         * List what has changed since a month was closed
         * @description The month is evaluated again, with the settings it was closed with, against the lines that were recorded. Late readings,
         *     voided entries and changed enrollments show as lines that would be added, changed or removed, each with its cause.
         */
        get: operations["listBillingAdjustments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List claim lines
         * @description Newest first; lines that a close recorded and bills made elsewhere.
         */
        get: operations["listClaims"];
        put?: never;
        /**
         * Record a bill made elsewhere
         * @description It counts as billed from then on: its code is not exported again for that period, month or episode. Where a claim of the
         *     same enrollment, code and `dosTo` stands, the answer is 200 with that one. Only the close of a month records what was exported.
         */
        post: operations["recordClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/claims/mark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of many claim lines
         * @description Each line by itself, by the rules of a single one; what is not changed is named with the reason.
         */
        post: operations["markClaims"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/claims/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export the claim of a line again
         * @description The 837P of the one claim that holds the line, with control numbers of its own: to correct it (1 for Original Medicare, else
         *     7) or to take it back (8). Who takes part is as it is on record now; what was done is as the close recorded it. A line that
         *     is VOIDED is left out, but with 8. 409 `invalid_transition` names what the claim lacks, or why there is none to export.
         */
        post: operations["exportClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/claims/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a claim line
         * @description Get a claim line.
         */
        get: operations["getClaim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say what became of a claim line
         * @description A line goes from RECORDED to SUBMITTED to PAID or DENIED; steps may be left out, a denied line may be submitted or paid
         *     after all, a paid one denied. VOIDED is the end. The same status again may bring codes or the payer's number.
         */
        patch: operations["updateClaim"];
        trace?: never;
    };
    "/api/billing/sign-offs/{enrollmentId}/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The enrollment's id.
                 * @example enr_123
                 */
                enrollmentId: components["parameters"]["EnrollmentId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        /**
         * List who signed off a month
         * @description The practitioners who signed off the enrollment's month, the latest 200, newest first.
         */
        get: operations["listSignOffs"];
        put?: never;
        /**
         * Sign off a month
         * @description The caller signs as the active practitioner whose `userId` is theirs; whoever is none is refused (403
         *     `permission_denied`). Evidence for an audit: claim lines carry it and readiness warns where it lacks, nothing waits
         *     for it. It is never changed; signing again adds to it.
         */
        post: operations["createSignOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit entries
         * @description Who saw and changed what in the organization, newest first. Refusals, and whatever had no organization, stand in the
         *     operator's own chain.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit-events/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify the chain of audit entries
         * @description Computes every link of the organization's chain again. `firstBad` is the first sequence that is not what was written:
         *     changed, missing, moved or cut off.
         */
        get: operations["verifyAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description Newest first. Secrets are not shown again.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description Each event of the types named is sent there as a POST of `Event`, by the Standard Webhooks specification: `webhook-id`
         *     (the event's id, the same at every attempt), `webhook-timestamp`, `webhook-signature`. A 2xx within 10 s takes it; anything
         *     else is tried again for three days, and redirects are not followed. 410 switches the webhook off. An event may come more
         *     than once; those of one patient come in order.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a webhook
         * @description The webhook without its secret.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description What is still to be delivered is given up, and its secret is erased.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description A merge patch (RFC 7396). Switching it off gives up what is still to be delivered; while it is off nothing is queued for it.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/api/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the secret
         * @description For 24 hours everything is signed with both secrets, so that a receiver changes over without a gap.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test
         * @description Queues an event `webhook.test` for this webhook alone, whatever types it takes.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * List deliveries
         * @description Newest first; they are kept for 30 days. `from` and `to` are of when the delivery was queued.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/deliveries/{deliveryId}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
                /**
                 * @description The delivery's id.
                 * @example del_123
                 */
                deliveryId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description The same event with the same `webhook-id`, also where it was taken before; one that waits is tried at once.
         */
        post: operations["resendWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow events
         * @description Server-Sent Events: `id` is the event's number, `event` its type, `data` an `Event`. It shows the types whose resource the
         *     caller may read. With `Last-Event-ID` it goes on after that number, up to 24 hours back; for one that is older, or not
         *     known, it sends one event `reset`: read the lists again. Without it the stream begins now.
         *
         *     A comment comes every 15 seconds. The stream ends when the access token expires, when the session or the membership ends and
         *     when the server shuts down, each time with `retry: 1000`: open it again, with a fresh token. Each user has at most 20 at a
         *     time in a server.
         */
        get: operations["watchEvents"];
        put?: never;
        post?: never;
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
         * @example {
         *       "status": "ok"
         *     }
         */
        ServerHealth: {
            /** @constant */
            status: "ok";
        };
        /**
         * @description Says which failure it is. The list is closed; `x-problem-status` gives the status each code comes with.
         * @example invalid_request
         * @enum {string}
         */
        ProblemCode: "invalid_json" | "invalid_request" | "read_only_property" | "organization_required" | "unauthenticated" | "token_expired" | "session_ended" | "invalid_credentials" | "invalid_code" | "mfa_token_invalid" | "refresh_token_invalid" | "refresh_token_reused" | "organization_forbidden" | "organization_mismatch" | "permission_denied" | "mfa_required" | "signup_closed" | "route_not_found" | "organization_not_found" | "member_not_found" | "invitation_not_found" | "session_not_found" | "patient_not_found" | "practitioner_not_found" | "metric_definition_not_found" | "enrollment_not_found" | "observation_not_found" | "device_not_found" | "alert_rule_not_found" | "alert_not_found" | "time_entry_not_found" | "claim_not_found" | "api_key_not_found" | "webhook_not_found" | "delivery_not_found" | "resource_not_found" | "method_not_allowed" | "not_acceptable" | "read_only_resource" | "mrn_taken" | "npi_taken" | "device_exists" | "metric_code_taken" | "member_exists" | "last_owner" | "open_enrollments" | "already_enrolled" | "program_conflict" | "invalid_transition" | "observation_conflict" | "month_detached" | "device_already_assigned" | "alert_resolved" | "timer_running" | "timer_not_running" | "month_not_over" | "month_closed" | "month_not_closed" | "payer_claim_number_missing" | "merge_conflict" | "mfa_already_enabled" | "mfa_not_enabled" | "built_in_resource" | "idempotency_in_progress" | "webhook_disabled" | "resource_deleted" | "multiple_matches" | "version_mismatch" | "payload_too_large" | "unsupported_media_type" | "idempotency_key_reused" | "invariant_violated" | "reference_not_found" | "patch_test_failed" | "unit_mismatch" | "value_out_of_range" | "recorded_in_future" | "enrollment_mismatch" | "enrollment_not_active" | "device_not_assigned" | "invalid_npi" | "invalid_icd10" | "invalid_member_id" | "invalid_timezone" | "invalid_dates" | "end_required" | "patient_incomplete" | "as_of_in_future" | "month_in_future" | "invalid_row" | "weak_password" | "reset_token_invalid" | "invitation_invalid" | "webhook_url_refused" | "rate_limited" | "internal_error" | "storage_full" | "unavailable";
        /**
         * @example {
         *       "pointer": "/unit",
         *       "code": "required",
         *       "message": "unit is required."
         *     }
         */
        FieldError: {
            /** @description JSON pointer (RFC 6901) into the body. What stands elsewhere begins with `/path`, `/query` or `/header`. */
            pointer: string;
            code: string;
            message: string;
        };
        /**
         * @description `prefix_suffix`. The server makes time-ordered suffixes; any id of this form is accepted on input.
         * @example patient_xyz
         */
        Id: string;
        /**
         * @description What was found of something the server depends on.
         * @example {
         *       "name": "database",
         *       "status": "ok"
         *     }
         * @example {
         *       "name": "clock",
         *       "status": "warning",
         *       "detail": "The clocks of server and database are 12 s apart. Let both follow one time server."
         *     }
         */
        ServerCheck: {
            /** @description `database`, `migrations`, `clock` and others that the installation has. */
            name: string;
            /**
             * @description With a `warning` requests are served; the operator ought to look.
             * @enum {string}
             */
            status: "ok" | "warning" | "failed";
            /** @description What is wrong and what to do about it. Missing with `ok`. */
            detail?: string;
        };
        /**
         * @description A problem of RFC 9457. Some codes add a member of their own.
         * @example {
         *       "type": "/docs/problems#invalid_request",
         *       "title": "Invalid request",
         *       "status": 400,
         *       "detail": "The request does not match the contract; see errors.",
         *       "instance": "urn:vitaledge:request:req_01",
         *       "code": "invalid_request",
         *       "requestId": "req_01",
         *       "errors": [
         *         {
         *           "pointer": "/unit",
         *           "code": "required",
         *           "message": "unit is required."
         *         }
         *       ]
         *     }
         */
        Problem: {
            /**
             * Format: uri-reference
             * @description A page that explains the code.
             */
            type: string;
            title: string;
            status: number;
            /** @description What happened, in a sentence, and what to do next where that is known. */
            detail: string;
            /** @description `urn:vitaledge:request:` and the request's id. */
            instance: string;
            code: components["schemas"]["ProblemCode"];
            requestId: string;
            /** @description What was wrong with the input, one entry a fault. */
            errors?: components["schemas"]["FieldError"][];
            /** @description With `observation_conflict`, the observation that already holds the natural key. */
            existingId?: components["schemas"]["Id"];
            /** @description With `unavailable` of `GET /readyz`, what was looked at and what was found. */
            checks?: components["schemas"]["ServerCheck"][];
        };
        /**
         * @example {
         *       "status": "ready",
         *       "checks": [
         *         {
         *           "name": "database",
         *           "status": "ok"
         *         },
         *         {
         *           "name": "migrations",
         *           "status": "ok"
         *         },
         *         {
         *           "name": "clock",
         *           "status": "ok"
         *         }
         *       ]
         *     }
         */
        ServerReadiness: {
            /** @constant */
            status: "ready";
            checks: components["schemas"]["ServerCheck"][];
        };
        /**
         * @description This document.
         * @example {
         *       "openapi": "3.1.0",
         *       "info": {
         *         "title": "VitalEdge",
         *         "version": "1.0.0"
         *       },
         *       "paths": {}
         *     }
         */
        OpenApiDocument: {
            openapi: string;
            info: Record<string, never>;
            paths: Record<string, never>;
        };
        /**
         * @description A public key of RFC 7517.
         * @example {
         *       "kty": "EC",
         *       "crv": "P-256",
         *       "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
         *       "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
         *       "kid": "1",
         *       "alg": "ES256",
         *       "use": "sig"
         *     }
         */
        JsonWebKey: {
            /** @constant */
            kty: "EC";
            /** @constant */
            crv: "P-256";
            x: string;
            y: string;
            kid: string;
            /** @constant */
            alg: "ES256";
            /** @constant */
            use: "sig";
        };
        /**
         * @description The keys that access tokens are signed with; empty while they are signed with a shared secret (HS256).
         * @example {
         *       "keys": []
         *     }
         */
        JsonWebKeySet: {
            keys: components["schemas"]["JsonWebKey"][];
        };
        /** Format: uri */
        Endpoint: string;
        Words: string[];
        /**
         * @description The discovery document of SMART App Launch 2.2.
         * @example {
         *       "token_endpoint": "https://api.example.com/api/auth/token",
         *       "token_endpoint_auth_methods_supported": [
         *         "private_key_jwt"
         *       ],
         *       "token_endpoint_auth_signing_alg_values_supported": [
         *         "RS384",
         *         "ES384"
         *       ],
         *       "grant_types_supported": [
         *         "client_credentials"
         *       ],
         *       "scopes_supported": [
         *         "system/*.cruds",
         *         "system/*.read"
         *       ],
         *       "code_challenge_methods_supported": [
         *         "S256"
         *       ],
         *       "introspection_endpoint": "https://api.example.com/api/auth/introspect",
         *       "revocation_endpoint": "https://api.example.com/api/auth/revoke",
         *       "capabilities": [
         *         "client-confidential-asymmetric",
         *         "permission-v1",
         *         "permission-v2"
         *       ]
         *     }
         */
        SmartConfiguration: {
            token_endpoint: components["schemas"]["Endpoint"];
            token_endpoint_auth_methods_supported: components["schemas"]["Words"];
            token_endpoint_auth_signing_alg_values_supported: components["schemas"]["Words"];
            grant_types_supported: components["schemas"]["Words"];
            scopes_supported: components["schemas"]["Words"];
            code_challenge_methods_supported: components["schemas"]["Words"];
            introspection_endpoint: components["schemas"]["Endpoint"];
            revocation_endpoint: components["schemas"]["Endpoint"];
            capabilities: components["schemas"]["Words"];
        };
        /**
         * Format: email
         * @example user@example.com
         */
        Email: string;
        /**
         * Format: password
         * @description A password. A new one has 12 to 256 characters, and is neither on the list of known passwords nor the account's own address.
         * @example secure_password
         */
        Password: string;
        /**
         * @example {
         *       "email": "user@example.com",
         *       "password": "secure_password"
         *     }
         */
        LoginInput: {
            email: components["schemas"]["Email"];
            password: components["schemas"]["Password"];
        };
        /**
         * @description A JWT that lives `expiresIn` seconds, to be sent as `Authorization` with the scheme `Bearer`.
         * @example eyJhbG...
         */
        AccessToken: string;
        /**
         * @description Used once; each refresh gives the next one. The session ends 7 days after the login.
         * @example eyJhbG...
         */
        RefreshToken: string;
        /**
         * @description Seconds until the token ends.
         * @example 900
         */
        ExpiresIn: number;
        /**
         * @description Holds something that can be seen.
         * @example Riverside Cardiology
         */
        Name: string;
        /**
         * @description A member's role in an organization.
         * @example CLINICIAN
         * @enum {string}
         */
        Role: "OWNER" | "ADMIN" | "CLINICIAN" | "CARE_MANAGER" | "BILLER" | "DEVICE" | "AUDITOR";
        /**
         * @example {
         *       "organizationId": "org_abc123",
         *       "organizationName": "Demonstration Clinic",
         *       "role": "OWNER"
         *     }
         */
        Membership: {
            organizationId: components["schemas"]["Id"];
            organizationName: components["schemas"]["Name"];
            role: components["schemas"]["Role"];
        };
        /**
         * @example {
         *       "id": "user_123",
         *       "email": "user@example.com",
         *       "firstName": "Demonstration",
         *       "lastName": "User",
         *       "mfaEnabled": false,
         *       "memberships": [
         *         {
         *           "organizationId": "org_abc123",
         *           "organizationName": "Demonstration Clinic",
         *           "role": "OWNER"
         *         }
         *       ]
         *     }
         */
        User: {
            id: components["schemas"]["Id"];
            email: components["schemas"]["Email"];
            firstName: string | null;
            lastName: string | null;
            mfaEnabled: boolean;
            memberships: components["schemas"]["Membership"][];
        };
        /**
         * @example {
         *       "accessToken": "eyJhbG...",
         *       "refreshToken": "eyJhbG...",
         *       "expiresIn": 900,
         *       "user": {
         *         "id": "user_123",
         *         "email": "user@example.com",
         *         "firstName": "Demonstration",
         *         "lastName": "User",
         *         "mfaEnabled": false,
         *         "memberships": [
         *           {
         *             "organizationId": "org_abc123",
         *             "organizationName": "Demonstration Clinic",
         *             "role": "OWNER"
         *           }
         *         ]
         *       }
         *     }
         */
        TokenAnswer: {
            accessToken: components["schemas"]["AccessToken"];
            refreshToken: components["schemas"]["RefreshToken"];
            expiresIn: components["schemas"]["ExpiresIn"];
            user: components["schemas"]["User"];
        };
        /**
         * @description A token of a link that was mailed or handed over; it works once.
         * @example Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA
         */
        OneTimeToken: string;
        /**
         * @description The password was right; the second factor is still to come.
         * @example {
         *       "mfaRequired": true,
         *       "mfaToken": "Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
         *       "methods": [
         *         "totp",
         *         "recovery_code"
         *       ],
         *       "expiresIn": 300
         *     }
         */
        MfaRequired: {
            /** @constant */
            mfaRequired: true;
            mfaToken: components["schemas"]["OneTimeToken"];
            methods: ("totp" | "recovery_code")[];
            expiresIn: components["schemas"]["ExpiresIn"];
        };
        /**
         * @description Six digits of the authenticator app, or a recovery code.
         * @example 123456
         */
        SecondFactor: string;
        /**
         * @example {
         *       "mfaToken": "Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
         *       "code": "123456"
         *     }
         */
        MfaVerifyInput: {
            mfaToken: components["schemas"]["OneTimeToken"];
            code: components["schemas"]["SecondFactor"];
        };
        /**
         * @example {
         *       "refreshToken": "eyJhbG..."
         *     }
         */
        RefreshInput: {
            refreshToken: components["schemas"]["RefreshToken"];
        };
        /**
         * @example {
         *       "accessToken": "eyJhbG...",
         *       "refreshToken": "eyJhbG...",
         *       "expiresIn": 900
         *     }
         */
        TokenPair: {
            accessToken: components["schemas"]["AccessToken"];
            refreshToken: components["schemas"]["RefreshToken"];
            expiresIn: components["schemas"]["ExpiresIn"];
        };
        /**
         * @example {
         *       "refreshToken": "eyJhbG..."
         *     }
         */
        LogoutInput: {
            refreshToken?: components["schemas"]["RefreshToken"];
        };
        /**
         * @description What an operation asks for; each role has a fixed set.
         * @example patients:read
         * @enum {string}
         */
        Permission: "patients:read" | "practitioners:read" | "observations:read" | "devices:read" | "enrollments:read" | "time:read" | "patients:write" | "enrollments:write" | "devices:write" | "time:write" | "alerts:act" | "practitioners:write" | "patients:merge" | "patients:export" | "observations:write" | "observations:void" | "alert-rules:write" | "metric-definitions:write" | "alerts:read" | "alert-rules:read" | "billing:sign" | "billing:read" | "billing:export" | "billing:close" | "claim-lines:write" | "fees:write" | "billing:reopen" | "organization:write" | "members:write" | "invitations:write" | "api-keys:write" | "webhooks:write" | "members:read" | "audit:read" | "organization:read" | "metric-definitions:read";
        /**
         * @example {
         *       "organizationId": "org_abc123",
         *       "organizationName": "Demonstration Clinic",
         *       "role": "DEVICE",
         *       "permissions": [
         *         "observations:write",
         *         "organization:read",
         *         "metric-definitions:read"
         *       ]
         *     }
         */
        CurrentMembership: {
            organizationId: components["schemas"]["Id"];
            organizationName: components["schemas"]["Name"];
            role: components["schemas"]["Role"];
            permissions: components["schemas"]["Permission"][];
        };
        /**
         * @example {
         *       "id": "user_123",
         *       "email": "user@example.com",
         *       "firstName": "Demonstration",
         *       "lastName": "User",
         *       "mfaEnabled": false,
         *       "memberships": [
         *         {
         *           "organizationId": "org_abc123",
         *           "organizationName": "Demonstration Clinic",
         *           "role": "DEVICE",
         *           "permissions": [
         *             "observations:write",
         *             "organization:read",
         *             "metric-definitions:read"
         *           ]
         *         }
         *       ]
         *     }
         */
        CurrentUser: {
            id: components["schemas"]["Id"];
            email: components["schemas"]["Email"];
            firstName: string | null;
            lastName: string | null;
            mfaEnabled: boolean;
            memberships: components["schemas"]["CurrentMembership"][];
        };
        /**
         * @example {
         *       "password": "secure_password"
         *     }
         */
        MfaSetupInput: {
            password: components["schemas"]["Password"];
        };
        /**
         * @description The new factor. It counts once a code of it has been confirmed.
         * @example {
         *       "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
         *       "otpauthUri": "otpauth://totp/VitalEdge:user%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=VitalEdge",
         *       "qrSvg": "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"
         *     }
         */
        MfaSetup: {
            /** @description The shared secret in base32. */
            secret: string;
            otpauthUri: string;
            /** @description The URI as a QR code, an SVG document. */
            qrSvg: string;
        };
        /**
         * @example {
         *       "code": "123456"
         *     }
         */
        MfaConfirmInput: {
            code: components["schemas"]["SecondFactor"];
        };
        /**
         * @description Each works once in place of a code of the app. They are shown this once.
         * @example {
         *       "recoveryCodes": [
         *         "4f7k-q2mz-81xd",
         *         "9c3p-w6ht-52ra",
         *         "b8nv-3yse-70jk",
         *         "2d6g-x9lm-46qu",
         *         "h5tr-8wzc-13fp",
         *         "m1qs-5kvb-97ne",
         *         "7zxa-d4hj-68yt",
         *         "r3ue-0pgc-29wl",
         *         "k6fn-7bmq-54vs",
         *         "y9jd-1thx-83cz"
         *       ]
         *     }
         */
        RecoveryCodes: {
            recoveryCodes: string[];
        };
        /**
         * @example {
         *       "password": "secure_password",
         *       "code": "123456"
         *     }
         */
        MfaDisableInput: {
            password: components["schemas"]["Password"];
            code: components["schemas"]["SecondFactor"];
        };
        /**
         * Format: date-time
         * @description An instant of RFC 3339. Answers are in UTC with milliseconds.
         * @example 2025-01-31T10:30:00.000Z
         */
        Instant: string;
        /**
         * @description A login that has not ended, wherever it was made.
         * @example {
         *       "id": "ses_123",
         *       "createdAt": "2025-01-31T10:30:00.000Z",
         *       "lastUsedAt": "2025-01-31T11:05:00.000Z",
         *       "address": "192.0.2.17",
         *       "userAgent": "vitaledge-sdk/0.1.0",
         *       "current": true
         *     }
         */
        Session: {
            id: components["schemas"]["Id"];
            createdAt: components["schemas"]["Instant"];
            lastUsedAt: components["schemas"]["Instant"];
            /** @description The network address of the login. */
            address: string | null;
            /** @description The program that logged in, as it names itself. */
            userAgent: string | null;
            /** @description Whether it is the session that asks. */
            current: boolean;
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "ses_123",
         *           "createdAt": "2025-01-31T10:30:00.000Z",
         *           "lastUsedAt": "2025-01-31T11:05:00.000Z",
         *           "address": "192.0.2.17",
         *           "userAgent": "vitaledge-sdk/0.1.0",
         *           "current": true
         *         }
         *       ]
         *     }
         */
        SessionList: {
            data: components["schemas"]["Session"][];
        };
        /**
         * @example {
         *       "currentPassword": "secure_password",
         *       "newPassword": "a longer and better password"
         *     }
         */
        PasswordChangeInput: {
            currentPassword: components["schemas"]["Password"];
            newPassword: components["schemas"]["Password"];
        };
        /**
         * @example {
         *       "email": "user@example.com"
         *     }
         */
        PasswordForgotInput: {
            email: components["schemas"]["Email"];
        };
        /**
         * @example {
         *       "token": "Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
         *       "newPassword": "a longer and better password"
         *     }
         */
        PasswordResetInput: {
            token: components["schemas"]["OneTimeToken"];
            newPassword: components["schemas"]["Password"];
        };
        /**
         * @example {
         *       "token": "Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
         *       "password": "a longer and better password",
         *       "firstName": "Demonstration",
         *       "lastName": "User"
         *     }
         */
        InvitationAcceptInput: {
            token: components["schemas"]["OneTimeToken"];
            /** @description The account's own where the address has one, else the new account's. */
            password?: components["schemas"]["Password"];
            firstName?: components["schemas"]["Name"];
            lastName?: components["schemas"]["Name"];
        };
        /** @description `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`. */
        ClientAssertionType: string;
        /**
         * @description A JWT that the client signed with RS384 or ES384: `iss` and `sub` are its `clientId`, `aud` is the address of
         *     `POST /api/auth/token`, `exp` lies at most five minutes ahead, `jti` was never used, and `kid` is that of one of its keys.
         */
        ClientAssertion: string;
        /**
         * @description The form of RFC 6749, section 4.4.2. Parameters that are not named here are ignored, as section 3.2 says.
         * @example {
         *       "grant_type": "client_credentials",
         *       "client_id": "key_123",
         *       "client_secret": "org_abc123.Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzAVb3kq0yT7mX"
         *     }
         */
        TokenRequest: {
            /** @description `client_credentials`. */
            grant_type: string;
            /** @description The API key's `clientId`, unless it is sent by HTTP Basic or in an assertion. */
            client_id?: string;
            /** @description The API key's `secret`, unless it is sent by HTTP Basic. */
            client_secret?: string;
            client_assertion_type?: components["schemas"]["ClientAssertionType"];
            client_assertion?: components["schemas"]["ClientAssertion"];
            /** @description Permissions of the key, or scopes of the SMART client, separated by spaces; all of them where it is absent. */
            scope?: string;
        } & {
            [key: string]: string;
        };
        /**
         * @description RFC 6749, section 5.1.
         * @example {
         *       "access_token": "eyJhbG...",
         *       "token_type": "Bearer",
         *       "expires_in": 900,
         *       "scope": "observations:write"
         *     }
         */
        IssuedToken: {
            access_token: components["schemas"]["AccessToken"];
            /** @constant */
            token_type: "Bearer";
            expires_in: components["schemas"]["ExpiresIn"];
            /** @description What the token allows, separated by spaces. */
            scope: string;
        };
        /**
         * @description RFC 6749, section 5.2.
         * @example {
         *       "error": "invalid_client",
         *       "error_description": "The client's id or secret is wrong, or the key has ended."
         *     }
         */
        OAuthError: {
            /** @enum {string} */
            error: "invalid_request" | "invalid_client" | "invalid_scope" | "unsupported_grant_type";
            error_description?: string;
        };
        /**
         * @description A token, and what its sender proves itself by. Parameters that are not named here are ignored.
         * @example {
         *       "token": "eyJhbG...",
         *       "client_id": "key_123",
         *       "client_secret": "org_abc123.Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzAVb3kq0yT7mX"
         *     }
         */
        TokenForm: {
            /** @description The token that is meant. */
            token: string;
            /** @description `access_token`. The token is known without it too. */
            token_type_hint?: string;
            /** @description The API key's `clientId`, unless it is sent by HTTP Basic. */
            client_id?: string;
            /** @description The API key's `secret`, unless it is sent by HTTP Basic. */
            client_secret?: string;
            client_assertion_type?: components["schemas"]["ClientAssertionType"];
            client_assertion?: components["schemas"]["ClientAssertion"];
        } & {
            [key: string]: string;
        };
        /** @description Seconds since 1970. */
        Seconds: number;
        /**
         * @description RFC 7662, section 2.2. Of a token that is not active, nothing else is said.
         * @example {
         *       "active": false
         *     }
         */
        TokenIntrospection: {
            active: boolean;
            /** @description What the token allows, separated by spaces. */
            scope?: string;
            client_id?: components["schemas"]["Id"];
            sub?: components["schemas"]["Id"];
            /** @constant */
            token_type?: "Bearer";
            exp?: components["schemas"]["Seconds"];
            iat?: components["schemas"]["Seconds"];
            iss?: string;
            aud?: string;
            jti?: string;
        };
        /**
         * @description A time zone of the IANA database.
         * @example America/New_York
         */
        TimeZone: string;
        /**
         * @description National Provider Identifier of CMS, ten digits of which the last is a check digit.
         * @example 1234567893
         */
        Npi: string;
        /**
         * @description Health care provider taxonomy code of NUCC.
         * @example 207RC0000X
         */
        TaxonomyCode: string;
        /**
         * @description A postal address. Nothing of it is refused for its form.
         * @example {
         *       "line1": "100 Main Street",
         *       "line2": "Suite 4",
         *       "city": "Springfield",
         *       "state": "MA",
         *       "postalCode": "01103",
         *       "country": "US"
         *     }
         */
        Address: {
            line1?: string | null;
            line2?: string | null;
            city?: string | null;
            /** @description The name of a state of the US becomes its code. */
            state?: string | null;
            postalCode?: string | null;
            /** @description Country, as ISO 3166-1 alpha-2 where it is known. */
            country?: string | null;
        };
        /**
         * @description Whom a clearinghouse calls.
         * @example {
         *       "name": "Billing office",
         *       "phone": "+14135550100"
         *     }
         */
        BillingContact: {
            name: string | null;
            phone: string | null;
        };
        /**
         * @description Where claim files go.
         * @example {
         *       "receiverName": "CLEARINGHOUSE",
         *       "receiverId": "CH001",
         *       "senderQualifier": "ZZ",
         *       "usage": "TEST"
         *     }
         */
        Clearinghouse: {
            receiverName: string | null;
            receiverId: string | null;
            senderQualifier: string | null;
            /** @enum {string|null} */
            usage: "TEST" | "PRODUCTION" | null;
        };
        /**
         * @description Limits of sessions. Of several organizations of a user the strictest hold.
         * @example {
         *       "idleMinutes": null,
         *       "absoluteHours": null,
         *       "requireMfa": false
         *     }
         */
        SessionPolicy: {
            idleMinutes: number | null;
            absoluteHours: number | null;
            /** @description A member without a second factor is refused with 403 `mfa_required`. */
            requireMfa: boolean;
        };
        /**
         * @example {
         *       "lateReadingHours": 72,
         *       "unacknowledgedMinutes": null
         *     }
         */
        Alerting: {
            /** @description Readings older than this when they arrive raise no alert. */
            lateReadingHours: number;
            /** @description A critical alert that stays open longer is announced as unacknowledged; `null` for never. */
            unacknowledgedMinutes: number | null;
        };
        /**
         * @description Counts the changes of the resource. `ETag` carries it, `If-Match` takes it.
         * @example 1
         */
        Version: number;
        /**
         * @example {
         *       "id": "org_abc123",
         *       "name": "Demonstration Clinic",
         *       "plan": "STANDARD",
         *       "requestsPerMinute": null,
         *       "legalName": "Demonstration Clinic PLLC",
         *       "timezone": "America/New_York",
         *       "npi": "1234567893",
         *       "taxonomyCode": "207RC0000X",
         *       "taxId": "12-3456789",
         *       "taxIdType": "EIN",
         *       "address": {
         *         "line1": "100 Main Street",
         *         "line2": null,
         *         "city": "Springfield",
         *         "state": "MA",
         *         "postalCode": "01103-1234",
         *         "country": "US"
         *       },
         *       "billingContact": {
         *         "name": "Billing office",
         *         "phone": "+14135550100"
         *       },
         *       "submitterId": null,
         *       "acceptsAssignment": true,
         *       "clearinghouse": null,
         *       "sessionPolicy": {
         *         "idleMinutes": null,
         *         "absoluteHours": null,
         *         "requireMfa": false
         *       },
         *       "alerting": {
         *         "lateReadingHours": 72,
         *         "unacknowledgedMinutes": null
         *       },
         *       "version": 1,
         *       "createdAt": "2025-01-31T10:30:00.000Z",
         *       "updatedAt": "2025-01-31T10:30:00.000Z"
         *     }
         */
        Organization: {
            readonly id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            /**
             * @description Set by the operator.
             * @enum {string}
             */
            readonly plan: "STANDARD" | "ENTERPRISE";
            /** @description The operator's override of the plan's limit. */
            readonly requestsPerMinute: number | null;
            legalName: string | null;
            timezone: components["schemas"]["TimeZone"];
            npi: components["schemas"]["Npi"] | null;
            taxonomyCode: components["schemas"]["TaxonomyCode"] | null;
            taxId: string | null;
            /** @enum {string|null} */
            taxIdType: "EIN" | "SSN" | null;
            address: components["schemas"]["Address"] | null;
            billingContact: components["schemas"]["BillingContact"] | null;
            submitterId: string | null;
            /** @description Whether the practice accepts Medicare's amount as payment in full. */
            acceptsAssignment: boolean;
            clearinghouse: components["schemas"]["Clearinghouse"] | null;
            sessionPolicy: components["schemas"]["SessionPolicy"];
            alerting: components["schemas"]["Alerting"];
            readonly version: components["schemas"]["Version"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        /**
         * @description What to send as `cursor` for the next page; `null` on the last one.
         * @example null
         */
        NextCursor: string | null;
        /**
         * @description How many there are over all pages; only with `includeTotal=true`.
         * @example 1
         */
        Total: number;
        /**
         * @example {
         *       "data": [],
         *       "nextCursor": null
         *     }
         */
        OrganizationList: {
            data: components["schemas"]["Organization"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "name": "Billing office",
         *       "phone": "+14135550100"
         *     }
         */
        BillingContactInput: {
            name?: string | null;
            phone?: string | null;
        };
        /**
         * @example {
         *       "receiverName": "CLEARINGHOUSE",
         *       "receiverId": "CH001",
         *       "usage": "TEST"
         *     }
         */
        ClearinghouseInput: {
            receiverName?: string | null;
            receiverId?: string | null;
            senderQualifier?: string | null;
            /** @enum {string|null} */
            usage?: "TEST" | "PRODUCTION" | null;
        };
        /**
         * @example {
         *       "idleMinutes": 30,
         *       "requireMfa": true
         *     }
         */
        SessionPolicyInput: {
            idleMinutes?: number | null;
            absoluteHours?: number | null;
            requireMfa?: boolean | null;
        };
        /**
         * @example {
         *       "lateReadingHours": 48
         *     }
         */
        AlertingInput: {
            lateReadingHours?: number | null;
            unacknowledgedMinutes?: number | null;
        };
        /**
         * @example {
         *       "name": "Demonstration Clinic",
         *       "timezone": "America/New_York"
         *     }
         */
        OrganizationInput: {
            name: components["schemas"]["Name"];
            legalName?: components["schemas"]["Name"];
            timezone: components["schemas"]["TimeZone"];
            npi?: components["schemas"]["Npi"];
            taxonomyCode?: components["schemas"]["TaxonomyCode"];
            taxId?: string;
            /** @enum {string} */
            taxIdType?: "EIN" | "SSN";
            address?: components["schemas"]["Address"];
            billingContact?: components["schemas"]["BillingContactInput"];
            submitterId?: string;
            /** @description Default: true. */
            acceptsAssignment?: boolean;
            clearinghouse?: components["schemas"]["ClearinghouseInput"];
            sessionPolicy?: components["schemas"]["SessionPolicyInput"];
            alerting?: components["schemas"]["AlertingInput"];
        };
        /**
         * @example {
         *       "npi": "1234567893",
         *       "sessionPolicy": {
         *         "idleMinutes": 30
         *       }
         *     }
         */
        OrganizationPatch: {
            name?: components["schemas"]["Name"];
            legalName?: string | null;
            timezone?: components["schemas"]["TimeZone"];
            npi?: components["schemas"]["Npi"] | null;
            taxonomyCode?: components["schemas"]["TaxonomyCode"] | null;
            taxId?: string | null;
            /** @enum {string|null} */
            taxIdType?: "EIN" | "SSN" | null;
            address?: components["schemas"]["Address"] | null;
            billingContact?: components["schemas"]["BillingContactInput"] | null;
            submitterId?: string | null;
            acceptsAssignment?: boolean | null;
            clearinghouse?: components["schemas"]["ClearinghouseInput"] | null;
            sessionPolicy?: components["schemas"]["SessionPolicyInput"] | null;
            alerting?: components["schemas"]["AlertingInput"] | null;
        };
        /**
         * @example {
         *       "userId": "user_123",
         *       "email": "user@example.com",
         *       "firstName": "Demonstration",
         *       "lastName": "User",
         *       "role": "OWNER",
         *       "mfaEnabled": false,
         *       "joinedAt": "2025-01-31T10:30:00.000Z"
         *     }
         */
        Member: {
            readonly userId: components["schemas"]["Id"];
            readonly email: components["schemas"]["Email"];
            readonly firstName: string | null;
            readonly lastName: string | null;
            role: components["schemas"]["Role"];
            readonly mfaEnabled: boolean;
            readonly joinedAt: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "userId": "user_123",
         *           "email": "user@example.com",
         *           "firstName": "Demonstration",
         *           "lastName": "User",
         *           "role": "OWNER",
         *           "mfaEnabled": false,
         *           "joinedAt": "2025-01-31T10:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        MemberList: {
            data: components["schemas"]["Member"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "role": "CLINICIAN"
         *     }
         */
        MemberPatch: {
            role: components["schemas"]["Role"];
        };
        /**
         * @description An invitation that was neither accepted nor withdrawn and has not expired.
         * @example {
         *       "id": "inv_123",
         *       "email": "colleague@example.com",
         *       "role": "CLINICIAN",
         *       "expiresAt": "2025-02-07T10:30:00.000Z",
         *       "createdAt": "2025-01-31T10:30:00.000Z"
         *     }
         */
        Invitation: {
            readonly id: components["schemas"]["Id"];
            email: components["schemas"]["Email"];
            role: components["schemas"]["Role"];
            readonly expiresAt: components["schemas"]["Instant"];
            readonly createdAt: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "inv_123",
         *           "email": "colleague@example.com",
         *           "role": "CLINICIAN",
         *           "expiresAt": "2025-02-07T10:30:00.000Z",
         *           "createdAt": "2025-01-31T10:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        InvitationList: {
            data: components["schemas"]["Invitation"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "email": "colleague@example.com",
         *       "role": "CLINICIAN"
         *     }
         */
        InvitationInput: {
            email: components["schemas"]["Email"];
            role: components["schemas"]["Role"];
        };
        /**
         * @example {
         *       "id": "inv_123",
         *       "email": "colleague@example.com",
         *       "role": "CLINICIAN",
         *       "url": "http://localhost:8080/invitations/accept#token=Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
         *       "expiresAt": "2025-02-07T10:30:00.000Z"
         *     }
         */
        InvitationCreated: {
            readonly id: components["schemas"]["Id"];
            email: components["schemas"]["Email"];
            role: components["schemas"]["Role"];
            /**
             * Format: uri
             * @description The link to hand over. It is shown this once, works once and for 7 days.
             */
            readonly url: string;
            readonly expiresAt: components["schemas"]["Instant"];
        };
        /**
         * @description A calendar month, `YYYY-MM`.
         * @example 2025-01
         */
        Month: string;
        /**
         * @description The calendar month from which settings count, `YYYY-MM`, of this century.
         * @example 2025-02
         */
        SettingsMonth: string;
        /**
         * @example CALL
         * @enum {string}
         */
        TimeActivity: "CALL" | "VIDEO" | "REVIEW" | "MESSAGE" | "CARE_COORDINATION" | "CARE_PLAN" | "SETUP" | "OTHER";
        /**
         * @description Who or what sent the value: a device by itself, a person of the practice by hand, or the patient. `DEVICE` alone
         *     counts for RPM.
         * @example DEVICE
         * @enum {string}
         */
        ObservationSource: "DEVICE" | "MANUAL" | "PATIENT_REPORTED";
        /**
         * @description Sources of readings that make a day of supply, by program.
         * @example {
         *       "RPM": [
         *         "DEVICE"
         *       ],
         *       "RTM": [
         *         "DEVICE",
         *         "PATIENT_REPORTED"
         *       ]
         *     }
         */
        CountedSources: {
            RPM?: components["schemas"]["ObservationSource"][];
            RTM?: components["schemas"]["ObservationSource"][];
        };
        /**
         * @example CLINICAL_STAFF
         * @enum {string}
         */
        StaffRole: "CLINICAL_STAFF" | "PHYSICIAN" | "QHP" | "THERAPIST" | "THERAPY_ASSISTANT" | "NON_CLINICAL" | "AI";
        /**
         * @description Whose minutes count, by program.
         * @example {
         *       "RPM": [
         *         "CLINICAL_STAFF",
         *         "PHYSICIAN",
         *         "QHP"
         *       ]
         *     }
         */
        EligibleRoles: {
            RPM?: components["schemas"]["StaffRole"][];
            RTM?: components["schemas"]["StaffRole"][];
            CCM?: components["schemas"]["StaffRole"][];
            PCM?: components["schemas"]["StaffRole"][];
        };
        /**
         * @description Units of an add-on code that are billed at most in a month. All other codes are billed once.
         * @example {
         *       "99458": 2
         *     }
         */
        UnitCaps: {
            98981?: number;
            99425?: number;
            99427?: number;
            99437?: number;
            99439?: number;
            99458?: number;
            99489?: number;
        };
        /** @description Who set it, a user's or an API key's id; null where nobody has. */
        SetBy: components["schemas"]["Id"] | null;
        /** @description Settings, all of them, and since when they count. */
        DatedBillingSettings: {
            effectiveFrom: components["schemas"]["SettingsMonth"];
            /**
             * @description Whether supply is counted in 30-day periods or in calendar months.
             * @enum {string}
             */
            periodMode: "ROLLING_30" | "CALENDAR_MONTH";
            /**
             * @description The first day of the first period: the latest of start, set-up and consent, of those that are given, or one of them; never before consent.
             * @enum {string}
             */
            periodAnchor: "LATEST" | "START" | "SETUP";
            /**
             * @description The local day of a reading is the one it was measured on, or the one it was received on.
             * @enum {string}
             */
            dayBasis: "MEASURED" | "RECEIVED";
            /**
             * @description A time entry over a month's end is cut at local midnight, or is wholly of the month it began in.
             * @enum {string}
             */
            monthEdge: "SPLIT" | "START";
            /**
             * @description Whether minutes of the day of an E/M visit drop out.
             * @enum {string}
             */
            emDayRule: "WHOLE_DAY" | "NONE";
            /**
             * @description What becomes of RPM management in a month without a reading.
             * @enum {string}
             */
            zeroDataManagement: "HOLD" | "ALLOW";
            /**
             * @description Which is billed where both could be.
             * @enum {string}
             */
            rpmRtmWinner: "RPM" | "RTM";
            /** @description All three; of those that could be billed together the first one wins. */
            careManagementWinner: ("APCM" | "CCM" | "PCM")[];
            /**
             * @description Which CCM family has the practitioner's time where both could be billed.
             * @enum {string}
             */
            ccmFold: "STAFF" | "PRACTITIONER";
            /**
             * @description Whether complex CCM is billed where the practitioner set the complexity.
             * @enum {string}
             */
            complexCcm: "WHEN_MDM" | "NEVER";
            /**
             * @description Which is billed where both could be.
             * @enum {string}
             */
            collectionCode: "99457_FIRST" | "99091_FIRST";
            /**
             * @description Activities that are a live exchange where they are marked interactive and an eligible role did them. Medicare asks for
             *     live audio at least: messages and reviews are none, and counting them is the practice's own risk.
             */
            interactiveKinds: components["schemas"]["TimeActivity"][];
            countedSources: components["schemas"]["CountedSources"];
            eligibleRoles: components["schemas"]["EligibleRoles"];
            caps: components["schemas"]["UnitCaps"];
            /**
             * @description The date of service of setup codes: the setup, or the first supply line's.
             * @enum {string}
             */
            setupDate: "SETUP" | "FIRST_LINE";
            /**
             * @description What becomes of lines inside an alignment of the practice's own ACCESS participation.
             * @enum {string}
             */
            accessAlignment: "HOLD" | "WARN";
            setBy: components["schemas"]["SetBy"];
            setAt: components["schemas"]["Instant"];
        };
        /**
         * @description Counts the changes of the whole; 1 where there was none.
         * @example 2
         */
        TermsVersion: number;
        /** @description The settings in force in a month. */
        BillingSettings: {
            /** @description Since when they are in force; null where they are the defaults. */
            effectiveFrom: components["schemas"]["SettingsMonth"] | null;
            /**
             * @description Whether supply is counted in 30-day periods or in calendar months.
             * @enum {string}
             */
            periodMode: "ROLLING_30" | "CALENDAR_MONTH";
            /**
             * @description The first day of the first period: the latest of start, set-up and consent, of those that are given, or one of them; never before consent.
             * @enum {string}
             */
            periodAnchor: "LATEST" | "START" | "SETUP";
            /**
             * @description The local day of a reading is the one it was measured on, or the one it was received on.
             * @enum {string}
             */
            dayBasis: "MEASURED" | "RECEIVED";
            /**
             * @description A time entry over a month's end is cut at local midnight, or is wholly of the month it began in.
             * @enum {string}
             */
            monthEdge: "SPLIT" | "START";
            /**
             * @description Whether minutes of the day of an E/M visit drop out.
             * @enum {string}
             */
            emDayRule: "WHOLE_DAY" | "NONE";
            /**
             * @description What becomes of RPM management in a month without a reading.
             * @enum {string}
             */
            zeroDataManagement: "HOLD" | "ALLOW";
            /**
             * @description Which is billed where both could be.
             * @enum {string}
             */
            rpmRtmWinner: "RPM" | "RTM";
            /** @description All three; of those that could be billed together the first one wins. */
            careManagementWinner: ("APCM" | "CCM" | "PCM")[];
            /**
             * @description Which CCM family has the practitioner's time where both could be billed.
             * @enum {string}
             */
            ccmFold: "STAFF" | "PRACTITIONER";
            /**
             * @description Whether complex CCM is billed where the practitioner set the complexity.
             * @enum {string}
             */
            complexCcm: "WHEN_MDM" | "NEVER";
            /**
             * @description Which is billed where both could be.
             * @enum {string}
             */
            collectionCode: "99457_FIRST" | "99091_FIRST";
            /**
             * @description Activities that are a live exchange where they are marked interactive and an eligible role did them. Medicare asks for
             *     live audio at least: messages and reviews are none, and counting them is the practice's own risk.
             */
            interactiveKinds: components["schemas"]["TimeActivity"][];
            countedSources: components["schemas"]["CountedSources"];
            eligibleRoles: components["schemas"]["EligibleRoles"];
            caps: components["schemas"]["UnitCaps"];
            /**
             * @description The date of service of setup codes: the setup, or the first supply line's.
             * @enum {string}
             */
            setupDate: "SETUP" | "FIRST_LINE";
            /**
             * @description What becomes of lines inside an alignment of the practice's own ACCESS participation.
             * @enum {string}
             */
            accessAlignment: "HOLD" | "WARN";
            setBy: components["schemas"]["SetBy"];
            setAt: components["schemas"]["Instant"] | null;
            /** @description All sets of settings, the latest month first. */
            history: components["schemas"]["DatedBillingSettings"][];
            version: components["schemas"]["TermsVersion"];
        };
        /**
         * @description The default of each setting stands first among its values; what is left out has its default.
         * @example {
         *       "effectiveFrom": "2025-02",
         *       "periodMode": "CALENDAR_MONTH"
         *     }
         */
        BillingSettingsInput: {
            effectiveFrom: components["schemas"]["SettingsMonth"];
            /**
             * @description Whether supply is counted in 30-day periods or in calendar months.
             * @enum {string}
             */
            periodMode?: "ROLLING_30" | "CALENDAR_MONTH";
            /**
             * @description The first day of the first period: the latest of start, set-up and consent, of those that are given, or one of them; never before consent.
             * @enum {string}
             */
            periodAnchor?: "LATEST" | "START" | "SETUP";
            /**
             * @description The local day of a reading is the one it was measured on, or the one it was received on.
             * @enum {string}
             */
            dayBasis?: "MEASURED" | "RECEIVED";
            /**
             * @description A time entry over a month's end is cut at local midnight, or is wholly of the month it began in.
             * @enum {string}
             */
            monthEdge?: "SPLIT" | "START";
            /**
             * @description Whether minutes of the day of an E/M visit drop out.
             * @enum {string}
             */
            emDayRule?: "WHOLE_DAY" | "NONE";
            /**
             * @description What becomes of RPM management in a month without a reading.
             * @enum {string}
             */
            zeroDataManagement?: "HOLD" | "ALLOW";
            /**
             * @description Which is billed where both could be.
             * @enum {string}
             */
            rpmRtmWinner?: "RPM" | "RTM";
            /** @description All three; of those that could be billed together the first one wins. */
            careManagementWinner?: ("APCM" | "CCM" | "PCM")[];
            /**
             * @description Which CCM family has the practitioner's time where both could be billed.
             * @enum {string}
             */
            ccmFold?: "STAFF" | "PRACTITIONER";
            /**
             * @description Whether complex CCM is billed where the practitioner set the complexity.
             * @enum {string}
             */
            complexCcm?: "WHEN_MDM" | "NEVER";
            /**
             * @description Which is billed where both could be.
             * @enum {string}
             */
            collectionCode?: "99457_FIRST" | "99091_FIRST";
            /**
             * @description Activities that are a live exchange where they are marked interactive and an eligible role did them. Medicare asks for
             *     live audio at least: messages and reviews are none, and counting them is the practice's own risk.
             */
            interactiveKinds?: components["schemas"]["TimeActivity"][];
            countedSources?: components["schemas"]["CountedSources"];
            eligibleRoles?: components["schemas"]["EligibleRoles"];
            caps?: components["schemas"]["UnitCaps"];
            /**
             * @description The date of service of setup codes: the setup, or the first supply line's.
             * @enum {string}
             */
            setupDate?: "SETUP" | "FIRST_LINE";
            /**
             * @description What becomes of lines inside an alignment of the practice's own ACCESS participation.
             * @enum {string}
             */
            accessAlignment?: "HOLD" | "WARN";
        };
        /**
         * @description A code of CPT or HCPCS, five places.
         * @example 99454
         */
        ProcedureCode: string;
        /**
         * Format: date
         * @description A calendar date, `YYYY-MM-DD`, without a time zone of its own.
         * @example 2025-01-31
         */
        LocalDate: string;
        /**
         * @example {
         *       "code": "99454",
         *       "effectiveFrom": "2025-01-01",
         *       "amountCents": 9500
         *     }
         */
        Charge: {
            code: components["schemas"]["ProcedureCode"];
            effectiveFrom: components["schemas"]["LocalDate"];
            amountCents: number;
        };
        /** @description The practice's own prices. */
        Charges: {
            data: components["schemas"]["Charge"][];
            /** @description Who gave them, a user's or an API key's id; null where nobody has. */
            setBy: components["schemas"]["Id"] | null;
            setAt: components["schemas"]["Instant"] | null;
            version: components["schemas"]["TermsVersion"];
        };
        ChargesInput: {
            data: components["schemas"]["Charge"][];
        };
        /**
         * @example {
         *       "code": "99454",
         *       "effectiveFrom": "2025-01-01",
         *       "amountCents": 9500
         *     }
         */
        Fee: {
            code: components["schemas"]["ProcedureCode"];
            effectiveFrom: components["schemas"]["LocalDate"];
            amountCents: number | null;
        };
        /** @description The amounts that estimates are made with. */
        Fees: {
            data: components["schemas"]["Fee"][];
            /**
             * @description Whose they are.
             * @enum {string}
             */
            source: "ORGANIZATION" | "NATIONAL";
            /** @description Who gave them, a user's or an API key's id; null where nobody has. */
            setBy: components["schemas"]["Id"] | null;
            setAt: components["schemas"]["Instant"] | null;
            version: components["schemas"]["TermsVersion"];
        };
        FeesInput: {
            data: components["schemas"]["Fee"][];
        };
        /**
         * @description What the key may do, of the permissions its maker has. Where the maker's role shrinks or ends, so does the key.
         * @example [
         *       "observations:write"
         *     ]
         */
        ApiKeyPermissions: components["schemas"]["Permission"][];
        /**
         * @description What a SMART client may do under `/fhir`, in version 1 or 2 of SMART's scopes, narrowed by search parameters or not:
         *     `system/Patient.rs`, `system/*.read`, `system/Observation.rs?category=vital-signs`.
         * @example [
         *       "system/Patient.rs"
         *     ]
         */
        ClientScopes: string[];
        KeyMember: string;
        /**
         * @description A public key of RFC 7517: RSA of 2048 bits or more for RS384, or of the curve P-384 for ES384. Members that a private key
         *     has are refused.
         * @example {
         *       "kty": "EC",
         *       "kid": "2026",
         *       "alg": "ES384",
         *       "crv": "P-384",
         *       "x": "R_DcYVHwTMCVBIsAt8HLY4ttiv3_gJDGuKaOiRpTfwFCvpG-pyEZKKRvCbfdnoHN",
         *       "y": "80z46pbZDQrwPb7HFW0K7ZJ4QNF0LpsePzwKkwMkUoyPRfIMnXM-JodVS_FFnPnS"
         *     }
         */
        ClientKey: {
            /** @enum {string} */
            kty: "RSA" | "EC";
            kid: string;
            /** @enum {string} */
            alg?: "RS384" | "ES384";
            /** @constant */
            use?: "sig";
            key_ops?: "verify"[];
            ext?: boolean;
            n?: components["schemas"]["KeyMember"];
            e?: components["schemas"]["KeyMember"];
            /** @constant */
            crv?: "P-384";
            x?: components["schemas"]["KeyMember"];
            y?: components["schemas"]["KeyMember"];
        };
        /**
         * @description The client's public keys; an assertion names the one that signed it by its `kid`.
         * @example {
         *       "keys": [
         *         {
         *           "kty": "EC",
         *           "kid": "2026",
         *           "alg": "ES384",
         *           "crv": "P-384",
         *           "x": "R_DcYVHwTMCVBIsAt8HLY4ttiv3_gJDGuKaOiRpTfwFCvpG-pyEZKKRvCbfdnoHN",
         *           "y": "80z46pbZDQrwPb7HFW0K7ZJ4QNF0LpsePzwKkwMkUoyPRfIMnXM-JodVS_FFnPnS"
         *         }
         *       ]
         *     }
         */
        ClientKeySet: {
            keys: components["schemas"]["ClientKey"][];
        };
        /**
         * Format: uri
         * @description Where the client publishes its public keys, over https; the server asks there when it needs them.
         */
        ClientKeySetUri: string;
        /**
         * @description An API key that was not deleted; it may have expired.
         * @example {
         *       "id": "key_123",
         *       "clientId": "key_123",
         *       "name": "Device gateway",
         *       "permissions": [
         *         "observations:write"
         *       ],
         *       "expiresAt": "2026-01-31T00:00:00.000Z",
         *       "createdAt": "2025-01-31T10:30:00.000Z",
         *       "createdBy": "user_123",
         *       "lastUsedAt": null
         *     }
         */
        ApiKey: {
            id: components["schemas"]["Id"];
            clientId: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            /** @description Those of a SMART client are what its scopes imply. */
            permissions: components["schemas"]["ApiKeyPermissions"];
            scopes?: components["schemas"]["ClientScopes"];
            jwks?: components["schemas"]["ClientKeySet"];
            jwksUri?: components["schemas"]["ClientKeySetUri"];
            expiresAt: components["schemas"]["Instant"] | null;
            createdAt: components["schemas"]["Instant"];
            /** @description The user whose permissions bound the key's. */
            createdBy: components["schemas"]["Id"];
            /** @description When a token was last issued for it. */
            lastUsedAt: components["schemas"]["Instant"] | null;
        };
        /**
         * @example {
         *       "data": [],
         *       "nextCursor": null
         *     }
         */
        ApiKeyList: {
            data: components["schemas"]["ApiKey"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @description Either `permissions`, for a program that proves itself by a secret, or for a SMART backend client `scopes` with `jwks` or `jwksUri`.
         * @example {
         *       "name": "Device gateway",
         *       "permissions": [
         *         "observations:write"
         *       ],
         *       "expiresAt": "2026-01-31T00:00:00.000Z"
         *     }
         * @example {
         *       "name": "Research warehouse",
         *       "scopes": [
         *         "system/Patient.rs"
         *       ],
         *       "jwksUri": "https://client.example.com/jwks.json"
         *     }
         */
        ApiKeyInput: {
            name: components["schemas"]["Name"];
            permissions?: components["schemas"]["ApiKeyPermissions"];
            scopes?: components["schemas"]["ClientScopes"];
            jwks?: components["schemas"]["ClientKeySet"];
            jwksUri?: components["schemas"]["ClientKeySetUri"];
            /** @description When the key ends by itself, ahead of now; never where it is absent or `null`. */
            expiresAt?: components["schemas"]["Instant"] | null;
        };
        /**
         * @example {
         *       "id": "key_123",
         *       "clientId": "key_123",
         *       "secret": "org_abc123.Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzAVb3kq0yT7mX",
         *       "name": "Device gateway",
         *       "permissions": [
         *         "observations:write"
         *       ],
         *       "expiresAt": "2026-01-31T00:00:00.000Z"
         *     }
         */
        ApiKeyCreated: {
            readonly id: components["schemas"]["Id"];
            /** @description What a program signs in as; the key's id. */
            readonly clientId: components["schemas"]["Id"];
            /** @description Shown this once; a hash of it is kept. A SMART client has none. */
            readonly secret?: string;
            name: components["schemas"]["Name"];
            permissions: components["schemas"]["ApiKeyPermissions"];
            scopes?: components["schemas"]["ClientScopes"];
            jwks?: components["schemas"]["ClientKeySet"];
            jwksUri?: components["schemas"]["ClientKeySetUri"];
            expiresAt: components["schemas"]["Instant"] | null;
        };
        /**
         * @example ACTIVE
         * @enum {string}
         */
        PatientStatus: "ACTIVE" | "INACTIVE";
        /**
         * @example name
         * @enum {string}
         */
        PatientSort: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        /**
         * @description The administrative sex, as on claims.
         * @example FEMALE
         * @enum {string}
         */
        Sex: "MALE" | "FEMALE" | "OTHER" | "UNKNOWN";
        /**
         * @description A diagnosis in ICD-10-CM.
         * @example {
         *       "code": "I10",
         *       "description": "Essential (primary) hypertension",
         *       "rank": 1
         *     }
         */
        Diagnosis: {
            /** @description ICD-10-CM code, with or without the dot. */
            code: string;
            description?: string | null;
            /** @description 1 is the first listed one; claims carry them in this order. */
            rank: number;
        };
        /**
         * @description An insurance, in the order it is billed. `memberId` with filing code MB must have the form of a Medicare beneficiary identifier.
         * @example {
         *       "order": 1,
         *       "payerName": "Medicare Part B",
         *       "payerId": "04412",
         *       "memberId": "1EG4TE5MK73",
         *       "relationship": "SELF",
         *       "filingCode": "MB"
         *     }
         */
        Coverage: {
            order: number;
            payerName?: string | null;
            payerId?: string | null;
            memberId?: string | null;
            relationship?: string | null;
            subscriber?: {
                firstName?: string;
                lastName?: string;
                birthDate?: components["schemas"]["LocalDate"];
                /** @enum {string} */
                sex?: "MALE" | "FEMALE" | "OTHER" | "UNKNOWN";
            } | null;
            groupNumber?: string | null;
            filingCode?: string | null;
            from?: components["schemas"]["LocalDate"] | null;
            to?: components["schemas"]["LocalDate"] | null;
        };
        /**
         * @description A time in which an outcome-paid model of Medicare holds.
         * @example {
         *       "model": "ACCESS",
         *       "participant": "OWN",
         *       "from": "2026-07-01"
         *     }
         */
        Alignment: {
            /** @enum {string} */
            model: "ACCESS";
            track?: string | null;
            /** @enum {string} */
            participant: "OWN" | "OTHER";
            from: components["schemas"]["LocalDate"];
            to?: components["schemas"]["LocalDate"] | null;
        };
        /**
         * @description The patient's identifier in another system.
         * @example {
         *       "system": "https://ehr.example.com/mrn",
         *       "value": "4711"
         *     }
         */
        ExternalId: {
            system: string;
            value: string;
        };
        /**
         * @description Something that was accepted although it may not be what was meant.
         * @example {
         *       "pointer": "/phone",
         *       "code": "PHONE_UNRECOGNIZED",
         *       "message": "This is not a telephone number of US; it is kept as sent."
         *     }
         */
        Warning: {
            /** @description JSON pointer (RFC 6901) to what the warning is about. */
            pointer?: string;
            code: string;
            message: string;
        };
        /**
         * @description A free-form map of strings, at most 50 keys.
         * @example {
         *       "site": "north"
         *     }
         */
        Metadata: {
            [key: string]: string;
        };
        /**
         * @description A patient of the organization.
         * @example {
         *       "id": "patient_xyz",
         *       "organizationId": "org_abc123",
         *       "mrn": "MRN-1001",
         *       "firstName": "Maria",
         *       "lastName": "Example",
         *       "birthDate": "1951-04-12",
         *       "sex": "FEMALE",
         *       "email": null,
         *       "phone": "+14135550123",
         *       "address": {
         *         "line1": "100 Main Street",
         *         "city": "Springfield",
         *         "state": "MA",
         *         "postalCode": "01103",
         *         "country": "US"
         *       },
         *       "timezone": "America/New_York",
         *       "language": "en",
         *       "status": "ACTIVE",
         *       "diagnoses": [
         *         {
         *           "code": "I10",
         *           "rank": 1
         *         }
         *       ],
         *       "coverages": [],
         *       "alignments": [],
         *       "externalIds": [],
         *       "mergedInto": null,
         *       "warnings": [],
         *       "metadata": null,
         *       "version": 1,
         *       "createdAt": "2025-01-31T10:30:00.000Z",
         *       "updatedAt": "2025-01-31T10:30:00.000Z"
         *     }
         */
        Patient: {
            readonly id: components["schemas"]["Id"];
            readonly organizationId: components["schemas"]["Id"];
            /** @description Medical record number, unique in the organization. */
            mrn: string | null;
            firstName: string | null;
            lastName: string | null;
            birthDate: components["schemas"]["LocalDate"] | null;
            sex: components["schemas"]["Sex"] | null;
            email: components["schemas"]["Email"] | null;
            /** @description Kept as E.164 where it can be read as a number of the organization's country, else as sent, with a warning. */
            phone: string | null;
            address: components["schemas"]["Address"] | null;
            /** @description The organization's where there is none. */
            timezone: components["schemas"]["TimeZone"] | null;
            /** @description BCP 47. */
            language: string | null;
            /** @description INACTIVE asks that open enrollments are ended first. */
            status: components["schemas"]["PatientStatus"];
            diagnoses: components["schemas"]["Diagnosis"][];
            coverages: components["schemas"]["Coverage"][];
            alignments: components["schemas"]["Alignment"][];
            externalIds: components["schemas"]["ExternalId"][];
            readonly mergedInto: components["schemas"]["Id"] | null;
            readonly warnings: components["schemas"]["Warning"][];
            metadata: components["schemas"]["Metadata"] | null;
            readonly version: components["schemas"]["Version"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "patient_xyz",
         *           "organizationId": "org_abc123",
         *           "mrn": "MRN-1001",
         *           "firstName": "Maria",
         *           "lastName": "Example",
         *           "birthDate": "1951-04-12",
         *           "sex": "FEMALE",
         *           "email": null,
         *           "phone": "+14135550123",
         *           "address": {
         *             "line1": "100 Main Street",
         *             "city": "Springfield",
         *             "state": "MA",
         *             "postalCode": "01103",
         *             "country": "US"
         *           },
         *           "timezone": "America/New_York",
         *           "language": "en",
         *           "status": "ACTIVE",
         *           "diagnoses": [
         *             {
         *               "code": "I10",
         *               "rank": 1
         *             }
         *           ],
         *           "coverages": [],
         *           "alignments": [],
         *           "externalIds": [],
         *           "mergedInto": null,
         *           "warnings": [],
         *           "metadata": null,
         *           "version": 1,
         *           "createdAt": "2025-01-31T10:30:00.000Z",
         *           "updatedAt": "2025-01-31T10:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        PatientList: {
            data: components["schemas"]["Patient"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "firstName": "Maria",
         *       "lastName": "Example",
         *       "birthDate": "1951-04-12",
         *       "mrn": "MRN-1001",
         *       "sex": "FEMALE",
         *       "phone": "(413) 555-0123",
         *       "timezone": "America/New_York"
         *     }
         */
        PatientInput: {
            /** @description Medical record number, unique in the organization. */
            mrn?: string | null;
            firstName: string;
            lastName: string;
            birthDate: components["schemas"]["LocalDate"];
            sex?: components["schemas"]["Sex"] | null;
            email?: components["schemas"]["Email"] | null;
            /** @description Kept as E.164 where it can be read as a number of the organization's country, else as sent, with a warning. */
            phone?: string | null;
            address?: components["schemas"]["Address"] | null;
            /** @description The organization's where there is none. */
            timezone?: components["schemas"]["TimeZone"] | null;
            /** @description BCP 47. */
            language?: string | null;
            /** @description INACTIVE asks that open enrollments are ended first. */
            status?: components["schemas"]["PatientStatus"];
            diagnoses?: components["schemas"]["Diagnosis"][];
            coverages?: components["schemas"]["Coverage"][];
            alignments?: components["schemas"]["Alignment"][];
            externalIds?: components["schemas"]["ExternalId"][];
            metadata?: components["schemas"]["Metadata"] | null;
        };
        /**
         * @description The filters of the list, for those who keep names out of URLs.
         * @example {
         *       "search": "exam",
         *       "status": [
         *         "ACTIVE"
         *       ]
         *     }
         */
        PatientSearch: {
            /** @description Prefix of a word of the name, of the MRN or the e-mail address; case and accents do not matter. Several words must all be there. */
            search?: string;
            status?: components["schemas"]["PatientStatus"][];
            updatedSince?: components["schemas"]["Instant"];
            mrn?: string;
            /** @description `system|value` */
            externalId?: string;
            sort?: components["schemas"]["PatientSort"];
            limit?: number;
            cursor?: string;
            includeTotal?: boolean;
        };
        /**
         * @description Merged into the map; `null` takes a key away.
         * @example {
         *       "site": "south"
         *     }
         */
        MetadataPatch: {
            [key: string]: string | null;
        };
        /**
         * @description A merge patch (RFC 7396): null takes a value away, what is left out stays.
         * @example {
         *       "phone": "+14135550199",
         *       "mrn": null
         *     }
         */
        PatientPatch: {
            /** @description Medical record number, unique in the organization. */
            mrn?: string | null;
            firstName?: string;
            lastName?: string;
            birthDate?: components["schemas"]["LocalDate"];
            sex?: components["schemas"]["Sex"] | null;
            email?: components["schemas"]["Email"] | null;
            /** @description Kept as E.164 where it can be read as a number of the organization's country, else as sent, with a warning. */
            phone?: string | null;
            address?: components["schemas"]["Address"] | null;
            /** @description The organization's where there is none. */
            timezone?: components["schemas"]["TimeZone"] | null;
            /** @description BCP 47. */
            language?: string | null;
            /** @description INACTIVE asks that open enrollments are ended first. */
            status?: components["schemas"]["PatientStatus"] | null;
            diagnoses?: components["schemas"]["Diagnosis"][] | null;
            coverages?: components["schemas"]["Coverage"][] | null;
            alignments?: components["schemas"]["Alignment"][] | null;
            externalIds?: components["schemas"]["ExternalId"][] | null;
            metadata?: components["schemas"]["MetadataPatch"] | null;
        };
        /**
         * @example {
         *       "duplicateId": "patient_abc"
         *     }
         */
        PatientMergeInput: {
            duplicateId: components["schemas"]["Id"];
        };
        /**
         * @description Who acted. The id is null where nobody was signed in.
         * @example {
         *       "type": "USER",
         *       "id": "user_123"
         *     }
         */
        AuditActor: {
            /** @enum {string} */
            type: "USER" | "API_KEY" | "OPERATOR" | "SYSTEM";
            id: components["schemas"]["Id"] | null;
        };
        /**
         * @description An operationId of the contract, or an operator's command.
         * @example getPatient
         */
        OperationName: string;
        /**
         * @description SUCCESS; DENIED where the caller had no right; FAILED for any other reason.
         * @enum {string}
         */
        AuditOutcome: "SUCCESS" | "DENIED" | "FAILED";
        /**
         * @example {
         *       "at": "2025-01-31T10:30:00.000Z",
         *       "actor": {
         *         "type": "USER",
         *         "id": "user_123"
         *       },
         *       "operationId": "getPatient",
         *       "outcome": "SUCCESS",
         *       "address": "203.0.113.7"
         *     }
         */
        Access: {
            at: components["schemas"]["Instant"];
            actor: components["schemas"]["AuditActor"];
            operationId: components["schemas"]["OperationName"];
            outcome: components["schemas"]["AuditOutcome"];
            address: string | null;
        };
        /**
         * @example {
         *       "data": [],
         *       "nextCursor": null
         *     }
         */
        AccessReport: {
            data: components["schemas"]["Access"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @description One who orders, renders or supervises care.
         * @example {
         *       "id": "prac_123",
         *       "userId": null,
         *       "firstName": "Ana",
         *       "lastName": "Example",
         *       "credential": "MD",
         *       "npi": "1234567893",
         *       "taxonomyCode": "207R00000X",
         *       "active": true,
         *       "version": 1,
         *       "createdAt": "2025-01-31T10:30:00.000Z",
         *       "updatedAt": "2025-01-31T10:30:00.000Z"
         *     }
         */
        Practitioner: {
            readonly id: components["schemas"]["Id"];
            /** @description The member who signs as this practitioner. */
            userId: components["schemas"]["Id"] | null;
            firstName: string;
            lastName: string;
            credential: string | null;
            npi: components["schemas"]["Npi"];
            taxonomyCode: components["schemas"]["TaxonomyCode"] | null;
            active: boolean;
            readonly version: components["schemas"]["Version"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "prac_123",
         *           "userId": null,
         *           "firstName": "Ana",
         *           "lastName": "Example",
         *           "credential": "MD",
         *           "npi": "1234567893",
         *           "taxonomyCode": "207R00000X",
         *           "active": true,
         *           "version": 1,
         *           "createdAt": "2025-01-31T10:30:00.000Z",
         *           "updatedAt": "2025-01-31T10:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        PractitionerList: {
            data: components["schemas"]["Practitioner"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "firstName": "Ana",
         *       "lastName": "Example",
         *       "npi": "1234567893",
         *       "credential": "MD"
         *     }
         */
        PractitionerInput: {
            /** @description The member who signs as this practitioner. */
            userId?: components["schemas"]["Id"] | null;
            firstName: string;
            lastName: string;
            credential?: string | null;
            npi: components["schemas"]["Npi"];
            taxonomyCode?: components["schemas"]["TaxonomyCode"] | null;
            active?: boolean;
        };
        /**
         * @description A merge patch (RFC 7396): null takes a value away, what is left out stays.
         * @example {
         *       "active": false
         *     }
         */
        PractitionerPatch: {
            /** @description The member who signs as this practitioner. */
            userId?: components["schemas"]["Id"] | null;
            firstName?: string;
            lastName?: string;
            credential?: string | null;
            npi?: components["schemas"]["Npi"];
            taxonomyCode?: components["schemas"]["TaxonomyCode"] | null;
            active?: boolean | null;
        };
        /**
         * @description A program of care management or remote monitoring of CMS.
         * @example RPM
         * @enum {string}
         */
        Program: "RPM" | "RTM" | "CCM" | "PCM" | "APCM";
        /**
         * @description In the canonical unit; a value outside is refused.
         * @example {
         *       "low": 50,
         *       "high": 300
         *     }
         */
        PlausibleRange: {
            low?: number | null;
            high?: number | null;
        };
        /**
         * @example HIGH
         * @enum {string}
         */
        Severity: "CRITICAL" | "HIGH" | "MEDIUM" | "LOW";
        /**
         * @description A rule that readings of the metric are held against unless the organization or the patient has one of its own.
         * @example {
         *       "type": "threshold",
         *       "operator": "gt",
         *       "value": 160,
         *       "consecutive": 1,
         *       "severity": "HIGH"
         *     }
         */
        DefaultRule: {
            /** @constant */
            type: "threshold";
            /** @enum {string} */
            operator: "gt" | "gte" | "lt" | "lte";
            value: number;
            consecutive?: number;
            severity: components["schemas"]["Severity"];
        } | {
            /** @constant */
            type: "change";
            /** @enum {string} */
            direction: "increase" | "decrease";
            amount: number;
            withinHours: number;
            severity: components["schemas"]["Severity"];
        } | {
            /** @constant */
            type: "missing";
            withoutReadingHours: number;
            severity: components["schemas"]["Severity"];
        };
        /**
         * @description Free text.
         * @example Called back
         * @example no answer.
         */
        Note: string;
        /**
         * @description What can be measured. `unit` is the canonical UCUM unit; `units` maps each spelling accepted to its UCUM unit.
         * @example {
         *       "id": "metric_bp_systolic",
         *       "code": "bp_systolic",
         *       "name": "Systolic blood pressure",
         *       "unit": "mm[Hg]",
         *       "displayUnit": "mmHg",
         *       "units": {
         *         "mm[Hg]": "mm[Hg]",
         *         "mmHg": "mm[Hg]"
         *       },
         *       "molarMass": null,
         *       "loinc": "8480-6",
         *       "alsoCodedAs": [],
         *       "mdc": 150021,
         *       "panel": "85354-9",
         *       "category": "vital-signs",
         *       "plausibleRange": {
         *         "low": 50,
         *         "high": 300
         *       },
         *       "programs": [
         *         "RPM"
         *       ],
         *       "defaultRules": [
         *         {
         *           "type": "threshold",
         *           "operator": "gt",
         *           "value": 160,
         *           "consecutive": 1,
         *           "severity": "HIGH"
         *         }
         *       ],
         *       "note": null,
         *       "builtIn": true,
         *       "version": 1
         *     }
         */
        MetricDefinition: {
            readonly id: components["schemas"]["Id"];
            code: string;
            name: string;
            unit: string;
            displayUnit: string;
            units: {
                [key: string]: string;
            };
            molarMass: number | null;
            loinc: string | null;
            alsoCodedAs: string[];
            mdc: number | null;
            panel: string | null;
            category: string | null;
            plausibleRange: components["schemas"]["PlausibleRange"];
            programs: components["schemas"]["Program"][];
            defaultRules: components["schemas"]["DefaultRule"][];
            note: components["schemas"]["Note"] | null;
            readonly builtIn: boolean;
            readonly version: components["schemas"]["Version"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "metric_bp_systolic",
         *           "code": "bp_systolic",
         *           "name": "Systolic blood pressure",
         *           "unit": "mm[Hg]",
         *           "displayUnit": "mmHg",
         *           "units": {
         *             "mm[Hg]": "mm[Hg]",
         *             "mmHg": "mm[Hg]"
         *           },
         *           "molarMass": null,
         *           "loinc": "8480-6",
         *           "alsoCodedAs": [],
         *           "mdc": 150021,
         *           "panel": "85354-9",
         *           "category": "vital-signs",
         *           "plausibleRange": {
         *             "low": 50,
         *             "high": 300
         *           },
         *           "programs": [
         *             "RPM"
         *           ],
         *           "defaultRules": [
         *             {
         *               "type": "threshold",
         *               "operator": "gt",
         *               "value": 160,
         *               "consecutive": 1,
         *               "severity": "HIGH"
         *             }
         *           ],
         *           "note": null,
         *           "builtIn": true,
         *           "version": 1
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        MetricDefinitionList: {
            data: components["schemas"]["MetricDefinition"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "code": "grip_strength",
         *       "name": "Grip strength",
         *       "unit": "kg",
         *       "programs": [
         *         "RTM"
         *       ],
         *       "plausibleRange": {
         *         "low": 0,
         *         "high": 120
         *       }
         *     }
         */
        MetricDefinitionInput: {
            code: string;
            name: string;
            unit: string;
            displayUnit?: string;
            units?: {
                [key: string]: string;
            };
            molarMass?: number | null;
            loinc?: string | null;
            alsoCodedAs?: string[];
            mdc?: number | null;
            panel?: string | null;
            category?: string | null;
            plausibleRange?: components["schemas"]["PlausibleRange"];
            programs: components["schemas"]["Program"][];
            defaultRules?: components["schemas"]["DefaultRule"][];
            note?: components["schemas"]["Note"] | null;
        };
        /**
         * @description A merge patch (RFC 7396): null takes a value away, what is left out stays.
         * @example {
         *       "name": "Grip strength, dominant hand"
         *     }
         */
        MetricDefinitionPatch: {
            name?: string;
            displayUnit?: string | null;
            units?: {
                [key: string]: string | null;
            } | null;
            molarMass?: number | null;
            loinc?: string | null;
            alsoCodedAs?: string[] | null;
            mdc?: number | null;
            panel?: string | null;
            category?: string | null;
            plausibleRange?: components["schemas"]["PlausibleRange"] | null;
            programs?: components["schemas"]["Program"][];
            defaultRules?: components["schemas"]["DefaultRule"][] | null;
            note?: components["schemas"]["Note"] | null;
        };
        /**
         * @example ACTIVE
         * @enum {string}
         */
        EnrollmentStatus: "PENDING" | "ACTIVE" | "PAUSED" | "ENDED";
        /**
         * @example GOALS_MET
         * @enum {string}
         */
        EndReason: "GOALS_MET" | "PATIENT_REQUEST" | "NON_ADHERENT" | "DECEASED" | "TRANSFERRED" | "ADMINISTRATIVE" | "OTHER";
        /**
         * @description Days on which the enrollment rests, both included.
         * @example {
         *       "from": "2025-02-01",
         *       "to": "2025-02-07"
         *     }
         */
        Pause: {
            from: components["schemas"]["LocalDate"];
            to?: components["schemas"]["LocalDate"] | null;
        };
        /**
         * @description The patient's consent. From the local day of `revokedAt` on, days and minutes do not count.
         * @example {
         *       "method": "VERBAL",
         *       "date": "2025-01-01"
         *     }
         */
        Consent: {
            /** @enum {string|null} */
            method?: "VERBAL" | "WRITTEN" | "ELECTRONIC" | null;
            date: components["schemas"]["LocalDate"];
            obtainedBy?: string | null;
            wordingVersion?: string | null;
            costShareDisclosed?: boolean | null;
            revokedAt?: components["schemas"]["Instant"] | null;
        };
        /**
         * @description What billing rests on beside readings and minutes, for every month. Absent: `establishedPatient` true, the other booleans false.
         * @example {
         *       "establishedPatient": true
         *     }
         */
        BillingFacts: {
            establishedPatient?: boolean;
            otherPractitionerBilled?: boolean;
            globalPeriodSamePractitioner?: boolean;
            chronicConditions?: number;
            carePlanDate?: components["schemas"]["LocalDate"] | null;
            /** @enum {string|null} */
            mdmComplexity?: "STRAIGHTFORWARD" | "LOW" | "MODERATE" | "HIGH" | null;
            qualifiedMedicareBeneficiary?: boolean;
            apcmElementsAttested?: boolean;
            /** @enum {string|null} */
            rtmSystem?: "RESPIRATORY" | "MSK" | "CBT" | null;
            emVisitDates?: components["schemas"]["LocalDate"][];
        };
        /**
         * @description A patient's enrollment in a monitoring or care management program. Days are local in `timezone`.
         * @example {
         *       "id": "enr_123",
         *       "patientId": "patient_xyz",
         *       "program": "RPM",
         *       "status": "ACTIVE",
         *       "startDate": "2025-01-01",
         *       "endDate": null,
         *       "endReason": null,
         *       "pauses": [],
         *       "timezone": "America/New_York",
         *       "consent": {
         *         "method": "VERBAL",
         *         "date": "2025-01-01"
         *       },
         *       "deviceSetupDate": "2025-01-01",
         *       "orderingPractitionerId": "prac_123",
         *       "renderingPractitionerId": "prac_123",
         *       "supervisingPractitionerId": null,
         *       "diagnoses": [
         *         {
         *           "code": "I10",
         *           "rank": 1
         *         }
         *       ],
         *       "placeOfService": "11",
         *       "modifiers": [],
         *       "metricDefinitionIds": [],
         *       "billingFacts": {},
         *       "warnings": [],
         *       "version": 1,
         *       "createdAt": "2025-01-31T10:30:00.000Z",
         *       "updatedAt": "2025-01-31T10:30:00.000Z"
         *     }
         */
        Enrollment: {
            readonly id: components["schemas"]["Id"];
            patientId: components["schemas"]["Id"];
            program: components["schemas"]["Program"];
            status: components["schemas"]["EnrollmentStatus"];
            startDate: components["schemas"]["LocalDate"];
            endDate: components["schemas"]["LocalDate"] | null;
            endReason: components["schemas"]["EndReason"] | null;
            pauses: components["schemas"]["Pause"][];
            timezone: components["schemas"]["TimeZone"];
            consent: components["schemas"]["Consent"] | null;
            deviceSetupDate: components["schemas"]["LocalDate"] | null;
            orderingPractitionerId: components["schemas"]["Id"] | null;
            renderingPractitionerId: components["schemas"]["Id"] | null;
            supervisingPractitionerId: components["schemas"]["Id"] | null;
            /** @description The ones that are billed, in the order of `rank`. */
            diagnoses: components["schemas"]["Diagnosis"][];
            placeOfService: string;
            modifiers: string[];
            /** @description Empty: every metric of the program. */
            metricDefinitionIds: components["schemas"]["Id"][];
            billingFacts: components["schemas"]["BillingFacts"];
            readonly warnings: components["schemas"]["Warning"][];
            readonly version: components["schemas"]["Version"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "enr_123",
         *           "patientId": "patient_xyz",
         *           "program": "RPM",
         *           "status": "ACTIVE",
         *           "startDate": "2025-01-01",
         *           "endDate": null,
         *           "endReason": null,
         *           "pauses": [],
         *           "timezone": "America/New_York",
         *           "consent": {
         *             "method": "VERBAL",
         *             "date": "2025-01-01"
         *           },
         *           "deviceSetupDate": "2025-01-01",
         *           "orderingPractitionerId": "prac_123",
         *           "renderingPractitionerId": "prac_123",
         *           "supervisingPractitionerId": null,
         *           "diagnoses": [
         *             {
         *               "code": "I10",
         *               "rank": 1
         *             }
         *           ],
         *           "placeOfService": "11",
         *           "modifiers": [],
         *           "metricDefinitionIds": [],
         *           "billingFacts": {},
         *           "warnings": [],
         *           "version": 1,
         *           "createdAt": "2025-01-31T10:30:00.000Z",
         *           "updatedAt": "2025-01-31T10:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        EnrollmentList: {
            data: components["schemas"]["Enrollment"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "patientId": "patient_xyz",
         *       "program": "RPM",
         *       "startDate": "2025-01-01",
         *       "consent": {
         *         "method": "VERBAL",
         *         "date": "2025-01-01"
         *       },
         *       "deviceSetupDate": "2025-01-01",
         *       "diagnoses": [
         *         {
         *           "code": "I10",
         *           "rank": 1
         *         }
         *       ]
         *     }
         */
        EnrollmentInput: {
            patientId: components["schemas"]["Id"];
            program: components["schemas"]["Program"];
            /** @enum {string} */
            status?: "PENDING" | "ACTIVE";
            startDate: components["schemas"]["LocalDate"];
            endDate?: components["schemas"]["LocalDate"] | null;
            endReason?: components["schemas"]["EndReason"] | null;
            pauses?: components["schemas"]["Pause"][];
            timezone?: components["schemas"]["TimeZone"];
            consent?: components["schemas"]["Consent"] | null;
            deviceSetupDate?: components["schemas"]["LocalDate"] | null;
            orderingPractitionerId?: components["schemas"]["Id"] | null;
            renderingPractitionerId?: components["schemas"]["Id"] | null;
            supervisingPractitionerId?: components["schemas"]["Id"] | null;
            /** @description The ones that are billed, in the order of `rank`. */
            diagnoses?: components["schemas"]["Diagnosis"][];
            placeOfService?: string;
            modifiers?: string[];
            /** @description Empty: every metric of the program. */
            metricDefinitionIds?: components["schemas"]["Id"][];
            billingFacts?: components["schemas"]["BillingFacts"];
            /** @description Enrolls in RPM beside RTM, or the other way round. */
            allowConflict?: boolean;
        };
        /**
         * @description A merge patch of the consent.
         * @example {
         *       "revokedAt": "2025-01-31T10:30:00.000Z"
         *     }
         */
        ConsentPatch: {
            /** @enum {string|null} */
            method?: "VERBAL" | "WRITTEN" | "ELECTRONIC" | null;
            date?: components["schemas"]["LocalDate"];
            obtainedBy?: string | null;
            wordingVersion?: string | null;
            costShareDisclosed?: boolean | null;
            revokedAt?: components["schemas"]["Instant"] | null;
        };
        /**
         * @description A merge patch of the billing facts.
         * @example {
         *       "establishedPatient": false
         *     }
         */
        BillingFactsPatch: {
            establishedPatient?: boolean | null;
            otherPractitionerBilled?: boolean | null;
            globalPeriodSamePractitioner?: boolean | null;
            chronicConditions?: number | null;
            carePlanDate?: components["schemas"]["LocalDate"] | null;
            /** @enum {string|null} */
            mdmComplexity?: "STRAIGHTFORWARD" | "LOW" | "MODERATE" | "HIGH" | null;
            qualifiedMedicareBeneficiary?: boolean | null;
            apcmElementsAttested?: boolean | null;
            /** @enum {string|null} */
            rtmSystem?: "RESPIRATORY" | "MSK" | "CBT" | null;
            emVisitDates?: components["schemas"]["LocalDate"][];
        };
        /**
         * @description A merge patch (RFC 7396): null takes a value away, what is left out stays.
         * @example {
         *       "status": "ENDED",
         *       "endDate": "2025-06-30",
         *       "endReason": "GOALS_MET"
         *     }
         */
        EnrollmentPatch: {
            status?: components["schemas"]["EnrollmentStatus"] | null;
            startDate?: components["schemas"]["LocalDate"];
            endDate?: components["schemas"]["LocalDate"] | null;
            endReason?: components["schemas"]["EndReason"] | null;
            pauses?: components["schemas"]["Pause"][] | null;
            timezone?: components["schemas"]["TimeZone"] | null;
            consent?: components["schemas"]["ConsentPatch"] | null;
            deviceSetupDate?: components["schemas"]["LocalDate"] | null;
            orderingPractitionerId?: components["schemas"]["Id"] | null;
            renderingPractitionerId?: components["schemas"]["Id"] | null;
            supervisingPractitionerId?: components["schemas"]["Id"] | null;
            /** @description The ones that are billed, in the order of `rank`. */
            diagnoses?: components["schemas"]["Diagnosis"][] | null;
            placeOfService?: string | null;
            modifiers?: string[] | null;
            /** @description Empty: every metric of the program. */
            metricDefinitionIds?: components["schemas"]["Id"][] | null;
            billingFacts?: components["schemas"]["BillingFactsPatch"] | null;
        };
        /**
         * @description What one change made of the enrollment, and who made it; null where the platform did.
         * @example {
         *       "version": 2,
         *       "at": "2025-01-31T10:30:00.000Z",
         *       "actorId": "user_123",
         *       "changes": [
         *         {
         *           "pointer": "/status",
         *           "before": "ACTIVE",
         *           "after": "PAUSED"
         *         }
         *       ]
         *     }
         */
        EnrollmentHistoryEntry: {
            version: components["schemas"]["Version"];
            at: components["schemas"]["Instant"];
            actorId: components["schemas"]["Id"] | null;
            changes: {
                pointer: string;
                /** @description A value of the enrollment: of any type, null where there was none. */
                before: unknown;
                /** @description A value of the enrollment: of any type, null where there was none. */
                after: unknown;
            }[];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "version": 2,
         *           "at": "2025-01-31T10:30:00.000Z",
         *           "actorId": "user_123",
         *           "changes": [
         *             {
         *               "pointer": "/status",
         *               "before": "ACTIVE",
         *               "after": "PAUSED"
         *             }
         *           ]
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        EnrollmentHistory: {
            data: components["schemas"]["EnrollmentHistoryEntry"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @description Facts of one month; what is left out is as the enrollment says.
         * @example {
         *       "mdmComplexity": "MODERATE"
         *     }
         */
        MonthFacts: {
            /** @enum {string|null} */
            mdmComplexity?: "STRAIGHTFORWARD" | "LOW" | "MODERATE" | "HIGH" | null;
            otherPractitionerBilled?: boolean;
            globalPeriodSamePractitioner?: boolean;
            qualifiedMedicareBeneficiary?: boolean;
            apcmElementsAttested?: boolean;
            emVisitDates?: components["schemas"]["LocalDate"][];
        };
        MonthFactsOnRecord: {
            month: components["schemas"]["Month"];
            facts: components["schemas"]["MonthFacts"];
            setBy: components["schemas"]["SetBy"];
            setAt: components["schemas"]["Instant"];
            version: number;
        };
        BillingFactsOfEnrollment: {
            defaults: components["schemas"]["BillingFacts"];
            months: components["schemas"]["MonthFactsOnRecord"][];
        };
        /**
         * @description The circumstances of the measurement.
         * @example {
         *       "bodyPosition": "sitting",
         *       "bodySite": "left upper arm",
         *       "averagedFrom": 3
         *     }
         */
        ObservationContext: {
            bodyPosition?: string;
            bodySite?: string;
            mealRelation?: string;
            activity?: string;
            irregularHeartbeat?: boolean;
            /** @description Of how many measurements the value is the mean. */
            averagedFrom?: number;
        };
        /**
         * @description A voided observation is ENTERED_IN_ERROR; nothing else of an observation ever changes.
         * @example FINAL
         * @enum {string}
         */
        ObservationStatus: "FINAL" | "ENTERED_IN_ERROR";
        /**
         * @description A reading of one metric of one patient.
         * @example {
         *       "id": "obs_123",
         *       "patientId": "patient_xyz",
         *       "enrollmentId": "enr_123",
         *       "metricDefinitionId": "metric_bp_systolic",
         *       "value": 142,
         *       "unit": "mmHg",
         *       "canonicalValue": 142,
         *       "canonicalUnit": "mm[Hg]",
         *       "source": "DEVICE",
         *       "deviceId": null,
         *       "groupId": null,
         *       "recordedAt": "2025-01-31T10:30:00.000Z",
         *       "recordedAtOffset": "+00:00",
         *       "receivedAt": "2025-01-31T10:30:02.000Z",
         *       "interpretation": "N",
         *       "context": null,
         *       "note": null,
         *       "externalId": null,
         *       "status": "FINAL",
         *       "alerts": [],
         *       "evaluated": true,
         *       "warnings": [
         *         {
         *           "code": "DEVICE_UNKNOWN",
         *           "message": "The reading names no device."
         *         }
         *       ],
         *       "metadata": {},
         *       "version": 1
         *     }
         */
        Observation: {
            readonly id: components["schemas"]["Id"];
            patientId: components["schemas"]["Id"];
            /** @description The enrollment that was active at `recordedAt` and monitors the metric; `null` where there is none. */
            enrollmentId: components["schemas"]["Id"] | null;
            metricDefinitionId: components["schemas"]["Id"];
            value: number;
            /** @description The unit as it was sent. */
            unit: string;
            /** @description The value in the metric's canonical unit. */
            readonly canonicalValue: number;
            /** @description The metric's unit in UCUM. */
            readonly canonicalUnit: string;
            source: components["schemas"]["ObservationSource"];
            deviceId: components["schemas"]["Id"] | null;
            /** @description Ties the parts of one measurement, as systolic and diastolic pressure, together. */
            groupId: string | null;
            /** @description When it was measured. */
            recordedAt: components["schemas"]["Instant"];
            /** @description The sender's offset from UTC. */
            readonly recordedAtOffset: string;
            /** @description When the platform got it. */
            readonly receivedAt: components["schemas"]["Instant"];
            /**
             * @description How the value stands to the alert rules of its metric; `null` where there are none.
             * @enum {string|null}
             */
            readonly interpretation: "LL" | "L" | "N" | "H" | "HH" | null;
            context: components["schemas"]["ObservationContext"] | null;
            note: string | null;
            /** @description The sender's own id of the reading. */
            externalId: string | null;
            readonly status: components["schemas"]["ObservationStatus"];
            /** @description The alerts it raised or repeated. */
            readonly alerts: components["schemas"]["Id"][];
            /** @description False for a reading that came too late to raise alerts; it was stored all the same. */
            readonly evaluated: boolean;
            readonly warnings: components["schemas"]["Warning"][];
            metadata: components["schemas"]["Metadata"];
            readonly version: components["schemas"]["Version"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "obs_123",
         *           "patientId": "patient_xyz",
         *           "enrollmentId": "enr_123",
         *           "metricDefinitionId": "metric_bp_systolic",
         *           "value": 142,
         *           "unit": "mmHg",
         *           "canonicalValue": 142,
         *           "canonicalUnit": "mm[Hg]",
         *           "source": "DEVICE",
         *           "deviceId": null,
         *           "groupId": null,
         *           "recordedAt": "2025-01-31T10:30:00.000Z",
         *           "recordedAtOffset": "+00:00",
         *           "receivedAt": "2025-01-31T10:30:02.000Z",
         *           "interpretation": "N",
         *           "context": null,
         *           "note": null,
         *           "externalId": null,
         *           "status": "FINAL",
         *           "alerts": [],
         *           "evaluated": true,
         *           "warnings": [
         *             {
         *               "code": "DEVICE_UNKNOWN",
         *               "message": "The reading names no device."
         *             }
         *           ],
         *           "metadata": {},
         *           "version": 1
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        ObservationList: {
            data: components["schemas"]["Observation"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @description A reading to record. `patientId` or `deviceId` says whose it is: with a device alone, it goes to whoever had the
         *     device at `recordedAt`; with both, they must agree.
         * @example {
         *       "patientId": "patient_xyz",
         *       "metricDefinitionId": "metric_bp_systolic",
         *       "value": 142,
         *       "unit": "mmHg",
         *       "source": "DEVICE",
         *       "recordedAt": "2025-01-31T10:30:00Z"
         *     }
         */
        ObservationInput: {
            patientId?: components["schemas"]["Id"];
            /** @description Wins over the enrollment that would be found by date and metric. */
            enrollmentId?: components["schemas"]["Id"];
            metricDefinitionId: components["schemas"]["Id"];
            value: number;
            /** @description A spelling of the metric's `units`, or UCUM that converts to the metric's unit. */
            unit: string;
            source: components["schemas"]["ObservationSource"];
            deviceId?: components["schemas"]["Id"];
            groupId?: string;
            /** @description When it was measured, with any offset; at most five minutes ahead. */
            recordedAt: components["schemas"]["Instant"];
            externalId?: string;
            note?: string;
            context?: components["schemas"]["ObservationContext"];
            metadata?: components["schemas"]["Metadata"];
        } & ({
            patientId: unknown;
        } | {
            deviceId: unknown;
        });
        /**
         * @example {
         *       "observations": [
         *         {
         *           "patientId": "patient_xyz",
         *           "metricDefinitionId": "metric_bp_systolic",
         *           "value": 142,
         *           "unit": "mmHg",
         *           "source": "DEVICE",
         *           "recordedAt": "2025-01-31T10:30:00Z"
         *         }
         *       ]
         *     }
         */
        ObservationBulkInput: {
            /**
             * @description Each an `ObservationInput`, validated by itself: one that is not is rejected alone. Over 5,000 are refused with
             *     413 `payload_too_large` before anything is stored.
             */
            observations: unknown[];
        };
        /**
         * @description Why an item was rejected; the problem its own request would have been answered with.
         * @example {
         *       "title": "Refused by a rule",
         *       "status": 422,
         *       "detail": "The unit cannot be converted into the metric's unit.",
         *       "code": "unit_mismatch"
         *     }
         */
        ObservationBulkProblem: {
            title: string;
            status: number;
            detail: string;
            code: components["schemas"]["ProblemCode"];
            errors?: components["schemas"]["FieldError"][];
            /** @description With `observation_conflict`, the observation that already holds the natural key. */
            existingId?: components["schemas"]["Id"];
        };
        /**
         * @example {
         *       "index": 0,
         *       "id": "obs_123",
         *       "status": "created"
         *     }
         */
        ObservationBulkItemResult: {
            /** @description Place in the request from 0; of NDJSON, among the lines that are not blank. */
            index: number;
            /** @description The observation, created or found; `null` when rejected. */
            id: components["schemas"]["Id"] | null;
            /** @enum {string} */
            status: "created" | "duplicate" | "rejected";
            problem?: components["schemas"]["ObservationBulkProblem"];
        };
        /**
         * @description What became of each item, in the order sent. All created ones are committed.
         * @example {
         *       "created": 1,
         *       "duplicates": 0,
         *       "rejected": 1,
         *       "notEvaluated": 0,
         *       "results": [
         *         {
         *           "index": 0,
         *           "id": "obs_123",
         *           "status": "created"
         *         },
         *         {
         *           "index": 1,
         *           "id": null,
         *           "status": "rejected",
         *           "problem": {
         *             "title": "Refused by a rule",
         *             "status": 422,
         *             "detail": "The unit cannot be converted into the metric's unit.",
         *             "code": "unit_mismatch",
         *             "errors": [
         *               {
         *                 "pointer": "/unit",
         *                 "code": "unit_mismatch",
         *                 "message": "mmHg is expected."
         *               }
         *             ]
         *           }
         *         }
         *       ]
         *     }
         */
        ObservationBulkResult: {
            created: number;
            /** @description Readings that were here already. */
            duplicates: number;
            rejected: number;
            /** @description Created ones that came too late to raise alerts. */
            notEvaluated: number;
            results: components["schemas"]["ObservationBulkItemResult"][];
        };
        /**
         * @example {
         *       "reason": "The cuff was on another person."
         *     }
         */
        ObservationVoidInput: {
            reason?: string;
        };
        /**
         * @example day
         * @enum {string}
         */
        TrendInterval: "hour" | "day" | "week";
        /**
         * @example {
         *       "start": "2025-01-31T05:00:00.000Z",
         *       "count": 2,
         *       "min": 138,
         *       "max": 142,
         *       "mean": 140,
         *       "last": 142
         *     }
         */
        TrendBucket: {
            /** @description The first instant of the hour, day or week; weeks begin on Monday. */
            start: components["schemas"]["Instant"];
            count: number;
            min: number;
            max: number;
            mean: number;
            /** @description The value measured last. */
            last: number;
        };
        /**
         * @description Values in the metric's canonical unit, oldest bucket first; hours, days and weeks without a reading are left out.
         * @example {
         *       "patientId": "patient_xyz",
         *       "metricDefinitionId": "metric_bp_systolic",
         *       "unit": "mm[Hg]",
         *       "interval": "day",
         *       "timezone": "America/New_York",
         *       "data": [
         *         {
         *           "start": "2025-01-31T05:00:00.000Z",
         *           "count": 2,
         *           "min": 138,
         *           "max": 142,
         *           "mean": 140,
         *           "last": 142
         *         }
         *       ]
         *     }
         */
        PatientTrends: {
            patientId: components["schemas"]["Id"];
            metricDefinitionId: components["schemas"]["Id"];
            unit: string;
            interval: components["schemas"]["TrendInterval"];
            /** @description The patient's; the buckets are cut in it. */
            timezone: components["schemas"]["TimeZone"];
            data: components["schemas"]["TrendBucket"][];
        };
        /**
         * @description Who had the device from when to when; `to` is null while they have it.
         * @example {
         *       "patientId": "patient_xyz",
         *       "from": "2025-01-31T10:30:00.000Z",
         *       "to": null
         *     }
         */
        DeviceAssignment: {
            patientId: components["schemas"]["Id"];
            from: components["schemas"]["Instant"];
            to: components["schemas"]["Instant"] | null;
        };
        /**
         * @description A device, and who had it when. `serialNumber` with `manufacturer` is unique in the organization.
         * @example {
         *       "id": "dev_123",
         *       "serialNumber": "BP-000123",
         *       "imei": null,
         *       "gatewayId": null,
         *       "udiDi": null,
         *       "manufacturer": "Acme",
         *       "model": "Cuff 2",
         *       "type": "BLOOD_PRESSURE_MONITOR",
         *       "fdaDefined": true,
         *       "status": "ACTIVE",
         *       "lastSeenAt": null,
         *       "assignments": [
         *         {
         *           "patientId": "patient_xyz",
         *           "from": "2025-01-31T10:30:00.000Z",
         *           "to": null
         *         }
         *       ],
         *       "version": 1,
         *       "createdAt": "2025-01-31T10:30:00.000Z",
         *       "updatedAt": "2025-01-31T10:30:00.000Z"
         *     }
         */
        Device: {
            readonly id: components["schemas"]["Id"];
            serialNumber: string;
            imei: string | null;
            gatewayId: string | null;
            udiDi: string | null;
            manufacturer: string;
            model: string | null;
            type: string | null;
            /** @description Whether it meets the definition of a device of the FDA; readings of one that does not never count for billing. */
            fdaDefined: boolean;
            /** @enum {string} */
            status: "ACTIVE" | "RETIRED" | "LOST";
            readonly lastSeenAt: components["schemas"]["Instant"] | null;
            readonly assignments: components["schemas"]["DeviceAssignment"][];
            readonly version: components["schemas"]["Version"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "dev_123",
         *           "serialNumber": "BP-000123",
         *           "imei": null,
         *           "gatewayId": null,
         *           "udiDi": null,
         *           "manufacturer": "Acme",
         *           "model": "Cuff 2",
         *           "type": "BLOOD_PRESSURE_MONITOR",
         *           "fdaDefined": true,
         *           "status": "ACTIVE",
         *           "lastSeenAt": null,
         *           "assignments": [
         *             {
         *               "patientId": "patient_xyz",
         *               "from": "2025-01-31T10:30:00.000Z",
         *               "to": null
         *             }
         *           ],
         *           "version": 1,
         *           "createdAt": "2025-01-31T10:30:00.000Z",
         *           "updatedAt": "2025-01-31T10:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        DeviceList: {
            data: components["schemas"]["Device"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "serialNumber": "BP-000123",
         *       "manufacturer": "Acme",
         *       "model": "Cuff 2"
         *     }
         */
        DeviceInput: {
            serialNumber: string;
            imei?: string | null;
            gatewayId?: string | null;
            udiDi?: string | null;
            manufacturer: string;
            model?: string | null;
            type?: string | null;
            /** @description Whether it meets the definition of a device of the FDA; readings of one that does not never count for billing. */
            fdaDefined?: boolean;
            /** @enum {string} */
            status?: "ACTIVE" | "RETIRED" | "LOST";
        };
        /**
         * @description A merge patch (RFC 7396): null takes a value away, what is left out stays.
         * @example {
         *       "status": "LOST"
         *     }
         */
        DevicePatch: {
            serialNumber?: string;
            imei?: string | null;
            gatewayId?: string | null;
            udiDi?: string | null;
            manufacturer?: string;
            model?: string | null;
            type?: string | null;
            /** @description Whether it meets the definition of a device of the FDA; readings of one that does not never count for billing. */
            fdaDefined?: boolean | null;
            /** @enum {string|null} */
            status?: "ACTIVE" | "RETIRED" | "LOST" | null;
        };
        /**
         * @description `from` is now unless given; it may lie in the past.
         * @example {
         *       "patientId": "patient_xyz"
         *     }
         */
        DeviceAssignInput: {
            patientId: components["schemas"]["Id"];
            from?: components["schemas"]["Instant"];
        };
        /**
         * @description `at` is now unless given.
         * @example {
         *       "at": "2025-01-31T10:30:00.000Z"
         *     }
         */
        DeviceUnassignInput: {
            at?: components["schemas"]["Instant"];
        };
        /**
         * @description A reading beyond a limit, `consecutive` times in a row by `recordedAt`.
         * @example {
         *       "type": "threshold",
         *       "operator": "gt",
         *       "value": 160,
         *       "consecutive": 1
         *     }
         */
        ThresholdCondition: {
            /** @constant */
            type: "threshold";
            /** @enum {string} */
            operator: "gt" | "gte" | "lt" | "lte";
            /** @description In the metric's canonical unit. */
            value: number;
            /** @default 1 */
            consecutive?: number;
        };
        /**
         * @description A change by `amount` or more, against the lowest (increase) or highest (decrease) reading of the hours before.
         * @example {
         *       "type": "change",
         *       "direction": "increase",
         *       "amount": 1.36,
         *       "withinHours": 24
         *     }
         */
        ChangeCondition: {
            /** @constant */
            type: "change";
            /** @enum {string} */
            direction: "increase" | "decrease";
            /** @description A difference in the metric's canonical unit. */
            amount: number;
            withinHours: number;
        };
        /**
         * @description No reading for some hours, while the enrollment is ACTIVE; once a gap.
         * @example {
         *       "type": "missing",
         *       "withoutReadingHours": 72
         *     }
         */
        MissingCondition: {
            /** @constant */
            type: "missing";
            withoutReadingHours: number;
        };
        /**
         * @description When the rule holds; `type` says which kind it is.
         * @example {
         *       "type": "threshold",
         *       "operator": "gt",
         *       "value": 160,
         *       "consecutive": 1
         *     }
         */
        AlertCondition: components["schemas"]["ThresholdCondition"] | components["schemas"]["ChangeCondition"] | components["schemas"]["MissingCondition"];
        /**
         * @description Which way a value must go; NONE of readings that fail to come.
         * @example HIGH
         * @enum {string}
         */
        AlertDirection: "HIGH" | "LOW" | "NONE";
        /**
         * @description A patient's rules replace the organization's, and those the built-in ones, of the same metric, type and direction,
         *     all severities together. Of rules that overlap the most severe counts alone.
         * @example {
         *       "id": "rule_123",
         *       "name": "Systolic above 160 mmHg",
         *       "metricDefinitionId": "metric_bp_systolic",
         *       "patientId": null,
         *       "program": null,
         *       "condition": {
         *         "type": "threshold",
         *         "operator": "gt",
         *         "value": 160,
         *         "consecutive": 1
         *       },
         *       "direction": "HIGH",
         *       "severity": "HIGH",
         *       "enabled": true,
         *       "cooldownMinutes": 0,
         *       "builtIn": false,
         *       "version": 1
         *     }
         */
        AlertRule: {
            readonly id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            metricDefinitionId: components["schemas"]["Id"];
            /** @description The one patient the rule is for; `null` for all. */
            patientId: components["schemas"]["Id"] | null;
            /** @description The program whose enrollments the rule is for; `null` for all. */
            program: components["schemas"]["Program"] | null;
            condition: components["schemas"]["AlertCondition"];
            readonly direction: components["schemas"]["AlertDirection"];
            severity: components["schemas"]["Severity"];
            enabled: boolean;
            /** @description How long after an alert is resolved no new one of the same severity or less is raised. */
            cooldownMinutes: number;
            readonly builtIn: boolean;
            readonly version: components["schemas"]["Version"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "rule_123",
         *           "name": "Systolic above 160 mmHg",
         *           "metricDefinitionId": "metric_bp_systolic",
         *           "patientId": null,
         *           "program": null,
         *           "condition": {
         *             "type": "threshold",
         *             "operator": "gt",
         *             "value": 160,
         *             "consecutive": 1
         *           },
         *           "direction": "HIGH",
         *           "severity": "HIGH",
         *           "enabled": true,
         *           "cooldownMinutes": 0,
         *           "builtIn": false,
         *           "version": 1
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        AlertRuleList: {
            data: components["schemas"]["AlertRule"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "metricDefinitionId": "metric_bp_systolic",
         *       "condition": {
         *         "type": "threshold",
         *         "operator": "gt",
         *         "value": 160
         *       },
         *       "severity": "HIGH"
         *     }
         */
        AlertRuleInput: {
            /** @description By default made of metric and condition. */
            name?: components["schemas"]["Name"];
            metricDefinitionId: components["schemas"]["Id"];
            patientId?: components["schemas"]["Id"];
            program?: components["schemas"]["Program"];
            condition: components["schemas"]["AlertCondition"];
            severity: components["schemas"]["Severity"];
            /** @default true */
            enabled?: boolean;
            /** @default 0 */
            cooldownMinutes?: number;
        };
        /**
         * @description Merged into the condition (RFC 7396); what results must be an `AlertCondition`. `null` takes a member away.
         * @example {
         *       "value": 150
         *     }
         */
        AlertConditionPatch: {
            /** @enum {string} */
            type?: "threshold" | "change" | "missing";
            /** @enum {string|null} */
            operator?: "gt" | "gte" | "lt" | "lte" | null;
            value?: number | null;
            consecutive?: number | null;
            /** @enum {string|null} */
            direction?: "increase" | "decrease" | null;
            amount?: number | null;
            withinHours?: number | null;
            withoutReadingHours?: number | null;
        };
        /**
         * @description Of a built-in rule only `enabled`, `severity` and `cooldownMinutes` can be changed.
         * @example {
         *       "severity": "CRITICAL"
         *     }
         */
        AlertRulePatch: {
            name?: string | null;
            metricDefinitionId?: components["schemas"]["Id"];
            patientId?: components["schemas"]["Id"] | null;
            program?: components["schemas"]["Program"] | null;
            condition?: components["schemas"]["AlertConditionPatch"];
            severity?: components["schemas"]["Severity"];
            enabled?: boolean | null;
            cooldownMinutes?: number | null;
        };
        /**
         * @description PHYSIOLOGICAL of thresholds and changes, ADHERENCE of missing readings.
         * @example PHYSIOLOGICAL
         * @enum {string}
         */
        AlertCategory: "PHYSIOLOGICAL" | "ADHERENCE";
        /**
         * @example THRESHOLD
         * @enum {string}
         */
        AlertType: "THRESHOLD" | "CHANGE" | "MISSING";
        /**
         * @example OPEN
         * @enum {string}
         */
        AlertStatus: "OPEN" | "ACKNOWLEDGED" | "SNOOZED" | "RESOLVED";
        /**
         * @description What came of it.
         * @example CONTACTED_PATIENT
         * @enum {string}
         */
        AlertOutcome: "CONTACTED_PATIENT" | "MEDICATION_CHANGED" | "SENT_TO_ED" | "FALSE_POSITIVE" | "NO_ACTION" | "OTHER";
        /**
         * @example {
         *       "outcome": "NO_ACTION",
         *       "note": null,
         *       "resolvedBy": "user_123",
         *       "resolvedAt": "2025-01-31T11:05:00.000Z"
         *     }
         */
        AlertResolution: {
            outcome: components["schemas"]["AlertOutcome"];
            note: string | null;
            /** @description The user. */
            resolvedBy: components["schemas"]["Id"];
            resolvedAt: components["schemas"]["Instant"];
        };
        /**
         * @description One unresolved alert a patient, metric, type and direction: a further breach raises `occurrences` and
         *     `lastTriggeredAt`; a more severe one also raises `severity` and sets it OPEN again.
         * @example {
         *       "id": "alert_123",
         *       "patientId": "patient_xyz",
         *       "enrollmentId": "enr_123",
         *       "observationId": "obs_123",
         *       "observationRecordedAt": "2025-01-31T10:30:00.000Z",
         *       "ruleId": "rule_123",
         *       "type": "THRESHOLD",
         *       "direction": "HIGH",
         *       "category": "PHYSIOLOGICAL",
         *       "severity": "HIGH",
         *       "status": "OPEN",
         *       "title": "Systolic blood pressure above 160 mmHg",
         *       "metricDefinitionId": "metric_bp_systolic",
         *       "value": 168,
         *       "unit": "mmHg",
         *       "occurrences": 1,
         *       "firstTriggeredAt": "2025-01-31T10:30:00.000Z",
         *       "lastTriggeredAt": "2025-01-31T10:30:00.000Z",
         *       "assigneeId": null,
         *       "escalated": false,
         *       "snoozedUntil": null,
         *       "resolution": null,
         *       "version": 1
         *     }
         */
        Alert: {
            readonly id: components["schemas"]["Id"];
            patientId: components["schemas"]["Id"];
            enrollmentId: components["schemas"]["Id"] | null;
            /** @description The reading that triggered it last; `null` of missing readings. */
            observationId: components["schemas"]["Id"] | null;
            observationRecordedAt: components["schemas"]["Instant"] | null;
            ruleId: components["schemas"]["Id"];
            type: components["schemas"]["AlertType"];
            direction: components["schemas"]["AlertDirection"];
            category: components["schemas"]["AlertCategory"];
            severity: components["schemas"]["Severity"];
            status: components["schemas"]["AlertStatus"];
            title: string;
            metricDefinitionId: components["schemas"]["Id"];
            /** @description Of the reading that triggered it last; `null` of missing readings. */
            value: number | null;
            unit: string | null;
            occurrences: number;
            firstTriggeredAt: components["schemas"]["Instant"];
            lastTriggeredAt: components["schemas"]["Instant"];
            /** @description The member. */
            assigneeId: components["schemas"]["Id"] | null;
            /** @description Stands first in the triage queue. */
            escalated: boolean;
            snoozedUntil: components["schemas"]["Instant"] | null;
            resolution: components["schemas"]["AlertResolution"] | null;
            readonly version: components["schemas"]["Version"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "alert_123",
         *           "patientId": "patient_xyz",
         *           "enrollmentId": "enr_123",
         *           "observationId": "obs_123",
         *           "observationRecordedAt": "2025-01-31T10:30:00.000Z",
         *           "ruleId": "rule_123",
         *           "type": "THRESHOLD",
         *           "direction": "HIGH",
         *           "category": "PHYSIOLOGICAL",
         *           "severity": "HIGH",
         *           "status": "OPEN",
         *           "title": "Systolic blood pressure above 160 mmHg",
         *           "metricDefinitionId": "metric_bp_systolic",
         *           "value": 168,
         *           "unit": "mmHg",
         *           "occurrences": 1,
         *           "firstTriggeredAt": "2025-01-31T10:30:00.000Z",
         *           "lastTriggeredAt": "2025-01-31T10:30:00.000Z",
         *           "assigneeId": null,
         *           "escalated": false,
         *           "snoozedUntil": null,
         *           "resolution": null,
         *           "version": 1
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        AlertList: {
            data: components["schemas"]["Alert"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "id": "patient_xyz",
         *       "firstName": "Maria",
         *       "lastName": "Example",
         *       "mrn": "MRN-1001"
         *     }
         */
        TriagePatient: {
            id: components["schemas"]["Id"];
            firstName: string | null;
            lastName: string | null;
            mrn: string | null;
        };
        /**
         * @example {
         *       "id": "obs_123",
         *       "recordedAt": "2025-01-31T10:30:00.000Z",
         *       "value": 168,
         *       "unit": "mmHg"
         *     }
         */
        RecentReading: {
            /** @description The observation. */
            id: components["schemas"]["Id"];
            recordedAt: components["schemas"]["Instant"];
            value: number;
            unit: string;
        };
        /**
         * @example {
         *       "alert": {
         *         "id": "alert_123",
         *         "patientId": "patient_xyz",
         *         "enrollmentId": "enr_123",
         *         "observationId": "obs_123",
         *         "observationRecordedAt": "2025-01-31T10:30:00.000Z",
         *         "ruleId": "rule_123",
         *         "type": "THRESHOLD",
         *         "direction": "HIGH",
         *         "category": "PHYSIOLOGICAL",
         *         "severity": "HIGH",
         *         "status": "OPEN",
         *         "title": "Systolic blood pressure above 160 mmHg",
         *         "metricDefinitionId": "metric_bp_systolic",
         *         "value": 168,
         *         "unit": "mmHg",
         *         "occurrences": 1,
         *         "firstTriggeredAt": "2025-01-31T10:30:00.000Z",
         *         "lastTriggeredAt": "2025-01-31T10:30:00.000Z",
         *         "assigneeId": null,
         *         "escalated": false,
         *         "snoozedUntil": null,
         *         "resolution": null,
         *         "version": 1
         *       },
         *       "priority": 72,
         *       "reasons": [
         *         "High severity",
         *         "Third reading above the limit within a day"
         *       ],
         *       "patient": {
         *         "id": "patient_xyz",
         *         "firstName": "Maria",
         *         "lastName": "Example",
         *         "mrn": "MRN-1001"
         *       },
         *       "recent": [
         *         {
         *           "id": "obs_123",
         *           "recordedAt": "2025-01-31T10:30:00.000Z",
         *           "value": 168,
         *           "unit": "mmHg"
         *         }
         *       ]
         *     }
         */
        TriageItem: {
            alert: components["schemas"]["Alert"];
            /** @description From severity, age, repetition, trend and diagnoses. */
            priority: number;
            /** @description What the priority is made of, in words. */
            reasons: string[];
            patient: components["schemas"]["TriagePatient"];
            /** @description The last ten readings of the metric, newest first. */
            recent: components["schemas"]["RecentReading"][];
        };
        /**
         * @description How many alerts of each severity the whole queue holds.
         * @example {
         *       "CRITICAL": 0,
         *       "HIGH": 1,
         *       "MEDIUM": 0,
         *       "LOW": 0
         *     }
         */
        SeverityCounts: {
            CRITICAL: number;
            HIGH: number;
            MEDIUM: number;
            LOW: number;
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "alert": {
         *             "id": "alert_123",
         *             "patientId": "patient_xyz",
         *             "enrollmentId": "enr_123",
         *             "observationId": "obs_123",
         *             "observationRecordedAt": "2025-01-31T10:30:00.000Z",
         *             "ruleId": "rule_123",
         *             "type": "THRESHOLD",
         *             "direction": "HIGH",
         *             "category": "PHYSIOLOGICAL",
         *             "severity": "HIGH",
         *             "status": "OPEN",
         *             "title": "Systolic blood pressure above 160 mmHg",
         *             "metricDefinitionId": "metric_bp_systolic",
         *             "value": 168,
         *             "unit": "mmHg",
         *             "occurrences": 1,
         *             "firstTriggeredAt": "2025-01-31T10:30:00.000Z",
         *             "lastTriggeredAt": "2025-01-31T10:30:00.000Z",
         *             "assigneeId": null,
         *             "escalated": false,
         *             "snoozedUntil": null,
         *             "resolution": null,
         *             "version": 1
         *           },
         *           "priority": 72,
         *           "reasons": [
         *             "High severity",
         *             "Third reading above the limit within a day"
         *           ],
         *           "patient": {
         *             "id": "patient_xyz",
         *             "firstName": "Maria",
         *             "lastName": "Example",
         *             "mrn": "MRN-1001"
         *           },
         *           "recent": [
         *             {
         *               "id": "obs_123",
         *               "recordedAt": "2025-01-31T10:30:00.000Z",
         *               "value": 168,
         *               "unit": "mmHg"
         *             }
         *           ]
         *         }
         *       ],
         *       "counts": {
         *         "CRITICAL": 0,
         *         "HIGH": 1,
         *         "MEDIUM": 0,
         *         "LOW": 0
         *       },
         *       "nextCursor": null
         *     }
         */
        TriageQueue: {
            data: components["schemas"]["TriageItem"][];
            counts: components["schemas"]["SeverityCounts"];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @description SNOOZE needs `until`, ASSIGN needs `assigneeId`.
         * @example {
         *       "alertIds": [
         *         "alert_123"
         *       ],
         *       "action": "ACKNOWLEDGE"
         *     }
         */
        AlertActionInput: {
            alertIds: components["schemas"]["Id"][];
            /** @enum {string} */
            action: "ACKNOWLEDGE" | "ASSIGN" | "ESCALATE" | "SNOOZE";
            /** @description A member. */
            assigneeId?: components["schemas"]["Id"];
            /** @description Ahead, and at most seven days. */
            until?: components["schemas"]["Instant"];
            note?: string;
        };
        /**
         * @example {
         *       "id": "alert_124",
         *       "code": "alert_resolved"
         *     }
         */
        SkippedAlert: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            code: "alert_not_found" | "alert_resolved";
        };
        /**
         * @example {
         *       "updated": [
         *         "alert_123"
         *       ],
         *       "skipped": [
         *         {
         *           "id": "alert_124",
         *           "code": "alert_resolved"
         *         }
         *       ]
         *     }
         */
        AlertActionResult: {
            /** @description Also those the action did not change. */
            updated: components["schemas"]["Id"][];
            skipped: components["schemas"]["SkippedAlert"][];
        };
        /**
         * @example {
         *       "alertIds": [
         *         "alert_123",
         *         "alert_124"
         *       ],
         *       "outcome": "FALSE_POSITIVE"
         *     }
         */
        AlertBulkResolveByIds: {
            alertIds: components["schemas"]["Id"][];
            outcome: components["schemas"]["AlertOutcome"];
            note?: string;
        };
        /**
         * @description At least one condition; they are joined by *and*. `from` and `to` are of `lastTriggeredAt`.
         * @example {
         *       "severity": [
         *         "LOW"
         *       ],
         *       "to": "2025-01-31T00:00:00Z"
         *     }
         */
        AlertFilter: {
            patientId?: components["schemas"]["Id"];
            severity?: components["schemas"]["Severity"][];
            metricDefinitionId?: components["schemas"]["Id"];
            from?: components["schemas"]["Instant"];
            to?: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "filter": {
         *         "severity": [
         *           "LOW"
         *         ],
         *         "to": "2025-01-31T00:00:00Z"
         *       },
         *       "outcome": "NO_ACTION"
         *     }
         */
        AlertBulkResolveByFilter: {
            filter: components["schemas"]["AlertFilter"];
            outcome: components["schemas"]["AlertOutcome"];
            note?: string;
        };
        /**
         * @description By ids, or by a filter over the alerts that are not resolved.
         * @example {
         *       "alertIds": [
         *         "alert_123",
         *         "alert_124"
         *       ],
         *       "outcome": "FALSE_POSITIVE"
         *     }
         */
        AlertBulkResolveInput: components["schemas"]["AlertBulkResolveByIds"] | components["schemas"]["AlertBulkResolveByFilter"];
        /**
         * @example {
         *       "resolved": [
         *         "alert_123"
         *       ],
         *       "skipped": [
         *         {
         *           "id": "alert_124",
         *           "code": "alert_not_found"
         *         }
         *       ],
         *       "remaining": 0
         *     }
         */
        AlertBulkResolveResult: {
            resolved: components["schemas"]["Id"][];
            skipped: components["schemas"]["SkippedAlert"][];
            /** @description How many the filter still finds; repeat the call until it is 0. */
            remaining: number;
        };
        /**
         * @description Time spent on the alert, logged with its resolution for the alert's patient.
         * @example {
         *       "startedAt": "2025-01-31T10:50:00Z",
         *       "durationSeconds": 600,
         *       "activity": "CALL",
         *       "interactive": true,
         *       "staffRole": "CLINICAL_STAFF"
         *     }
         */
        AlertTimeEntry: {
            /** @description By default the alert's. */
            enrollmentId?: components["schemas"]["Id"];
            startedAt: components["schemas"]["Instant"];
            durationSeconds: number;
            /** @enum {string} */
            activity: "CALL" | "VIDEO" | "REVIEW" | "MESSAGE" | "CARE_COORDINATION" | "CARE_PLAN" | "SETUP" | "OTHER";
            /**
             * @description A live exchange with the patient.
             * @default false
             */
            interactive?: boolean;
            /** @enum {string} */
            staffRole: "CLINICAL_STAFF" | "PHYSICIAN" | "QHP" | "THERAPIST" | "THERAPY_ASSISTANT" | "NON_CLINICAL" | "AI";
            /** @description By default the caller. */
            performedBy?: {
                userId?: components["schemas"]["Id"];
                practitionerId?: components["schemas"]["Id"];
                name?: components["schemas"]["Name"];
            };
            /** @description A practitioner. */
            supervisedBy?: components["schemas"]["Id"];
            note?: string;
        };
        /**
         * @example {
         *       "outcome": "CONTACTED_PATIENT",
         *       "note": "Repeated the reading with the patient at rest.",
         *       "timeEntry": {
         *         "startedAt": "2025-01-31T10:50:00Z",
         *         "durationSeconds": 600,
         *         "activity": "CALL",
         *         "interactive": true,
         *         "staffRole": "CLINICAL_STAFF"
         *       }
         *     }
         */
        AlertResolveInput: {
            outcome: components["schemas"]["AlertOutcome"];
            note?: string;
            timeEntry?: components["schemas"]["AlertTimeEntry"];
        };
        /**
         * @description Who did it; the caller unless given.
         * @example {
         *       "userId": "user_123"
         *     }
         */
        PerformedBy: {
            userId?: components["schemas"]["Id"] | null;
            practitionerId?: components["schemas"]["Id"] | null;
            name?: string | null;
        };
        /**
         * @description Time of care management, as evidence for billing.
         * @example {
         *       "id": "time_123",
         *       "patientId": "patient_xyz",
         *       "enrollmentId": "enr_123",
         *       "startedAt": "2025-01-31T10:30:00.000Z",
         *       "durationSeconds": 600,
         *       "activity": "CALL",
         *       "interactive": true,
         *       "staffRole": "CLINICAL_STAFF",
         *       "performedBy": {
         *         "userId": "user_123",
         *         "practitionerId": null,
         *         "name": null
         *       },
         *       "supervisedBy": null,
         *       "note": null,
         *       "alertId": null,
         *       "status": "FINAL",
         *       "version": 1,
         *       "createdAt": "2025-01-31T10:30:00.000Z",
         *       "updatedAt": "2025-01-31T10:30:00.000Z"
         *     }
         */
        TimeEntry: {
            readonly id: components["schemas"]["Id"];
            readonly patientId: components["schemas"]["Id"];
            enrollmentId: components["schemas"]["Id"];
            startedAt: components["schemas"]["Instant"];
            /** @description Null while the timer runs. */
            durationSeconds: number | null;
            activity: components["schemas"]["TimeActivity"];
            /** @description Whether it was a live two-way exchange. */
            interactive: boolean;
            staffRole: components["schemas"]["StaffRole"];
            performedBy: components["schemas"]["PerformedBy"];
            /** @description A practitioner's id. */
            supervisedBy: components["schemas"]["Id"] | null;
            note: components["schemas"]["Note"] | null;
            alertId: components["schemas"]["Id"] | null;
            /** @enum {string} */
            readonly status: "RUNNING" | "FINAL" | "VOIDED";
            readonly version: components["schemas"]["Version"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "time_123",
         *           "patientId": "patient_xyz",
         *           "enrollmentId": "enr_123",
         *           "startedAt": "2025-01-31T10:30:00.000Z",
         *           "durationSeconds": 600,
         *           "activity": "CALL",
         *           "interactive": true,
         *           "staffRole": "CLINICAL_STAFF",
         *           "performedBy": {
         *             "userId": "user_123",
         *             "practitionerId": null,
         *             "name": null
         *           },
         *           "supervisedBy": null,
         *           "note": null,
         *           "alertId": null,
         *           "status": "FINAL",
         *           "version": 1,
         *           "createdAt": "2025-01-31T10:30:00.000Z",
         *           "updatedAt": "2025-01-31T10:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        TimeEntryList: {
            data: components["schemas"]["TimeEntry"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "enrollmentId": "enr_123",
         *       "startedAt": "2025-01-31T10:30:00.000Z",
         *       "durationSeconds": 600,
         *       "activity": "CALL",
         *       "interactive": true,
         *       "staffRole": "CLINICAL_STAFF"
         *     }
         */
        TimeEntryInput: {
            enrollmentId: components["schemas"]["Id"];
            startedAt: components["schemas"]["Instant"];
            /** @description Null while the timer runs. */
            durationSeconds: number;
            activity: components["schemas"]["TimeActivity"];
            /** @description Whether it was a live two-way exchange. */
            interactive?: boolean;
            staffRole: components["schemas"]["StaffRole"];
            performedBy?: components["schemas"]["PerformedBy"];
            /** @description A practitioner's id. */
            supervisedBy?: components["schemas"]["Id"] | null;
            note?: components["schemas"]["Note"] | null;
            alertId?: components["schemas"]["Id"] | null;
        };
        /**
         * @description What the time is for.
         * @example {
         *       "enrollmentId": "enr_123",
         *       "activity": "CALL",
         *       "staffRole": "CLINICAL_STAFF"
         *     }
         */
        TimerStartInput: {
            enrollmentId: components["schemas"]["Id"];
            activity: components["schemas"]["TimeActivity"];
            staffRole: components["schemas"]["StaffRole"];
            interactive?: boolean;
            note?: string;
        };
        /**
         * @description What became known while the timer ran.
         * @example {
         *       "interactive": true
         *     }
         */
        TimerStopInput: {
            interactive?: boolean;
            note?: string;
        };
        /**
         * @description Why the entry does not hold.
         * @example {
         *       "reason": "Logged for the wrong patient."
         *     }
         */
        TimeEntryVoidInput: {
            reason?: string;
        };
        /**
         * @description A period of device supply.
         * @example {
         *       "index": 1,
         *       "from": "2026-01-01",
         *       "to": "2026-01-30",
         *       "dayIndex": 16,
         *       "daysLeft": 14,
         *       "closed": false,
         *       "inMonth": true,
         *       "days": 3
         *     }
         */
        BillingPeriod: {
            /** @description The enrollment's first period is 1. */
            index: number;
            from: components["schemas"]["LocalDate"];
            to: components["schemas"]["LocalDate"];
            /** @description Which day of the period `asOf` is; of one that is over its length, of one ahead zero or less. */
            dayIndex: number;
            /** @description Days of the period after `asOf`. */
            daysLeft: number;
            /** @description Its last day is before `asOf`. */
            closed: boolean;
            /** @description Its last day lies in the month, to which it then belongs. */
            inMonth: boolean;
            /** @description Distinct days with a reading that counts. */
            days: number;
        };
        /**
         * @description Why readings, or time entries, do not count, and how many.
         * @example {
         *       "reason": "SOURCE_NOT_COUNTED",
         *       "count": 1
         *     }
         */
        BillingExclusion: {
            reason: string;
            count: number;
        };
        /**
         * @description Days with a reading that counts, in `period`.
         * @example {
         *       "soFar": 1,
         *       "needed": 16,
         *       "remaining": 15,
         *       "attainable": true,
         *       "projected": 2,
         *       "list": [
         *         "2026-01-02"
         *       ],
         *       "excluded": [
         *         {
         *           "reason": "SOURCE_NOT_COUNTED",
         *           "count": 1
         *         }
         *       ]
         *     }
         */
        BillingDays: {
            soFar: number;
            needed: number;
            remaining: number;
            /** @description With a reading on each day left `needed` is reached. */
            attainable: boolean;
            /** @description At the present pace. */
            projected: number;
            list: components["schemas"]["LocalDate"][];
            excluded: components["schemas"]["BillingExclusion"][];
        };
        /**
         * @description Whole minutes of each role that has some.
         * @example {
         *       "CLINICAL_STAFF": 12
         *     }
         */
        BillingRoleMinutes: {
            CLINICAL_STAFF?: number;
            PHYSICIAN?: number;
            QHP?: number;
            THERAPIST?: number;
            THERAPY_ASSISTANT?: number;
            NON_CLINICAL?: number;
            AI?: number;
        };
        /**
         * @description Minutes of care management that count, in the month; the sum of seconds is floored once.
         * @example {
         *       "soFar": 12,
         *       "needed": 20,
         *       "remaining": 8,
         *       "interactive": 0,
         *       "daysLeftInMonth": 15,
         *       "projected": 23,
         *       "byRole": {
         *         "CLINICAL_STAFF": 12
         *       },
         *       "excluded": []
         *     }
         */
        BillingMinutes: {
            soFar: number;
            /** @description The next step of the ladder in force, whatever else is missing; `null` at the cap. */
            needed: number | null;
            remaining: number;
            /** @description Live exchanges with the patient. */
            interactive: number;
            daysLeftInMonth: number;
            /** @description At the present pace. */
            projected: number;
            byRole: components["schemas"]["BillingRoleMinutes"];
            excluded: components["schemas"]["BillingExclusion"][];
        };
        /**
         * @description READY: billable, its date of service past. MET_PERIOD_OPEN: billable as things stand, the period or month not over.
         *     PROJECTED: not yet met, met at the present pace. BILLED: there is a claim for it. HELD: the thresholds are met, and
         *     what stands in the way is evidence that can still be supplied. NOT_MET: everything else.
         * @example READY
         * @enum {string}
         */
        BillingStatus: "READY" | "MET_PERIOD_OPEN" | "PROJECTED" | "BILLED" | "HELD" | "NOT_MET";
        /**
         * @description A count; or a date, a month, a code, a program or a JSON pointer; or nothing.
         * @example 16
         */
        BillingMeasure: number | string | null;
        /**
         * @description The first thing that stands in the way, in the order of this list; `have` and `need` hold its measures.
         * @example INSUFFICIENT_DATA_DAYS
         * @enum {string}
         */
        BillingReason: "NOT_ENROLLED" | "NO_CONSENT" | "NOT_ESTABLISHED_PATIENT" | "MISSING_ORDERING_PROVIDER" | "MISSING_ICD10" | "DEVICE_NOT_QUALIFIED" | "GLOBAL_PERIOD" | "ANOTHER_PRACTITIONER" | "INSUFFICIENT_CHRONIC_CONDITIONS" | "NO_CARE_PLAN" | "REQUIREMENTS_NOT_ATTESTED" | "CODE_NOT_EFFECTIVE" | "LEVEL_MISMATCH" | "ALREADY_BILLED_IN_EPISODE" | "BELONGS_TO_EARLIER_MONTH" | "SETUP_NOT_DOCUMENTED" | "PERIOD_NOT_ENDED" | "INSUFFICIENT_DATA_DAYS" | "INSUFFICIENT_MINUTES" | "MDM_NOT_DOCUMENTED" | "NO_INTERACTIVE_COMMUNICATION" | "NO_DATA_IN_MONTH" | "MUTUALLY_EXCLUSIVE" | "MISSING_BASE_CODE" | "UNIT_CAP_REACHED" | "RPM_RTM_CONFLICT" | "CARE_MGMT_CONFLICT" | "ACCESS_ALIGNED" | "MISSING_CLAIM_FIELD";
        /**
         * @description An amount in cents of US dollars.
         * @example 4873
         */
        Cents: number;
        /**
         * @description A line of a claim; `dosTo` is the date of service.
         * @example {
         *       "units": 1,
         *       "dosFrom": "2026-01-01",
         *       "dosTo": "2026-01-30",
         *       "status": "READY"
         *     }
         */
        BillingLine: {
            units: number;
            dosFrom: components["schemas"]["LocalDate"];
            dosTo: components["schemas"]["LocalDate"];
            status: components["schemas"]["BillingStatus"];
        };
        /**
         * @example {
         *       "code": "99445",
         *       "label": "Device supply, 2 to 15 days",
         *       "status": "MET_PERIOD_OPEN",
         *       "units": 1,
         *       "have": 3,
         *       "need": 2,
         *       "reasonCode": null,
         *       "explanation": "3 days with a reading; the period ends on 2026-01-30.",
         *       "estimateCents": 5211,
         *       "feeSource": "National amount of 2026",
         *       "lines": [
         *         {
         *           "units": 1,
         *           "dosFrom": "2026-01-01",
         *           "dosTo": "2026-01-30",
         *           "status": "MET_PERIOD_OPEN"
         *         }
         *       ]
         *     }
         */
        BillingCode: {
            code: components["schemas"]["ProcedureCode"];
            label: string;
            status: components["schemas"]["BillingStatus"];
            units: number;
            have: components["schemas"]["BillingMeasure"];
            need: components["schemas"]["BillingMeasure"];
            /** @description Also beside READY, as `UNIT_CAP_REACHED`. */
            reasonCode: components["schemas"]["BillingReason"] | null;
            explanation: string;
            /** @description For planning: the amount of `units`, or of one unit where there are none yet; `null` where it is not known. */
            estimateCents: components["schemas"]["Cents"] | null;
            feeSource: string | null;
            lines: components["schemas"]["BillingLine"][];
        };
        /**
         * @example CONSENT
         * @enum {string}
         */
        MissingEvidence: "CONSENT" | "ORDER" | "DIAGNOSIS" | "ESTABLISHED_PATIENT" | "DEVICE" | "SETUP_NOTE" | "CARE_PLAN" | "ATTESTATION" | "INTERACTIVE_COMMUNICATION" | "MEMBER_ID" | "PAYER" | "RENDERING_PROVIDER" | "BILLING_PROVIDER" | "PATIENT_ADDRESS" | "CHARGE";
        /**
         * @description A fact that was used, from the month, the enrollment or the default.
         * @example {
         *       "name": "establishedPatient",
         *       "value": true,
         *       "from": "default"
         *     }
         */
        BillingFact: {
            /** @enum {string} */
            name: "establishedPatient" | "otherPractitionerBilled" | "globalPeriodSamePractitioner" | "chronicConditions" | "carePlanDate" | "mdmComplexity" | "qualifiedMedicareBeneficiary" | "apcmElementsAttested" | "rtmSystem" | "emVisitDates";
            value: boolean | number | string | components["schemas"]["LocalDate"][] | null;
            /** @enum {string} */
            from: "enrollment" | "default" | "month";
        };
        /**
         * @description What an enrollment's month can be billed for, and what is missing.
         * @example {
         *       "enrollmentId": "enr_123",
         *       "patientId": "patient_xyz",
         *       "organizationId": "org_abc123",
         *       "program": "RPM",
         *       "month": "2026-01",
         *       "asOf": "2026-01-16",
         *       "timezone": "America/New_York",
         *       "ruleVersion": "2026.1",
         *       "periodMode": "ROLLING_30",
         *       "eligible": false,
         *       "period": {
         *         "index": 1,
         *         "from": "2026-01-01",
         *         "to": "2026-01-30",
         *         "dayIndex": 16,
         *         "daysLeft": 14,
         *         "closed": false,
         *         "inMonth": true,
         *         "days": 3
         *       },
         *       "periods": [
         *         {
         *           "index": 1,
         *           "from": "2026-01-01",
         *           "to": "2026-01-30",
         *           "dayIndex": 16,
         *           "daysLeft": 14,
         *           "closed": false,
         *           "inMonth": true,
         *           "days": 3
         *         }
         *       ],
         *       "days": {
         *         "soFar": 3,
         *         "needed": 16,
         *         "remaining": 13,
         *         "attainable": true,
         *         "projected": 5,
         *         "list": [
         *           "2026-01-02",
         *           "2026-01-05",
         *           "2026-01-09"
         *         ],
         *         "excluded": [
         *           {
         *             "reason": "SOURCE_NOT_COUNTED",
         *             "count": 1
         *           }
         *         ]
         *       },
         *       "minutes": {
         *         "soFar": 12,
         *         "needed": 20,
         *         "remaining": 8,
         *         "interactive": 0,
         *         "daysLeftInMonth": 15,
         *         "projected": 23,
         *         "byRole": {
         *           "CLINICAL_STAFF": 12
         *         },
         *         "excluded": []
         *       },
         *       "codes": [
         *         {
         *           "code": "99445",
         *           "label": "Device supply, 2 to 15 days",
         *           "status": "MET_PERIOD_OPEN",
         *           "units": 1,
         *           "have": 3,
         *           "need": 2,
         *           "reasonCode": null,
         *           "explanation": "3 days with a reading; the period ends on 2026-01-30.",
         *           "estimateCents": 5211,
         *           "feeSource": "National amount of 2026",
         *           "lines": [
         *             {
         *               "units": 1,
         *               "dosFrom": "2026-01-01",
         *               "dosTo": "2026-01-30",
         *               "status": "MET_PERIOD_OPEN"
         *             }
         *           ]
         *         },
         *         {
         *           "code": "99470",
         *           "label": "Management, first 10 minutes",
         *           "status": "NOT_MET",
         *           "units": 0,
         *           "have": 0,
         *           "need": 1,
         *           "reasonCode": "NO_INTERACTIVE_COMMUNICATION",
         *           "explanation": "There are 12 minutes but no live exchange with the patient this month.",
         *           "estimateCents": 2600,
         *           "feeSource": "National amount of 2026",
         *           "lines": []
         *         }
         *       ],
         *       "missing": [
         *         "INTERACTIVE_COMMUNICATION"
         *       ],
         *       "warnings": [
         *         {
         *           "code": "NOT_SIGNED_OFF",
         *           "message": "No practitioner has signed off this month."
         *         }
         *       ],
         *       "ifClosedNow": [
         *         "99445"
         *       ],
         *       "projectedCodes": [
         *         "99445"
         *       ],
         *       "nextBestAction": "Call the patient; a live exchange makes 99470 billable.",
         *       "facts": [
         *         {
         *           "name": "establishedPatient",
         *           "value": true,
         *           "from": "default"
         *         }
         *       ],
         *       "rebuilding": false
         *     }
         */
        BillingReadiness: {
            enrollmentId: components["schemas"]["Id"];
            patientId: components["schemas"]["Id"];
            organizationId: components["schemas"]["Id"];
            program: components["schemas"]["Program"];
            month: components["schemas"]["Month"];
            asOf: components["schemas"]["LocalDate"];
            /** @description The enrollment's. */
            timezone: components["schemas"]["TimeZone"];
            ruleVersion: string;
            /** @enum {string} */
            periodMode: "ROLLING_30" | "CALENDAR_MONTH";
            /** @description At least one code is READY. */
            eligible: boolean;
            /**
             * @description The period the answer speaks of: of those with `inMonth` the one with most days, else the open one; `null` where
             *     none touches the month or the program has none.
             */
            period: components["schemas"]["BillingPeriod"] | null;
            /** @description All that touch the month. */
            periods: components["schemas"]["BillingPeriod"][];
            /** @description `null` in a program that counts no days. */
            days: components["schemas"]["BillingDays"] | null;
            /** @description `null` in a program that counts no minutes. */
            minutes: components["schemas"]["BillingMinutes"] | null;
            /** @description One entry a code of the program. */
            codes: components["schemas"]["BillingCode"][];
            missing: components["schemas"]["MissingEvidence"][];
            warnings: components["schemas"]["Warning"][];
            /** @description The codes that are READY, BILLED or MET_PERIOD_OPEN. */
            ifClosedNow: components["schemas"]["ProcedureCode"][];
            /** @description The same at the present pace of days and minutes; live exchanges are never projected. */
            projectedCodes: components["schemas"]["ProcedureCode"][];
            /** @description The step that unlocks most, in a sentence; `null` where nothing is left to do. */
            nextBestAction: string | null;
            facts: components["schemas"]["BillingFact"][];
            /** @description Readings are being linked again in the background; ask once more before relying on the counts. */
            rebuilding: boolean;
        };
        /**
         * @example {
         *       "timezone": "America/New_York",
         *       "enrollments": 2
         *     }
         */
        BillingTimezone: {
            timezone: components["schemas"]["TimeZone"];
            enrollments: number;
        };
        /**
         * @description `ready` counts the lines of the default export.
         * @example {
         *       "enrollments": 2,
         *       "ready": 3,
         *       "held": 1,
         *       "notMet": 2,
         *       "units": 3,
         *       "estimateCents": 12559
         *     }
         */
        BillingTotals: {
            enrollments: number;
            ready: number;
            held: number;
            notMet: number;
            /** @description Of the lines that are ready. */
            units: number;
            /** @description Lines without a known amount add nothing. */
            estimateCents: components["schemas"]["Cents"];
        };
        /**
         * @description The totals of one program.
         * @example {
         *       "program": "RPM",
         *       "enrollments": 2,
         *       "ready": 3,
         *       "held": 1,
         *       "notMet": 2,
         *       "units": 3,
         *       "estimateCents": 12559
         *     }
         */
        BillingProgramTotals: {
            program: components["schemas"]["Program"];
            enrollments: number;
            ready: number;
            held: number;
            notMet: number;
            units: number;
            estimateCents: components["schemas"]["Cents"];
        };
        /**
         * @description Lines of one code that are ready, and claims of it that were denied.
         * @example {
         *       "code": "99454",
         *       "units": 2,
         *       "lines": 2,
         *       "estimateCents": 10422,
         *       "denied": 0
         *     }
         */
        BillingCodeTotals: {
            code: components["schemas"]["ProcedureCode"];
            units: number;
            lines: number;
            /** @description `null` where no amount is known. */
            estimateCents: components["schemas"]["Cents"] | null;
            denied: number;
        };
        /**
         * @description How far an enrollment is from a code.
         * @example {
         *       "enrollmentId": "enr_123",
         *       "patientId": "patient_xyz",
         *       "program": "RPM",
         *       "code": "99454",
         *       "reasonCode": "INSUFFICIENT_DATA_DAYS",
         *       "have": 14,
         *       "need": 16
         *     }
         */
        BillingGap: {
            enrollmentId: components["schemas"]["Id"];
            patientId: components["schemas"]["Id"];
            program: components["schemas"]["Program"];
            code: components["schemas"]["ProcedureCode"];
            reasonCode: components["schemas"]["BillingReason"];
            have: components["schemas"]["BillingMeasure"];
            need: components["schemas"]["BillingMeasure"];
        };
        /**
         * @description How many lines are held for one reason.
         * @example {
         *       "reasonCode": "NO_CONSENT",
         *       "count": 1
         *     }
         */
        BillingBlocker: {
            reasonCode: components["schemas"]["BillingReason"];
            count: number;
        };
        /**
         * @description An organization's month over all its enrollments, those that ended in it included.
         * @example {
         *       "organizationId": "org_abc123",
         *       "month": "2026-01",
         *       "asOf": "2026-02-15",
         *       "timezone": "America/New_York",
         *       "timezones": [
         *         {
         *           "timezone": "America/New_York",
         *           "enrollments": 2
         *         }
         *       ],
         *       "closed": false,
         *       "totals": {
         *         "enrollments": 2,
         *         "ready": 3,
         *         "held": 1,
         *         "notMet": 2,
         *         "units": 3,
         *         "estimateCents": 12559
         *       },
         *       "byProgram": [
         *         {
         *           "program": "RPM",
         *           "enrollments": 2,
         *           "ready": 3,
         *           "held": 1,
         *           "notMet": 2,
         *           "units": 3,
         *           "estimateCents": 12559
         *         }
         *       ],
         *       "byCode": [
         *         {
         *           "code": "99454",
         *           "units": 2,
         *           "lines": 2,
         *           "estimateCents": 10422,
         *           "denied": 0
         *         }
         *       ],
         *       "atRisk": [
         *         {
         *           "enrollmentId": "enr_123",
         *           "patientId": "patient_xyz",
         *           "program": "RPM",
         *           "code": "99454",
         *           "reasonCode": "INSUFFICIENT_DATA_DAYS",
         *           "have": 9,
         *           "need": 16
         *         }
         *       ],
         *       "nearMisses": [
         *         {
         *           "enrollmentId": "enr_123",
         *           "patientId": "patient_xyz",
         *           "program": "RPM",
         *           "code": "99457",
         *           "reasonCode": "INSUFFICIENT_MINUTES",
         *           "have": 17,
         *           "need": 20
         *         }
         *       ],
         *       "blockedBy": [
         *         {
         *           "reasonCode": "NO_CONSENT",
         *           "count": 1
         *         }
         *       ],
         *       "lockedAt": null
         *     }
         */
        BillingSummary: {
            organizationId: components["schemas"]["Id"];
            month: components["schemas"]["Month"];
            asOf: components["schemas"]["LocalDate"];
            /** @description The organization's. */
            timezone: components["schemas"]["TimeZone"];
            /** @description Those of the enrollments; each line is cut in its enrollment's. */
            timezones: components["schemas"]["BillingTimezone"][];
            /** @description The month was closed. */
            closed: boolean;
            totals: components["schemas"]["BillingTotals"];
            byProgram: components["schemas"]["BillingProgramTotals"][];
            byCode: components["schemas"]["BillingCodeTotals"][];
            /** @description Codes that can no longer be reached. */
            atRisk: components["schemas"]["BillingGap"][];
            /** @description One to three days, or up to five minutes, short. */
            nearMisses: components["schemas"]["BillingGap"][];
            blockedBy: components["schemas"]["BillingBlocker"][];
            /** @description When the month was closed. */
            lockedAt: components["schemas"]["Instant"] | null;
        };
        /**
         * @description A line that meets its thresholds and is not billed; `need` is the field's pointer where a claim lacks one.
         * @example {
         *       "enrollmentId": "enr_123",
         *       "code": "99454",
         *       "reasonCode": "NO_CONSENT",
         *       "need": null
         *     }
         */
        HeldLine: {
            enrollmentId: components["schemas"]["Id"];
            code: components["schemas"]["ProcedureCode"];
            reasonCode: components["schemas"]["BillingReason"];
            need: components["schemas"]["BillingMeasure"];
        };
        /**
         * @description What a close recorded. Held lines stay open.
         * @example {
         *       "organizationId": "org_abc123",
         *       "month": "2026-01",
         *       "revision": 1,
         *       "closedAt": "2026-02-03T14:00:00.000Z",
         *       "closedBy": "user_123",
         *       "lines": 3,
         *       "units": 3,
         *       "chargeCents": 22500,
         *       "timezone": "America/New_York",
         *       "timezones": [
         *         {
         *           "timezone": "America/New_York",
         *           "enrollments": 2
         *         }
         *       ],
         *       "held": [
         *         {
         *           "enrollmentId": "enr_124",
         *           "code": "99454",
         *           "reasonCode": "NO_CONSENT",
         *           "need": null
         *         }
         *       ]
         *     }
         */
        BillingClose: {
            organizationId: components["schemas"]["Id"];
            month: components["schemas"]["Month"];
            /** @description 1 at the first close, one more at each after a reopening. */
            revision: number;
            closedAt: components["schemas"]["Instant"];
            /** @description Who closed it. */
            closedBy: components["schemas"]["Id"] | null;
            /** @description Lines recorded as claims. */
            lines: number;
            units: number;
            /** @description Of the lines that have a charge. */
            chargeCents: number;
            timezone: components["schemas"]["TimeZone"];
            timezones: components["schemas"]["BillingTimezone"][];
            held: components["schemas"]["HeldLine"][];
        };
        /**
         * @example {
         *       "reason": "Wrong charges"
         *     }
         */
        BillingReopenInput: {
            /** @description Why; it is kept with the reopening. */
            reason: string;
        };
        /**
         * @example {
         *       "organizationId": "org_abc123",
         *       "month": "2026-01",
         *       "revision": 1,
         *       "reopenedAt": "2026-02-04T09:00:00.000Z",
         *       "reopenedBy": "user_123",
         *       "reason": "Wrong charges"
         *     }
         */
        BillingReopen: {
            organizationId: components["schemas"]["Id"];
            month: components["schemas"]["Month"];
            /** @description Of the close that is undone. */
            revision: number;
            reopenedAt: components["schemas"]["Instant"];
            reopenedBy: components["schemas"]["Id"] | null;
            reason: string;
        };
        /**
         * @description How a line of a closed month would come out today. A claim is corrected by hand: nothing here changes what was billed.
         * @example {
         *       "claimId": "claim_123",
         *       "enrollmentId": "enr_123",
         *       "code": "99458",
         *       "dosTo": "2026-01-31",
         *       "kind": "CHANGE",
         *       "unitsBefore": 1,
         *       "unitsAfter": 2,
         *       "cause": {
         *         "type": "LATE_TIME",
         *         "id": "time_123",
         *         "at": "2026-02-05T10:00:00.000Z"
         *       }
         *     }
         */
        BillingAdjustment: {
            /** @description The recorded line; absent for one that would be added. */
            claimId?: components["schemas"]["Id"];
            enrollmentId: components["schemas"]["Id"];
            code: components["schemas"]["ProcedureCode"];
            dosTo: components["schemas"]["LocalDate"];
            /** @enum {string} */
            kind: "ADD" | "CHANGE" | "REMOVE";
            unitsBefore: number;
            unitsAfter: number;
            /** @description The latest thing that came, or was voided, after the close. */
            cause: {
                /** @enum {string} */
                type: "LATE_READING" | "VOIDED_READING" | "LATE_TIME" | "VOIDED_TIME" | "ENROLLMENT_CHANGED";
                /** @description The reading's, the time entry's or the enrollment's. */
                id: components["schemas"]["Id"];
                /** @description When the platform came to know of it. */
                at: components["schemas"]["Instant"];
            };
        };
        /**
         * @example {
         *       "data": []
         *     }
         */
        BillingAdjustmentList: {
            data: components["schemas"]["BillingAdjustment"][];
        };
        /**
         * @description RECORDED: on record, nothing heard of it. SUBMITTED: sent to the payer. PAID and DENIED: what the payer said. VOIDED: taken
         *     back; it bills nothing any more.
         * @example RECORDED
         * @enum {string}
         */
        ClaimStatus: "RECORDED" | "SUBMITTED" | "PAID" | "DENIED" | "VOIDED";
        /**
         * @description Claim adjustment reason codes (CARC) of the payer, such as 97 or CO-151.
         * @example [
         *       "97"
         *     ]
         */
        DenialCodes: string[];
        /**
         * @description One line of a claim: recorded by the close of a month (EXPORTED), or made elsewhere (EXTERNAL). A closed month's line keeps
         *     its evidence as it was; what changes is its status.
         * @example {
         *       "id": "claim_123",
         *       "enrollmentId": "enr_123",
         *       "patientId": "patient_xyz",
         *       "program": "RPM",
         *       "month": "2026-01",
         *       "code": "99454",
         *       "units": 1,
         *       "dosFrom": "2026-01-01",
         *       "dosTo": "2026-01-30",
         *       "origin": "EXPORTED",
         *       "status": "RECORDED",
         *       "revision": 1,
         *       "chargeCents": 7500,
         *       "payerClaimNumber": null,
         *       "denialCodes": [],
         *       "patientControlNumber": "C0000000001",
         *       "lineControlNumber": "L0000000001",
         *       "version": 1,
         *       "createdAt": "2026-02-03T14:00:00.000Z",
         *       "updatedAt": "2026-02-03T14:00:00.000Z"
         *     }
         */
        Claim: {
            readonly id: components["schemas"]["Id"];
            enrollmentId: components["schemas"]["Id"];
            readonly patientId: components["schemas"]["Id"];
            readonly program: components["schemas"]["Program"];
            readonly month: components["schemas"]["Month"];
            code: components["schemas"]["ProcedureCode"];
            units: number;
            dosFrom: components["schemas"]["LocalDate"];
            dosTo: components["schemas"]["LocalDate"];
            /** @enum {string} */
            readonly origin: "EXPORTED" | "EXTERNAL";
            readonly status: components["schemas"]["ClaimStatus"];
            /** @description Of the close that recorded the line; null for a bill made elsewhere. */
            readonly revision: number | null;
            readonly chargeCents: number | null;
            /** @description The payer's control number. */
            payerClaimNumber: string | null;
            denialCodes: components["schemas"]["DenialCodes"];
            /** @description CLM01 of the claim that holds the line; null for a bill made elsewhere. */
            readonly patientControlNumber: string | null;
            /** @description REF*6R of the line; null for a bill made elsewhere. */
            readonly lineControlNumber: string | null;
            readonly version: number;
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "data": [],
         *       "nextCursor": null
         *     }
         */
        ClaimList: {
            data: components["schemas"]["Claim"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @description A bill made elsewhere. `dosFrom` is `dosTo` where it is left out; the month is that of `dosTo`.
         * @example {
         *       "enrollmentId": "enr_123",
         *       "code": "99453",
         *       "units": 1,
         *       "dosTo": "2026-01-05"
         *     }
         */
        ClaimInput: {
            enrollmentId: components["schemas"]["Id"];
            code: components["schemas"]["ProcedureCode"];
            units: number;
            dosFrom?: components["schemas"]["LocalDate"];
            dosTo: components["schemas"]["LocalDate"];
            payerClaimNumber?: string;
        };
        /**
         * @description What became of a claim line.
         * @example PAID
         * @enum {string}
         */
        ClaimOutcome: "SUBMITTED" | "PAID" | "DENIED" | "VOIDED";
        /**
         * @description What became of many lines.
         * @example {
         *       "ids": [
         *         "claim_123"
         *       ],
         *       "status": "SUBMITTED"
         *     }
         */
        ClaimMark: {
            ids: components["schemas"]["Id"][];
            status: components["schemas"]["ClaimOutcome"];
        };
        /**
         * @example {
         *       "updated": [
         *         "claim_123"
         *       ],
         *       "skipped": [
         *         {
         *           "id": "claim_124",
         *           "code": "invalid_transition"
         *         }
         *       ]
         *     }
         */
        ClaimMarked: {
            updated: components["schemas"]["Id"][];
            skipped: {
                id: components["schemas"]["Id"];
                /** @enum {string} */
                code: "claim_not_found" | "invalid_transition";
            }[];
        };
        /**
         * @example {
         *       "frequency": "7"
         *     }
         */
        ClaimExportInput: {
            /**
             * @description CLM05-3. 1: original, which is also how a corrected claim goes to Original Medicare. 7: replacement, 8: void; both
             *     name the payer's claim number.
             * @enum {string}
             */
            frequency: "1" | "7" | "8";
        };
        /**
         * @description What became of the line. What is left out stays as it is.
         * @example {
         *       "status": "DENIED",
         *       "denialCodes": [
         *         "97"
         *       ]
         *     }
         */
        ClaimPatch: {
            status: components["schemas"]["ClaimOutcome"];
            payerClaimNumber?: string | null;
            denialCodes?: components["schemas"]["DenialCodes"];
        };
        SignOff: {
            practitionerId: components["schemas"]["Id"];
            at: components["schemas"]["Instant"];
            note: components["schemas"]["Note"] | null;
        };
        SignOffList: {
            data: components["schemas"]["SignOff"][];
        };
        /**
         * @example {
         *       "note": "Month reviewed."
         *     }
         */
        SignOffInput: {
            note?: components["schemas"]["Note"] | null;
        };
        /**
         * @description SHA-256 in hexadecimal.
         * @example 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752
         */
        Sha256: string;
        /**
         * @description One entry for each request and patient concerned. It holds ids and names of properties, never their values.
         * @example {
         *       "id": "aud_123",
         *       "sequence": 42,
         *       "at": "2025-01-31T10:30:00.000Z",
         *       "organizationId": "org_abc123",
         *       "actor": {
         *         "type": "USER",
         *         "id": "user_123"
         *       },
         *       "sessionId": "ses_123",
         *       "operationId": "getPatient",
         *       "method": "GET",
         *       "route": "/api/patients/{id}",
         *       "outcome": "SUCCESS",
         *       "status": 200,
         *       "resourceType": "Patient",
         *       "resourceId": "patient_xyz",
         *       "patientId": "patient_xyz",
         *       "reason": null,
         *       "fields": [],
         *       "address": "203.0.113.7",
         *       "userAgent": "clinic/1.0",
         *       "requestId": "req_01",
         *       "previousHash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "hash": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
         *     }
         */
        AuditEvent: {
            id: components["schemas"]["Id"];
            /** @description The place in the organization's chain, without gaps. */
            sequence: number;
            at: components["schemas"]["Instant"];
            organizationId: components["schemas"]["Id"];
            actor: components["schemas"]["AuditActor"];
            sessionId: components["schemas"]["Id"] | null;
            operationId: components["schemas"]["OperationName"];
            /** @description The HTTP method, or COMMAND. */
            method: string;
            /** @description The path with the names of its parameters. */
            route: string;
            outcome: components["schemas"]["AuditOutcome"];
            /** @description The HTTP status; 0 for a command. */
            status: number;
            resourceType: string | null;
            resourceId: components["schemas"]["Id"] | null;
            patientId: components["schemas"]["Id"] | null;
            /** @description Of a refusal its code; of emergency access its grant. */
            reason: string | null;
            /** @description Names of the properties that were sent. */
            fields: string[];
            address: string | null;
            userAgent: string | null;
            requestId: string | null;
            previousHash: components["schemas"]["Sha256"];
            hash: components["schemas"]["Sha256"];
        };
        /**
         * @example {
         *       "data": [],
         *       "nextCursor": null
         *     }
         */
        AuditEventList: {
            data: components["schemas"]["AuditEvent"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "ok": true,
         *       "checked": 42,
         *       "sequence": 42,
         *       "hash": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
         *       "firstBad": null
         *     }
         */
        AuditVerdict: {
            ok: boolean;
            /** @description Entries that were found sound. */
            checked: number;
            /** @description The last of them. */
            sequence: number;
            hash: components["schemas"]["Sha256"];
            firstBad: number | null;
        };
        /**
         * @description An `https` address on port 443 or 8443, without credentials. Addresses inside a network are refused, also those a name
         *     leads to.
         * @example https://hooks.example.com/vitaledge
         */
        WebhookUrl: string;
        /**
         * @description What happened. `webhook.test` goes to the webhook that is tested alone.
         * @example alert.opened
         * @enum {string}
         */
        EventType: "observation.created" | "observation.voided" | "alert.opened" | "alert.updated" | "alert.resolved" | "alert.unacknowledged" | "enrollment.created" | "enrollment.updated" | "enrollment.ended" | "billing.month_closed" | "billing.month_reopened" | "webhook.test";
        /**
         * @description The types that are sent.
         * @example [
         *       "alert.opened",
         *       "alert.resolved"
         *     ]
         */
        WebhookEvents: components["schemas"]["EventType"][];
        /**
         * @example {
         *       "id": "whk_123",
         *       "url": "https://hooks.example.com/vitaledge",
         *       "events": [
         *         "alert.opened",
         *         "alert.resolved"
         *       ],
         *       "description": null,
         *       "enabled": true,
         *       "disabledReason": null,
         *       "version": 1,
         *       "createdAt": "2025-01-31T10:30:00.000Z"
         *     }
         */
        Webhook: {
            readonly id: components["schemas"]["Id"];
            url: components["schemas"]["WebhookUrl"];
            events: components["schemas"]["WebhookEvents"];
            description: string | null;
            enabled: boolean;
            /**
             * @description Why the platform switched it off: `GONE`, the receiver answered 410; `FAILING`, nothing was taken for days. `null`
             *     where it is on, or a person switched it off.
             * @enum {string|null}
             */
            readonly disabledReason: "GONE" | "FAILING" | null;
            readonly version: components["schemas"]["Version"];
            readonly createdAt: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "whk_123",
         *           "url": "https://hooks.example.com/vitaledge",
         *           "events": [
         *             "alert.opened",
         *             "alert.resolved"
         *           ],
         *           "description": null,
         *           "enabled": true,
         *           "disabledReason": null,
         *           "version": 1,
         *           "createdAt": "2025-01-31T10:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        WebhookList: {
            data: components["schemas"]["Webhook"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @example {
         *       "url": "https://hooks.example.com/vitaledge",
         *       "events": [
         *         "alert.opened",
         *         "alert.resolved"
         *       ]
         *     }
         */
        WebhookInput: {
            url: components["schemas"]["WebhookUrl"];
            events: components["schemas"]["WebhookEvents"];
            description?: string | null;
            /** @default true */
            enabled?: boolean;
        };
        /**
         * @description Signs what is sent (Standard Webhooks), `whsec_` and the key in base64. Shown this once.
         * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=
         */
        WebhookSecret: string;
        /**
         * @example {
         *       "id": "whk_123",
         *       "url": "https://hooks.example.com/vitaledge",
         *       "events": [
         *         "alert.opened",
         *         "alert.resolved"
         *       ],
         *       "description": null,
         *       "enabled": true,
         *       "disabledReason": null,
         *       "version": 1,
         *       "createdAt": "2025-01-31T10:30:00.000Z",
         *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="
         *     }
         */
        WebhookCreated: {
            readonly id: components["schemas"]["Id"];
            url: components["schemas"]["WebhookUrl"];
            events: components["schemas"]["WebhookEvents"];
            description: string | null;
            enabled: boolean;
            /**
             * @description Why the platform switched it off: `GONE`, the receiver answered 410; `FAILING`, nothing was taken for days. `null`
             *     where it is on, or a person switched it off.
             * @enum {string|null}
             */
            readonly disabledReason: "GONE" | "FAILING" | null;
            readonly version: components["schemas"]["Version"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly secret: components["schemas"]["WebhookSecret"];
        };
        /**
         * @description A merge patch of a webhook.
         * @example {
         *       "enabled": false
         *     }
         */
        WebhookPatch: {
            url?: components["schemas"]["WebhookUrl"];
            events?: components["schemas"]["WebhookEvents"];
            description?: string | null;
            /** @default true */
            enabled?: boolean | null;
        };
        /**
         * @example {
         *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=",
         *       "previousValidUntil": "2025-02-01T10:30:00.000Z"
         *     }
         */
        WebhookRotated: {
            secret: components["schemas"]["WebhookSecret"];
            /** @description Until then everything is signed with the secret before as well. */
            previousValidUntil: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "deliveryId": "del_123"
         *     }
         */
        DeliveryQueued: {
            deliveryId: components["schemas"]["Id"];
        };
        /**
         * @description PENDING until it is taken or given up.
         * @example DELIVERED
         * @enum {string}
         */
        DeliveryStatus: "PENDING" | "DELIVERED" | "FAILED";
        /**
         * @example {
         *       "at": "2025-01-31T10:30:01.000Z",
         *       "status": 200,
         *       "durationMs": 120,
         *       "error": null
         *     }
         */
        DeliveryAttempt: {
            at: components["schemas"]["Instant"];
            /** @description The HTTP status of the receiver; `null` where none came. */
            status: number | null;
            durationMs: number;
            /**
             * @description Why it was no success; `null` where it was. `rejected`: a status other than 2xx; `redirected`: a 3xx, which is not
             *     followed; `gone`: 410; `address_refused`: the name leads to an address inside a network; `answer_incomplete`: the
             *     answer broke off; `webhook_disabled`: it was switched off or deleted before.
             * @enum {string|null}
             */
            error: "rejected" | "redirected" | "gone" | "address_refused" | "name_not_resolved" | "connection_failed" | "tls_failed" | "timed_out" | "answer_incomplete" | "webhook_disabled" | null;
        };
        /**
         * @example {
         *       "id": "del_123",
         *       "eventId": "evt_123",
         *       "type": "alert.opened",
         *       "status": "DELIVERED",
         *       "attempts": [
         *         {
         *           "at": "2025-01-31T10:30:01.000Z",
         *           "status": 200,
         *           "durationMs": 120,
         *           "error": null
         *         }
         *       ],
         *       "nextAttemptAt": null,
         *       "createdAt": "2025-01-31T10:30:00.000Z"
         *     }
         */
        Delivery: {
            id: components["schemas"]["Id"];
            /** @description The event's id, which is also the `webhook-id` of every attempt. */
            eventId: components["schemas"]["Id"];
            type: components["schemas"]["EventType"];
            status: components["schemas"]["DeliveryStatus"];
            /** @description The last ones, the oldest first. */
            attempts: components["schemas"]["DeliveryAttempt"][];
            /** @description The earliest time of the next attempt; an earlier event of the same patient goes first. */
            nextAttemptAt: components["schemas"]["Instant"] | null;
            createdAt: components["schemas"]["Instant"];
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "id": "del_123",
         *           "eventId": "evt_123",
         *           "type": "alert.opened",
         *           "status": "DELIVERED",
         *           "attempts": [
         *             {
         *               "at": "2025-01-31T10:30:01.000Z",
         *               "status": 200,
         *               "durationMs": 120,
         *               "error": null
         *             }
         *           ],
         *           "nextAttemptAt": null,
         *           "createdAt": "2025-01-31T10:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null
         *     }
         */
        DeliveryList: {
            data: components["schemas"]["Delivery"][];
            nextCursor: components["schemas"]["NextCursor"];
            total?: components["schemas"]["Total"];
        };
        /**
         * @description Identifiers and codes, no health data: who wants to know more reads it, and that is audited. `id` is of what the type
         *     names: the observation, the alert, the enrollment, the webhook; of a month it is the organization.
         * @example {
         *       "id": "alert_123",
         *       "patientId": "patient_xyz",
         *       "severity": "HIGH"
         *     }
         */
        EventData: {
            id: components["schemas"]["Id"];
            patientId?: components["schemas"]["Id"];
            enrollmentId?: components["schemas"]["Id"];
            severity?: components["schemas"]["Severity"];
            month?: components["schemas"]["Month"];
        };
        /**
         * @description Something that happened, as webhooks and the stream tell it. The events of a patient come in their order; one may come
         *     more than once, with the same `id`.
         * @example {
         *       "id": "evt_123",
         *       "type": "alert.opened",
         *       "timestamp": "2025-01-31T10:30:00.000Z",
         *       "organizationId": "org_abc123",
         *       "data": {
         *         "id": "alert_123",
         *         "patientId": "patient_xyz",
         *         "severity": "HIGH"
         *       }
         *     }
         */
        Event: {
            id: components["schemas"]["Id"];
            type: components["schemas"]["EventType"];
            /** @description When it happened. */
            timestamp: components["schemas"]["Instant"];
            organizationId: components["schemas"]["Id"];
            data: components["schemas"]["EventData"];
        };
    };
    responses: {
        /** @description The request is not what the contract says. */
        BadRequest: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#invalid_request",
                 *       "title": "Invalid request",
                 *       "status": 400,
                 *       "detail": "The request does not match the contract; see errors.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "invalid_request",
                 *       "requestId": "req_01",
                 *       "errors": [
                 *         {
                 *           "pointer": "/unit",
                 *           "code": "required",
                 *           "message": "unit is required."
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests. */
        RateLimited: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                /**
                 * @description Seconds to wait before trying again.
                 * @example 1
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#rate_limited",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "The limit of requests is reached; try again after Retry-After seconds.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "rate_limited",
                 *       "requestId": "req_01"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server failed. */
        InternalError: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#internal_error",
                 *       "title": "Internal error",
                 *       "status": 500,
                 *       "detail": "The server failed; the request id finds the cause in its log.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "internal_error",
                 *       "requestId": "req_01"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something the server depends on is away. */
        Unavailable: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                /**
                 * @description Seconds to wait before trying again.
                 * @example 1
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#unavailable",
                 *       "title": "Unavailable",
                 *       "status": 503,
                 *       "detail": "The database cannot be reached; try again after Retry-After seconds.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "unavailable",
                 *       "requestId": "req_01"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no valid access token. */
        Unauthenticated: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                /**
                 * @description The scheme to authenticate by (RFC 6750).
                 * @example Bearer
                 */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#unauthenticated",
                 *       "title": "Not authenticated",
                 *       "status": 401,
                 *       "detail": "Send a valid access token as Authorization: Bearer; log in to get one.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "unauthenticated",
                 *       "requestId": "req_01"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than the operation takes. */
        PayloadTooLarge: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#payload_too_large",
                 *       "title": "Payload too large",
                 *       "status": 413,
                 *       "detail": "The body is larger than this operation takes; send less at once.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "payload_too_large",
                 *       "requestId": "req_01"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The operation does not take this media type. */
        UnsupportedMediaType: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#unsupported_media_type",
                 *       "title": "Unsupported media type",
                 *       "status": 415,
                 *       "detail": "Send the body as application/json.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "unsupported_media_type",
                 *       "requestId": "req_01"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The caller may not do this. */
        Forbidden: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#permission_denied",
                 *       "title": "Permission denied",
                 *       "status": 403,
                 *       "detail": "Your role in this organization does not include this permission.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "permission_denied",
                 *       "requestId": "req_01"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state of a resource refuses it. */
        Conflict: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#mrn_taken",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "Another patient of this organization has this MRN.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "mrn_taken",
                 *       "requestId": "req_01"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such resource in this organization. */
        NotFound: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#patient_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "No patient of this organization has this id.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "patient_not_found",
                 *       "requestId": "req_01"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Well formed, but refused by a rule. */
        Unprocessable: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#unit_mismatch",
                 *       "title": "Refused by a rule",
                 *       "status": 422,
                 *       "detail": "The unit cannot be converted into the metric's unit.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "unit_mismatch",
                 *       "requestId": "req_01",
                 *       "errors": [
                 *         {
                 *           "pointer": "/unit",
                 *           "code": "unit_mismatch",
                 *           "message": "mmHg is expected."
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The resource has changed since the version of `If-Match`. */
        PreconditionFailed: {
            headers: {
                /**
                 * @description The request's id, as sent or as made by the server.
                 * @example req_01
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/docs/problems#version_mismatch",
                 *       "title": "Version mismatch",
                 *       "status": 412,
                 *       "detail": "The resource has changed; read it again and repeat the change.",
                 *       "instance": "urn:vitaledge:request:req_01",
                 *       "code": "version_mismatch",
                 *       "requestId": "req_01"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description How many items a page holds at most. */
        Limit: number;
        /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
        Cursor: string;
        /** @description Also answer `total`, the count over all pages. */
        IncludeTotal: boolean;
        /**
         * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
         *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
         *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
         * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
         */
        IdempotencyKey: string;
        /**
         * @description The organization's id; it must be the one of `X-Organization-ID`.
         * @example org_abc123
         */
        OrgId: components["schemas"]["Id"];
        /**
         * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
         *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
         * @example "1"
         */
        IfMatch: string;
        /**
         * @description The member's user id.
         * @example user_123
         */
        UserId: components["schemas"]["Id"];
        /** @description The resource's id. */
        Id: components["schemas"]["Id"];
        /** @description The earliest instant, inclusive. */
        From: components["schemas"]["Instant"];
        /** @description The latest instant, inclusive. */
        To: components["schemas"]["Instant"];
        /** @description Only those of this patient. */
        PatientIdFilter: components["schemas"]["Id"];
        /**
         * @description The calendar month, `YYYY-MM`.
         * @example 2025-01
         */
        Month: components["schemas"]["Month"];
        /** @description Only those of this enrollment. */
        EnrollmentIdFilter: components["schemas"]["Id"];
        /** @description Only those of this metric. */
        MetricDefinitionIdFilter: components["schemas"]["Id"];
        /** @description Only those of this device. */
        DeviceIdFilter: components["schemas"]["Id"];
        /**
         * @description The patient's id.
         * @example patient_xyz
         */
        PatientId: components["schemas"]["Id"];
        /**
         * @description The enrollment's id.
         * @example enr_123
         */
        EnrollmentId: components["schemas"]["Id"];
        /** @description The day as of which to evaluate; the default is today in the time zone that applies. */
        AsOf: components["schemas"]["LocalDate"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["ServerHealth"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests can be served. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "checks": [
                     *         {
                     *           "name": "database",
                     *           "status": "ok"
                     *         },
                     *         {
                     *           "name": "migrations",
                     *           "status": "ok"
                     *         },
                     *         {
                     *           "name": "clock",
                     *           "status": "ok"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServerReadiness"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOpenApiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0",
                     *       "info": {
                     *         "title": "VitalEdge",
                     *         "version": "1.0.0"
                     *       },
                     *       "paths": {}
                     *     }
                     */
                    "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOpenApiYaml: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example openapi: 3.1.0
                     *     info: { title: VitalEdge, version: 1.0.0 }
                     *     paths: {}
                     */
                    "application/yaml": string;
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getProblemReference: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
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
                    /** @example <!doctype html><title>VitalEdge errors</title> */
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJwks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": []
                     *     }
                     */
                    "application/json": components["schemas"]["JsonWebKeySet"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSmartConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration. */
            200: {
                headers: {
                    /**
                     * @description Every origin.
                     * @example *
                     */
                    "Access-Control-Allow-Origin"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token_endpoint": "https://api.example.com/api/auth/token",
                     *       "token_endpoint_auth_methods_supported": [
                     *         "private_key_jwt"
                     *       ],
                     *       "token_endpoint_auth_signing_alg_values_supported": [
                     *         "RS384",
                     *         "ES384"
                     *       ],
                     *       "grant_types_supported": [
                     *         "client_credentials"
                     *       ],
                     *       "scopes_supported": [
                     *         "system/*.cruds",
                     *         "system/*.read"
                     *       ],
                     *       "code_challenge_methods_supported": [
                     *         "S256"
                     *       ],
                     *       "introspection_endpoint": "https://api.example.com/api/auth/introspect",
                     *       "revocation_endpoint": "https://api.example.com/api/auth/revoke",
                     *       "capabilities": [
                     *         "client-confidential-asymmetric",
                     *         "permission-v1",
                     *         "permission-v2"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SmartConfiguration"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getFhirSmartConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration. */
            200: {
                headers: {
                    /**
                     * @description Every origin.
                     * @example *
                     */
                    "Access-Control-Allow-Origin"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token_endpoint": "https://api.example.com/api/auth/token",
                     *       "token_endpoint_auth_methods_supported": [
                     *         "private_key_jwt"
                     *       ],
                     *       "token_endpoint_auth_signing_alg_values_supported": [
                     *         "RS384",
                     *         "ES384"
                     *       ],
                     *       "grant_types_supported": [
                     *         "client_credentials"
                     *       ],
                     *       "scopes_supported": [
                     *         "system/*.cruds",
                     *         "system/*.read"
                     *       ],
                     *       "code_challenge_methods_supported": [
                     *         "S256"
                     *       ],
                     *       "introspection_endpoint": "https://api.example.com/api/auth/introspect",
                     *       "revocation_endpoint": "https://api.example.com/api/auth/revoke",
                     *       "capabilities": [
                     *         "client-confidential-asymmetric",
                     *         "permission-v1",
                     *         "permission-v2"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SmartConfiguration"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "user@example.com",
                 *       "password": "secure_password"
                 *     }
                 */
                "application/json": components["schemas"]["LoginInput"];
            };
        };
        responses: {
            /** @description Logged in, or the second factor is asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAnswer"] | components["schemas"]["MfaRequired"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    verifyMfa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mfaToken": "Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["MfaVerifyInput"];
            };
        };
        responses: {
            /** @description Logged in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessToken": "eyJhbG...",
                     *       "refreshToken": "eyJhbG...",
                     *       "expiresIn": 900,
                     *       "user": {
                     *         "id": "user_123",
                     *         "email": "user@example.com",
                     *         "firstName": "Demonstration",
                     *         "lastName": "User",
                     *         "mfaEnabled": true,
                     *         "memberships": [
                     *           {
                     *             "organizationId": "org_abc123",
                     *             "organizationName": "Demonstration Clinic",
                     *             "role": "OWNER"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    refreshTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "eyJhbG..."
                 *     }
                 */
                "application/json": components["schemas"]["RefreshInput"];
            };
        };
        responses: {
            /** @description New tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessToken": "eyJhbG...",
                     *       "refreshToken": "eyJhbG...",
                     *       "expiresIn": 900
                     *     }
                     */
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    logout: {
        parameters: {
            query?: {
                /** @description Also end all other sessions of the user. */
                everywhere?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "eyJhbG..."
                 *     }
                 */
                "application/json": components["schemas"]["LogoutInput"];
            };
        };
        responses: {
            /** @description Logged out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "user_123",
                     *       "email": "user@example.com",
                     *       "firstName": "Demonstration",
                     *       "lastName": "User",
                     *       "mfaEnabled": false,
                     *       "memberships": [
                     *         {
                     *           "organizationId": "org_abc123",
                     *           "organizationName": "Demonstration Clinic",
                     *           "role": "DEVICE",
                     *           "permissions": [
                     *             "observations:write",
                     *             "organization:read",
                     *             "metric-definitions:read"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CurrentUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    setupMfa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "secure_password"
                 *     }
                 */
                "application/json": components["schemas"]["MfaSetupInput"];
            };
        };
        responses: {
            /** @description The secret to put into the app. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                     *       "otpauthUri": "otpauth://totp/VitalEdge:user%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=VitalEdge",
                     *       "qrSvg": "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"
                     *     }
                     */
                    "application/json": components["schemas"]["MfaSetup"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmMfa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["MfaConfirmInput"];
            };
        };
        responses: {
            /** @description The second factor is on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recoveryCodes": [
                     *         "4f7k-q2mz-81xd",
                     *         "9c3p-w6ht-52ra",
                     *         "b8nv-3yse-70jk",
                     *         "2d6g-x9lm-46qu",
                     *         "h5tr-8wzc-13fp",
                     *         "m1qs-5kvb-97ne",
                     *         "7zxa-d4hj-68yt",
                     *         "r3ue-0pgc-29wl",
                     *         "k6fn-7bmq-54vs",
                     *         "y9jd-1thx-83cz"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    disableMfa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "secure_password",
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["MfaDisableInput"];
            };
        };
        responses: {
            /** @description The second factor is off. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
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
            /** @description The sessions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "ses_123",
                     *           "createdAt": "2025-01-31T10:30:00.000Z",
                     *           "lastUsedAt": "2025-01-31T11:05:00.000Z",
                     *           "address": "192.0.2.17",
                     *           "userAgent": "vitaledge-sdk/0.1.0",
                     *           "current": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The session's id.
                 * @example ses_123
                 */
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
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
                /**
                 * @example {
                 *       "currentPassword": "secure_password",
                 *       "newPassword": "a longer and better password"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChangeInput"];
            };
        };
        responses: {
            /** @description The password is changed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
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
                /**
                 * @example {
                 *       "email": "user@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordForgotInput"];
            };
        };
        responses: {
            /** @description Accepted. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
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
                /**
                 * @example {
                 *       "token": "Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
                 *       "newPassword": "a longer and better password"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordResetInput"];
            };
        };
        responses: {
            /** @description The password is set. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
                 *       "password": "a longer and better password",
                 *       "firstName": "Demonstration",
                 *       "lastName": "User"
                 *     }
                 */
                "application/json": components["schemas"]["InvitationAcceptInput"];
            };
        };
        responses: {
            /** @description Joined and logged in, or the second factor is asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessToken": "eyJhbG...",
                     *       "refreshToken": "eyJhbG...",
                     *       "expiresIn": 900,
                     *       "user": {
                     *         "id": "user_123",
                     *         "email": "user@example.com",
                     *         "firstName": "Demonstration",
                     *         "lastName": "User",
                     *         "mfaEnabled": false,
                     *         "memberships": [
                     *           {
                     *             "organizationId": "org_abc123",
                     *             "organizationName": "Demonstration Clinic",
                     *             "role": "CLINICIAN"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TokenAnswer"] | components["schemas"]["MfaRequired"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
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
                /**
                 * @example {
                 *       "grant_type": "client_credentials",
                 *       "client_id": "key_123",
                 *       "client_secret": "org_abc123.Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzAVb3kq0yT7mX"
                 *     }
                 */
                "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description The access token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbG...",
                     *       "token_type": "Bearer",
                     *       "expires_in": 900,
                     *       "scope": "observations:write"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedToken"];
                };
            };
            /** @description The request is not what RFC 6749 says. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "unsupported_grant_type"
                     *     }
                     */
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description The client is unknown, its secret wrong, or its key has ended. */
            401: {
                headers: {
                    /**
                     * @description The scheme to authenticate by (RFC 7617).
                     * @example Basic realm="VitalEdge"
                     */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "invalid_client"
                     *     }
                     */
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    introspectToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "eyJhbG...",
                 *       "client_id": "key_123",
                 *       "client_secret": "org_abc123.Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzAVb3kq0yT7mX"
                 *     }
                 */
                "application/x-www-form-urlencoded": components["schemas"]["TokenForm"];
            };
        };
        responses: {
            /** @description What it is worth. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "client_id": "key_456",
                     *       "sub": "key_456",
                     *       "scope": "system/Patient.rs",
                     *       "token_type": "Bearer",
                     *       "exp": 1767225900,
                     *       "iat": 1767225600,
                     *       "iss": "https://vitaledge.dev",
                     *       "aud": "vitaledge-api",
                     *       "jti": "Vb3kq0yT7mXo1sR9dW5hJ2"
                     *     }
                     */
                    "application/json": components["schemas"]["TokenIntrospection"];
                };
            };
            /** @description The request is not what the RFC says. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "invalid_request"
                     *     }
                     */
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description The client is unknown, its proof wrong, or its key has ended. */
            401: {
                headers: {
                    /**
                     * @description The scheme to authenticate by (RFC 7617).
                     * @example Basic realm="VitalEdge"
                     */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "invalid_client"
                     *     }
                     */
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
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
                /**
                 * @example {
                 *       "token": "eyJhbG...",
                 *       "client_id": "key_123",
                 *       "client_secret": "org_abc123.Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzAVb3kq0yT7mX"
                 *     }
                 */
                "application/x-www-form-urlencoded": components["schemas"]["TokenForm"];
            };
        };
        responses: {
            /** @description The token is good for nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not what the RFC says. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "invalid_request"
                     *     }
                     */
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description The client is unknown, its proof wrong, or its key has ended. */
            401: {
                headers: {
                    /**
                     * @description The scheme to authenticate by (RFC 7617).
                     * @example Basic realm="VitalEdge"
                     */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "invalid_client"
                     *     }
                     */
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of organizations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "org_abc123",
                     *           "name": "Demonstration Clinic",
                     *           "plan": "STANDARD",
                     *           "requestsPerMinute": null,
                     *           "legalName": "Demonstration Clinic PLLC",
                     *           "timezone": "America/New_York",
                     *           "npi": "1234567893",
                     *           "taxonomyCode": "207RC0000X",
                     *           "taxId": "12-3456789",
                     *           "taxIdType": "EIN",
                     *           "address": {
                     *             "line1": "100 Main Street",
                     *             "line2": null,
                     *             "city": "Springfield",
                     *             "state": "MA",
                     *             "postalCode": "01103-1234",
                     *             "country": "US"
                     *           },
                     *           "billingContact": {
                     *             "name": "Billing office",
                     *             "phone": "+14135550100"
                     *           },
                     *           "submitterId": null,
                     *           "acceptsAssignment": true,
                     *           "clearinghouse": null,
                     *           "sessionPolicy": {
                     *             "idleMinutes": null,
                     *             "absoluteHours": null,
                     *             "requireMfa": false
                     *           },
                     *           "alerting": {
                     *             "lateReadingHours": 72,
                     *             "unacknowledgedMinutes": null
                     *           },
                     *           "version": 1,
                     *           "createdAt": "2025-01-31T10:30:00.000Z",
                     *           "updatedAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["OrganizationList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Demonstration Clinic",
                 *       "timezone": "America/New_York"
                 *     }
                 */
                "application/json": components["schemas"]["OrganizationInput"];
            };
        };
        responses: {
            /** @description The new organization. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/organizations/org_abc123
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "org_abc123",
                     *       "name": "Demonstration Clinic",
                     *       "plan": "STANDARD",
                     *       "requestsPerMinute": null,
                     *       "legalName": "Demonstration Clinic PLLC",
                     *       "timezone": "America/New_York",
                     *       "npi": "1234567893",
                     *       "taxonomyCode": "207RC0000X",
                     *       "taxId": "12-3456789",
                     *       "taxIdType": "EIN",
                     *       "address": {
                     *         "line1": "100 Main Street",
                     *         "line2": null,
                     *         "city": "Springfield",
                     *         "state": "MA",
                     *         "postalCode": "01103-1234",
                     *         "country": "US"
                     *       },
                     *       "billingContact": {
                     *         "name": "Billing office",
                     *         "phone": "+14135550100"
                     *       },
                     *       "submitterId": null,
                     *       "acceptsAssignment": true,
                     *       "clearinghouse": null,
                     *       "sessionPolicy": {
                     *         "idleMinutes": null,
                     *         "absoluteHours": null,
                     *         "requireMfa": false
                     *       },
                     *       "alerting": {
                     *         "lateReadingHours": 72,
                     *         "unacknowledgedMinutes": null
                     *       },
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "org_abc123",
                     *       "name": "Demonstration Clinic",
                     *       "plan": "STANDARD",
                     *       "requestsPerMinute": null,
                     *       "legalName": "Demonstration Clinic PLLC",
                     *       "timezone": "America/New_York",
                     *       "npi": "1234567893",
                     *       "taxonomyCode": "207RC0000X",
                     *       "taxId": "12-3456789",
                     *       "taxIdType": "EIN",
                     *       "address": {
                     *         "line1": "100 Main Street",
                     *         "line2": null,
                     *         "city": "Springfield",
                     *         "state": "MA",
                     *         "postalCode": "01103-1234",
                     *         "country": "US"
                     *       },
                     *       "billingContact": {
                     *         "name": "Billing office",
                     *         "phone": "+14135550100"
                     *       },
                     *       "submitterId": null,
                     *       "acceptsAssignment": true,
                     *       "clearinghouse": null,
                     *       "sessionPolicy": {
                     *         "idleMinutes": null,
                     *         "absoluteHours": null,
                     *         "requireMfa": false
                     *       },
                     *       "alerting": {
                     *         "lateReadingHours": 72,
                     *         "unacknowledgedMinutes": null
                     *       },
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "npi": "1234567893",
                 *       "sessionPolicy": {
                 *         "idleMinutes": 30
                 *       }
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["OrganizationPatch"];
                /**
                 * @example {
                 *       "npi": "1234567893",
                 *       "sessionPolicy": {
                 *         "idleMinutes": 30
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["OrganizationPatch"];
            };
        };
        responses: {
            /** @description The organization as changed. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "org_abc123",
                     *       "name": "Demonstration Clinic",
                     *       "plan": "STANDARD",
                     *       "requestsPerMinute": null,
                     *       "legalName": "Demonstration Clinic PLLC",
                     *       "timezone": "America/New_York",
                     *       "npi": "1234567893",
                     *       "taxonomyCode": "207RC0000X",
                     *       "taxId": "12-3456789",
                     *       "taxIdType": "EIN",
                     *       "address": {
                     *         "line1": "100 Main Street",
                     *         "line2": null,
                     *         "city": "Springfield",
                     *         "state": "MA",
                     *         "postalCode": "01103-1234",
                     *         "country": "US"
                     *       },
                     *       "billingContact": {
                     *         "name": "Billing office",
                     *         "phone": "+14135550100"
                     *       },
                     *       "submitterId": null,
                     *       "acceptsAssignment": true,
                     *       "clearinghouse": null,
                     *       "sessionPolicy": {
                     *         "idleMinutes": null,
                     *         "absoluteHours": null,
                     *         "requireMfa": false
                     *       },
                     *       "alerting": {
                     *         "lateReadingHours": 72,
                     *         "unacknowledgedMinutes": null
                     *       },
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "userId": "user_123",
                     *           "email": "user@example.com",
                     *           "firstName": "Demonstration",
                     *           "lastName": "User",
                     *           "role": "OWNER",
                     *           "mfaEnabled": false,
                     *           "joinedAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The member's user id.
                 * @example user_123
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member is removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The member's user id.
                 * @example user_123
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "CLINICIAN"
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["MemberPatch"];
                /**
                 * @example {
                 *       "role": "CLINICIAN"
                 *     }
                 */
                "application/json": components["schemas"]["MemberPatch"];
            };
        };
        responses: {
            /** @description The member as changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "userId": "user_123",
                     *       "email": "user@example.com",
                     *       "firstName": "Demonstration",
                     *       "lastName": "User",
                     *       "role": "CLINICIAN",
                     *       "mfaEnabled": false,
                     *       "joinedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of invitations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "inv_123",
                     *           "email": "colleague@example.com",
                     *           "role": "CLINICIAN",
                     *           "expiresAt": "2025-02-07T10:30:00.000Z",
                     *           "createdAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "colleague@example.com",
                 *       "role": "CLINICIAN"
                 *     }
                 */
                "application/json": components["schemas"]["InvitationInput"];
            };
        };
        responses: {
            /** @description The invitation with its link. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/organizations/org_abc123/invitations/inv_123
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "inv_123",
                     *       "email": "colleague@example.com",
                     *       "role": "CLINICIAN",
                     *       "url": "http://localhost:8080/invitations/accept#token=Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
                     *       "expiresAt": "2025-02-07T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationCreated"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitation is withdrawn. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getBillingSettings: {
        parameters: {
            query?: {
                /**
                 * @description The month, `YYYY-MM`; by default the current one.
                 * @example 2025-02
                 */
                month?: components["schemas"]["Month"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings in force. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "2"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "effectiveFrom": "2025-02",
                     *       "periodMode": "ROLLING_30",
                     *       "periodAnchor": "LATEST",
                     *       "dayBasis": "MEASURED",
                     *       "monthEdge": "SPLIT",
                     *       "emDayRule": "WHOLE_DAY",
                     *       "zeroDataManagement": "HOLD",
                     *       "rpmRtmWinner": "RPM",
                     *       "careManagementWinner": [
                     *         "APCM",
                     *         "CCM",
                     *         "PCM"
                     *       ],
                     *       "ccmFold": "STAFF",
                     *       "complexCcm": "WHEN_MDM",
                     *       "collectionCode": "99457_FIRST",
                     *       "interactiveKinds": [
                     *         "CALL",
                     *         "VIDEO"
                     *       ],
                     *       "countedSources": {
                     *         "RPM": [
                     *           "DEVICE"
                     *         ],
                     *         "RTM": [
                     *           "DEVICE",
                     *           "PATIENT_REPORTED"
                     *         ]
                     *       },
                     *       "eligibleRoles": {
                     *         "RPM": [
                     *           "CLINICAL_STAFF",
                     *           "PHYSICIAN",
                     *           "QHP"
                     *         ],
                     *         "RTM": [
                     *           "CLINICAL_STAFF",
                     *           "PHYSICIAN",
                     *           "QHP",
                     *           "THERAPIST",
                     *           "THERAPY_ASSISTANT"
                     *         ],
                     *         "CCM": [
                     *           "CLINICAL_STAFF",
                     *           "PHYSICIAN",
                     *           "QHP"
                     *         ],
                     *         "PCM": [
                     *           "CLINICAL_STAFF",
                     *           "PHYSICIAN",
                     *           "QHP"
                     *         ]
                     *       },
                     *       "caps": {
                     *         "98981": 2,
                     *         "99427": 2,
                     *         "99437": 2,
                     *         "99439": 2,
                     *         "99458": 3
                     *       },
                     *       "setupDate": "SETUP",
                     *       "accessAlignment": "HOLD",
                     *       "setBy": "user_123",
                     *       "setAt": "2025-01-31T10:30:00.000Z",
                     *       "history": [
                     *         {
                     *           "effectiveFrom": "2025-02",
                     *           "periodMode": "ROLLING_30",
                     *           "periodAnchor": "LATEST",
                     *           "dayBasis": "MEASURED",
                     *           "monthEdge": "SPLIT",
                     *           "emDayRule": "WHOLE_DAY",
                     *           "zeroDataManagement": "HOLD",
                     *           "rpmRtmWinner": "RPM",
                     *           "careManagementWinner": [
                     *             "APCM",
                     *             "CCM",
                     *             "PCM"
                     *           ],
                     *           "ccmFold": "STAFF",
                     *           "complexCcm": "WHEN_MDM",
                     *           "collectionCode": "99457_FIRST",
                     *           "interactiveKinds": [
                     *             "CALL",
                     *             "VIDEO"
                     *           ],
                     *           "countedSources": {
                     *             "RPM": [
                     *               "DEVICE"
                     *             ],
                     *             "RTM": [
                     *               "DEVICE",
                     *               "PATIENT_REPORTED"
                     *             ]
                     *           },
                     *           "eligibleRoles": {
                     *             "RPM": [
                     *               "CLINICAL_STAFF",
                     *               "PHYSICIAN",
                     *               "QHP"
                     *             ],
                     *             "RTM": [
                     *               "CLINICAL_STAFF",
                     *               "PHYSICIAN",
                     *               "QHP",
                     *               "THERAPIST",
                     *               "THERAPY_ASSISTANT"
                     *             ],
                     *             "CCM": [
                     *               "CLINICAL_STAFF",
                     *               "PHYSICIAN",
                     *               "QHP"
                     *             ],
                     *             "PCM": [
                     *               "CLINICAL_STAFF",
                     *               "PHYSICIAN",
                     *               "QHP"
                     *             ]
                     *           },
                     *           "caps": {
                     *             "98981": 2,
                     *             "99427": 2,
                     *             "99437": 2,
                     *             "99439": 2,
                     *             "99458": 3
                     *           },
                     *           "setupDate": "SETUP",
                     *           "accessAlignment": "HOLD",
                     *           "setBy": "user_123",
                     *           "setAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["BillingSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceBillingSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "effectiveFrom": "2025-02",
                 *       "caps": {
                 *         "99458": 3
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["BillingSettingsInput"];
            };
        };
        responses: {
            /** @description The settings from that month on. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "2"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "effectiveFrom": "2025-02",
                     *       "periodMode": "ROLLING_30",
                     *       "periodAnchor": "LATEST",
                     *       "dayBasis": "MEASURED",
                     *       "monthEdge": "SPLIT",
                     *       "emDayRule": "WHOLE_DAY",
                     *       "zeroDataManagement": "HOLD",
                     *       "rpmRtmWinner": "RPM",
                     *       "careManagementWinner": [
                     *         "APCM",
                     *         "CCM",
                     *         "PCM"
                     *       ],
                     *       "ccmFold": "STAFF",
                     *       "complexCcm": "WHEN_MDM",
                     *       "collectionCode": "99457_FIRST",
                     *       "interactiveKinds": [
                     *         "CALL",
                     *         "VIDEO"
                     *       ],
                     *       "countedSources": {
                     *         "RPM": [
                     *           "DEVICE"
                     *         ],
                     *         "RTM": [
                     *           "DEVICE",
                     *           "PATIENT_REPORTED"
                     *         ]
                     *       },
                     *       "eligibleRoles": {
                     *         "RPM": [
                     *           "CLINICAL_STAFF",
                     *           "PHYSICIAN",
                     *           "QHP"
                     *         ],
                     *         "RTM": [
                     *           "CLINICAL_STAFF",
                     *           "PHYSICIAN",
                     *           "QHP",
                     *           "THERAPIST",
                     *           "THERAPY_ASSISTANT"
                     *         ],
                     *         "CCM": [
                     *           "CLINICAL_STAFF",
                     *           "PHYSICIAN",
                     *           "QHP"
                     *         ],
                     *         "PCM": [
                     *           "CLINICAL_STAFF",
                     *           "PHYSICIAN",
                     *           "QHP"
                     *         ]
                     *       },
                     *       "caps": {
                     *         "98981": 2,
                     *         "99427": 2,
                     *         "99437": 2,
                     *         "99439": 2,
                     *         "99458": 3
                     *       },
                     *       "setupDate": "SETUP",
                     *       "accessAlignment": "HOLD",
                     *       "setBy": "user_123",
                     *       "setAt": "2025-01-31T10:30:00.000Z",
                     *       "history": [
                     *         {
                     *           "effectiveFrom": "2025-02",
                     *           "periodMode": "ROLLING_30",
                     *           "periodAnchor": "LATEST",
                     *           "dayBasis": "MEASURED",
                     *           "monthEdge": "SPLIT",
                     *           "emDayRule": "WHOLE_DAY",
                     *           "zeroDataManagement": "HOLD",
                     *           "rpmRtmWinner": "RPM",
                     *           "careManagementWinner": [
                     *             "APCM",
                     *             "CCM",
                     *             "PCM"
                     *           ],
                     *           "ccmFold": "STAFF",
                     *           "complexCcm": "WHEN_MDM",
                     *           "collectionCode": "99457_FIRST",
                     *           "interactiveKinds": [
                     *             "CALL",
                     *             "VIDEO"
                     *           ],
                     *           "countedSources": {
                     *             "RPM": [
                     *               "DEVICE"
                     *             ],
                     *             "RTM": [
                     *               "DEVICE",
                     *               "PATIENT_REPORTED"
                     *             ]
                     *           },
                     *           "eligibleRoles": {
                     *             "RPM": [
                     *               "CLINICAL_STAFF",
                     *               "PHYSICIAN",
                     *               "QHP"
                     *             ],
                     *             "RTM": [
                     *               "CLINICAL_STAFF",
                     *               "PHYSICIAN",
                     *               "QHP",
                     *               "THERAPIST",
                     *               "THERAPY_ASSISTANT"
                     *             ],
                     *             "CCM": [
                     *               "CLINICAL_STAFF",
                     *               "PHYSICIAN",
                     *               "QHP"
                     *             ],
                     *             "PCM": [
                     *               "CLINICAL_STAFF",
                     *               "PHYSICIAN",
                     *               "QHP"
                     *             ]
                     *           },
                     *           "caps": {
                     *             "98981": 2,
                     *             "99427": 2,
                     *             "99437": 2,
                     *             "99439": 2,
                     *             "99458": 3
                     *           },
                     *           "setupDate": "SETUP",
                     *           "accessAlignment": "HOLD",
                     *           "setBy": "user_123",
                     *           "setAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["BillingSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCharges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The charges. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "2"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "code": "99454",
                     *           "effectiveFrom": "2025-01-01",
                     *           "amountCents": 9500
                     *         }
                     *       ],
                     *       "setBy": "user_123",
                     *       "setAt": "2025-01-31T10:30:00.000Z",
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Charges"];
                    /**
                     * @example code,effective_from,amount
                     *     99454,2025-01-01,95.00
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceCharges: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "data": [
                 *         {
                 *           "code": "99454",
                 *           "effectiveFrom": "2025-01-01",
                 *           "amountCents": 9500
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ChargesInput"];
                /**
                 * @example code,effective_from,amount
                 *     99454,2025-01-01,95.00
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description The charges, as they are now. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "2"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "code": "99454",
                     *           "effectiveFrom": "2025-01-01",
                     *           "amountCents": 9500
                     *         }
                     *       ],
                     *       "setBy": "user_123",
                     *       "setAt": "2025-01-31T10:30:00.000Z",
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Charges"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listFees: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fees. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "2"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "code": "99454",
                     *           "effectiveFrom": "2025-01-01",
                     *           "amountCents": 4302
                     *         }
                     *       ],
                     *       "source": "ORGANIZATION",
                     *       "setBy": "user_123",
                     *       "setAt": "2025-01-31T10:30:00.000Z",
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Fees"];
                    /**
                     * @example code,effective_from,amount
                     *     99454,2025-01-01,43.02
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceFees: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "data": [
                 *         {
                 *           "code": "99454",
                 *           "effectiveFrom": "2025-01-01",
                 *           "amountCents": 4302
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["FeesInput"];
                /**
                 * @example code,effective_from,amount
                 *     99454,2025-01-01,43.02
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description The fees, as they are now. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "2"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "code": "99454",
                     *           "effectiveFrom": "2025-01-01",
                     *           "amountCents": 4302
                     *         }
                     *       ],
                     *       "source": "ORGANIZATION",
                     *       "setBy": "user_123",
                     *       "setAt": "2025-01-31T10:30:00.000Z",
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Fees"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of API keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "key_123",
                     *           "clientId": "key_123",
                     *           "name": "Device gateway",
                     *           "permissions": [
                     *             "observations:write"
                     *           ],
                     *           "expiresAt": "2026-01-31T00:00:00.000Z",
                     *           "createdAt": "2025-01-31T10:30:00.000Z",
                     *           "createdBy": "user_123",
                     *           "lastUsedAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Device gateway",
                 *       "permissions": [
                 *         "observations:write"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyInput"];
            };
        };
        responses: {
            /** @description The API key with its secret. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/api-keys/key_123
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_123",
                     *       "clientId": "key_123",
                     *       "secret": "org_abc123.Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzAVb3kq0yT7mX",
                     *       "name": "Device gateway",
                     *       "permissions": [
                     *         "observations:write"
                     *       ],
                     *       "expiresAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyCreated"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API key is deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPatients: {
        parameters: {
            query?: {
                /** @description Prefix of a word of the name, of the MRN or the e-mail address. */
                search?: string;
                /** @description Only those of these statuses, comma separated. */
                status?: components["schemas"]["PatientStatus"][];
                /** @description Only those changed at or after this time. */
                updatedSince?: components["schemas"]["Instant"];
                /** @description The one with this MRN. */
                mrn?: string;
                /** @description The one with this identifier of another system, as `system|value`. */
                externalId?: string;
                /** @description The order; name unless given. */
                sort?: components["schemas"]["PatientSort"];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of patients. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "patient_xyz",
                     *           "organizationId": "org_abc123",
                     *           "mrn": "MRN-1001",
                     *           "firstName": "Maria",
                     *           "lastName": "Example",
                     *           "birthDate": "1951-04-12",
                     *           "sex": "FEMALE",
                     *           "email": null,
                     *           "phone": "+14135550123",
                     *           "address": {
                     *             "line1": "100 Main Street",
                     *             "city": "Springfield",
                     *             "state": "MA",
                     *             "postalCode": "01103",
                     *             "country": "US"
                     *           },
                     *           "timezone": "America/New_York",
                     *           "language": "en",
                     *           "status": "ACTIVE",
                     *           "diagnoses": [
                     *             {
                     *               "code": "I10",
                     *               "rank": 1
                     *             }
                     *           ],
                     *           "coverages": [],
                     *           "alignments": [],
                     *           "externalIds": [],
                     *           "mergedInto": null,
                     *           "warnings": [],
                     *           "metadata": null,
                     *           "version": 1,
                     *           "createdAt": "2025-01-31T10:30:00.000Z",
                     *           "updatedAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["PatientList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createPatient: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "firstName": "Maria",
                 *       "lastName": "Example",
                 *       "birthDate": "1951-04-12",
                 *       "mrn": "MRN-1001",
                 *       "sex": "FEMALE",
                 *       "phone": "(413) 555-0123",
                 *       "timezone": "America/New_York"
                 *     }
                 */
                "application/json": components["schemas"]["PatientInput"];
            };
        };
        responses: {
            /** @description The new patient. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/patients/patient_xyz
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "patient_xyz",
                     *       "organizationId": "org_abc123",
                     *       "mrn": "MRN-1001",
                     *       "firstName": "Maria",
                     *       "lastName": "Example",
                     *       "birthDate": "1951-04-12",
                     *       "sex": "FEMALE",
                     *       "email": null,
                     *       "phone": "+14135550123",
                     *       "address": {
                     *         "line1": "100 Main Street",
                     *         "city": "Springfield",
                     *         "state": "MA",
                     *         "postalCode": "01103",
                     *         "country": "US"
                     *       },
                     *       "timezone": "America/New_York",
                     *       "language": "en",
                     *       "status": "ACTIVE",
                     *       "diagnoses": [
                     *         {
                     *           "code": "I10",
                     *           "rank": 1
                     *         }
                     *       ],
                     *       "coverages": [],
                     *       "alignments": [],
                     *       "externalIds": [],
                     *       "mergedInto": null,
                     *       "warnings": [],
                     *       "metadata": null,
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Patient"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    searchPatients: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "search": "exam"
                 *     }
                 */
                "application/json": components["schemas"]["PatientSearch"];
            };
        };
        responses: {
            /** @description A page of patients. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "patient_xyz",
                     *           "organizationId": "org_abc123",
                     *           "mrn": "MRN-1001",
                     *           "firstName": "Maria",
                     *           "lastName": "Example",
                     *           "birthDate": "1951-04-12",
                     *           "sex": "FEMALE",
                     *           "email": null,
                     *           "phone": "+14135550123",
                     *           "address": {
                     *             "line1": "100 Main Street",
                     *             "city": "Springfield",
                     *             "state": "MA",
                     *             "postalCode": "01103",
                     *             "country": "US"
                     *           },
                     *           "timezone": "America/New_York",
                     *           "language": "en",
                     *           "status": "ACTIVE",
                     *           "diagnoses": [
                     *             {
                     *               "code": "I10",
                     *               "rank": 1
                     *             }
                     *           ],
                     *           "coverages": [],
                     *           "alignments": [],
                     *           "externalIds": [],
                     *           "mergedInto": null,
                     *           "warnings": [],
                     *           "metadata": null,
                     *           "version": 1,
                     *           "createdAt": "2025-01-31T10:30:00.000Z",
                     *           "updatedAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["PatientList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPatient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The patient. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "patient_xyz",
                     *       "organizationId": "org_abc123",
                     *       "mrn": "MRN-1001",
                     *       "firstName": "Maria",
                     *       "lastName": "Example",
                     *       "birthDate": "1951-04-12",
                     *       "sex": "FEMALE",
                     *       "email": null,
                     *       "phone": "+14135550123",
                     *       "address": {
                     *         "line1": "100 Main Street",
                     *         "city": "Springfield",
                     *         "state": "MA",
                     *         "postalCode": "01103",
                     *         "country": "US"
                     *       },
                     *       "timezone": "America/New_York",
                     *       "language": "en",
                     *       "status": "ACTIVE",
                     *       "diagnoses": [
                     *         {
                     *           "code": "I10",
                     *           "rank": 1
                     *         }
                     *       ],
                     *       "coverages": [],
                     *       "alignments": [],
                     *       "externalIds": [],
                     *       "mergedInto": null,
                     *       "warnings": [],
                     *       "metadata": null,
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Patient"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replacePatient: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "firstName": "Maria",
                 *       "lastName": "Example",
                 *       "birthDate": "1951-04-12",
                 *       "mrn": "MRN-1001",
                 *       "sex": "FEMALE",
                 *       "phone": "(413) 555-0123",
                 *       "timezone": "America/New_York"
                 *     }
                 */
                "application/json": components["schemas"]["PatientInput"];
            };
        };
        responses: {
            /** @description The patient as it is now. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "patient_xyz",
                     *       "organizationId": "org_abc123",
                     *       "mrn": "MRN-1001",
                     *       "firstName": "Maria",
                     *       "lastName": "Example",
                     *       "birthDate": "1951-04-12",
                     *       "sex": "FEMALE",
                     *       "email": null,
                     *       "phone": "+14135550123",
                     *       "address": {
                     *         "line1": "100 Main Street",
                     *         "city": "Springfield",
                     *         "state": "MA",
                     *         "postalCode": "01103",
                     *         "country": "US"
                     *       },
                     *       "timezone": "America/New_York",
                     *       "language": "en",
                     *       "status": "ACTIVE",
                     *       "diagnoses": [
                     *         {
                     *           "code": "I10",
                     *           "rank": 1
                     *         }
                     *       ],
                     *       "coverages": [],
                     *       "alignments": [],
                     *       "externalIds": [],
                     *       "mergedInto": null,
                     *       "warnings": [],
                     *       "metadata": null,
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Patient"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deletePatient: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updatePatient: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mrn": null
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["PatientPatch"];
                /**
                 * @example {
                 *       "mrn": null
                 *     }
                 */
                "application/json": components["schemas"]["PatientPatch"];
            };
        };
        responses: {
            /** @description The patient as it is now. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "patient_xyz",
                     *       "organizationId": "org_abc123",
                     *       "mrn": "MRN-1001",
                     *       "firstName": "Maria",
                     *       "lastName": "Example",
                     *       "birthDate": "1951-04-12",
                     *       "sex": "FEMALE",
                     *       "email": null,
                     *       "phone": "+14135550123",
                     *       "address": {
                     *         "line1": "100 Main Street",
                     *         "city": "Springfield",
                     *         "state": "MA",
                     *         "postalCode": "01103",
                     *         "country": "US"
                     *       },
                     *       "timezone": "America/New_York",
                     *       "language": "en",
                     *       "status": "ACTIVE",
                     *       "diagnoses": [
                     *         {
                     *           "code": "I10",
                     *           "rank": 1
                     *         }
                     *       ],
                     *       "coverages": [],
                     *       "alignments": [],
                     *       "externalIds": [],
                     *       "mergedInto": null,
                     *       "warnings": [],
                     *       "metadata": null,
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Patient"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    mergePatient: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "duplicateId": "patient_abc"
                 *     }
                 */
                "application/json": components["schemas"]["PatientMergeInput"];
            };
        };
        responses: {
            /** @description The patient, with what came to it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "patient_xyz",
                     *       "organizationId": "org_abc123",
                     *       "mrn": "MRN-1001",
                     *       "firstName": "Maria",
                     *       "lastName": "Example",
                     *       "birthDate": "1951-04-12",
                     *       "sex": "FEMALE",
                     *       "email": null,
                     *       "phone": "+14135550123",
                     *       "address": null,
                     *       "timezone": "America/New_York",
                     *       "language": "en",
                     *       "status": "ACTIVE",
                     *       "diagnoses": [
                     *         {
                     *           "code": "I10",
                     *           "rank": 1
                     *         }
                     *       ],
                     *       "coverages": [],
                     *       "alignments": [],
                     *       "externalIds": [
                     *         {
                     *           "system": "https://ehr.example.com/mrn",
                     *           "value": "4711"
                     *         }
                     *       ],
                     *       "mergedInto": null,
                     *       "warnings": [],
                     *       "metadata": null,
                     *       "version": 2,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-02-03T08:15:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Patient"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportPatientRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    /**
                     * @description The name of the file.
                     * @example attachment; filename="record-patient_xyz.ndjson"
                     */
                    "Content-Disposition"?: string;
                    /**
                     * @description Not to be stored or changed on the way.
                     * @example no-store, no-transform
                     */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"type":"deviceAssignment","data":{"deviceId":"dev_123","manufacturer":"Acme","serialNumber":"SN-0001","from":"2025-01-31T10:30:00.000Z","to":null}}
                     *     {"type":"access","data":{"at":"2025-01-31T10:30:00.000Z","actor":{"type":"USER","id":"user_123"},"operationId":"getPatient","outcome":"SUCCESS","address":"203.0.113.7"}}
                     */
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getAccessReport: {
        parameters: {
            query?: {
                /** @description The earliest instant, inclusive. */
                from?: components["parameters"]["From"];
                /** @description The latest instant, inclusive. */
                to?: components["parameters"]["To"];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of accesses. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "at": "2025-01-31T10:30:00.000Z",
                     *           "actor": {
                     *             "type": "USER",
                     *             "id": "user_123"
                     *           },
                     *           "operationId": "getPatient",
                     *           "outcome": "SUCCESS",
                     *           "address": "203.0.113.7"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["AccessReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPractitioners: {
        parameters: {
            query?: {
                /** @description The one with this NPI. */
                npi?: components["schemas"]["Npi"];
                /** @description Only those that are active, or not. */
                active?: boolean;
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of practitioners. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "prac_123",
                     *           "userId": null,
                     *           "firstName": "Ana",
                     *           "lastName": "Example",
                     *           "credential": "MD",
                     *           "npi": "1234567893",
                     *           "taxonomyCode": "207R00000X",
                     *           "active": true,
                     *           "version": 1,
                     *           "createdAt": "2025-01-31T10:30:00.000Z",
                     *           "updatedAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["PractitionerList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createPractitioner: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "firstName": "Ana",
                 *       "lastName": "Example",
                 *       "npi": "1234567893",
                 *       "credential": "MD"
                 *     }
                 */
                "application/json": components["schemas"]["PractitionerInput"];
            };
        };
        responses: {
            /** @description The new practitioner. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/practitioners/prac_123
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "prac_123",
                     *       "userId": null,
                     *       "firstName": "Ana",
                     *       "lastName": "Example",
                     *       "credential": "MD",
                     *       "npi": "1234567893",
                     *       "taxonomyCode": "207R00000X",
                     *       "active": true,
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Practitioner"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPractitioner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The practitioner. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "prac_123",
                     *       "userId": null,
                     *       "firstName": "Ana",
                     *       "lastName": "Example",
                     *       "credential": "MD",
                     *       "npi": "1234567893",
                     *       "taxonomyCode": "207R00000X",
                     *       "active": true,
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Practitioner"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updatePractitioner: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "active": false
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["PractitionerPatch"];
                /**
                 * @example {
                 *       "active": false
                 *     }
                 */
                "application/json": components["schemas"]["PractitionerPatch"];
            };
        };
        responses: {
            /** @description The practitioner as it is now. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "prac_123",
                     *       "userId": null,
                     *       "firstName": "Ana",
                     *       "lastName": "Example",
                     *       "credential": "MD",
                     *       "npi": "1234567893",
                     *       "taxonomyCode": "207R00000X",
                     *       "active": true,
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Practitioner"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMetricDefinitions: {
        parameters: {
            query?: {
                /** @description Only those of this program. */
                program?: components["schemas"]["Program"];
                /** @description Only those of this category. */
                category?: string;
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of metric definitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "metric_bp_systolic",
                     *           "code": "bp_systolic",
                     *           "name": "Systolic blood pressure",
                     *           "unit": "mm[Hg]",
                     *           "displayUnit": "mmHg",
                     *           "units": {
                     *             "mm[Hg]": "mm[Hg]",
                     *             "mmHg": "mm[Hg]"
                     *           },
                     *           "molarMass": null,
                     *           "loinc": "8480-6",
                     *           "alsoCodedAs": [],
                     *           "mdc": 150021,
                     *           "panel": "85354-9",
                     *           "category": "vital-signs",
                     *           "plausibleRange": {
                     *             "low": 50,
                     *             "high": 300
                     *           },
                     *           "programs": [
                     *             "RPM"
                     *           ],
                     *           "defaultRules": [
                     *             {
                     *               "type": "threshold",
                     *               "operator": "gt",
                     *               "value": 160,
                     *               "consecutive": 1,
                     *               "severity": "HIGH"
                     *             }
                     *           ],
                     *           "note": null,
                     *           "builtIn": true,
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["MetricDefinitionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createMetricDefinition: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "grip_strength",
                 *       "name": "Grip strength",
                 *       "unit": "kg",
                 *       "programs": [
                 *         "RTM"
                 *       ],
                 *       "plausibleRange": {
                 *         "low": 0,
                 *         "high": 120
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["MetricDefinitionInput"];
            };
        };
        responses: {
            /** @description The new metric definition. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/metric-definitions/metric_123
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "metric_123",
                     *       "code": "bp_systolic",
                     *       "name": "Systolic blood pressure",
                     *       "unit": "mm[Hg]",
                     *       "displayUnit": "mmHg",
                     *       "units": {
                     *         "mm[Hg]": "mm[Hg]",
                     *         "mmHg": "mm[Hg]"
                     *       },
                     *       "molarMass": null,
                     *       "loinc": "8480-6",
                     *       "alsoCodedAs": [],
                     *       "mdc": 150021,
                     *       "panel": "85354-9",
                     *       "category": "vital-signs",
                     *       "plausibleRange": {
                     *         "low": 50,
                     *         "high": 300
                     *       },
                     *       "programs": [
                     *         "RPM"
                     *       ],
                     *       "defaultRules": [
                     *         {
                     *           "type": "threshold",
                     *           "operator": "gt",
                     *           "value": 160,
                     *           "consecutive": 1,
                     *           "severity": "HIGH"
                     *         }
                     *       ],
                     *       "note": null,
                     *       "builtIn": false,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MetricDefinition"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMetricDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metric definition. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "metric_bp_systolic",
                     *       "code": "bp_systolic",
                     *       "name": "Systolic blood pressure",
                     *       "unit": "mm[Hg]",
                     *       "displayUnit": "mmHg",
                     *       "units": {
                     *         "mm[Hg]": "mm[Hg]",
                     *         "mmHg": "mm[Hg]"
                     *       },
                     *       "molarMass": null,
                     *       "loinc": "8480-6",
                     *       "alsoCodedAs": [],
                     *       "mdc": 150021,
                     *       "panel": "85354-9",
                     *       "category": "vital-signs",
                     *       "plausibleRange": {
                     *         "low": 50,
                     *         "high": 300
                     *       },
                     *       "programs": [
                     *         "RPM"
                     *       ],
                     *       "defaultRules": [
                     *         {
                     *           "type": "threshold",
                     *           "operator": "gt",
                     *           "value": 160,
                     *           "consecutive": 1,
                     *           "severity": "HIGH"
                     *         }
                     *       ],
                     *       "note": null,
                     *       "builtIn": true,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MetricDefinition"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateMetricDefinition: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Grip strength, dominant hand"
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["MetricDefinitionPatch"];
                /**
                 * @example {
                 *       "name": "Grip strength, dominant hand"
                 *     }
                 */
                "application/json": components["schemas"]["MetricDefinitionPatch"];
            };
        };
        responses: {
            /** @description The metric definition as it is now. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "metric_bp_systolic",
                     *       "code": "bp_systolic",
                     *       "name": "Systolic blood pressure",
                     *       "unit": "mm[Hg]",
                     *       "displayUnit": "mmHg",
                     *       "units": {
                     *         "mm[Hg]": "mm[Hg]",
                     *         "mmHg": "mm[Hg]"
                     *       },
                     *       "molarMass": null,
                     *       "loinc": "8480-6",
                     *       "alsoCodedAs": [],
                     *       "mdc": 150021,
                     *       "panel": "85354-9",
                     *       "category": "vital-signs",
                     *       "plausibleRange": {
                     *         "low": 50,
                     *         "high": 300
                     *       },
                     *       "programs": [
                     *         "RPM"
                     *       ],
                     *       "defaultRules": [
                     *         {
                     *           "type": "threshold",
                     *           "operator": "gt",
                     *           "value": 160,
                     *           "consecutive": 1,
                     *           "severity": "HIGH"
                     *         }
                     *       ],
                     *       "note": null,
                     *       "builtIn": false,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MetricDefinition"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEnrollments: {
        parameters: {
            query?: {
                /** @description Only those of this patient. */
                patientId?: components["parameters"]["PatientIdFilter"];
                /** @description Only those of this program. */
                program?: components["schemas"]["Program"];
                /** @description Only those of these statuses, comma separated. */
                status?: components["schemas"]["EnrollmentStatus"][];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of enrollments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "enr_123",
                     *           "patientId": "patient_xyz",
                     *           "program": "RPM",
                     *           "status": "ACTIVE",
                     *           "startDate": "2025-01-01",
                     *           "endDate": null,
                     *           "endReason": null,
                     *           "pauses": [],
                     *           "timezone": "America/New_York",
                     *           "consent": {
                     *             "method": "VERBAL",
                     *             "date": "2025-01-01"
                     *           },
                     *           "deviceSetupDate": "2025-01-01",
                     *           "orderingPractitionerId": "prac_123",
                     *           "renderingPractitionerId": "prac_123",
                     *           "supervisingPractitionerId": null,
                     *           "diagnoses": [
                     *             {
                     *               "code": "I10",
                     *               "rank": 1
                     *             }
                     *           ],
                     *           "placeOfService": "11",
                     *           "modifiers": [],
                     *           "metricDefinitionIds": [],
                     *           "billingFacts": {},
                     *           "warnings": [],
                     *           "version": 1,
                     *           "createdAt": "2025-01-31T10:30:00.000Z",
                     *           "updatedAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["EnrollmentList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createEnrollment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patientId": "patient_xyz",
                 *       "program": "RPM",
                 *       "startDate": "2025-01-01",
                 *       "consent": {
                 *         "method": "VERBAL",
                 *         "date": "2025-01-01"
                 *       },
                 *       "deviceSetupDate": "2025-01-01",
                 *       "diagnoses": [
                 *         {
                 *           "code": "I10",
                 *           "rank": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EnrollmentInput"];
            };
        };
        responses: {
            /** @description The new enrollment. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/enrollments/enr_123
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "enr_123",
                     *       "patientId": "patient_xyz",
                     *       "program": "RPM",
                     *       "status": "ACTIVE",
                     *       "startDate": "2025-01-01",
                     *       "endDate": null,
                     *       "endReason": null,
                     *       "pauses": [],
                     *       "timezone": "America/New_York",
                     *       "consent": {
                     *         "method": "VERBAL",
                     *         "date": "2025-01-01"
                     *       },
                     *       "deviceSetupDate": "2025-01-01",
                     *       "orderingPractitionerId": "prac_123",
                     *       "renderingPractitionerId": "prac_123",
                     *       "supervisingPractitionerId": null,
                     *       "diagnoses": [
                     *         {
                     *           "code": "I10",
                     *           "rank": 1
                     *         }
                     *       ],
                     *       "placeOfService": "11",
                     *       "modifiers": [],
                     *       "metricDefinitionIds": [],
                     *       "billingFacts": {},
                     *       "warnings": [],
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Enrollment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEnrollment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The enrollment. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "enr_123",
                     *       "patientId": "patient_xyz",
                     *       "program": "RPM",
                     *       "status": "ACTIVE",
                     *       "startDate": "2025-01-01",
                     *       "endDate": null,
                     *       "endReason": null,
                     *       "pauses": [],
                     *       "timezone": "America/New_York",
                     *       "consent": {
                     *         "method": "VERBAL",
                     *         "date": "2025-01-01"
                     *       },
                     *       "deviceSetupDate": "2025-01-01",
                     *       "orderingPractitionerId": "prac_123",
                     *       "renderingPractitionerId": "prac_123",
                     *       "supervisingPractitionerId": null,
                     *       "diagnoses": [
                     *         {
                     *           "code": "I10",
                     *           "rank": 1
                     *         }
                     *       ],
                     *       "placeOfService": "11",
                     *       "modifiers": [],
                     *       "metricDefinitionIds": [],
                     *       "billingFacts": {},
                     *       "warnings": [],
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Enrollment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateEnrollment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "ENDED",
                 *       "endDate": "2025-06-30",
                 *       "endReason": "GOALS_MET"
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["EnrollmentPatch"];
                /**
                 * @example {
                 *       "status": "ENDED",
                 *       "endDate": "2025-06-30",
                 *       "endReason": "GOALS_MET"
                 *     }
                 */
                "application/json": components["schemas"]["EnrollmentPatch"];
            };
        };
        responses: {
            /** @description The enrollment as it is now. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "enr_123",
                     *       "patientId": "patient_xyz",
                     *       "program": "RPM",
                     *       "status": "ACTIVE",
                     *       "startDate": "2025-01-01",
                     *       "endDate": null,
                     *       "endReason": null,
                     *       "pauses": [],
                     *       "timezone": "America/New_York",
                     *       "consent": {
                     *         "method": "VERBAL",
                     *         "date": "2025-01-01"
                     *       },
                     *       "deviceSetupDate": "2025-01-01",
                     *       "orderingPractitionerId": "prac_123",
                     *       "renderingPractitionerId": "prac_123",
                     *       "supervisingPractitionerId": null,
                     *       "diagnoses": [
                     *         {
                     *           "code": "I10",
                     *           "rank": 1
                     *         }
                     *       ],
                     *       "placeOfService": "11",
                     *       "modifiers": [],
                     *       "metricDefinitionIds": [],
                     *       "billingFacts": {},
                     *       "warnings": [],
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Enrollment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEnrollmentHistory: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changes, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 2,
                     *           "at": "2025-01-31T10:30:00.000Z",
                     *           "actorId": "user_123",
                     *           "changes": [
                     *             {
                     *               "pointer": "/status",
                     *               "before": "ACTIVE",
                     *               "after": "PAUSED"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["EnrollmentHistory"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listBillingFacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The facts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "defaults": {
                     *         "establishedPatient": true,
                     *         "mdmComplexity": "LOW"
                     *       },
                     *       "months": [
                     *         {
                     *           "month": "2025-01",
                     *           "facts": {
                     *             "mdmComplexity": "MODERATE",
                     *             "emVisitDates": [
                     *               "2025-01-14"
                     *             ]
                     *           },
                     *           "setBy": "user_123",
                     *           "setAt": "2025-01-31T10:30:00.000Z",
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BillingFactsOfEnrollment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceBillingFacts: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mdmComplexity": "MODERATE",
                 *       "emVisitDates": [
                 *         "2025-01-14"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MonthFacts"];
            };
        };
        responses: {
            /** @description The facts of the month. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "month": "2025-01",
                     *       "facts": {
                     *         "mdmComplexity": "MODERATE",
                     *         "emVisitDates": [
                     *           "2025-01-14"
                     *         ]
                     *       },
                     *       "setBy": "user_123",
                     *       "setAt": "2025-01-31T10:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MonthFactsOnRecord"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listObservations: {
        parameters: {
            query?: {
                /** @description Only those of this patient. */
                patientId?: components["parameters"]["PatientIdFilter"];
                /** @description Only those of this enrollment. */
                enrollmentId?: components["parameters"]["EnrollmentIdFilter"];
                /** @description Only those of this metric. */
                metricDefinitionId?: components["parameters"]["MetricDefinitionIdFilter"];
                /** @description Only those of this device. */
                deviceId?: components["parameters"]["DeviceIdFilter"];
                /** @description Only those of this source. */
                source?: components["schemas"]["ObservationSource"];
                /** @description Only those of these statuses, comma separated. */
                status?: ("FINAL" | "ENTERED_IN_ERROR")[];
                /** @description The earliest instant, inclusive. */
                from?: components["parameters"]["From"];
                /** @description The latest instant, inclusive. */
                to?: components["parameters"]["To"];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of observations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "obs_123",
                     *           "patientId": "patient_xyz",
                     *           "enrollmentId": "enr_123",
                     *           "metricDefinitionId": "metric_bp_systolic",
                     *           "value": 142,
                     *           "unit": "mmHg",
                     *           "canonicalValue": 142,
                     *           "canonicalUnit": "mm[Hg]",
                     *           "source": "DEVICE",
                     *           "deviceId": null,
                     *           "groupId": null,
                     *           "recordedAt": "2025-01-31T10:30:00.000Z",
                     *           "recordedAtOffset": "+00:00",
                     *           "receivedAt": "2025-01-31T10:30:02.000Z",
                     *           "interpretation": "N",
                     *           "context": null,
                     *           "note": null,
                     *           "externalId": null,
                     *           "status": "FINAL",
                     *           "alerts": [],
                     *           "evaluated": true,
                     *           "warnings": [
                     *             {
                     *               "code": "DEVICE_UNKNOWN",
                     *               "message": "The reading names no device."
                     *             }
                     *           ],
                     *           "metadata": {},
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ObservationList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordObservation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patientId": "patient_xyz",
                 *       "metricDefinitionId": "metric_bp_systolic",
                 *       "value": 142,
                 *       "unit": "mmHg",
                 *       "source": "DEVICE",
                 *       "recordedAt": "2025-01-31T10:30:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["ObservationInput"];
            };
        };
        responses: {
            /** @description The observation that was here already. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "obs_123",
                     *       "patientId": "patient_xyz",
                     *       "enrollmentId": "enr_123",
                     *       "metricDefinitionId": "metric_bp_systolic",
                     *       "value": 142,
                     *       "unit": "mmHg",
                     *       "canonicalValue": 142,
                     *       "canonicalUnit": "mm[Hg]",
                     *       "source": "DEVICE",
                     *       "deviceId": null,
                     *       "groupId": null,
                     *       "recordedAt": "2025-01-31T10:30:00.000Z",
                     *       "recordedAtOffset": "+00:00",
                     *       "receivedAt": "2025-01-31T10:30:02.000Z",
                     *       "interpretation": "N",
                     *       "context": null,
                     *       "note": null,
                     *       "externalId": null,
                     *       "status": "FINAL",
                     *       "alerts": [],
                     *       "evaluated": true,
                     *       "warnings": [
                     *         {
                     *           "code": "DEVICE_UNKNOWN",
                     *           "message": "The reading names no device."
                     *         }
                     *       ],
                     *       "metadata": {},
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Observation"];
                };
            };
            /** @description The new observation. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/observations/obs_123
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "obs_123",
                     *       "patientId": "patient_xyz",
                     *       "enrollmentId": "enr_123",
                     *       "metricDefinitionId": "metric_bp_systolic",
                     *       "value": 142,
                     *       "unit": "mmHg",
                     *       "canonicalValue": 142,
                     *       "canonicalUnit": "mm[Hg]",
                     *       "source": "DEVICE",
                     *       "deviceId": null,
                     *       "groupId": null,
                     *       "recordedAt": "2025-01-31T10:30:00.000Z",
                     *       "recordedAtOffset": "+00:00",
                     *       "receivedAt": "2025-01-31T10:30:02.000Z",
                     *       "interpretation": "N",
                     *       "context": null,
                     *       "note": null,
                     *       "externalId": null,
                     *       "status": "FINAL",
                     *       "alerts": [],
                     *       "evaluated": true,
                     *       "warnings": [
                     *         {
                     *           "code": "DEVICE_UNKNOWN",
                     *           "message": "The reading names no device."
                     *         }
                     *       ],
                     *       "metadata": {},
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Observation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordObservations: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "observations": [
                 *         {
                 *           "patientId": "patient_xyz",
                 *           "metricDefinitionId": "metric_bp_systolic",
                 *           "value": 142,
                 *           "unit": "mmHg",
                 *           "source": "DEVICE",
                 *           "recordedAt": "2025-01-31T10:30:00Z"
                 *         },
                 *         {
                 *           "patientId": "patient_xyz",
                 *           "metricDefinitionId": "metric_bp_diastolic",
                 *           "value": 88,
                 *           "unit": "bpm",
                 *           "source": "DEVICE",
                 *           "recordedAt": "2025-01-31T10:30:00Z"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ObservationBulkInput"];
                /** @example {"patientId":"patient_xyz","metricDefinitionId":"metric_bp_systolic","value":142,"unit":"mmHg","source":"DEVICE","recordedAt":"2025-01-31T10:30:00Z"} */
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description What became of each item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created": 1,
                     *       "duplicates": 0,
                     *       "rejected": 1,
                     *       "notEvaluated": 0,
                     *       "results": [
                     *         {
                     *           "index": 0,
                     *           "id": "obs_123",
                     *           "status": "created"
                     *         },
                     *         {
                     *           "index": 1,
                     *           "id": null,
                     *           "status": "rejected",
                     *           "problem": {
                     *             "title": "Refused by a rule",
                     *             "status": 422,
                     *             "detail": "The unit cannot be converted into the metric's unit.",
                     *             "code": "unit_mismatch",
                     *             "errors": [
                     *               {
                     *                 "pointer": "/unit",
                     *                 "code": "unit_mismatch",
                     *                 "message": "mmHg is expected."
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ObservationBulkResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getObservation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The observation. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "obs_123",
                     *       "patientId": "patient_xyz",
                     *       "enrollmentId": "enr_123",
                     *       "metricDefinitionId": "metric_bp_systolic",
                     *       "value": 142,
                     *       "unit": "mmHg",
                     *       "canonicalValue": 142,
                     *       "canonicalUnit": "mm[Hg]",
                     *       "source": "DEVICE",
                     *       "deviceId": null,
                     *       "groupId": null,
                     *       "recordedAt": "2025-01-31T10:30:00.000Z",
                     *       "recordedAtOffset": "+00:00",
                     *       "receivedAt": "2025-01-31T10:30:02.000Z",
                     *       "interpretation": "N",
                     *       "context": null,
                     *       "note": null,
                     *       "externalId": null,
                     *       "status": "FINAL",
                     *       "alerts": [],
                     *       "evaluated": true,
                     *       "warnings": [
                     *         {
                     *           "code": "DEVICE_UNKNOWN",
                     *           "message": "The reading names no device."
                     *         }
                     *       ],
                     *       "metadata": {},
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Observation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    voidObservation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "The cuff was on another person."
                 *     }
                 */
                "application/json": components["schemas"]["ObservationVoidInput"];
            };
        };
        responses: {
            /** @description The voided observation. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "2"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "obs_123",
                     *       "patientId": "patient_xyz",
                     *       "enrollmentId": "enr_123",
                     *       "metricDefinitionId": "metric_bp_systolic",
                     *       "value": 142,
                     *       "unit": "mmHg",
                     *       "canonicalValue": 142,
                     *       "canonicalUnit": "mm[Hg]",
                     *       "source": "DEVICE",
                     *       "deviceId": null,
                     *       "groupId": null,
                     *       "recordedAt": "2025-01-31T10:30:00.000Z",
                     *       "recordedAtOffset": "+00:00",
                     *       "receivedAt": "2025-01-31T10:30:02.000Z",
                     *       "interpretation": "N",
                     *       "context": null,
                     *       "note": null,
                     *       "externalId": null,
                     *       "status": "ENTERED_IN_ERROR",
                     *       "alerts": [],
                     *       "evaluated": true,
                     *       "warnings": [
                     *         {
                     *           "code": "DEVICE_UNKNOWN",
                     *           "message": "The reading names no device."
                     *         }
                     *       ],
                     *       "metadata": {},
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Observation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPatientObservations: {
        parameters: {
            query?: {
                /** @description Only those of this enrollment. */
                enrollmentId?: components["parameters"]["EnrollmentIdFilter"];
                /** @description Only those of this metric. */
                metricDefinitionId?: components["parameters"]["MetricDefinitionIdFilter"];
                /** @description Only those of this device. */
                deviceId?: components["parameters"]["DeviceIdFilter"];
                /** @description Only those of this source. */
                source?: components["schemas"]["ObservationSource"];
                /** @description Only those of these statuses, comma separated. */
                status?: ("FINAL" | "ENTERED_IN_ERROR")[];
                /** @description The earliest instant, inclusive. */
                from?: components["parameters"]["From"];
                /** @description The latest instant, inclusive. */
                to?: components["parameters"]["To"];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path: {
                /**
                 * @description The patient's id.
                 * @example patient_xyz
                 */
                patientId: components["parameters"]["PatientId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of observations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "obs_123",
                     *           "patientId": "patient_xyz",
                     *           "enrollmentId": "enr_123",
                     *           "metricDefinitionId": "metric_bp_systolic",
                     *           "value": 142,
                     *           "unit": "mmHg",
                     *           "canonicalValue": 142,
                     *           "canonicalUnit": "mm[Hg]",
                     *           "source": "DEVICE",
                     *           "deviceId": null,
                     *           "groupId": null,
                     *           "recordedAt": "2025-01-31T10:30:00.000Z",
                     *           "recordedAtOffset": "+00:00",
                     *           "receivedAt": "2025-01-31T10:30:02.000Z",
                     *           "interpretation": "N",
                     *           "context": null,
                     *           "note": null,
                     *           "externalId": null,
                     *           "status": "FINAL",
                     *           "alerts": [],
                     *           "evaluated": true,
                     *           "warnings": [
                     *             {
                     *               "code": "DEVICE_UNKNOWN",
                     *               "message": "The reading names no device."
                     *             }
                     *           ],
                     *           "metadata": {},
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ObservationList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPatientTrends: {
        parameters: {
            query: {
                /**
                 * @description The metric.
                 * @example metric_bp_systolic
                 */
                metricDefinitionId: components["schemas"]["Id"];
                /** @description The earliest instant, inclusive. */
                from?: components["parameters"]["From"];
                /** @description The latest instant, inclusive. */
                to?: components["parameters"]["To"];
                /** @description How long a bucket is. */
                interval?: "hour" | "day" | "week";
            };
            header?: never;
            path: {
                /**
                 * @description The patient's id.
                 * @example patient_xyz
                 */
                patientId: components["parameters"]["PatientId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trend. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "patientId": "patient_xyz",
                     *       "metricDefinitionId": "metric_bp_systolic",
                     *       "unit": "mm[Hg]",
                     *       "interval": "day",
                     *       "timezone": "America/New_York",
                     *       "data": [
                     *         {
                     *           "start": "2025-01-31T05:00:00.000Z",
                     *           "count": 2,
                     *           "min": 138,
                     *           "max": 142,
                     *           "mean": 140,
                     *           "last": 142
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PatientTrends"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDevices: {
        parameters: {
            query?: {
                /** @description Only those of this patient. */
                patientId?: components["parameters"]["PatientIdFilter"];
                /** @description Those with this serial number. */
                serialNumber?: string;
                /** @description Those with this IMEI. */
                imei?: string;
                /** @description Only those of these statuses, comma separated. */
                status?: ("ACTIVE" | "RETIRED" | "LOST")[];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of devices. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "dev_123",
                     *           "serialNumber": "BP-000123",
                     *           "imei": null,
                     *           "gatewayId": null,
                     *           "udiDi": null,
                     *           "manufacturer": "Acme",
                     *           "model": "Cuff 2",
                     *           "type": "BLOOD_PRESSURE_MONITOR",
                     *           "fdaDefined": true,
                     *           "status": "ACTIVE",
                     *           "lastSeenAt": null,
                     *           "assignments": [
                     *             {
                     *               "patientId": "patient_xyz",
                     *               "from": "2025-01-31T10:30:00.000Z",
                     *               "to": null
                     *             }
                     *           ],
                     *           "version": 1,
                     *           "createdAt": "2025-01-31T10:30:00.000Z",
                     *           "updatedAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "serialNumber": "BP-000123",
                 *       "manufacturer": "Acme",
                 *       "model": "Cuff 2"
                 *     }
                 */
                "application/json": components["schemas"]["DeviceInput"];
            };
        };
        responses: {
            /** @description The new device. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/devices/dev_123
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_123",
                     *       "serialNumber": "BP-000123",
                     *       "imei": null,
                     *       "gatewayId": null,
                     *       "udiDi": null,
                     *       "manufacturer": "Acme",
                     *       "model": "Cuff 2",
                     *       "type": "BLOOD_PRESSURE_MONITOR",
                     *       "fdaDefined": true,
                     *       "status": "ACTIVE",
                     *       "lastSeenAt": null,
                     *       "assignments": [],
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_123",
                     *       "serialNumber": "BP-000123",
                     *       "imei": null,
                     *       "gatewayId": null,
                     *       "udiDi": null,
                     *       "manufacturer": "Acme",
                     *       "model": "Cuff 2",
                     *       "type": "BLOOD_PRESSURE_MONITOR",
                     *       "fdaDefined": true,
                     *       "status": "ACTIVE",
                     *       "lastSeenAt": null,
                     *       "assignments": [
                     *         {
                     *           "patientId": "patient_xyz",
                     *           "from": "2025-01-31T10:30:00.000Z",
                     *           "to": null
                     *         }
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "LOST"
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["DevicePatch"];
                /**
                 * @example {
                 *       "status": "LOST"
                 *     }
                 */
                "application/json": components["schemas"]["DevicePatch"];
            };
        };
        responses: {
            /** @description The device as it is now. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_123",
                     *       "serialNumber": "BP-000123",
                     *       "imei": null,
                     *       "gatewayId": null,
                     *       "udiDi": null,
                     *       "manufacturer": "Acme",
                     *       "model": "Cuff 2",
                     *       "type": "BLOOD_PRESSURE_MONITOR",
                     *       "fdaDefined": true,
                     *       "status": "ACTIVE",
                     *       "lastSeenAt": null,
                     *       "assignments": [
                     *         {
                     *           "patientId": "patient_xyz",
                     *           "from": "2025-01-31T10:30:00.000Z",
                     *           "to": null
                     *         }
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    assignDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patientId": "patient_xyz"
                 *     }
                 */
                "application/json": components["schemas"]["DeviceAssignInput"];
            };
        };
        responses: {
            /** @description The device as it is now. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_123",
                     *       "serialNumber": "BP-000123",
                     *       "imei": null,
                     *       "gatewayId": null,
                     *       "udiDi": null,
                     *       "manufacturer": "Acme",
                     *       "model": "Cuff 2",
                     *       "type": "BLOOD_PRESSURE_MONITOR",
                     *       "fdaDefined": true,
                     *       "status": "ACTIVE",
                     *       "lastSeenAt": null,
                     *       "assignments": [
                     *         {
                     *           "patientId": "patient_xyz",
                     *           "from": "2025-01-31T10:30:00.000Z",
                     *           "to": null
                     *         }
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    unassignDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "at": "2025-01-31T10:30:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["DeviceUnassignInput"];
            };
        };
        responses: {
            /** @description The device as it is now. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dev_123",
                     *       "serialNumber": "BP-000123",
                     *       "imei": null,
                     *       "gatewayId": null,
                     *       "udiDi": null,
                     *       "manufacturer": "Acme",
                     *       "model": "Cuff 2",
                     *       "type": "BLOOD_PRESSURE_MONITOR",
                     *       "fdaDefined": true,
                     *       "status": "ACTIVE",
                     *       "lastSeenAt": null,
                     *       "assignments": [],
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAlertRules: {
        parameters: {
            query?: {
                /** @description Only those of this metric. */
                metricDefinitionId?: components["parameters"]["MetricDefinitionIdFilter"];
                /** @description Only those of this patient. */
                patientId?: components["parameters"]["PatientIdFilter"];
                /** @description Only those of this program. */
                program?: components["schemas"]["Program"];
                /** @description Only those that are on, or off. */
                enabled?: boolean;
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of alert rules. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "rule_123",
                     *           "name": "Systolic above 160 mmHg",
                     *           "metricDefinitionId": "metric_bp_systolic",
                     *           "patientId": null,
                     *           "program": null,
                     *           "condition": {
                     *             "type": "threshold",
                     *             "operator": "gt",
                     *             "value": 160,
                     *             "consecutive": 1
                     *           },
                     *           "direction": "HIGH",
                     *           "severity": "HIGH",
                     *           "enabled": true,
                     *           "cooldownMinutes": 0,
                     *           "builtIn": false,
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["AlertRuleList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createAlertRule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "metricDefinitionId": "metric_bp_systolic",
                 *       "condition": {
                 *         "type": "threshold",
                 *         "operator": "gt",
                 *         "value": 160
                 *       },
                 *       "severity": "HIGH"
                 *     }
                 */
                "application/json": components["schemas"]["AlertRuleInput"];
            };
        };
        responses: {
            /** @description The new alert rule. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/alert-rules/rule_123
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rule_123",
                     *       "name": "Systolic above 160 mmHg",
                     *       "metricDefinitionId": "metric_bp_systolic",
                     *       "patientId": null,
                     *       "program": null,
                     *       "condition": {
                     *         "type": "threshold",
                     *         "operator": "gt",
                     *         "value": 160,
                     *         "consecutive": 1
                     *       },
                     *       "direction": "HIGH",
                     *       "severity": "HIGH",
                     *       "enabled": true,
                     *       "cooldownMinutes": 0,
                     *       "builtIn": false,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AlertRule"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert rule. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rule_123",
                     *       "name": "Systolic above 160 mmHg",
                     *       "metricDefinitionId": "metric_bp_systolic",
                     *       "patientId": null,
                     *       "program": null,
                     *       "condition": {
                     *         "type": "threshold",
                     *         "operator": "gt",
                     *         "value": 160,
                     *         "consecutive": 1
                     *       },
                     *       "direction": "HIGH",
                     *       "severity": "HIGH",
                     *       "enabled": true,
                     *       "cooldownMinutes": 0,
                     *       "builtIn": false,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AlertRule"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteAlertRule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateAlertRule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "severity": "CRITICAL"
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["AlertRulePatch"];
                /**
                 * @example {
                 *       "severity": "CRITICAL"
                 *     }
                 */
                "application/json": components["schemas"]["AlertRulePatch"];
            };
        };
        responses: {
            /** @description The alert rule as changed. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "2"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rule_123",
                     *       "name": "Systolic above 160 mmHg",
                     *       "metricDefinitionId": "metric_bp_systolic",
                     *       "patientId": null,
                     *       "program": null,
                     *       "condition": {
                     *         "type": "threshold",
                     *         "operator": "gt",
                     *         "value": 160,
                     *         "consecutive": 1
                     *       },
                     *       "direction": "HIGH",
                     *       "severity": "CRITICAL",
                     *       "enabled": true,
                     *       "cooldownMinutes": 0,
                     *       "builtIn": false,
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["AlertRule"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description Only those of these statuses, comma separated. */
                status?: ("OPEN" | "ACKNOWLEDGED" | "SNOOZED" | "RESOLVED")[];
                /** @description Only those of these severities, comma separated. */
                severity?: ("CRITICAL" | "HIGH" | "MEDIUM" | "LOW")[];
                /** @description Only those of this category. */
                category?: components["schemas"]["AlertCategory"];
                /** @description Only those of this patient. */
                patientId?: components["parameters"]["PatientIdFilter"];
                /** @description Only those assigned to this member. */
                assigneeId?: components["schemas"]["Id"];
                /** @description Only those of this metric. */
                metricDefinitionId?: components["parameters"]["MetricDefinitionIdFilter"];
                /** @description The earliest instant, inclusive. */
                from?: components["parameters"]["From"];
                /** @description The latest instant, inclusive. */
                to?: components["parameters"]["To"];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of alerts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "alert_123",
                     *           "patientId": "patient_xyz",
                     *           "enrollmentId": "enr_123",
                     *           "observationId": "obs_123",
                     *           "observationRecordedAt": "2025-01-31T10:30:00.000Z",
                     *           "ruleId": "rule_123",
                     *           "type": "THRESHOLD",
                     *           "direction": "HIGH",
                     *           "category": "PHYSIOLOGICAL",
                     *           "severity": "HIGH",
                     *           "status": "OPEN",
                     *           "title": "Systolic blood pressure above 160 mmHg",
                     *           "metricDefinitionId": "metric_bp_systolic",
                     *           "value": 168,
                     *           "unit": "mmHg",
                     *           "occurrences": 1,
                     *           "firstTriggeredAt": "2025-01-31T10:30:00.000Z",
                     *           "lastTriggeredAt": "2025-01-31T10:30:00.000Z",
                     *           "assigneeId": null,
                     *           "escalated": false,
                     *           "snoozedUntil": null,
                     *           "resolution": null,
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["AlertList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTriage: {
        parameters: {
            query?: {
                /** @description Only those of these severities, comma separated. */
                severity?: ("CRITICAL" | "HIGH" | "MEDIUM" | "LOW")[];
                /** @description Only those assigned to this member. */
                assigneeId?: components["schemas"]["Id"];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the queue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "alert": {
                     *             "id": "alert_123",
                     *             "patientId": "patient_xyz",
                     *             "enrollmentId": "enr_123",
                     *             "observationId": "obs_123",
                     *             "observationRecordedAt": "2025-01-31T10:30:00.000Z",
                     *             "ruleId": "rule_123",
                     *             "type": "THRESHOLD",
                     *             "direction": "HIGH",
                     *             "category": "PHYSIOLOGICAL",
                     *             "severity": "HIGH",
                     *             "status": "OPEN",
                     *             "title": "Systolic blood pressure above 160 mmHg",
                     *             "metricDefinitionId": "metric_bp_systolic",
                     *             "value": 168,
                     *             "unit": "mmHg",
                     *             "occurrences": 1,
                     *             "firstTriggeredAt": "2025-01-31T10:30:00.000Z",
                     *             "lastTriggeredAt": "2025-01-31T10:30:00.000Z",
                     *             "assigneeId": null,
                     *             "escalated": false,
                     *             "snoozedUntil": null,
                     *             "resolution": null,
                     *             "version": 1
                     *           },
                     *           "priority": 72,
                     *           "reasons": [
                     *             "High severity",
                     *             "Third reading above the limit within a day"
                     *           ],
                     *           "patient": {
                     *             "id": "patient_xyz",
                     *             "firstName": "Maria",
                     *             "lastName": "Example",
                     *             "mrn": "MRN-1001"
                     *           },
                     *           "recent": [
                     *             {
                     *               "id": "obs_123",
                     *               "recordedAt": "2025-01-31T10:30:00.000Z",
                     *               "value": 168,
                     *               "unit": "mmHg"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "counts": {
                     *         "CRITICAL": 0,
                     *         "HIGH": 1,
                     *         "MEDIUM": 0,
                     *         "LOW": 0
                     *       },
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["TriageQueue"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    actOnAlerts: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "alertIds": [
                 *         "alert_123",
                 *         "alert_124"
                 *       ],
                 *       "action": "ACKNOWLEDGE"
                 *     }
                 */
                "application/json": components["schemas"]["AlertActionInput"];
            };
        };
        responses: {
            /** @description What became of each alert. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "updated": [
                     *         "alert_123"
                     *       ],
                     *       "skipped": [
                     *         {
                     *           "id": "alert_124",
                     *           "code": "alert_resolved"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AlertActionResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    bulkResolveAlerts: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "alertIds": [
                 *         "alert_123",
                 *         "alert_124"
                 *       ],
                 *       "outcome": "FALSE_POSITIVE"
                 *     }
                 */
                "application/json": components["schemas"]["AlertBulkResolveInput"];
            };
        };
        responses: {
            /** @description What became of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resolved": [
                     *         "alert_123"
                     *       ],
                     *       "skipped": [
                     *         {
                     *           "id": "alert_124",
                     *           "code": "alert_not_found"
                     *         }
                     *       ],
                     *       "remaining": 0
                     *     }
                     */
                    "application/json": components["schemas"]["AlertBulkResolveResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "alert_123",
                     *       "patientId": "patient_xyz",
                     *       "enrollmentId": "enr_123",
                     *       "observationId": "obs_123",
                     *       "observationRecordedAt": "2025-01-31T10:30:00.000Z",
                     *       "ruleId": "rule_123",
                     *       "type": "THRESHOLD",
                     *       "direction": "HIGH",
                     *       "category": "PHYSIOLOGICAL",
                     *       "severity": "HIGH",
                     *       "status": "OPEN",
                     *       "title": "Systolic blood pressure above 160 mmHg",
                     *       "metricDefinitionId": "metric_bp_systolic",
                     *       "value": 168,
                     *       "unit": "mmHg",
                     *       "occurrences": 1,
                     *       "firstTriggeredAt": "2025-01-31T10:30:00.000Z",
                     *       "lastTriggeredAt": "2025-01-31T10:30:00.000Z",
                     *       "assigneeId": null,
                     *       "escalated": false,
                     *       "snoozedUntil": null,
                     *       "resolution": null,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Alert"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    resolveAlert: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "outcome": "CONTACTED_PATIENT",
                 *       "note": "Repeated the reading with the patient at rest.",
                 *       "timeEntry": {
                 *         "startedAt": "2025-01-31T10:50:00Z",
                 *         "durationSeconds": 600,
                 *         "activity": "CALL",
                 *         "interactive": true,
                 *         "staffRole": "CLINICAL_STAFF"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["AlertResolveInput"];
            };
        };
        responses: {
            /** @description The resolved alert. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "2"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "alert_123",
                     *       "patientId": "patient_xyz",
                     *       "enrollmentId": "enr_123",
                     *       "observationId": "obs_123",
                     *       "observationRecordedAt": "2025-01-31T10:30:00.000Z",
                     *       "ruleId": "rule_123",
                     *       "type": "THRESHOLD",
                     *       "direction": "HIGH",
                     *       "category": "PHYSIOLOGICAL",
                     *       "severity": "HIGH",
                     *       "status": "RESOLVED",
                     *       "title": "Systolic blood pressure above 160 mmHg",
                     *       "metricDefinitionId": "metric_bp_systolic",
                     *       "value": 168,
                     *       "unit": "mmHg",
                     *       "occurrences": 1,
                     *       "firstTriggeredAt": "2025-01-31T10:30:00.000Z",
                     *       "lastTriggeredAt": "2025-01-31T10:30:00.000Z",
                     *       "assigneeId": null,
                     *       "escalated": false,
                     *       "snoozedUntil": null,
                     *       "version": 2,
                     *       "resolution": {
                     *         "outcome": "CONTACTED_PATIENT",
                     *         "note": "Repeated the reading with the patient at rest.",
                     *         "resolvedBy": "user_123",
                     *         "resolvedAt": "2025-01-31T11:05:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Alert"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTimeEntries: {
        parameters: {
            query?: {
                /** @description Only those of this enrollment. */
                enrollmentId?: components["parameters"]["EnrollmentIdFilter"];
                /** @description Only those of this patient. */
                patientId?: components["parameters"]["PatientIdFilter"];
                /** @description Only those of this alert. */
                alertId?: components["schemas"]["Id"];
                /** @description Only those of these statuses, comma separated. */
                status?: ("RUNNING" | "FINAL" | "VOIDED")[];
                /** @description The earliest instant, inclusive. */
                from?: components["parameters"]["From"];
                /** @description The latest instant, inclusive. */
                to?: components["parameters"]["To"];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of time entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "time_123",
                     *           "patientId": "patient_xyz",
                     *           "enrollmentId": "enr_123",
                     *           "startedAt": "2025-01-31T10:30:00.000Z",
                     *           "durationSeconds": 600,
                     *           "activity": "CALL",
                     *           "interactive": true,
                     *           "staffRole": "CLINICAL_STAFF",
                     *           "performedBy": {
                     *             "userId": "user_123",
                     *             "practitionerId": null,
                     *             "name": null
                     *           },
                     *           "supervisedBy": null,
                     *           "note": null,
                     *           "alertId": null,
                     *           "status": "FINAL",
                     *           "version": 1,
                     *           "createdAt": "2025-01-31T10:30:00.000Z",
                     *           "updatedAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["TimeEntryList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createTimeEntry: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enrollmentId": "enr_123",
                 *       "startedAt": "2025-01-31T10:30:00.000Z",
                 *       "durationSeconds": 600,
                 *       "activity": "CALL",
                 *       "interactive": true,
                 *       "staffRole": "CLINICAL_STAFF"
                 *     }
                 */
                "application/json": components["schemas"]["TimeEntryInput"];
            };
        };
        responses: {
            /** @description The new time entry. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/time-entries/time_123
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "time_123",
                     *       "patientId": "patient_xyz",
                     *       "enrollmentId": "enr_123",
                     *       "startedAt": "2025-01-31T10:30:00.000Z",
                     *       "durationSeconds": 600,
                     *       "activity": "CALL",
                     *       "interactive": true,
                     *       "staffRole": "CLINICAL_STAFF",
                     *       "performedBy": {
                     *         "userId": "user_123",
                     *         "practitionerId": null,
                     *         "name": null
                     *       },
                     *       "supervisedBy": null,
                     *       "note": null,
                     *       "alertId": null,
                     *       "status": "FINAL",
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TimeEntry"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    startTimeEntry: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enrollmentId": "enr_123",
                 *       "activity": "CALL",
                 *       "staffRole": "CLINICAL_STAFF"
                 *     }
                 */
                "application/json": components["schemas"]["TimerStartInput"];
            };
        };
        responses: {
            /** @description The entry, RUNNING. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/time-entries/time_123
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "time_123",
                     *       "patientId": "patient_xyz",
                     *       "enrollmentId": "enr_123",
                     *       "startedAt": "2025-01-31T10:30:00.000Z",
                     *       "durationSeconds": null,
                     *       "activity": "CALL",
                     *       "interactive": true,
                     *       "staffRole": "CLINICAL_STAFF",
                     *       "performedBy": {
                     *         "userId": "user_123",
                     *         "practitionerId": null,
                     *         "name": null
                     *       },
                     *       "supervisedBy": null,
                     *       "note": null,
                     *       "alertId": null,
                     *       "status": "RUNNING",
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TimeEntry"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    stopTimeEntry: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "interactive": true
                 *     }
                 */
                "application/json": components["schemas"]["TimerStopInput"];
            };
        };
        responses: {
            /** @description The entry, FINAL. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "time_123",
                     *       "patientId": "patient_xyz",
                     *       "enrollmentId": "enr_123",
                     *       "startedAt": "2025-01-31T10:30:00.000Z",
                     *       "durationSeconds": 600,
                     *       "activity": "CALL",
                     *       "interactive": true,
                     *       "staffRole": "CLINICAL_STAFF",
                     *       "performedBy": {
                     *         "userId": "user_123",
                     *         "practitionerId": null,
                     *         "name": null
                     *       },
                     *       "supervisedBy": null,
                     *       "note": null,
                     *       "alertId": null,
                     *       "status": "FINAL",
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TimeEntry"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTimeEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The time entry. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "time_123",
                     *       "patientId": "patient_xyz",
                     *       "enrollmentId": "enr_123",
                     *       "startedAt": "2025-01-31T10:30:00.000Z",
                     *       "durationSeconds": 600,
                     *       "activity": "CALL",
                     *       "interactive": true,
                     *       "staffRole": "CLINICAL_STAFF",
                     *       "performedBy": {
                     *         "userId": "user_123",
                     *         "practitionerId": null,
                     *         "name": null
                     *       },
                     *       "supervisedBy": null,
                     *       "note": null,
                     *       "alertId": null,
                     *       "status": "FINAL",
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TimeEntry"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    voidTimeEntry: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Logged for the wrong patient."
                 *     }
                 */
                "application/json": components["schemas"]["TimeEntryVoidInput"];
            };
        };
        responses: {
            /** @description The entry, VOIDED. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "time_123",
                     *       "patientId": "patient_xyz",
                     *       "enrollmentId": "enr_123",
                     *       "startedAt": "2025-01-31T10:30:00.000Z",
                     *       "durationSeconds": 600,
                     *       "activity": "CALL",
                     *       "interactive": true,
                     *       "staffRole": "CLINICAL_STAFF",
                     *       "performedBy": {
                     *         "userId": "user_123",
                     *         "practitionerId": null,
                     *         "name": null
                     *       },
                     *       "supervisedBy": null,
                     *       "note": null,
                     *       "alertId": null,
                     *       "status": "VOIDED",
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "updatedAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TimeEntry"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getBillingReadiness: {
        parameters: {
            query?: {
                /** @description The day as of which to evaluate; the default is today in the time zone that applies. */
                asOf?: components["parameters"]["AsOf"];
            };
            header?: never;
            path: {
                /**
                 * @description The enrollment's id.
                 * @example enr_123
                 */
                enrollmentId: components["parameters"]["EnrollmentId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The readiness. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "enrollmentId": "enr_123",
                     *       "patientId": "patient_xyz",
                     *       "organizationId": "org_abc123",
                     *       "program": "RPM",
                     *       "month": "2026-01",
                     *       "asOf": "2026-01-16",
                     *       "timezone": "America/New_York",
                     *       "ruleVersion": "2026.1",
                     *       "periodMode": "ROLLING_30",
                     *       "eligible": false,
                     *       "period": {
                     *         "index": 1,
                     *         "from": "2026-01-01",
                     *         "to": "2026-01-30",
                     *         "dayIndex": 16,
                     *         "daysLeft": 14,
                     *         "closed": false,
                     *         "inMonth": true,
                     *         "days": 3
                     *       },
                     *       "periods": [
                     *         {
                     *           "index": 1,
                     *           "from": "2026-01-01",
                     *           "to": "2026-01-30",
                     *           "dayIndex": 16,
                     *           "daysLeft": 14,
                     *           "closed": false,
                     *           "inMonth": true,
                     *           "days": 3
                     *         }
                     *       ],
                     *       "days": {
                     *         "soFar": 3,
                     *         "needed": 16,
                     *         "remaining": 13,
                     *         "attainable": true,
                     *         "projected": 5,
                     *         "list": [
                     *           "2026-01-02",
                     *           "2026-01-05",
                     *           "2026-01-09"
                     *         ],
                     *         "excluded": [
                     *           {
                     *             "reason": "SOURCE_NOT_COUNTED",
                     *             "count": 1
                     *           }
                     *         ]
                     *       },
                     *       "minutes": {
                     *         "soFar": 12,
                     *         "needed": 20,
                     *         "remaining": 8,
                     *         "interactive": 0,
                     *         "daysLeftInMonth": 15,
                     *         "projected": 23,
                     *         "byRole": {
                     *           "CLINICAL_STAFF": 12
                     *         },
                     *         "excluded": []
                     *       },
                     *       "codes": [
                     *         {
                     *           "code": "99445",
                     *           "label": "Device supply, 2 to 15 days",
                     *           "status": "MET_PERIOD_OPEN",
                     *           "units": 1,
                     *           "have": 3,
                     *           "need": 2,
                     *           "reasonCode": null,
                     *           "explanation": "3 days with a reading; the period ends on 2026-01-30.",
                     *           "estimateCents": 5211,
                     *           "feeSource": "National amount of 2026",
                     *           "lines": [
                     *             {
                     *               "units": 1,
                     *               "dosFrom": "2026-01-01",
                     *               "dosTo": "2026-01-30",
                     *               "status": "MET_PERIOD_OPEN"
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "code": "99470",
                     *           "label": "Management, first 10 minutes",
                     *           "status": "NOT_MET",
                     *           "units": 0,
                     *           "have": 0,
                     *           "need": 1,
                     *           "reasonCode": "NO_INTERACTIVE_COMMUNICATION",
                     *           "explanation": "There are 12 minutes but no live exchange with the patient this month.",
                     *           "estimateCents": 2600,
                     *           "feeSource": "National amount of 2026",
                     *           "lines": []
                     *         }
                     *       ],
                     *       "missing": [
                     *         "INTERACTIVE_COMMUNICATION"
                     *       ],
                     *       "warnings": [
                     *         {
                     *           "code": "NOT_SIGNED_OFF",
                     *           "message": "No practitioner has signed off this month."
                     *         }
                     *       ],
                     *       "ifClosedNow": [
                     *         "99445"
                     *       ],
                     *       "projectedCodes": [
                     *         "99445"
                     *       ],
                     *       "nextBestAction": "Call the patient; a live exchange makes 99470 billable.",
                     *       "facts": [
                     *         {
                     *           "name": "establishedPatient",
                     *           "value": true,
                     *           "from": "default"
                     *         }
                     *       ],
                     *       "rebuilding": false
                     *     }
                     */
                    "application/json": components["schemas"]["BillingReadiness"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getBillingSummary: {
        parameters: {
            query?: {
                /** @description The day as of which to evaluate; the default is today in the time zone that applies. */
                asOf?: components["parameters"]["AsOf"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The summary. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "org_abc123",
                     *       "month": "2026-01",
                     *       "asOf": "2026-02-15",
                     *       "timezone": "America/New_York",
                     *       "timezones": [
                     *         {
                     *           "timezone": "America/New_York",
                     *           "enrollments": 2
                     *         }
                     *       ],
                     *       "closed": false,
                     *       "totals": {
                     *         "enrollments": 2,
                     *         "ready": 3,
                     *         "held": 1,
                     *         "notMet": 2,
                     *         "units": 3,
                     *         "estimateCents": 12559
                     *       },
                     *       "byProgram": [
                     *         {
                     *           "program": "RPM",
                     *           "enrollments": 2,
                     *           "ready": 3,
                     *           "held": 1,
                     *           "notMet": 2,
                     *           "units": 3,
                     *           "estimateCents": 12559
                     *         }
                     *       ],
                     *       "byCode": [
                     *         {
                     *           "code": "99454",
                     *           "units": 2,
                     *           "lines": 2,
                     *           "estimateCents": 10422,
                     *           "denied": 0
                     *         }
                     *       ],
                     *       "atRisk": [
                     *         {
                     *           "enrollmentId": "enr_123",
                     *           "patientId": "patient_xyz",
                     *           "program": "RPM",
                     *           "code": "99454",
                     *           "reasonCode": "INSUFFICIENT_DATA_DAYS",
                     *           "have": 9,
                     *           "need": 16
                     *         }
                     *       ],
                     *       "nearMisses": [
                     *         {
                     *           "enrollmentId": "enr_123",
                     *           "patientId": "patient_xyz",
                     *           "program": "RPM",
                     *           "code": "99457",
                     *           "reasonCode": "INSUFFICIENT_MINUTES",
                     *           "have": 17,
                     *           "need": 20
                     *         }
                     *       ],
                     *       "blockedBy": [
                     *         {
                     *           "reasonCode": "NO_CONSENT",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "lockedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["BillingSummary"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportBilling: {
        parameters: {
            query?: {
                /** @description The form of the file. */
                format?: "csv" | "json" | "ndjson" | "xlsx" | "837p";
                /** @description Which lines. */
                status?: "ready" | "all";
            };
            header?: {
                /**
                 * @description The bytes wanted, as `bytes=1000-`; it counts only with a matching `If-Range`.
                 * @example bytes=1000-
                 */
                Range?: string;
                /**
                 * @description The `ETag` of the file of which a part is here already.
                 * @example "sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
                 */
                "If-Range"?: string;
            };
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    /**
                     * @description The name of the file.
                     * @example attachment; filename="billing-org_abc123-2026-01.csv"
                     */
                    "Content-Disposition"?: string;
                    /**
                     * @description The digest of the whole file; for `If-Range`.
                     * @example "sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
                     */
                    ETag?: string;
                    /**
                     * @description The SHA-256 of the whole file (RFC 9530).
                     * @example sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:
                     */
                    "Repr-Digest"?: string;
                    /**
                     * @description Bytes of the answer.
                     * @example 4096
                     */
                    "Content-Length"?: number;
                    /**
                     * @description Parts can be asked for in bytes.
                     * @example bytes
                     */
                    "Accept-Ranges"?: "bytes";
                    /**
                     * @description Not to be stored or changed on the way.
                     * @example no-store, no-transform
                     */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example line_id,organization_id,patient_id,last_name,first_name,dob,sex,mrn,payer,payer_id,member_id,rendering_npi,billing_npi,ordering_npi,supervising_npi,program,cpt,modifiers,units,dos_from,dos_to,pos,icd10_1,icd10_2,icd10_3,icd10_4,charge,estimate,minutes,interactive_count,data_days,period_from,period_to,setup_date,consent_date,device_type,device_serial,status,hold_reasons,rule_version,as_of,closed_at,timezone
                     *     enr_123-99454-20260130,org_abc123,patient_xyz,Example,Maria,1950-04-12,F,MRN-1001,Medicare,MEDICARE,1EG4TE5MK73,1234567893,1234567893,1234567893,,RPM,99454,,1,2026-01-01,2026-01-30,11,I10,,,,,52.11,,,18,2026-01-01,2026-01-30,2026-01-01,2026-01-01,BP monitor,SN-0001,READY,,2026.1,2026-02-15,,America/New_York
                     */
                    "text/csv": string;
                    /** @example {"data":[{"program":"RPM","cpt":"99454","units":1,"dos_from":"2026-01-01","dos_to":"2026-01-30","status":"READY"}]} */
                    "application/json": string;
                    /** @example {"program":"RPM","cpt":"99454","units":1,"dos_from":"2026-01-01","dos_to":"2026-01-30","status":"READY"} */
                    "application/x-ndjson": string;
                    /** @example PK */
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    /** @example ISA*00*          *00*          *ZZ*SUB001         *ZZ*CH001          *260215*0000*^*00501*000000001*0*T*:~GS*HC*SUB001*CH001*20260215*0000*1*X*005010X222A1~GE*0*1~IEA*1*000000001~ */
                    "application/edi-x12": string;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    /**
                     * @description The name of the file.
                     * @example attachment; filename="billing-org_abc123-2026-01.csv"
                     */
                    "Content-Disposition"?: string;
                    /**
                     * @description The digest of the whole file; for `If-Range`.
                     * @example "sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
                     */
                    ETag?: string;
                    /**
                     * @description The SHA-256 of the whole file (RFC 9530).
                     * @example sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:
                     */
                    "Repr-Digest"?: string;
                    /**
                     * @description Bytes of the answer.
                     * @example 41
                     */
                    "Content-Length"?: number;
                    /**
                     * @description Parts can be asked for in bytes.
                     * @example bytes
                     */
                    "Accept-Ranges"?: "bytes";
                    /**
                     * @description Not to be stored or changed on the way.
                     * @example no-store, no-transform
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description Which bytes, and of how many.
                     * @example bytes 1000-1040/1041
                     */
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example 99454,1,2026-01-01,2026-01-30,READY */
                    "text/csv": string;
                    /** @example 99454","units":1}]} */
                    "application/json": string;
                    /** @example "dos_to":"2026-01-30","status":"READY"} */
                    "application/x-ndjson": string;
                    /** @example PK */
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    /** @example CLM*T00000001*75***11:B:1*Y*A*Y*Y~ */
                    "application/edi-x12": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    closeBillingMonth: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was recorded. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "org_abc123",
                     *       "month": "2026-01",
                     *       "revision": 1,
                     *       "closedAt": "2026-02-03T14:00:00.000Z",
                     *       "closedBy": "user_123",
                     *       "lines": 3,
                     *       "units": 3,
                     *       "chargeCents": 22500,
                     *       "timezone": "America/New_York",
                     *       "timezones": [
                     *         {
                     *           "timezone": "America/New_York",
                     *           "enrollments": 2
                     *         }
                     *       ],
                     *       "held": [
                     *         {
                     *           "enrollmentId": "enr_124",
                     *           "code": "99454",
                     *           "reasonCode": "NO_CONSENT",
                     *           "need": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BillingClose"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    reopenBillingMonth: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Wrong charges"
                 *     }
                 */
                "application/json": components["schemas"]["BillingReopenInput"];
            };
        };
        responses: {
            /** @description It is open again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "org_abc123",
                     *       "month": "2026-01",
                     *       "revision": 1,
                     *       "reopenedAt": "2026-02-04T09:00:00.000Z",
                     *       "reopenedBy": "user_123",
                     *       "reason": "Wrong charges"
                     *     }
                     */
                    "application/json": components["schemas"]["BillingReopen"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listBillingAdjustments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id; it must be the one of `X-Organization-ID`.
                 * @example org_abc123
                 */
                orgId: components["parameters"]["OrgId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The differences, none where nothing has changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "claimId": "claim_123",
                     *           "enrollmentId": "enr_123",
                     *           "code": "99458",
                     *           "dosTo": "2026-01-31",
                     *           "kind": "CHANGE",
                     *           "unitsBefore": 1,
                     *           "unitsAfter": 2,
                     *           "cause": {
                     *             "type": "LATE_TIME",
                     *             "id": "time_123",
                     *             "at": "2026-02-05T10:00:00.000Z"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BillingAdjustmentList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listClaims: {
        parameters: {
            query?: {
                /** @description Only those of this enrollment. */
                enrollmentId?: components["parameters"]["EnrollmentIdFilter"];
                /** @description Only those of this patient. */
                patientId?: components["parameters"]["PatientIdFilter"];
                /** @description Only those of this calendar month, `YYYY-MM`. */
                month?: components["schemas"]["Month"];
                /** @description Only those of this code. */
                code?: components["schemas"]["ProcedureCode"];
                /** @description Only those of these statuses, comma separated. */
                status?: components["schemas"]["ClaimStatus"][];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of claim lines. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "claim_123",
                     *           "enrollmentId": "enr_123",
                     *           "patientId": "patient_xyz",
                     *           "program": "RPM",
                     *           "month": "2026-01",
                     *           "code": "99454",
                     *           "units": 1,
                     *           "dosFrom": "2026-01-01",
                     *           "dosTo": "2026-01-30",
                     *           "origin": "EXPORTED",
                     *           "status": "RECORDED",
                     *           "revision": 1,
                     *           "chargeCents": 7500,
                     *           "payerClaimNumber": null,
                     *           "denialCodes": [],
                     *           "patientControlNumber": "C0000000001",
                     *           "lineControlNumber": "L0000000001",
                     *           "version": 1,
                     *           "createdAt": "2026-02-03T14:00:00.000Z",
                     *           "updatedAt": "2026-02-03T14:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ClaimList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordClaim: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enrollmentId": "enr_123",
                 *       "code": "99453",
                 *       "units": 1,
                 *       "dosTo": "2026-01-05"
                 *     }
                 */
                "application/json": components["schemas"]["ClaimInput"];
            };
        };
        responses: {
            /** @description The claim that was there before. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "claim_123",
                     *       "enrollmentId": "enr_123",
                     *       "patientId": "patient_xyz",
                     *       "program": "RPM",
                     *       "month": "2026-01",
                     *       "code": "99453",
                     *       "units": 1,
                     *       "dosFrom": "2026-01-05",
                     *       "dosTo": "2026-01-05",
                     *       "origin": "EXTERNAL",
                     *       "status": "RECORDED",
                     *       "revision": null,
                     *       "chargeCents": null,
                     *       "payerClaimNumber": null,
                     *       "denialCodes": [],
                     *       "patientControlNumber": null,
                     *       "lineControlNumber": null,
                     *       "version": 1,
                     *       "createdAt": "2026-02-03T14:00:00.000Z",
                     *       "updatedAt": "2026-02-03T14:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description The new claim. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/billing/claims/claim_123
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "claim_123",
                     *       "enrollmentId": "enr_123",
                     *       "patientId": "patient_xyz",
                     *       "program": "RPM",
                     *       "month": "2026-01",
                     *       "code": "99453",
                     *       "units": 1,
                     *       "dosFrom": "2026-01-05",
                     *       "dosTo": "2026-01-05",
                     *       "origin": "EXTERNAL",
                     *       "status": "RECORDED",
                     *       "revision": null,
                     *       "chargeCents": null,
                     *       "payerClaimNumber": null,
                     *       "denialCodes": [],
                     *       "patientControlNumber": null,
                     *       "lineControlNumber": null,
                     *       "version": 1,
                     *       "createdAt": "2026-02-03T14:00:00.000Z",
                     *       "updatedAt": "2026-02-03T14:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Claim"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    markClaims: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "claim_123",
                 *         "claim_124"
                 *       ],
                 *       "status": "SUBMITTED"
                 *     }
                 */
                "application/json": components["schemas"]["ClaimMark"];
            };
        };
        responses: {
            /** @description Which were changed, and which were not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "updated": [
                     *         "claim_123"
                     *       ],
                     *       "skipped": [
                     *         {
                     *           "id": "claim_124",
                     *           "code": "invalid_transition"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ClaimMarked"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportClaim: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "frequency": "7"
                 *     }
                 */
                "application/json": components["schemas"]["ClaimExportInput"];
            };
        };
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    /**
                     * @description The name of the file.
                     * @example attachment; filename="claim-C0000000001-7.837"
                     */
                    "Content-Disposition"?: string;
                    /**
                     * @description Not to be stored or changed on the way.
                     * @example no-store, no-transform
                     */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example ISA*00*          *00*          *ZZ*CLINIC         *ZZ*MEDICARE       *260203*0900*^*00501*000000002*0*T*:~ */
                    "application/edi-x12": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The claim line. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "claim_123",
                     *       "enrollmentId": "enr_123",
                     *       "patientId": "patient_xyz",
                     *       "program": "RPM",
                     *       "month": "2026-01",
                     *       "code": "99454",
                     *       "units": 1,
                     *       "dosFrom": "2026-01-01",
                     *       "dosTo": "2026-01-30",
                     *       "origin": "EXPORTED",
                     *       "status": "RECORDED",
                     *       "revision": 1,
                     *       "chargeCents": 7500,
                     *       "payerClaimNumber": null,
                     *       "denialCodes": [],
                     *       "patientControlNumber": "C0000000001",
                     *       "lineControlNumber": "L0000000001",
                     *       "version": 1,
                     *       "createdAt": "2026-02-03T14:00:00.000Z",
                     *       "updatedAt": "2026-02-03T14:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Claim"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateClaim: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "DENIED",
                 *       "denialCodes": [
                 *         "97"
                 *       ]
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["ClaimPatch"];
                /**
                 * @example {
                 *       "status": "DENIED",
                 *       "denialCodes": [
                 *         "97"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ClaimPatch"];
            };
        };
        responses: {
            /** @description The claim line as it is now. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "claim_123",
                     *       "enrollmentId": "enr_123",
                     *       "patientId": "patient_xyz",
                     *       "program": "RPM",
                     *       "month": "2026-01",
                     *       "code": "99454",
                     *       "units": 1,
                     *       "dosFrom": "2026-01-01",
                     *       "dosTo": "2026-01-30",
                     *       "origin": "EXPORTED",
                     *       "status": "DENIED",
                     *       "revision": 1,
                     *       "chargeCents": 7500,
                     *       "payerClaimNumber": null,
                     *       "denialCodes": [
                     *         "97"
                     *       ],
                     *       "patientControlNumber": "C0000000001",
                     *       "lineControlNumber": "L0000000001",
                     *       "version": 1,
                     *       "createdAt": "2026-02-03T14:00:00.000Z",
                     *       "updatedAt": "2026-02-03T14:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Claim"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSignOffs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The enrollment's id.
                 * @example enr_123
                 */
                enrollmentId: components["parameters"]["EnrollmentId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sign-offs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "practitionerId": "prac_123",
                     *           "at": "2025-02-03T14:00:00.000Z",
                     *           "note": "Month reviewed."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SignOffList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createSignOff: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The enrollment's id.
                 * @example enr_123
                 */
                enrollmentId: components["parameters"]["EnrollmentId"];
                /**
                 * @description The calendar month, `YYYY-MM`.
                 * @example 2025-01
                 */
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "note": "Month reviewed."
                 *     }
                 */
                "application/json": components["schemas"]["SignOffInput"];
            };
        };
        responses: {
            /** @description The sign-off. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "practitionerId": "prac_123",
                     *       "at": "2025-02-03T14:00:00.000Z",
                     *       "note": "Month reviewed."
                     *     }
                     */
                    "application/json": components["schemas"]["SignOff"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description Only those of this user or API key. */
                actorId?: components["schemas"]["Id"];
                /** @description Only those of this patient. */
                patientId?: components["parameters"]["PatientIdFilter"];
                /** @description Only those of this operation, as the contract names it. */
                operationId?: components["schemas"]["OperationName"];
                /** @description Only those that ended so. */
                outcome?: components["schemas"]["AuditOutcome"];
                /** @description The earliest instant, inclusive. */
                from?: components["parameters"]["From"];
                /** @description The latest instant, inclusive. */
                to?: components["parameters"]["To"];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "aud_123",
                     *           "sequence": 42,
                     *           "at": "2025-01-31T10:30:00.000Z",
                     *           "organizationId": "org_abc123",
                     *           "actor": {
                     *             "type": "USER",
                     *             "id": "user_123"
                     *           },
                     *           "sessionId": "ses_123",
                     *           "operationId": "getPatient",
                     *           "method": "GET",
                     *           "route": "/api/patients/{id}",
                     *           "outcome": "SUCCESS",
                     *           "status": 200,
                     *           "resourceType": "Patient",
                     *           "resourceId": "patient_xyz",
                     *           "patientId": "patient_xyz",
                     *           "reason": null,
                     *           "fields": [],
                     *           "address": "203.0.113.7",
                     *           "userAgent": "clinic/1.0",
                     *           "requestId": "req_01",
                     *           "previousHash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "hash": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEventList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    verifyAuditEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The verdict. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "checked": 42,
                     *       "sequence": 42,
                     *       "hash": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
                     *       "firstBad": null
                     *     }
                     */
                    "application/json": components["schemas"]["AuditVerdict"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of webhooks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "whk_123",
                     *           "url": "https://hooks.example.com/vitaledge",
                     *           "events": [
                     *             "alert.opened",
                     *             "alert.resolved"
                     *           ],
                     *           "description": null,
                     *           "enabled": true,
                     *           "disabledReason": null,
                     *           "version": 1,
                     *           "createdAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/vitaledge",
                 *       "events": [
                 *         "alert.opened",
                 *         "alert.resolved"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description The new webhook, with its secret. */
            201: {
                headers: {
                    /**
                     * @description Where the new resource stands.
                     * @example /api/webhooks/whk_123
                     */
                    Location?: string;
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whk_123",
                     *       "url": "https://hooks.example.com/vitaledge",
                     *       "events": [
                     *         "alert.opened",
                     *         "alert.resolved"
                     *       ],
                     *       "description": null,
                     *       "enabled": true,
                     *       "disabledReason": null,
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookCreated"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "1"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whk_123",
                     *       "url": "https://hooks.example.com/vitaledge",
                     *       "events": [
                     *         "alert.opened",
                     *         "alert.resolved"
                     *       ],
                     *       "description": null,
                     *       "enabled": true,
                     *       "disabledReason": null,
                     *       "version": 1,
                     *       "createdAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state the change was made from. Where the resource has moved on, the answer is 412
                 *     `version_mismatch`. Without it the last write wins. A weak tag (`W/"1"`) never matches.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": true
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["WebhookPatch"];
                /**
                 * @example {
                 *       "enabled": true
                 *     }
                 */
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description The webhook as changed. */
            200: {
                headers: {
                    /**
                     * @description The version, for `If-Match`.
                     * @example "2"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whk_123",
                     *       "url": "https://hooks.example.com/vitaledge",
                     *       "events": [
                     *         "alert.opened",
                     *         "alert.resolved"
                     *       ],
                     *       "description": null,
                     *       "enabled": true,
                     *       "disabledReason": null,
                     *       "version": 2,
                     *       "createdAt": "2025-01-31T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=",
                     *       "previousValidUntil": "2025-02-01T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookRotated"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is queued. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deliveryId": "del_123"
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryQueued"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Only those with one of these statuses. */
                status?: components["schemas"]["DeliveryStatus"][];
                /** @description The earliest instant, inclusive. */
                from?: components["parameters"]["From"];
                /** @description The latest instant, inclusive. */
                to?: components["parameters"]["To"];
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Also answer `total`, the count over all pages. */
                includeTotal?: components["parameters"]["IncludeTotal"];
            };
            header?: never;
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "del_123",
                     *           "eventId": "evt_123",
                     *           "type": "alert.opened",
                     *           "status": "DELIVERED",
                     *           "attempts": [
                     *             {
                     *               "at": "2025-01-31T10:30:01.000Z",
                     *               "status": 200,
                     *               "durationMs": 120,
                     *               "error": null
                     *             }
                     *           ],
                     *           "nextAttemptAt": null,
                     *           "createdAt": "2025-01-31T10:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    resendWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes sending the request again safe for 24 hours: the first answer is given again, with `Idempotency-Replayed: true`. Quoted
                 *     or bare, 1 to 255 visible ASCII characters; each caller's own. With another request the same key is 422
                 *     `idempotency_key_reused`, while the first one runs 409 `idempotency_in_progress`.
                 * @example "5f1c9f2e-6c1b-4d6f-9a52-0f1f0f6f7a11"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The resource's id. */
                id: components["parameters"]["Id"];
                /**
                 * @description The delivery's id.
                 * @example del_123
                 */
                deliveryId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is queued. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deliveryId": "del_123"
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryQueued"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    watchEvents: {
        parameters: {
            query?: {
                /** @description Only these types. */
                types?: components["schemas"]["EventType"][];
            };
            header?: {
                /**
                 * @description The `id` of the last event that was received.
                 * @example 1017
                 */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    /**
                     * @description Not to be stored or changed on the way.
                     * @example no-store, no-transform
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description Proxies are not to hold it back.
                     * @example no
                     */
                    "X-Accel-Buffering"?: "no";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: 1018
                     *     event: alert.opened
                     *     data: {"id":"evt_123","type":"alert.opened","timestamp":"2025-01-31T10:30:00.000Z","organizationId":"org_abc123","data":{"id":"alert_123","patientId":"patient_xyz","severity":"HIGH"}}
                     */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
