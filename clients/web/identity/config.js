// Where everything is: the one document that differs from one deployment to the next.

/** @typedef {{webSocketUrl: string, apiUrl: string, issuer: string, clientId: string, scopes: string}} Config */

/** @returns {Promise<Config>} */
export async function loadConfig() {
  const response = await fetch("config.json");
  if (!response.ok) {
    throw new Error(`config.json: ${response.status}`);
  }
  return response.json();
}
