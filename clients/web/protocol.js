// The socket: one connection that mends itself, requests with answers, heartbeats at the server's pace.

/** @typedef {{type: "text", text: string}} Content */
/**
 * @typedef {object} Message
 * @property {string} channelId
 * @property {number} seq
 * @property {string} sender
 * @property {string} clientMessageId
 * @property {number} sentAt milliseconds since 1970, by the server's clock
 * @property {Content} content
 */
/**
 * @typedef {object} ChannelEntry
 * @property {string} channelId
 * @property {string} kind
 * @property {string} [peer]
 * @property {number} head
 * @property {number} unread
 * @property {number} delivered the caller's own cursor
 * @property {number} read the caller's own cursor
 * @property {Message} [lastMessage]
 */

/**
 * @typedef {{requestId?: string}} Answered
 * @typedef {Answered & {event: "accepted", channelId: string, clientMessageId: string, seq: number, sentAt: number}} Accepted
 * @typedef {Answered & {event: "alive", nextHeartbeatMillis: number, presence: {userId: string, state: string}[]}} Alive
 * @typedef {Answered & {event: "synced", channels: ChannelEntry[], next?: string}} Synced
 * @typedef {Answered & {event: "page", channelId: string, messages: Message[], more: boolean}} Page
 * @typedef {Answered & {event: "refused", code: string, reason: string, retryAfterMillis?: number, errorId?: string}} Refused
 * @typedef {Message & {event: "message", requestId?: undefined}} Delivered
 * @typedef {{event: "receipt", channelId: string, userId: string, delivered: number, read: number,
 *   requestId?: undefined}} Receipt
 * @typedef {{event: "typing", channelId: string, userId: string, requestId?: undefined}} PeerTyping
 * @typedef {Accepted | Alive | Synced | Page | Refused | Delivered | Receipt | PeerTyping} ServerEvent
 */

/** @typedef {{channelId: string} | {userId: string}} Destination */
/**
 * @typedef {{action: "send", clientMessageId: string, afterSeq: number, content: Content} & Destination} Send
 * @typedef {{action: "heartbeat", watch: string[]}} Heartbeat
 * @typedef {{action: "ack", channels: {channelId: string, delivered: number, read: number}[]}} Ack
 * @typedef {{action: "typing", channelId: string}} Typing
 * @typedef {{action: "sync", after?: string}} Sync
 * @typedef {{action: "history", channelId: string, before?: number, after?: number, limit?: number}} History
 */
/**
 * The event that answers an action, refusals apart.
 *
 * @template A
 * @typedef {A extends Send ? Accepted : A extends Heartbeat ? Alive : A extends Sync ? Synced : Page} AnswerTo
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
 * @property {(message: Message) => void} [message]
 * @property {(receipt: Receipt) => void} [receipt]
 * @property {(typing: PeerTyping) => void} [typing]
 * @property {(alive: Alive) => void} [alive]
 * @property {() => void} [expired] no further attempt is made
 */
/** @typedef {(action: () => void, millis: number) => (() => void)} Timer runs later; returns how to cancel */

export const SUBPROTOCOL = "chat.v1";
export const TEXT_BYTES = 8192;
export const HISTORY_PAGE = 100;
export const WATCHED_USERS = 50;
export const ACK_CHANNELS = 50;

const ANSWER_MILLIS = 10_000;
const OPENING_MILLIS = 15_000;
const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 30_000;

/** The server said no, for a reason. */
export class RefusedError extends Error {
  /** @param {Refused} refused */
  constructor(refused) {
    super(refused.reason);
    this.code = refused.code;
    this.retryAfterMillis = refused.retryAfterMillis;
  }

  /** Whether the very same action may do better in a moment. */
  get passing() {
    return this.code === "BUSY" || this.code === "INTERNAL";
  }
}

/** No answer came: the action may or may not have been done. */
export class NoAnswerError extends Error {}

/** @type {Timer} */
export const windowTimer = (action, millis) => {
  const id = setTimeout(action, millis);
  return () => clearTimeout(id);
};

/**
 * Half of the delay is chance, so that the clients of a failed server do not all return at once.
 *
 * @param {number} failures in a row, from 1
 * @param {() => number} random
 */
export function retryDelay(failures, random = Math.random) {
  const ceiling = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS * 2 ** Math.min(failures - 1, 16));
  return Math.round(ceiling * (0.5 + random() / 2));
}

export class Connection {
  /** @type {Status} */
  #status = { phase: "closed" };
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {Map<string, {resolve: (event: any) => void, reject: (error: Error) => void, cancel: () => void}>} */
  #waiting = new Map();
  #failures = 0;
  #requests = 0;
  #cancelRetry = () => {};
  #cancelHeartbeat = () => {};
  /** @type {Listeners[]} */
  #listeners = [];
  #settings;

  /**
   * @param {object} settings
   * @param {string} settings.url
   * @param {string} settings.token
   * @param {number} settings.expiresAt when the token ends, milliseconds since 1970
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
      this.#open();
    }
  }

  /** For good. */
  stop() {
    globalThis.removeEventListener?.("online", this.#whenOnline);
    globalThis.removeEventListener?.("offline", this.#whenOffline);
    this.#cancelRetry();
    this.#drop();
    this.#change({ phase: "closed" });
  }

  /** Stops waiting and tries at once. */
  retryNow() {
    if (this.#status.phase === "waiting") {
      this.#cancelRetry();
      this.#open();
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
   * @template {Send | Heartbeat | Sync | History} A
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

  #open() {
    this.#change({ phase: "connecting" });
    const { url, token, openSocket, timer } = this.#settings;
    const socket = openSocket(url, [SUBPROTOCOL, `bearer.${token}`]);
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
    const neverOpened = !this.isOpen;
    this.#drop();
    if (neverOpened && Date.now() >= this.#settings.expiresAt) {
      // The browser hides the 401, so the clock must tell why.
      this.stop();
      this.#notify((listeners) => listeners.expired?.());
      return;
    }
    const delay = retryDelay(++this.#failures);
    this.#cancelRetry = this.#settings.timer(() => this.#open(), delay);
    this.#change({
      phase: "waiting",
      retryAt: Date.now() + delay,
      unreachable: globalThis.navigator?.onLine === false,
    });
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
    const event = decode(data);
    if (!event) {
      return;
    }
    if (event.event === "message") {
      this.#notify((listeners) => listeners.message?.(event));
      return;
    }
    if (event.event === "receipt") {
      this.#notify((listeners) => listeners.receipt?.(event));
      return;
    }
    if (event.event === "typing") {
      this.#notify((listeners) => listeners.typing?.(event));
      return;
    }
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

/**
 * @param {unknown} data
 * @returns {ServerEvent | null} null for what this client does not understand
 */
function decode(data) {
  try {
    const event = JSON.parse(String(data));
    return typeof event?.event === "string" ? event : null;
  } catch {
    return null;
  }
}
