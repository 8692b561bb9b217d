/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import java.lang.reflect.AnnotatedElement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Finds what is declared on a test class and on the classes around it.
 *
 * <p>Each server belongs to the outermost context of the class that carries its annotation. Resources must be put into
 * that context's store and into no other: a look-up in a store climbs to the enclosing contexts, but what is not found
 * is created where one stands, and a nested class that runs in parallel with its outer class would then get a second
 * server.
 */
final class Declarations {

    private Declarations() {}

    /** The servers that a test in this context can see; an inner one hides an outer one of the same name. */
    static List<DeclaredServer> visibleFrom(ExtensionContext context) {
        Map<String, DeclaredServer> visible = new LinkedHashMap<>();
        for (ExtensionContext home : classContexts(context)) {
            declaredAt(home, context).forEach(server -> visible.put(server.name(), server));
        }
        Registered.around(context)
                .ifPresent(field -> field.declared(context).forEach(server -> visible.put(server.name(), server)));
        return List.copyOf(visible.values());
    }

    /** The servers that the class of a context declares itself, or inherits. */
    static List<DeclaredServer> declaredBy(ExtensionContext context) {
        return Registered.around(context)
                .filter(field -> field.home().getUniqueId().equals(context.getUniqueId())
                        || Combination.of(context).isPresent())
                .map(field -> field.declared(context))
                .orElseGet(() -> declaredAt(homeOf(context), context));
    }

    /** All server annotations on the class of a context and the classes around it. */
    static List<McpServer> annotationsAround(ExtensionContext context) {
        return classContexts(context).stream()
                .map(ExtensionContext::getRequiredTestClass)
                .flatMap(owner -> AnnotationSupport.findRepeatableAnnotations(owner, McpServer.class).stream())
                .toList();
    }

    private static List<DeclaredServer> declaredAt(ExtensionContext home, ExtensionContext asker) {
        Class<?> owner = home.getRequiredTestClass();
        Map<String, DeclaredServer> servers = new LinkedHashMap<>();
        for (McpServer annotation : AnnotationSupport.findRepeatableAnnotations(owner, McpServer.class)) {
            var spec = new AnnotatedSpec(annotation, owner, asker);
            String name = spec.name();
            var server = new DeclaredServer(name, annotation.scope(), home, spec::spec);
            if (servers.put(name, server) != null) {
                throw new ExtensionConfigurationException("@McpServer on " + owner.getName()
                        + ": two servers have the name '" + name + "'. Tell them apart: @McpServer(name = …).");
            }
        }
        return List.copyOf(servers.values());
    }

    /** The servers around a context that run from images, named by them. Nothing is resolved for it. */
    static List<String> needingDocker(ExtensionContext context) {
        return classContexts(context).stream()
                .map(ExtensionContext::getRequiredTestClass)
                .flatMap(owner -> AnnotationSupport.findRepeatableAnnotations(owner, McpServer.class).stream())
                .filter(server ->
                        !server.image().isEmpty() || !server.dockerfile().isEmpty())
                .map(server -> server.image().isEmpty()
                        ? "@McpServer(dockerfile = \"" + server.dockerfile() + "\")"
                        : "@McpServer(image = \"" + server.image() + "\")")
                .distinct()
                .toList();
    }

    /** The pins of the class of a context, its own or inherited; not those of the classes around it. */
    static List<Pin> pinsOfClass(ExtensionContext context) {
        return pins(context.getTestClass());
    }

    /** The pins of the test method of a context. */
    static List<Pin> pinsOfMethod(ExtensionContext context) {
        return pins(context.getTestMethod());
    }

    private static List<Pin> pins(Optional<? extends AnnotatedElement> element) {
        return AnnotationSupport.findRepeatableAnnotations(element, PinnedSchema.class).stream()
                .map(pin -> new PinReader(element.orElseThrow(), Clock.systemUTC()).read(pin))
                .toList();
    }

    /** The outermost context of a context's own test class; with class templates there are several. */
    static ExtensionContext homeOf(ExtensionContext context) {
        List<ExtensionContext> contexts = classContexts(context);
        return contexts.get(contexts.size() - 1);
    }

    /** One context for each test class around a context, outermost class first. */
    static List<ExtensionContext> classContexts(ExtensionContext context) {
        Map<Class<?>, ExtensionContext> outermost = new LinkedHashMap<>();
        for (Optional<ExtensionContext> next = Optional.of(context);
                next.flatMap(ExtensionContext::getTestClass).isPresent();
                next = next.get().getParent()) {
            ExtensionContext inner = outermost.get(next.get().getRequiredTestClass());
            // What belongs to one run of a class is not found in what all its runs have in common.
            boolean leavesRun = inner != null
                    && Combination.of(inner).isPresent()
                    && Combination.of(next.get()).isEmpty();
            if (!leavesRun) {
                outermost.put(next.get().getRequiredTestClass(), next.get());
            }
        }
        var contexts = new ArrayList<>(outermost.values());
        Collections.reverse(contexts);
        return contexts;
    }
}
