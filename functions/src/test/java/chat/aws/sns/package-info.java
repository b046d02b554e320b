@NullMarked
package chat.aws.sns;

import org.jspecify.annotations.NullMarked;
