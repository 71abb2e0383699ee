package dev.faremesh.lab.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.lab.result.LabResult;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.Sample;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class LabPageTest {
  static List<LabResult> results() {
    return List.of(Sample.dead(), Sample.ablation(), Sample.odd(), Sample.of());
  }

  private static Document parsed(LabResult result) throws Exception {
    var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return parser.parse(new InputSource(new StringReader(LabPage.of(result))));
  }

  private static List<Element> all(Document page, String name) {
    var found = page.getElementsByTagName(name);
    var elements = new ArrayList<Element>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document page, String name) {
    return all(page, name).stream().map(each -> each.getTextContent().strip()).toList();
  }

  @ParameterizedTest
  @MethodSource("results")
  void pageIsWellFormedAndNeedsNothingElse(LabResult result) throws Exception {
    var page = parsed(result);

    assertThat(all(page, "script")).isEmpty();
    assertThat(all(page, "link")).isEmpty();
    assertThat(all(page, "img")).isEmpty();
    assertThat(LabPage.of(result))
        .doesNotContain("http:", "https:", "@import", "src=")
        .doesNotContainPattern("url\\((?!#)");
    assertThat(all(page, "a"))
        .allSatisfy(link ->
            assertThat(all(page, "section"))
                .anyMatch(part -> link.getAttribute("href").equals("#" + part.getAttribute("id"))));
  }

  @ParameterizedTest
  @MethodSource("results")
  void drawingsHaveWordsAndNoHoles(LabResult result) throws Exception {
    assertThat(all(parsed(result), "svg"))
        .filteredOn(svg -> !svg.getAttribute("aria-hidden").equals("true"))
        .allSatisfy(svg -> {
          assertThat(svg.getAttribute("role")).isEqualTo("img");
          assertThat(svg.getAttribute("aria-label")).isNotBlank();
        });
    assertThat(LabPage.of(result)).doesNotContain("NaN", "Infinity");
  }

  @Test
  void scenarioHasClaimVerdictThresholdsAndMeasures() throws Exception {
    var page = parsed(Sample.dead());

    assertThat(texts(page, "p"))
        .contains("1 of 1 scenarios showed what they claim.")
        .contains("Quotes survive the death of demand.")
        .contains("✓ passed All thresholds hold with all protections; naive misses 2 of 2.");
    assertThat(texts(page, "tr"))
        .contains("dead Quotes survive the death of demand.✓ passed12.5 %100 %––––")
        .contains(
            "extra_failures <= 0.001calls that failed, beyond a run without the fault"
                + "87.5 %✗ missed0 %✓ holds")
        .contains("attempts for each call, worst edgeattempts_per_call3.86×1.07×");
    assertThat(texts(page, "h2")).contains("dead", "Words").doesNotContain("worth");
    assertThat(texts(page, "dt")).contains("Metastable", "p99_during");
  }

  @Test
  void timelineTellsWhatItShows() throws Exception {
    var labels =
        all(parsed(Sample.dead()), "svg").stream()
            .map(svg -> svg.getAttribute("aria-label"))
            .toList();

    assertThat(labels)
        .contains(
            "naive: share of calls answered over time, before the fault 100 %, during 16 %,"
                + " after 100 %",
            "naive: p99 latency over time, at most before the fault 9 ms, during 204 ms, after –",
            "all: p99 latency over time, at most before the fault 9 ms, during 204 ms, after 12"
                + " ms");
    assertThat(texts(parsed(Sample.dead()), "li")).contains("0.0 s: kill demand");
  }

  @Test
  void setsShareTheirScales() throws Exception {
    var page = parsed(Sample.dead());

    assertThat(all(page, "rect"))
        .filteredOn(rect -> rect.getAttribute("class").equals("band"))
        .hasSize(4)
        .extracting(rect -> rect.getAttribute("x") + " " + rect.getAttribute("width"))
        .containsOnly("162.5 102.5");
  }

  @Test
  void matrixTellsWorthAloneAndLossWithout() throws Exception {
    var page = parsed(Sample.ablation());

    assertThat(texts(page, "h2")).contains("What each protection is worth");
    assertThat(texts(page, "tr"))
        .contains(
            "chain3 hopscalls that failed, beyond a run without the faultthis alone"
                + "0 %87.5 %0/2 ✗14 %75 %0/2 ✗")
        .contains("all but this100 %0 %2/2 ✓86 %12.5 %0/2 ✗");
    assertThat(all(page, "td"))
        .extracting(cell -> cell.getAttribute("class"))
        .contains("n level0", "n level1", "n level2", "n level4");
  }

  @Test
  void formsThatAreNotShownAtFirstCanBeOpened() throws Exception {
    var page = parsed(Sample.ablation());

    assertThat(texts(page, "h3")).contains("Second by second (3 hops)", "Across its variants");
    assertThat(texts(page, "figcaption"))
        .contains("attempts at the faulty server for each callnaive\nall");
    assertThat(texts(page, "summary")).contains("The same for 1 hop", "The same for 2 hops");
    assertThat(LabPage.of(Sample.ablation())).contains("was found out: <b>0.65 s</b>");
  }

  @Test
  void textsAreEscaped() throws Exception {
    assertThat(texts(parsed(Sample.odd()), "p"))
        .contains("<script>alert(1)</script> \ufffd[31m", "? invalid <b>Too slow</b>", "]]> &amp;");
  }

  @Test
  void everyMeasureIsExplained() throws Exception {
    assertThat(texts(parsed(Sample.of()), "dt"))
        .containsAll(List.of(Measure.values()).stream().map(Measure::written).toList());
  }
}
