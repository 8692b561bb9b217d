/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.settings;

import dev.mcpjunit.internal.text.ForeignFailure;
import dev.mcpjunit.internal.text.Printable;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
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

    /** A failure of an annotation: its text up to the element that carries it, and what is wrong there. */
    public static ExtensionConfigurationException of(String annotation, AnnotatedElement element, String why) {
        String name = element instanceof Class<?> type
                ? type.getName()
                : element instanceof Method method
                        ? method.getDeclaringClass().getName() + "." + method.getName()
                        : element.toString();
        return because(annotation + " on " + name + ": " + why + (why.endsWith("?") ? "" : "."));
    }

    /** A failure that says what is wrong, where, and what to do, with what led to it. */
    public static ExtensionConfigurationException because(String message, @Nullable Throwable cause) {
        return new ExtensionConfigurationException(Printable.message(message), ForeignFailure.printable(cause));
    }
}
