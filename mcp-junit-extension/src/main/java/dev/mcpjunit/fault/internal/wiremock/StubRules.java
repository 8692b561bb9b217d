/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.wiremock;

import com.github.tomakehurst.wiremock.extension.PostServeActionDefinition;
import com.github.tomakehurst.wiremock.extension.ServeEventListenerDefinition;
import com.github.tomakehurst.wiremock.extension.StubLifecycleListener;
import com.github.tomakehurst.wiremock.extension.WireMockServices;
import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.matching.CustomMatcherDefinition;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refuses a stub whose wishes would go unheard: a fault that silently does not happen makes tests green. */
final class StubRules implements StubLifecycleListener {

    private final WireMockServices services;

    StubRules(WireMockServices services) {
        this.services = services;
    }

    @Override
    public String getName() {
        return "mcp-junit-stub-rules";
    }

    @Override
    public void beforeStubCreated(StubMapping stub) {
        check(stub);
    }

    @Override
    public void beforeStubEdited(StubMapping oldStub, StubMapping newStub) {
        check(newStub);
    }

    private void check(StubMapping stub) {
        String name = StubResponses.name(stub);
        if (stub.shouldBePersisted()) {
            throw new ImpossibleStubException(name, "is persistent, but stubs of a test end with the test.");
        }
        ResponseDefinition response = stub.getResponse();
        if (response != null) {
            checkResponse(name, response);
        }
        checkExtensions(name, stub);
    }

    private static void checkResponse(String name, ResponseDefinition response) {
        if (response.isProxyResponse()) {
            throw new ImpossibleStubException(
                    name,
                    "is a proxy to " + response.getProxyBaseUrl() + ": WireMock reads whole responses before it sends"
                            + " anything, and forgets faults. What no stub matches goes to the server as a stream;"
                            + " faults on what the server answers are FaultInjector's.");
        }
        ChunkedDribbleDelay dribble = response.getChunkedDribbleDelay();
        if (dribble != null && (isBelow(dribble.getNumberOfChunks(), 1) || isBelow(dribble.getTotalDuration(), 0))) {
            throw new ImpossibleStubException(
                    name,
                    "wants its body in " + dribble.getNumberOfChunks() + " chunks over " + dribble.getTotalDuration()
                            + " ms. There must be one chunk at least, and no time is below 0.");
        }
    }

    private static boolean isBelow(@Nullable Integer value, int least) {
        return value == null || value < least;
    }

    private void checkExtensions(String name, StubMapping stub) {
        Set<String> loaded = services.getExtensions().getAllExtensionNames();
        wanted(stub).filter(wanted -> !loaded.contains(wanted)).findFirst().ifPresent(missing -> {
            throw new ImpossibleStubException(
                    name,
                    "names the WireMock extension '" + missing + "', which is not loaded here; there are "
                            + new TreeSet<>(loaded) + ".");
        });
    }

    private static Stream<String> wanted(StubMapping stub) {
        var wanted = Stream.<String>builder();
        if (stub.getResponse() != null && stub.getResponse().getTransformers() != null) {
            stub.getResponse().getTransformers().forEach(wanted);
        }
        if (stub.getServeEventListeners() != null) {
            stub.getServeEventListeners().stream()
                    .map(ServeEventListenerDefinition::getName)
                    .forEach(wanted);
        }
        if (stub.getPostServeActions() != null) {
            stub.getPostServeActions().stream()
                    .map(PostServeActionDefinition::getName)
                    .forEach(wanted);
        }
        CustomMatcherDefinition matcher = stub.getRequest().getCustomMatcher();
        if (matcher != null) {
            wanted.add(matcher.getName());
        }
        return wanted.build();
    }
}
