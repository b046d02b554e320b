// One signed-in user's side of the chat: everything that lives as long as the sign-in.

import { Account } from "./account.js";
import { Acks } from "./acks.js";
import { Chat } from "./chat.js";
import { Connection } from "./connection.js";
import { Contacts } from "./contacts.js";
import { People } from "./people.js";
import { Profiles } from "./profiles.js";
import { rowsOf } from "./rows.js";
import { Store } from "./store.js";
import { Typing } from "./typing.js";

export class Client {
  /**
   * @param {object} settings
   * @param {string} settings.user
   * @param {string} settings.deviceId
   * @param {import("./outbox.js").Outbox} settings.outbox
   * @param {string} settings.url of the socket
   * @param {import("./rest.js").Rest} settings.rest
   * @param {import("./protocol.js").Timer} settings.pacemaker
   * @param {(sentence: string) => void} settings.notice
   */
  constructor({ user, deviceId, outbox, url, rest, pacemaker, notice }) {
    const changed = () => this.store.changed();
    this.profiles = new Profiles({ rest, changed });
    this.contacts = new Contacts({ rest, profiles: this.profiles, changed });
    this.people = new People(rest, this.profiles);
    this.account = new Account(rest);
    const directory = () => this.contacts.in("accepted");
    this.store = new Store({ me: user, directory, nameOf: this.profiles.nameOf, outbox });
    this.connection = new Connection({
      url,
      ticket: async () => (await rest.ask("POST", "/v1/tickets", { body: { deviceId } })).ticket,
      watch: () => rowsOf(this.store).flatMap(({ peer }) => peer ?? []),
      pacemaker,
    });
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
