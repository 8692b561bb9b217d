/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import dev.mcpjunit.json.JsonPointer;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Places in a catalog, as a JSON Pointer with wildcards: {@code *} stands for any text within one step, {@code **} for
 * any number of steps.
 *
 * <pre>
 * /tools/get-sum/inputSchema/**      all of a tool's input schema
 * /tools/get-*                       tools whose names start with get-, and nothing inside them
 * /resources/**                      all resources
 * </pre>
 *
 * @param text the pattern as it was written
 * @param steps the steps
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PointerPattern(String text, List<String> steps) {

    private static final List<String> MEMBERS = List.of(
            "tools",
            "prompts",
            "resources",
            "resourceTemplates",
            "capabilities",
            "instructions",
            "serverInfo",
            "protocolVersion",
            "image");

    /** Everywhere. */
    public static final PointerPattern ANYWHERE = parse("/**");

    /** Copy the steps. */
    public PointerPattern {
        steps = List.copyOf(steps);
    }

    /**
     * Read a pattern.
     *
     * @param text for example {@code /tools/get-*}
     * @return the pattern; never {@code null}
     * @throws IllegalArgumentException if the text does not start with {@code /} and a member of a snapshot
     */
    public static PointerPattern parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no place in a catalog. Places look like /tools/get-sum/inputSchema or /tools/*/description.");
        }
        List<String> steps = JsonPointer.parse(text).tokens();
        if (!steps.get(0).contains("*") && !MEMBERS.contains(steps.get(0))) {
            throw new IllegalArgumentException("'" + text + "' is no place in a catalog: it starts with '"
                    + steps.get(0) + "', and not with one of " + MEMBERS + ".");
        }
        return new PointerPattern(text, steps);
    }

    /**
     * Check whether a place matches.
     *
     * @param place the place
     * @return whether the pattern matches all of it
     */
    public boolean matches(JsonPointer place) {
        return matches(0, place.tokens(), 0);
    }

    /** Whether a place further in may match. */
    boolean mayMatchBelow(JsonPointer place) {
        List<String> tokens = place.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            if (i >= steps.size()) {
                return false;
            }
            if (steps.get(i).equals("**")) {
                return true;
            }
            if (!isLike(steps.get(i), tokens.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(int step, List<String> tokens, int token) {
        if (step == steps.size()) {
            return token == tokens.size();
        }
        if (steps.get(step).equals("**")) {
            return matches(step + 1, tokens, token) || (token < tokens.size() && matches(step, tokens, token + 1));
        }
        return token < tokens.size()
                && isLike(steps.get(step), tokens.get(token))
                && matches(step + 1, tokens, token + 1);
    }

    private static boolean isLike(String step, String token) {
        if (!step.contains("*")) {
            return step.equals(token);
        }
        var regex = new StringBuilder();
        for (String part : step.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(token).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
