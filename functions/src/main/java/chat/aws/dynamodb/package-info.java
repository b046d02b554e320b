/** The stores on DynamoDB: an item a table, a store a port. */
@NullMarked
package chat.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
