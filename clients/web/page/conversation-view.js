// The right side: one conversation and what is being written to it.

import { isSaid, textOf } from "../chat/contents.js";
import { entriesOf } from "../chat/entries.js";
import { isMuted, spans } from "../chat/muting.js";
import { typingText } from "../chat/names.js";
import * as permissions from "../chat/permissions.js";
import { presenceText } from "../chat/sightings.js";
import { ComposerView } from "./composer-view.js";
import { byId, onClick, setText } from "./dom.js";
import { LogView } from "./log-view.js";
import { MenuView } from "./menu-view.js";
import { PinsView } from "./pins-view.js";

/** @typedef {import("../chat/conversation.js").Conversation} Conversation */
/** @typedef {import("../chat/entries.js").MessageEntry} MessageEntry */
/** @typedef {import("../chat/outbox.js").Outgoing} Outgoing */
/** @typedef {import("../chat/places.js").Place} Place */
/** @typedef {import("../chat/protocol.js").Content} Content */
/** @typedef {import("../chat/protocol.js").Message} Message */
/** @typedef {import("../chat/rows.js").Row} Row */
/**
 * @typedef {object} ConversationActions
 * @property {(seq: number) => Promise<boolean>} find brings a message on show
 * @property {(seq: number) => void} glimpse reads a message that another points at
 * @property {() => void} members reads who is there
 * @property {(conversation: Conversation | null) => number | null} online how many of a group are, if that is known
 * @property {() => void} about
 * @property {(conversation: Conversation, until: number) => void} mute
 * @property {(conversation: Conversation) => void} unmute
 * @property {(message: Message) => void} readers
 * @property {(message: Message) => void} report
 * @property {import("../chat/names.js").NameOf} nameOf
 * @property {(userId: string) => import("../chat/mentions.js").Named} named
 * @property {(peer: string) => string} silence why one cannot write to somebody, or nothing
 * @property {(place: Place) => void} write
 * @property {(place: Place, content: Content) => void} send
 * @property {(clientMessageId: string) => void} retry
 * @property {(clientMessageId: string) => void} discard
 */
/** @typedef {ConversationActions & import("./log-view.js").LogActions} Actions */

const FEW_MEMBERS = 200;

export class ConversationView {
  #actions;
  #me = "";
  /** @type {Place | null} */
  #place = null;
  /** @type {Conversation | null} */
  #conversation = null;
  #log;
  #composer;
  #pins;
  #menu = new MenuView();

