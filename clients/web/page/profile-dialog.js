// The user's own side: who they are to others, who may do what, their devices, their data.

import { HANDLE } from "../chat/account.js";
import { RefusedError, sentenceOf } from "../chat/protocol.js";
import { full } from "../chat/times.js";
import { deviceName } from "../identity/device.js";
import { button, byId, element, onClick, reconcile, setText } from "./dom.js";

/** @typedef {import("../chat/account.js").Account} Account */
/** @typedef {import("../chat/account.js").Audience} Audience */
/** @typedef {import("../chat/account.js").Device} Device */
/** @typedef {import("../chat/account.js").Me} Me */
/** @typedef {import("../chat/account.js").PrivacySettings} PrivacySettings */
/**
 * @typedef {object} ProfileActions
 * @property {() => Account} account
 * @property {string} deviceId of this browser
 * @property {(handle: string) => Promise<boolean>} isTaken as far as the search tells
 * @property {() => boolean} doNotDisturb whether the user wants to be left alone
 * @property {(doNotDisturb: boolean) => Promise<void>} setDoNotDisturb rejects with a sentence
 * @property {(me: Me) => void} changed
 * @property {() => void} signedOut everywhere, this page included
 * @property {() => void} deleted
 */

const HANDLE_FORM = "3 to 30 letters, digits and _, beginning with a letter.";
const DELETE_WORD = "delete";

export class ProfileDialog {
  #dialog = byId("profile", HTMLDialogElement);
  #name = byId("profile-name", HTMLInputElement);
  #handle = byId("profile-handle", HTMLInputElement);
  #about = byId("profile-about", HTMLTextAreaElement);
  #writers = byId("privacy-writers", HTMLSelectElement);
  #presence = byId("privacy-presence", HTMLSelectElement);
  #receipts = byId("privacy-receipts", HTMLInputElement);
  #doNotDisturb = byId("do-not-disturb", HTMLInputElement);
  #word = byId("delete-word", HTMLInputElement);
  #isSettingStatus = false;
  #actions;
  /** @type {Me | null} */
  #me = null;

