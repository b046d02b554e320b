package chat.local.gateway;

import chat.local.time.Timers;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Time and chance. The timers must keep the clock's time. */
public record Surroundings(InstantSource clock, Timers timers, RandomGenerator random) {}
