/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.internal.wire.Findings;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** The headers that say why a server refused a request and what to do. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RefusalHeaders {

    private static final List<String> NAMES = List.of("Retry-After", "Location", "WWW-Authenticate");

    private RefusalHeaders() {}

    /** The headers of a response, to be appended to its status; empty if it has none of them. */
    public static String of(HttpHeaders headers) {
        return NAMES.stream()
                .flatMap(name ->
                        headers.allValues(name).stream().map(value -> ", " + name + ": " + Findings.excerpt(value)))
                .collect(Collectors.joining());
    }
}
