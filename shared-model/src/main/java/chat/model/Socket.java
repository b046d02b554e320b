package chat.model;

import java.time.Instant;

/** An open socket as far as is known: whose device it serves, and since when. */
public record Socket(DeviceId device, Instant since) {}
