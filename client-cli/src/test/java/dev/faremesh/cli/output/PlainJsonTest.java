package dev.faremesh.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainJsonTest {
  @Test
  void wholeNumbersHaveNoPoint() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("rows", 60_000L);
    facts.put("seconds", 6.25);
    facts.put("rejected", Map.of("BAD_TIME", 7));
    facts.put("none", Map.of());

    assertThat(PlainJson.line(facts))
        .isEqualTo("{\"rows\":60000,\"seconds\":6.25,\"rejected\":{\"BAD_TIME\":7},\"none\":{}}");
  }

  @Test
  void truthsAreBareAndWhatIsNotANumberIsNull() {
    assertThat(PlainJson.line(Map.of("ok", true))).isEqualTo("{\"ok\":true}");
    assertThat(PlainJson.line(Map.of("bias", Double.NaN))).isEqualTo("{\"bias\":null}");
    assertThat(PlainJson.line(Map.of("most", Double.NEGATIVE_INFINITY)))
        .isEqualTo("{\"most\":null}");
  }

  @Test
  void documentIsIndented() {
    assertThat(PlainJson.document(Map.of("names", List.of("a", "b"))))
        .isEqualToNormalizingNewlines("{\n  \"names\": [\n    \"a\",\n    \"b\"\n  ]\n}");
  }

  @Test
  void whatWouldBreakAStringIsEscaped() {
    assertThat(PlainJson.line(Map.of("path", "C:\\a \"b\"\n")))
        .isEqualTo("{\"path\":\"C:\\\\a \\\"b\\\"\\u000a\"}");
  }
}
