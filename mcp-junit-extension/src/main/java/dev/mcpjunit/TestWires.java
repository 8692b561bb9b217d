/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.fault.FaultChoice;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.Occurrences;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.traffic.Traffic;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.AssertionFailedError;

/** Gives a test a wire of its own, where its class asks for faults or for traffic. */
final class TestWires {

    private static final Namespace NAMESPACE = Namespace.create(TestWires.class);

    private TestWires() {}

    /** The wire of a test; empty outside a test, and where nobody asks for one. */
    static Optional<TestProxies> of(ExtensionContext context) {
        if (context.getTestMethod().isEmpty() || !isAskedFor(context)) {
            return Optional.empty();
        }
        Store store = context.getStore(NAMESPACE);
        return Optional.of(
                store.getOrComputeIfAbsent(new Key(context.getUniqueId()), key -> new Entry(make(context)), Entry.class)
                        .wire());
    }

    /** Make the wire, so that what is wrong with an annotation is said before anybody asks for a parameter. */
    static void prepare(ExtensionContext context) {
        of(context);
    }

    private static boolean isAskedFor(ExtensionContext context) {
        return wishes(context).anyMatch(Wishes::wire);
    }

    private static Stream<Wishes> wishes(ExtensionContext context) {
        return Declarations.classContexts(context).stream().map(home -> home.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        new Asked(home.getRequiredTestClass()), asked -> wishes(asked.type()), Wishes.class));
    }

    private static Wishes wishes(Class<?> type) {
        List<Executable> executables = Stream.<Executable>concat(
                        Stream.of(type.getDeclaredConstructors()),
                        ReflectionSupport.findMethods(type, method -> true, HierarchyTraversalMode.TOP_DOWN).stream())
                .toList();
        List<Parameter> parameters = executables.stream()
                .flatMap(executable -> Stream.of(executable.getParameters()))
                .toList();
        boolean wire = isAnnotated(type)
                || executables.stream().anyMatch(TestWires::isAnnotated)
                || parameters.stream().anyMatch(Injection::needsWire);
        return new Wishes(wire, parameters.stream().anyMatch(Injection::isWireMock));
    }

    private static boolean isAnnotated(AnnotatedElement element) {
        return !AnnotationSupport.findRepeatableAnnotations(element, InjectFault.class)
                .isEmpty();
    }

    private static TestProxies make(ExtensionContext context) {
        var wire = new TestProxies(wishes(context).anyMatch(Wishes::wireMock));
        try {
            annotationsFor(context).forEach(annotation -> inject(annotation, wire.faults(), context));
        } catch (IllegalArgumentException impossible) {
            throw new ExtensionConfigurationException(
                    "@InjectFault on " + context.getRequiredTestClass().getName() + ": " + impossible.getMessage(),
                    impossible);
        }
        return wire;
    }

    private static List<InjectFault> annotationsFor(ExtensionContext context) {
        var annotations = new ArrayList<InjectFault>();
        Declarations.classContexts(context)
                .forEach(home -> annotations.addAll(
                        AnnotationSupport.findRepeatableAnnotations(home.getRequiredTestClass(), InjectFault.class)));
        annotations.addAll(
                AnnotationSupport.findRepeatableAnnotations(context.getRequiredTestMethod(), InjectFault.class));
        return annotations;
    }

    private static void inject(InjectFault annotation, FaultInjector faults, ExtensionContext context) {
        if (!annotation.onTool().isEmpty() && !annotation.onMethod().isEmpty()) {
            throw new IllegalArgumentException("onTool = \"" + annotation.onTool() + "\" and onMethod = \""
                    + annotation.onMethod() + "\" exclude each other. Choose one");
        }
        Selector selector = annotation.onTool().isEmpty()
                ? annotation.onMethod().isEmpty() ? Selector.anyToolCall() : Selector.method(annotation.onMethod())
                : Selector.toolCall(annotation.onTool());
        selector = selector.counting(Occurrences.parse(annotation.calls()));
        if (!annotation.server().isEmpty()) {
            boolean isThere = Declarations.visibleFrom(context).stream()
                    .anyMatch(server -> server.name().equals(annotation.server()));
            if (!isThere) {
                throw new IllegalArgumentException("there is no server '" + annotation.server() + "', but "
                        + Declarations.visibleFrom(context).stream()
                                .map(DeclaredServer::name)
                                .toList());
            }
            selector = selector.of(annotation.server());
        }
        FaultChoice choice = faults.on(selector);
        InjectedFault fault = annotation.fault().inject(choice, annotation);
        if (annotation.optional()) {
            fault.optional();
        }
    }

    /** After a test that has passed so far: a fault or a stub that has not happened as it should has shown nothing. */
    static void check(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            return;
        }
        Optional<TestProxies> wire = of(context);
        List<String> impossible = wire.map(TestProxies::impossibleStubs).orElseGet(List::of);
        if (!impossible.isEmpty()) {
            throw new AssertionFailedError("A stub could not be answered as it says, so the client got HTTP 500:\n\n"
                    + impossible.stream()
                            .distinct()
                            .map(problem -> "  " + problem)
                            .collect(joining("\n")));
        }
        List<String> missed = wire.map(TestProxies::missed).orElseGet(List::of);
        if (wire.isPresent() && !missed.isEmpty()) {
            throw new AssertionFailedError("A fault never happened, so this test has shown nothing about it:\n\n"
                    + missed.stream().map(fault -> "  " + fault).collect(joining("\n"))
                    + "\n\n" + passedBy(wire.get().traffic())
                    + "\n\n  Is the client connected to the endpoint that was injected? If the fault need not happen, say"
                    + " so: optional().");
        }
    }

    private static String passedBy(Traffic traffic) {
        return traffic.exchanges().isEmpty()
                ? "  Nothing passed by."
                : "  What passed by:\n"
                        + traffic.toString().lines().map(line -> "    " + line).collect(joining("\n"));
    }

    private record Key(String test) {}

    private record Asked(Class<?> type) {}

    /** What the methods of a class ask for: a wire of each test's own, and WireMock on it. */
    private record Wishes(boolean wire, boolean wireMock) {}

    /** Older releases of JUnit know the one interface, newer ones the other. */
    @SuppressWarnings("deprecation")
    private record Entry(TestProxies wire) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            wire.close();
        }
    }
}
