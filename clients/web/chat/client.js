// One signed-in user's side of the chat: everything that lives as long as the sign-in.

import { Account } from "./account.js";
import { Acks } from "./acks.js";
import { Away } from "./away.js";
import { Chat } from "./chat.js";
import { Connection } from "./connection.js";
import { Contacts } from "./contacts.js";
import { Muting } from "./muting.js";
import { OnlineMembers } from "./online-members.js";
import { People } from "./people.js";
import { partsOf } from "./places.js";
import { Profiles } from "./profiles.js";
import { Store } from "./store.js";
import { Typing } from "./typing.js";

export class Client {
  /** @type {import("./places.js").Place | null} */
  #place = null;
  #isVisible;

  /**
   * @param {object} settings
   * @param {string} settings.user
   * @param {string} settings.deviceId
   * @param {import("./outbox.js").Outbox} settings.outbox
   * @param {string} settings.url of the socket
   * @param {import("./rest.js").Rest} settings.rest
   * @param {import("./protocol.js").Timer} settings.pacemaker
   * @param {(sentence: string) => void} settings.notice
   * @param {() => boolean} settings.isVisible whether the page is
   */
  constructor({ user, deviceId, outbox, url, rest, pacemaker, notice, isVisible }) {
    this.#isVisible = isVisible;
    const changed = () => this.store.changed();
    this.profiles = new Profiles({ rest, changed });
    this.contacts = new Contacts({ rest, profiles: this.profiles, changed });
    this.people = new People(rest, this.profiles);
    this.account = new Account(rest);
    this.muting = new Muting({ rest, changed });
    const directory = () => this.contacts.in("accepted");
    this.store = new Store({ me: user, directory, nameOf: this.profiles.nameOf, outbox });
    this.connection = new Connection({
      url,
      ticket: async () => (await rest.ask("POST", "/v1/tickets", { body: { deviceId } })).ticket,
      watch: () => this.#strangerOnShow(),
      away: () => this.away.isAway,
      pacemaker,
    });
    // By the pacemaker, since who looks elsewhere is away as well.
    this.away = new Away({ timer: pacemaker, changed: () => this.connection.beat() });
    this.chat = new Chat({ connection: this.connection, store: this.store, notice });
    this.typing = new Typing({ connection: this.connection, store: this.store });
    this.onlineMembers = new OnlineMembers({
      connection: this.connection,
      store: this.store,
      timer: pacemaker,
      isVisible,
    });
    // By the pacemaker, since what comes to a hidden tab is delivered too.
    this.acks = new Acks({
      connection: this.connection,
      conversations: () => this.store.conversations(),
      timer: pacemaker,
    });
    this.store.listen(() => this.acks.moved());
  }

  /** Where the user looks; null for nowhere. @param {import("./places.js").Place | null} place */
  look(place) {
    this.#place = place;
    this.store.forgetAsked();
    this.onlineMembers.look(place === null ? null : this.store.at(place));
    this.chat.look(place);
    if (this.#strangerOnShow().length > 0) {
      this.connection.beat();
    }
  }

  /** @param {boolean} doNotDisturb rejects as requests do */
  async setDoNotDisturb(doNotDisturb) {
    const answer = await this.connection.request({ action: "status", doNotDisturb });
    this.store.setDoNotDisturb(answer.doNotDisturb);
  }

  /** The server tells of contacts by itself. */
  #strangerOnShow() {
    const parts = this.#place === null || !this.#isVisible() ? null : partsOf(this.#place);
    if (!parts || !("peer" in parts)) {
      return [];
    }
    const { state, blocked } = this.contacts.of(parts.peer);
    return blocked || state === "accepted" ? [] : [parts.peer];
  }

  stop() {
    this.away.stop();
    this.onlineMembers.stop();
    this.chat.stop();
    this.acks.flush();
    this.acks.stop();
    this.typing.stop();
    this.connection.stop();
  }
}
