/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import dev.mcpjunit.model.RecordedCall;
import dev.mcpjunit.model.RecordedPrompt;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What a client uses of a server, known from its recorded requests. Changes of everything else do not fail a
 * comparison.
 *
 * <pre>{@code
 * Catalog before = CatalogFile.read(Path.of("weather-1.4.json"));
 * Catalog now = CatalogFile.read(Path.of("weather-1.5.json"));
 * Usage usage = Cassette.read(Path.of("src/test/resources/mcp/weather.cassette.jsonl")).usage();
 * DriftReport report = Drift.compare(before, now, DriftOptions.defaults().withUsage(usage));
 * }</pre>
 *
 * @param calls the tool calls
 * @param prompts the prompts that were requested
 * @param resources the URIs of the resources that were read or subscribed to, and the URI templates that were completed
 * @param methods the methods of all requests, such as {@code logging/setLevel}, apart from the handshake, and from
 *     lists that were requested outside of tests
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Usage(
        List<RecordedCall> calls, List<RecordedPrompt> prompts, Set<String> resources, Set<String> methods) {

    /** Copy the collections. */
    public Usage {
        calls = List.copyOf(calls);
        prompts = List.copyOf(prompts);
        resources = Set.copyOf(resources);
        methods = Set.copyOf(methods);
    }

    /**
     * Add what another recording shows.
     *
     * @param other the other usage
     * @return the usage of both; never {@code null}
     */
    public Usage and(Usage other) {
        return new Usage(
                Stream.concat(calls.stream(), other.calls.stream()).toList(),
                Stream.concat(prompts.stream(), other.prompts.stream()).toList(),
                union(resources, other.resources),
                union(methods, other.methods));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }

    /**
     * Check whether nothing is used. Such a recording says nothing about a client.
     *
     * @return whether no tool was called, no prompt requested and no resource read
     */
    public boolean isEmpty() {
        return calls.isEmpty() && prompts.isEmpty() && resources.isEmpty();
    }
}
