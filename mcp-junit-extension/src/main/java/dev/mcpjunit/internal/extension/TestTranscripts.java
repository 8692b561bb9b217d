/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.settings.Settings;
import dev.mcpjunit.internal.settings.TranscriptMode;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.traffic.internal.TrafficListener;
import dev.mcpjunit.transcript.internal.RecordingLimit;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Keeps the transcripts of the tests that run, each in the store of its test. */
final class TestTranscripts {

    private static final Namespace NAMESPACE = Namespace.create(TestTranscripts.class);

    private TestTranscripts() {}

    /** What records the connections to a server. */
    static ServerTape tape(String server, ExtensionContext context) {
        var settings = new Settings(context);
        Secrets.rememberNames(settings.transcriptMasks());
        return settings.transcriptMode() == TranscriptMode.NEVER ? ServerTape.OFF : ServerTape.of(server);
    }

    /** The transcript of a test; empty outside a test, and where none is wanted. */
    static Optional<TestTranscript> of(ExtensionContext context) {
        if (context.getTestMethod().isEmpty() || new Settings(context).transcriptMode() == TranscriptMode.NEVER) {
            return Optional.empty();
        }
        Store store = context.getStore(NAMESPACE);
        return Optional.of(store.getOrComputeIfAbsent(
                        new Key(context.getUniqueId()),
                        key -> new Entry(new TestTranscript(limit(context))),
                        Entry.class)
                .transcript());
    }

    private static RecordingLimit limit(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(RecordingLimit.class, key -> RecordingLimit.ofRun(), RecordingLimit.class);
    }

    /** Let a test record what crosses the wire of a server from now on. */
    static ServerHandle attach(ServerHandle handle, ExtensionContext context) {
        of(context).ifPresent(transcript -> transcript.attach(handle));
        return handle;
    }

    /** The test gets the address of a server, so that it can connect a client of its own. */
    static void givesAway(ServerHandle handle, ExtensionContext context) {
        of(context).ifPresent(transcript -> transcript.givesAway(handle.spec().name()));
    }

    /** What hears the traffic through the proxies of a test. */
    static TrafficListener listener(ExtensionContext context) {
        return of(context).map(TestTranscript::proxies).orElse(TrafficListener.NONE);
    }

    /** End the transcript of a test: write it and show its end, as the outcome asks for. */
    static void finish(ExtensionContext context, Optional<Throwable> failure) {
        of(context).ifPresent(transcript -> transcript.finish(context, failure));
    }

    private record Key(String test) {}

    /** Older releases of JUnit close one of these interfaces, newer ones the other. */
    @SuppressWarnings("deprecation")
    private record Entry(TestTranscript transcript) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            transcript.close();
        }
    }
}
