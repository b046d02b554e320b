// Asking the console's server. What it refuses is thrown as the sentence that it gives.

/** @param {string} method @param {string} path @param {object} [body] */
async function call(method, path, body) {
  const changes = method !== "GET";
  const response = await fetch(path, {
    method,
    headers: changes ? { "Content-Type": "application/json" } : {},
    body: changes && method !== "DELETE" ? JSON.stringify(body ?? {}) : null,
  });
  if (response.ok) {
    return response.status === 204 ? null : response.json();
  }
  const refusal = await response.json().catch(() => ({}));
  throw new Error(refusal.message ?? `The server answered ${response.status}.`);
}

/** @param {string} path */
export const ask = (path) => call("GET", path);

/** @param {string} path @param {object} [body] */
export const post = (path, body) => call("POST", path, body);

/** @param {string} path @param {object} body */
export const put = (path, body) => call("PUT", path, body);

/** @param {string} path */
export const remove = (path) => call("DELETE", path);
