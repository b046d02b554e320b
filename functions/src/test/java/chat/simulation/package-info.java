/** The whole message path under injected faults, and what judges it: see docs/simulation.md. */
@NullMarked
package chat.simulation;

import org.jspecify.annotations.NullMarked;
