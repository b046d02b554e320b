// A few words for building the page. Text only ever goes in as text.

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) {
    throw new Error(`The page has no ${type.name} #${id}.`);
  }
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {string} [text]
 */
export function element(tag, className = "", text = "") {
  const created = document.createElement(tag);
  created.className = className;
  created.textContent = text;
  return created;
}

/** Only where it differs, so that nothing is announced or selected anew. @param {Node} node @param {string} text */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** @param {string} key what its colour stands for @param {string} name */
export function avatar(key, name) {
  const created = element("span", "avatar", String.fromCodePoint(name.codePointAt(0) ?? 0x20));
  created.setAttribute("aria-hidden", "true");
  let hash = 0;
  for (const character of key) {
    hash = (hash * 17 + (character.codePointAt(0) ?? 0)) >>> 0;
  }
  created.dataset.hue = String(hash % 6);
  return created;
}

/** An avatar with a dot that shows whether they are there. @param {string} key @param {string} name */
export function face(key, name) {
  const created = element("span", "face");
  created.append(avatar(key, name), element("span", "dot"));
  return created;
}

/** @param {HTMLElement} item with a face in it @param {import("../chat/protocol.js").Sighting | null} presence */
export function showPresence(item, presence) {
  part(item, ".dot").dataset.presence = presence?.state ?? "unknown";
}

/** @param {string} className @param {string} text @param {() => void} [action] */
export function button(className, text, action) {
  const created = element("button", className, text);
  created.type = "button";
  if (action) {
    onClick(created, action);
  }
  return created;
}

/** @param {HTMLElement} item @param {string} selector */
export function part(item, selector) {
  return /** @type {HTMLElement} */ (item.querySelector(selector));
}

/** @param {HTMLButtonElement | HTMLElement} button @param {() => void} action */
export function onClick(button, action) {
  button.addEventListener("click", action);
}

/**
 * Makes the children of a list match the items, keeping the element of an item as long as the item stays: focus,
 * selection and screen readers then stay where they are.
 *
 * @template T
 * @template {HTMLElement} E
 * @param {HTMLElement} list
 * @param {T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => E} create
 * @param {(element: E, item: T) => void} update
 */
export function reconcile(list, items, keyOf, create, update) {
  const focused = document.activeElement;
  /** @type {Map<string, E>} */
  const old = new Map();
  for (const child of list.children) {
    if (child instanceof HTMLElement) {
      old.set(child.dataset.key ?? "", /** @type {E} */ (child));
    }
  }
  const keys = new Set(items.map(keyOf));
  for (const [key, child] of old) {
    if (!keys.has(key)) {
      child.remove();
    }
  }
  let place = list.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const child = old.get(key) ?? create(item);
    child.dataset.key = key;
    update(child, item);
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      list.insertBefore(child, place);
    }
  }
  if (focused instanceof HTMLElement && focused !== document.activeElement && list.contains(focused)) {
    focused.focus({ preventScroll: true }); // moving an element takes its focus
  }
}
