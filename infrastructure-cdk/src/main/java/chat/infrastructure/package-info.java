/** The CDK app: {@code chat.topology} as CloudFormation stacks. */
@NullMarked
package chat.infrastructure;

import org.jspecify.annotations.NullMarked;
