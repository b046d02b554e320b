// One entry of a conversation's stream.

import { isSaid } from "../chat/contents.js";
import { piecesOf } from "../chat/mentions.js";
import { listed } from "../chat/names.js";
import { clock, full } from "../chat/times.js";
import { button, element, onClick, part, reconcile, setText } from "./dom.js";

/** @typedef {import("../chat/entries.js").Entry} Entry */
/** @typedef {import("../chat/entries.js").MessageEntry} MessageEntry */
/** @typedef {import("../chat/entries.js").ReactionCount} ReactionCount */
/**
 * @typedef {object} EntryActions
 * @property {(clientMessageId: string) => void} retry
 * @property {(clientMessageId: string) => void} discard
 * @property {(seq: number) => void} jump to a message
 * @property {(seq: number, emoji: string, removed: boolean) => void} react
 * @property {(entry: MessageEntry, button: HTMLElement) => void} menu
 * @property {import("../chat/names.js").NameOf} nameOf
 * @property {(userId: string) => import("../chat/mentions.js").Named} named
 */

const TICKS = {
  sending: "sending…",
  failed: "not sent",
  sent: "✓ sent",
  delivered: "✓✓ delivered",
  read: "✓✓ read",
};

/** What an element shows now, for its buttons. @type {WeakMap<HTMLElement, MessageEntry>} */
const shown = new WeakMap();

/** @param {Entry} entry @param {EntryActions} actions */
export function createEntry(entry, actions) {
  switch (entry.kind) {
    case "day":
      return element("li", "day", entry.text);
    case "hole":
      return element("li", "hole", "Messages are missing here; they are being fetched.");
    case "notice": {
      const item = element("li", "group-notice", entry.text);
      item.dataset.testid = "notice";
      return item;
    }
    case "message":
      return createMessage(actions);
  }
}

/** @param {EntryActions} actions */
function createMessage(actions) {
  const item = element("li");
  item.dataset.testid = "message";
  const entryNow = () => /** @type {MessageEntry} */ (shown.get(item));
  const bubble = element("div", "bubble");
  const meta = element("span", "meta");
  meta.append(element("span", "pin-mark"), element("span", "edited"), element("time"), element("span", "tick"));
  const quote = button("quote", "", () => actions.jump(entryNow().quote?.seq ?? 0));
  quote.append(element("span", "quote-author"), element("span", "quote-text"));
  bubble.append(element("span", "author"), quote, element("p", "text"), meta);
  const more = button("more", "⋯");
  more.dataset.testid = "more";
  more.setAttribute("aria-haspopup", "dialog");
  onClick(more, () => actions.menu(entryNow(), more));
  const line = element("div", "line");
  line.append(bubble, more);
  const reactions = element("ul", "reactions");
  reactions.setAttribute("aria-label", "Reactions");
  reactions.addEventListener("click", ({ target }) => {
    const chip = target instanceof HTMLElement ? target.closest("button") : null;
    if (chip && !chip.disabled) {
      actions.react(entryNow().message.seq, chip.dataset.emoji ?? "", chip.getAttribute("aria-pressed") === "true");
    }
  });
  const failure = element("div", "failure");
  const retry = button("small", "Try again", () => actions.retry(entryNow().message.clientMessageId));
  retry.dataset.testid = "retry";
  const discard = button("small", "Delete", () => actions.discard(entryNow().message.clientMessageId));
  failure.append(element("span", "failure-reason"), retry, discard);
  item.append(line, reactions, failure);
  return item;
}

/** @param {HTMLElement} item @param {Entry} entry @param {EntryActions} actions */
export function updateEntry(item, entry, actions) {
  if (entry.kind === "message") {
    updateMessage(item, entry, actions);
  } else if (entry.kind === "notice") {
    setText(item, entry.text);
  }
}

