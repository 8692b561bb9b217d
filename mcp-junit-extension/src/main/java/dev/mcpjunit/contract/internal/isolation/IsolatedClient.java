/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.isolation;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.isolation.ClientIdentity;
import dev.mcpjunit.contract.isolation.IsolatedCall;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Prompt;
import dev.mcpjunit.model.Resource;
import dev.mcpjunit.model.ResourceTemplate;
import dev.mcpjunit.model.Tool;
import java.util.List;
import java.util.Set;

/** One client in a check: makes calls, and fails the check when an answer has data of another client. */
final class IsolatedClient {

    private static final int EXCERPT = 300;

    private final ClientIdentity identity;
    private final McpConnection connection;
    private final IsolationTrial trial;
    private volatile boolean hasSeenOwn;

    IsolatedClient(ClientIdentity identity, McpConnection connection, IsolationTrial trial) {
        this.identity = identity;
        this.connection = connection;
        this.trial = trial;
    }

    McpConnection connection() {
        return connection;
    }

    /** Write new data by every call that writes. */
    void write() {
        for (IsolatedCall call : trial.declared().writes()) {
            int number = trial.numberFor(this);
            look(call.tool(), call(call.tool(), trial.nonces().fill(call.arguments(), number)), Kind.WRITE);
        }
    }

    /** Make every call that reads. */
    void read() {
        for (IsolatedCall call : trial.declared().reads()) {
            look(call.tool(), call(call.tool(), call.arguments()), Kind.READ);
        }
    }

    /** Whether an answer to a call that reads had data of this client. */
    boolean hasSeenOwn() {
        return hasSeenOwn;
    }

    private enum Kind {
        WRITE,
        READ,
        LIST,
        ERROR
    }

    /** The whole error as sent, if the server sent one; otherwise what is known of the failure. */
    private static JsonValue error(McpException failure) {
        return failure instanceof McpErrorException answered
                ? answered.raw()
                : JsonValue.of(String.valueOf(failure.getMessage()));
    }

    private JsonObject call(String tool, JsonObject arguments) {
        JsonObject params = JsonObject.builder()
                .put("name", tool)
                .put("arguments", arguments)
                .build();
        String called = identity + " called " + tool + " " + arguments + " and got ";
        JsonObject result;
        try {
            result = connection.request(
                    Methods.CALL_TOOL, params, trial.declared().callTimeout());
        } catch (McpException failure) {
            trial.happened(called + "the error " + error(failure));
            look(tool, error(failure), Kind.ERROR);
            throw Finding.inconclusive(
                    "the call of '" + tool + "' by '" + identity + "' failed: " + failure.getMessage());
        }
        trial.happened(called + result);
        if (result.bool("isError").orElse(false)) {
            look(tool, result, Kind.ERROR);
            throw Finding.inconclusive("the call of '" + tool + "' by '" + identity + "' reports an error: "
                    + Printable.line(result.toString(), EXCERPT) + " Name calls that succeed: writing(…), reading(…)");
        }
        return result;
    }

    private void look(String what, JsonValue answer, Kind kind) {
        Set<Integer> numbers = trial.nonces().in(answer.toString());
        for (int number : numbers) {
            IsolatedClient owner = trial.owner(number);
            if (owner != this) {
                throw Finding.failed("server '" + trial.server() + "' showed client '" + identity + "' data of client '"
                        + owner.identity + "': the answer to '" + what + "' has "
                        + trial.nonces().at(number) + ", which '"
                        + owner.identity + "' wrote. The answer was "
                        + Printable.line(answer.toString(), EXCERPT));
            }
            hasSeenOwn |= kind == Kind.READ;
        }
    }

    /**
     * Search a list that every client can ask for; says whether it has data of this client.
     *
     * @throws McpException if the list could not be read; it shows no data of another client
     */
    boolean lookInto(McpList list) {
        trial.happened(identity + " asked for " + list.method());
        try {
            JsonValue content = JsonValue.of(entries(list));
            look(list.method(), content, Kind.LIST);
            return !trial.nonces().in(content.toString()).isEmpty();
        } catch (McpException refused) {
            look(list.method(), error(refused), Kind.ERROR);
            throw refused;
        }
    }

    private List<JsonObject> entries(McpList list) {
        return switch (list) {
            case TOOLS -> connection.listTools().stream().map(Tool::raw).toList();
            case PROMPTS -> connection.listPrompts().stream().map(Prompt::raw).toList();
            case RESOURCES ->
                connection.listResources().stream().map(Resource::raw).toList();
            case RESOURCE_TEMPLATES ->
                connection.listResourceTemplates().stream()
                        .map(ResourceTemplate::raw)
                        .toList();
        };
    }

    @Override
    public String toString() {
        return identity.toString();
    }
}
