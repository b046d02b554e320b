package chat.local.gateway.http;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * A request.
 *
 * @param path still encoded
 * @param query still encoded, without the question mark; empty for none
 * @param protocol such as {@code HTTP/1.1}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpCall(String method, String path, String query, HttpHeaders headers, byte[] body, String sourceIp,
    String protocol) {}
