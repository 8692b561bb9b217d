/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcErrorsTests {

    @ParameterizedTest
    @CsvSource({"-32019,false", "-32020,true", "-32022,true", "-32099,true", "-32100,false", "-32601,false", "0,false"})
    void the_stateless_era_has_a_range_of_its_own(int code, boolean stateless) {
        assertThat(RpcErrors.isStateless(code)).isEqualTo(stateless);
        assertThat(RpcErrors.isStateless(response(String.valueOf(code)))).isEqualTo(stateless);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"-32020\"", "-32020.5", "null", "true", "[]", "-4294999316", "1e99"})
    void a_code_that_is_not_an_integer_is_none(String code) {
        assertThat(RpcErrors.code(response(code).object("error").orElseThrow())).isEmpty();
        assertThat(RpcErrors.isStateless(response(code))).isFalse();
    }

    private static JsonObject response(String code) {
        return (JsonObject) Json.parse("{\"id\":1,\"error\":{\"code\":" + code + "}}");
    }
}
