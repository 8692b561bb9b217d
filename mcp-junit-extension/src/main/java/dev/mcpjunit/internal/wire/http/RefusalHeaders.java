/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.wire.Findings;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The headers that say why a server refused a request and what to do. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RefusalHeaders {

    private static final List<String> NAMES = List.of("Retry-After", "Location", "WWW-Authenticate");

    private RefusalHeaders() {}

    /** Where the credentials may be wrong, on a line of its own; names of headers, and no values. */
    static String advice(McpEndpoint.Http endpoint) {
        List<String> places = Stream.concat(
                        new TreeSet<>(endpoint.headers().keySet()).stream().map(name -> "the header '" + name + "'"),
                        Stream.ofNullable(endpoint.uri().getRawQuery()).map(query -> "the query of its address"))
                .toList();
        return places.isEmpty()
                ? "\nDoes the server want a header? Give it with 'headers'."
                : "\nThe server refused the request despite the values in " + String.join(" and ", places)
                        + ". Is the value valid for this server, not expired, and allowed to do this?";
    }

    /** The headers of a response, to be appended to its status; empty if it has none of them. */
    public static String of(HttpHeaders headers) {
        return NAMES.stream()
                .flatMap(name ->
                        headers.allValues(name).stream().map(value -> ", " + name + ": " + Findings.excerpt(value)))
                .collect(Collectors.joining());
    }
}
