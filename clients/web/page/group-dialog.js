// What a group is, who is in it, and what its members and admins can do about that.

import { ranked } from "../chat/members.js";
import { mayMake, mayManage, mayRemove, standingIn } from "../chat/permissions.js";
import { ADDED_MEMBERS, sentenceOf } from "../chat/protocol.js";
import { avatar, button, byId, element, onClick, part, reconcile, setText } from "./dom.js";

/** @typedef {import("../chat/conversation.js").Conversation} Conversation */
/** @typedef {import("../chat/protocol.js").Content} Content */
/** @typedef {import("../chat/protocol.js").Member} Member */
/** @typedef {import("../chat/protocol.js").Role} Role */
/**
 * @typedef {object} GroupActions
 * @property {(conversation: Conversation, content: Content) => void} send
 * @property {(conversation: Conversation) => void} members reads them anew
 * @property {(conversation: Conversation) => Promise<string>} invite a link; rejects with a sentence
 * @property {(conversation: Conversation) => Promise<void>} revoke
 * @property {() => string[]} people to suggest
 * @property {import("../chat/names.js").NameOf} nameOf
 * @property {(userId: string) => string | undefined} handleOf
 * @property {(text: string) => Promise<string[]>} idsIn the people of a list; rejects with a sentence
 * @property {(userId: string) => void} person shows who a member is
 */
/** @typedef {{label: string, testId: string, content: Content, sure?: string, offered: boolean}} MemberChoice */

export class GroupDialog {
  #dialog = byId("group", HTMLDialogElement);
  #name = byId("group-name", HTMLInputElement);
  #description = byId("group-description", HTMLInputElement);
  #announcement = byId("group-announcement", HTMLInputElement);
  #history = byId("group-history", HTMLInputElement);
  #link = byId("group-link", HTMLInputElement);
  #actions;
  /** @type {Conversation | null} */
  #conversation = null;
  /** The version of the group that the members were read for. */
  #membersAsOf = -1;
  #isSaving = false;

  /** @param {GroupActions} actions */
  constructor(actions) {
    this.#actions = actions;
    onClick(byId("group-close", HTMLButtonElement), () => this.close());
    onClick(byId("group-leave", HTMLButtonElement), () => this.#leave());
    onClick(byId("group-copy", HTMLButtonElement), () => void this.#copyInvite());
    onClick(byId("group-revoke", HTMLButtonElement), () => void this.#revoke());
    this.#dialog.addEventListener("close", () => {
      this.#conversation = null;
    });
    byId("group-form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    byId("group-add", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#add();
    });
  }

  close() {
    this.#dialog.close();
  }

  /** @param {Conversation} conversation */
  open(conversation) {
    const { name, description, announcement, history } = conversation.state.now;
    this.#conversation = conversation;
    this.#membersAsOf = -1;
    this.#isSaving = false;
    this.#name.value = name;
    this.#description.value = description;
    this.#announcement.checked = announcement;
    this.#history.checked = history === "all";
    this.#link.hidden = true;
    this.#say("");
    this.#dialog.showModal();
    this.render();
  }

