/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import dev.mcpjunit.contract.BreakerProbe;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.verdict.VerdictReport;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A breaker with known flaws.
 *
 * @param name who it is
 * @param breaker builds it, for servers {@code primary} and {@code fallback}
 * @param virtual whether it runs on a clock that can be moved on
 * @param expected the checks that it must fail, and no other
 * @param unseen the checks that may be inconclusive because of them
 */
public record Subject(
        String name,
        BiFunction<BreakerSetup, WeatherClients, BreakerSubject> breaker,
        boolean virtual,
        Set<String> expected,
        Set<String> unseen) {

    static Subject good(
            String name, boolean virtual, BiFunction<BreakerSetup, WeatherClients, BreakerSubject> breaker) {
        return new Subject(name, breaker, virtual, Set.of(), Set.of());
    }

    /** What is wrong in one thing may hide others, but must not be blamed for them. */
    static Subject flawed(Flaw flaw, BreakerCheck expected) {
        return new Subject(
                "flaw: " + flaw.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                (setup, clients) -> HandWritten.subject(setup, clients, flaw),
                true,
                Set.of(expected.toString()),
                names(EnumSet.complementOf(EnumSet.of(expected))));
    }

    static Set<String> names(Collection<BreakerCheck> checks) {
        return checks.stream().map(BreakerCheck::toString).collect(Collectors.toSet());
    }

    /** Let the contract judge it. */
    public VerdictReport judgedBy(Function<Function<BreakerSetup, BreakerSubject>, BreakerProbe> probe) {
        try (var clients = new WeatherClients();
                BreakerProbe breakerProbe = probe.apply(setup -> breaker.apply(setup, clients))) {
            return breakerProbe.all();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
