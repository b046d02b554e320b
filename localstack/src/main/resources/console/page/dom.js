// A few words for building the page. Text only ever goes in as text.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) {
    throw new Error(`The page has no ${type.name} #${id}.`);
  }
  return found;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} className
 * @param {...Child} children
 */
export function element(tag, className, ...children) {
  const created = document.createElement(tag);
  created.className = className;
  created.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return created;
}

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {string} className
 */
export function drawn(tag, className) {
  const created = document.createElementNS("http://www.w3.org/2000/svg", tag);
  created.setAttribute("class", className);
  return created;
}

/** @param {string} className @param {Child} label @param {() => void} action */
export function button(className, label, action) {
  const created = element("button", className, label);
  created.type = "button";
  created.addEventListener("click", action);
  return created;
}

/** @template {Element} E @param {E} target @param {string} testId */
export function named(target, testId) {
  target.setAttribute("data-testid", testId);
  return target;
}

/** Only where it differs, so that nothing is announced or selected anew. @param {Node} node @param {string} text */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
    return true;
  }
  return false;
}

/** @param {Element} parent @param {string} selector */
export function part(parent, selector) {
  const found = parent.querySelector(selector);
  if (!(found instanceof HTMLElement)) {
    throw new Error(`There is no ${selector} here.`);
  }
  return found;
}

/** Of several links, the one that is followed. @param {Element} link @param {boolean} current */
export function markCurrent(link, current) {
  if (current) {
    link.setAttribute("aria-current", "true");
  } else {
    link.removeAttribute("aria-current");
  }
}

/** Writes into the parts of an element, by selector. @param {Element} parent @param {Record<string, string>} texts */
export function fill(parent, texts) {
  for (const [selector, text] of Object.entries(texts)) {
    setText(part(parent, selector), text);
  }
}

/**
 * Makes the children of a list match the items, keeping the element of an item as long as the item stays: focus,
 * selection and what is half typed then stay as well.
 *
 * @template T
 * @template {HTMLElement} E
 * @param {HTMLElement} list
 * @param {readonly T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => E} create
 * @param {(element: E, item: T) => void} [update]
 */
export function reconcile(list, items, keyOf, create, update = () => {}) {
  /** @type {Map<string, E>} */
  const old = new Map();
  for (const child of [...list.children]) {
    old.set(/** @type {HTMLElement} */ (child).dataset.key ?? "", /** @type {E} */ (child));
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
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether things may move. */
export function mayMove() {
  return !calm.matches;
}