  /** As it is now; the fields keep what the user writes. */
  render() {
    const conversation = this.#conversation;
    if (!conversation) {
      return;
    }
    const { now } = conversation.state;
    const standing = standingIn(conversation);
    const manages = mayManage(standing);
    if (conversation.state.version !== this.#membersAsOf && !now.left) {
      this.#membersAsOf = conversation.state.version;
      this.#actions.members(conversation);
    }
    if (this.#isSaving && Object.keys(this.#changed(conversation)).length === 0) {
      this.#isSaving = false;
      this.#say("Saved.");
    }
    setText(byId("group-title", HTMLHeadingElement), now.name || "Group");
    for (const field of [this.#name, this.#description, this.#announcement, this.#history]) {
      field.disabled = !manages;
    }
    byId("group-save", HTMLButtonElement).hidden = !manages;
    byId("group-add", HTMLFormElement).hidden = !manages;
    byId("group-invite", HTMLDivElement).hidden = !manages;
    byId("group-leave", HTMLButtonElement).hidden = now.left;
    setText(byId("group-members-title", HTMLHeadingElement), `Members (${now.size})`);
    const members = ranked(conversation.members?.values() ?? [], this.#actions.nameOf);
    reconcile(
      byId("group-members", HTMLUListElement),
      members,
      ({ userId, role }) => `${userId} ${role} ${standing.role}`,
      (member) => this.#createMember(conversation, member),
      (item, { userId }) => this.#nameMember(item, userId, userId === standing.me),
    );
    const known = this.#actions.people().filter((userId) => !conversation.members?.has(userId));
    reconcile(
      byId("group-add-known", HTMLDataListElement),
      known,
      (userId) => userId,
      (userId) => {
        const option = element("option");
        option.value = userId;
        return option;
      },
      (option, userId) => {
        const handle = this.#actions.handleOf(userId);
        option.value = handle === undefined ? userId : `@${handle}`;
        option.label = this.#actions.nameOf(userId);
      },
    );
  }

  /** @param {Conversation} conversation @param {Member} member */
  #createMember(conversation, { userId, role }) {
    const standing = standingIn(conversation);
    const item = element("li", "member");
    item.dataset.testid = `member-${userId}`;
    const name = this.#actions.nameOf(userId);
    const called =
      userId === standing.me
        ? element("span", "member-name")
        : button("member-name link", "", () => this.#actions.person(userId));
    item.append(avatar(userId, name), called, element("span", "member-role", role));
    if (userId === standing.me) {
      return item;
    }
    /** @param {Role} as @returns {Content} */
    const make = (as) => ({ type: "role", user: userId, role: as });
    /** @type {MemberChoice[]} */
    const choices = [
      { label: "Make admin", testId: "make-admin", content: make("admin"), offered: mayMake(standing, role, "admin") },
      {
        label: "Make member",
        testId: "make-member",
        content: make("member"),
        offered: mayMake(standing, role, "member"),
      },
      {
        label: "Make owner",
        testId: "make-owner",
        content: make("owner"),
        sure: `Pass the group on to ${name}? You stay as an admin.`,
        offered: mayMake(standing, role, "owner"),
      },
      {
        label: "Remove",
        testId: "remove",
        content: { type: "remove", user: userId },
        sure: `Remove ${name} from the group?`,
        offered: mayRemove(standing, role),
      },
    ];
    for (const { label, testId, content, sure } of choices.filter(({ offered }) => offered)) {
      const created = button("small", label, () => {
        if (sure === undefined || confirm(sure)) {
          this.#actions.send(conversation, content);
        }
      });
      created.dataset.testid = testId;
      item.append(created);
    }
    return item;
  }

  /** @param {HTMLElement} item @param {string} userId @param {boolean} isMe */
  #nameMember(item, userId, isMe) {
    const name = this.#actions.nameOf(userId);
    setText(part(item, ".member-name"), isMe ? `${name} (you)` : name);
    setText(part(item, ".avatar"), String.fromCodePoint(name.codePointAt(0) ?? 0x20));
    for (const choice of item.querySelectorAll(".small")) {
      choice.setAttribute("aria-label", `${choice.textContent}: ${name}`);
    }
  }

  #save() {
    const conversation = this.#conversation;
    if (!conversation) {
      return;
    }
    const settings = this.#changed(conversation);
    if (Object.keys(settings).length > 0) {
      this.#isSaving = true;
      this.#actions.send(conversation, { type: "settings", ...settings });
    }
  }

  /** What the fields say otherwise than the group. @param {Conversation} conversation */
  #changed({ state: { now } }) {
    const name = this.#name.value.trim();
    const description = this.#description.value.trim();
    const announcement = this.#announcement.checked;
    /** @type {import("../chat/protocol.js").Reach} */
    const history = this.#history.checked ? "all" : "joined";
    return {
      ...(name !== now.name && name !== "" ? { name } : {}),
      ...(description !== now.description ? { description } : {}),
      ...(announcement !== now.announcement ? { announcement } : {}),
      ...(history !== now.history ? { history } : {}),
    };
  }

  #add() {
    return this.#trying(async (conversation) => {
      const input = byId("group-add-names", HTMLInputElement);
      const users = await this.#actions.idsIn(input.value);
      if (users.length > ADDED_MEMBERS) {
        return `Add ${ADDED_MEMBERS} people at a time.`;
      }
      if (users.length > 0) {
        this.#actions.send(conversation, { type: "add", users });
        input.value = "";
      }
      return "";
    });
  }

  async #copyInvite() {
    await this.#trying(async (conversation) => {
      const link = await this.#actions.invite(conversation);
      this.#link.hidden = false;
      this.#link.value = link;
      this.#link.select();
      try {
        await navigator.clipboard.writeText(link);
        return "The link is copied. It is good for seven days.";
      } catch {
        return "Copy the link from the field. It is good for seven days.";
      }
    });
  }

  async #revoke() {
    await this.#trying(async (conversation) => {
      await this.#actions.revoke(conversation);
      this.#link.hidden = true;
      return "No invite link is good any more.";
    });
  }

  /** @param {(conversation: Conversation) => Promise<string>} action that ends in a sentence */
  async #trying(action) {
    if (this.#conversation) {
      try {
        this.#say(await action(this.#conversation));
      } catch (error) {
        this.#say(sentenceOf(error));
      }
    }
  }

  #leave() {
    const conversation = this.#conversation;
    if (conversation && confirm(`Leave “${conversation.state.now.name}”?`)) {
      this.#actions.send(conversation, { type: "leave" });
      this.close();
    }
  }

  /** @param {string} sentence */
  #say(sentence) {
    setText(byId("group-said", HTMLParagraphElement), sentence);
  }
}
