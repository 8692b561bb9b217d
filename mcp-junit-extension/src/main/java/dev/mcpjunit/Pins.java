/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.drift.Acceptance;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.snapshot.Snapshot;
import dev.mcpjunit.snapshot.SnapshotCheck;
import dev.mcpjunit.snapshot.SnapshotFile;
import dev.mcpjunit.snapshot.SnapshotMode;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** Holds servers to their snapshots, as {@link PinnedSchema} asks. */
final class Pins {

    private static final System.Logger LOG = System.getLogger(PinnedSchema.class.getName());

    private final ExtensionContext context;
    private final List<DeclaredServer> servers;
    private final ProjectFiles files;

    private Pins(ExtensionContext context) {
        this.context = context;
        this.servers = Declarations.visibleFrom(context);
        this.files = ProjectFiles.around(context.getRequiredTestClass());
    }

    /** The pins of the class, for servers that live longer than a test. */
    static void checkClass(ExtensionContext context) {
        List<Pin> pins = Registered.around(context)
                .filter(field -> field.pinned() && field.home().getUniqueId().equals(context.getUniqueId()))
                .map(field -> List.of(Pin.all(Clock.systemUTC())))
                .orElseGet(() -> Declarations.pinsOfClass(context));
        rejectTwoFiles(pins, context);
        if (!pins.isEmpty()) {
            new Pins(context).check(pins, server -> server.scope() != Scope.METHOD);
            return;
        }
        // What a class around pins without naming names, it pins in the classes nested in it as well.
        List<Pin> around = new ArrayList<>();
        Declarations.classContexts(context).forEach(home -> Declarations.pinsOfClass(home).stream()
                .filter(pin -> pin.servers().isEmpty() && pin.path().isEmpty())
                .forEach(around::add));
        boolean declares = Declarations.declaredBy(context).stream()
                .anyMatch(server -> server.scope() != Scope.METHOD && isAtHome(server, context));
        if (!around.isEmpty() && declares) {
            new Pins(context).check(around, server -> server.scope() != Scope.METHOD && isAtHome(server, context));
        }
    }

    private static boolean isAtHome(DeclaredServer server, ExtensionContext context) {
        return server.home().getUniqueId().equals(context.getUniqueId());
    }

    /** Of two files for one server, one would not be looked at. */
    private static void rejectTwoFiles(List<Pin> pins, ExtensionContext context) {
        for (int i = 0; i < pins.size(); i++) {
            for (int j = 0; j < i; j++) {
                List<String> some = pins.get(i).servers();
                List<String> others = pins.get(j).servers();
                if (some.isEmpty() || others.isEmpty() || some.stream().anyMatch(others::contains)) {
                    throw new ExtensionConfigurationException("Two @PinnedSchema on "
                            + context.getRequiredTestClass().getName()
                            + " are for the same server, and only one could count. Say for which each is:"
                            + " @PinnedSchema(server = …).");
                }
            }
        }
    }

    /** The pins of the method, and those of the classes around it for servers that each test gets afresh. */
    static void checkMethod(ExtensionContext context) {
        List<Pin> own = Declarations.pinsOfMethod(context);
        rejectTwoFiles(own, context);
        if (!own.isEmpty()) {
            new Pins(context).check(own, server -> true);
        }
        List<Pin> around = new ArrayList<>();
        Declarations.classContexts(context).forEach(home -> around.addAll(Declarations.pinsOfClass(home)));
        Registered.around(context)
                .filter(Registered::pinned)
                .ifPresent(field -> around.add(Pin.all(Clock.systemUTC())));
        if (!around.isEmpty()) {
            new Pins(context).check(around, server -> server.isFreshIn(context));
        }
    }

