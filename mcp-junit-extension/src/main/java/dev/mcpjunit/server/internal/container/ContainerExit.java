/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.EventsCmd;
import com.github.dockerjava.api.model.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Learns of the end of a container when it happens, from Docker's events: nothing has to be polled, and a container
 * that ends within a moment of its start is not missed.
 */
final class ContainerExit implements AutoCloseable {

    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final ResultCallback.Adapter<Event> events = new ResultCallback.Adapter<>() {
        @Override
        public void onNext(Event event) {
            code.complete(exitCode(event));
        }
    };

    private ContainerExit() {}

    /** Watch for a container that will carry a label of its own. */
    static ContainerExit ofLabel(String label, String value) {
        // Docker may begin to deliver late, and its clock may go otherwise than ours; before this, there is nothing.
        String since = Long.toString(Instant.now().minus(1, ChronoUnit.HOURS).getEpochSecond());
        return watching(Images.client()
                .eventsCmd()
                .withLabelFilter(Map.of(label, value))
                .withSince(since));
    }

    /** Watch for a container that runs. */
    static ContainerExit ofContainer(String id) {
        ContainerExit exit = watching(Images.client().eventsCmd().withContainerFilter(id));
        // It may have ended a moment before the watch began.
        exit.look(id);
        return exit;
    }

    /** Looks at the container itself, for events may come late: one that has run and runs no longer has ended. */
    void look(String id) {
        var state = Images.client().inspectContainerCmd(id).exec().getState();
        if ("exited".equals(state.getStatus()) || "dead".equals(state.getStatus())) {
            Long ended = state.getExitCodeLong();
            code.complete(ended == null ? -1 : ended.intValue());
        }
    }

    private static ContainerExit watching(EventsCmd command) {
        var exit = new ContainerExit();
        command.withEventFilter("die").exec(exit.events);
        return exit;
    }

    private static int exitCode(Event event) {
        return Optional.ofNullable(event.getActor())
                .flatMap(actor -> Optional.ofNullable(actor.getAttributes()))
                .flatMap(attributes -> Optional.ofNullable(attributes.get("exitCode")))
                .map(Integer::parseInt)
                .orElse(-1);
    }

    /** Completes with the exit code. */
    CompletableFuture<Integer> code() {
        return code;
    }

    /** Watch no longer. */
    @Override
    public void close() {
        try {
            events.close();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }
}
