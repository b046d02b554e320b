// The right side: one conversation and what is being written to it.

import { byId, element, nameOf, onClick, reconcile, setText, typingText } from "./dom.js";
import { TEXT_BYTES } from "./protocol.js";
import { textOf } from "./store.js";
import { clock, dayKey, dayName, full } from "./times.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./conversation.js").Receipt} Receipt */
/** @typedef {import("./outbox.js").Outgoing} Outgoing */
/** @typedef {import("./store.js").Person} Person */
/**
 * @typedef {object} Entry
 * @property {string} key
 * @property {string} [day] a heading instead of a message
 * @property {boolean} [hole] a place where messages are missing for a moment
 * @property {string} text
 * @property {boolean} mine
 * @property {number} time
 * @property {number | null} seq
 * @property {"sent" | "sending" | "failed"} state
 * @property {Receipt | null} receipt how far the peer has come with an own message
 * @property {string | null} reason
 * @property {boolean} follows the same sender goes on, shortly after
 * @property {string} clientMessageId
 */
/**
 * @typedef {object} Actions
 * @property {(peer: string) => void} write the user goes on with a message
 * @property {(peer: string, text: string) => void} send
 * @property {(clientMessageId: string) => void} retry
 * @property {(clientMessageId: string) => void} discard
 * @property {() => void} loadOlder
 * @property {() => void} seen the newest message is on the screen
 */

const TICKS = {
  sending: "sending…",
  failed: "not sent",
  sent: "✓ sent",
  delivered: "✓✓ delivered",
  read: "✓✓ read",
};
const NEAR = 80;
const CLOSE_IN_TIME = 3 * 60_000;
const TELL_BYTES_FROM = TEXT_BYTES - 1_000;
const bytesOf = (/** @type {string} */ text) => new TextEncoder().encode(text).length;

export class ConversationView {
  #log = byId("messages", HTMLDivElement);
  #entries = byId("entries", HTMLOListElement);
  #note = byId("log-note", HTMLParagraphElement);
  #toNewest = byId("to-newest", HTMLButtonElement);
  #composer = byId("composer", HTMLTextAreaElement);
  #hint = byId("composer-hint", HTMLParagraphElement);
  #actions;
  /** @type {string | null} */
  #peer = null;
  #me = "";
  /** What is written to whom, while the page lives. @type {Map<string, string>} */
  #drafts = new Map();
  #atEnd = true;
  #hasOlder = false;
  #first = 0;
  #newest = "";

  /** @param {Actions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.#log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    onClick(this.#toNewest, () => this.#scrollToEnd());
    new ResizeObserver(() => this.#atEnd && this.#scrollToEnd()).observe(this.#log);
    this.#composer.addEventListener("input", () => {
      this.#written();
      if (this.#peer !== null && clean(this.#composer.value) !== "") {
        this.#actions.write(this.#peer);
      }
    });
    this.#composer.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#submit();
      }
    });
    byId("compose", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
      this.#composer.focus();
    });
  }

  /** Whether the reader sees the newest message. */
  get atEnd() {
    return this.#atEnd;
  }

