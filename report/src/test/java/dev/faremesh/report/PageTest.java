package dev.faremesh.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class PageTest {
  private static Document parsed(Page page) throws Exception {
    var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return parser.parse(new InputSource(new StringReader(page.html())));
  }

  @Test
  void pageIsWellFormedAndHasWhatItWasGiven() throws Exception {
    var page = parsed(new Page("a < b & \"c\"", ".x > .y { color: red; }", "<p>words</p>"));

    assertThat(page.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("a < b & \"c\"");
    assertThat(page.getElementsByTagName("style").item(0).getTextContent())
        .contains("prefers-color-scheme: dark", ".x > .y { color: red; }");
    assertThat(page.getElementsByTagName("p").item(0).getTextContent()).isEqualTo("words");
  }

  @Test
  void tableEscapesTextAndKeepsHtml() throws Exception {
    var table =
        new HtmlTable("t")
            .head(List.of(HtmlTable.Cell.column("", "a & b"), HtmlTable.Cell.over(2, "<both>")))
            .row(HtmlTable.Cell.name("<b>row</b>"), HtmlTable.Cell.number("<7"));
    var page = parsed(new Page("t", "", table.element()));

    assertThat(page.getElementsByTagName("td").item(0).getTextContent()).isEqualTo("<7");
    assertThat(page.getElementsByTagName("b").item(0).getTextContent()).isEqualTo("row");
    assertThat(page.getElementsByTagName("th").item(1).getTextContent()).isEqualTo("<both>");
  }

  @Test
  void charactersThatXmlForbidsAreReplaced() throws Exception {
    var page = parsed(new Page("bell \u0007 and escape \u001b[31m", "", ""));

    assertThat(page.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("bell \ufffd and escape \ufffd[31m");
  }
}
