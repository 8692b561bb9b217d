/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What was read from an annotation, or why it cannot be used. A class is read before its first test, but a mistake on a
 * method must fail that test only.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface ReadResult<T> {

    /** Read a value and remember it, or the problem with it. */
    static <T> ReadResult<T> of(Supplier<T> reader) {
        try {
            return new Valid<>(reader.get());
        } catch (ExtensionConfigurationException problem) {
            return new Invalid<>(problem);
        }
    }

    /**
     * Get the value.
     *
     * @throws ExtensionConfigurationException if the annotation cannot be used
     */
    T get();

    /** A value that can be used. */
    record Valid<T>(T value) implements ReadResult<T> {
        @Override
        public T get() {
            return value;
        }
    }

    /** A problem. */
    record Invalid<T>(ExtensionConfigurationException problem) implements ReadResult<T> {
        @Override
        public T get() {
            throw problem;
        }
    }
}
