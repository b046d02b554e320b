// Starting a group, and joining one.

import { nameOf } from "../chat/names.js";
import { inviteIn, isUserId } from "../chat/places.js";
import { ADDED_MEMBERS } from "../chat/protocol.js";
import { byId, element, onClick, setText } from "./dom.js";

/** @typedef {import("../chat/protocol.js").Create} Create */

/** User names as somebody types them. @param {string} text */
export function namesIn(text) {
  const names = text.split(/[\s,;]+/).filter(Boolean);
  return { names, wrong: names.find((name) => !isUserId(name)) ?? null };
}

export class FoundingDialog {
  #dialog = byId("founding", HTMLDialogElement);
  #form = byId("founding-form", HTMLFormElement);
  #create;

  /** @param {(group: Create) => void} create */
  constructor(create) {
    this.#create = create;
    onClick(byId("founding-cancel", HTMLButtonElement), () => this.#dialog.close());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
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
        label.append(box, ` ${nameOf(userId)}`);
        item.append(label);
        return item;
      }),
    );
    this.#dialog.showModal();
  }

  #submit() {
    const name = byId("founding-name", HTMLInputElement).value.trim();
    const boxes = byId("founding-people", HTMLUListElement).querySelectorAll("input");
    const chosen = [...boxes].filter((box) => box.checked).map((box) => box.value);
    const { names, wrong } = namesIn(byId("founding-others", HTMLInputElement).value);
    const members = [...new Set([...chosen, ...names])];
    if (name === "") {
      this.#say("The group needs a name.");
    } else if (wrong !== null) {
      this.#say(`“${wrong}” is not a user name.`);
    } else if (members.length > ADDED_MEMBERS) {
      this.#say(`A group starts with ${ADDED_MEMBERS} people at most. Add the others later.`);
    } else {
      this.#dialog.close();
      this.#create({
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