/** @param {HTMLElement} item @param {MessageEntry} entry @param {EntryActions} actions */
function updateMessage(item, entry, actions) {
  shown.set(item, entry);
  const { message, mine, state, receipt, follows, mentioned, quote } = entry;
  const { content, seq } = message;
  const deleted = content.type === "deleted";
  item.className = [
    "entry",
    mine ? "mine" : "theirs",
    follows && "follows",
    mentioned && "mentioned",
    deleted && "deleted",
  ]
    .filter(Boolean)
    .join(" ");
  item.dataset.state = state;
  if (seq > 0) {
    item.dataset.seq = String(seq);
  }
  if (receipt !== null) {
    item.dataset.receipt = receipt;
  }
  const author = part(item, ".author");
  setText(author, mine ? "You: " : entry.author);
  author.classList.toggle("hidden-text", mine || entry.author === "" || follows);
  part(item, ".quote").hidden = quote === null;
  if (quote) {
    setText(part(item, ".quote-author"), quote.author);
    setText(part(item, ".quote-text"), quote.text);
    part(item, ".quote").setAttribute(
      "aria-label",
      `In reply to ${quote.author || "an earlier message"}: ${quote.text}`,
    );
  }
  updateText(part(item, ".text"), entry, actions);
  updateMeta(item, entry);
  const more = /** @type {HTMLButtonElement} */ (part(item, ".more"));
  more.hidden = state !== "sent" || deleted || !isSaid(content);
  more.setAttribute("aria-label", `Actions for the message of ${clock(entry.time)}`);
  updateReactions(part(item, ".reactions"), entry.reactions, actions);
  part(item, ".failure").hidden = state !== "failed";
  setText(part(item, ".failure-reason"), entry.reason ?? "");
}

/** @param {HTMLElement} text @param {MessageEntry} entry @param {EntryActions} actions */
function updateText(text, { text: words, message: { content } }, { named, nameOf }) {
  const mentions = (content.type === "text" ? (content.mentions ?? []) : []).map(named);
  const key = `${mentions.map(({ userId, handle, name }) => [userId, handle, name]).join(" ")}\n${words}`;
  if (text.dataset.shown === key) {
    return; // what is selected stays so
  }
  text.dataset.shown = key;
  text.replaceChildren(
    ...piecesOf(words, mentions).map((piece) =>
      piece.userId === null
        ? document.createTextNode(piece.text)
        : element("span", "mention", `@${nameOf(piece.userId)}`),
    ),
  );
}

/** @param {HTMLElement} item @param {MessageEntry} entry */
function updateMeta(item, { message, time, mine, state, receipt, pinned }) {
  const moment = /** @type {HTMLTimeElement} */ (part(item, "time"));
  const iso = new Date(time).toISOString();
  if (moment.dateTime !== iso) {
    moment.dateTime = iso;
    moment.title = full(time);
    moment.textContent = clock(time);
  }
  setText(part(item, ".pin-mark"), pinned ? "pinned" : "");
  const deleted = message.content.type === "deleted";
  setText(part(item, ".edited"), message.edited && !deleted ? "edited" : "");
  setText(part(item, ".tick"), mine && !deleted ? TICKS[receipt ?? state] : "");
}

/** @param {HTMLElement} list @param {ReactionCount[]} reactions @param {EntryActions} actions */
function updateReactions(list, reactions, { nameOf }) {
  list.hidden = reactions.length === 0;
  reconcile(
    list,
    reactions,
    ({ emoji }) => emoji,
    ({ emoji }) => {
      const item = element("li");
      const chip = button("reaction", "");
      chip.dataset.emoji = emoji;
      chip.dataset.testid = "reaction";
      item.append(chip);
      return item;
    },
    (item, { emoji, users, mine }) => {
      const chip = part(item, ".reaction");
      const who = listed(users.map(nameOf));
      setText(chip, `${emoji} ${users.length}`);
      chip.title = who;
      chip.setAttribute("aria-label", `${emoji} by ${who}`);
      chip.setAttribute("aria-pressed", String(mine));
    },
  );
}
