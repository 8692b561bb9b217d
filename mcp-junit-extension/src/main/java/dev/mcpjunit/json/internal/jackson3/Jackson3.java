/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.jackson3;

import java.lang.reflect.Type;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Maps JSON by Jackson 3. Load it only if Jackson databind 3 is on the class path. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Jackson3 {

    /** The class that must be on the class path. */
    public static final String MAPPER = "tools.jackson.databind.ObjectMapper";

    private Jackson3() {}

    /** Whether an object is a mapper of this version. */
    public static boolean isMapper(Object object) {
        return object instanceof ObjectMapper;
    }

    /** A mapper that ignores unknown properties: a server may add some. */
    public static Object newMapper() {
        return JsonMapper.builder()
                .findAndAddModules()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /**
     * Map a JSON text.
     *
     * @return {@code null} for JSON {@code null}
     * @throws Exception if the text does not fit the type
     */
    public static @Nullable Object read(Object mapper, String json, Type type) throws Exception {
        var jackson = (ObjectMapper) mapper;
        return jackson.readValue(json, jackson.constructType(type));
    }
}
