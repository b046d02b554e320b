// What the page shows: people, conversations, what is read and who is there.

import { Conversation } from "./conversation.js";

/** @typedef {import("./protocol.js").Accepted} Accepted */
/** @typedef {import("./protocol.js").Alive} Alive */
/** @typedef {import("./protocol.js").ChannelEntry} ChannelEntry */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Receipt} Receipt */
/** @typedef {import("./outbox.js").Outbox} Outbox */
/** @typedef {import("./outbox.js").Outgoing} Outgoing */

/**
 * @typedef {object} Person
 * @property {string} userId
 * @property {boolean} online
 * @property {boolean} typing
 * @property {number} unread
 * @property {{text: string, mine: boolean, sentAt: number} | null} last newest message, sent or on its way
 */

export class Store {
  /** @type {Map<string, Conversation>} */
  #conversations = new Map();
  /** @type {Set<string>} */
  #online = new Set();
  /** @type {Set<string>} */
  #typing = new Set();
  /** @type {(() => void)[]} */
  #listeners = [];
  #directory;

  /**
   * @param {object} settings
   * @param {string} settings.me
   * @param {string[]} settings.directory users to list even without a conversation
   * @param {Outbox} settings.outbox
   */
  constructor({ me, directory, outbox }) {
    this.me = me;
    this.outbox = outbox;
    this.#directory = directory;
  }

  /** @param {() => void} listener */
  listen(listener) {
    this.#listeners.push(listener);
  }

  changed() {
    this.#listeners.forEach((listener) => listener());
  }

  conversations() {
    return [...this.#conversations.values()];
  }

  /** @param {string} channelId */
  conversation(channelId) {
    return this.#conversations.get(channelId) ?? null;
  }

  /** @param {string} peer */
  conversationWith(peer) {
    return this.conversations().find((conversation) => conversation.peer === peer) ?? null;
  }

  /** Everybody to show: latest conversation first, then the rest of the directory. @returns {Person[]} */
  people() {
    const peers = this.conversations().map((conversation) => conversation.peer);
    const ids = new Set([...this.#directory, ...this.outbox.peers(), ...peers]);
    const people = [];
    for (const userId of ids) {
      if (userId !== null && userId !== this.me) {
        people.push(this.#person(userId));
      }
    }
    return people.sort((one, other) => (other.last?.sentAt ?? 0) - (one.last?.sentAt ?? 0));
  }

  /** Adds a person who is neither in the directory nor in a conversation yet. @param {string} userId */
  meet(userId) {
    if (!this.#directory.includes(userId)) {
      this.#directory = [...this.#directory, userId];
    }
  }

  /** @param {string} userId @returns {Person} */
  #person(userId) {
    const conversation = this.conversationWith(userId);
    const outgoing = this.outbox.of(userId).at(-1);
    const last = conversation?.last;
    return {
      userId,
      online: this.#online.has(userId),
      typing: this.#typing.has(userId),
      unread: conversation?.unread ?? 0,
      last: outgoing
        ? { text: outgoing.text, mine: true, sentAt: outgoing.createdAt }
        : last
          ? { text: textOf(last), mine: last.sender === this.me, sentAt: last.sentAt }
          : null,
    };
  }

  /** Seen, up to the first hole. @param {Conversation} conversation */
  markRead(conversation) {
    if (conversation.advance({ read: conversation.end })) {
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
  receipt({ channelId, userId, delivered, read }) {
    const conversation = this.conversation(channelId);
    if (userId === this.me) {
      conversation?.movedOnServer({ delivered, read }); // another tab or device
    } else if (userId === conversation?.peer) {
      conversation.peerCame({ delivered, read });
    }
    this.changed();
  }

  /** @param {Alive} alive @returns {void} */
  setPresence(alive) {
    this.#online = new Set(alive.presence.filter((user) => user.state === "online").map((user) => user.userId));
    this.changed();
  }

  /** Without a connection nobody's presence is known. */
  clearPresence() {
    this.#online.clear();
    this.changed();
  }

  /** @param {string} userId @param {boolean} typing */
  setTyping(userId, typing) {
    if (typing === this.#typing.has(userId)) {
      return;
    }
    if (typing) {
      this.#typing.add(userId);
    } else {
      this.#typing.delete(userId);
    }
    this.changed();
  }

  /** @param {ChannelEntry[]} channels */
  learn(channels) {
    for (const entry of channels) {
      const conversation = this.#ensure(entry.channelId, entry.peer ?? null);
      conversation.raiseHead(entry.head, entry.lastMessage);
      conversation.heldByServer({ delivered: entry.delivered, read: entry.read });
      if (entry.lastMessage) {
        this.#settle(conversation, [entry.lastMessage]);
      }
    }
    this.changed();
  }

  /** Messages of a known channel. @param {Conversation} conversation @param {Message[]} messages */
  add(conversation, messages) {
    this.#settle(conversation, conversation.add(messages));
    const { last, head, own } = conversation;
    if (last?.sender === this.me && last.seq === head && own.delivered === head) {
      conversation.advance({ read: head }); // whoever answers has read, unless something came in between
    }
    this.changed();
  }

  /** @param {Outgoing} entry @param {Accepted} accepted */
  accept(entry, accepted) {
    const conversation = this.#ensure(accepted.channelId, entry.peer);
    this.add(conversation, [
      {
        channelId: accepted.channelId,
        seq: accepted.seq,
        sender: this.me,
        clientMessageId: entry.clientMessageId,
        sentAt: accepted.sentAt,
        content: { type: "text", text: entry.text },
      },
    ]);
    this.outbox.remove(entry.clientMessageId);
    this.changed();
    return conversation;
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
      conversation = new Conversation(channelId, peer);
      this.#conversations.set(channelId, conversation);
    }
    return conversation;
  }

  /**
   * What has come back from the server has been sent, even if the answer to the send was lost.
   *
   * @param {Conversation} conversation
   * @param {Message[]} messages
   */
  #settle(conversation, messages) {
    for (const message of messages) {
      if (message.sender === this.me && this.outbox.get(message.clientMessageId)?.peer === conversation.peer) {
        this.outbox.remove(message.clientMessageId);
      }
    }
  }
}

/** @param {Message} message */
export function textOf(message) {
  return message.content.type === "text" ? message.content.text : "This page cannot show this message yet.";
}