    private void check(List<Pin> pins, Predicate<DeclaredServer> which) {
        var placeholders = new Placeholders(context);
        String where = where();
        var failures = new ArrayList<Throwable>();
        Map<Pin, Map<DeclaredServer, Path>> pinned = new LinkedHashMap<>();
        for (Pin pin : pins) {
            List<DeclaredServer> chosen = chosen(pin);
            if (!pin.path().isEmpty() && chosen.size() > 1) {
                throw new ExtensionConfigurationException("@PinnedSchema(\"" + pin.path() + "\") on "
                        + context.getRequiredTestClass().getName()
                        + " gives one file to several servers. Say for which: @PinnedSchema(server = …).");
            }
            String path = placeholders.resolve(pin.path(), where);
            Map<DeclaredServer, Path> held = new LinkedHashMap<>();
            chosen.stream().filter(which).forEach(server -> {
                // The later one counts: an inner class says it better than the one around it.
                pinned.values().forEach(earlier -> earlier.remove(server));
                held.put(server, files.snapshot(path, server.name()));
            });
            pinned.put(pin, held);
        }
        pinned.forEach((pin, held) -> check(pin, held, failures));
        Failures.throwAll(failures);
    }

    /** An acceptance has to be of use for one of the servers; that it is of none is known when all were compared. */
    private void check(Pin pin, Map<DeclaredServer, Path> held, List<Throwable> failures) {
        List<Acceptance> unused =
                new ArrayList<>(held.isEmpty() ? List.of() : pin.options().accept());
        held.forEach((server, path) -> {
            try {
                unused.retainAll(check(server, path, pin.options(), held.size() == 1));
            } catch (RuntimeException | AssertionError failure) {
                failures.add(failure);
                unused.clear();
            }
        });
        unused.forEach(acceptance -> failures.add(new AssertionFailedError(
                where() + ": " + acceptance + " meets no change: the server is as it is pinned there. Remove it.")));
    }

    private String where() {
        return "@PinnedSchema on " + context.getRequiredTestClass().getName();
    }

    private List<DeclaredServer> chosen(Pin pin) {
        if (servers.isEmpty()) {
            throw new ExtensionConfigurationException(
                    "@PinnedSchema on " + context.getRequiredTestClass().getName()
                            + " has no server to hold to a snapshot. Declare one: @McpServer.");
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
                .orElseThrow(() -> new ExtensionConfigurationException("@PinnedSchema(server = \"" + name + "\") on "
                        + context.getRequiredTestClass().getName()
                        + ": there is no such server, but "
                        + servers.stream().map(DeclaredServer::name).toList() + "."));
    }

    /** Which acceptances met no change; of a server that is pinned alone, its own failure tells them. */
    private List<Acceptance> check(DeclaredServer server, Path path, DriftOptions options, boolean alone) {
        ServerHandle handle = Servers.handle(server, context);
        SnapshotMode mode = new Settings(context).snapshotMode();
        var received = new Snapshot(handle.catalog(), handle.server().image());
        var copy = new SnapshotFile(files.received(path));
        boolean stdio = handle.server().endpoint() instanceof McpEndpoint.Stdio;
        SnapshotVerdict verdict = SnapshotCheck.check(
                received, new SnapshotFile(path), copy, mode, stdio ? withoutHeaders(options) : options);
        var report = new PinReport(server.name(), context.getRequiredTestClass(), files, path, copy.path());
        report.leaveJson(verdict);
        report.failure(alone ? verdict : withoutUnused(verdict)).ifPresent(failure -> {
            throw failure;
        });
        report.notice(verdict).ifPresent(Pins::tell);
        if (verdict instanceof SnapshotVerdict.Moved moved) {
            return moved.report().unused();
        }
        return verdict instanceof SnapshotVerdict.Matches && mode != SnapshotMode.UPDATE ? options.accept() : List.of();
    }

    private static SnapshotVerdict withoutUnused(SnapshotVerdict verdict) {
        return verdict instanceof SnapshotVerdict.Drifted drift
                ? new SnapshotVerdict.Drifted(drift.report().withoutUnused(), drift.pinned(), drift.received())
                : verdict;
    }

    private static DriftOptions withoutHeaders(DriftOptions options) {
        Set<Convention> conventions = EnumSet.of(Convention.STDIO_ONLY);
        conventions.addAll(options.conventions());
        return options.withConventions(conventions);
    }

    private static void tell(String notice) {
        LOG.log(System.Logger.Level.INFO, notice);
    }
}
