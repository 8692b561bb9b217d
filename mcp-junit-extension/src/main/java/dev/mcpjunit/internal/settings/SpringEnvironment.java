/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.settings;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Asks the application context of a Spring test for properties such as {@code local.server.port}. Reached by
 * reflection, so that the library does not depend on Spring.
 */
final class SpringEnvironment {

    private static final String EXTENSION = "org.springframework.test.context.junit.jupiter.SpringExtension";

    private SpringEnvironment() {}

    /** Whether the test class, or one around it, is a Spring test: only then is there a context to ask. */
    static boolean isUsedBy(ExtensionContext context) {
        Optional<Class<?>> testClass = context.getTestClass();
        return testClass.isPresent()
                && Stream.concat(testClass.stream(), context.getEnclosingTestClasses().stream())
                        .flatMap(type -> AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).stream())
                        .flatMap(extendWith -> Stream.of(extendWith.value()))
                        .anyMatch(extension -> extension.getName().equals(EXTENSION));
    }

    static Optional<String> property(ExtensionContext context, String name) {
        if (!isUsedBy(context)) {
            return Optional.empty();
        }
        try {
            ClassLoader loader = context.getRequiredTestClass().getClassLoader();
            Object applicationContext = loader.loadClass(EXTENSION)
                    .getMethod("getApplicationContext", ExtensionContext.class)
                    .invoke(null, context);
            Object environment = loader.loadClass("org.springframework.core.env.EnvironmentCapable")
                    .getMethod("getEnvironment")
                    .invoke(applicationContext);
            Object value = loader.loadClass("org.springframework.core.env.PropertyResolver")
                    .getMethod("getProperty", String.class)
                    .invoke(environment, name);
            return Optional.ofNullable((String) value);
        } catch (InvocationTargetException failed) {
            throw WrongConfiguration.because(
                    "Cannot resolve ${" + name + "}: Spring's application context is not available: "
                            + failed.getCause(),
                    failed.getCause());
        } catch (ReflectiveOperationException unexpected) {
            throw WrongConfiguration.because(
                    "Cannot resolve ${" + name + "}: this version of Spring is not known: " + unexpected, unexpected);
        }
    }
}
