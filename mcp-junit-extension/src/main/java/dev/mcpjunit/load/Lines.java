/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.wire.UnexpectedAnswers;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.load.internal.Footprint;
import dev.mcpjunit.load.internal.LoadTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The connections of all clients to one server. Closing them leaves that of the test open. */
final class Lines implements AutoCloseable {

    private final LoadTarget target;
    private final List<Line> lines = new ArrayList<>();
    private final List<McpConnection> opened = new ArrayList<>();
    private Footprint before = Footprint.UNKNOWN;

    /** A connection of a client, or why there is none. */
    private sealed interface Line {

        /** @param before the unexpected answers that came before the first call */
        record Open(McpConnection connection, UnexpectedAnswers before) implements Line {}

        record Failed(McpException failure) implements Line {}
    }

    private Lines(LoadTarget target) {
        this.target = target;
    }

    /** Connect so many clients. That one cannot be connected is found by its calls. */
    static Lines open(LoadTarget target, int clients) {
        var lines = new Lines(target);
        lines.add(target::connection);
        for (int client = 1; client < clients; client++) {
            lines.add(() -> {
                McpConnection further = target.open();
                lines.opened.add(further);
                return further;
            });
        }
        lines.before = target.footprint();
        return lines;
    }

    private void add(Supplier<McpConnection> connect) {
        try {
            McpConnection connection = connect.get();
            lines.add(new Line.Open(connection, connection.unexpectedAnswers()));
        } catch (McpException failure) {
            lines.add(new Line.Failed(failure));
        }
    }

    /**
     * The connection of a client.
     *
     * @throws McpException if it could not be opened
     */
    McpConnection of(int client) {
        Line line = lines.get(client);
        if (line instanceof Line.Failed failed) {
            throw failed.failure();
        }
        return ((Line.Open) line).connection();
    }

    Duration requestTimeout() {
        return target.requestTimeout();
    }

    Footprint before() {
        return before;
    }

    Footprint now() {
        return target.footprint();
    }

    /**
     * Ask each connection for a sign of life, and wait for it. What the server has written before that has been read
     * then, also a further answer to the last call.
     *
     * @return why it is not known whether all has been read; empty if it has
     */
    Optional<String> readAll(Duration timeout) {
        for (Line line : lines) {
            try {
                if (line instanceof Line.Open open) {
                    McpConnection connection = open.connection();
                    String method = connection.server().protocol().isStateless() ? Methods.DISCOVER : Methods.PING;
                    connection.request(method, JsonObject.EMPTY, timeout);
                }
            } catch (McpErrorException anyAnswer) {
                // Whoever refuses the question has answered it.
            } catch (McpException failure) {
                return Optional.of(String.valueOf(failure.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** The answers that came since the start and that no request of ours had asked for, or not for a second time. */
    UnexpectedAnswers unexpectedAnswers() {
        var unexpected = UnexpectedAnswers.NONE;
        for (Line line : lines) {
            if (line instanceof Line.Open open) {
                unexpected =
                        unexpected.and(open.connection().unexpectedAnswers().since(open.before()));
            }
        }
        return unexpected;
    }

    @Override
    public void close() {
        opened.forEach(McpConnection::close);
    }
}
