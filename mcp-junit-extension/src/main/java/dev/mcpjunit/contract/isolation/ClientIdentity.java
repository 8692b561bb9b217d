/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.isolation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A client as a server knows it: by its session and, with headers, by its credentials. Every connection has its own
 * session.
 *
 * <pre>{@code
 * ClientIdentity.named("alice").header("Authorization", "Bearer token-of-alice")
 * }</pre>
 *
 * @param name the name of the client in messages
 * @param headers the HTTP headers of all its requests; their values appear in no message
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ClientIdentity(String name, Map<String, String> headers) {

    /** @throws IllegalArgumentException if the name is blank */
    public ClientIdentity {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A client needs a name for messages");
        }
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /**
     * Declare a client without credentials. The server knows it only by its session.
     *
     * @param name the name of the client in messages
     * @return the client; never {@code null}
     */
    public static ClientIdentity named(String name) {
        return new ClientIdentity(name, Map.of());
    }

    /**
     * Add a header.
     *
     * @param header the name of the header
     * @param value its value
     * @return a changed copy; never {@code null}
     */
    public ClientIdentity header(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ClientIdentity(name, more);
    }

    /** The name alone: the values of headers are secrets. */
    @Override
    public String toString() {
        return name;
    }
}
