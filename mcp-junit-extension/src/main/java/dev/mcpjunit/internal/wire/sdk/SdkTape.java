/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Records messages of the SDK as it writes them. A recording must not fail the client: what it throws is logged. */
final class SdkTape {

    private static final System.Logger LOG = System.getLogger(SdkTape.class.getName());

    private final ConnectionTape tape;

    SdkTape(ConnectionTape tape) {
        this.tape = tape;
    }

    /** Record a message of the client. */
    ExchangeTape begin(Object message) {
        try {
            return written(message).map(this::begin).orElse(ExchangeTape.OFF);
        } catch (RuntimeException problem) {
            report(problem);
            return ExchangeTape.OFF;
        }
    }

    private ExchangeTape begin(Written written) {
        ExchangeTape exchange = tape.begin(written.json());
        exchange.fromClient(written.json(), written.text().getBytes(UTF_8).length);
        if (!RpcMessage.isRequest(written.json())) {
            exchange.end(Outcome.ACCEPTED, Optional.empty());
        }
        return exchange;
    }

    /** Record a message of the server. */
    void delivered(Object message) {
        try {
            written(message).ifPresent(written -> tape.delivered(written.text(), written.json()));
        } catch (RuntimeException problem) {
            report(problem);
        }
    }

    private static void report(RuntimeException problem) {
        LOG.log(System.Logger.Level.WARNING, "A message of the SDK is missing in the transcript", problem);
    }

    /** A message as the SDK writes it. */
    private record Written(String text, JsonObject json) {}

    private static Optional<Written> written(Object message) {
        try {
            String text = McpJsonDefaults.getMapper().writeValueAsString(message);
            return Json.parse(text) instanceof JsonObject json
                    ? Optional.of(new Written(text, json))
                    : Optional.empty();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
