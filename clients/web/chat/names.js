// People in sentences.

/** @param {string} userId as a person would write it */
export function nameOf(userId) {
  return userId.charAt(0).toUpperCase() + userId.slice(1);
}

/** "Alice, Bob and Carol" @param {string[]} words */
export function listed(words) {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** @param {string[]} userIds who are typing */
export function typingText(userIds) {
  if (userIds.length > 3) {
    return "Several people are typing…";
  }
  const names = listed(userIds.map(nameOf));
  return names === "" ? "" : `${names} ${userIds.length === 1 ? "is" : "are"} typing…`;
}
