/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.internal.base.WireEvidence;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.text.Similarity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * Why the absence of messages of some kind proves nothing.
 *
 * <pre>{@code
 * Exchanges payments = traffic.toolCalls("pay");
 * assertThat(payments.count()).isZero();
 * assertThat(payments.unproven()).isEmpty();
 * }</pre>
 *
 * @param reason what is wrong, in sentences: a name does not exist, or no client has connected through a proxy
 * @param remedy what to do if it is intended, as a sentence without its period
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Absence(String reason, String remedy) {

    private static final int SHOWN = 20;

    /** Judge a selection without messages; empty if there is nothing to say against it. */
    static Optional<Absence> of(Selected selected, Traffic traffic) {
        if (!(traffic instanceof WireEvidence wire)) {
            return Optional.empty();
        }
        return noClient(wire)
                .or(() -> selected.server().flatMap(server -> unknownServer(server, wire)))
                .or(() -> selected.method().flatMap(Absence::unknownMethod))
                .or(() -> selected.tool().flatMap(tool -> unknownTool(tool, selected.server(), traffic, wire)));
    }

    private static Optional<Absence> noClient(WireEvidence wire) {
        return wire.hasSeenClients()
                ? Optional.empty()
                : Optional.of(new Absence(
                        "No client has connected through a proxy of this test. Is the client connected to the endpoint"
                                + " that was injected?",
                        "If the client must not connect at all, use assertThat(traffic).isEmpty()"));
    }

    private static Optional<Absence> unknownServer(String server, WireEvidence wire) {
        List<String> servers = wire.servers();
        return servers.isEmpty() || servers.contains(server)
                ? Optional.empty()
                : Optional.of(new Absence(
                        "The test has no server '" + server + "'." + near(server, servers) + " Its servers are: "
                                + String.join(", ", servers) + ".",
                        "Name a server of the test"));
    }

    /** A method that is not known may belong to an extension of the protocol. */
    private static Optional<Absence> unknownMethod(String method) {
        if (Methods.OF_SERVERS.contains(method)) {
            return Optional.of(
                    new Absence(
                            "Only servers send '" + method + "', and recorded traffic has the messages of clients.",
                            "Look at what the server sent with notifications() of McpConnection, or at how the client answered"));
        }
        return Methods.ALL.contains(method)
                ? Optional.empty()
                : Similarity.nearest(method, Methods.ALL)
                        .map(meant -> new Absence(
                                "MCP has no method '" + method + "'. Did you mean '" + meant + "'?",
                                "If the method is your own, select its messages by a condition: where(…)"));
    }

    private static Optional<Absence> unknownTool(
            String tool, Optional<String> server, Traffic traffic, WireEvidence wire) {
        List<String> servers = server.map(List::of).orElseGet(() -> all(traffic, wire));
        if (servers.isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = new TreeSet<>();
        for (String each : servers) {
            Optional<Set<String>> known = wire.tools(each);
            if (known.isEmpty() || known.get().contains(tool)) {
                return Optional.empty();
            }
            names.addAll(known.get());
        }
        String which = servers.size() == 1
                ? "Server '" + servers.get(0) + "' lists no tool '" + tool + "'."
                : "None of the servers " + String.join(", ", servers) + " lists a tool '" + tool + "'.";
        return Optional.of(new Absence(
                which + near(tool, names) + " The listed tools are: " + shown(names) + ".",
                "If the client must not call a tool that is not listed, select the calls by a condition:"
                        + " requests(\"tools/call\") or where(…)"));
    }

    private static List<String> all(Traffic traffic, WireEvidence wire) {
        return wire.servers().isEmpty()
                ? traffic.exchanges().stream().map(Exchange::server).distinct().toList()
                : wire.servers();
    }

    private static String near(String written, Collection<String> names) {
        return Similarity.nearest(written, names)
                .map(meant -> " Did you mean '" + meant + "'?")
                .orElse("");
    }

    private static String shown(Set<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().limit(SHOWN).collect(joining(", "))
                        + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
