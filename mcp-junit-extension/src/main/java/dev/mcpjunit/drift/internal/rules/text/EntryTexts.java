/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Sign;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.TextChange;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.internal.rules.text.TextPlace.Kind;
import dev.mcpjunit.drift.internal.rules.text.TextPlace.Role;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * {@code …-suspicious}: reads every string of a declaration, wherever it stands, and reports those that have signs of
 * an attack. Only what is new counts: what was there before has been reviewed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EntryTexts {

    private static final Set<String> SCHEMAS = Set.of("inputSchema", "outputSchema");

    private final String prefix;
    private final Subject subject;
    private final JsonObject before;
    private final JsonObject now;
    private final Set<String> known = new HashSet<>();
    private final Set<String> reviewed = new HashSet<>();

    private EntryTexts(String prefix, Subject subject, JsonObject before, JsonObject now) {
        this.prefix = prefix;
        this.subject = subject;
        this.before = before;
        this.now = now;
        List<TextPlace> old = TextPlace.all(before);
        for (TextPlace place : old) {
            known.add(wording(place));
            place.signs().forEach(sign -> reviewed.add(key(sign, place.role())));
        }
        Stream.concat(SuspiciousText.across(spoken(old)).stream(), ofArguments(old).stream())
                .forEach(sign -> reviewed.add(key(sign, Role.PART)));
    }

    private static String wording(TextPlace place) {
        return place.kind() + "/" + place.role() + "/" + place.text();
    }

    private static String key(Found sign, Role role) {
        boolean seen = sign.sign() == Sign.HIDDEN_TEXT || sign.sign() == Sign.LOOK_ALIKES;
        return sign.sign() + "/" + role + "/" + (seen ? sign.passage() : Folded.of(sign.passage()));
    }

    /**
     * Find the suspicious strings that a declaration has and had not before.
     *
     * @param prefix what the ids of the rules begin with, for example {@code tool}
     * @param before the old declaration; empty when it is new
     * @return a change for each string; empty when there is nothing to suspect
     */
    public static List<Change> suspicious(String prefix, Subject subject, JsonObject before, JsonObject now) {
        return before.equals(now) ? List.of() : new EntryTexts(prefix, subject, before, now).changes();
    }

    /**
     * Put suspicious texts in the place of those changes that report the same texts as merely changed.
     *
     * @return all of them, each text once
     */
    public static List<Change> merged(List<Change> found, List<Change> suspicious) {
        Set<JsonPointer> places = suspicious.stream().map(Change::at).collect(toSet());
        return Stream.concat(
                        found.stream()
                                .filter(change -> change.aspect() != Aspect.GUIDANCE || !places.contains(change.at())),
                        suspicious.stream())
                .toList();
    }

    private List<Change> changes() {
        var changes = new ArrayList<Change>();
        List<TextPlace> places = TextPlace.all(now);
        for (TextPlace place : places) {
            if (!known.contains(wording(place))) {
                Set<Sign> signs = unknown(place.signs(), place.role());
                if (!signs.isEmpty()) {
                    changes.add(change(place, signs));
                }
            }
        }
        if (changes.isEmpty()) {
            across(places).ifPresent(changes::add);
        }
        return changes;
    }

    /**
     * A sign that was in the old texts has been reviewed there. Other words with the same letters have not: {@code Do
     * not ignore previous instructions} and a quotation have no sign. What was reviewed as data has not been reviewed
     * as a description.
     */
    private Set<Sign> unknown(List<Found> found, Role role) {
        return found.stream()
                .filter(each -> !reviewed.contains(key(each, Role.SPOKEN)) && !reviewed.contains(key(each, role)))
                .map(Found::sign)
                .collect(toCollection(() -> EnumSet.noneOf(Sign.class)));
    }

    private Optional<Change> across(List<TextPlace> places) {
        boolean changed = places.stream().anyMatch(place -> !known.contains(wording(place)));
        List<String> spoken = spoken(places);
        if (spoken.size() < 2 || !changed) {
            return Optional.empty();
        }
        List<Found> found = new ArrayList<>(SuspiciousText.across(spoken));
        found.addAll(ofArguments(places));
        Set<Sign> signs = unknown(found, Role.PART);
        return signs.isEmpty()
                ? Optional.empty()
                : Optional.of(suspicious(
                        prefix + ".text-suspicious",
                        JsonPointer.ROOT,
                        "its texts, read one after the other, have " + words(signs),
                        signs));
    }

    /** A sentence may be begun in one argument and ended in the next. */
    private static List<Found> ofArguments(List<TextPlace> places) {
        List<String> texts = places.stream()
                .filter(place -> place.kind() == Kind.VALUE
                        && place.isOfArgument()
                        && !place.lastToken().equals("type"))
                .map(TextPlace::text)
                .toList();
        return IntStream.range(1, texts.size())
                .mapToObj(i -> SuspiciousText.inArgument(texts.get(i - 1) + " " + texts.get(i)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> spoken(List<TextPlace> places) {
        return places.stream()
                .filter(place -> place.kind() == Kind.VALUE && place.text().indexOf(' ') > 0)
                .map(TextPlace::text)
                .toList();
    }

    private Change change(TextPlace place, Set<Sign> signs) {
        String what = place.kind() == Kind.NAME ? "the name '" + place.text() + "'" : place.lastToken();
        Change change = suspicious(rule(place), place.at(), what + " has " + words(signs), signs);
        String old = place.at()
                .find(before)
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .orElse("");
        return place.kind() == Kind.NAME
                ? change
                : change.with(change.details().withText(Optional.of(new TextChange(old, place.text()))));
    }

    private Change suspicious(String rule, JsonPointer at, String words, Set<Sign> signs) {
        Change change = Change.of(rule, subject, at, Aspect.GUIDANCE, Compatibility.COSMETIC, Trust.SUSPICIOUS, words);
        return change.with(change.details().withSigns(signs));
    }

    private static String words(Set<Sign> signs) {
        return signs.stream().map(Sign::toString).collect(joining(", "));
    }

    private String rule(TextPlace place) {
        List<String> tokens = place.at().tokens();
        boolean schema = prefix.equals("tool") && SCHEMAS.contains(tokens.get(0)) && tokens.size() > 1;
        String side = schema ? tokens.get(0).replace("Schema", "") : prefix;
        return side + "." + (place.kind() == Kind.NAME ? "text" : field(tokens, schema)) + "-suspicious";
    }

    /** Which of the texts that have a name of their own it is. */
    private String field(List<String> tokens, boolean schema) {
        String last = tokens.get(tokens.size() - 1);
        if (schema) {
            return last.equals("description") || last.equals("title")
                    ? last
                    : tokens.contains("examples") ? "examples" : "text";
        }
        boolean named = last.equals("description") || last.equals("title") || last.equals("instructions");
        boolean own = tokens.size() == 1
                || (tokens.size() == 2 && tokens.get(0).equals("annotations") && last.equals("title"))
                || (tokens.size() == 3 && tokens.get(0).equals("arguments"));
        boolean resource =
                tokens.size() == 1 && last.equals("name") && (prefix.equals("resource") || prefix.equals("template"));
        return (named && own && !prefix.equals("server")) || resource || tokens.equals(List.of("instructions"))
                ? last
                : "text";
    }
}
