/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.drift.Acceptance;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.PointerPattern;
import dev.mcpjunit.internal.pin.Pin;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import java.lang.reflect.AnnotatedElement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Reads {@link PinnedSchema @PinnedSchema} annotations. An attribute that makes no sense is an error before a server
 * drifts.
 *
 * @param element what carries the annotation
 */
record PinReader(AnnotatedElement element, Clock clock) {

    /** The name of a file without its extension; that of a repeated test has its number. */
    private static final Pattern CASSETTE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.#-]*");

    Pin read(PinnedSchema pin) {
        DriftOptions options = DriftOptions.of(pin.profile(), clock)
                .withContentModel(pin.contentModel())
                .withAlsoFailOn(Set.copyOf(List.of(pin.alsoFailOn())))
                .withTools(Set.of(distinct(pin.tools())))
                .withConventions(Set.copyOf(List.of(pin.conventions())))
                .withIgnore(Stream.of(pin.ignore())
                        .map(place -> place("ignore = \"" + place + "\"", place))
                        .toList())
                .withAccept(Stream.of(pin.accept()).map(this::acceptance).toList());
        return new Pin(pin.value(), List.of(pin.servers()), cassettes(pin), options);
    }

    private List<String> cassettes(PinnedSchema pin) {
        return Stream.of(pin.usedBy())
                .peek(name -> {
                    if (!CASSETTE.matcher(name).matches()) {
                        throw wrong("usedBy = \"" + name + "\"", "no cassette can have this name");
                    }
                })
                .distinct()
                .toList();
    }

    private String[] distinct(String[] tools) {
        for (String tool : tools) {
            if (tool.isBlank()) {
                throw wrong("tools", "names a tool without a name");
            }
        }
        return Stream.of(tools).distinct().toArray(String[]::new);
    }

    private Acceptance acceptance(Accept accept) {
        String where = "accept = @Accept(rule = \"" + accept.rule() + "\")";
        try {
            return new Acceptance(
                    accept.rule(), place(where, accept.at()), accept.reason(), until(where, accept.until()));
        } catch (IllegalArgumentException incomplete) {
            throw wrong(where, String.valueOf(incomplete.getMessage()));
        }
    }

    private Optional<LocalDate> until(String where, String day) {
        try {
            return day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
        } catch (DateTimeParseException noDay) {
            throw wrong(where, "until = \"" + day + "\" is no day. Days look like 2027-03-31");
        }
    }

    private PointerPattern place(String where, String place) {
        try {
            return PointerPattern.parse(place);
        } catch (IllegalArgumentException noPlace) {
            throw wrong(where, String.valueOf(noPlace.getMessage()).replaceFirst("\\.$", ""));
        }
    }

    private ExtensionConfigurationException wrong(String what, String why) {
        return WrongConfiguration.of("@PinnedSchema(" + what + ")", element, why);
    }
}
