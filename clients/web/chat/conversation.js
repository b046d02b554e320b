// What this page knows of one channel.

import { ChannelState } from "./channel-state.js";
import { Changes } from "./changes.js";
import { isChange } from "./contents.js";
import { further, NOWHERE, OwnCursors } from "./cursors.js";
import { Log } from "./log.js";
import { follow } from "./members.js";
import { inGroup, withPeer } from "./places.js";

/** @typedef {import("./cursors.js").Cursors} Cursors */
/** @typedef {import("./protocol.js").Member} Member */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {"sent" | "delivered" | "read"} Receipt */

/** A longer gap is not filled: the newest page is read instead, and older ones when somebody scrolls there. */
const LONGEST_GAP = 500;

export class Conversation {
  /** The stretch that grows with the channel. */
  #log = new Log();
  /** An earlier stretch that somebody looks at; never touches the other. @type {Log | null} */
  #past = null;
  #changes = new Changes();
  /** Single messages that others point at, by replies and pins. @type {Map<number, Message>} */
  #glimpses = new Map();
  #head = 0;
  #floor = 1;
  /** @type {Message | null} */
  #last = null;
  #own = new OwnCursors();
  /** The peer's in a direct channel. */
  #theirs = NOWHERE;
  /** Of a group, once somebody asked. @type {Map<string, Member> | null} */
  members = null;
  /** Until when this user has muted it, in milliseconds since 1970; 0 if they have not. */
  mutedUntil = 0;
  /** The seq that the members were read at. */
  membersAsOf = 0;

  /**
   * @param {string} channelId
   * @param {string} me
   * @param {string | null} peer the other side of a direct channel; null for a group
   */
  constructor(channelId, me, peer) {
    this.channelId = channelId;
    this.me = me;
    this.peer = peer;
    this.place = peer === null ? inGroup(channelId) : withPeer(peer);
    this.state = new ChannelState(me);
  }

  get isGroup() {
    return this.peer === null;
  }

  /** The highest number known to be stored, whether or not its message has come. */
  get head() {
    return this.#head;
  }

  /** The newest message known, perhaps shortened; for the list. */
  get last() {
    const last = this.#last && (this.#log.get(this.#last.seq) ?? this.#last);
    return last && this.#changes.applyTo(last);
  }

  get isEmpty() {
    return this.#log.isEmpty;
  }

  /** The lowest number held of the newest stretch, 0 if none. */
  get first() {
    return this.#log.first;
  }

  /** The last number of its run, 0 if nothing is held. */
  get end() {
    return this.#log.end;
  }

  /** The lowest number that this user may read. */
  get floor() {
    return this.#floor;
  }

  /** Below it there is nothing for this reader. @param {number} first */
  setFloor(first) {
    this.#floor = first;
    if (!this.isEmpty && first > this.end + 1) {
      this.clear(); // was away between two memberships: what was said then never comes
    }
  }

  /** The stretch on show. @returns {Pick<Log, "first" | "end" | "isEmpty">} */
  get shown() {
    return this.#past ?? this.#log;
  }

  get isLookingBack() {
    return this.#past !== null;
  }

  get hasOlder() {
    return this.shown.first > this.#floor;
  }

