/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.Fault;
import org.apiguardian.api.API;

/** What carries the messages between a client and a server. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Medium {
    /** HTTP. */
    HTTP,
    /** Standard input and output. */
    STDIO,
    /** Method calls: there are no bytes. */
    IN_JVM;

    /** Whether a fault can happen here. */
    boolean allows(Fault.Needs needs) {
        return switch (needs) {
            case ANY_TRANSPORT -> true;
            case WIRE -> this != IN_JVM;
            case HTTP -> this == HTTP;
            case STDIO -> this == STDIO;
        };
    }
}
