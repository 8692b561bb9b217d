/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Says that what a server answers is recorded in a file, a cassette, and replayed later without the server.
 *
 * <pre>{@code
 * static ServerSpec weather() {
 *     return ServerSpec.command("npx", "-y", "acme-weather@1.4.2")
 *             .cassette(CassetteSpec.named("weather").withVolatilePaths("/arguments/requestId"))
 *             .build();
 * }
 * }</pre>
 *
 * @param name the name of the file, without its extension
 * @param volatilePaths places in the parameters of requests that are different in each run, and are not compared
 * @param repeats what a call gets that is made more often than it was recorded
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CassetteSpec(String name, List<String> volatilePaths, Repeats repeats) {

    /** What a call gets that is made more often than it was recorded. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Repeats {
        /** The test fails: each recorded answer is given once, in the order of the recording. */
        AS_RECORDED,
        /** The last recorded answer is given again. For clients that retry or poll, as often as they like. */
        LAST_ANSWER
    }

    /** These hide which tool is called, or which resource is read. */
    private static final Set<String> TOO_WIDE = Set.of("/", "/*", "/**", "/name", "/uri");

    /**
     * Check the parts.
     *
     * @throws IllegalArgumentException if the name cannot be the name of a file on every system, or a path does not
     *     start with {@code /} or would make all calls equal
     */
    public CassetteSpec {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}") || name.endsWith(".")) {
            throw new IllegalArgumentException("cassette = \"" + name
                    + "\" is no name of a file: use letters, digits, '-', '_' and '.', at most 100");
        }
        volatilePaths = List.copyOf(volatilePaths);
        volatilePaths.stream().filter(path -> !path.startsWith("/")).findFirst().ifPresent(path -> {
            throw new IllegalArgumentException("volatilePaths: \"" + path
                    + "\" is no place in the parameters of a request. Places look like \"/arguments/requestId\"");
        });
        volatilePaths.stream().filter(TOO_WIDE::contains).findFirst().ifPresent(path -> {
            throw new IllegalArgumentException(
                    "volatilePaths: \"" + path
                            + "\" would make different calls equal. Name places in the arguments, such as \"/arguments/requestId\"");
        });
    }

    /**
     * Name a cassette.
     *
     * @param name the name of the file, without its extension
     * @return a cassette that compares all of a request, and answers as often as recorded; never {@code null}
     */
    public static CassetteSpec named(String name) {
        return new CassetteSpec(name, List.of(), Repeats.AS_RECORDED);
    }

    /**
     * Ignore places in requests.
     *
     * @param paths JSON Pointers into the parameters, with {@code *} and {@code **}, such as
     *     {@code /arguments/requestId}
     * @return a copy with these paths; never {@code null}
     */
    public CassetteSpec withVolatilePaths(String... paths) {
        return new CassetteSpec(name, List.of(paths), repeats);
    }

    /**
     * Set what a call gets that is made more often than it was recorded.
     *
     * @param newRepeats what it gets
     * @return a copy; never {@code null}
     */
    public CassetteSpec withRepeats(Repeats newRepeats) {
        return new CassetteSpec(name, volatilePaths, newRepeats);
    }
}
