/** What exists in the cloud as plain data. The CDK app, the embedded cloud and the tests build from it. */
@NullMarked
package chat.topology;

import org.jspecify.annotations.NullMarked;
