/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.fault.Selector.Target;
import dev.mcpjunit.fault.internal.Incoming;
import dev.mcpjunit.fault.internal.Medium;
import dev.mcpjunit.fault.internal.Script;
import dev.mcpjunit.fault.internal.Scripts;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Passes the lines of one client to its server and back. A line to which nothing happens passes as it is; from a batch,
 * the messages to which something happens go their own way, one by one.
 */
final class Conversation {

    private final StdioBridgeConfig config;
    private final int connection;
    private final RelayLink client;
    private final ServerInput server;
    private final ExchangeContext context;
    private final InFlight inFlight;
    private final Executor threads;

    Conversation(
            StdioBridgeConfig config, int connection, ServerInput server, ExchangeContext context, Executor threads) {
        this.config = config;
        this.connection = connection;
        this.client = context.client();
        this.server = server;
        this.context = context;
        this.inFlight = context.inFlight();
        this.threads = threads;
    }

    /** Takes what the client says. */
    LineCutter.Taker fromClient() {
        return new LineCutter.Taker() {
            @Override
            public void line(byte[] line) {
                clientLine(line);
            }

            @Override
            public void piece(byte[] piece, boolean last) {
                forward(piece, List.of());
            }
        };
    }

    private void clientLine(byte[] line) {
        RpcMessages messages = RpcMessages.in(line);
        List<ExchangeRecord> unchanged = new ArrayList<>();
        List<ScriptedExchange> scripted = new ArrayList<>();
        for (JsonObject message : messages.all()) {
            ExchangeRecord entry = config.traffic()
                    .begin(
                            config.server(),
                            connection,
                            message,
                            line.length / messages.all().size(),
                            Map.of());
            Script script =
                    config.faults().decide(Medium.STDIO, Target.MESSAGE, config.server(), message, entry::fault);
            if (script == Scripts.NONE) {
                unchanged.add(entry);
                inFlight.add(entry);
            } else {
                byte[] own = messages.batch() ? Line.of(message.toString()) : line;
                var exchange = new ScriptedExchange(entry, script, own, server, context);
                scripted.add(exchange);
                inFlight.add(exchange);
            }
        }
        if (scripted.isEmpty()) {
            forward(line, unchanged);
        } else if (!unchanged.isEmpty()) {
            forward(
                    Line.of(
                            messages.batch(),
                            unchanged.stream().map(ExchangeRecord::message).toList()),
                    unchanged);
        }
        scripted.forEach(this::start);
    }

    private void forward(byte[] line, List<ExchangeRecord> messages) {
        try {
            server.write(line);
            messages.forEach(ExchangeRecord::forwarded);
            messages.forEach(ExchangeRecord::accepted);
        } catch (IOException gone) {
            messages.forEach(message -> message.finished(Outcome.SERVER_GONE));
        }
        messages.stream().filter(message -> !message.isRequest()).forEach(inFlight::remove);
    }

    private void start(ScriptedExchange exchange) {
        try {
            threads.execute(exchange.begin());
        } catch (RejectedExecutionException closed) {
            exchange.giveUp();
        }
    }

    /** Takes what the server says. */
    LineCutter.Taker fromServer() {
        return new LineCutter.Taker() {

            private boolean inPieces;

            @Override
            public void line(byte[] line) throws IOException {
                serverLine(line);
            }

            @Override
            public void piece(byte[] piece, boolean last) throws IOException {
                if (!inPieces) {
                    client.beginMessage();
                }
                inPieces = !last;
                try {
                    client.write(piece, 0, piece.length);
                } finally {
                    if (last) {
                        client.endMessage();
                    }
                }
            }
        };
    }

    private void serverLine(byte[] line) throws IOException {
        RpcMessages messages = RpcMessages.in(line);
        List<JsonObject> unchanged = new ArrayList<>();
        for (JsonObject message : messages.all()) {
            Optional<ExchangeRecord> about = inFlight.of(message);
            // The answer can be quicker than the thread that has forwarded the request.
            about.ifPresent(asked -> {
                asked.forwarded();
                asked.sentByServer(message);
            });
            if (about.isEmpty()) {
                config.traffic().unasked(config.server(), connection, message);
            }
            Optional<ScriptedExchange> script = about.flatMap(inFlight::script);
            if (script.isPresent()) {
                byte[] own = messages.batch() ? Line.of(message.toString()) : line;
                script.get().take(Incoming.line(message, own));
            } else {
                unchanged.add(message);
                about.filter(asked -> RpcMessage.isResponse(message))
                        .ifPresent(
                                asked -> asked.finished(client.isOutputClosed() ? Outcome.CUT : Outcome.of(message)));
            }
        }
        if (unchanged.size() == messages.all().size()) {
            client.write(line);
        } else if (!unchanged.isEmpty()) {
            client.write(Line.of(messages.batch(), unchanged));
        }
    }

    /** Say why there is no server, as its shell would. */
    static byte[] noServer(RuntimeException reason) {
        return ("mcp-junit: " + reason.getMessage() + "\n").getBytes(UTF_8);
    }
}
