/** What users tell the operator of others. */
@NullMarked
package chat.report;

import org.jspecify.annotations.NullMarked;