  /** @param {string} me @param {string | null} peer */
  show(me, peer) {
    if (this.#peer !== null) {
      this.#drafts.set(this.#peer, this.#composer.value);
    }
    if (me !== this.#me) {
      this.#drafts.clear();
    }
    this.#me = me;
    this.#peer = peer;
    this.#atEnd = true;
    this.#first = 0;
    this.#newest = "";
    this.#toNewest.hidden = true;
    this.#entries.replaceChildren();
    byId("nobody", HTMLDivElement).hidden = peer !== null;
    byId("talk", HTMLDivElement).hidden = peer === null;
    this.#composer.value = peer === null ? "" : (this.#drafts.get(peer) ?? "");
    if (peer !== null) {
      const name = nameOf(peer);
      setText(byId("peer", HTMLHeadingElement), name);
      setText(byId("composer-label", HTMLLabelElement), `Message to ${name}`);
      this.#composer.placeholder = `Message to ${name}`;
      this.#written();
      // On a phone the focus would open the keyboard over the messages.
      (matchMedia("(pointer: coarse)").matches ? byId("peer", HTMLHeadingElement) : this.#composer).focus();
    }
  }

  /**
   * @param {Person} person
   * @param {Conversation | null} conversation
   * @param {Outgoing[]} outgoing
   */
  render(person, conversation, outgoing) {
    const presence = byId("peer-presence", HTMLSpanElement);
    presence.dataset.online = String(person.online);
    setText(presence, person.online ? "Online" : "Offline");
    presence.hidden = person.typing;
    setText(byId("peer-typing", HTMLSpanElement), person.typing ? typingText(person.userId) : "");
    const heightBelow = this.#log.scrollHeight - this.#log.scrollTop;
    const first = conversation?.first ?? 0;
    const older = first < this.#first;
    this.#first = first;
    this.#hasOlder = conversation?.hasOlder ?? false;
    setText(
      this.#note,
      conversation && conversation.head > 0
        ? this.#hasOlder || conversation.isEmpty
          ? "Loading…"
          : `This is the beginning of your conversation with ${nameOf(person.userId)}.`
        : outgoing.length === 0
          ? `Say hello to ${nameOf(person.userId)}.`
          : "",
    );
    const entries = entriesOf(this.#me, conversation, outgoing);
    // A page of old messages is nothing to read out.
    this.#log.setAttribute("aria-busy", String(Math.abs(entries.length - this.#entries.childElementCount) > 3));
    reconcile(
      this.#entries,
      entries,
      (entry) => entry.key,
      (entry) => this.#create(entry),
      update,
    );
    this.#log.setAttribute("aria-busy", "false");
    const last = entries.at(-1);
    const grew = last !== undefined && last.key !== this.#newest;
    this.#newest = last?.key ?? "";
    if (this.#atEnd || (grew && last.state === "sending")) {
      this.#scrollToEnd();
    } else if (older) {
      this.#log.scrollTop = this.#log.scrollHeight - heightBelow; // older ones came in above: stand still
    } else if (grew && !last.mine) {
      this.#toNewest.hidden = false;
    }
    if (this.#hasOlder && this.#log.scrollTop < NEAR) {
      this.#actions.loadOlder();
    }
  }

  /** @param {Entry} entry */
  #create(entry) {
    if (entry.day !== undefined) {
      return element("li", "day", entry.day);
    }
    if (entry.hole) {
      return element("li", "hole", "Messages are missing here; they are being fetched.");
    }
    const item = element("li");
    item.dataset.testid = "message";
    const bubble = element("div", "bubble");
    const meta = element("span", "meta");
    meta.append(element("time"), element("span", "tick"));
    bubble.append(element("span", "hidden-text author"), element("p", "text"), meta);
    const failure = element("div", "failure");
    const retry = element("button", "small", "Try again");
    retry.type = "button";
    retry.dataset.testid = "retry";
    onClick(retry, () => this.#actions.retry(entry.clientMessageId));
    const discard = element("button", "small", "Delete");
    discard.type = "button";
    onClick(discard, () => this.#actions.discard(entry.clientMessageId));
    failure.append(element("span", "failure-reason"), retry, discard);
    item.append(bubble, failure);
    return item;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#log;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#atEnd) {
      this.#toNewest.hidden = true;
      this.#actions.seen();
    }
    if (this.#hasOlder && scrollTop < NEAR) {
      this.#actions.loadOlder();
    }
  }

  #scrollToEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#atEnd = true;
    this.#toNewest.hidden = true;
  }

  #written() {
    const composer = this.#composer;
    composer.style.height = "auto";
    composer.style.height = `${composer.scrollHeight + composer.offsetHeight - composer.clientHeight}px`;
    const bytes = bytesOf(clean(composer.value));
    const tooLong = bytes > TEXT_BYTES;
    byId("send", HTMLButtonElement).disabled = tooLong || clean(composer.value) === "";
    composer.setAttribute("aria-invalid", String(tooLong));
    const size = `${bytes.toLocaleString()} of ${TEXT_BYTES.toLocaleString()} bytes`;
    setText(
      this.#hint,
      tooLong
        ? `Too long: ${size}. Shorten it or send it in two parts.`
        : bytes > TELL_BYTES_FROM
          ? size
          : "",
    );
  }

