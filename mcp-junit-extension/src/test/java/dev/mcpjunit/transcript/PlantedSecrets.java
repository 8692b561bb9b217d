/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Secrets of all kinds, each at another place. */
final class PlantedSecrets {

    static final String IN_USER_INFO = "Plant3d-user-info-01";
    static final String IN_QUERY = "Plant3d-query-02";
    static final String IN_OTHER_QUERY = "Plant3d-query-03";
    static final String BEARER_HEADER = "Plant3d-bearer-04";
    static final String KEY_HEADER = "Plant3d-header-05";
    static final String COOKIE_HEADER = "Plant3d-cookie-06";
    static final String BASIC_PASSWORD = "Plant3d-basic-07";
    static final String SET_COOKIE = "Plant3d-set-cookie-08";
    static final String SESSION_ID = "Plant3d-session-09";
    static final String ENV_TOKEN = "Plant3d-env-10";
    static final String ENV_ADDRESS = "Plant3d-address-11";
    static final String ENV_OTHER = "Plant3d/+env=12";
    static final String OPTION = "Plant3d-option-13";
    static final String OPTION_WITH_SIGN = "Plant3d-option-14";
    static final String IN_ERROR = "Plant3d-error-15";
    static final String IN_ERROR_DATA = "Plant3d-data-16";
    static final String IN_RESOURCE = "Plant3d-resource-17";
    static final String IN_PROMPT = "Plant3d-prompt-18";
    static final String IN_PROGRESS = "Plant3d-progress-19";
    static final String IN_LOG_MESSAGE = "Plant3d-log-20";
    static final String NAMED_BY_USER = "Plant3d-iban-21";
    static final String POINTED_AT = "Plant3d-pointer-22";
    static final String IN_TEXT = "Plant3d-text-23";
    static final String IN_JSON_IN_TEXT = "Plant3d-inner-24";
    static final String IN_LIST = "Plant3d-list-25";
    static final String DEEP = "Plant3d-deep-26";
    static final String NUMBER = "4711081512345";
    static final String GITHUB = "ghp_0123456789abcdefghijPLANTED012345678";
    static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJQbGFudGVkIn0.UGxhbnRlZFNpZw";
    static final String AWS = "AKIAIOSFODNNPLANTED1";

    /** Names of arguments that say that the values are secret. */
    private static final List<String> NAMES = List.of(
            "password", "dbPassword", "access_token", "apiKey", "client_secret", "cookie", "passphrase", "private_key");

    private PlantedSecrets() {}

    private static String valueOf(String name) {
        return "Plant3d-" + name + "-27";
    }

    static List<String> all() {
        var all = new ArrayList<String>();
        NAMES.forEach(name -> all.add(valueOf(name)));
        all.addAll(List.of(IN_USER_INFO, IN_QUERY, IN_OTHER_QUERY, BEARER_HEADER, KEY_HEADER, COOKIE_HEADER));
        all.addAll(List.of(BASIC_PASSWORD, basic(), SET_COOKIE, SESSION_ID, ENV_TOKEN, ENV_ADDRESS, ENV_OTHER));
        all.addAll(List.of(OPTION, OPTION_WITH_SIGN, IN_ERROR, IN_ERROR_DATA, IN_RESOURCE, IN_PROMPT, IN_PROGRESS));
        all.addAll(List.of(IN_LOG_MESSAGE, NAMED_BY_USER, POINTED_AT, IN_TEXT, IN_JSON_IN_TEXT, IN_LIST, DEEP));
        all.addAll(List.of(NUMBER, GITHUB, JWT, AWS));
        return all;
    }

    static String basic() {
        return Base64.getEncoder().encodeToString(("planted:" + BASIC_PASSWORD).getBytes(UTF_8));
    }

    /** Arguments with secrets, which a server sends back. */
    static JsonObject arguments() {
        JsonObject.Builder arguments = JsonObject.builder();
        NAMES.forEach(name -> arguments.put(name, valueOf(name)));
        return arguments
                .put("pin", Map.of("secret", Long.parseLong(NUMBER)))
                .put("iban", NAMED_BY_USER)
                .put("deep", Map.of("account", POINTED_AT))
                .put("texts", List.of("Log in with password=" + IN_TEXT + ".", "or as " + GITHUB, "or as " + AWS))
                .put("body", "{\"user\":{\"password\":\"" + IN_JSON_IN_TEXT + "\",\"jwt\":\"" + JWT + "\"}}")
                .put("credentials", List.of(IN_LIST))
                .put("users", List.of(Map.of("profile", Map.of("db-password", DEEP))))
                .build();
    }
}
