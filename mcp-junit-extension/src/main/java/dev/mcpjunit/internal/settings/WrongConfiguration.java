/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.settings;

import dev.mcpjunit.internal.text.ForeignFailure;
import dev.mcpjunit.internal.text.Printable;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Makes the failures for configurations that cannot work: fit for a terminal, without secrets. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WrongConfiguration {

    private WrongConfiguration() {}

    /** A failure that says what is wrong, where, and what to do. */
    public static ExtensionConfigurationException because(String message) {
        return new ExtensionConfigurationException(Printable.message(message));
    }

    /** The same, with what led to it. */
    public static ExtensionConfigurationException because(String message, @Nullable Throwable cause) {
        return new ExtensionConfigurationException(Printable.message(message), ForeignFailure.printable(cause));
    }
}
