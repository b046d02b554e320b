// The left column.

import { typingText } from "../chat/names.js";
import { brief } from "../chat/times.js";
import { avatar, byId, element, part, reconcile, setText } from "./dom.js";

/** @typedef {import("../chat/rows.js").Row} Row */

const MOST_SHOWN = 99;

export class ListView {
  #list = byId("people", HTMLUListElement);
  #nameOf;

  /** @param {import("../chat/names.js").NameOf} nameOf */
  constructor(nameOf) {
    this.#nameOf = nameOf;
  }

  /** @param {Row[]} rows @param {string | null} chosen the place on show */
  render(rows, chosen) {
    reconcile(
      this.#list,
      rows,
      (row) => row.place,
      create,
      (item, row) => update(item, row, row.place === chosen, this.#nameOf),
    );
    byId("no-chats", HTMLParagraphElement).hidden = rows.length > 0;
  }
}

/** @param {Row} row */
function create({ place, peer, name }) {
  const item = element("li");
  const link = element("a", "person");
  link.href = `#${place}`;
  link.dataset.testid = peer === null ? "group" : `person-${peer}`;
  const face = element("span", "face");
  face.append(avatar(peer ?? place, name));
  if (peer === null) {
    face.classList.add("group-face");
  } else {
    face.append(element("span", "dot"));
  }
  const words = element("span", "person-words");
  words.append(
    element("span", "person-name"),
    element("span", "hidden-text person-presence"),
    element("span", "person-last"),
  );
  const aside = element("span", "person-aside");
  const badges = element("span", "badges");
  const mention = element("span", "badge mention-badge", "@");
  mention.setAttribute("aria-label", "You are mentioned");
  badges.append(mention, element("span", "badge unread-badge"));
  aside.append(element("time", "person-time"), badges);
  link.append(face, words, aside);
  item.append(link);
  return item;
}

/**
 * @param {HTMLElement} item
 * @param {Row} row
 * @param {boolean} chosen
 * @param {import("../chat/names.js").NameOf} nameOf
 */
function update(item, { name, peer, online, typing, unread, mentioned, last }, chosen, nameOf) {
  const link = part(item, ".person");
  link.dataset.online = String(online);
  link.dataset.typing = String(typing.length > 0);
  link.dataset.unread = String(unread);
  if (chosen) {
    link.setAttribute("aria-current", "true");
  } else {
    link.removeAttribute("aria-current");
  }
  setText(part(item, ".person-name"), name);
  setText(part(item, ".avatar"), String.fromCodePoint(name.codePointAt(0) ?? 0x20));
  setText(part(item, ".person-presence"), peer === null ? ", group. " : online ? ", online. " : ", offline. ");
  setText(
    part(item, ".person-last"),
    typing.length > 0 ? typingText(typing, nameOf) : (last?.text ?? "No messages yet"),
  );
  setText(part(item, ".person-time"), last ? brief(last.sentAt) : "");
  part(item, ".mention-badge").hidden = !mentioned;
  const badge = part(item, ".unread-badge");
  badge.hidden = unread === 0;
  setText(badge, unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread));
  badge.setAttribute("aria-label", `${unread} unread`);
}
