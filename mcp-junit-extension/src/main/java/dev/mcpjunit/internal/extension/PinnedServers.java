/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import static dev.mcpjunit.internal.pin.PinCheck.Acceptances.OF_ONE_SERVER;
import static dev.mcpjunit.internal.pin.PinCheck.Acceptances.OF_SEVERAL_SERVERS;

import dev.mcpjunit.drift.Acceptance;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.pin.Pin;
import dev.mcpjunit.internal.pin.PinCheck;
import dev.mcpjunit.internal.pin.PinCheck.PinnedServer;
import dev.mcpjunit.internal.pin.PinnedCatalog;
import dev.mcpjunit.internal.pin.ProjectFiles;
import dev.mcpjunit.internal.pin.RecordedDrift;
import dev.mcpjunit.internal.settings.Placeholders;
import dev.mcpjunit.internal.settings.Settings;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.snapshot.SnapshotMode;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** Decides which pins hold for which servers of a class or a test, and checks them. */
final class PinnedServers {

    private final Declarations declared;
    private final ExtensionContext context;
    private final Class<?> testClass;
    private final List<DeclaredServer> servers;
    private final ProjectFiles files;

    /** The last verdict on each server, by its name. */
    private final Map<String, SnapshotVerdict> verdicts = new ConcurrentHashMap<>();

    private PinnedServers(Declarations declared) {
        this.declared = declared;
        this.context = declared.context();
        this.testClass = declared.testClass();
        this.servers = declared.visibleServers();
        this.files = ProjectFiles.around(testClass);
    }

    /** Check the pins of a class, for servers that live longer than a test. */
    static void checkClass(Declarations declared) {
        Optional<Pin> programmatic = ProgrammaticServers.around(declared.context())
                .filter(field ->
                        field.home().getUniqueId().equals(declared.context().getUniqueId()))
                .flatMap(ProgrammaticServers::pin);
        List<Pin> pins = programmatic.map(List::of).orElseGet(declared::ownPins);
        rejectTwoFiles(pins, declared);
        if (!pins.isEmpty()) {
            new PinnedServers(declared).check(pins, server -> server.lifetime() != Lifetime.METHOD);
            return;
        }
        // A pin of an outer class without servers and without a file also holds for the servers of nested classes.
        List<Pin> around = declared.pinsAround().stream()
                .filter(pin -> pin.servers().isEmpty() && pin.path().isEmpty())
                .toList();
        Predicate<DeclaredServer> own =
                server -> server.lifetime() != Lifetime.METHOD && server.belongsTo(declared.context());
        if (!around.isEmpty() && declared.ownServers().stream().anyMatch(own)) {
            new PinnedServers(declared).check(around, own);
        }
    }

    /** Check the pins of a method, and those of the classes around it for servers that are started for each test. */
    static void checkMethod(Declarations declared) {
        List<Pin> own = declared.methodPins();
        rejectTwoFiles(own, declared);
        if (!own.isEmpty()) {
            new PinnedServers(declared).check(own, server -> true);
        }
        List<Pin> around = new ArrayList<>(declared.pinsAround());
        ProgrammaticServers.around(declared.context())
                .flatMap(ProgrammaticServers::pin)
                .ifPresent(around::add);
        if (!around.isEmpty()) {
            new PinnedServers(declared).check(around, server -> server.endsWith(declared.context()));
        }
    }

    /** The snapshot files of the servers that are pinned here, by the names of the servers. */
    static Map<String, Path> files(Declarations declared) {
        List<Pin> pins = new ArrayList<>();
        ProgrammaticServers.around(declared.context())
                .flatMap(ProgrammaticServers::pin)
                .ifPresent(pins::add);
        pins.addAll(declared.pinsAround());
        pins.addAll(declared.methodPins());
        Map<String, Path> files = new LinkedHashMap<>();
        if (!pins.isEmpty()) {
            new PinnedServers(declared)
                    .assign(pins, server -> true)
                    .values()
                    .forEach(held -> held.forEach((server, file) -> files.put(server.name(), file)));
        }
        return files;
    }

    /** With two files for one server, one of them would be ignored. */
    private static void rejectTwoFiles(List<Pin> pins, Declarations declared) {
        for (int i = 0; i < pins.size(); i++) {
            for (int j = 0; j < i; j++) {
                List<String> some = pins.get(i).servers();
                List<String> others = pins.get(j).servers();
                if (some.isEmpty() || others.isEmpty() || some.stream().anyMatch(others::contains)) {
                    throw WrongConfiguration.because(
                            "Two @PinnedSchema on " + declared.testClass().getName()
                                    + " are for the same server, and only one could count. Say for which each is:"
                                    + " @PinnedSchema(servers = …).");
                }
            }
        }
    }

    private void check(List<Pin> pins, Predicate<DeclaredServer> which) {
        var failures = new ArrayList<Throwable>();
        assign(pins, which).forEach((pin, held) -> failures.addAll(failures(pin, held)));
        AllFailures.throwAll(failures);
    }