  /** Of the stretch on show, as they are to be shown, changes included. */
  messages() {
    return (this.#past ?? this.#log).messages().map((message) => this.#changes.applyTo(message));
  }

  /** As it is to be shown. @param {number} seq */
  get(seq) {
    const message = this.#log.get(seq) ?? this.#past?.get(seq) ?? null;
    return message && this.#changes.applyTo(message);
  }

  /** Also one that is held only because others point at it. @param {number} seq */
  glimpse(seq) {
    const glimpse = this.#glimpses.get(seq);
    return this.get(seq) ?? (glimpse ? this.#changes.applyTo(glimpse) : null);
  }

  /** @param {Message} message */
  addGlimpse(message) {
    this.#glimpses.set(message.seq, message);
  }

  /** How far this user has come, on any device. */
  get own() {
    return this.#own.here;
  }

  get unread() {
    return this.state.now.left ? 0 : Math.max(0, this.#head - this.own.read);
  }

  /** Whether something unread asks for this user's attention, so far as it has come. */
  get isMentioned() {
    return this.#log
      .messages()
      .some(
        ({ seq, content }) => seq > this.own.read && content.type === "text" && content.mentions?.includes(this.me),
      );
  }

  /** @param {Partial<Cursors>} to @returns {boolean} whether that moved anything */
  advance(to) {
    const moved = this.#own.advance(to);
    return this.#deliverRun() || moved;
  }

  /** @param {Cursors} cursors */
  heldByServer(cursors) {
    this.#own.heldByServer(cursors);
    this.#deliverRun();
  }

  /** @param {Cursors} cursors */
  movedOnServer(cursors) {
    this.#own.movedOnServer(cursors);
    this.#deliverRun();
  }

  /** The server has been told all. */
  tell() {
    this.#own.tell();
  }

  get isAheadOfServer() {
    return this.#own.areAheadOfServer;
  }

  /** @param {Partial<Cursors>} cursors */
  peerCame(cursors) {
    this.#theirs = further(this.#theirs, cursors);
  }

  /** How far the peer is known to have come with a message. @param {number} seq @returns {Receipt} */
  receipt(seq) {
    return seq <= this.#theirs.read ? "read" : seq <= this.#theirs.delivered ? "delivered" : "sent";
  }

  /** What follows the delivered without a hole is delivered too. */
  #deliverRun() {
    return this.#follows && this.#own.advance({ delivered: this.end });
  }

  get #follows() {
    return !this.isEmpty && this.first <= this.#start + 1;
  }

  /** Up to here nothing is missing that this user could get, and was not got by another device. */
  get #start() {
    return Math.max(this.own.delivered, this.#floor - 1);
  }

  /** How far this page has everything: what to say in a sync. */
  get position() {
    return this.#follows ? this.end : this.#start;
  }

  /** The number after which messages are missing, or null. */
  gap() {
    return this.position < this.#head && !this.state.now.left ? this.position : null;
  }

  get isFarBehind() {
    return this.#head - this.position > LONGEST_GAP;
  }

  /**
   * @param {number} head
   * @param {Message} [last]
   */
  raiseHead(head, last) {
    this.#head = Math.max(this.#head, head);
    if (last && !isChange(last.content) && last.seq > (this.#last?.seq ?? 0)) {
      this.#last = last;
    }
  }

  /**
   * @param {Message[]} messages in any order, repeats welcome
   * @returns {Message[]} those that are new
   */
  add(messages) {
    const fresh = this.#log.add(messages);
    for (const message of fresh) {
      const { content } = message;
      if (isChange(content)) {
        this.#changes.add({ ...message, content });
      }
      this.state.add(message);
      if (this.members && message.seq > this.membersAsOf) {
        follow(this.members, message);
      }
      this.raiseHead(message.seq, message);
    }
    if (this.#past && this.#past.end >= this.first - 1) {
      this.addPast([]);
    }
    this.#deliverRun();
    return fresh;
  }

  /** Shows an earlier stretch. @param {Message[]} messages */
  lookBack(messages) {
    this.#past = new Log();
    this.addPast(messages);
  }

  /**
   * Changes in it are made in its messages already, and later ones may lie between it and the newest stretch, so they
   * are not counted again.
   *
   * @param {Message[]} messages of the earlier stretch
   */
  addPast(messages) {
    const past = this.#past;
    past?.add(messages);
    if (past && past.end >= this.first - 1) {
      this.#past = null; // has grown together with the newest stretch
      this.add(past.messages());
    }
  }

  /** Back to the newest stretch. */
  lookAhead() {
    this.#past = null;
  }

  /** The server has nothing above what is held, whatever was thought of the head. */
  lowerHead() {
    const messages = this.#log.messages();
    this.#last = messages.filter(({ content }) => !isChange(content)).at(-1) ?? null;
    this.#head = messages.at(-1)?.seq ?? 0;
    this.#own.cut(this.#head);
    this.#theirs = NOWHERE;
  }

  /** Drops the messages, keeps the head. */
  clear() {
    this.#log.clear();
    this.#changes.clear();
    this.#glimpses.clear(); // what has changed since is not known any more
    this.#past = null;
  }
}
