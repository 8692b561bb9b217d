/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.mcpjunit.architecture.ArchitectureTests.MAIN;
import static dev.mcpjunit.architecture.ArchitectureTests.ROOT;

import org.junit.jupiter.api.Test;

/** The rules of {@code docs/architecture.md} about the packages of {@code contract.internal.server}. */
class ServerContractRulesTests {

    @Test
    void a_contract_knows_what_all_share_and_no_other_contract() {
        String home = ROOT + ".contract.internal.server.";
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("tasks")
                .definedBy(home + "task")
                .layer("contracts")
                .definedBy(
                        home + "http",
                        home + "stdio",
                        home + "handshake",
                        home + "stateless",
                        home + "app",
                        home + "protection")
                .layer("message")
                .definedBy(home + "message")
                .layer("rule")
                .definedBy(home + "rule")
                .layer("peer")
                .definedBy(home + "peer")
                .whereLayer("contracts")
                .mayNotBeAccessedByAnyLayer()
                // A protected server keeps the tasks of its users apart.
                .whereLayer("tasks")
                .mayOnlyBeAccessedByLayers("contracts")
                .whereLayer("message")
                .mayOnlyBeAccessedByLayers("contracts", "tasks")
                .whereLayer("rule")
                .mayOnlyBeAccessedByLayers("contracts", "tasks", "message")
                .check(MAIN);
        slices().matching(home + "(http|stdio|handshake|stateless|app|protection)")
                .should()
                .notDependOnEachOther()
                .check(MAIN);
    }
}
