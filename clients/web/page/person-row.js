// One person in a list: who they are, and what can be done about knowing them.

import { withPeer } from "../chat/places.js";
import { presenceText } from "../chat/sightings.js";
import { button, element, face, part, setText, showPresence } from "./dom.js";

/** @typedef {import("../chat/contacts.js").Contact} Contact */
/** @typedef {import("../chat/profiles.js").Profile} Profile */
/** @typedef {"request" | "remove" | "block" | "unblock"} Deed done to a contact */
/** @typedef {{label: string, testId: string, deed: Deed, sure?: string, danger?: boolean}} ContactChoice */
/** @typedef {import("../chat/protocol.js").Sighting} Sighting */
/**
 * @typedef {{userId: string, name: string, handle?: string | undefined, contact: Contact,
 *   presence: Sighting | null}} Person
 */
/**
 * @typedef {object} PersonActions
 * @property {(userId: string) => void} about
 * @property {(userId: string, deed: Deed) => Promise<void>} act
 */

/** What the user can do about somebody. @param {Person} person @returns {ContactChoice[]} */
export function choicesFor({ contact: { state, blocked }, name }) {
  if (blocked) {
    return [{ label: "Unblock", testId: "unblock", deed: "unblock" }];
  }
  switch (state) {
    case "none":
      return [{ label: "Add contact", testId: "request", deed: "request" }];
    case "incoming":
      return [
        { label: "Accept", testId: "accept", deed: "request" },
        { label: "Decline", testId: "decline", deed: "remove" },
      ];
    case "outgoing":
      return [{ label: "Withdraw", testId: "withdraw", deed: "remove" }];
    case "accepted":
      return [
        { label: "Remove", testId: "remove-contact", deed: "remove", sure: `Remove ${name} from your contacts?` },
      ];
  }
}

/** @param {Person} person */
export const personKey = ({ userId, contact: { state, blocked } }) => `${userId} ${state} ${blocked}`;

/** @param {Person} person @param {PersonActions} actions @param {string} kind of list, for tests */
export function createPersonRow(person, actions, kind) {
  const { userId } = person;
  const item = element("li", "member");
  item.dataset.testid = `${kind}-${userId}`;
  const words = button("member-words", "", () => actions.about(userId));
  words.append(element("span", "member-name"), element("span", "member-handle"), element("span", "member-presence"));
  item.append(face(userId, person.name), words);
  if (!person.contact.blocked) {
    const write = element("a", "small", "Write");
    write.href = `#${withPeer(userId)}`;
    write.dataset.testid = "write";
    item.append(write);
  }
  item.append(...choicesFor(person).map((choice) => choiceButton(person, choice, actions.act)));
  return item;
}

/** @param {HTMLElement} item @param {Person} person */
export function updatePersonRow(item, { name, handle, presence }) {
  setText(part(item, ".avatar"), String.fromCodePoint(name.codePointAt(0) ?? 0x20));
  setText(part(item, ".member-name"), name);
  setText(part(item, ".member-handle"), handle ? `@${handle}` : "");
  setText(part(item, ".member-presence"), presenceText(presence));
  showPresence(item, presence);
  for (const choice of item.querySelectorAll(".small")) {
    choice.setAttribute("aria-label", `${choice.textContent}: ${name}`);
  }
}

/** @param {Person} person @param {ContactChoice} choice @param {PersonActions["act"]} act does not reject */
export function choiceButton({ userId }, { label, testId, deed, sure, danger }, act) {
  const created = button(danger ? "small danger" : "small", label, () => {
    if (sure === undefined || confirm(sure)) {
      created.disabled = true;
      void act(userId, deed).finally(() => {
        created.disabled = false;
      });
    }
  });
  created.dataset.testid = testId;
  return created;
}
