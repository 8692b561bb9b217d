/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.CircuitBreakerContract;
import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.testkit.Weather;

/** What a reader of the article writes to test its breaker. */
// tag::contract[]
@McpServer(name = "weather", inProcess = Weather.InProcess.class)
public class ArticleBreakerTestCase implements CircuitBreakerContract {

    @Override
    public BreakerSubject breaker(BreakerSetup setup) {
        var client = new WeatherClient(setup.endpoint());
        var breaker = new ArticleBreaker(setup.clock());
        return BreakerSubject.of(() -> breaker.call(client::forecast), BreakerSettings.opensAfter(3))
                .onClock(setup.clock())
                .closing(client);
    }
}
// end::contract[]
