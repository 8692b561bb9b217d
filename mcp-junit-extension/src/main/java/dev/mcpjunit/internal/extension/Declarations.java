/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.budget.internal.BudgetLimits;
import dev.mcpjunit.internal.pin.Pin;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.server.ServerSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Everything that is declared for a context: by its test class and by the classes around it. Conditions, injection,
 * pins and proxies ask this and read no annotation.
 *
 * <p>Each class is read once and kept in the store of its outermost context. Each server belongs to that context, too:
 * its resources must be put into that store and into no other. A look-up in a store climbs to the enclosing contexts,
 * but a missing value is created in the store that was asked, so that a nested class that runs in parallel with its
 * outer class would get a second server.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Declarations {

    private static final Namespace NAMESPACE = Namespace.create(Declarations.class);

    private final ExtensionContext context;
    private final List<Home> homes;

    private Declarations(ExtensionContext context, List<Home> homes) {
        this.context = context;
        this.homes = homes;
    }

    /**
     * Get what is declared for a context.
     *
     * @param reader reads a class that has not been read yet
     */
    public static Declarations around(ExtensionContext context, Function<Class<?>, ClassDeclarations> reader) {
        List<Home> homes = classContexts(context).stream()
                .map(home -> new Home(home, read(home, reader)))
                .toList();
        return new Declarations(context, homes);
    }

    private static ClassDeclarations read(ExtensionContext home, Function<Class<?>, ClassDeclarations> reader) {
        Class<?> type = home.getRequiredTestClass();
        return home.getStore(NAMESPACE)
                .getOrComputeIfAbsent(new ClassKey(type), key -> reader.apply(type), ClassDeclarations.class);
    }

    /** One context for each test class around a context, outermost class first. */
    private static List<ExtensionContext> classContexts(ExtensionContext context) {
        Map<Class<?>, ExtensionContext> outermost = new LinkedHashMap<>();
        for (Optional<ExtensionContext> next = Optional.of(context);
                next.flatMap(ExtensionContext::getTestClass).isPresent();
                next = next.get().getParent()) {
            ExtensionContext inner = outermost.get(next.get().getRequiredTestClass());
            // The servers of one run of a class do not belong to the context that all its runs share.
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

    /** The context that asks. */
    public ExtensionContext context() {
        return context;
    }

    /** The innermost test class. */
    public Class<?> testClass() {
        return context.getRequiredTestClass();
    }

    /** What the innermost test class declares. */
    public ClassDeclarations ofClass() {
        return innermost().declarations();
    }

    /** The outermost context of the innermost test class; a class template has several contexts. */
    ExtensionContext home() {
        return innermost().context();
    }

    private Home innermost() {
        return homes.get(homes.size() - 1);
    }

    /** Whether a class with several runs is asked outside each of them. */
    public boolean isOutsideRuns() {
        return Combination.of(context).isEmpty()
                && !homes.isEmpty()
                && ofClass().runs().isPresent();
    }

    /**
     * Register servers that a field declares in code.
     *
     * @throws ExtensionConfigurationException if annotations declare servers as well
     */
    public void register(Map<ServerSpec, Lifetime> servers, Optional<Pin> pin) {
        if (servers.isEmpty()) {
            return;
        }
        if (hasServerAnnotations()) {
            throw mixture();
        }
        ProgrammaticServers.register(context, servers, pin);
    }

    /**
     * Reject annotations beside a field. There would be two extensions, and JUnit could not choose which of them
     * resolves a parameter.
     */
    public void rejectMixture(Class<?> extension) {
        if (hasServerAnnotations() && ofClass().extensions().contains(extension)) {
            throw mixture();
        }
    }

    private boolean hasServerAnnotations() {
        return homes.stream().anyMatch(home -> !home.declarations().servers().isEmpty());
    }

    private ExtensionConfigurationException mixture() {
        return WrongConfiguration.because(testClass().getName()
                + " declares servers by @McpServer and by McpExtension.builder(). Use one of the two.");
    }

    /** What happens if a server cannot be started: a nested class uses the servers of the classes around it. */
    StartPolicy startPolicy() {
        return homes.stream().anyMatch(home -> home.declarations().start() == StartPolicy.EACH_ON_ITS_OWN)
                ? StartPolicy.EACH_ON_ITS_OWN
                : StartPolicy.ALL_MUST_START;
    }

    /** The annotations that need Docker. */
    List<String> needingDocker() {
        return homes.stream()
                .flatMap(home -> home.declarations().servers().stream())
                .flatMap(server -> server.dockerNeed().stream())
                .distinct()
                .toList();
    }

    /** The servers that a test can see here; an inner one hides an outer one of the same name. */
    public List<DeclaredServer> visibleServers() {
        Map<String, DeclaredServer> visible = new LinkedHashMap<>();
        for (Home home : homes) {
            home.servers().forEach(server -> visible.put(server.name(), server));
        }
        ProgrammaticServers.around(context).ifPresent(field -> field.declared(context, home())
                .forEach(server -> visible.put(server.name(), server)));
        return List.copyOf(visible.values());
    }

    /** The servers that the innermost class declares itself, or inherits. */
    List<DeclaredServer> ownServers() {
        return ProgrammaticServers.around(context)
                .filter(field -> field.home().getUniqueId().equals(context.getUniqueId())
                        || Combination.of(context).isPresent())
                .map(field -> field.declared(context, home()))
                .orElseGet(() -> innermost().servers());
    }

    /** The pins of the innermost class; not those of the classes around it. */
    List<Pin> ownPins() {
        return ofClass().pins().get();
    }

    /** The pins of all classes, outermost first. */
    List<Pin> pinsAround() {
        return homes.stream()
                .flatMap(home -> home.declarations().pins().get().stream())
                .toList();
    }

    /** The pins of the test method. */
    List<Pin> methodPins() {
        return ofMethod().map(method -> method.pins().get()).orElseGet(List::of);
    }

    /** The budget of the innermost class that has one. */
    Optional<BudgetLimits> budget() {
        return homes.stream()
                .flatMap(home -> home.declarations().budget().get().stream())
                .reduce((outer, inner) -> inner);
    }

    /** The budget of the test method. */
    Optional<BudgetLimits> methodBudget() {
        return ofMethod().flatMap(method -> method.budget().get());
    }

    /** The budgets of all methods of the innermost class that can be used. */
    List<BudgetLimits> methodBudgets() {
        return ofClass().methods().values().stream()
                .map(MethodDeclarations::budget)
                .filter(ReadResult.Valid.class::isInstance)
                .flatMap(budget -> budget.get().stream())
                .toList();
    }

    /** The faults of the classes, outermost first, and of the test method. */
    List<FaultDeclaration> faults() {
        var faults = new ArrayList<FaultDeclaration>();
        homes.forEach(home -> faults.addAll(home.declarations().faults()));
        ofMethod().ifPresent(method -> faults.addAll(method.faults()));
        return faults;
    }

    private Optional<MethodDeclarations> ofMethod() {
        return context.getTestMethod().map(method -> {
            MethodDeclarations declared = ofClass().methods().get(method);
            if (declared == null) {
                throw new IllegalStateException("Test method " + method + " is none of the methods of "
                        + testClass().getName() + " that were read");
            }
            return declared;
        });
    }

    /** What proxies the tests need. */
    ProxyNeeds proxies() {
        return homes.stream().map(home -> home.declarations().proxies()).reduce(ProxyNeeds.NONE, ProxyNeeds::and);
    }

    /** A class and what it declares. */
    private record Home(ExtensionContext context, ClassDeclarations declarations) {

        /** The servers of the class by their resolved names. A failure is remembered, too. */
        List<DeclaredServer> servers() {
            return context.getStore(NAMESPACE)
                    .getOrComputeIfAbsent(
                            new ServersKey(context.getUniqueId()), key -> new Servers(named()), Servers.class)
                    .servers();
        }

        private List<DeclaredServer> named() {
            Map<String, DeclaredServer> servers = new LinkedHashMap<>();
            for (ServerDeclaration declaration : declarations.servers()) {
                for (String name : declaration.names(context)) {
                    var server = new DeclaredServer(
                            name, declaration.lifetime(), context, asker -> declaration.spec(name, asker));
                    if (servers.put(name, server) != null) {
                        throw WrongConfiguration.because("@McpServer on "
                                + declarations.type().getName() + ": two servers have the name '" + name
                                + "'. Give one of them another name: @McpServer(name = …).");
                    }
                }
            }
            return List.copyOf(servers.values());
        }
    }

    private record Servers(List<DeclaredServer> servers) {}

    /** A store also shows what the stores around it hold, so a key says whose value it is. */
    private record ClassKey(Class<?> type) {}

    private record ServersKey(String context) {}
}
