/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.snapshot.SnapshotMode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The configuration parameters of the library: the only place that reads them. Bad values are errors. */
final class Settings {

    private final ExtensionContext context;

    Settings(ExtensionContext context) {
        this.context = context;
    }

    /** Whether a parameter that knows {@code auto} and {@code required} says the latter. */
    boolean isRequired(String parameter) {
        return choice(parameter, "auto", "required").equals("required");
    }

    boolean requiresPinnedImages() {
        return choice(McpServer.IMAGE_PINNING_PROPERTY_NAME, "warn", "require").equals("require");
    }

    private String choice(String parameter, String otherwise, String other) {
        String value =
                context.getConfigurationParameter(parameter).orElse(otherwise).strip();
        if (!value.equals(otherwise) && !value.equals(other)) {
            throw new ExtensionConfigurationException(
                    parameter + " = '" + value + "' is neither '" + otherwise + "' nor '" + other + "'");
        }
        return value;
    }

    Optional<Duration> duration(String parameter) {
        return context.getConfigurationParameter(parameter).map(text -> {
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException noDuration) {
                throw new ExtensionConfigurationException(parameter + ": " + noDuration.getMessage(), noDuration);
            }
        });
    }

    /** CI never writes: a snapshot that nobody has looked at pins nothing. */
    SnapshotMode snapshotMode() {
        boolean ci = isCi();
        Optional<String> given = context.getConfigurationParameter(PinnedSchema.MODE_PROPERTY_NAME);
        if (given.isEmpty()) {
            return ci ? SnapshotMode.VERIFY : SnapshotMode.CREATE_MISSING;
        }
        SnapshotMode mode;
        try {
            mode = SnapshotMode.parse(given.get());
        } catch (IllegalArgumentException unknown) {
            throw new ExtensionConfigurationException(String.valueOf(unknown.getMessage()), unknown);
        }
        if (ci && mode == SnapshotMode.CREATE_MISSING) {
            // A file that CI has written is reviewed by nobody, and gone with the machine.
            return SnapshotMode.VERIFY;
        }
        if (ci && mode.isRewriting()) {
            throw new ExtensionConfigurationException(PinnedSchema.MODE_PROPERTY_NAME + " = " + mode
                    + " is not allowed where CI is set: a snapshot that nobody has looked at pins nothing."
                    + " Update it on your machine and commit it.");
        }
        return mode;
    }

    private boolean isCi() {
        return context.getConfigurationParameter(PinnedSchema.CI_PROPERTY_NAME)
                .or(() -> Optional.ofNullable(System.getenv("CI")))
                .map(String::strip)
                .filter(value -> !value.isEmpty() && !value.equalsIgnoreCase("false"))
                .isPresent();
    }
}
