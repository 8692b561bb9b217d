/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.cassette.Cassette;
import dev.mcpjunit.cassette.CassetteMode;
import dev.mcpjunit.cassette.internal.CassetteFile;
import dev.mcpjunit.cassette.internal.DamagedRecording;
import dev.mcpjunit.cassette.internal.Recording;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.change.Usage;
import dev.mcpjunit.internal.pin.Pin;
import dev.mcpjunit.internal.pin.PinnedCatalog;
import dev.mcpjunit.internal.pin.ProjectFiles;
import dev.mcpjunit.internal.pin.RecordedDrift;
import dev.mcpjunit.internal.settings.SettingNames;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.SnapshotMode;
import dev.mcpjunit.transcript.InvalidTranscriptException;
import dev.mcpjunit.transcript.internal.RecordedTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

/**
 * The cassettes of a pin that show what is used.
 *
 * @param files where cassettes are
 */
record UsedBy(Pin pin, Class<?> testClass, ProjectFiles files) {

    static UsedBy of(Pin pin, Class<?> testClass, ProjectFiles files) {
        return new UsedBy(pin, testClass, files);
    }

    /**
     * The options of the pin, with what the recordings use.
     *
     * @throws AssertionFailedError if a recording does not fit the snapshot
     * @throws ExtensionConfigurationException if a cassette is missing, cannot be read, or does not say what is used of
     *     the snapshot
     */
    DriftOptions weighing(ServerHandle handle, Path snapshot, SnapshotMode mode) {
        if (pin.usedBy().isEmpty() || isRecordedFirst(handle)) {
            return pin.options();
        }
        Optional<Catalog> pinned = mode.isUpdate() ? Optional.empty() : PinnedCatalog.read(snapshot, handle.secrets());
        Optional<UsedByChecks> checks =
                pinned.map(catalog -> new UsedByChecks(pin, testClass, files, snapshot, catalog));
        Optional<Usage> usage = pin.usedBy().stream()
                .map(this::read)
                .map(recorded -> {
                    checks.ifPresent(each -> each.check(recorded));
                    return used(recorded);
                })
                .reduce(Usage::and);
        usage.ifPresent(used -> checks.ifPresent(each -> each.checkTools(used)));
        return usage.map(pin.options()::withUsage).orElse(pin.options());
    }

    /** The recordings that can be read. */
    List<RecordedDrift> recordings() {
        return pin.usedBy().stream()
                .filter(name -> Files.exists(files.cassette(name)))
                .map(this::read)
                .toList();
    }

    /** A class that is pinned by its own recording has none yet in its first run. */
    private boolean isRecordedFirst(ServerHandle handle) {
        return handle.cassette()
                .filter(Recording.class::isInstance)
                .map(run -> run.file().path())
                .filter(path -> !Files.exists(path))
                .filter(path -> pin.usedBy().stream().map(files::cassette).anyMatch(path::equals))
                .isPresent();
    }

    private RecordedDrift read(String name) {
        Path path = files.cassette(name);
        if (!Files.exists(path)) {
            throw wrong(
                    name,
                    files.show(path) + " does not exist. Record it by a test class that has"
                            + " @McpServer(cassette = \"" + name + "\"), and commit it.");
        }
        try {
            Cassette cassette = Cassette.read(path);
            DamagedRecording.problem(cassette.transcript()).ifPresent(damage -> {
                throw wrong(
                        name,
                        files.show(path) + " cannot be read. " + damage + "? Record it again with " + refresh(cassette)
                                + ".");
            });
            return new RecordedDrift(cassette, new CassetteFile(path, files.show(path), refresh(cassette), List.of()));
        } catch (IOException | InvalidTranscriptException unreadable) {
            throw WrongConfiguration.because(
                    where(name) + files.show(path) + " cannot be read. " + unreadable.getMessage(), unreadable);
        }
    }

    /** The command that runs the class that made the recording. */
    private String refresh(Cassette cassette) {
        String mode = CassetteMode.REFRESH.toString();
        Optional<Class<?>> recording =
                RecordedTests.className(cassette.transcript()).flatMap(this::load);
        return recording
                .map(recorded -> files.command(recorded, SettingNames.CASSETTE, mode))
                .orElse("-D" + SettingNames.CASSETTE + "=" + mode + " and the test class that has this cassette");
    }

    private Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, testClass.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError gone) {
            return Optional.empty();
        }
    }

    private Usage used(RecordedDrift recorded) {
        Usage usage = recorded.cassette().usage();
        if (usage.isEmpty()) {
            throw WrongConfiguration.because("@PinnedSchema(usedBy) on " + testClass.getName() + ": "
                    + recorded.file().shown() + " has no request for a tool, prompt or resource, so it does not"
                    + " say what is used. Record it again, or remove usedBy.");
        }
        return usage;
    }

    private ExtensionConfigurationException wrong(String name, String why) {
        return WrongConfiguration.because(where(name) + why);
    }

    private String where(String name) {
        return "@PinnedSchema(usedBy = \"" + name + "\") on " + testClass.getName() + ": ";
    }
}
