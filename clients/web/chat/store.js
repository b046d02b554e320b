// What the page shows: people, conversations, what is read, who is there and who is writing.

import { Conversation } from "./conversation.js";
import { partsOf } from "./places.js";
import { Sightings } from "./sightings.js";

/** @typedef {import("./outbox.js").Outbox} Outbox */
/** @typedef {import("./outbox.js").Outgoing} Outgoing */
/** @typedef {import("./places.js").Place} Place */
/** @typedef {import("./protocol.js").Accepted} Accepted */
/** @typedef {import("./protocol.js").ChannelEntry} ChannelEntry */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Receipt} Receipt */
/** @typedef {import("./protocol.js").Sighting} Sighting */

export class Store {
  /** @type {Map<string, Conversation>} */
  #conversations = new Map();
  #sightings = new Sightings();
  #doNotDisturb = false;
  /** Who is writing, by channel. @type {Map<string, Set<string>>} */
  #typing = new Map();
  /** @type {(() => void)[]} */
  #listeners = [];
  /** @type {((entry: Outgoing, channelId: string) => void)[]} */
  #sentListeners = [];
  #directory;
  /** @type {Set<string>} */
  #met = new Set();

  /**
   * @param {object} settings
   * @param {string} settings.me
   * @param {() => string[]} settings.directory users to list even without a conversation
   * @param {import("./names.js").NameOf} settings.nameOf
   * @param {Outbox} settings.outbox
   */
  constructor({ me, directory, nameOf, outbox }) {
    this.me = me;
    this.nameOf = nameOf;
    this.outbox = outbox;
    this.#directory = directory;
  }

  /** @param {() => void} listener */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Told once of each entry of the outbox that has become part of a log.
   *
   * @param {(entry: Outgoing, channelId: string) => void} listener
   */
  whenSent(listener) {
    this.#sentListeners.push(listener);
  }

  changed() {
    this.#listeners.forEach((listener) => listener());
  }

