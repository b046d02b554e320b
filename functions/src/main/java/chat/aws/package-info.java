/** The clients of AWS services, built in one place. */
@NullMarked
package chat.aws;

import org.jspecify.annotations.NullMarked;
