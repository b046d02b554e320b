/** Notifications through SNS, to Apple's and Google's services. */
@NullMarked
package chat.aws.sns;

import org.jspecify.annotations.NullMarked;
