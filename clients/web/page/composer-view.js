// What is being written.

import { textOf } from "../chat/contents.js";
import { mentionsIn, suggestions, wordOf } from "../chat/mentions.js";
import { TEXT_BYTES } from "../chat/protocol.js";
import { button, byId, element, onClick, reconcile, setText } from "./dom.js";

/** @typedef {import("../chat/places.js").Place} Place */
/** @typedef {import("../chat/protocol.js").Content} Content */
/** @typedef {import("../chat/protocol.js").Message} Message */
/** @typedef {import("../chat/mentions.js").Named} Named */
/** @typedef {{kind: "reply" | "edit", message: Message}} Context what the text belongs to */
/**
 * @typedef {object} ComposerActions
 * @property {(place: Place) => void} write the user goes on with a message
 * @property {(place: Place, content: Content) => void} send
 * @property {() => void} editLast
 * @property {() => Named[]} mentionable whom a text here can name
 * @property {import("../chat/names.js").NameOf} nameOf
 */

const TELL_BYTES_FROM = TEXT_BYTES - 1_000;
const bytesOf = (/** @type {string} */ text) => new TextEncoder().encode(text).length;

export class ComposerView {
  #form = byId("compose", HTMLFormElement);
  #composer = byId("composer", HTMLTextAreaElement);
  #hint = byId("composer-hint", HTMLParagraphElement);
  #mentions = byId("mention-list", HTMLUListElement);
  #actions;
  /** @type {Place | null} */
  #place = null;
  /** @type {Context | null} */
  #context = null;
  /** What is written to whom, while the page lives. @type {Map<Place, string>} */
  #drafts = new Map();

  /** @param {ComposerActions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.#composer.addEventListener("input", () => {
      this.#written();
      if (this.#place !== null && clean(this.#composer.value) !== "") {
        this.#actions.write(this.#place);
      }
    });
    this.#composer.addEventListener("keydown", (event) => this.#pressed(event));
    this.#composer.addEventListener("selectionchange", () => this.#suggest());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
      this.#composer.focus();
    });
    onClick(byId("compose-cancel", HTMLButtonElement), () => {
      this.#cancel();
      this.#composer.focus();
    });
  }

  forget() {
    this.#drafts.clear();
  }

  /** @param {Place | null} place @param {string} name */
  show(place, name) {
    if (this.#context?.kind === "edit") {
      this.#cancel();
    }
    if (this.#place !== null) {
      this.#drafts.set(this.#place, this.#composer.value);
    }
    this.#place = place;
    this.#setContext(null);
    this.#composer.value = place === null ? "" : (this.#drafts.get(place) ?? "");
    this.name(name);
    this.#written();
  }

  /** @param {string} name of who will read it */
  name(name) {
    setText(byId("composer-label", HTMLLabelElement), `Message to ${name}`);
    this.#composer.placeholder = `Message to ${name}`;
  }

  /** @param {string} silence why nothing can be written, or nothing */
  silence(silence) {
    const sentence = byId("silence", HTMLParagraphElement);
    setText(sentence, silence);
    sentence.hidden = silence === "";
    this.#form.hidden = silence !== "";
  }

  focus() {
    this.#composer.focus();
  }

  /** @param {Message} message */
  reply(message) {
    if (this.#context?.kind === "edit") {
      this.#cancel();
    }
    this.#setContext({ kind: "reply", message });
    this.#composer.focus();
  }

  /** @param {Message} message */
  edit(message) {
    if (this.#context?.kind !== "edit" && this.#place !== null) {
      this.#drafts.set(this.#place, this.#composer.value);
    }
    this.#setContext({ kind: "edit", message });
    this.#composer.value = textOf(message.content);
    this.#written();
    this.#composer.focus();
  }

  #cancel() {
    const wasEdit = this.#context?.kind === "edit";
    this.#setContext(null);
    if (wasEdit && this.#place !== null) {
      this.#composer.value = this.#drafts.get(this.#place) ?? "";
      this.#written();
    }
  }

  /** @param {Context | null} context */
  #setContext(context) {
    this.#context = context;
    byId("compose-context", HTMLDivElement).hidden = context === null;
    if (context) {
      const { sender, content } = context.message;
      const start = context.kind === "edit" ? "Editing: " : `Reply to ${this.#actions.nameOf(sender)}: `;
      setText(byId("compose-context-text", HTMLParagraphElement), start + textOf(content));
    }
    setText(byId("send", HTMLButtonElement), context?.kind === "edit" ? "Save" : "Send");
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.isComposing) {
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && this.#context) {
      event.preventDefault();
      this.#cancel();
    } else if (event.key === "ArrowUp" && this.#composer.value === "" && !this.#context) {
      event.preventDefault();
      this.#actions.editLast();
    }
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
      tooLong ? `Too long: ${size}. Shorten it or send it in two parts.` : bytes > TELL_BYTES_FROM ? size : "",
    );
    this.#suggest();
  }

  #suggest() {
    const { value, selectionStart } = this.#composer;
    const before = value.slice(0, selectionStart);
    const found = before.includes("@") ? suggestions(before, this.#actions.mentionable()) : null;
    this.#mentions.hidden = found === null;
    reconcile(
      this.#mentions,
      found?.people ?? [],
      ({ userId, handle, name }) => `${userId} ${handle} ${name}`,
      (person) => {
        const item = element("li");
        item.append(button("small", `@${person.handle ?? person.name}`, () => this.#mention(person)));
        return item;
      },
      () => {},
    );
  }

  /** @param {Named} person */
  #mention(person) {
    const composer = this.#composer;
    const found = suggestions(composer.value.slice(0, composer.selectionStart), [person]);
    if (found) {
      composer.setRangeText(`${wordOf(person)} `, found.from, composer.selectionStart, "end");
    }
    this.#written();
    composer.focus();
  }

  #submit() {
    const text = clean(this.#composer.value);
    if (this.#place === null || text === "" || bytesOf(text) > TEXT_BYTES) {
      return;
    }
    const named = mentionsIn(text, this.#actions.mentionable());
    const mentions = named.length > 0 ? { mentions: named } : {};
    const context = this.#context;
    const place = this.#place;
    if (context?.kind === "edit") {
      const { seq, content } = context.message;
      const replyTo = content.type === "text" && content.replyTo ? { replyTo: content.replyTo } : {};
      const changed = textOf(content) !== text;
      this.#cancel();
      if (changed) {
        this.#actions.send(place, {
          type: "edit",
          target: seq,
          content: { type: "text", text, ...mentions, ...replyTo },
        });
      }
      return;
    }
    const replyTo = context ? { replyTo: context.message.seq } : {};
    this.#composer.value = "";
    this.#setContext(null);
    this.#written();
    this.#actions.send(place, { type: "text", text, ...mentions, ...replyTo });
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