  /** @param {Actions} actions */
  constructor(actions) {
    this.#actions = actions;
    const jump = (/** @type {number} */ seq) => void this.#jump(seq);
    this.#log = new LogView(actions, {
      retry: actions.retry,
      discard: actions.discard,
      jump,
      react: (seq, emoji, removed) => this.#react(seq, emoji, removed),
      menu: (entry, button) => this.#openMenu(entry, button),
      nameOf: actions.nameOf,
      named: actions.named,
    });
    this.#composer = new ComposerView({
      write: actions.write,
      send: actions.send,
      editLast: () => this.#editLast(),
      mentionable: () => this.#mentionable(),
      nameOf: actions.nameOf,
    });
    this.#pins = new PinsView(jump, (seq) => this.#change({ type: "pin", target: seq, removed: true }));
    onClick(byId("about", HTMLButtonElement), () => actions.about());
    onClick(byId("mute", HTMLButtonElement), () => this.#openMuting());
  }

  /** Whether the reader sees the newest message. */
  get atEnd() {
    return this.#log.atEnd;
  }

  /** @param {string} me @param {Place | null} place @param {string} name */
  show(me, place, name) {
    this.#log.clear();
    this.#pins.close();
    this.#menu.close();
    byId("nobody", HTMLDivElement).hidden = place !== null;
    byId("talk", HTMLDivElement).hidden = place === null; // first, since the composer is measured
    this.#composer.show(place, name);
    if (me !== this.#me) {
      this.#composer.forget();
    }
    this.#me = me;
    this.#place = place;
    this.#conversation = null;
    if (place !== null) {
      // On a phone the focus would open the keyboard over the messages.
      matchMedia("(pointer: coarse)").matches ? byId("peer", HTMLHeadingElement).focus() : this.#composer.focus();
    }
  }

  /**
   * @param {Row} row
   * @param {Conversation | null} conversation
   * @param {Outgoing[]} outgoing
   */
  render(row, conversation, outgoing) {
    this.#conversation = conversation;
    this.#renderHead(row);
    this.#renderPins();
    if (conversation?.isGroup && conversation.members === null && conversation.state.now.size <= FEW_MEMBERS) {
      this.#actions.members(); // so that their names are at hand at the first @
    }
    const entries = entriesOf({ me: this.#me, nameOf: this.#actions.nameOf }, conversation, outgoing);
    for (const entry of entries) {
      if (entry.kind === "message" && entry.quote?.author === "") {
        this.#actions.glimpse(entry.quote.seq);
      }
    }
    this.#composer.name(row.name);
    const silence = row.peer === null ? permissions.silence(this.#standing()) : this.#actions.silence(row.peer);
    this.#composer.silence(silence);
    this.#log.render(entries, {
      note: noteOf(row, conversation, outgoing),
      first: conversation?.shown.first ?? 0,
      hasOlder: (conversation?.hasOlder && !conversation.shown.isEmpty) ?? false,
      isLookingBack: conversation?.isLookingBack ?? false,
    });
  }

  /** @param {Row} row */
  #renderHead({ name, peer, presence, typing, muted }) {
    setText(byId("peer", HTMLHeadingElement), name);
    const shown = byId("peer-presence", HTMLSpanElement);
    const state = this.#conversation?.state.now;
    shown.dataset.presence = presence?.state ?? "unknown";
    const online = this.#actions.online(this.#conversation);
    const group = [online === null ? "" : `${online} online`, state?.description ?? ""].filter(Boolean).join(" · ");
    setText(shown, peer === null ? group : presenceText(presence));
    shown.hidden = typing.length > 0;
    setText(byId("peer-typing", HTMLSpanElement), typingText(typing, this.#actions.nameOf));
    const mute = byId("mute", HTMLButtonElement);
    mute.hidden = state === undefined || state.left;
    mute.title = muted;
    setText(mute, muted === "" ? "Mute" : "Muted");
    const about = byId("about", HTMLButtonElement);
    about.hidden = peer === null && state === undefined;
    setText(about, peer !== null ? "About" : state?.size === 1 ? "1 member" : `${state?.size ?? 0} members`);
    about.title = peer !== null ? `About ${name}` : "";
  }

  #renderPins() {
    const conversation = this.#conversation;
    const readable = (conversation?.state.now.pinned ?? []).filter((seq) => seq >= (conversation?.floor ?? 0));
    const pinned = readable.map((seq) => {
      const message = conversation?.glimpse(seq);
      if (!message) {
        this.#actions.glimpse(seq);
      }
      return {
        seq,
        text: message ? `${this.#name(message.sender)}: ${textOf(message.content)}` : "An earlier message",
      };
    });
    this.#pins.render(pinned.reverse(), permissions.mayPin(this.#standing()));
  }

  #standing() {
    return this.#conversation ? permissions.standingIn(this.#conversation) : permissions.standingOutside(this.#me);
  }

  /** @param {string} userId */
  #name(userId) {
    return userId === this.#me ? "You" : this.#actions.nameOf(userId);
  }

  #openMuting() {
    const conversation = this.#conversation;
    if (conversation) {
      const choices = spans().map(({ label, testId, until }) => ({
        label,
        testId,
        run: () => this.#actions.mute(conversation, until),
      }));
      const unmute = { label: "Unmute", testId: "unmute", run: () => this.#actions.unmute(conversation) };
      this.#menu.open(
        byId("mute", HTMLButtonElement),
        "Mute this chat",
        isMuted(conversation.mutedUntil) ? [unmute, ...choices] : choices,
      );
    }
  }

  /** @param {MessageEntry} entry @param {HTMLElement} button */
  #openMenu({ message, reactions }, button) {
    const standing = this.#standing();
    const pinned = this.#conversation?.state.now.pinned.includes(message.seq) ?? false;
    /** @type {[boolean, import("./menu-view.js").Choice][]} */
    const choices = [
      [permissions.mayPost(standing), { label: "Reply", testId: "reply", run: () => this.#composer.reply(message) }],
      [
        permissions.mayEdit(standing, message),
        { label: "Edit", testId: "edit", run: () => this.#composer.edit(message) },
      ],
      [
        permissions.mayPin(standing),
        {
          label: pinned ? "Unpin" : "Pin",
          testId: "pin",
          run: () => this.#change({ type: "pin", target: message.seq, ...(pinned ? { removed: true } : {}) }),
        },
      ],
      [
        standing.isGroup && !standing.left && message.sender === this.#me,
        { label: "Read by", testId: "read-by", run: () => this.#actions.readers(message) },
      ],
      [
        message.sender !== this.#me,
        { label: "Report", testId: "report", run: () => this.#actions.report(message), danger: true },
      ],
      [
        permissions.mayDelete(standing, message),
        { label: "Delete for everyone", testId: "delete", run: () => this.#delete(message), danger: true },
      ],
    ];
    const mine = reactions.filter((reaction) => reaction.mine).map(({ emoji }) => emoji);
    this.#menu.open(
      button,
      "What to do with the message",
      choices.filter(([offered]) => offered).map(([, choice]) => choice),
      permissions.mayReact(standing) ? (emoji) => this.#react(message.seq, emoji, mine.includes(emoji)) : null,
      mine,
    );
  }

  /** @param {Content} content */
  #change(content) {
    if (this.#place !== null) {
      this.#actions.send(this.#place, content);
    }
  }

  /** @param {number} seq @param {string} emoji @param {boolean} removed */
  #react(seq, emoji, removed) {
    if (permissions.mayReact(this.#standing())) {
      this.#change({ type: "reaction", target: seq, emoji, ...(removed ? { removed } : {}) });
    }
  }

  /** @param {Message} message */
  #delete({ seq }) {
    if (confirm("Delete this message for everyone?")) {
      this.#change({ type: "delete", target: seq });
    }
  }

  #editLast() {
    const standing = this.#standing();
    const last = this.#conversation
      ?.messages()
      .filter((message) => isSaid(message.content) && permissions.mayEdit(standing, message))
      .at(-1);
    if (last) {
      this.#composer.edit(last);
    }
  }

  #mentionable() {
    const conversation = this.#conversation;
    if (!conversation?.isGroup) {
      return [];
    }
    if (conversation.members === null) {
      this.#actions.members();
    }
    const others = [...(conversation.members?.keys() ?? [])].filter((userId) => userId !== this.#me);
    return others.map(this.#actions.named);
  }

  /** @param {number} seq */
  async #jump(seq) {
    if (await this.#actions.find(seq)) {
      this.#log.point(seq);
    }
  }
}

/** @param {Row} row @param {Conversation | null} conversation @param {Outgoing[]} outgoing */
function noteOf({ name, peer }, conversation, outgoing) {
  if (conversation && conversation.head > 0) {
    if (conversation.state.now.left && conversation.isEmpty) {
      return "";
    }
    if (conversation.hasOlder || conversation.isEmpty) {
      return "Loading…";
    }
    return peer === null ? "This is the beginning." : `This is the beginning of your conversation with ${name}.`;
  }
  return outgoing.length === 0 && peer !== null ? `Say hello to ${name}.` : "";
}
