/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.time.BoundedCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Exchanges small documents. The timeout of a request of the JDK ends with the head of the answer, and a body may never
 * end: here the bound includes the body, and the size of the body is limited.
 */
final class BoundedExchange {

    private static final int LIMIT = 1024 * 1024;

    private BoundedExchange() {}

    /** An answer is larger than any document that it should be. */
    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("more than " + LIMIT / 1024 + " KiB (the limit of mcp-junit)");
        }
    }

    /**
     * Send a request and read the whole answer.
     *
     * @throws TimeoutException if there is no complete answer within the bound
     * @throws ExecutionException if there is none at all; a {@link TooLargeException} is the cause if it is too large
     */
    static OAuthReply send(HttpClient client, HttpRequest request, Duration bound)
            throws TimeoutException, ExecutionException, InterruptedException {
        return BoundedCall.run("mcp-junit asks " + request.uri().getHost(), bound, () -> {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(LIMIT + 1);
                if (body.length > LIMIT) {
                    throw new TooLargeException();
                }
                return new OAuthReply(
                        request.uri(), response.statusCode(), response.headers(), new String(body, UTF_8));
            }
        });
    }
}
