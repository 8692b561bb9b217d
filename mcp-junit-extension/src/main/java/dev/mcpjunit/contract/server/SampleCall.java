/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import java.util.Map;
import org.apiguardian.api.API;

/**
 * A tool call that has the same answer whenever it is made, and does no harm.
 *
 * @param tool the tool's name
 * @param arguments its arguments
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SampleCall(String tool, Map<String, ?> arguments) {

    /** Copy the arguments. */
    public SampleCall {
        arguments = Map.copyOf(arguments);
    }
}
