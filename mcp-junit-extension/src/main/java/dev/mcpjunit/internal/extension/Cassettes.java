/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.cassette.CassetteMode;
import dev.mcpjunit.cassette.internal.CassetteFile;
import dev.mcpjunit.cassette.internal.CassetteRun;
import dev.mcpjunit.cassette.internal.Recording;
import dev.mcpjunit.cassette.internal.Replaying;
import dev.mcpjunit.internal.pin.ProjectFiles;
import dev.mcpjunit.internal.settings.SettingNames;
import dev.mcpjunit.internal.settings.Settings;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.ServerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Decides which servers are recorded and which are replayed. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Cassettes {

    private static final Namespace NAMESPACE = Namespace.create(Cassettes.class);

    private Cassettes() {}

    /**
     * What is done with the cassette of a server, if it has one.
     *
     * @param home the context that the server ends with
     */
    static Optional<CassetteRun> run(DeclaredServer server, ServerSpec spec, ExtensionContext home) {
        return spec.cassette().map(cassette -> {
            if (spec.replicas() > 1) {
                throw WrongConfiguration.because("Server '" + spec.name() + "' cannot have a cassette and "
                        + spec.replicas() + " replicas. Leave one of them out.");
            }
            CassetteFile file = file(cassette.name(), home);
            CassetteMode mode = new Settings(home).cassetteMode();
            rejectRecordingOfAnother(file, server, home);
            boolean exists = Files.exists(file.path());
            if (mode == CassetteMode.REPLAY && !exists) {
                return new CassetteRun.Missing(file);
            }
            if (mode == CassetteMode.REPLAY || (mode == CassetteMode.AUTO && exists)) {
                return new Replaying(file, cassette);
            }
            home.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(file.path(), path -> owner(server, home), String.class);
            rejectRecordingOfAnother(file, server, home);
            return new Recording(
                    file,
                    mode == CassetteMode.REFRESH ? Recording.Target.ANY_FILE : Recording.Target.MISSING_FILE,
                    Clock.systemUTC());
        });
    }

    /**
     * Whether a cassette stands in for a server, so that what its program needs may be missing. For a server of each
     * test, this is known in a test; outside of tests only its name is asked for.
     */
    public static boolean mayReplay(String name, Lifetime lifetime, ExtensionContext context) {
        return switch (new Settings(context).cassetteMode()) {
            case REPLAY -> true;
            case AUTO ->
                lifetime == Lifetime.METHOD
                        ? context.getTestMethod().isEmpty()
                                || Files.exists(file(name, context).path())
                        : Files.exists(file(name, classOf(context)).path());
            case RECORD, REFRESH -> false;
        };
    }

    private static ExtensionContext classOf(ExtensionContext context) {
        ExtensionContext at = context;
        while (at.getTestMethod().isPresent() && at.getParent().isPresent()) {
            at = at.getParent().get();
        }
        return at;
    }

    /** A server that lives for a test has a cassette for each test, and a class with several runs one for each run. */
    private static CassetteFile file(String name, ExtensionContext home) {
        Class<?> testClass = home.getRequiredTestClass();
        ProjectFiles files = ProjectFiles.around(testClass);
        String run = Combination.of(home)
                .map(combination -> "." + combination.toString().replace(' ', '-'))
                .orElse("");
        String test = home.getTestMethod()
                .map(method ->
                        "." + method.getName().replaceAll("[^A-Za-z0-9_]", "_") + TestInvocation.invocation(home))
                .orElse("");
        Path path = files.cassette(name + run + test);
        return new CassetteFile(
                path,
                files.show(path),
                files.command(testClass, SettingNames.CASSETTE, CassetteMode.REFRESH.toString()),
                new Settings(home).transcriptMasks());
    }

    private static String owner(DeclaredServer server, ExtensionContext home) {
        return home.getUniqueId() + " " + server.name();
    }

    /**
     * Two servers would write the same file, and the last one would win, or one would be replayed in place of the
     * other.
     */
    private static void rejectRecordingOfAnother(CassetteFile file, DeclaredServer server, ExtensionContext home) {
        String first = home.getRoot().getStore(NAMESPACE).get(file.path(), String.class);
        if (first != null && !owner(server, home).equals(first)) {
            throw WrongConfiguration.because("Server '" + server.name() + "' of "
                    + home.getRequiredTestClass().getName() + " cannot be recorded to " + file.shown()
                    + ": another server of this run is recorded to it. Give each its own name: cassette = \"…\".");
        }
    }

    /** Whether a server itself is started. */
    static boolean startsRealServer(ServerHandle handle) {
        return handle.cassette().map(run -> run instanceof Recording).orElse(true);
    }
}
