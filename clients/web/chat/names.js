// People in sentences.

/** @typedef {(userId: string) => string} NameOf as people call somebody */

/** "Alice, Bob and Carol" @param {string[]} words */
export function listed(words) {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** @param {string[]} userIds who are typing @param {NameOf} nameOf */
export function typingText(userIds, nameOf) {
  if (userIds.length > 3) {
    return "Several people are typing…";
  }
  const names = listed(userIds.map(nameOf));
  return names === "" ? "" : `${names} ${userIds.length === 1 ? "is" : "are"} typing…`;
}
