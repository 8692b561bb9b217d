/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.conformance.DeclaredConformance;
import dev.mcpjunit.contract.internal.NpmCondition;
import dev.mcpjunit.contract.internal.conformance.ScenarioJudge;
import dev.mcpjunit.contract.internal.conformance.SuiteRun;
import dev.mcpjunit.endpoint.McpEndpoint;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the official conformance suite of the protocol against a server, with one test for each scenario. A test class
 * with one server that listens on HTTP implements it:
 *
 * <pre>{@code
 * @McpServer(image = "acme/weather:2")
 * class WeatherConformanceTests implements ConformanceContract {
 *
 *     @Override
 *     public DeclaredConformance conformance() {
 *         return DeclaredConformance.to("2025-11-25")
 *                 .only("server-initialize", "ping", "tools-list", "resources-subscribe")
 *                 .expectingFailure("resources-subscribe", "the server declares no subscriptions");
 *     }
 * }
 * }</pre>
 *
 * <p>The suite is the npm package {@code @modelcontextprotocol/conformance}. {@code npm} downloads it on first use,
 * with the version of Node.js that it needs. The test is skipped where {@code npm} is not on the PATH; with
 * {@code -Dmcp.commands=required} it fails. A scenario without a result fails. A scenario that is expected to fail, or
 * that skips all its checks, ends as aborted, with the reason.
 *
 * <p>Many scenarios call tools, prompts and resources with fixed names, such as {@code test_simple_text}, which only a
 * server made for the suite has.
 *
 * @see <a href="https://github.com/modelcontextprotocol/conformance">the suite</a>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ConformanceContract {

    /**
     * Declare the revision, and the scenarios that are expected to fail.
     *
     * @return the declaration; never {@code null}
     */
    DeclaredConformance conformance();

    /**
     * Each scenario of the suite.
     *
     * @param server the address of the server
     * @return the tests; never {@code null}
     * @throws InterruptedException if the test is interrupted
     */
    @TestFactory
    @DisplayName("conformance suite")
    @ExtendWith(NpmCondition.class)
    default Stream<DynamicTest> conforms(McpEndpoint.Http server) throws InterruptedException {
        DeclaredConformance declared = conformance();
        var judge = new ScenarioJudge(declared, SuiteRun.of(declared, server));
        return judge.scenarios().map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> judge.judge(scenario)));
    }
}
