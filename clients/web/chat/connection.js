// The socket: one connection that mends itself, requests with answers, heartbeats at the server's pace.

import { readEvent } from "./frames.js";
import { NoAnswerError, RefusedError, retryDelay, WATCHED_USERS, windowTimer } from "./protocol.js";

/** @typedef {import("./protocol.js").Ack} Ack */
/** @typedef {import("./protocol.js").Action} Action */
/** @typedef {import("./protocol.js").Alive} Alive */
/** @typedef {import("./protocol.js").EndReason} EndReason */
/** @typedef {import("./protocol.js").MemberTyping} MemberTyping */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Receipt} Receipt */
/** @typedef {import("./protocol.js").Timer} Timer */
/** @typedef {import("./protocol.js").Typing} Typing */
/**
 * @template A
 * @typedef {import("./protocol.js").AnswerTo<A>} AnswerTo
 */

/**
 * What a connection is up to. `unreachable`: the browser believes to have no network.
 *
 * @typedef {{phase: "connecting"} | {phase: "open"} | {phase: "waiting", retryAt: number, unreachable: boolean}
 *   | {phase: "closed"}} Status
 */
/**
 * @typedef {object} Listeners
 * @property {(status: Status) => void} [status]
 * @property {(messages: Message[]) => void} [messages]
 * @property {(receipt: Receipt) => void} [receipt]
 * @property {(typing: MemberTyping) => void} [typing]
 * @property {(alive: Alive) => void} [alive]
 * @property {(reason: EndReason | "EXPIRED") => void} [ended] no further attempt is made, unless it is started again
 */

const SUBPROTOCOL = "chat.v1";
const ANSWER_MILLIS = 10_000;
const OPENING_MILLIS = 15_000;

export class Connection {
  /** @type {Status} */
  #status = { phase: "closed" };
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {Map<string, {resolve: (event: any) => void, reject: (error: Error) => void, cancel: () => void}>} */
  #waiting = new Map();
  #failures = 0;
  #attempts = 0;
  #requests = 0;
  #cancelRetry = () => {};
  #cancelHeartbeat = () => {};
  /** @type {Listeners[]} */
  #listeners = [];
  #settings;

