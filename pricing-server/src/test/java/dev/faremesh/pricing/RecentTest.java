package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RecentTest {
  @Test
  void whatWasNotUsedForLongestIsForgotten() {
    var recent = new Recent<String, Integer>(2);
    recent.put("first", 7);
    recent.put("second", 11);
    assertThat(recent.get("first")).contains(7);

    recent.put("third", 13);

    assertThat(recent.get("second")).isEmpty();
    assertThat(recent.get("first")).contains(7);
    assertThat(recent.get("third")).contains(13);
  }

  @Test
  void removedIsGone() {
    var recent = new Recent<String, Integer>(2);
    recent.put("first", 7);
    recent.remove("first");

    assertThat(recent.get("first")).isEmpty();
  }
}
