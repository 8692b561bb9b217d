/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load.internal;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The nonces of one run: texts that occur nowhere else. Each holds the number of its call, so that a nonce in an answer
 * says to which call the answer belongs. Letters and digits only, so that a server can use them in names and paths.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Nonces {

    /** What stands for a nonce in the arguments of a call. */
    public static final String PLACEHOLDER = "${nonce}";

    private static final int RUN_LENGTH = 8;

    private final String run = UUID.randomUUID().toString().substring(0, RUN_LENGTH);
    private final Pattern pattern = Pattern.compile("nonce" + run + "([0-9]{7})z", Pattern.CASE_INSENSITIVE);

    /** The nonce of a call. */
    public String at(int number) {
        return String.format(Locale.ROOT, "nonce%s%07dz", run, number);
    }

    /** Whether arguments have a place for a nonce. */
    public static boolean isIn(JsonObject arguments) {
        return arguments.toString().contains(PLACEHOLDER);
    }

    /** The arguments of a call, with its nonce in each place for one. */
    public JsonObject fill(JsonObject arguments, int number) {
        return isIn(arguments)
                ? (JsonObject) Json.parse(arguments.toString().replace(PLACEHOLDER, at(number)))
                : arguments;
    }

    /** The numbers of the calls of this run whose nonces a text contains, in the order of the text. */
    public Set<Integer> in(String text) {
        Set<Integer> numbers = new LinkedHashSet<>();
        Matcher nonce = pattern.matcher(text);
        while (nonce.find()) {
            numbers.add(Integer.parseInt(nonce.group(1)));
        }
        return numbers;
    }
}
