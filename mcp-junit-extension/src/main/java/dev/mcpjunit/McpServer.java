/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.authorization.Login;
import dev.mcpjunit.internal.settings.SettingNames;
import dev.mcpjunit.server.CassetteSpec;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Declares a server that the tests of a class need. It is started before the tests, which wait until it has answered a
 * client. It is stopped after the tests, including its child processes.
 *
 * <pre>{@code
 * @McpServer(command = {"npx", "-y", "@modelcontextprotocol/server-everything", "stdio"})
 * class EverythingTest {
 *     @Test
 *     void adds(McpConnection everything) {
 *         assertThat(everything.callTool("get-sum", Map.of("a", 2, "b", 3))).isSuccess();
 *     }
 * }
 * }</pre>
 *
 * <h2>Source</h2>
 *
 * <p>Exactly one of {@link #image}, {@link #dockerfile}, {@link #command}, {@link #url}, {@link #inProcess},
 * {@link #source} and {@link #config} names the source of the server. Images need Testcontainers on the class path and
 * Docker on the machine. Without Docker the class is skipped with a reason, unless {@value #DOCKER_PROPERTY_NAME} is
 * {@code required}.
 *
 * <h2>Injection</h2>
 *
 * <p>Constructors, test methods and lifecycle methods can have parameters of the types
 * {@link dev.mcpjunit.connection.McpConnection McpConnection}, {@link dev.mcpjunit.endpoint.McpEndpoint McpEndpoint},
 * {@link dev.mcpjunit.endpoint.McpEndpoints McpEndpoints}, {@link dev.mcpjunit.model.Catalog Catalog},
 * {@link dev.mcpjunit.server.RunningServer RunningServer}, {@link dev.mcpjunit.traffic.Traffic Traffic},
 * {@link dev.mcpjunit.fault.FaultInjector FaultInjector}, with the MCP Java SDK on the class path {@code McpSyncClient}
 * and {@code McpAsyncClient}, older and modern ones, and with WireMock {@code WireMock}. If there are several servers,
 * {@link ForServer @ForServer} selects one. Without it, the name of the parameter selects the server.
 *
 * <h2>Several servers, nesting, inheritance</h2>
 *
 * <p>The annotation is repeatable; the servers of a class start concurrently. It may be used as a meta-annotation, is
 * inherited, and also holds for {@code @Nested} classes.
 *
 * <h2>Placeholders</h2>
 *
 * <p>Strings may contain <code>${name}</code> and <code>${name:default}</code>, resolved from JUnit's configuration
 * parameters, system properties, environment variables and, in a Spring test, Spring's {@code Environment}. An
 * unresolved placeholder is an error that names it. <code>$${</code> stands for <code>${</code>.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(McpServers.class)
@ExtendWith(McpExtension.class)
public @interface McpServer {

    /** Configuration parameter: with {@code required}, a class that needs Docker fails where there is none. */
    String DOCKER_PROPERTY_NAME = SettingNames.DOCKER;

    /** Configuration parameter: {@code require} makes an image without a tag, or with {@code latest}, an error. */
    String IMAGE_PINNING_PROPERTY_NAME = SettingNames.IMAGE_PINNING;

    /** Configuration parameter: the startup timeout of servers that declare none. */
    String STARTUP_TIMEOUT_PROPERTY_NAME = SettingNames.STARTUP_TIMEOUT;

    /** Configuration parameter: the request timeout of servers that declare none. */
    String REQUEST_TIMEOUT_PROPERTY_NAME = SettingNames.REQUEST_TIMEOUT;

    /** Configuration parameter: {@code auto}, {@code replay}, {@code record} or {@code refresh}. */
    String CASSETTE_PROPERTY_NAME = SettingNames.CASSETTE;

    /**
     * The server's name in parameters, messages and file names. With {@link #config}, it selects one of the servers in
     * the file.
     *
     * @return the name; by default derived from the source
     */
    String name() default "";

    /**
     * A container image, for example {@code ghcr.io/acme/weather:1.4}.
     *
     * @return the image; empty for another source
     */
    String image() default "";

    /**
     * A Dockerfile, or a directory that has one, relative to the working directory. It is built before the tests.
     *
     * @return the path; empty for another source
     */
    String dockerfile() default "";

    /**
     * A command: the program and its arguments. The program is looked up on the PATH.
     *
     * @return the words; empty for another source
     */
    String[] command() default {};

    /**
     * The URL of a server that is already running, for example <code>http://localhost:${local.server.port}/mcp</code>.
     * The URL may also be that of an older HTTP+SSE server, which often ends in {@code /sse}.
     *
     * @return the address; empty for another source
     */
    String url() default "";

    /**
     * A class that makes a server in this JVM: an {@link McpServerFactory}, or any class with a public method that
     * takes a transport provider of the MCP Java SDK, or nothing for a modern server, and returns the server.
     *
     * @return the class; {@code void.class} for another source
     */
    Class<?> inProcess() default void.class;

    /**
     * A method of the test class without parameters that returns the source of the server. It returns a
     * {@link dev.mcpjunit.server.ServerSpec ServerSpec}, an {@link dev.mcpjunit.endpoint.McpEndpoint McpEndpoint}, a
     * {@link java.net.URI URI} or a Testcontainers container. It must be static.
     *
     * @return the method's name; empty for another source
     */
    String source() default "";

    /**
     * A configuration file with servers: the {@code .mcp.json} or {@code mcp.json} of an MCP client, a registry's
     * {@code server.json}, a bundle ({@code .mcpb}), or the {@code manifest.json} of an unpacked bundle. After its
     * start, a bundle's server must list the tools and prompts that its manifest declares. All servers of the file are
     * declared; with {@link #name}, only that one. See {@link dev.mcpjunit.server.config.McpConfig McpConfig}.
     *
     * <pre>{@code
     * @McpServer(config = ".mcp.json")
     * @PinnedSchema
     * class ToolboxTest {}
     * }</pre>
     *
     * @return the path, relative to the working directory; empty for another source
     */
    String config() default "";

    /**
     * Requires that the bundle that {@link #config} names, or each bundle of a registry file, is signed. If a bundle
     * has a signature, it must always match the content. With this attribute, there must be one, its certificate must
     * be valid now, and it must be one of these certificates or be certified by one of them. Revocation is not checked.
     *
     * <pre>{@code
     * @McpServer(config = "dist/weather.mcpb", signedBy = "src/test/resources/acme-ca.pem")
     * class WeatherBundleTest {}
     * }</pre>
     *
     * @return a file with X.509 certificates in PEM, relative to the working directory; by default, none is needed
     */
    String signedBy() default "";

    /**
     * The transport between client and server.
     *
     * @return the transport; by default decided by the source
     */
    Transport transport() default Transport.AUTO;

    /**
     * The port of an HTTP server: inside the container, or on this machine for a command. A command without a port gets
     * a free one, which the placeholder <code>${mcp.port}</code> in its arguments or environment stands for.
     *
     * @return the port; 0, the default, to choose it automatically
     */
    int port() default 0;

    /**
     * The path of the MCP endpoint, for an HTTP server that the test starts.
     *
     * @return the path; by default {@value ServerSpecBuilder#DEFAULT_PATH}
     */
    String path() default ServerSpecBuilder.DEFAULT_PATH;

    /**
     * Arguments for the command of the container.
     *
     * @return the words
     */
    String[] args() default {};

    /**
     * Variables for the server's environment, each as {@code NAME=value}.
     *
     * @return the variables
     */
    String[] env() default {};

    /**
     * Headers for every HTTP request, each as {@code Name: value}.
     *
     * @return the headers
     */
    String[] headers() default {};

    /**
     * Whether connections send back the cookies that the server sets. Behind a load balancer that keeps each client at
     * one instance by a cookie, sessions need it.
     *
     * @return whether cookies are kept; not by default, as most MCP clients ignore them
     */
    boolean cookies() default false;

    /**
     * How connections log in, over Streamable HTTP, when the server answers 401. For a registered client, or fewer
     * scopes, see {@link dev.mcpjunit.authorization.ClientAuthorization}.
     *
     * @return how they log in; by default they do not
     */
    Login login() default Login.NONE;

    /**
     * The capabilities that connections declare, such as {@code elicitation}. With {@code tasks}, {@code callTool}
     * follows tasks. A name with a slash declares an extension: <code>com.example/maps={"zoom":true}</code>.
     *
     * @return the capabilities; none by default
     */
    String[] clientCapabilities() default {};

    /**
     * The revision of the protocol that connections use. {@code AUTO} asks the server. {@code LEGACY} has a handshake,
     * as until 2025-11-25; {@code MODERN} has none. A revision such as {@code 2025-06-18} selects exactly that one.
     *
     * @return the protocol; by default {@code AUTO}
     */
    String protocol() default "AUTO";

    /**
     * The number of instances of the server, which get requests in turn (round robin). A server that keeps state
     * between requests fails. Only for an HTTP server that the test starts. A command must get its port by <code>
     * ${mcp.port}</code>.
     *
     * @return the number of instances; 1 by default
     */
    int replicas() default 1;

    /**
     * The lifetime of the server, and which tests share it.
     *
     * @return the scope; by default {@link Scope#CLASS}
     */
    Scope scope() default Scope.CLASS;

    /**
     * The name of a cassette: a recording of what the server says, which later replaces the server, its program and its
     * keys. Commit the file, {@code src/test/resources/mcp/<name>.cassette.jsonl}. {@value #CASSETTE_PROPERTY_NAME}
     * says when it is recorded; see {@link dev.mcpjunit.cassette.CassetteMode}.
     *
     * @return the name; empty, the default, for no cassette
     */
    String cassette() default "";

    /**
     * Places in the parameters of requests that are different in each run, and are not compared with the recording:
     * JSON Pointers with {@code *} and {@code **}, such as {@code /arguments/requestId}.
     *
     * @return the places; none by default
     */
    String[] volatilePaths() default {};

    /**
     * What a call gets that is made more often than it was recorded.
     *
     * @return by default, it fails the test
     */
    CassetteSpec.Repeats cassetteRepeats() default CassetteSpec.Repeats.AS_RECORDED;

    /**
     * How long the server may take to become ready, for example {@code 1 m}, excluding the image pull.
     *
     * @return the timeout; by default the configuration parameter {@value #STARTUP_TIMEOUT_PROPERTY_NAME}, else
     *     {@value ServerSpecBuilder#DEFAULT_STARTUP_TIMEOUT}
     */
    String startupTimeout() default "";

    /**
     * How long a request may take.
     *
     * @return the timeout; by default the configuration parameter {@value #REQUEST_TIMEOUT_PROPERTY_NAME}, else
     *     {@value ServerSpecBuilder#DEFAULT_REQUEST_TIMEOUT}
     */
    String requestTimeout() default "";
}
