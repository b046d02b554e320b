// Who somebody is, and what the user wants to have to do with them.

import { withPeer } from "../chat/places.js";
import { sentenceOf } from "../chat/protocol.js";
import { presenceText } from "../chat/sightings.js";
import { byId, face, onClick, reconcile, setText, showPresence } from "./dom.js";
import { choiceButton, choicesFor } from "./person-row.js";

/** @typedef {import("./person-row.js").ContactChoice} ContactChoice */
/** @typedef {import("./person-row.js").Deed} Deed */
/** @typedef {import("./person-row.js").Person & {about: string}} Somebody */
/**
 * @typedef {object} SomebodyActions
 * @property {() => void} opened others may have changed something
 * @property {(userId: string) => Somebody} person
 * @property {(userId: string, deed: Deed) => Promise<void>} act rejects with a sentence
 * @property {(userId: string) => void} report
 */

/** What there is between the two of them. @type {Record<import("../chat/contacts.js").ContactState, string>} */
const STANDINGS = {
  none: "",
  outgoing: "You have asked to be contacts.",
  incoming: "Wants to be your contact.",
  accepted: "One of your contacts.",
};

export class PersonDialog {
  #dialog = byId("person", HTMLDialogElement);
  #actions;
  #userId = "";

  /** @param {SomebodyActions} actions */
  constructor(actions) {
    this.#actions = actions;
    onClick(byId("person-close", HTMLButtonElement), () => this.close());
    onClick(byId("person-write", HTMLAnchorElement), () => this.close());
    onClick(byId("person-report", HTMLButtonElement), () => this.#actions.report(this.#userId));
  }

  close() {
    this.#dialog.close();
  }

  /** @param {string} userId */
  open(userId) {
    this.#userId = userId;
    byId("person-choices", HTMLDivElement).replaceChildren();
    this.#say("");
    this.#dialog.showModal();
    this.render();
    this.#actions.opened();
  }

  /** As it is now. */
  render() {
    if (!this.#dialog.open) {
      return;
    }
    const person = this.#actions.person(this.#userId);
    const { userId, name, handle, about, presence, contact } = person;
    setText(byId("person-name", HTMLHeadingElement), name);
    const shown = byId("person-face", HTMLSpanElement);
    shown.replaceChildren(face(userId, name));
    showPresence(shown, presence);
    setText(byId("person-presence", HTMLParagraphElement), presenceText(presence));
    setText(byId("person-handle", HTMLParagraphElement), handle ? `@${handle}` : "");
    setText(byId("person-about", HTMLParagraphElement), about);
    const standing = contact.blocked ? "You have blocked them. They are not told." : STANDINGS[contact.state];
    setText(byId("person-standing", HTMLParagraphElement), standing);
    reconcile(
      byId("person-choices", HTMLDivElement),
      allChoices(person),
      ({ testId }) => `${userId} ${testId}`,
      (choice) => choiceButton(person, choice, this.#act),
      () => {},
    );
    const write = byId("person-write", HTMLAnchorElement);
    write.href = `#${withPeer(userId)}`;
    write.hidden = contact.blocked;
  }

  /** @param {string} userId @param {Deed} deed */
  #act = async (userId, deed) => {
    try {
      await this.#actions.act(userId, deed);
      this.#say("");
    } catch (error) {
      this.#say(sentenceOf(error));
    }
  };

  /** @param {string} sentence */
  #say(sentence) {
    setText(byId("person-error", HTMLParagraphElement), sentence);
  }
}

/** @param {Somebody} person @returns {ContactChoice[]} */
function allChoices(person) {
  const { contact, name } = person;
  /** @type {ContactChoice} */
  const block = {
    label: "Block",
    testId: "block",
    deed: "block",
    sure: `Block ${name}? They cannot write to you, add you to groups or see you online, and are not told.`,
    danger: true,
  };
  return contact.blocked ? choicesFor(person) : [...choicesFor(person), block];
}
