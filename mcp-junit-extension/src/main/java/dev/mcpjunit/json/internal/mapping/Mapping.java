/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.mapping;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.internal.jackson2.Jackson2;
import dev.mcpjunit.json.internal.jackson3.Jackson3;
import java.lang.reflect.Type;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Maps JSON to the types of the user. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Mapping {

    private static final int EXCERPT = 400;

    private Mapping() {}

    /**
     * Map by the Jackson that is on the class path, version 3 before version 2.
     *
     * @throws IllegalStateException if there is none, or its jars do not fit together
     * @throws IllegalArgumentException if the JSON does not fit the type
     */
    public static Object read(String json, Type type) {
        boolean has3 = isPresent(Jackson3.MAPPER);
        boolean has2 = isPresent(Jackson2.MAPPER);
        if (!has3 && !has2) {
            throw new IllegalStateException(
                    "Mapping JSON to " + type.getTypeName() + " needs Jackson on the class path."
                            + " Add com.fasterxml.jackson.core:jackson-databind (Jackson 2) or"
                            + " tools.jackson.core:jackson-databind (Jackson 3) in test scope.");
        }
        try {
            return has3 ? by3(Jackson3.newMapper(), json, type) : by2(Jackson2.newMapper(), json, type);
        } catch (LinkageError unfit) {
            if (has3 && has2) {
                return by2(Jackson2.newMapper(), json, type);
            }
            throw new IllegalStateException(
                    "Jackson is on the class path, but its jars do not fit together (" + unfit
                            + "). Use one version of jackson-databind, jackson-core and jackson-annotations.",
                    unfit);
        }
    }

    /**
     * Map by the mapper of the user.
     *
     * @param mapper an ObjectMapper of Jackson 2 or 3
     * @throws IllegalArgumentException if it is something else, or the JSON does not fit the type
     */
    public static Object read(String json, Type type, Object mapper) {
        if (isPresent(Jackson3.MAPPER) && Jackson3.isMapper(mapper)) {
            return by3(mapper, json, type);
        }
        if (isPresent(Jackson2.MAPPER) && Jackson2.isMapper(mapper)) {
            return by2(mapper, json, type);
        }
        throw new IllegalArgumentException(mapper.getClass().getName()
                + " is not a mapper of Jackson: pass an ObjectMapper of Jackson 2 or 3, for example a JsonMapper.");
    }

    private static Object by3(Object mapper, String json, Type type) {
        try {
            return required(Jackson3.read(mapper, json, type), type);
        } catch (Exception failure) {
            throw doesNotFit(json, type, failure);
        }
    }

    private static Object by2(Object mapper, String json, Type type) {
        try {
            return required(Jackson2.read(mapper, json, type), type);
        } catch (Exception failure) {
            throw doesNotFit(json, type, failure);
        }
    }

    private static Object required(@Nullable Object mapped, Type type) {
        if (mapped == null) {
            throw new IllegalArgumentException("null is not a value of " + type.getTypeName());
        }
        return mapped;
    }

    private static IllegalArgumentException doesNotFit(String json, Type type, Exception failure) {
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return new IllegalArgumentException(
                "The JSON value cannot be mapped to " + type.getTypeName() + ": " + Printable.line(reason) + "\n  "
                        + Printable.line(json, EXCERPT),
                failure);
    }

    private static boolean isPresent(String name) {
        try {
            Class.forName(name, false, Mapping.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
