package chat.local.console;

import chat.local.dynamodb.DynamoDbEngine;
import chat.local.fault.FaultSwitches;
import chat.local.function.FunctionHost;
import chat.local.gateway.GatewayServer;
import chat.local.push.PushEngine;
import chat.local.queue.QueueEngine;
import chat.local.trace.Journal;
import java.net.URI;

/**
 * The parts that the console looks into.
 *
 * @param stage part of every table's name
 * @param page where people talk
 */
public record RunningCloud(String stage, URI page, Journal journal, FunctionHost functions, FaultSwitches faults,
    DynamoDbEngine tables, GatewayServer gateway, QueueEngine queues, PushEngine push) {}
