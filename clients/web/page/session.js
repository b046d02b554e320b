// Who is signed in, in this tab: two tabs can be two users, and a reload keeps both.

/** @typedef {{webSocketUrl: string, tokenEndpoint: string, clientId: string, demoUsers: string[]}} Config */
/** @typedef {{user: string, token: string, expiresAt: number}} Session */

const KEY = "chat.session";

/** @returns {Promise<Config>} */
export async function loadConfig() {
  const response = await fetch("config.json");
  if (!response.ok) {
    throw new Error(`config.json: ${response.status}`);
  }
  return response.json();
}

/** @returns {Session | null} */
export function loadSession() {
  try {
    const session = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return typeof session?.user === "string" && typeof session.token === "string" ? session : null;
  } catch {
    return null;
  }
}

/**
 * Throws an Error whose message is for the user.
 *
 * @param {Config} config
 * @param {string} user
 * @returns {Promise<Session>}
 */
export async function signIn(config, user) {
  const body = new URLSearchParams({
    grant_type: "password",
    username: user,
    password: "demo",
    client_id: config.clientId,
    scope: "openid",
  });
  let response;
  try {
    response = await fetch(config.tokenEndpoint, { method: "POST", body });
  } catch {
    throw new Error("The sign-in service cannot be reached. Is the chat running?");
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok || typeof answer?.access_token !== "string") {
    throw new Error(answer?.error_description ?? `The sign-in service refused (${response.status}).`);
  }
  const session = {
    user: subject(answer.access_token) ?? user,
    token: answer.access_token,
    expiresAt: Date.now() + 1000 * (Number(answer.expires_in) || 3600),
  };
  sessionStorage.setItem(KEY, JSON.stringify(session));
  return session;
}

export function clearSession() {
  sessionStorage.removeItem(KEY);
}

/**
 * The server knows us by the token's subject. Only read here, never trusted: checking it is the server's work.
 *
 * @param {string} token
 */
function subject(token) {
  try {
    const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims.sub === "string" ? claims.sub : null;
  } catch {
    return null;
  }
}
