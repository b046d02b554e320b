package chat.model;

import java.time.Instant;

/**
 * A socket as far as is known.
 *
 * @param device whose device it serves
 * @param shownUntil for how long the user counts as there without another sign of life on it, the grace time included
 * @param away whether the device told that nobody uses it
 * @param closed whether it is known to be closed: then it only counts until its grace time is over
 */
public record Socket(DeviceId device, Instant since, Instant shownUntil, boolean away, boolean closed) {}
