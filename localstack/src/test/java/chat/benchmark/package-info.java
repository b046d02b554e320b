/** Programs that measure, on this machine. Their figures are local ones; what counts are the ratios within a run. */
@NullMarked
package chat.benchmark;

import org.jspecify.annotations.NullMarked;
