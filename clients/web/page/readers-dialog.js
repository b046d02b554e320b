// Who has read a message.

import { textOf } from "../chat/contents.js";
import { readersOf } from "../chat/members.js";
import { avatar, byId, element, onClick, part, reconcile, setText } from "./dom.js";

/** @typedef {import("../chat/conversation.js").Conversation} Conversation */
/** @typedef {import("../chat/protocol.js").Message} Message */

export class ReadersDialog {
  #dialog = byId("readers", HTMLDialogElement);
  #nameOf;
  /** @type {{conversation: Conversation, message: Message} | null} */
  #shown = null;

  /** @param {import("../chat/names.js").NameOf} nameOf */
  constructor(nameOf) {
    this.#nameOf = nameOf;
    onClick(byId("readers-close", HTMLButtonElement), () => this.#dialog.close());
    this.#dialog.addEventListener("close", () => {
      this.#shown = null;
    });
  }

  close() {
    this.#dialog.close();
  }

  /** @param {Conversation} conversation @param {Message} message */
  open(conversation, message) {
    this.#shown = { conversation, message };
    setText(byId("readers-text", HTMLParagraphElement), textOf(message.content));
    this.#dialog.showModal();
    this.render();
  }

  render() {
    if (!this.#shown) {
      return;
    }
    const { conversation, message } = this.#shown;
    const members = conversation.members?.values() ?? [];
    const { read, delivered } = readersOf(members, message.seq, message.sender);
    const rows = [
      ...read.map((userId) => ({ userId, state: "read" })),
      ...delivered.map((userId) => ({ userId, state: "delivered" })),
    ];
    setText(
      byId("readers-title", HTMLHeadingElement),
      read.length === 0 ? "Read by nobody yet" : `Read by ${read.length}`,
    );
    reconcile(
      byId("readers-list", HTMLUListElement),
      rows,
      ({ userId, state }) => `${userId} ${state}`,
      ({ userId, state }) => {
        const item = element("li", "member");
        item.dataset.testid = `${state}-${userId}`;
        item.append(
          avatar(userId, this.#nameOf(userId)),
          element("span", "member-name"),
          element("span", "member-role", state),
        );
        return item;
      },
      (item, { userId }) => setText(part(item, ".member-name"), this.#nameOf(userId)),
    );
  }
}
