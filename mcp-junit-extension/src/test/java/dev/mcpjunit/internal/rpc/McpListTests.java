/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpListTests {

    @ParameterizedTest
    @CsvSource({
        "tools/list, tools, tools, name",
        "prompts/list, prompts, prompts, name",
        "resources/list, resources, resources, uri",
        "resources/templates/list, resourceTemplates, resources, uriTemplate"
    })
    void each_list_has_its_names(String method, String member, String capability, String key) {
        McpList list = McpList.askedForBy(method).orElseThrow();

        assertThat(list.method()).isEqualTo(method);
        assertThat(list.member()).isEqualTo(member);
        assertThat(list.capability()).isEqualTo(capability);
        assertThat(list.key()).isEqualTo(key);
    }

    @Test
    void other_methods_ask_for_no_list() {
        assertThat(McpList.askedForBy("tools/call")).isEmpty();
    }
}
