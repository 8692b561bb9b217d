plugins {
    java
}

repositories {
    mavenLocal() // while the version of mcp-junit is a snapshot
    mavenCentral()
}

dependencies {
    implementation("io.modelcontextprotocol.sdk:mcp:2.2.0")
    runtimeOnly("org.slf4j:slf4j-nop:2.0.17")

    testImplementation(platform("org.junit:junit-bom:5.13.4"))
    testImplementation("org.junit.jupiter:junit-jupiter")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
    testImplementation("dev.mcpjunit:mcp-junit-extension:0.1.0-SNAPSHOT")
    testImplementation("org.assertj:assertj-core:3.27.7")
}

tasks.withType<JavaCompile>().configureEach {
    options.release = 17
    options.compilerArgs.add("-parameters")
}

tasks.test {
    useJUnitPlatform()
    // Gradle passes no -D of its command line to the tests; this passes those of mcp-junit.
    systemProperties(providers.systemPropertiesPrefixedBy("mcp.").get())
    // A server outside of the build can change while all inputs stay the same.
    outputs.upToDateWhen { false }
}