  /**
   * @param {object} settings
   * @param {string} settings.url
   * @param {() => Promise<string>} settings.ticket to get in with, good for one socket; rejects as the API does
   * @param {() => string[]} settings.watch whose presence to ask for
   * @param {(url: string, protocols: string[]) => WebSocket} [settings.openSocket]
   * @param {Timer} [settings.timer]
   * @param {Timer} [settings.pacemaker] for heartbeats, which must not slow down in a hidden tab
   */
  constructor(settings) {
    this.#settings = {
      openSocket: (/** @type {string} */ url, /** @type {string[]} */ protocols) => new WebSocket(url, protocols),
      timer: windowTimer,
      pacemaker: windowTimer,
      ...settings,
    };
  }

  get status() {
    return this.#status;
  }

  get isOpen() {
    return this.#status.phase === "open";
  }

  /** @param {Listeners} listeners */
  listen(listeners) {
    this.#listeners.push(listeners);
  }

  start() {
    if (this.#status.phase === "closed") {
      globalThis.addEventListener?.("online", this.#whenOnline);
      globalThis.addEventListener?.("offline", this.#whenOffline);
      this.#failures = 0;
      void this.#open();
    }
  }

  /** Nothing is tried any more, until it is started again. */
  stop() {
    globalThis.removeEventListener?.("online", this.#whenOnline);
    globalThis.removeEventListener?.("offline", this.#whenOffline);
    this.#cancelRetry();
    this.#attempts++;
    this.#drop();
    this.#change({ phase: "closed" });
  }

  /** Stops waiting and tries at once. */
  retryNow() {
    if (this.#status.phase === "waiting") {
      this.#cancelRetry();
      void this.#open();
    }
  }

  /** Finds out whether the other side is still there; a socket may be dead without anybody having said so. */
  probe() {
    if (this.isOpen) {
      this.#heartbeat();
    } else {
      this.retryNow();
    }
  }

  /**
   * Rejects with RefusedError or NoAnswerError, nothing else.
   *
   * @template {Action} A
   * @param {A} action
   * @returns {Promise<AnswerTo<A>>}
   */
  request(action) {
    const socket = this.#socket;
    if (!socket || !this.isOpen) {
      return Promise.reject(new NoAnswerError("There is no connection."));
    }
    const requestId = `r${++this.#requests}`;
    return new Promise((resolve, reject) => {
      const cancel = this.#settings.timer(() => {
        this.#waiting.delete(requestId);
        reject(new NoAnswerError("No answer came in time."));
      }, ANSWER_MILLIS);
      this.#waiting.set(requestId, { resolve, reject, cancel });
      socket.send(JSON.stringify({ ...action, requestId }));
    });
  }

  /** For what nothing answers. @param {Ack | Typing} action @returns {boolean} false if there is no connection */
  tell(action) {
    if (this.#socket && this.isOpen) {
      this.#socket.send(JSON.stringify(action));
      return true;
    }
    return false;
  }

  async #open() {
    const attempt = ++this.#attempts;
    this.#change({ phase: "connecting" });
    try {
      const ticket = await this.#settings.ticket();
      if (attempt === this.#attempts) {
        this.#openWith(ticket);
      }
    } catch (error) {
      if (attempt === this.#attempts) {
        this.#notLetIn(error);
      }
    }
  }

  /** The handshake would not tell why, so the ticket must. @param {unknown} error */
  #notLetIn(error) {
    const code = error instanceof RefusedError ? error.code : "";
    if (code === "UNAUTHORIZED") {
      this.#end("EXPIRED");
    } else if (code === "SUSPENDED") {
      this.#end(code);
    } else {
      this.#wait(error instanceof RefusedError ? error.retryAfterMillis : undefined);
    }
  }

  /** @param {string} ticket */
  #openWith(ticket) {
    const { url, openSocket, timer } = this.#settings;
    const socket = openSocket(url, [SUBPROTOCOL, `ticket.${ticket}`]);
    this.#socket = socket;
    const cancel = timer(() => this.#lost(socket), OPENING_MILLIS);
    socket.onopen = () => {
      cancel();
      if (socket === this.#socket) {
        this.#change({ phase: "open" });
        this.#heartbeat();
      }
    };
    socket.onmessage = (frame) => {
      if (socket === this.#socket) {
        this.#receive(frame.data);
      }
    };
    socket.onclose = () => {
      cancel();
      this.#lost(socket);
    };
  }

  /** @param {WebSocket} socket */
  #lost(socket) {
    if (socket !== this.#socket) {
      return;
    }
    this.#drop();
    this.#wait();
  }

  /** @param {number} [atLeast] milliseconds */
  #wait(atLeast = 0) {
    const delay = Math.max(atLeast, retryDelay(++this.#failures));
    this.#cancelRetry = this.#settings.timer(() => void this.#open(), delay);
    this.#change({
      phase: "waiting",
      retryAt: Date.now() + delay,
      unreachable: globalThis.navigator?.onLine === false,
    });
  }

  /** @param {EndReason | "EXPIRED"} reason */
  #end(reason) {
    this.stop();
    this.#notify((listeners) => listeners.ended?.(reason));
  }

  /** Lets go of the socket without waiting for its close, which a dead network delays for long. */
  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    this.#cancelHeartbeat();
    socket?.close();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject, cancel } of waiting) {
      cancel();
      reject(new NoAnswerError("The connection was lost."));
    }
  }

  async #heartbeat() {
    const socket = this.#socket;
    this.#cancelHeartbeat();
    try {
      const watch = this.#settings.watch().slice(0, WATCHED_USERS);
      const alive = await this.request({ action: "heartbeat", watch });
      if (socket === this.#socket) {
        this.#failures = 0; // not at opening: a server that accepts and hangs up must not be hammered
        this.#beatIn(alive.nextHeartbeatMillis);
        this.#notify((listeners) => listeners.alive?.(alive));
      }
    } catch (error) {
      if (socket !== this.#socket || !socket) {
        return;
      }
      if (error instanceof RefusedError) {
        this.#beatIn(error.retryAfterMillis ?? ANSWER_MILLIS);
      } else {
        this.#lost(socket);
      }
    }
  }

  /** @param {number} millis */
  #beatIn(millis) {
    this.#cancelHeartbeat();
    this.#cancelHeartbeat = this.#settings.pacemaker(() => this.#heartbeat(), Math.max(1_000, millis));
  }

  /** @param {unknown} data */
  #receive(data) {
    const event = readEvent(data);
    if (!event) {
      return;
    }
    switch (event.event) {
      case "messages":
        return this.#notify((listeners) => listeners.messages?.(event.messages));
      case "receipt":
        return this.#notify((listeners) => listeners.receipt?.(event));
      case "typing":
        return this.#notify((listeners) => listeners.typing?.(event));
      case "ended":
        return this.#end(event.reason);
      default:
        this.#answer(event);
    }
  }

  /** @param {Exclude<import("./protocol.js").ServerEvent, {requestId?: undefined}>} event */
  #answer(event) {
    const request = this.#waiting.get(event.requestId ?? "");
    if (request) {
      this.#waiting.delete(event.requestId ?? "");
      request.cancel();
      if (event.event === "refused") {
        request.reject(new RefusedError(event));
      } else {
        request.resolve(event);
      }
    }
  }

  /** @param {Status} status */
  #change(status) {
    this.#status = status;
    this.#notify((listeners) => listeners.status?.(status));
  }

  /** @param {(listeners: Listeners) => void} what */
  #notify(what) {
    this.#listeners.forEach(what);
  }

  #whenOnline = () => this.probe();
  #whenOffline = () => this.probe();
}
