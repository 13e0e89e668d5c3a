// A real OpenID provider on this machine, with an app registered that is a page: it signs anybody in, asks for PKCE,
// and hands out refresh tokens.

import { createServer } from "node:https";

import Provider from "oidc-provider";

import { certificate } from "./certificate.mjs";

export const CLIENT = "provlens-tests";
export const SCOPES = ["AuditLog.Read.All", "Directory.Read.All"];
export const JOB_SCOPES = ["Synchronization.Read.All"];

/** Starts a provider for the page at this address; `onToken` gets every access token that it hands out, and its scopes. */
export async function serveProvider(page, onToken) {
  const server = createServer(await certificate());
  await new Promise((listening) => server.listen(0, "localhost", listening));
  const url = `https://localhost:${server.address().port}`;
  const back = [`${page}signed_in.html`];
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT,
        application_type: "web",
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        redirect_uris: back,
        post_logout_redirect_uris: back,
      },
    ],
    scopes: ["openid", "offline_access", "profile", ...SCOPES, ...JOB_SCOPES],
    claims: { openid: ["sub"], profile: ["preferred_username", "name"] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: `${id}@contoso.test`, name: id }),
    }),
    clientBasedCORS: () => true,
    issueRefreshToken: () => true,
    pkce: { required: () => true },
    ttl: { AccessToken: 3600, IdToken: 3600, Grant: 3600, Session: 3600, Interaction: 3600, RefreshToken: 86_400 },
    cookies: { keys: ["nobody knows"] },
  });
  // What went wrong with a grant is what a test that fails wants to know.
  provider.on("grant.error", (_, error) => console.log(error.message, error.error_description, error.error_detail));
  const grants = [];
  const people = [];
  provider.on("grant.success", ({ oidc }) => {
    grants.push(oidc.params.grant_type);
    people.push(oidc.entities.Account?.accountId);
  });
  const asked = [];
  provider.on("authorization.accepted", ({ oidc }) => asked.push(oidc.params.scope));
  provider.on("access_token.saved", ({ jti, scope }) => onToken(jti, scope.split(" ")));
  server.on("request", provider.callback());
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { url, grants, people, asked, close };
}
