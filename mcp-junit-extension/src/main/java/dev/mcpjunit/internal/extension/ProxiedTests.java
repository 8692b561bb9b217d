/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.internal.settings.TestAuthorization;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.traffic.Traffic;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.opentest4j.AssertionFailedError;

/** Gives tests proxies of their own, if their class asks for faults or for traffic. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProxiedTests {

    private static final Namespace NAMESPACE = Namespace.create(ProxiedTests.class);

    private ProxiedTests() {}

    /** The proxies of a test; empty outside a test, and if its class needs none. */
    static Optional<TestProxies> of(Declarations declared) {
        ExtensionContext context = declared.context();
        if (context.getTestMethod().isEmpty() || declared.proxies() == ProxyNeeds.NONE) {
            return Optional.empty();
        }
        Store store = context.getStore(NAMESPACE);
        return Optional.of(store.getOrComputeIfAbsent(
                        new Key(context.getUniqueId()), key -> new Entry(make(declared)), Entry.class)
                .proxies());
    }

    /** Make the proxies, so that a mistake in an annotation is reported before a parameter is resolved. */
    static void prepare(Declarations declared) {
        of(declared);
    }

    private static TestProxies make(Declarations declared) {
        var proxies = new TestProxies(
                declared.proxies() == ProxyNeeds.PROXY_WITH_WIREMOCK,
                TestTranscripts.listener(declared.context()),
                TestAuthorization.addresses(declared.context()));
        List<String> servers =
                declared.visibleServers().stream().map(DeclaredServer::name).toList();
        servers.forEach(proxies::canReach);
        List<FaultDeclaration> faults = declared.faults();
        if (faults.isEmpty()) {
            return proxies;
        }
        try {
            faults.forEach(fault -> fault.injectInto(proxies.faults(), servers));
        } catch (IllegalArgumentException unusable) {
            throw WrongConfiguration.because(
                    "@InjectFault on " + declared.testClass().getName() + ": " + unusable.getMessage(), unusable);
        }
        return proxies;
    }

    /** Fail a test that has passed so far and whose faults or stubs were not used. */
    public static void check(Declarations declared) {
        if (declared.context().getExecutionException().isPresent()) {
            return;
        }
        Optional<TestProxies> proxies = of(declared);
        List<String> impossible = proxies.map(TestProxies::impossibleStubs).orElseGet(List::of);
        if (!impossible.isEmpty()) {
            throw new AssertionFailedError("A stub could not be answered as it says, so the client got HTTP 500:\n\n"
                    + impossible.stream()
                            .distinct()
                            .map(problem -> "  " + problem)
                            .collect(joining("\n")));
        }
        List<String> missed = proxies.map(TestProxies::missed).orElseGet(List::of);
        if (proxies.isPresent() && !missed.isEmpty()) {
            throw new AssertionFailedError("Unused fault: the test made no request that it affects:\n\n"
                    + missed.stream().map(fault -> "  " + fault).collect(joining("\n"))
                    + "\n\n" + recorded(proxies.get().traffic())
                    + "\n\n  Is the client connected to the endpoint that was injected? If the fault is optional,"
                    + " declare it: optional().");
        }
    }

    private static String recorded(Traffic traffic) {
        return traffic.exchanges().isEmpty()
                ? "  No traffic was recorded."
                : "  Recorded traffic:\n"
                        + traffic.toString().lines().map(line -> "    " + line).collect(joining("\n"));
    }

    private record Key(String test) {}

    /** Older releases of JUnit close one of these interfaces, newer ones the other. */
    @SuppressWarnings("deprecation")
    private record Entry(TestProxies proxies) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            proxies.close();
        }
    }
}
