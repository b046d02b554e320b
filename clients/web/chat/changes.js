// What later entries of a log make of earlier ones.

/** @typedef {import("./protocol.js").Change} Change */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Reaction} Reaction */
/** @typedef {{seq: number, sender: string, content: Change}} ChangeEntry */
/**
 * @typedef {object} Changed
 * @property {{seq: number, content: import("./protocol.js").Said} | null} edit the newest
 * @property {string | null} deletedBy
 * @property {Map<string, Reaction & {seq: number, removed: boolean}>} reactions the newest of each user and emoji
 */

/**
 * Kept beside the messages, not made in them: so it does not matter which comes first, how often, or what the server
 * had made in place already when it gave the message.
 */
export class Changes {
  /** @type {Map<number, Changed>} */
  #byTarget = new Map();

  /** @param {ChangeEntry} entry */
  add({ seq, sender, content }) {
    if (content.type === "pin") {
      return; // the channel's, not the message's
    }
    const changed = this.#of(content.target);
    if (content.type === "delete") {
      changed.deletedBy ??= sender;
    } else if (content.type === "reaction") {
      const { emoji, removed = false } = content;
      const key = `${emoji} ${sender}`;
      if (seq > (changed.reactions.get(key)?.seq ?? 0)) {
        changed.reactions.set(key, { seq, userId: sender, emoji, removed });
      }
    } else if (content.content.type === "deleted") {
      changed.deletedBy ??= content.content.by; // an edit of a message that was deleted later
    } else if (seq > (changed.edit?.seq ?? 0)) {
      changed.edit = { seq, content: content.content };
    }
  }

  /** @param {Message} message @returns {Message} as it is to be shown */
  applyTo(message) {
    const changed = this.#byTarget.get(message.seq);
    if (!changed || message.content.type === "deleted") {
      return message;
    }
    if (changed.deletedBy !== null) {
      return { ...message, content: { type: "deleted", by: changed.deletedBy }, reactions: [] };
    }
    const { edit } = changed;
    const edited = edit && edit.seq > (message.edited ?? 0) ? { content: edit.content, edited: edit.seq } : {};
    return { ...message, ...edited, reactions: reacted(message.reactions ?? [], changed) };
  }

  clear() {
    this.#byTarget.clear();
  }

  /** @param {number} target */
  #of(target) {
    let changed = this.#byTarget.get(target);
    if (!changed) {
      changed = { edit: null, deletedBy: null, reactions: new Map() };
      this.#byTarget.set(target, changed);
    }
    return changed;
  }
}

/** @param {Reaction[]} before @param {Changed} changed @returns {Reaction[]} */
function reacted(before, { reactions }) {
  const kept = before.filter(({ userId, emoji }) => reactions.get(`${emoji} ${userId}`)?.removed !== true);
  const held = new Set(kept.map(({ userId, emoji }) => `${emoji} ${userId}`));
  const added = [...reactions].filter(([key, { removed }]) => !removed && !held.has(key));
  added.sort(([, one], [, other]) => one.seq - other.seq);
  return [...kept, ...added.map(([, { userId, emoji }]) => ({ userId, emoji }))];
}