  conversations() {
    return [...this.#conversations.values()];
  }

  groups() {
    return this.conversations().filter((conversation) => conversation.isGroup);
  }

  /** @param {string} channelId */
  conversation(channelId) {
    return this.#conversations.get(channelId) ?? null;
  }

  /** @param {Place} place */
  at(place) {
    const parts = partsOf(place);
    if (parts && "channelId" in parts) {
      return this.conversation(parts.channelId);
    }
    return this.conversations().find((conversation) => conversation.place === place) ?? null;
  }

  /** Everybody to list: the directory, and whom there is a conversation with. */
  people() {
    const ids = new Set([...this.#directory(), ...this.#met]);
    this.conversations().forEach(({ peer }) => peer !== null && ids.add(peer));
    for (const place of this.outbox.places()) {
      const parts = partsOf(place);
      if (parts && "peer" in parts) {
        ids.add(parts.peer);
      }
    }
    ids.delete(this.me);
    return [...ids];
  }

  /** Adds a person who is neither in the directory nor in a conversation yet. @param {string} userId */
  meet(userId) {
    this.#met.add(userId);
  }

  /** @param {string} userId @returns {Sighting | null} null if nothing is known */
  presenceOf(userId) {
    return this.#sightings.of(userId);
  }

  /** Whether the user wants to be left alone. */
  get doNotDisturb() {
    return this.#doNotDisturb;
  }

  /** @param {string} channelId */
  typingIn(channelId) {
    return [...(this.#typing.get(channelId) ?? [])];
  }

  /** Seen, up to the first hole. @param {Conversation} conversation */
  markRead(conversation) {
    if (!conversation.isLookingBack && conversation.advance({ read: conversation.end })) {
      this.changed();
    }
  }

  /** Read from the server up to here; older ones are there to be read. @param {Conversation} conversation */
  markDelivered(conversation) {
    if (conversation.advance({ delivered: conversation.end })) {
      this.changed();
    }
  }

  /** @param {Receipt} receipt */
  receipt({ userId, channels }) {
    for (const { channelId, delivered, read } of channels) {
      const conversation = this.conversation(channelId);
      if (userId === this.me) {
        conversation?.movedOnServer({ delivered, read }); // another tab or device
      } else if (userId === conversation?.peer) {
        conversation.peerCame({ delivered, read });
      }
      const member = conversation?.members?.get(userId);
      if (member) {
        conversation?.members?.set(userId, { ...member, delivered, read });
      }
    }
    this.changed();
  }

  /** The server tells by itself. @param {Sighting[]} sightings */
  see(sightings) {
    this.#sightings.told(sightings);
    if (sightings.some(({ userId }) => userId === this.me)) {
      this.#doNotDisturb = this.presenceOf(this.me)?.state === "do-not-disturb";
    }
    this.changed();
  }

  /** @param {Sighting[]} sightings of those asked for */
  seeAsked(sightings) {
    this.#sightings.asked(sightings);
    this.changed();
  }

  /** The user looks elsewhere: nobody keeps up with those who were asked for. */
  forgetAsked() {
    this.#sightings.forgetAsked();
    this.changed();
  }

  /** Without a connection nobody's presence is known. */
  forgetPresence() {
    this.#sightings.forget();
    this.changed();
  }

  /** As the server has confirmed. @param {boolean} doNotDisturb */
  setDoNotDisturb(doNotDisturb) {
    this.#doNotDisturb = doNotDisturb;
    this.changed();
  }

  /** @param {string} channelId @param {string} userId @param {boolean} typing */
  setTyping(channelId, userId, typing) {
    const users = this.#typing.get(channelId) ?? new Set();
    if (typing === users.has(userId)) {
      return;
    }
    if (typing) {
      users.add(userId);
    } else {
      users.delete(userId);
    }
    this.#typing.set(channelId, users);
    this.changed();
  }

  /** @param {ChannelEntry[]} channels */
  learn(channels) {
    for (const entry of channels) {
      if (entry.left !== undefined) {
        this.conversation(entry.channelId)?.state.leave(entry.left);
        continue;
      }
      const { channelId, first = 1, head, delivered, read, lastMessage, mutedUntil = 0 } = entry;
      const { messages = [], pinned = [] } = entry;
      const conversation = this.#ensure(channelId, entry.kind === "direct" ? entry.peer : null);
      const asOf = Math.max(head, messages.at(-1)?.seq ?? 0);
      if (entry.kind === "direct") {
        conversation.state.learn({ pinned }, asOf);
        conversation.peerCame({ delivered: entry.peerDelivered, read: entry.peerRead });
      } else {
        const { name, description, announcement, history, size, role } = entry;
        conversation.state.learn({ name, description, announcement, history, size, role, pinned }, asOf);
      }
      conversation.mutedUntil = mutedUntil;
      conversation.setFloor(first);
      conversation.raiseHead(head, lastMessage);
      conversation.heldByServer({ delivered, read });
      this.#settle(lastMessage ? [lastMessage] : []);
      this.#take(conversation, messages);
    }
    this.changed();
  }

  /** Messages of a known channel. @param {Conversation} conversation @param {Message[]} messages */
  add(conversation, messages) {
    this.#take(conversation, messages);
    this.changed();
  }

  /** @param {Conversation} conversation @param {Message[]} messages */
  #take(conversation, messages) {
    const fresh = conversation.add(messages);
    this.#settle(fresh);
    const { head, own } = conversation;
    if (own.delivered === head && fresh.length > 0 && fresh.every(({ sender }) => sender === this.me)) {
      conversation.advance({ read: head }); // whoever answers has read, unless something came in between
    }
  }

  /** @param {Outgoing} entry @param {Accepted} accepted */
  accept({ clientMessageId, place, content }, { channelId, seq, sentAt }) {
    const parts = partsOf(place);
    const conversation = this.#ensure(channelId, parts && "peer" in parts ? parts.peer : null);
    const message = { channelId, seq, sender: this.me, clientMessageId, sentAt, content };
    this.#settle([message]);
    this.add(conversation, [message]);
    return conversation;
  }

  /** The server knows this user as a member no more. @param {Conversation} conversation */
  lose(conversation) {
    if (conversation.isGroup) {
      conversation.state.leave(conversation.head);
      this.changed();
    } else {
      this.forget(conversation);
    }
  }

  /** The channel is no longer ours, or never was. @param {Conversation} conversation */
  forget(conversation) {
    this.#conversations.delete(conversation.channelId);
    this.changed();
  }

  /** @param {string} channelId @param {string | null} peer */
  #ensure(channelId, peer) {
    let conversation = this.#conversations.get(channelId);
    if (!conversation) {
      conversation = new Conversation(channelId, this.me, peer);
      this.#conversations.set(channelId, conversation);
    }
    return conversation;
  }

  /**
   * What has come back from the server has been sent, even if the answer to the send was lost.
   *
   * @param {Message[]} messages
   */
  #settle(messages) {
    for (const { sender, clientMessageId, channelId } of messages) {
      const entry = sender === this.me ? this.outbox.get(clientMessageId) : null;
      if (entry) {
        this.outbox.remove(clientMessageId);
        this.#sentListeners.forEach((listener) => listener(entry, channelId));
      }
    }
  }
}
