/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.client;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The checks that may stay inconclusive where verdicts are required, and why. Made by {@code exempt(…)} of a
 * declaration. Immutable.
 *
 * @param reasons the reasons by the name of the check
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Exemptions(Map<String, String> reasons) {

    /** No exemptions. */
    public static final Exemptions NONE = new Exemptions(Map.of());

    /** Copy the map. */
    public Exemptions {
        reasons = Map.copyOf(reasons);
    }

    /**
     * Add a check.
     *
     * @param check the name of the check
     * @param reason why it may stay inconclusive
     * @return the exemptions; never {@code null}
     * @throws IllegalArgumentException if the reason is blank
     */
    public Exemptions with(String check, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("The exemption of '" + check + "' needs a reason");
        }
        var more = new LinkedHashMap<>(reasons);
        more.put(check, reason);
        return new Exemptions(more);
    }

    /**
     * Get the reason for a check.
     *
     * @param check the name of the check
     * @return the reason; empty if the check is not exempt; never {@code null}
     */
    public Optional<String> of(String check) {
        return Optional.ofNullable(reasons.get(check));
    }

    /**
     * Require that all names are those of checks.
     *
     * @param checks the names of the checks of the contract
     * @return this
     * @throws IllegalArgumentException if a name is unknown
     */
    public Exemptions requireKnown(Collection<String> checks) {
        for (String name : reasons.keySet()) {
            if (!checks.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no check '" + name + "' to exempt. The checks are: " + String.join(", ", checks));
            }
        }
        return this;
    }
}
