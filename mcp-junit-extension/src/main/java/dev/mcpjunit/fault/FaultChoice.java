/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/**
 * The faults that can happen to the selected messages. Each method injects one; {@code FaultInjector.on} gives it.
 *
 * <pre>{@code
 * faults.on(toolCall("pay").first()).loseResponse();
 * faults.on(toolCall("pay").nth(2)).status(503, Duration.ofSeconds(1));
 * faults.on(connection()).refuseConnections();
 * faults.on(toolCall("pay").nth(3)).refuseToken();
 * }</pre>
 *
 * <p>Each method throws an {@link IllegalArgumentException} if the fault could not happen to what was selected, or if a
 * number makes no sense.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface FaultChoice
        extends ConnectionFaults, AnswerFaults, ProtocolFaults, TaskFaults, ProcessFaults, AuthorizationFaults {

    /**
     * Inject any fault, also one with settings that no method has.
     *
     * @param fault the fault
     * @return the injected fault; never {@code null}
     * @throws IllegalArgumentException if the fault cannot happen to what was selected
     */
    @Override
    InjectedFault inject(Fault fault);
}
