/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.cassette.Cassette;
import dev.mcpjunit.cassette.internal.CassetteFile;
import dev.mcpjunit.cassette.internal.CassetteRun;
import dev.mcpjunit.cassette.internal.Recording;
import dev.mcpjunit.cassette.internal.Replaying;
import dev.mcpjunit.internal.pin.RecordedDrift;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.transcript.InvalidTranscriptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/** Shows what drift means for the calls that a cassette has recorded. */
final class CassetteEvidence {

    private CassetteEvidence() {}

    /** Whether a recording stands in for the server. */
    static boolean isReplayed(ServerHandle handle) {
        return handle.cassette().filter(Replaying.class::isInstance).isPresent();
    }

    /** The recording that stands in for the server. */
    static RecordedDrift replayed(ServerHandle handle) {
        Replaying replaying = (Replaying) handle.cassette().orElseThrow();
        return new RecordedDrift(replaying.cassette(), replaying.file());
    }

    /**
     * Add to a failure by drift how many of the calls break that an earlier recording of the server has.
     *
     * @param received what the server declares now
     */
    static AssertionFailedError addTo(
            AssertionFailedError failure, ServerHandle handle, Catalog received, List<RecordedDrift> usedBy) {
        Map<Path, RecordedDrift> recordings = new LinkedHashMap<>();
        Stream.concat(usedBy.stream(), earlier(handle).stream())
                .forEach(recorded -> recordings.putIfAbsent(recorded.file().path(), recorded));
        String weighed = recordings.values().stream()
                .flatMap(recorded -> recorded.weighed(received).stream())
                .collect(joining("\n\n  "));
        return Optional.of(weighed)
                .filter(words -> !words.isEmpty())
                .map(words -> new AssertionFailedError(
                        failure.getMessage() + "\n\n  " + words,
                        value(failure.getExpected()),
                        value(failure.getActual())))
                .orElse(failure);
    }

    private static Optional<RecordedDrift> earlier(ServerHandle handle) {
        Optional<CassetteFile> file =
                handle.cassette().filter(Recording.class::isInstance).map(CassetteRun::file);
        if (file.isEmpty() || !Files.exists(file.get().path())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RecordedDrift(Cassette.read(file.get().path()), file.get()));
        } catch (IOException | InvalidTranscriptException unreadable) {
            // It is about to be recorded anew.
            return Optional.empty();
        }
    }

    private static Object value(@Nullable ValueWrapper wrapper) {
        Object value = wrapper == null ? null : wrapper.getValue();
        return value == null ? "" : value;
    }
}
