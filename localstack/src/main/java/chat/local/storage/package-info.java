/** Files: an engine that speaks S3. */
@NullMarked
package chat.local.storage;

import org.jspecify.annotations.NullMarked;
