/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.conformance;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The result of a scenario of the suite.
 *
 * @param name its name
 * @param checks its checks; empty if the suite wrote none
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Scenario(String name, List<Check> checks) {

    /** A check that the suite adds to each scenario: all messages are valid by the schema of the protocol. */
    private static final String WELL_FORMED = "wire-schema-valid";

    /** Copy the checks. */
    public Scenario {
        checks = List.copyOf(checks);
    }

    /** What the suite says of a check. Anything else than these is read as a failure. */
    enum Status {
        SUCCESS,
        FAILURE,
        WARNING,
        SKIPPED,
        INFO
    }

    /**
     * A check.
     *
     * @param text what was wrong, or what the check is about
     * @param rule the address of the rule
     */
    record Check(String id, Status status, String text, Optional<String> rule) {

        static Check of(JsonObject json) {
            return new Check(
                    json.string("id").orElse("check"),
                    status(json.string("status").orElse("")),
                    json.string("errorMessage")
                            .or(() -> json.string("description"))
                            .orElse("(the suite says nothing about it)"),
                    json.array("specReferences").stream()
                            .flatMap(JsonArray::objects)
                            .flatMap(reference -> reference.string("url").stream())
                            .findFirst());
        }

        private static Status status(String word) {
            for (Status status : Status.values()) {
                if (status.name().equals(word)) {
                    return status;
                }
            }
            return Status.FAILURE;
        }

        @Override
        public String toString() {
            return Printable.line(id) + ": " + Printable.line(text)
                    + rule.map(url -> " (" + Printable.line(url) + ")").orElse("");
        }
    }

    /** Whether a check about the scenario itself succeeded; that the messages are well-formed says little about it. */
    boolean isChecked() {
        return checks.stream()
                .anyMatch(
                        check -> check.status() == Status.SUCCESS && !check.id().equals(WELL_FORMED));
    }

    boolean has(Status status) {
        return checks.stream().anyMatch(check -> check.status() == status);
    }

    /** The checks of a status, a line each. */
    String lines(Status status) {
        return checks.stream()
                .filter(check -> check.status() == status)
                .map(check -> "\n- " + check)
                .collect(Collectors.joining());
    }
}
