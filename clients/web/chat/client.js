// One signed-in user's side of the chat: everything that lives as long as the sign-in.

import { Acks } from "./acks.js";
import { Chat } from "./chat.js";
import { Connection } from "./connection.js";
import { rowsOf } from "./rows.js";
import { Store } from "./store.js";
import { Typing } from "./typing.js";

export class Client {
  /**
   * @param {object} settings
   * @param {string} settings.user
   * @param {string[]} settings.directory users to list even without a conversation
   * @param {import("./outbox.js").Outbox} settings.outbox
   * @param {string} settings.url
   * @param {string} settings.token
   * @param {number} settings.expiresAt
   * @param {import("./protocol.js").Timer} settings.pacemaker
   * @param {(sentence: string) => void} settings.notice
   */
  constructor({ user, directory, outbox, url, token, expiresAt, pacemaker, notice }) {
    this.store = new Store({ me: user, directory, outbox });
    const watch = () => rowsOf(this.store).flatMap(({ peer }) => peer ?? []);
    this.connection = new Connection({ url, token, expiresAt, watch, pacemaker });
    this.chat = new Chat({ connection: this.connection, store: this.store, notice });
    this.typing = new Typing({ connection: this.connection, store: this.store });
    // By the pacemaker, since what comes to a hidden tab is delivered too.
    this.acks = new Acks({
      connection: this.connection,
      conversations: () => this.store.conversations(),
      timer: pacemaker,
    });
    this.store.listen(() => this.acks.moved());
  }

  stop() {
    this.chat.stop();
    this.acks.flush();
    this.acks.stop();
    this.typing.stop();
    this.connection.stop();
  }
}
