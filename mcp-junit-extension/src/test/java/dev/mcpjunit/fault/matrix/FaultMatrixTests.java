/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.fault.AuthorizationFault;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.TaskFault;
import dev.mcpjunit.testkit.JavaSdk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * {@code docs/fault-matrix.md} says what each client makes of each fault, and this sees that it does. After a change on
 * purpose, {@code mvn test -Dtest=FaultMatrixTests -Dmcp.fault-matrix=update} writes what was observed.
 */
@Tag("long")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class FaultMatrixTests {

    private static final String JAVA = JavaSdk.NAME;
    private static final String MODERN_JAVA = JavaSdk.MODERN;
    private static final String TYPESCRIPT_1 = "TypeScript SDK 1.32.2";
    private static final String TYPESCRIPT_2 = "TypeScript SDK 2.4.0";
    private static final String OWN = "`McpConnection`";
    private static final List<String> CLIENTS = List.of(JAVA, MODERN_JAVA, TYPESCRIPT_1, TYPESCRIPT_2, OWN);

    private static final boolean UPDATE = "update".equals(System.getProperty("mcp.fault-matrix"));

    /** Most of them wait most of the time. */
    private static final int AT_ONCE = 8;

    /** More of them are no accident. */
    private static final int DOUBTFUL = 5;

    private static final List<Scenario> SCENARIOS = Scenarios.all();

    /** Only clients that log in ask for metadata, and these do not. {@code AuthorizationFaultsTests} has this fault. */
    private static final Set<Class<?>> OF_CLIENTS_THAT_LOG_IN = Set.of(AuthorizationFault.ChangedMetadata.class);

    /** The weather server has no tasks. {@code TaskFaultsTests} has these faults. */
    private static final List<Class<?>> OF_CLIENTS_OF_TASKS = List.of(TaskFault.class.getPermittedSubclasses());

    @Test
    void the_java_sdk(TestReporter reporter) {
        try (var kind = new SdkClient.SdkKind()) {
            check(kind, reporter);
        }
    }

    @Test
    void the_modern_client_of_the_java_sdk(TestReporter reporter) {
        try (var kind = new ModernSdkClient.ModernKind()) {
            check(kind, reporter);
        }
    }

    @Test
    void our_own_connection(TestReporter reporter) {
        try (var kind = new OwnClient.OwnKind()) {
            check(kind, reporter);
        }
    }

    @Test
    @RequiresCommand({"node", "npm"})
    void the_first_typescript_sdk(TestReporter reporter) {
        try (var kind = NodeClient.NodeKind.of(TYPESCRIPT_1, "v1")) {
            check(kind, reporter);
        }
    }

    @Test
    @RequiresCommand({"node", "npm"})
    void the_second_typescript_sdk(TestReporter reporter) {
        try (var kind = NodeClient.NodeKind.of(TYPESCRIPT_2, "v2")) {
            check(kind, reporter);
        }
    }

    private static void check(MatrixClient.Kind kind, TestReporter reporter) {
        Map<String, Cell> known = MatrixDocument.column(kind.name());
        Map<String, Cell> observed = observe(kind, UPDATE ? Map.of() : known, reporter);
        observed.replaceAll(
                (row, cell) -> known.containsKey(row) && known.get(row).allows(cell) ? known.get(row) : cell);
        if (UPDATE) {
            MatrixDocument.write(SCENARIOS, CLIENTS, kind.name(), observed);
        }
        Map<String, Cell> said = MatrixDocument.column(kind.name());
        var differing = new LinkedHashSet<>(said.keySet());
        differing.addAll(observed.keySet());
        differing.removeIf(row -> Objects.equals(said.get(row), observed.get(row)));
        assertThat(lines(differing, observed))
                .as("what %s does; -Dmcp.fault-matrix=update writes it into docs/fault-matrix.md", kind.name())
                .isEqualTo(lines(differing, said));
    }

    private static Map<String, Cell> observe(
            MatrixClient.Kind kind, Map<String, Cell> documented, TestReporter reporter) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        ExecutorService callers = Executors.newCachedThreadPool();
        try {
            Map<Scenario, CompletableFuture<Cell>> running = new LinkedHashMap<>();
            for (Scenario scenario : SCENARIOS) {
                var look = new ObservationPlan(kind, Optional.ofNullable(documented.get(scenario.key())), 0);
                running.put(
                        scenario,
                        CompletableFuture.supplyAsync(() -> Observation.of(scenario, look, callers), threads));
            }
            Map<String, Cell> column = new LinkedHashMap<>();
            running.forEach((scenario, cell) -> column.put(scenario.key(), cell.join()));
            lookAgain(kind, documented, column, reporter, callers);
            return column;
        } finally {
            threads.shutdownNow();
            callers.shutdownNow();
        }
    }

    /** On a busy machine a client may have given up too early; what it does of its own it does again. */
    private static void lookAgain(
            MatrixClient.Kind kind,
            Map<String, Cell> documented,
            Map<String, Cell> column,
            TestReporter reporter,
            ExecutorService callers) {
        List<Scenario> doubtful = SCENARIOS.stream()
                .filter(scenario -> documented.containsKey(scenario.key()))
                .filter(scenario -> !documented.get(scenario.key()).allows(column.get(scenario.key())))
                .toList();
        if (doubtful.size() <= DOUBTFUL) {
            for (Scenario scenario : doubtful) {
                reporter.publishEntry("looked at again", scenario.key() + ": " + column.get(scenario.key()));
                var look = new ObservationPlan(kind, Optional.ofNullable(documented.get(scenario.key())), 1);
                column.put(scenario.key(), Observation.of(scenario, look, callers));
            }
        }
    }

    private static String lines(Set<String> rows, Map<String, Cell> column) {
        return rows.stream()
                .map(row -> row + ": " + (column.containsKey(row) ? column.get(row) : "not in the table"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void each_effect_is_seen_by_at_least_two_clients_as_what_its_name_says() {
        assumeThat(UPDATE).as("the table is being written").isFalse();
        List<Map<String, Cell>> columns =
                CLIENTS.stream().map(MatrixDocument::column).toList();
        var unseen = new ArrayList<String>();
        for (Scenario scenario : SCENARIOS) {
            List<Cell> row = columns.stream()
                    .flatMap(column -> Stream.ofNullable(column.get(scenario.key())))
                    .toList();
            if (row.stream().filter(scenario.seen()).count() < 2) {
                unseen.add(scenario.key() + ": " + row);
            }
        }
        assertThat(unseen).isEmpty();
    }

    @Test
    void there_is_a_scenario_for_each_fault_on_each_transport() {
        for (Fault.Needs transport : List.of(Fault.Needs.HTTP, Fault.Needs.STDIO)) {
            Set<Class<?>> tried = SCENARIOS.stream()
                    .filter(scenario -> scenario.transport() == transport)
                    .map(scenario -> scenario.fault().apply(new Gate()).getClass())
                    .collect(Collectors.toSet());
            Set<Class<?>> others = SCENARIOS.stream()
                    .map(scenario -> scenario.fault().apply(new Gate()))
                    .filter(fault -> Scenarios.needsAnother(fault.needs(), transport))
                    .map(Object::getClass)
                    .collect(Collectors.toSet());

            assertThat(kinds(Fault.class)
                            .filter(kind -> !others.contains(kind)
                                    && !OF_CLIENTS_THAT_LOG_IN.contains(kind)
                                    && !OF_CLIENTS_OF_TASKS.contains(kind)))
                    .as("%s", transport)
                    .containsExactlyInAnyOrderElementsOf(tried);
        }
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FaultMatrixTests::kinds)
                : Stream.of(type);
    }
}
