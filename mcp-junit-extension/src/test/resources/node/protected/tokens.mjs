// SPDX-License-Identifier: Apache-2.0
// Verifies access tokens with the keys of the issuer, for both TypeScript SDKs.
import { createRemoteJWKSet, jwtVerify } from 'jose';

export const issuer = process.env.ISSUER;
export const resource = new URL(process.env.RESOURCE);

const response = await fetch(`${issuer}/.well-known/oauth-authorization-server`);
/** The metadata of the authorization server. */
export const oauthMetadata = await response.json();
const keys = createRemoteJWKSet(new URL(oauthMetadata.jwks_uri));

/** A verifier that reports wrong tokens by this error of the SDK. */
export const verifier = (invalidToken) => ({
  async verifyAccessToken(token) {
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience: resource.href });
      return {
        token,
        clientId: payload.client_id,
        scopes: (payload.scope ?? '').split(' '),
        expiresAt: payload.exp,
        resource,
        extra: { subject: payload.sub },
      };
    } catch (wrong) {
      throw invalidToken(wrong);
    }
  },
});
