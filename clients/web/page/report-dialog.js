// Telling the operators about a message or a person.

import { sentenceOf } from "../chat/protocol.js";
import { byId, onClick, setText } from "./dom.js";

/** @typedef {import("../chat/people.js").Reason} Reason */
/** @typedef {import("../chat/people.js").Reported} Reported */

export class ReportDialog {
  #dialog = byId("report", HTMLDialogElement);
  #form = byId("report-form", HTMLFormElement);
  #send;
  /** @type {Reported | null} */
  #what = null;

  /** @param {(what: Reported, reason: Reason, comment: string) => Promise<void>} send rejects with a sentence */
  constructor(send) {
    this.#send = send;
    onClick(byId("report-cancel", HTMLButtonElement), () => this.close());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
  }

  close() {
    this.#dialog.close();
  }

  /** @param {Reported} what @param {string} name of the person, or whose message it is */
  open(what, name) {
    this.#what = what;
    this.#form.reset();
    this.#show("", false);
    setText(byId("report-title", HTMLHeadingElement), `Report ${"userId" in what ? name : `a message of ${name}`}`);
    this.#dialog.showModal();
  }

  async #submit() {
    if (!this.#what) {
      return;
    }
    const reason = /** @type {Reason} */ (byId("report-reason", HTMLSelectElement).value);
    byId("report-send", HTMLButtonElement).disabled = true;
    try {
      await this.#send(this.#what, reason, byId("report-comment", HTMLTextAreaElement).value.trim());
      this.#show("Thank you. It is on its way to the operators.", true);
    } catch (error) {
      this.#show(sentenceOf(error), false);
    }
  }

  /** @param {string} sentence @param {boolean} done */
  #show(sentence, done) {
    setText(byId("report-said", HTMLParagraphElement), sentence);
    setText(byId("report-cancel", HTMLButtonElement), done ? "Close" : "Cancel");
    byId("report-send", HTMLButtonElement).disabled = done;
    byId("report-fields", HTMLFieldSetElement).disabled = done;
  }
}
