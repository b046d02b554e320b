// Starting a group, and joining one.

import { inviteIn } from "../chat/places.js";
import { ADDED_MEMBERS, sentenceOf } from "../chat/protocol.js";
import { byId, element, onClick, setText } from "./dom.js";

/** @typedef {import("../chat/protocol.js").Create} Create */

/**
 * @typedef {object} FoundingActions
 * @property {(group: Create) => void} create
 * @property {import("../chat/names.js").NameOf} nameOf
 * @property {(text: string) => Promise<string[]>} idsIn the people of a list; rejects with a sentence
 */

export class FoundingDialog {
  #dialog = byId("founding", HTMLDialogElement);
  #form = byId("founding-form", HTMLFormElement);
  #actions;

  /** @param {FoundingActions} actions */
  constructor(actions) {
    this.#actions = actions;
    onClick(byId("founding-cancel", HTMLButtonElement), () => this.#dialog.close());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
  }

  /** @param {string[]} people to choose from */
  open(people) {
    this.#form.reset();
    this.#say("");
    byId("founding-people", HTMLUListElement).replaceChildren(
      ...people.map((userId) => {
        const item = element("li");
        const label = element("label", "choice");
        const box = element("input");
        box.type = "checkbox";
        box.value = userId;
        box.dataset.testid = `choose-${userId}`;
        label.append(box, ` ${this.#actions.nameOf(userId)}`);
        item.append(label);
        return item;
      }),
    );
    this.#dialog.showModal();
  }

  async #submit() {
    const name = byId("founding-name", HTMLInputElement).value.trim();
    const boxes = byId("founding-people", HTMLUListElement).querySelectorAll("input");
    const chosen = [...boxes].filter((box) => box.checked).map((box) => box.value);
    let others;
    try {
      others = await this.#actions.idsIn(byId("founding-others", HTMLInputElement).value);
    } catch (error) {
      this.#say(sentenceOf(error));
      return;
    }
    const members = [...new Set([...chosen, ...others])];
    if (name === "") {
      this.#say("The group needs a name.");
    } else if (members.length > ADDED_MEMBERS) {
      this.#say(`A group starts with ${ADDED_MEMBERS} people at most. Add the others later.`);
    } else {
      this.#dialog.close();
      this.#actions.create({
        type: "create",
        name,
        description: byId("founding-description", HTMLInputElement).value.trim(),
        announcement: byId("founding-announcement", HTMLInputElement).checked,
        history: byId("founding-history", HTMLInputElement).checked ? "all" : "joined",
        members,
      });
    }
  }

  /** @param {string} sentence */
  #say(sentence) {
    setText(byId("founding-error", HTMLParagraphElement), sentence);
  }
}

export class JoiningDialog {
  #dialog = byId("joining", HTMLDialogElement);
  #code = byId("joining-code", HTMLInputElement);

  /** @param {(invite: string) => void} join */
  constructor(join) {
    onClick(byId("joining-cancel", HTMLButtonElement), () => this.#dialog.close());
    byId("joining-form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      const invite = inviteIn(this.#code.value);
      if (invite === null) {
        this.#say("This is not an invite.");
      } else {
        this.#dialog.close();
        join(invite);
      }
    });
  }

  /** @param {string} invite a code that is there already */
  open(invite) {
    this.#code.value = invite;
    this.#say("");
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
  }

  /** @param {string} sentence */
  #say(sentence) {
    setText(byId("joining-error", HTMLParagraphElement), sentence);
  }
}
