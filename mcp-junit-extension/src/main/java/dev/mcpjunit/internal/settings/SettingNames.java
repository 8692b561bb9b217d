/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.settings;

import java.util.Locale;
import org.apiguardian.api.API;

/** The names of the configuration parameters. Annotations show them to users. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SettingNames {

    public static final String DOCKER = "mcp.docker";
    public static final String IMAGE_PINNING = "mcp.image.pinning";
    public static final String STARTUP_TIMEOUT = "mcp.startup.timeout";
    public static final String REQUEST_TIMEOUT = "mcp.request.timeout";
    public static final String COMMANDS = "mcp.commands";
    public static final String SNAPSHOT = "mcp.snapshot";
    public static final String TRANSCRIPT = "mcp.transcript";
    public static final String TRANSCRIPT_MASK = "mcp.transcript.mask";
    /** As GitHub names the environment variables of a workflow. */
    public static final String GITHUB = "github.actions";

    public static final String GITHUB_SUMMARY = "github.step.summary";
    public static final String GITHUB_WORKSPACE = "github.workspace";
    public static final String CASSETTE = "mcp.cassette";
    public static final String CI = "mcp.ci";
    public static final String REPORT = "mcp.report";
    public static final String REPORT_COMPARE = "mcp.report.compare";
    public static final String CONSOLE = "mcp.console";
    public static final String OTEL = "mcp.otel";
    public static final String REPORT_FOLDER = "mcp.report.folder";

    private SettingNames() {}

    /** The environment variable that stands for a parameter, for example {@code MCP_SNAPSHOT}. */
    public static String variable(String parameter) {
        return parameter.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
