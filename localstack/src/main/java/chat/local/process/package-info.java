/** Functions in processes of their own, as Lambda runs them: AWS's own runtime client against a local Runtime API. */
@NullMarked
package chat.local.process;

import org.jspecify.annotations.NullMarked;
