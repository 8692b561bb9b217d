/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.RequiresCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/connections.md}; {@code -Dmcp.connections=update} writes it. */
@Tag("long")
class ConnectionsTests {

    private static final boolean UPDATE = "update".equals(System.getProperty("mcp.connections"));

    private static final List<Candidate> SERVERS = Candidate.all();

    static Stream<Candidate> onJava() {
        return SERVERS.stream().filter(server -> !server.needsNode());
    }

    static Stream<Candidate> onNode() {
        return SERVERS.stream().filter(Candidate::needsNode);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void onJava(Candidate server) {
        check(server);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @RequiresCommand({"node", "npm"})
    void onNode(Candidate server) {
        check(server);
    }

    private static void check(Candidate server) {
        Observed observed = Observed.of(server);
        if (UPDATE) {
            Document.write(SERVERS, observed);
        }
        assertThat(Document.rows(Document.REACHED).get(server.name()))
                .as("how %s is reached; -Dmcp.connections=update writes it into docs/connections.md", server.name())
                .isEqualTo(observed.reached());
        Map<String, List<String>> works = new LinkedHashMap<>(Document.rows(Document.WORKS));
        works.keySet().removeIf(row -> !Document.belongsTo(row, server.name()));
        assertThat(works)
                .as("what works; -Dmcp.connections=update writes it into docs/connections.md")
                .isEqualTo(observed.works());
    }

    @Test
    void the_table_has_no_other_servers() {
        assertThat(Document.rows(Document.REACHED).keySet())
                .isSubsetOf(SERVERS.stream().map(Candidate::name).toList());
        assertThat(Document.rows(Document.WORKS).keySet())
                .allMatch(row -> SERVERS.stream().anyMatch(server -> Document.belongsTo(row, server.name())));
    }
}