  /** @param {ProfileActions} actions */
  constructor(actions) {
    this.#actions = actions;
    onClick(byId("profile-close", HTMLButtonElement), () => this.close());
    byId("profile-form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#save();
    });
    this.#handle.addEventListener("change", () => void this.#checkHandle());
    for (const field of [this.#writers, this.#presence, this.#receipts]) {
      field.addEventListener("change", () => void this.#setPrivacy(field));
    }
    this.#doNotDisturb.addEventListener("change", () => void this.#setDoNotDisturb());
    onClick(byId("sign-out-everywhere", HTMLButtonElement), () => void this.#signOutEverywhere());
    onClick(byId("export", HTMLButtonElement), () => void this.#export());
    byId("delete-form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#delete();
    });
    this.#word.addEventListener("input", () => this.#showDelete());
  }

  close() {
    this.#dialog.close();
  }

  async open() {
    this.#me = null;
    this.#word.value = "";
    this.#showDelete();
    this.#say("profile-said", "Loading…");
    ["handle-said", "status-said", "privacy-said", "devices-said", "data-said"].forEach((id) => this.#say(id, ""));
    byId("devices", HTMLUListElement).replaceChildren();
    this.#enable();
    this.#dialog.showModal();
    this.render();
    await this.#trying("profile-said", async () => {
      this.#show(await this.#actions.account().me());
      return "";
    });
    await this.#trying("devices-said", async () => {
      this.#showDevices(await this.#actions.account().devices());
      return "";
    });
  }

  /** As it is now; another device may have changed it. */
  render() {
    if (this.#dialog.open && !this.#isSettingStatus) {
      this.#doNotDisturb.checked = this.#actions.doNotDisturb();
    }
  }

  /** @param {Me} me */
  #show(me) {
    this.#me = me;
    this.#actions.changed(me);
    this.#name.value = me.name;
    this.#handle.value = me.handle ?? "";
    this.#about.value = me.about ?? "";
    this.#showPrivacy(me.privacy);
    this.#enable();
  }

  /** What is not known yet cannot be changed. */
  #enable() {
    byId("profile-fields", HTMLFieldSetElement).disabled = this.#me === null;
    byId("privacy-fields", HTMLFieldSetElement).disabled = this.#me === null;
  }

  /** @param {PrivacySettings} privacy */
  #showPrivacy({ writers, presence, receipts }) {
    this.#writers.value = writers;
    this.#presence.value = presence;
    this.#receipts.checked = receipts;
  }

  get #typedHandle() {
    return this.#handle.value.trim().replace(/^@/, "").toLowerCase();
  }

  async #checkHandle() {
    const handle = this.#typedHandle;
    if (handle === "" || handle === this.#me?.handle) {
      this.#say("handle-said", "");
    } else if (!HANDLE.test(handle)) {
      this.#say("handle-said", HANDLE_FORM);
    } else {
      await this.#trying("handle-said", async () =>
        (await this.#actions.isTaken(handle)) ? `@${handle} is taken.` : `Nobody is called @${handle} yet.`,
      );
    }
  }

  async #save() {
    const me = this.#me;
    if (!me) {
      return;
    }
    const name = this.#name.value.trim();
    const about = this.#about.value.trim();
    const handle = this.#typedHandle;
    if (handle !== "" && !HANDLE.test(handle)) {
      this.#say("handle-said", HANDLE_FORM);
      this.#handle.focus();
      return;
    }
    const fields = {
      ...(name !== me.name ? { name } : {}),
      ...(about !== (me.about ?? "") ? { about } : {}),
      ...(handle !== "" && handle !== me.handle ? { handle } : {}),
    };
    await this.#trying("profile-said", async () => {
      if (Object.keys(fields).length > 0) {
        try {
          this.#show({ ...me, ...(await this.#actions.account().change(fields)) });
        } catch (error) {
          if (error instanceof RefusedError && error.code === "HANDLE_TAKEN") {
            this.#say("handle-said", `@${handle} is taken, or too like another one.`);
            this.#handle.focus();
            return "";
          }
          throw error;
        }
      }
      this.#say("handle-said", "");
      return "Saved.";
    });
  }

  /** At once, as a switch is. @param {HTMLSelectElement | HTMLInputElement} changed */
  async #setPrivacy(changed) {
    const me = this.#me;
    if (!me) {
      return;
    }
    /** @type {Partial<PrivacySettings>} */
    const settings =
      changed === this.#writers
        ? { writers: /** @type {Audience} */ (this.#writers.value) }
        : changed === this.#presence
          ? { presence: /** @type {Audience} */ (this.#presence.value) }
          : { receipts: this.#receipts.checked };
    await this.#trying("privacy-said", async () => {
      try {
        me.privacy = { ...me.privacy, ...(await this.#actions.account().setPrivacy(settings)) };
        return "Saved.";
      } finally {
        this.#showPrivacy(me.privacy);
      }
    });
  }

  async #setDoNotDisturb() {
    const { checked } = this.#doNotDisturb;
    this.#isSettingStatus = true;
    await this.#trying("status-said", async () => {
      await this.#actions.setDoNotDisturb(checked);
      return checked ? "Others see that you do not want to be disturbed." : "Others see you as you are.";
    });
    this.#isSettingStatus = false;
    this.render();
  }

  /** @param {Device[]} devices */
  #showDevices(devices) {
    reconcile(
      byId("devices", HTMLUListElement),
      devices,
      ({ deviceId }) => deviceId,
      ({ deviceId, since }) => {
        const item = element("li", "member");
        const here = deviceId === this.#actions.deviceId;
        item.dataset.testid = here ? "this-device" : "device";
        const words = element("span", "member-words");
        words.append(
          element("span", "member-name", here ? "This browser" : deviceName(deviceId)),
          element("span", "member-handle", since === undefined ? "Gets notifications" : `Connected since ${full(since)}`),
        );
        item.append(words);
        if (!here) {
          const end = button("small", "Sign out", () => void this.#signOut(deviceId, end));
          end.setAttribute("aria-label", `Sign out ${deviceName(deviceId)}`);
          item.append(end);
        }
        return item;
      },
      () => {},
    );
  }

  /** @param {string} deviceId @param {HTMLButtonElement} end */
  async #signOut(deviceId, end) {
    end.disabled = true;
    await this.#trying("devices-said", async () => {
      await this.#actions.account().signOut(deviceId);
      this.#showDevices(await this.#actions.account().devices());
      return "Signed out.";
    });
    end.disabled = false;
  }

  async #signOutEverywhere() {
    if (confirm("Sign out on all your devices, this one included?")) {
      await this.#trying("devices-said", async () => {
        await this.#actions.account().signOutEverywhere();
        this.#actions.signedOut();
        return "";
      });
    }
  }

  async #export() {
    const start = byId("export", HTMLButtonElement);
    start.disabled = true;
    this.#say("data-said", "Collecting…");
    await this.#trying("data-said", async () => {
      const items = await this.#actions.account().everything();
      save("chat-export.json", JSON.stringify({ items }, null, 2));
      return `Saved: ${items.length} items.`;
    });
    start.disabled = false;
  }

  #showDelete() {
    byId("delete-account", HTMLButtonElement).disabled = this.#word.value.trim().toLowerCase() !== DELETE_WORD;
  }

  async #delete() {
    await this.#trying("data-said", async () => {
      await this.#actions.account().remove();
      this.#actions.deleted();
      return "";
    });
  }

  /** @param {string} id where the sentence goes @param {() => Promise<string>} action that ends in a sentence */
  async #trying(id, action) {
    try {
      this.#say(id, await action());
    } catch (error) {
      this.#say(id, sentenceOf(error));
    }
  }

  /** @param {string} id @param {string} sentence */
  #say(id, sentence) {
    setText(byId(id, HTMLParagraphElement), sentence);
  }
}

/** As a download. @param {string} name @param {string} json */
function save(name, json) {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([json], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
