/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.testkit.stacks.StackTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The versions that docs/authorization.md names are those that are tested. */
class ProtectedStackVersionsTests {

    @Test
    void the_page_has_the_versions_of_the_stacks() throws IOException {
        Path classPaths = Path.of("..", "class-paths");
        String spring = Files.readString(classPaths.resolve("spring-security/pom.xml"));
        String quarkus = Files.readString(classPaths.resolve("quarkus-oidc/pom.xml"));
        String node = Files.readString(Path.of("src", "test", "resources", "node", "protected", "package.json"));

        assertThat(StackTable.on("docs/authorization.md").stacks())
                .filteredOn(stack -> !stack.endsWith(", issuer only"))
                .containsExactlyInAnyOrder(
                        "Spring Security " + version(spring, "<spring-security.version>([^<]+)"),
                        "MCP Security " + version(spring, "mcp-server-security</artifactId>\\s*<version>([^<]+)"),
                        "Quarkus " + version(quarkus, "<quarkus.version>([^<]+)"),
                        "TypeScript SDK " + version(node, "modelcontextprotocol/sdk\": \"([^\"]+)"),
                        "TypeScript SDK " + version(node, "modelcontextprotocol/server\": \"([^\"]+)"));
    }

    private static String version(String text, String pattern) {
        Matcher version = Pattern.compile(pattern).matcher(text);
        assertThat(version.find()).as(pattern).isTrue();
        return version.group(1);
    }
}
