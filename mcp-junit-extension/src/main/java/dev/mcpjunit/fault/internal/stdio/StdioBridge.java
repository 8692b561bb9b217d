/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/**
 * Stands between any MCP client and a server on standard input and output: the client starts a relay, and each relay
 * gets a real server of its own. Bytes pass unchanged and without buffering, line by line, until a fault is planned;
 * everything is recorded either way.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StdioBridge implements AutoCloseable {

    private final RelayListener listener;
    private final AtomicInteger clients = new AtomicInteger();

    private StdioBridge(StdioBridgeConfig config) throws IOException {
        this.listener = new RelayListener(config.server(), config.upstream(), (command, relay, client, threads) -> {
            config.traffic().noteClient();
            return new RelaySession(config, clients.incrementAndGet(), client, relay, threads, command);
        });
    }

    /**
     * Start a bridge.
     *
     * @throws UncheckedIOException if it cannot listen, or cannot write the relay's class file
     */
    public static StdioBridge start(StdioBridgeConfig config) {
        try {
            return new StdioBridge(config);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "Cannot start the bridge to server '" + config.server() + "': " + failure.getMessage(), failure);
        }
    }

    /** What clients run instead of the server. */
    public McpEndpoint.Stdio endpoint() {
        return listener.endpoint();
    }

    /** End all relays and their servers; returns when they have gone, within a few seconds. */
    @Override
    public void close() {
        listener.close();
    }
}
