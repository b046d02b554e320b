// The left column.

import { avatar, byId, element, nameOf, reconcile, setText, typingText } from "./dom.js";
import { brief } from "./times.js";

/** @typedef {import("./store.js").Person} Person */

const MOST_SHOWN = 99;

export class PeopleView {
  #list = byId("people", HTMLUListElement);

  /** @param {Person[]} people @param {string | null} chosen */
  render(people, chosen) {
    reconcile(
      this.#list,
      people,
      (person) => person.userId,
      create,
      (item, person) => update(item, person, person.userId === chosen),
    );
  }
}

/** @param {string} userId */
const addressOf = (userId) => `#with=${encodeURIComponent(userId)}`;

/** @param {Person} person */
function create(person) {
  const item = element("li");
  const link = element("a", "person");
  link.href = addressOf(person.userId);
  link.dataset.testid = `person-${person.userId}`;
  const face = element("span", "face");
  face.append(avatar(person.userId), element("span", "dot"));
  const words = element("span", "person-words");
  words.append(
    element("span", "person-name", nameOf(person.userId)),
    element("span", "hidden-text person-presence"),
    element("span", "person-last"),
  );
  const aside = element("span", "person-aside");
  aside.append(element("time", "person-time"), element("span", "badge"));
  link.append(face, words, aside);
  item.append(link);
  return item;
}

/** @param {HTMLElement} item @param {Person} person @param {boolean} chosen */
function update(item, { userId, online, typing, unread, last }, chosen) {
  const link = part(item, ".person");
  link.dataset.online = String(online);
  link.dataset.typing = String(typing);
  link.dataset.unread = String(unread);
  if (chosen) {
    link.setAttribute("aria-current", "true");
  } else {
    link.removeAttribute("aria-current");
  }
  setText(part(item, ".person-presence"), online ? ", online. " : ", offline. ");
  const preview = last ? `${last.mine ? "You: " : ""}${last.text}` : "No messages yet";
  setText(part(item, ".person-last"), typing ? typingText(userId) : preview);
  setText(part(item, ".person-time"), last ? brief(last.sentAt) : "");
  const badge = part(item, ".badge");
  badge.hidden = unread === 0;
  setText(badge, unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread));
  badge.setAttribute("aria-label", `${unread} unread`);
}

/** @param {HTMLElement} item @param {string} selector */
function part(item, selector) {
  return /** @type {HTMLElement} */ (item.querySelector(selector));
}