  #submit() {
    const text = clean(this.#composer.value);
    if (this.#peer === null || text === "" || bytesOf(text) > TEXT_BYTES) {
      return;
    }
    this.#composer.value = "";
    this.#written();
    this.#actions.send(this.#peer, text);
  }
}

/**
 * What the server would take: no control characters, no half of a surrogate pair, no empty edges.
 *
 * @param {string} text
 */
function clean(text) {
  const whole = new TextDecoder().decode(new TextEncoder().encode(text));
  return whole.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").trim();
}

/**
 * @param {string} me
 * @param {Conversation | null} conversation
 * @param {Outgoing[]} outgoing
 * @returns {Entry[]}
 */
function entriesOf(me, conversation, outgoing) {
  /** @type {Entry[]} */
  const entries = [];
  for (const message of conversation?.messages() ?? []) {
    const mine = message.sender === me;
    const before = entries.at(-1);
    if (before && before.seq !== null && message.seq !== before.seq + 1) {
      entries.push({ ...before, key: `hole-${message.seq}`, hole: true });
    }
    entries.push({
      key: `${message.sender}/${message.clientMessageId}`,
      text: textOf(message),
      mine,
      time: message.sentAt,
      seq: message.seq,
      state: "sent",
      receipt: mine ? (conversation?.receipt(message.seq) ?? null) : null,
      reason: null,
      follows: false,
      clientMessageId: message.clientMessageId,
    });
  }
  for (const { clientMessageId, text, createdAt, state, reason } of outgoing) {
    entries.push({
      key: `${me}/${clientMessageId}`,
      text,
      mine: true,
      time: createdAt,
      seq: null,
      state,
      receipt: null,
      reason,
      follows: false,
      clientMessageId,
    });
  }
  return withDays(entries);
}

/** @param {Entry[]} entries */
function withDays(entries) {
  /** @type {Entry[]} */
  const result = [];
  let day = "";
  for (const entry of entries) {
    const before = result.at(-1);
    if (dayKey(entry.time) !== day) {
      day = dayKey(entry.time);
      result.push({ ...entry, key: `day-${day}`, day: dayName(entry.time) });
    } else {
      entry.follows =
        before !== undefined && !before.hole && before.mine === entry.mine && entry.time - before.time < CLOSE_IN_TIME;
    }
    result.push(entry);
  }
  return result;
}

/** @param {HTMLElement} item @param {Entry} entry */
function update(item, entry) {
  if (entry.day !== undefined || entry.hole) {
    return;
  }
  item.className = `entry ${entry.mine ? "mine" : "theirs"}${entry.follows ? " follows" : ""}`;
  item.dataset.state = entry.state;
  if (entry.seq !== null) {
    item.dataset.seq = String(entry.seq);
  }
  if (entry.receipt !== null) {
    item.dataset.receipt = entry.receipt;
  }
  setText(part(item, ".author"), entry.mine ? "You: " : "");
  setText(part(item, ".text"), entry.text);
  const time = /** @type {HTMLTimeElement} */ (part(item, "time"));
  const iso = new Date(entry.time).toISOString();
  if (time.dateTime !== iso) {
    time.dateTime = iso;
    time.title = full(entry.time);
    time.textContent = clock(entry.time);
  }
  setText(part(item, ".tick"), entry.mine ? TICKS[entry.receipt ?? entry.state] : "");
  const failure = part(item, ".failure");
  failure.hidden = entry.state !== "failed";
  setText(part(item, ".failure-reason"), entry.reason ?? "");
}

/** @param {HTMLElement} item @param {string} selector */
function part(item, selector) {
  return /** @type {HTMLElement} */ (item.querySelector(selector));
}
