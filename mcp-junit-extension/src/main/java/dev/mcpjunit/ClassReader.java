/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.mcpjunit.budget.Tokenizer;
import dev.mcpjunit.budget.internal.BudgetLimits;
import dev.mcpjunit.internal.extension.ApplicationTest;
import dev.mcpjunit.internal.extension.ClassDeclarations;
import dev.mcpjunit.internal.extension.Declarations;
import dev.mcpjunit.internal.extension.FaultDeclaration;
import dev.mcpjunit.internal.extension.Injection;
import dev.mcpjunit.internal.extension.MethodDeclarations;
import dev.mcpjunit.internal.extension.ProxyNeeds;
import dev.mcpjunit.internal.extension.ReadResult;
import dev.mcpjunit.internal.extension.ServerDeclaration;
import dev.mcpjunit.internal.extension.StartPolicy;
import dev.mcpjunit.internal.pin.Pin;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Reads the annotations of a test class, once for all of its tests. */
final class ClassReader {

    private static final System.Logger LOG = System.getLogger(ClassReader.class.getName());

    /** By name, because the extension depends on this class. */
    private static final String EXTENSION = "dev.mcpjunit.McpExtension";

    private final Class<?> type;

    private ClassReader(Class<?> type) {
        this.type = type;
    }

    /** What is declared for a context. Reads each class around it unless that was done before. */
    static Declarations declarations(ExtensionContext context) {
        return Declarations.around(context, type -> new ClassReader(type).read());
    }

    private ClassDeclarations read() {
        LOG.log(System.Logger.Level.DEBUG, "Reading the annotations of " + type.getName());
        Map<Method, MethodDeclarations> methods =
                ReflectionSupport.findMethods(type, method -> true, HierarchyTraversalMode.TOP_DOWN).stream()
                        .distinct()
                        .collect(toUnmodifiableMap(
                                Function.identity(),
                                method -> new MethodDeclarations(pins(method), budget(method), faults(method))));
        List<FaultDeclaration> faults = faults(type);
        return new ClassDeclarations(
                type,
                servers(),
                pins(type),
                budget(type),
                faults,
                methods,
                proxies(faults, methods),
                startPolicy(type),
                RunReader.read(type),
                AnnotationSupport.findAnnotatedFields(type, RegisterExtension.class).stream()
                        .<Class<?>>map(Field::getType)
                        .collect(toUnmodifiableSet()));
    }

    private List<ServerDeclaration> servers() {
        Optional<ApplicationTest> later = ApplicationTest.laterThan(EXTENSION, extensions());
        return AnnotationSupport.findRepeatableAnnotations(type, McpServer.class).stream()
                .<ServerDeclaration>map(annotation -> new AnnotatedServer(annotation, type, later))
                .toList();
    }

    /** The names of the extensions of the class, in the order in which JUnit calls them. */
    private List<String> extensions() {
        return AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).stream()
                .flatMap(annotation -> Stream.of(annotation.value()))
                .map(Class::getName)
                .toList();
    }

    private static ReadResult<List<Pin>> pins(AnnotatedElement element) {
        List<PinnedSchema> annotations = AnnotationSupport.findRepeatableAnnotations(element, PinnedSchema.class);
        var reader = new PinReader(element, Clock.systemUTC());
        return ReadResult.of(() -> annotations.stream().map(reader::read).toList());
    }

    private static ReadResult<Optional<BudgetLimits>> budget(AnnotatedElement element) {
        Optional<ContextBudget> annotation = AnnotationSupport.findAnnotation(element, ContextBudget.class);
        return ReadResult.of(() -> annotation.map(budget -> limits(budget, element)));
    }

    private static BudgetLimits limits(ContextBudget budget, AnnotatedElement element) {
        try {
            return BudgetLimits.declared(
                    budget.maxTokens(),
                    budget.maxPerTool(),
                    budget.growthSinceSnapshot(),
                    List.of(budget.servers()),
                    tokenizer(budget.tokenizer()));
        } catch (IllegalArgumentException wrong) {
            throw WrongConfiguration.of("@ContextBudget", element, String.valueOf(wrong.getMessage()));
        }
    }

    private static Tokenizer tokenizer(Class<? extends Supplier<Tokenizer>> type) {
        try {
            return ReflectionSupport.newInstance(type).get();
        } catch (Exception failure) {
            throw new IllegalArgumentException(
                    "tokenizer = " + type.getName() + " supplies no tokenizer. It needs a constructor without"
                            + " parameters, and failed with " + failure,
                    failure);
        }
    }

    private static List<FaultDeclaration> faults(AnnotatedElement element) {
        return AnnotationSupport.findRepeatableAnnotations(element, InjectFault.class).stream()
                .<FaultDeclaration>map(AnnotatedFault::new)
                .toList();
    }

    /** A nested class uses the servers of its outer classes, so its parameters count, too. */
    private static StartPolicy startPolicy(Class<?> type) {
        boolean asksForFleet = Stream.<Executable>concat(
                        Stream.of(type.getDeclaredConstructors()),
                        ReflectionSupport.findMethods(
                                type, ClassReader::isCalledByJunit, HierarchyTraversalMode.TOP_DOWN)
                                .stream())
                .flatMap(executable -> Stream.of(executable.getParameters()))
                .anyMatch(Injection::isFleet);
        boolean isNestedAsking = Stream.of(type.getDeclaredClasses())
                .filter(nested -> !Modifier.isStatic(nested.getModifiers()))
                .anyMatch(nested -> startPolicy(nested) == StartPolicy.EACH_ON_ITS_OWN);
        return asksForFleet || isNestedAsking ? StartPolicy.EACH_ON_ITS_OWN : StartPolicy.ALL_MUST_START;
    }

    private static boolean isCalledByJunit(Method method) {
        return Stream.of(Testable.class, BeforeAll.class, BeforeEach.class, AfterEach.class, AfterAll.class)
                .anyMatch(annotation -> AnnotationSupport.isAnnotated(method, annotation));
    }

    private ProxyNeeds proxies(List<FaultDeclaration> faults, Map<Method, MethodDeclarations> methods) {
        boolean injectsFaults = !faults.isEmpty()
                || methods.values().stream().anyMatch(method -> !method.faults().isEmpty());
        return Stream.<Executable>concat(Stream.of(type.getDeclaredConstructors()), methods.keySet().stream())
                .flatMap(executable -> Stream.of(executable.getParameters()))
                .map(Injection::needs)
                .reduce(injectsFaults ? ProxyNeeds.PROXY : ProxyNeeds.NONE, ProxyNeeds::and);
    }
}
