// The socket: one connection that mends itself, requests with answers, heartbeats at the server's pace.

import { readEvent } from "./frames.js";
import { NoAnswerError, RefusedError, retryDelay, WATCHED_USERS, windowTimer } from "./protocol.js";

/** @typedef {import("./protocol.js").Ack} Ack */
/** @typedef {import("./protocol.js").Action} Action */
/** @typedef {import("./protocol.js").Alive} Alive */
/** @typedef {import("./protocol.js").EndReason} EndReason */
/** @typedef {import("./protocol.js").Heartbeat} Heartbeat */
/** @typedef {import("./protocol.js").MemberTyping} MemberTyping */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Receipt} Receipt */
/** @typedef {import("./protocol.js").Sighting} Sighting */
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
 * @property {(users: Sighting[]) => void} [presence]
 * @property {(reason: EndReason | "EXPIRED") => void} [ended] no further attempt is made, unless it is started again
 */

const SUBPROTOCOL = "chat.v1";
const ANSWER_MILLIS = 10_000;
const OPENING_MILLIS = 15_000;
/** At a pace of so much or less an answer is asked for each time, to notice a dead socket soon. */
const BRISK_SECONDS = 60;
/** How often at least to ask for the presence of somebody of whose changes the server does not tell. */
const WATCH_SECONDS = 60;

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
  /** Seconds, as the server has set it for this socket. @type {number | null} */
  #pace = null;
  #sentAt = 0;
  /** When the last heartbeat was sent. */
  #beatAt = 0;
  #heardAt = 0;
  /** Whether a heartbeat waits for its answer. */
  #probing = false;
  /** @type {Listeners[]} */
  #listeners = [];
  #settings;

  /**
   * @param {object} settings
   * @param {string} settings.url
   * @param {() => Promise<string>} settings.ticket to get in with, good for one socket; rejects as the API does
   * @param {() => string[]} settings.watch whose presence to ask for
   * @param {() => boolean} settings.away whether nobody uses the device
   * @param {(url: string, protocols: string[]) => WebSocket} [settings.openSocket]
   * @param {Timer} [settings.timer]
   * @param {Timer} [settings.pacemaker] for heartbeats, which must not slow down in a hidden tab
   * @param {() => number} [settings.now]
   */
  constructor(settings) {
    this.#settings = {
      openSocket: (/** @type {string} */ url, /** @type {string[]} */ protocols) => new WebSocket(url, protocols),
      timer: windowTimer,
      pacemaker: windowTimer,
      now: Date.now,
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
    if (!this.isOpen) {
      this.retryNow();
    } else if (!this.#probing) {
      void this.#ask();
    }
  }

  /** Tells at once who is watched and whether the user is away, for one of them has changed. */
  beat() {
    if (this.isOpen) {
      this.#heartbeat();
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
        if (!this.#probing) {
          void this.#ask();
        }
      }, ANSWER_MILLIS);
      this.#waiting.set(requestId, { resolve, reject, cancel });
      this.#send(socket, { ...action, requestId });
    });
  }

  /**
   * For what nothing need answer.
   *
   * @param {Ack | Typing | Heartbeat} action
   * @returns {boolean} false if there is no connection
   */
  tell(action) {
    if (this.#socket && this.isOpen) {
      this.#send(this.#socket, action);
      return true;
    }
    return false;
  }

  /**
   * Whatever it is, it is a sign of life.
   *
   * @param {WebSocket} socket
   * @param {{action: string, requestId?: string}} frame
   */
  #send(socket, frame) {
    socket.send(JSON.stringify(frame));
    this.#sentAt = this.#settings.now();
    if (frame.action === "heartbeat") {
      this.#beatAt = this.#sentAt;
    }
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
        this.#pace = null;
        this.#heardAt = this.#settings.now();
        this.#change({ phase: "open" });
        void this.#ask();
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
    this.#probing = false;
    this.#cancelHeartbeat();
    socket?.close();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject, cancel } of waiting) {
      cancel();
      reject(new NoAnswerError("The connection was lost."));
    }
  }

  /** Asks for an answer unless the pace is slow, since each is a frame, or one is on its way already. */
  #heartbeat() {
    if (this.#probing) {
      this.tell(this.#signOfLife());
    } else if (this.#pace === null || this.#pace <= BRISK_SECONDS) {
      void this.#ask();
    } else if (this.tell(this.#signOfLife())) {
      this.#schedule();
    }
  }

  /** A heartbeat that is answered unless the socket is dead. */
  async #ask() {
    const socket = this.#socket;
    this.#probing = true;
    this.#cancelHeartbeat();
    try {
      await this.request(this.#signOfLife());
    } catch (error) {
      if (socket !== this.#socket || !socket) {
        return;
      }
      this.#probing = false;
      if (error instanceof RefusedError) {
        this.#beatIn(error.retryAfterMillis ?? ANSWER_MILLIS, () => this.#heartbeat());
      } else {
        this.#lost(socket);
      }
    }
  }

  /** @returns {Heartbeat} */
  #signOfLife() {
    const watch = this.#settings.watch().slice(0, WATCHED_USERS);
    return {
      action: "heartbeat",
      ...(watch.length > 0 ? { watch } : {}),
      ...(this.#pace === null ? {} : { everySeconds: this.#pace }),
      away: this.#settings.away(),
    };
  }

  /** @param {number} seconds */
  #keep(seconds) {
    this.#pace = seconds;
    this.#schedule();
  }

  /** The next heartbeat when it is due: at once if that is now, as when the pace has become brisk. */
  #schedule() {
    const rest = this.#dueAt() - this.#settings.now();
    if (rest <= 0) {
      this.#heartbeat();
    } else {
      this.#beatIn(rest, () => this.#schedule());
    }
  }

  /** Other frames do as well, unless somebody is watched, or it is to be noticed soon that they go nowhere. */
  #dueAt() {
    const pace = this.#pace ?? 0;
    if (this.#settings.watch().length > 0) {
      return this.#beatAt + Math.min(pace, WATCH_SECONDS) * 1_000;
    }
    return (pace > BRISK_SECONDS ? this.#sentAt : Math.min(this.#sentAt, this.#heardAt)) + pace * 1_000;
  }

  /** @param {number} millis @param {() => void} action */
  #beatIn(millis, action) {
    this.#cancelHeartbeat();
    this.#cancelHeartbeat = this.#settings.pacemaker(action, millis);
  }

  /** @param {unknown} data */
  #receive(data) {
    this.#heardAt = this.#settings.now();
    const event = readEvent(data);
    if (!event) {
      return;
    }
    switch (event.event) {
      case "alive":
        this.#answer(event);
        this.#probing = false;
        this.#failures = 0; // not at opening: a server that accepts and hangs up must not be hammered
        this.#keep(event.nextHeartbeatSeconds);
        return this.#notify((listeners) => listeners.alive?.(event));
      case "presence":
        if (event.nextHeartbeatSeconds !== undefined) {
          this.#keep(event.nextHeartbeatSeconds);
        }
        return this.#notify((listeners) => listeners.presence?.(event.users));
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
