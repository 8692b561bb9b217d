/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.isolation;

import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.load.internal.Nonces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Which two clients must never see each other's data, and the calls that write and read such data.
 *
 * <pre>{@code
 * DeclaredIsolation.between(
 *                 ClientIdentity.named("alice").header("Authorization", "Bearer token-of-alice"),
 *                 ClientIdentity.named("bob").header("Authorization", "Bearer token-of-bob"))
 *         .writing("save-note", Map.of("text", "a note ${nonce}"))
 *         .reading("list-notes", Map.of())
 * }</pre>
 *
 * <p>The checks replace {@value #NONCE} by a text that is unique to each call, and search the answers for it.
 *
 * @param first a client
 * @param second another client, with another name
 * @param writes the calls that write data; each has {@value #NONCE} in an argument
 * @param reads the calls that show what was written
 * @param callTimeout how long a call may take
 * @param exemptions the checks that may stay inconclusive
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DeclaredIsolation(
        ClientIdentity first,
        ClientIdentity second,
        List<IsolatedCall> writes,
        List<IsolatedCall> reads,
        Duration callTimeout,
        Exemptions exemptions) {

    /** The placeholder for the data in the arguments of a call that writes: {@value}. */
    public static final String NONCE = Nonces.PLACEHOLDER;

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    /**
     * @throws IllegalArgumentException if both clients have the same name, a call that writes has no {@value #NONCE},
     *     or a call that reads has one
     */
    public DeclaredIsolation {
        if (first.name().equals(second.name())) {
            throw new IllegalArgumentException("Both clients of the isolation checks are named '" + first.name()
                    + "', so a message could not say which of them was shown data of the other. Declare two clients with"
                    + " different names: between(ClientIdentity.named(\"alice\"), ClientIdentity.named(\"bob\")).");
        }
        writes = List.copyOf(writes);
        reads = List.copyOf(reads);
        Preconditions.requirePositive("The timeout of a call", callTimeout);
        writes.stream()
                .filter(call -> !Nonces.isIn(call.arguments()))
                .findFirst()
                .ifPresent(call -> {
                    throw new IllegalArgumentException("The call of '" + call.tool()
                            + "' writes nothing that can be found again. Put " + NONCE + " into an argument.");
                });
        reads.stream().filter(call -> Nonces.isIn(call.arguments())).findFirst().ifPresent(call -> {
            throw new IllegalArgumentException(
                    "The call of '" + call.tool() + "' reads, but has " + NONCE
                            + " in an argument: an answer that repeats the argument would look like data of another client. Remove it.");
        });
    }

    /**
     * Declare the clients.
     *
     * @param first a client
     * @param second another client, with another name
     * @return a declaration without calls; never {@code null}
     * @throws IllegalArgumentException if both clients have the same name
     */
    public static DeclaredIsolation between(ClientIdentity first, ClientIdentity second) {
        return new DeclaredIsolation(first, second, List.of(), List.of(), CALL_TIMEOUT, Exemptions.NONE);
    }

    /**
     * Add a call that writes data of the client that makes it.
     *
     * @param tool the name of the tool
     * @param arguments its arguments, with {@value #NONCE} in a text
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the arguments have no {@value #NONCE}
     */
    public DeclaredIsolation writing(String tool, Map<String, ?> arguments) {
        var more = new ArrayList<>(writes);
        more.add(IsolatedCall.of(tool, arguments));
        return new DeclaredIsolation(first, second, more, reads, callTimeout, exemptions);
    }

    /**
     * Add a call that shows what the client that makes it has written.
     *
     * @param tool the name of the tool
     * @param arguments its arguments
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the arguments have a {@value #NONCE}
     */
    public DeclaredIsolation reading(String tool, Map<String, ?> arguments) {
        var more = new ArrayList<>(reads);
        more.add(IsolatedCall.of(tool, arguments));
        return new DeclaredIsolation(first, second, writes, more, callTimeout, exemptions);
    }

    /**
     * Set how long a call may take.
     *
     * @param timeout more than zero; 20 seconds by default
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the time is not positive
     */
    public DeclaredIsolation callTimeout(Duration timeout) {
        return new DeclaredIsolation(first, second, writes, reads, timeout, exemptions);
    }

    /**
     * Exempt a check: it may be inconclusive even with {@code -Dmcp.contract=required}.
     *
     * @param check the name of the check, for example {@code keeps lists apart}
     * @param reason why
     * @return a changed copy; never {@code null}
     */
    public DeclaredIsolation exempt(String check, String reason) {
        return new DeclaredIsolation(first, second, writes, reads, callTimeout, exemptions.with(check, reason));
    }
}
