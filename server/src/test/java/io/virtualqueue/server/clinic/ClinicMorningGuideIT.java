package io.virtualqueue.server.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The guide is true: every line of it is typed, and what it says comes out. */
class ClinicMorningGuideIT {
    private static final Path GUIDE = Path.of("..", "docs", "guides", "clinic-morning.md");
    private static final Pattern BLOCK = Pattern.compile("```(bash|json|text)\\n(.*?)```", Pattern.DOTALL);
    private static final String BEGINS = "=== ";
    private static final long PATIENCE_SECONDS = 120;

    /**
     * Lines to type.
     *
     * @param shown what the guide says comes out; empty where it says nothing
     */
    private record Piece(String typed, String shown) {}

    @Test
    void everyLineOfTheGuideDoesWhatTheGuideSays() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isThere("bash") && isThere("curl") && isThere("jq"), "bash, curl and jq are needed");
        List<Piece> pieces = pieces();
        assertThat(pieces).hasSizeGreaterThan(10);
        List<String> printed = printed(run(script(pieces)), pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            String shown = pieces.get(i).shown();
            if (!shown.isEmpty()) {
                assertThat(printed.get(i)).as(pieces.get(i).typed()).matches(asPattern(shown));
            }
        }
    }

    private static List<Piece> pieces() throws IOException {
        String guide = Files.readString(GUIDE)
                .replace("http://localhost:8080", RunningServer.shared().origin())
                .replace("choose a long one", RunningServer.ADMIN_PASSWORD)
                .replace("morning.example", UUID.randomUUID() + ".example.com");
        List<Piece> pieces = new ArrayList<>();
        Matcher block = BLOCK.matcher(guide);
        while (block.find()) {
            String text = block.group(2);
            if (!block.group(1).equals("bash")) {
                pieces.add(new Piece(pieces.removeLast().typed(), text));
            } else if (!text.contains("./vq serve")) {
                pieces.add(new Piece(text, ""));
            }
        }
        return pieces;
    }

    private static String script(List<Piece> pieces) {
        return pieces.stream()
                .map(piece -> "echo '" + BEGINS + "'\n" + piece.typed())
                .collect(Collectors.joining("\n", "set -euo pipefail\n", ""));
    }

    private static String run(String script) throws IOException, InterruptedException {
        Path directory = RunningServer.newDirectory("guide");
        Path file = Files.writeString(directory.resolve("guide.sh"), script);
        Path output = directory.resolve("output.txt");
        Process bash = new ProcessBuilder("bash", file.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = bash.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        bash.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended && bash.exitValue() == 0).as(printed).isTrue();
        return printed;
    }

    private static List<String> printed(String output, int count) {
        List<String> parts = List.of(output.split("(?m)^" + BEGINS + "$\\n?", -1));
        assertThat(parts).hasSize(count + 1);
        return parts.subList(1, parts.size());
    }

    /** An ellipsis of the guide stands for whatever comes there. */
    private static Pattern asPattern(String shown) {
        String quoted =
                List.of(shown.split("…", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(quoted);
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
