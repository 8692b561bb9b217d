/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.settings;

import dev.mcpjunit.cassette.CassetteMode;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.snapshot.SnapshotMode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Reads the configuration parameters of the library; nothing else does. Bad values are errors. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Settings {

    private final ExtensionContext context;

    /** Read the settings that hold in a context. */
    public Settings(ExtensionContext context) {
        this.context = context;
    }

    /**
     * The value of a parameter: JUnit's configuration parameter, which may be a system property, or else the
     * environment variable of the same name in capitals, such as {@code MCP_SNAPSHOT} for {@code mcp.snapshot}.
     */
    private Optional<String> parameter(String name) {
        return context.getConfigurationParameter(name)
                .or(() -> Optional.ofNullable(System.getenv(SettingNames.variable(name))));
    }

    /** Whether a parameter that knows {@code auto} and {@code required} says the latter. */
    public boolean isRequired(String parameter) {
        return choice(parameter, "auto", "required").equals("required");
    }

    /** Whether an image without a fixed tag is an error. */
    public boolean requiresPinnedImages() {
        return choice(SettingNames.IMAGE_PINNING, "warn", "require").equals("require");
    }

    /** Whether the run writes an HTML report. */
    public boolean writesReport() {
        return choice(SettingNames.REPORT, "on", "off").equals("on");
    }

    /** Whether the run writes progress and a summary to the console. */
    public boolean writesToConsole() {
        return choice(SettingNames.CONSOLE, "on", "off").equals("on");
    }

    /** Whether tests are exported as spans of OpenTelemetry. */
    public boolean exportsSpans() {
        return choice(SettingNames.OTEL, "off", "on").equals("on");
    }

    /** The folder of the report in each project, if the setting names one. */
    public Optional<String> reportFolder() {
        return path(SettingNames.REPORT_FOLDER);
    }

    /** The earlier report that the report is compared with, if the setting names one. */
    public Optional<String> comparedReport() {
        return path(SettingNames.REPORT_COMPARE);
    }

    private Optional<String> path(String parameter) {
        return parameter(parameter).map(path -> {
            try {
                return Path.of(path).toString();
            } catch (InvalidPathException noPath) {
                throw WrongConfiguration.because(parameter + " = '" + path + "' is not a path", noPath);
            }
        });
    }

    private String choice(String parameter, String otherwise, String other) {
        String value = parameter(parameter).orElse(otherwise).strip();
        if (!value.equals(otherwise) && !value.equals(other)) {
            throw WrongConfiguration.because(
                    parameter + " = '" + value + "' is neither '" + otherwise + "' nor '" + other + "'");
        }
        return value;
    }

    /** A timeout, if the parameter is set. */
    public Optional<Duration> duration(String parameter) {
        return parameter(parameter).map(text -> {
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException noDuration) {
                throw WrongConfiguration.because(parameter + ": " + noDuration.getMessage(), noDuration);
            }
        });
    }

    /** CI never writes: a snapshot must be reviewed before it pins anything. */
    public SnapshotMode snapshotMode() {
        boolean ci = isCi();
        Optional<String> given = parameter(SettingNames.SNAPSHOT);
        if (given.isEmpty()) {
            return ci ? SnapshotMode.VERIFY : SnapshotMode.CREATE_MISSING;
        }
        SnapshotMode mode;
        try {
            mode = SnapshotMode.parse(given.get());
        } catch (IllegalArgumentException unknown) {
            throw WrongConfiguration.because(String.valueOf(unknown.getMessage()), unknown);
        }
        if (ci && mode == SnapshotMode.CREATE_MISSING) {
            // A file that CI has written is not reviewed, and it is lost with the machine.
            return SnapshotMode.VERIFY;
        }
        if (ci && mode.isRewriting()) {
            throw WrongConfiguration.because(SettingNames.SNAPSHOT + " = " + mode
                    + " is not allowed where CI is set, because a snapshot must be reviewed before it is used."
                    + " Update it on your machine and commit it.");
        }
        return mode;
    }

    /** When transcripts are written. */
    public TranscriptMode transcriptMode() {
        String value = parameter(SettingNames.TRANSCRIPT)
                .orElse(TranscriptMode.ON_FAILURE.toString())
                .strip();
        return TranscriptMode.parse(value)
                .orElseThrow(() -> WrongConfiguration.because(
                        SettingNames.TRANSCRIPT + " = '" + value + "' is none of " + List.of(TranscriptMode.values())));
    }

    /** What is masked in transcripts besides what is known to be secret: names of members, and JSON pointers. */
    public List<String> transcriptMasks() {
        return Stream.of(parameter(SettingNames.TRANSCRIPT_MASK).orElse("").split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** The file to which a step of a workflow on GitHub adds its summary; empty elsewhere. */
    public Optional<String> stepSummary() {
        return parameter(SettingNames.GITHUB_SUMMARY).map(String::strip).filter(file -> !file.isEmpty());
    }

    /** Whether a workflow on GitHub reads the output of this run. */
    public boolean isGitHubWorkflow() {
        return parameter(SettingNames.GITHUB)
                .map(String::strip)
                .filter(value -> value.equalsIgnoreCase("true"))
                .isPresent();
    }

    /** The root of the repository in a workflow on GitHub; elsewhere the working directory. */
    public Path gitHubWorkspace() {
        return Path.of(parameter(SettingNames.GITHUB_WORKSPACE)
                        .map(String::strip)
                        .orElse(""))
                .toAbsolutePath()
                .normalize();
    }

    /** CI never records: a recording must be reviewed before it stands in for a server. */
    public CassetteMode cassetteMode() {
        boolean ci = isCi();
        CassetteMode mode;
        try {
            mode = parameter(SettingNames.CASSETTE).map(CassetteMode::parse).orElse(CassetteMode.AUTO);
        } catch (IllegalArgumentException unknown) {
            throw WrongConfiguration.because(String.valueOf(unknown.getMessage()), unknown);
        }
        if (ci && (mode == CassetteMode.RECORD || mode == CassetteMode.REFRESH)) {
            throw WrongConfiguration.because(SettingNames.CASSETTE + " = " + mode
                    + " is not allowed where CI is set, because a recording must be reviewed before it is used."
                    + " Record on your machine and commit the file.");
        }
        return ci ? CassetteMode.REPLAY : mode;
    }

    private boolean isCi() {
        return parameter(SettingNames.CI)
                .or(() -> Optional.ofNullable(System.getenv("CI")))
                .map(String::strip)
                .filter(value -> !value.isEmpty() && !value.equalsIgnoreCase("false"))
                .isPresent();
    }
}
