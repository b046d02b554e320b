// Proof Key for Code Exchange (RFC 7636): who redeems a code must be who asked for it.

const VERIFIER_BYTES = 32;

/** Cannot be guessed. 43 characters that need no escape anywhere. */
export function secret() {
  return base64url(crypto.getRandomValues(new Uint8Array(VERIFIER_BYTES)));
}

/** What may be shown of a verifier beforehand, by the method S256. @param {string} verifier */
export async function challengeOf(verifier) {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
