/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.drift.change.Usage;
import dev.mcpjunit.drift.internal.use.ResourceUris;
import dev.mcpjunit.internal.pin.Pin;
import dev.mcpjunit.internal.pin.ProjectFiles;
import dev.mcpjunit.internal.pin.RecordedDrift;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Prompt;
import dev.mcpjunit.model.RecordedPrompt;
import dev.mcpjunit.transcript.TranscriptExchange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opentest4j.AssertionFailedError;

/**
 * Rejects recordings that do not say what is used of a snapshot. Without these checks, everything would be unused.
 *
 * @param snapshot the file of the snapshot
 * @param pinned what it says
 */
record UsedByChecks(Pin pin, Class<?> testClass, ProjectFiles files, Path snapshot, Catalog pinned) {

    /** Reject a recording that is older or newer than the snapshot, or of another server. */
    void check(RecordedDrift recorded) {
        rejectUnknownPrompts(recorded);
        rejectForeign(recorded);
        recorded.newer(files.show(snapshot), pinned, pin.options(), files.command(testClass, "update"))
                .ifPresent(newer -> {
                    throw newer;
                });
        recorded.stale(files, snapshot, pinned, pin.options()).ifPresent(stale -> {
            throw stale;
        });
    }

    private void rejectForeign(RecordedDrift recorded) {
        Usage usage = recorded.cassette().usage();
        if (usage.isEmpty()) {
            return;
        }
        boolean isOfServer = uses(usage, Set.of())
                || usage.prompts().stream().anyMatch(prompt -> pinned.prompts().stream()
                        .anyMatch(known -> known.name().equals(prompt.name())))
                || usage.resources().stream().anyMatch(uri -> ResourceUris.isDeclared(pinned, uri));
        // What the recorded server listed may be newer or older than the snapshot, and is reported so.
        boolean isListed = recorded.cassette().listedTools().stream()
                .anyMatch(tool -> pinned.tool(tool.name()).isPresent());
        if (!isOfServer && !(isListed && hasResult(recorded))) {
            throw wrong(
                    recorded,
                    " has no request for a tool, a prompt or a resource of " + files.show(snapshot)
                            + ", so that it does not say what is used. Name a cassette of this server.");
        }
        if (!hasResult(recorded)) {
            throw wrong(
                    recorded,
                    " has only requests that failed, so that it does not say what is used. Record calls that succeed,"
                            + " or remove usedBy.");
        }
    }

    /** Whether a request of a recording succeeded, apart from the handshake and lists. */
    private static boolean hasResult(RecordedDrift recorded) {
        Set<String> methods = recorded.cassette().usage().methods().stream()
                .filter(method -> !method.endsWith("/list"))
                .collect(toSet());
        return recorded.cassette().transcript().exchanges().stream()
                .filter(exchange -> exchange.request()
                        .filter(RpcMessage::isRequest)
                        .flatMap(request -> request.string("method"))
                        .filter(methods::contains)
                        .isPresent())
                .anyMatch(UsedByChecks::succeeded);
    }

    /** A subscription is answered when it ends, so that an answer may be missing. */
    private static boolean succeeded(TranscriptExchange exchange) {
        boolean listens = exchange.request()
                .filter(request -> RpcMessage.isCall(request, Methods.LISTEN))
                .isPresent();
        if (listens && exchange.response().isEmpty()) {
            return true;
        }
        Optional<JsonObject> result = exchange.response().flatMap(response -> response.object("result"));
        return result.filter(each -> !each.bool("isError").orElse(false)).isPresent();
    }

    /** Reject recordings that call none of the tools that are pinned. */
    void checkTools(Usage usage) {
        Set<String> tools = pin.options().tools();
        if (!tools.isEmpty() && !uses(usage, tools)) {
            throw WrongConfiguration.because("@PinnedSchema(usedBy) on " + testClass.getName()
                    + ": no recorded call is of a tool in tools = \"" + String.join("\", \"", tools)
                    + "\", so that the recording does not say what is used. Name a cassette that has such calls, or"
                    + " remove usedBy.");
        }
    }

    private boolean uses(Usage usage, Set<String> tools) {
        return usage.calls().stream()
                .anyMatch(call ->
                        pinned.tool(call.tool()).isPresent() && (tools.isEmpty() || tools.contains(call.tool())));
    }

    /**
     * What is not pinned cannot drift, so that a recording of a former prompt would say nothing about the present one.
     */
    private void rejectUnknownPrompts(RecordedDrift recorded) {
        recorded.cassette().usage().prompts().stream()
                .filter(prompt -> prompt.result().isPresent())
                .flatMap(prompt -> unknown(prompt).stream())
                .findFirst()
                .ifPresent(unknown -> {
                    throw new AssertionFailedError(
                            "Stale cassette: " + recorded.file().shown() + " no longer fits " + files.show(snapshot)
                                    + "\n\n  a recorded request " + unknown
                                    + ", which the snapshot does not have\n\n  Record again with   "
                                    + recorded.file().refresh()
                                    + "\n  If the server has it now, update the snapshot with   "
                                    + files.command(testClass, "update"));
                });
    }

    /** What a recorded request for a prompt uses that is not pinned. */
    private Optional<String> unknown(RecordedPrompt prompt) {
        String name = Printable.line(prompt.name());
        Optional<Prompt> known = pinned.prompts().stream()
                .filter(each -> each.name().equals(prompt.name()))
                .findFirst();
        if (known.isEmpty()) {
            return Optional.of("is for prompt '" + name + "'");
        }
        List<String> declared = known.get().arguments().stream()
                .flatMap(argument -> argument.string("name").stream())
                .toList();
        return prompt.arguments().members().keySet().stream()
                .filter(sent -> !declared.contains(sent))
                .findFirst()
                .map(sent -> "for prompt '" + name + "' sends '" + Printable.line(sent) + "'");
    }

    private RuntimeException wrong(RecordedDrift recorded, String why) {
        return WrongConfiguration.because("@PinnedSchema(usedBy) on " + testClass.getName() + ": "
                + recorded.file().shown() + why);
    }
}
