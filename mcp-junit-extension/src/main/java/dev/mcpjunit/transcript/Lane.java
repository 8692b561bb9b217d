/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A connection to a server.
 *
 * @param server the name of the server, as the test declares it; the same for all its replicas
 * @param connection which connection, session or process carried it, from 1; unique within a transcript for one server
 * @param carrier what carries its messages
 * @param observer where it was recorded
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Lane(String server, int connection, Carrier carrier, Observer observer) {

    /** Check the parts. */
    public Lane {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(carrier, "carrier");
        Objects.requireNonNull(observer, "observer");
    }
}
