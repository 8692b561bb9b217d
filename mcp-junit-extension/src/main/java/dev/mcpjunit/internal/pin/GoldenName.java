/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.snapshot.internal.RunningTest;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The name of a golden file, without its extension: {@code method}, {@code method#2} for the second set of arguments,
 * {@code method.name} for a named result. Different results have different names on every system.
 */
final class GoldenName {

    /** In bytes of UTF-8, in which file systems count. */
    private static final int LONGEST = 120;

    private static final String SAFE = "-_#$(),+=@ ";

    private GoldenName() {}

    static String of(RunningTest test, String name) {
        String method = test.method().getName();
        String signature = isOverloaded(test.testClass(), method)
                ? Stream.of(test.method().getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(joining(",", "(", ")"))
                : "";
        String whole =
                escaped(method) + escaped(signature) + test.invocation() + (name.isEmpty() ? "" : "." + escaped(name));
        return bytes(whole) <= LONGEST ? whole : shortened(whole) + "-" + UUID.nameUUIDFromBytes(whole.getBytes(UTF_8));
    }

    private static int bytes(String name) {
        return name.getBytes(UTF_8).length;
    }

    private static String shortened(String name) {
        var kept = new StringBuilder();
        int left = LONGEST;
        for (int character : name.codePoints().toArray()) {
            left -= bytes(Character.toString(character));
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.toString();
    }

    private static boolean isOverloaded(Class<?> type, String name) {
        return Stream.<Class<?>>iterate(type, next -> next != null, Class::getSuperclass)
                        .flatMap(next -> Stream.of(next.getDeclaredMethods()))
                        .filter(method -> method.getName().equals(name) && !method.isBridge())
                        .map(Method::getParameterTypes)
                        .map(List::of)
                        .distinct()
                        .count()
                > 1;
    }

    /** What not every system allows in the name of a file, by its code in UTF-8, as in a URL. */
    private static String escaped(String name) {
        var escaped = new StringBuilder();
        name.codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character) || SAFE.indexOf(character) >= 0) {
                escaped.appendCodePoint(character);
            } else {
                for (byte part : Character.toString(character).getBytes(UTF_8)) {
                    escaped.append(String.format(Locale.ROOT, "%%%02X", part));
                }
            }
        });
        return escaped.toString();
    }
}
