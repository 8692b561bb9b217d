/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import java.net.http.HttpClient;
import java.util.Optional;
import org.apiguardian.api.API;

/** Ends HTTP clients. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpClients {

    private HttpClients() {}

    /**
     * Close a client: its connections, running exchanges, and threads. Before Java 21, a client cannot be closed; its
     * connections and its thread end when it is garbage-collected.
     *
     * @return a description of the problem; empty if there was none
     */
    public static Optional<String> end(HttpClient client) {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
            return Optional.empty();
        } catch (NoSuchMethodException beforeJava21) {
            return Optional.empty();
        } catch (ReflectiveOperationException unexpected) {
            return Optional.of("The HTTP client could not be closed: " + unexpected);
        }
    }
}
