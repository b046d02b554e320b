// Who is in a group, for those who ask; and what only admins ask for.

import { NoAnswerError } from "./protocol.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./protocol.js").Member} Member */
/** @typedef {import("./questions.js").Questions} Questions */
/** @typedef {import("./store.js").Store} Store */

export class Members {
  #questions;
  #store;
  /** @type {Set<Conversation>} */
  #asked = new Set();

  /** @param {Questions} questions @param {Store} store */
  constructor(questions, store) {
    this.#questions = questions;
    this.#store = store;
  }

  /** Unless they have been, or are being; a failure is not worth a word. @param {Conversation} conversation */
  async readOnce(conversation) {
    if (conversation.members === null && !conversation.state.now.left && !this.#asked.has(conversation)) {
      this.#asked.add(conversation);
      try {
        await this.read(conversation);
      } catch (error) {
        if (error instanceof NoAnswerError) {
          this.#asked.delete(conversation);
        }
      }
    }
  }

  /** All of them, with their cursors as of now. Rejects as questions do. @param {Conversation} conversation */
  async read(conversation) {
    const { channelId } = conversation;
    /** @type {Map<string, Member>} */
    const members = new Map();
    const asOf = conversation.head;
    /** @type {string | undefined} */
    let after;
    do {
      const page = await this.#questions.ask({
        action: "members",
        channelId,
        ...(after === undefined ? {} : { after }),
      });
      page.members.forEach((member) => members.set(member.userId, member));
      after = page.next;
    } while (after !== undefined);
    conversation.members = members;
    conversation.membersAsOf = asOf;
    if (conversation.isGroup) {
      conversation.state.count(members.size);
    }
    this.#store.changed();
    return members;
  }
}

/**
 * Keeps up with what the log says, so that they need not be read anew.
 *
 * @param {Map<string, Member>} members
 * @param {import("./protocol.js").Message} message
 */
export function follow(members, { seq, sender, content }) {
  const enter = (/** @type {string} */ userId) =>
    members.has(userId) || members.set(userId, { userId, role: "member", delivered: seq - 1, read: seq - 1 });
  const become = (/** @type {string} */ userId, /** @type {import("./protocol.js").Role} */ role) => {
    const member = members.get(userId);
    return member && members.set(userId, { ...member, role });
  };
  switch (content.type) {
    case "add":
      content.users.forEach(enter);
      break;
    case "join":
      enter(sender);
      break;
    case "remove":
      members.delete(content.user);
      break;
    case "leave":
      members.delete(sender);
      become(content.newOwner ?? "", "owner");
      break;
    case "role":
      become(content.user, content.role);
      if (content.role === "owner") {
        become(sender, "admin");
      }
  }
}

/**
 * Owner first, then admins, then members; by name within.
 *
 * @param {Iterable<Member>} members
 * @param {import("./names.js").NameOf} nameOf
 */
export function ranked(members, nameOf) {
  const ranks = ["owner", "admin", "member"];
  return [...members].sort(
    (one, other) =>
      ranks.indexOf(one.role) - ranks.indexOf(other.role) || nameOf(one.userId).localeCompare(nameOf(other.userId)),
  );
}

/**
 * How far others have come with a message.
 *
 * @param {Iterable<Member>} members
 * @param {number} seq
 * @param {string} sender
 */
export function readersOf(members, seq, sender) {
  const others = [...members].filter(({ userId }) => userId !== sender);
  const read = others.filter((member) => member.read >= seq);
  const delivered = others.filter((member) => member.read < seq && member.delivered >= seq);
  return { read: read.map(({ userId }) => userId), delivered: delivered.map(({ userId }) => userId) };
}
