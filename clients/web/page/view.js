// The page around the columns: signing in, the status bar, what went wrong.

import { byId, onClick, setText } from "./dom.js";

/** @typedef {import("../chat/connection.js").Status} Status */

const STATES = { connecting: "connecting", waiting: "connecting", open: "open", closed: "closed" };

export class View {
  #status = byId("status", HTMLSpanElement);
  #announcer = byId("announcer", HTMLSpanElement);
  #notice = byId("notice", HTMLParagraphElement);
  #error = byId("sign-in-error", HTMLParagraphElement);
  #start = byId("sign-in-start", HTMLButtonElement);
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #countdown;

  /** @param {{signIn: () => void, signOut: () => void, useHere: () => void, profile: () => void}} actions */
  constructor({ signIn, signOut, useHere, profile }) {
    onClick(this.#start, signIn);
    onClick(byId("sign-out", HTMLButtonElement), signOut);
    onClick(byId("use-here", HTMLButtonElement), useHere);
    onClick(byId("me", HTMLButtonElement), profile);
    onClick(this.#notice, () => this.notice(""));
  }

  /** @param {string} sentence why one has to sign in again */
  showSignIn(sentence) {
    this.#screen(false);
    this.notice("");
    this.displaced(false);
    document.title = "Chat";
    this.signInError(sentence);
    this.showStatus({ phase: "closed" });
  }

  /** @param {string} sentence */
  signInError(sentence) {
    setText(this.#error, sentence);
    this.busy(false);
  }

  /** @param {boolean} busy */
  busy(busy) {
    this.#start.disabled = busy;
  }

  showChat() {
    this.#screen(true);
  }

  /** @param {string} name of the user @param {boolean} doNotDisturb */
  showMe(name, doNotDisturb) {
    const me = byId("me", HTMLButtonElement);
    setText(me, name);
    me.dataset.presence = doNotDisturb ? "do-not-disturb" : "unknown";
    me.title = doNotDisturb ? "Do not disturb" : "";
    me.setAttribute("aria-label", `${name}${doNotDisturb ? ", do not disturb" : ""}: profile and settings`);
  }

  /** @param {number} requests of others to be contacts */
  showRequests(requests) {
    const count = byId("request-count", HTMLSpanElement);
    count.hidden = requests === 0;
    setText(count, String(requests));
    count.setAttribute("aria-label", requests === 1 ? "1 request" : `${requests} requests`);
  }

  /** Whether another device has taken this one's place. @param {boolean} displaced */
  displaced(displaced) {
    byId("displaced", HTMLDivElement).hidden = !displaced;
  }

  /** @param {boolean} signedIn */
  #screen(signedIn) {
    byId("sign-in", HTMLElement).hidden = signedIn;
    byId("chat", HTMLElement).hidden = !signedIn;
    byId("account", HTMLSpanElement).hidden = !signedIn;
  }

  /** On a phone only one column fits. @param {string | null} place @param {number} unread */
  showPane(place, unread) {
    byId("chat", HTMLElement).dataset.pane = place === null ? "people" : "conversation";
    document.title = unread > 0 ? `(${unread}) Chat` : "Chat";
  }

  /** A sentence, or nothing to take it away. @param {string} sentence */
  notice(sentence) {
    setText(this.#notice, sentence);
    this.#notice.hidden = sentence === "";
  }

  /** @param {Status} status */
  showStatus(status) {
    clearInterval(this.#countdown);
    this.#status.dataset.state = STATES[status.phase];
    const show = () => setText(this.#status, statusText(status));
    show();
    if (status.phase === "waiting") {
      this.#countdown = setInterval(show, 250);
    }
    // Every second of a countdown would be too much to listen to.
    setText(this.#announcer, status.phase === "waiting" ? "The connection is lost. Reconnecting." : statusText(status));
  }
}

/** @param {Status} status */
function statusText(status) {
  switch (status.phase) {
    case "open":
      return "Connected";
    case "connecting":
      return "Connecting…";
    case "waiting": {
      const seconds = Math.max(1, Math.ceil((status.retryAt - Date.now()) / 1000));
      return `${status.unreachable ? "You are offline. " : ""}Reconnecting in ${seconds} s…`;
    }
    case "closed":
      return "Not connected";
  }
}
