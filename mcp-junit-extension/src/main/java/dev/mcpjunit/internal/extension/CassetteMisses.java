/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.cassette.internal.CassetteRun;
import dev.mcpjunit.cassette.internal.Misses;
import dev.mcpjunit.cassette.internal.Replaying;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails tests that ask a replayed server for what was not recorded, and discards recordings of tests that fail. */
final class CassetteMisses {

    private CassetteMisses() {}

    /** A test begins: what is missing from now on may be its own. */
    static void begin(Declarations declared) {
        runs(declared).forEach(run -> run.begin(declared.context().getUniqueId()));
    }

    /** What a test asked for that is not in the recordings. A test that fails spoils recordings. */
    static List<Throwable> endTest(Declarations declared) {
        ExtensionContext test = declared.context();
        Predicate<JsonObject> sent = message -> ProxiedTests.of(declared).map(TestProxies::traffic).stream()
                .flatMap(traffic -> traffic.exchanges().stream())
                .anyMatch(exchange -> exchange.message().equals(message));
        runs(declared).forEach(run -> run.end(test.getUniqueId()));
        var failures = new ArrayList<Throwable>();
        misses(declared)
                .flatMap(misses -> misses.end(test.getUniqueId(), sent).stream())
                .forEach(miss -> failures.add(RemainingMisses.failure(miss)));
        return failures;
    }

    /** Do not keep what is recorded while a test fails: it has an end that no passing test has. */
    static void discardRecordings(Declarations declared) {
        runs(declared)
                .forEach(run -> run.discard("a test of " + declared.testClass().getSimpleName() + " has failed, or the"
                        + " class as a whole"));
    }

    /** What tests of a class asked for, where it is not known which of them did. */
    static List<Throwable> endClass(Declarations declared) {
        return misses(declared)
                .flatMap(misses -> misses.rest().stream())
                .<Throwable>map(RemainingMisses::failure)
                .toList();
    }

    private static Stream<Misses> misses(Declarations declared) {
        return runs(declared).filter(Replaying.class::isInstance).map(run -> ((Replaying) run).misses());
    }

    private static Stream<CassetteRun> runs(Declarations declared) {
        ExtensionContext context = declared.context();
        return declared.visibleServers().stream()
                .filter(server -> server.lifetime() != Lifetime.METHOD
                        || context.getTestMethod().isPresent())
                .flatMap(server -> Servers.started(server, context).stream())
                .flatMap(handle -> handle.cassette().stream());
    }
}