    /** Which servers each pin holds, and to which files. If several pins hold a server, the innermost counts. */
    private Map<Pin, Map<DeclaredServer, Path>> assign(List<Pin> pins, Predicate<DeclaredServer> which) {
        var placeholders = new Placeholders(context);
        Map<Pin, Map<DeclaredServer, Path>> assigned = new LinkedHashMap<>();
        for (Pin pin : pins) {
            List<DeclaredServer> chosen = chosen(pin);
            if (!pin.path().isEmpty() && chosen.size() > 1) {
                throw WrongConfiguration.because("@PinnedSchema(\"" + pin.path() + "\") on "
                        + testClass.getName()
                        + " gives one file to several servers. Say for which: @PinnedSchema(servers = …).");
            }
            if (!pin.usedBy().isEmpty() && chosen.size() > 1) {
                throw WrongConfiguration.because(
                        "@PinnedSchema(usedBy = \"" + String.join("\", \"", pin.usedBy())
                                + "\") on " + testClass.getName()
                                + " applies to several servers, but a cassette records only one. Name that server: @PinnedSchema(servers = …).");
            }
            String path = placeholders.resolve(pin.path(), where());
            Map<DeclaredServer, Path> held = new LinkedHashMap<>();
            chosen.stream().filter(which).forEach(server -> {
                assigned.values().forEach(outer -> outer.remove(server));
                held.put(server, file(path, server));
            });
            assigned.put(pin, held);
        }
        return assigned;
    }

    private Path file(String path, DeclaredServer server) {
        try {
            return files.snapshot(path, server.name());
        } catch (IllegalArgumentException unsafe) {
            throw WrongConfiguration.because(where() + ": " + unsafe.getMessage(), unsafe);
        }
    }

    /** Each acceptance must match a change of one of the servers; this is known after all of them were compared. */
    private List<Throwable> failures(Pin pin, Map<DeclaredServer, Path> held) {
        var failures = new ArrayList<Throwable>();
        List<Acceptance> unused =
                new ArrayList<>(held.isEmpty() ? List.of() : pin.options().accept());
        SnapshotMode mode = new Settings(context).snapshotMode();
        var check = pinCheck(mode);
        held.forEach((server, path) -> {
            try {
                if (isReplayed(server, path, pin)) {
                    // What it declares is as old as its recording, and says nothing about the server.
                    unused.clear();
                    return;
                }
                DriftOptions options =
                        UsedBy.of(pin, testClass, files).weighing(Servers.handle(server, context), path, mode);
                PinWatch watch = watch(server, path, pin, options);
                unused.retainAll(check(check, server, path, pin, options, held.size()));
                watch.subscribe();
                PinWatches.add(context, watch);
            } catch (RuntimeException | AssertionError failure) {
                failures.add(failure);
                unused.clear();
            }
        });
        unused.forEach(acceptance -> failures.add(new AssertionFailedError(where() + ": " + acceptance
                + " matched no change: the server declares what its snapshot has. Remove it.")));
        return failures;
    }

    private List<Acceptance> check(
            PinCheck check, DeclaredServer server, Path path, Pin pin, DriftOptions options, int servers) {
        ServerHandle handle = Servers.handle(server, context);
        try {
            return check.check(
                    pinned(server, path, handle.catalog()), options, servers == 1 ? OF_ONE_SERVER : OF_SEVERAL_SERVERS);
        } catch (AssertionFailedError failure) {
            throw CassetteEvidence.addTo(failure, handle, handle.catalog(), recordings(pin));
        }
    }

    private List<RecordedDrift> recordings(Pin pin) {
        return UsedBy.of(pin, testClass, files).recordings();
    }

    /**
     * Whether a server is replayed and its pin exists: then the recording must fit the pin. Without a pin, the first
     * one is made from the recording.
     */
    private boolean isReplayed(DeclaredServer server, Path path, Pin pin) {
        ServerHandle handle = Servers.handle(server, context);
        return CassetteEvidence.isReplayed(handle)
                && PinnedCatalog.read(path, handle.secrets())
                        .map(pinned -> {
                            CassetteEvidence.replayed(handle)
                                    .stale(files, path, pinned, pin.options())
                                    .ifPresent(stale -> {
                                        throw stale;
                                    });
                            return true;
                        })
                        .orElse(false);
    }

    /** What is announced later is compared with the file, whatever the mode, and never written to it. */
    private PinCheck pinCheck(SnapshotMode mode) {
        return new PinCheck(testClass, files, mode, (server, verdict) -> {
            verdicts.put(server.name(), verdict);
            RunReports.compared(declared, server, verdict);
        });
    }

    private PinWatch watch(DeclaredServer server, Path path, Pin pin, DriftOptions options) {
        var check = pinCheck(SnapshotMode.VERIFY);
        ServerHandle handle = Servers.handle(server, context);
        return new PinWatch(server.name(), handle::connection, catalog -> {
            try {
                check.checkAgain(
                        pinned(server, path, catalog), options, Optional.ofNullable(verdicts.get(server.name())));
            } catch (AssertionFailedError failure) {
                throw CassetteEvidence.addTo(failure, handle, catalog, recordings(pin));
            }
        });
    }

    private PinnedServer pinned(DeclaredServer server, Path path, Catalog catalog) {
        ServerHandle handle = Servers.handle(server, context);
        boolean stdio = handle.server().endpoint() instanceof McpEndpoint.Stdio;
        return new PinnedServer(
                server.name(),
                path,
                new Snapshot(catalog, handle.server().image()),
                stdio ? Set.of(Convention.STDIO_ONLY) : Set.of(),
                handle.secrets());
    }

    private String where() {
        return "@PinnedSchema on " + testClass.getName();
    }

    private List<DeclaredServer> chosen(Pin pin) {
        if (servers.isEmpty()) {
            throw WrongConfiguration.because(
                    where() + " has no server to hold to a snapshot. Declare one: @McpServer.");
        }
        if (pin.servers().isEmpty()) {
            return servers;
        }
        return pin.servers().stream().map(this::named).toList();
    }

    private DeclaredServer named(String name) {
        return servers.stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> WrongConfiguration.because("@PinnedSchema(servers = \"" + name + "\") on "
                        + testClass.getName() + ": there is no such server. The servers are "
                        + servers.stream().map(DeclaredServer::name).toList() + "."));
    }
}
