// The page around the columns: signing in, the status bar, what went wrong.

import { nameOf } from "../chat/names.js";
import { avatar, byId, element, onClick, reconcile, setText } from "./dom.js";

/** @typedef {import("../chat/connection.js").Status} Status */

const STATES = { connecting: "connecting", waiting: "connecting", open: "open", closed: "closed" };

export class View {
  #status = byId("status", HTMLSpanElement);
  #announcer = byId("announcer", HTMLSpanElement);
  #notice = byId("notice", HTMLParagraphElement);
  #error = byId("sign-in-error", HTMLParagraphElement);
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #countdown;

  /** @param {() => void} signOut */
  constructor(signOut) {
    onClick(byId("sign-out", HTMLButtonElement), signOut);
    onClick(this.#notice, () => this.notice(""));
  }

  /** @param {string[]} users @param {string} sentence why one has to sign in again @param {(user: string) => void} choose */
  showSignIn(users, sentence, choose) {
    this.#screen(false);
    this.notice("");
    document.title = "Chat";
    const list = byId("users", HTMLUListElement);
    list.replaceChildren();
    reconcile(
      list,
      users,
      (user) => user,
      (user) => {
        const item = element("li");
        const button = element("button", "user");
        button.type = "button";
        button.dataset.testid = `login-${user}`;
        button.append(avatar(user), element("span", "", nameOf(user)));
        onClick(button, () => choose(user));
        item.append(button);
        return item;
      },
      () => {},
    );
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
    for (const button of byId("users", HTMLUListElement).querySelectorAll("button")) {
      button.disabled = busy;
    }
  }

  /** @param {string} me */
  showChat(me) {
    this.#screen(true);
    setText(byId("me", HTMLSpanElement), nameOf(me));
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
      return "Signed out";
  }
}
